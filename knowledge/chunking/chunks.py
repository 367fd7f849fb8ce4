"""From a view to chunks of a size that embedders read."""

from __future__ import annotations

from knowledge.chunk import Chunk
from knowledge.chunking.piece import split
from knowledge.chunking.view import View

VERSION = 1
"""Counted up when the same file would be cut otherwise, so that indexed files are cut again."""


def chunks(
    seen: View, *, project: str, path: str, commit: str | None = None, audience: tuple[str, ...] = ()
) -> tuple[Chunk, ...]:
    """The chunks of a file in the order of its lines: disjoint, and together all lines that say something."""
    return tuple(
        Chunk.of(
            project=project,
            path=path,
            lines=(part.first, part.last),
            kind=seen.kind,
            text="\n".join(seen.lines[part.first - 1 : part.last]),
            symbol=part.symbol,
            heading=part.heading,
            commit=commit,
            audience=audience,
        )
        for piece in seen.pieces
        for part in split(piece, seen.lines)
    )
