"""What 'it', 'each' and 'several' stand for at a point of the brief."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.blueprint.read.notebook import Entity


@dataclass
class Focus:
    """`topic` is what was last spoken of, `before` the topic before it, `object` what was last named."""

    topic: Entity | None = None
    before: Entity | None = None
    object: Entity | None = None
