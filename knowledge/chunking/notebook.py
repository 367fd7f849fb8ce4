"""Jupyter notebooks: the source of each cell at its lines in the file; outputs are left out."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.chunking.markdown import headings_in
from knowledge.chunking.piece import Piece, UnstructuredError
from knowledge.chunking.sections import Heading
from knowledge.chunking.text import paragraphs

_TYPE = re.compile(r'\s*"cell_type"\s*:\s*"(\w+)"')
_SOURCE = re.compile(r'\s*"source"\s*:\s*\[\s*$')
_STRING = re.compile(r'\s*("(?:[^"\\]|\\.)*")\s*,?\s*$')


@dataclass(frozen=True)
class _Cell:
    first: int
    last: int
    kind: str


def cells(lines: Sequence[str]) -> tuple[list[str], list[Piece]]:
    """The lines with nothing but the cells' own text on them, and a piece a cell.

    A notebook that is written otherwise than Jupyter writes it has no lines of its own: what is given then is the text
    of its cells, one after the other. Raises UnstructuredError for what is no notebook.
    """
    sources = _sources("\n".join(lines))
    told, found = _placed(lines)
    if ["\n".join(told[each.first - 1 : each.last]) for each in found] != [text for _, text in sources if text]:
        told, found = _made(sources)
    return told, _pieces(told, found)


def _sources(text: str) -> list[tuple[str, str]]:
    """(kind, text) of each cell."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnstructuredError(str(error)) from error
    listed = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(listed, list):
        raise UnstructuredError("no cells")
    found = []
    for cell in listed:
        if isinstance(cell, dict):
            source = cell.get("source", "")
            said = "".join(map(str, source)) if isinstance(source, list) else str(source)
            found.append((str(cell.get("cell_type")), said.replace("\r\n", "\n").removesuffix("\n")))
    return found


def _placed(lines: Sequence[str]) -> tuple[list[str], list[_Cell]]:
    told, found = [""] * len(lines), []
    kind, opened = "", 0
    for number, line in enumerate(lines, 1):
        if opened:
            string = _STRING.match(line)
            if string:
                told[number - 1] = str(json.loads(string[1], strict=False)).removesuffix("\n")
            else:
                found += [_Cell(opened + 1, number - 1, kind)] if number - 1 > opened else []
                opened = 0
        elif typed := _TYPE.match(line):
            kind = typed[1]
        elif _SOURCE.match(line):
            opened = number
    return told, found


def _made(sources: Sequence[tuple[str, str]]) -> tuple[list[str], list[_Cell]]:
    told: list[str] = []
    found = []
    for kind, text in sources:
        if text:
            first = len(told) + 1
            told += [*text.split("\n"), ""]
            found.append(_Cell(first, len(told) - 1, kind))
    return told, found


def _pieces(told: Sequence[str], found: Sequence[_Cell]) -> list[Piece]:
    pieces: list[Piece] = []
    path: list[Heading] = []
    for cell in found:
        within = list(told[cell.first - 1 : cell.last])
        headings = headings_in(within) if cell.kind == "markdown" else []
        starts = [each.line + cell.first - 1 for each in headings]
        if cell.first not in starts:
            pieces.append(_piece(told, cell.first, (starts[0] if starts else cell.last + 1) - 1, path))
        for heading, start, end in zip(headings, starts, [*starts, cell.last + 1][1:], strict=True):
            path = [*(each for each in path if each.level < heading.level), heading]
            pieces.append(_piece(told, start, end - 1, path))
    return pieces


def _piece(told: Sequence[str], first: int, last: int, path: Sequence[Heading]) -> Piece:
    return Piece(
        first, last, heading=tuple(each.text for each in path if each.text), breaks=paragraphs(told, first, last)
    )
