"""What a reader decided and what it could not carry over, collected while it reads."""

from __future__ import annotations

from assistant.blueprint.names import words
from assistant.blueprint.plan import NotUnderstood


class Notes:
    """Each thing is noted once, in the order in which it was met."""

    def __init__(self) -> None:
        self._assumptions: dict[str, None] = {}
        self._lost: dict[tuple[str, str], None] = {}
        self._recased: dict[str, str] = {}

    def assumed(self, what: str) -> None:
        """Something was decided that the text does not say."""
        self._assumptions[what] = None

    def lost(self, what: str, why: str) -> None:
        """Something in the text has no place in the plan."""
        self._lost[what, why] = None

    def renamed(self, old: str, new: str) -> str:
        """`new`, noting the change where there is one; changes of case alone are noted together."""
        if old != new and words(old) == words(new):
            self._recased[old] = new.rpartition(".")[2]
        elif old != new:
            self.assumed(f"{old} is called {new}.")
        return new

    @property
    def assumptions(self) -> tuple[str, ...]:
        recased = ", ".join(f"{old} is {new}" for old, new in self._recased.items())
        return (*self._assumptions, *([f"Names follow the case of a Blueprint: {recased}."] if recased else []))

    @property
    def not_understood(self) -> tuple[NotUnderstood, ...]:
        return tuple(NotUnderstood(sentence=what, why=why) for what, why in self._lost)
