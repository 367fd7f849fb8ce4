"""Plain text, and code in languages without a grammar here: by paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.chunking.piece import Break, Piece

INDENT = 4


def cut(lines: Sequence[str]) -> list[Piece]:
    """The whole text as one piece that is split between paragraphs, those at the left edge first."""
    return [Piece(1, len(lines), breaks=paragraphs(lines, 1, len(lines)))] if lines else []


def paragraphs(lines: Sequence[str], first: int, last: int) -> tuple[Break, ...]:
    """The first lines of the paragraphs in a range; deeper the further they are indented."""
    found = []
    for number in range(first + 1, last + 1):
        line = lines[number - 1]
        if line.strip() and not lines[number - 2].strip():
            indented = len(line) - len(line.lstrip())
            found.append(Break(number, -(-indented // INDENT)))
    return tuple(found)
