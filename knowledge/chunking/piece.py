"""A piece: a range of lines that a format's structure gives, before long ones are split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

MOST = 1200
"""Characters of a chunk, unless one line has more: about what an embedder of 256 tokens reads."""
FEWEST = MOST * 2 // 5
"""A part that is split off has at least so many, where the structure allows it."""


@dataclass(frozen=True)
class Break:
    """A line that a part may begin with; the smaller `depth`, the better."""

    line: int
    depth: int = 0


@dataclass(frozen=True)
class Piece:
    """Lines from 1, both included. `breaks` say where a long piece is best split."""

    first: int
    last: int
    symbol: str | None = None
    heading: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()


Cut: TypeAlias = Callable[[Sequence[str]], list[Piece]]
"""The lines of a file, without line ends -> its pieces, in order, disjoint, no line that says something left over.

Raises Unstructured where the text does not have the structure of the format.
"""


class UnstructuredError(Exception):
    """A text is not of the form that its name promises; it is cut as plain text then."""


def split(piece: Piece, lines: Sequence[str]) -> list[Piece]:
    """A piece as parts of at most MOST characters, split at the best breaks; blank lines at the ends are dropped."""
    parts = []
    start = piece.first
    while start <= piece.last:
        end = _end(start, piece, lines)
        trimmed = _trimmed(replace(piece, first=start, last=end, breaks=()), lines)
        if trimmed is not None:
            parts.append(trimmed)
        start = end + 1
    return parts


def size(first: int, last: int, lines: Sequence[str]) -> int:
    """Characters of the lines, line ends counted."""
    return sum(len(line) + 1 for line in lines[first - 1 : last])


def _end(start: int, piece: Piece, lines: Sequence[str]) -> int:
    taken, sizes = 0, {}
    for number in range(start, piece.last + 1):
        taken += len(lines[number - 1]) + 1
        if taken > MOST and number > start:
            break
        sizes[number] = taken
    else:
        return piece.last
    furthest = max(sizes)
    fitting = [each for each in piece.breaks if start < each.line <= furthest + 1]
    large = [each for each in fitting if sizes[each.line - 1] >= FEWEST] or fitting
    if not large:
        return furthest
    return min(large, key=lambda each: (each.depth, -each.line)).line - 1


def _trimmed(piece: Piece, lines: Sequence[str]) -> Piece | None:
    first, last = piece.first, piece.last
    while first <= last and not lines[first - 1].strip():
        first += 1
    while last >= first and not lines[last - 1].strip():
        last -= 1
    return replace(piece, first=first, last=last) if first <= last else None
