"""What of a chunk the two legs read."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from knowledge.chunk import Chunk
from knowledge.index.tokens import tokens

COLUMNS = ("body", "path", "heading", "symbol")

_MODIFIERS = "pub(?:\\([^)]*\\))?|export|async|static|unsafe|default|public|private|protected|abstract|final|const"
_KEYWORDS = "fn|struct|enum|trait|impl|def|class|func|function|interface|type|mod|macro_rules!|model"
_DEFINITION = re.compile(rf"^\s*(?:(?:{_MODIFIERS})\s+)*(?:{_KEYWORDS})\b[^\n{{]*", re.MULTILINE)
_MOST_DEFINITIONS = 3
_WINDOW = 480
"""Characters, about 120 of a model's tokens: what one vector can still say something particular about."""

_OVERLAP = 60
_MOST_WINDOWS = 16


def lexical(chunk: Chunk) -> tuple[str, ...]:
    """The words of each of COLUMNS, joined by blanks."""
    symbol = " ".join((chunk.symbol or "", *_definitions(chunk.text)))
    parts = (chunk.text, chunk.path, " ".join(chunk.heading), symbol)
    return tuple(" ".join(tokens(part)) for part in parts)


def head(chunk: Chunk) -> str:
    """What a chunk is about, in a line or two: names and headings, which one vector holds better than a page."""
    names = (chunk.symbol or "", *_definitions(chunk.text)[:_MOST_DEFINITIONS])
    parts = (PurePosixPath(chunk.path).name, " ".join(chunk.heading), " ".join(names))
    return "\n".join(part for part in parts if part.strip())


def windows(text: str) -> list[str]:
    """The text in overlapping pieces, cut between words; a short text is one. Beyond some pages nothing is taken."""
    if len(text) <= _WINDOW * 1.25:
        return [text]
    pieces: list[str] = []
    start = 0
    while start < len(text) and len(pieces) < _MOST_WINDOWS:
        end = _cut(text, start + _WINDOW)
        pieces.append(text[start:end])
        if end >= len(text):
            break
        start = max(_cut(text, end - _OVERLAP), start + 1)
    return [piece for piece in pieces if piece.strip()] or [text]


def _definitions(text: str) -> list[str]:
    return [found.strip() for found in _DEFINITION.findall(text)]


def _cut(text: str, place: int) -> int:
    """The last blank at or shortly before `place`, else `place` itself."""
    if place >= len(text):
        return len(text)
    blank = max(text.rfind(" ", place - 40, place), text.rfind("\n", place - 40, place))
    return blank + 1 if blank > 0 else place
