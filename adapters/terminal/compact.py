"""A draft in the flow of a chat: what its checks said, and what is new to know; `render` shows all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from adapters.terminal import chat_texts, texts
from adapters.terminal.figures import figures
from adapters.terminal.receipts import failure
from adapters.terminal.screen import clean
from assistant.conversation import Draft, Status


def compact(draft: Draft, known: Collection[str]) -> RenderableType:
    """Receipts in a line or two, failures whole; of assumptions and questions those that were not `known` before."""
    return Group(*_parts(draft, known))


def _parts(draft: Draft, known: Collection[str]) -> Iterator[RenderableType]:
    marks = [_mark(texts.stage(clean(each.check)), each.status) for each in draft.receipts]
    if marks:
        yield Text("  ").join(marks)
    yield from (failure(receipt) for receipt in draft.receipts if receipt.status is Status.FAILED)
    for name, value in draft.metrics.items():
        yield Text(f"{clean(name)}  {figures(name, value)}", "dim")
    yield from _new(texts.QUESTIONS, draft.questions, known)
    yield from _new(texts.NOT_UNDERSTOOD, draft.not_understood, known)
    yield from _new(texts.ASSUMED, draft.assumptions, known)
    if draft.artifacts:
        told = chat_texts.FILES.format(count=texts.counted(len(draft.artifacts), "file"), folder=clean(draft.folder))
        yield Text(told, "dim")


def _mark(name: str, status: Status) -> Text:
    # A check and its mark stay on one line.
    return Text(f"{texts.MARKS[status]} {name}".replace(" ", "\u00a0"), texts.STYLES[status])


def _new(title: str, items: Collection[str], known: Collection[str]) -> Iterator[RenderableType]:
    fresh = [item for item in items if item not in known]
    if fresh:
        yield Text(title, "bold")
        yield from (Padding(Text(f"{chat_texts.BULLET} {clean(item)}"), (0, 0, 0, 2), expand=False) for item in fresh)
