"""What is shown while a turn runs: its stages as they pass, and the answer as it comes."""

from __future__ import annotations

import time

from rich.console import Console
from rich.status import Status
from rich.text import Text

from adapters.terminal import chat_texts as texts
from adapters.terminal.screen import clean
from adapters.terminal.texts import duration


class Live:
    """A listener for a terminal. In a pipe it only says when a stage begins."""

    def __init__(self, console: Console, told: Console) -> None:
        """The answer goes to `console`, what happens to `told`."""
        self._console = console
        self._told = told
        self._status: Status | None = None
        self._stage = ""
        self._began = 0.0
        self._speaking = False

    def progress(self, stage: str, message: str) -> None:
        """Show where the work is."""
        self._hush()
        if stage != self._stage:
            self._end_stage()
            self._stage, self._began = stage, time.monotonic()
            if not self._told.is_terminal:
                self._told.print(f"{clean(stage)}", markup=False, soft_wrap=True)
        line = texts.WORKING.format(stage=clean(stage), message=clean(message).partition("\n")[0])
        if self._told.is_terminal and not self._told.is_dumb_terminal:
            if self._status is None:
                self._status = self._told.status(Text(line, overflow="ellipsis", no_wrap=True), spinner="dots")
                self._status.start()
            self._status.update(Text(line, overflow="ellipsis", no_wrap=True))

    def text(self, delta: str) -> None:
        """Show the next piece of the answer."""
        self._still()
        self._speaking = True
        self._console.print(clean(delta), end="", markup=False, soft_wrap=not self._console.is_terminal)

    def restart(self) -> None:
        """Say that the answer begins again."""
        if self._speaking:
            self._console.print(f"\n{texts.AGAIN}", style="yellow")
        self._speaking = False

    def end(self) -> None:
        """The turn is over, however it ended."""
        self._still()
        self._hush()
        self._stage = ""

    def _hush(self) -> None:
        """End the line of what was said."""
        if self._speaking:
            self._console.print()
            self._speaking = False

    def _still(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None
            self._end_stage()

    def _end_stage(self) -> None:
        if self._stage and self._told.is_terminal:
            took = duration((time.monotonic() - self._began) * 1000)
            self._told.print(Text(texts.STAGE_DONE.format(stage=clean(self._stage), took=took), "dim"))
            self._stage = ""
