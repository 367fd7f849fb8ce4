"""Who may see a chunk, and how a search is kept to that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

Viewers: TypeAlias = Sequence[frozenset[str]]
"""The tags of everyone who is to see an answer, as of a person and of the channel; each of them must be allowed.

None at all is the operator, who sees everything; one without tags sees what is for everyone.
"""

EVERYONE = "*"


def visible(audience: Collection[str], viewers: Viewers) -> bool:
    """Whether what is for `audience` may be shown; an empty audience is everyone."""
    return not audience or all(not tags.isdisjoint(audience) for tags in viewers)
