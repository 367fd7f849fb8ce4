"""What a turn is asked, and who is told while it works."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from assistant.conversation import Record

LOCAL = "local"
"""The author of what is asked on the command line."""


class Ask(Record):
    """One message to answer.

    Without `thread` it begins one. `out` is where a draft is written to, replacing what is there only if `replace`
    says so; without it, a folder of the thread. `role`, `model` and `project` win over what the thread and the
    settings say.
    """

    text: str
    thread: str | None = None
    author: str = LOCAL
    role: str | None = None
    model: str | None = None
    project: Path | None = None
    out: Path | None = None
    replace: bool = False


class Listener(Protocol):
    """Told what happens during a turn; must return at once."""

    def progress(self, stage: str, message: str) -> None:
        """Work goes on in `stage`, a stage of the role's Workflow."""

    def text(self, delta: str) -> None:
        """The next piece of the answer, already held against the receipts."""

    def restart(self) -> None:
        """What was told of the answer since the last progress is void; it comes again."""


class Silent:
    """A listener that shows nothing."""

    def progress(self, stage: str, message: str) -> None:
        """Show nothing."""

    def text(self, delta: str) -> None:
        """Show nothing."""

    def restart(self) -> None:
        """Show nothing."""
