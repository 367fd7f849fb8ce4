"""Files cut into passages: pieces of some lines that stand on their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_LINES = 40
FEWEST_LINES = 8
BREAK = re.compile(r"#{1,6} |\S*(?:class|def|function|export|model|enum|interface|type|CREATE TABLE)\b")
"""A line that begins something: a heading, or a definition at the left edge."""


@dataclass(frozen=True)
class Passage:
    """Lines of a file; both ends count, from 1. `heading` is the nearest one above."""

    path: str
    first: int
    last: int
    heading: str
    text: str


def passages(path: str, text: str) -> Iterator[Passage]:
    """The passages of a file, in order and without overlap; blank ones are left out."""
    lines = text.splitlines()
    start, heading = 0, ""
    for number, line in enumerate([*lines, None]):
        size = number - start
        ends = line is None or size >= MOST_LINES or (size >= FEWEST_LINES and bool(BREAK.match(line)))
        if line is not None and line.startswith("#") and size == 0:
            heading = line.lstrip("# ").strip()
        if not ends:
            continue
        piece = "\n".join(lines[start:number])
        if piece.strip():
            yield Passage(path, start + 1, number, heading, piece)
        start = number
        if line is not None and line.startswith("# "):
            heading = line.lstrip("# ").strip()
