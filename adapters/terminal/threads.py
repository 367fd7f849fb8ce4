"""Threads on the terminal: a list of them, the whole of one, and what changed between two versions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from adapters.terminal import texts
from adapters.terminal.receipts import failure, receipts
from adapters.terminal.screen import clean, screen
from assistant.conversation import Receipt, Speaker, Status
from assistant.settings import Colour
from assistant.store import Message, Thread
from assistant.store.history import History, Kept


def list_threads(threads: Sequence[Thread], stream: TextIO, colour: Colour) -> None:
    """A line for each: its id, current version, when it was last active, and its title."""
    grid = _grid(4)
    for thread in threads:
        head = "" if thread.head is None else f"v{thread.head}"
        grid.add_row(Text(thread.id, "bold"), head, Text(_when(thread.active_at), "dim"), _plain(thread.title))
    _print(grid, stream, colour)


def threads_json(threads: Sequence[Thread]) -> str:
    """A JSON list of the same threads."""
    return json.dumps([thread.model_dump(mode="json") for thread in threads], ensure_ascii=False, indent=2)


def show_thread(told: History, number: int | None, folder: Path | None, stream: TextIO, colour: Colour) -> None:
    """The conversation, its versions, and the receipts of version `number`; `folder` is where the files of that lie."""
    parts: list[RenderableType] = [_head(told.thread)]
    for message in told.messages:
        parts += [Text(), *_message(message)]
    if told.versions:
        parts += [Text(), Text(texts.VERSIONS, "bold"), _indented(_versions(told))]
    if number is not None:
        parts += _kept(told.at(number), folder)
    _print(Group(*parts), stream, colour)


def list_changes(changes: Sequence[str], stream: TextIO, colour: Colour) -> None:
    """A line for each change."""
    _print(Group(*(_plain(f"{texts.CHANGE} {change}") for change in changes)), stream, colour)


def _head(thread: Thread) -> RenderableType:
    facts = [thread.role, texts.STARTED.format(at=_when(thread.created_at))]
    facts += [texts.PROJECT.format(folder=thread.project)] if thread.project else []
    title = Text.assemble((thread.id, "bold"), "  ", (clean(thread.title), "bold"))
    return Group(title, Text(clean(texts.BETWEEN.join(facts)), "dim"))


def _message(message: Message) -> Iterator[RenderableType]:
    number = message.reply.get("version") if message.reply else None
    style = "bold cyan" if message.speaker is Speaker.USER else "bold green"
    after = f"  v{number}" if isinstance(number, int) else ""
    yield Text.assemble((clean(message.author), style), (f"  {_when(message.at)}{after}", "dim"))
    yield _indented(_plain(message.text.strip()))


def _versions(told: History) -> Table:
    grid = _grid(5)
    for kept in told.versions:
        version = kept.version
        mark = texts.HEAD if version.number == told.thread.head else ""
        # Only where it is not the one before: that goes without saying.
        parent = version.parent if version.parent != version.number - 1 else None
        origin = texts.MADE_FROM.format(number=parent) if parent else ""
        summary = Text.assemble(clean(version.summary).partition("\n")[0], (origin, "dim"))
        grid.add_row(mark, Text(f"v{version.number}", "bold"), summary, _verdict(kept.receipts), _size(kept))
    return grid


def _verdict(given: Sequence[Receipt]) -> Text:
    counts = Counter(receipt.status for receipt in given)
    shown = [status for status in Status if counts[status]]
    if not shown:
        return Text(texts.NOT_DRAFTED, "dim")
    marks = [(f"{texts.MARKS[status]} {counts[status]}", texts.STYLES[status]) for status in shown]
    return Text(" ").join(Text(*mark) for mark in marks)


def _size(kept: Kept) -> Text:
    return Text(texts.counted(len(kept.files), "file") if kept.files else "", "dim")


def _kept(kept: Kept, folder: Path | None) -> Iterator[RenderableType]:
    version = kept.version
    if kept.receipts:
        yield from (failure(receipt) for receipt in kept.receipts if receipt.status is Status.FAILED)
        yield from (Text(), Text(texts.CHECKS_OF.format(number=version.number), "bold"))
        yield from (_indented(part) for part in receipts(kept.receipts))
    yield Text()
    if not kept.files:
        yield Text(texts.NO_FILES.format(number=version.number), "dim")
    elif folder is None:
        yield _plain(texts.FILES_KEPT.format(number=version.number, thread=version.thread))
    else:
        yield _plain(texts.FILES_LIE.format(number=version.number, folder=folder))


def _print(part: RenderableType, stream: TextIO, colour: Colour) -> None:
    console = screen(stream, colour)
    with console.capture() as captured:
        console.print(part)
    stream.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def _grid(columns: int) -> Table:
    grid = Table.grid(padding=(0, 2))
    for _ in range(columns):
        grid.add_column(overflow="fold")
    return grid


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2), expand=False)


def _plain(text: str) -> Text:
    return Text(clean(text))


def _when(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
