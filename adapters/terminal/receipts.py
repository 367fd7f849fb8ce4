"""Receipts as lines of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from adapters.terminal import texts
from adapters.terminal.screen import clean
from assistant.conversation import Receipt, Status

SHOWN_FAILURES = 5
SHOWN_LINES = 12
COMMIT = re.compile(r"\b[0-9a-f]{20,}\b")


def failure(receipt: Receipt) -> RenderableType:
    """A failed check with the first of what its tool found, each at its place."""
    mark, style = texts.MARKS[Status.FAILED], texts.STYLES[Status.FAILED]
    lines = [Text.assemble((f"{mark} {texts.stage(clean(receipt.check))}", style), (f"  {tool(receipt)}", "dim"))]
    if not receipt.failures:
        lines.append(Text(clean(receipt.detail)))
    for found in receipt.failures[:SHOWN_FAILURES]:
        place = clean(found.file or "") + (f":{found.line}" if found.file and found.line else "")
        lines.append(Text.assemble((place, "cyan"), "\n" if place else "", _shortened(found.message)))
    if len(receipt.failures) > SHOWN_FAILURES:
        lines.append(Text(texts.MORE_FAILURES.format(count=len(receipt.failures) - SHOWN_FAILURES), "dim"))
    head, *rest = lines
    return Group(Text(), head, *(Padding(line, (0, 0, 0, 4), expand=False) for line in rest))


def _shortened(message: str) -> str:
    """The lines of a tool's message that tell what is wrong; all of them are in receipts.json."""
    lines = clean(message).strip().splitlines()
    return "\n".join(lines if len(lines) <= SHOWN_LINES else [*lines[:SHOWN_LINES], texts.CUT])


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
