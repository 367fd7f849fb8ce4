"""Documents with headings: a piece for what stands under each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.chunking.piece import Break, Piece


@dataclass(frozen=True)
class Heading:
    """Where a heading begins, and how deep it is: the smaller `level`, the further out."""

    line: int
    level: int
    text: str
    lines: int = 1
    """How many lines the heading itself takes; a title that stands in no line of its own is at line 0."""


def sections(lines: Sequence[str], headings: Sequence[Heading], breaks: Sequence[Break]) -> list[Piece]:
    """A piece for each heading with what stands below it, with the headings above it.

    What stands before the first heading is a piece of its own; a heading with nothing below begins the next piece.
    """
    if not headings:
        return [_piece(1, len(lines), [], breaks)] if lines else []
    pieces: list[Piece] = []
    path: list[Heading] = []
    start = max(headings[0].line, 1)
    if any(line.strip() for line in lines[: start - 1]):
        pieces.append(_piece(1, start - 1, [], breaks))
    for place, heading in enumerate(headings):
        path = [*(each for each in path if each.level < heading.level), heading]
        last = place + 1 == len(headings)
        end = len(lines) if last else headings[place + 1].line - 1
        says = any(line.strip() for line in lines[heading.line - 1 + heading.lines : end])
        if says or last:
            pieces.append(_piece(start, end, path, breaks))
            start = end + 1
    return pieces


def _piece(first: int, last: int, path: Sequence[Heading], breaks: Sequence[Break]) -> Piece:
    within = tuple(each for each in breaks if first < each.line <= last)
    return Piece(first, last, heading=tuple(each.text for each in path if each.text), breaks=within)
