"""Receipts as lines of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from adapters.terminal import texts
from adapters.terminal.screen import clean
from assistant.conversation import Receipt, Status

COMMIT = re.compile(r"\b[0-9a-f]{20,}\b")


def receipts(given: Sequence[Receipt]) -> Iterator[RenderableType]:
    """A line for each check: how it ended, what its tool said, and how long it took."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(justify="right", style="dim", no_wrap=True)
    for receipt in given:
        style = texts.STYLES[receipt.status]
        check = Text.assemble((f"{texts.MARKS[receipt.status]} ", style), texts.stage(clean(receipt.check)))
        if receipt.status is Status.NOT_RUN:
            grid.add_row(check, _not_run(receipt), "")
            continue
        said = texts.SEE_ABOVE if receipt.status is Status.FAILED else clean(receipt.detail).partition("\n")[0]
        with_tool = Text.assemble(said, texts.BETWEEN if said else "", (tool(receipt), "dim"))
        grid.add_row(check, with_tool, texts.duration(receipt.ms))
    yield Text()
    yield grid
    confined = dict.fromkeys(clean(receipt.isolation) for receipt in given if receipt.isolation)
    if confined:
        yield Text(texts.CONFINED.format(by=", ".join(confined)), "dim")


def _not_run(receipt: Receipt) -> Text:
    why = clean(receipt.detail).partition("\n")[0].removeprefix(texts.NOT_RUN_BARE).lstrip(": ")
    return Text(texts.NOT_RUN.format(why=why) if why else texts.NOT_RUN_BARE, texts.STYLES[Status.NOT_RUN])


def tool(receipt: Receipt) -> str:
    """The tool and version that a receipt names."""
    # A commit within a version is as telling when it is short.
    return COMMIT.sub(lambda commit: commit[0][:7], clean(f"{receipt.tool} {receipt.version}".strip()))
