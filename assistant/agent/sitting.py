"""What the loop carries through one turn beside its messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.tools.desk import Desk

if TYPE_CHECKING:
    from assistant.agent.budget import Budget


@dataclass
class Sitting:
    """`system` is what the model is told before the messages; it stays the same for the whole turn."""

    desk: Desk
    system: str
    budget: Budget
    tools: frozenset[str]
    """The names of the tools that the model is shown in this turn."""
    allowed: frozenset[str]
    """The names of the tools that the role may call; what it is not shown only has no use at present."""
    failed: str | None = None
    """The message of the model in which a call has failed."""
    failures: dict[str, str] = field(default_factory=dict)
    """Call -> the error that it got."""
