"""Progress: a live list on a terminal, a line for each stage and each check elsewhere."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from adapters.terminal import texts
from adapters.terminal.screen import clean, screen
from assistant.conversation import Progress, Status
from assistant.settings import Colour

# Checks run side by side, and each tells how it ended: "passed: 64 tests".
VERDICT = re.compile(r"(passed|failed|not run)\b[: ]*")


@dataclass
class Row:
    """A stage that began at `began` (monotonic seconds), or a check with its `status` once it has ended."""

    name: str
    began: float
    message: str
    ended: float | None = None
    status: Status | None = None


@dataclass
class Rows:
    """The stages so far in the order in which they were met, each with what was said of it last."""

    rows: dict[str, Row] = field(default_factory=dict)
    spinner: Spinner = field(default_factory=lambda: Spinner("dots", style="cyan"))

    def tell(self, name: str, message: str) -> None:
        """Begin `name` or say more of it. A new stage ends the one before it; a check's verdict ends itself."""
        now = time.monotonic()
        verdict = VERDICT.match(message)
        row = self.rows.get(name)
        if row is None:
            if verdict is None:
                for other in self.rows.values():
                    other.ended = other.ended or now
            row = self.rows[name] = Row(name, now, message)
        row.message = message
        if verdict:
            row.message = message[verdict.end() :]
            row.status = Status(verdict[1].replace(" ", "_"))
            row.ended = now

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=1)
        grid.add_column(style="bold", no_wrap=True)
        grid.add_column(justify="right", style="dim", no_wrap=True)
        grid.add_column(no_wrap=True, overflow="ellipsis", style="dim")
        for row in tuple(self.rows.values()):
            took = "" if row.status else texts.duration(((row.ended or time.monotonic()) - row.began) * 1000)
            message = Text(clean(row.message).partition("\n")[0])
            grid.add_row(self._mark(row), Text(texts.stage(clean(row.name))), took, message)
        yield grid

    def _mark(self, row: Row) -> Spinner | Text:
        if row.status:
            return Text(texts.MARKS[row.status], texts.STYLES[row.status])
        return self.spinner if row.ended is None else Text(texts.STAGE_ENDED)


@contextmanager
def progress(stream: TextIO, colour: Colour) -> Iterator[Progress]:
    """Show on `stream` what the yielded function is told, until the block ends. It may be called from any thread."""
    console = screen(stream, colour)
    if console.is_terminal and not console.is_dumb_terminal:
        rows = Rows()
        with Live(rows, console=console, transient=True, refresh_per_second=8):
            yield rows.tell
    else:
        yield _lines(console)


def _lines(console: Console) -> Progress:
    began = time.monotonic()
    seen: set[str] = set()

    def tell(name: str, message: str) -> None:
        if name in seen and not VERDICT.match(message):
            return
        seen.add(name)
        line = f"{time.monotonic() - began:6.1f} s  {texts.stage(clean(name))}: {clean(message)}"
        console.print(line, markup=False, soft_wrap=True)

    return tell
