"""A turn on the terminal: what is told while it runs, and its reply as text or JSON."""

from __future__ import annotations

import json
from typing import TextIO

from adapters.terminal.render import show
from adapters.terminal.screen import clean, screen
from assistant.conversation import Progress, Reply
from assistant.settings import Colour


class Progressing:
    """A listener that shows the stages, and leaves the answer for the end."""

    def __init__(self, tell: Progress) -> None:
        self._tell = tell

    def progress(self, stage: str, message: str) -> None:
        """Show where the work is."""
        self._tell(stage, message)

    def text(self, delta: str) -> None:
        """The whole answer comes at the end."""

    def restart(self) -> None:
        """Nothing of the answer was shown yet."""


def show_reply(reply: Reply, stream: TextIO, colour: Colour) -> None:
    """Print the answer, and under it the draft where there is one."""
    console = screen(stream, colour)
    console.print(clean(reply.text), markup=False)
    if reply.draft is not None:
        console.print()
        show(reply.draft, stream, colour)


def turn_json(reply: Reply) -> str:
    """One JSON object with the keys that other programs rely on."""
    data = reply.model_dump(mode="json")
    names = ("thread", "version", "text", "artifacts", "receipts", "citations", "assumptions", "questions", "usage")
    kept = {name: data[name] for name in names} | {"finding": data["findings"]}
    return json.dumps(kept, ensure_ascii=False, indent=2)
