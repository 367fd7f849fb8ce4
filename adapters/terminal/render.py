"""A finished draft as a reply: what was made, what the tools said of it, and what to know before using it."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from os.path import commonpath
from pathlib import Path
from typing import TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from adapters.terminal import texts
from adapters.terminal.figures import figures
from adapters.terminal.receipts import failure, receipts
from adapters.terminal.screen import clean, screen
from assistant.conversation import Draft, Status
from assistant.settings import Colour

SHOWN_FILES = 3
FAILED, NOT_PROVEN = 1, 3
JSON_KEYS = (
    "title",
    "blueprint",
    "artifacts",
    "receipts",
    "metrics",
    "assumptions",
    "questions",
    "not_understood",
    "seconds",
)


def show(reply: Draft, stream: TextIO, colour: Colour) -> None:
    """Print `reply` on `stream`: styled on a terminal, plain lines in a pipe."""
    console = screen(stream, colour)
    with console.capture() as captured:
        console.print(Group(*_parts(reply)))
    # Tables pad their last column; nobody who pipes, copies or compares the reply wants that.
    stream.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def to_json(reply: Draft) -> str:
    """One JSON object with the keys that other programs rely on."""
    return json.dumps(reply.model_dump(mode="json", include=set(JSON_KEYS)), ensure_ascii=False, indent=2)


def exit_code(reply: Draft) -> int:
    """0 when every check passed, 1 when one failed, 3 when one (or all) was not run."""
    statuses = {receipt.status for receipt in reply.receipts}
    if Status.FAILED in statuses:
        return FAILED
    return 0 if statuses == {Status.PASSED} else NOT_PROVEN


def _parts(reply: Draft) -> Iterator[RenderableType]:
    yield _headline(reply)
    failed = [receipt for receipt in reply.receipts if receipt.status is Status.FAILED]
    for receipt in failed:
        yield failure(receipt)
    if reply.receipts:
        yield Text()
        yield from receipts(reply.receipts)
    if reply.metrics:
        yield from _block(texts.MEASURED, [_figures(reply)])
    yield from _bullets(texts.EDITED, reply.edited, "yellow")
    yield from _bullets(texts.QUESTIONS, reply.questions, "bold yellow")
    yield from _bullets(texts.NOT_UNDERSTOOD, reply.not_understood, "yellow")
    yield from _bullets(texts.ASSUMED, reply.assumptions)
    if reply.artifacts:
        yield from _block(texts.FILES.format(folder=_short(reply.folder)), [_files(reply)])
        yield from _block(texts.NEXT, [_next(reply)])
    if reply.seconds:
        yield Text()
        yield _took(reply.seconds)


def _headline(reply: Draft) -> Text:
    counts = Counter(receipt.status for receipt in reply.receipts)
    title = texts.HEADLINE.format(
        title=clean(reply.title),
        models=texts.counted(reply.models, "model"),
        endpoints=texts.counted(reply.endpoints, "endpoint"),
        tests=texts.counted(reply.tests, "test"),
    )
    return Text.assemble((title, "bold"), "\n", _verdict(counts))


def _verdict(counts: Counter[Status]) -> tuple[str, str]:
    count = counts.total()
    if counts[Status.FAILED]:
        text = texts.VERDICT_FAILED.format(failed=counts[Status.FAILED], count=count)
        return text, texts.STYLES[Status.FAILED]
    if counts[Status.NOT_RUN]:
        text = texts.VERDICT_NOT_RUN.format(not_run=counts[Status.NOT_RUN], count=count)
        return text, texts.STYLES[Status.NOT_RUN]
    if not count:
        return texts.VERDICT_NOTHING, texts.STYLES[Status.NOT_RUN]
    return texts.VERDICT_PASSED.format(count=count), texts.STYLES[Status.PASSED]


def _figures(reply: Draft) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in reply.metrics.items():
        grid.add_row(_plain(name), _plain(figures(name, value)))
    return grid


def _files(reply: Draft) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    by_kind: dict[str, list[str]] = {}
    for artifact in reply.artifacts:
        by_kind.setdefault(artifact.kind, []).append(artifact.path)
    for kind in sorted(by_kind, key=texts.kind_order):
        grid.add_row(_plain(kind), str(len(by_kind[kind])), _plain(_named(by_kind[kind])))
    return grid


def _next(reply: Draft) -> Table:
    folder = shlex.quote(clean(_short(reply.folder)))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", overflow="fold")
    grid.add_column(style="dim", overflow="fold")
    grid.add_row(Text(texts.NEXT_RUN.format(folder=folder)), texts.NEXT_RUN_WHY)
    grid.add_row(Text(texts.NEXT_VERIFY.format(folder=folder)), texts.NEXT_VERIFY_WHY)
    grid.add_row(Text(texts.NEXT_PLAN.format(folder=folder)), texts.NEXT_PLAN_WHY)
    return grid


def _took(seconds: dict[str, float]) -> Text:
    stages = ", ".join(f"{clean(stage)} {texts.duration(took * 1000)}" for stage, took in seconds.items())
    total = texts.duration(sum(seconds.values()) * 1000)
    return Text(texts.TOOK.format(seconds=total, stages=stages), "dim")


def _block(title: str, parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    yield Text()
    yield Text(clean(title), "bold")
    yield from (_indented(part, 2) for part in parts)


def _bullets(title: str, items: Sequence[str], style: str = "bold") -> Iterator[RenderableType]:
    if not items:
        return
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for item in items:
        grid.add_row("•", _plain(item))
    yield Text()
    yield Text(title, style)
    yield _indented(grid, 2)


def _indented(part: RenderableType, columns: int) -> Padding:
    return Padding(part, (0, 0, 0, columns), expand=False)


def _plain(text: str) -> Text:
    """Text without markup: `[id]` in a path is a path."""
    return Text(clean(text))


def _short(path: str) -> str:
    """A path as seen from the working folder, where it lies below it."""
    absolute, here = Path(path).absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else path


def _named(paths: Sequence[str]) -> str:
    """The one path, the folder that all share, or the first few."""
    shared = commonpath([str(Path(path).parent) for path in paths])
    if len(paths) > SHOWN_FILES and shared not in ("", "."):
        return f"{shared}/…"
    return ", ".join(paths[:SHOWN_FILES]) + (", …" if len(paths) > SHOWN_FILES else "")
