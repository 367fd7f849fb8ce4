"""A reply on the terminal: the answer, what lies beside it, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from adapters.terminal import chat_texts, texts
from adapters.terminal.render import show
from adapters.terminal.screen import clean, screen
from assistant.conversation import Progress, Remark, Reply, Severity
from assistant.settings import Colour

SEVERITIES = {Severity.BLOCKER: "bold red", Severity.MAJOR: "yellow", Severity.MINOR: "dim"}
JSON_KEYS = ("thread", "version", "text", "artifacts", "receipts", "citations", "assumptions", "questions", "usage")


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
    """Print the answer, and under it all that it carries beside its words."""
    console = screen(stream, colour)
    console.print(clean(reply.text), markup=False)
    show_beside(reply, console)
    if reply.draft is not None:
        console.print()
        show(reply.draft, stream, colour)


def show_beside(reply: Reply, console: Console) -> None:
    """Print what a reply carries beside its words and its draft: findings, citations, what is open."""
    parts = list(_beside(reply))
    if parts:
        console.print(Group(*parts))


def turn_json(reply: Reply) -> str:
    """One JSON object with the keys that other programs rely on."""
    data = reply.model_dump(mode="json")
    kept = {name: data[name] for name in JSON_KEYS} | {"finding": data["findings"]}
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _beside(reply: Reply) -> Iterator[RenderableType]:
    if reply.findings:
        yield from _block(chat_texts.FINDINGS, [line for remark in reply.findings for line in _remark(remark)])
    if reply.citations:
        places = [Text(f"{clean(each.path)}:{each.first_line}-{each.last_line}", "cyan") for each in reply.citations]
        yield from _block(chat_texts.CITED, places)
    if reply.draft is None:
        for title, items in ((texts.QUESTIONS, reply.questions), (texts.ASSUMED, reply.assumptions)):
            if items:
                yield from _block(title, [Text(f"{chat_texts.BULLET} {clean(each)}") for each in items])


def _remark(remark: Remark) -> Iterator[Text]:
    head = f"{remark.severity}  {clean(remark.place)}  "
    yield Text.assemble((head, SEVERITIES[remark.severity]), clean(remark.message))
    yield Text(f"  {clean(remark.why)} {clean(remark.mend)}", "dim")


def _block(title: str, lines: list[Text]) -> Iterator[RenderableType]:
    yield Text()
    yield Text(title, "bold")
    yield from (Padding(line, (0, 0, 0, 2), expand=False) for line in lines)
