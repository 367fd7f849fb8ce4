"""HTML: each line as what a reader sees of it, so that line numbers stay, cut by heading."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from knowledge.chunking.piece import Break, Piece, UnstructuredError
from knowledge.chunking.sections import Heading, sections

UNSEEN = frozenset("script style template svg noscript".split())
BLOCKS = frozenset(
    "p li div tr section article pre table ul ol dl dt dd blockquote figure header footer main aside nav form".split()
)
LEVELS = {f"h{level}": level for level in range(1, 7)}


class _Reader(HTMLParser):
    """Collects the text of each line."""

    def __init__(self, lines: int) -> None:
        super().__init__(convert_charrefs=False)
        self.lines = [""] * lines
        self.headings: list[Heading] = []
        self.breaks: list[Break] = []
        self._unseen = 0
        self._level = 0
        self._title: list[str] = []
        self._began = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        line, _ = self.getpos()
        if tag in UNSEEN:
            self._unseen += 1
        elif tag in LEVELS:
            self._level, self._title, self._began = LEVELS[tag], [], line
        elif tag in BLOCKS and not self.lines[line - 1].strip():
            self.breaks.append(Break(line))
        elif tag in ("br", "td", "th"):
            self._say(line, " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in LEVELS and self._level:
            title = " ".join("".join(self._title).split())
            lines = self.getpos()[0] - self._began + 1
            if title and (not self.headings or self.headings[-1].line < self._began):
                self.headings.append(Heading(self._began, self._level, title, lines))
            self._level = 0
        elif tag in BLOCKS:
            self._say(self.getpos()[0], " ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        line = self.getpos()[0]
        for number, part in enumerate(data.split("\n"), line):
            if number > line:
                self._title.append(" ")
            self._say(number, part)

    def handle_entityref(self, name: str) -> None:
        self._say(self.getpos()[0], unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._say(self.getpos()[0], unescape(f"&#{name};"))

    def _say(self, line: int, text: str) -> None:
        if self._unseen or line > len(self.lines):
            return
        text = " ".join(text.splitlines()) if text.strip() else " " * bool(text)
        self.lines[line - 1] += text
        if self._level:
            self._title.append(text)


def seen(lines: Sequence[str]) -> tuple[list[str], list[Piece]]:
    """The lines as a reader sees them, as many as were given, and their pieces.

    Raises UnstructuredError for what no parser makes sense of.
    """
    reader = _Reader(len(lines))
    try:
        reader.feed("\n".join(lines))
        reader.close()
    except AssertionError as error:
        raise UnstructuredError(str(error)) from error
    told = [line.strip() if line.strip() else "" for line in reader.lines]
    return told, sections(told, reader.headings, reader.breaks)
