"""Progress on standard error: a live list of stages on a terminal, one line a stage elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from adapters.terminal import texts
from adapters.terminal.screen import clean, screen
from assistant.conversation import Progress
from assistant.settings import Colour


@dataclass
class Stage:
    """A stage that began at `began` (monotonic seconds); `ended` is None while it runs."""

    name: str
    began: float
    message: str
    ended: float | None = None


@dataclass
class Stages:
    """The stages so far, as a live table."""

    stages: list[Stage] = field(default_factory=list)
    spinner: Spinner = field(default_factory=lambda: Spinner("dots", style="cyan"))

    def tell(self, name: str, message: str) -> None:
        """Move to the stage `name`, ending the one before, or change the message of the present one."""
        if self.stages and self.stages[-1].name == name:
            self.stages[-1].message = message
            return
        now = time.monotonic()
        if self.stages:
            self.stages[-1].ended = now
        self.stages.append(Stage(name, now, message))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=1)
        grid.add_column(style="bold", no_wrap=True)
        grid.add_column(justify="right", style="dim", no_wrap=True)
        grid.add_column(no_wrap=True, overflow="ellipsis", style="dim")
        for stage in self.stages:
            took = texts.duration(((stage.ended or time.monotonic()) - stage.began) * 1000)
            mark = self.spinner if stage.ended is None else texts.STAGE_ENDED
            message = Text(clean(stage.message).partition("\n")[0])
            grid.add_row(mark, Text(clean(stage.name)), took, message)
        yield grid


@contextmanager
def progress(colour: Colour) -> Iterator[Progress]:
    """Show what the yielded function is told, until the block ends. It may be called from any thread."""
    console = screen(sys.stderr, colour)
    if console.is_terminal and not console.is_dumb_terminal:
        stages = Stages()
        with Live(stages, console=console, transient=True, refresh_per_second=8):
            yield stages.tell
    else:
        yield _lines(console)


def _lines(console: Console) -> Progress:
    began = time.monotonic()
    seen: list[str] = []

    def tell(name: str, message: str) -> None:
        if not seen or seen[-1] != name:
            seen.append(name)
            elapsed = time.monotonic() - began
            console.print(f"{elapsed:6.1f} s  {clean(name)}: {clean(message)}", markup=False, soft_wrap=True)

    return tell
