"""Prisma and GraphQL: by the definitions at the left edge, each with the comment or description above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.chunking.piece import Break, Cut, Piece, UnstructuredError

PRISMA = re.compile(r"(?P<kind>model|enum|type|view|datasource|generator)\s+(?P<name>\w+)\s*\{")
GRAPHQL = re.compile(
    r"(?:extend\s+)?(?:(?P<kind>type|interface|union|enum|input|scalar|fragment|query|mutation|subscription)\s+(?P<name>\w+)"
    r"|directive\s+@(?P<directive>\w+)|(?P<schema>schema)\b)"
)
_COMMENT = re.compile(r"\s*(?://|#|/\*|\*)")
_QUOTES = '"""'


def cutter(form: re.Pattern[str]) -> Cut:
    """The cut of a language whose definitions begin with `form`."""

    def cut(lines: Sequence[str]) -> list[Piece]:
        starts = [(place, found) for place, line in enumerate(lines) if (found := form.match(line))]
        if not starts:
            raise UnstructuredError("no definition")
        begins = [_begin(lines, place) for place, _ in starts]
        pieces = [Piece(1, begins[0])] if begins[0] else []
        for (_, found), begin, end in zip(starts, begins, [*begins[1:], len(lines)], strict=True):
            breaks = tuple(Break(number) for number in range(begin + 2, end + 1))
            pieces.append(Piece(begin + 1, end, _name(found), breaks=breaks))
        return pieces

    return cut


def _begin(lines: Sequence[str], place: int) -> int:
    """The place of the first line of what is said above a definition."""
    begin = place
    while begin and _COMMENT.match(lines[begin - 1]):
        begin -= 1
    if begin and lines[begin - 1].rstrip().endswith(_QUOTES):
        opening = begin - 1
        if lines[opening].count(_QUOTES) < 2:
            opening -= 1
            while opening > 0 and _QUOTES not in lines[opening]:
                opening -= 1
        if opening >= 0 and _QUOTES in lines[opening]:
            return opening
    return begin


def _name(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return groups["name"] or groups.get("directive") or groups.get("schema") or found[0]
