"""Markdown tables as the lines that a person would write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?\s*$")
_THINGS = re.compile(r"^(?:entity|entities|model|models|table|object|resource|name of entity|thing)s?$", re.I)
_FIELDS = re.compile(r"^(?:field|column|attribute|property|name)s?(?:\s+name)?$", re.I)


def untabled(lines: list[str]) -> Iterator[str]:
    """The lines, where a row 'Student | name, email' reads 'Student: name, email' and a row of a table of fields reads
    '- name (string, required)'."""
    header: list[str] = []
    for number, line in enumerate(lines):
        if _RULE.match(line) and "|" in line:
            continue
        cells = _cells(line)
        if cells is None:
            header = []
            yield line
        elif number + 1 < len(lines) and _RULE.match(lines[number + 1]) and "|" in lines[number + 1]:
            header = cells
        elif (header and _THINGS.match(header[0])) or (not header and len(cells) == 2):
            yield f"{cells[0]}: {', '.join(cell for cell in cells[1:] if cell)}"
        elif header and _FIELDS.match(header[0]):
            rest = ", ".join(_reference(cell) for cell in cells[1:] if cell and cell != "-")
            yield f"- {cells[0]}" + (f" ({rest})" if rest else "")
        else:
            yield f"{cells[0]}: {', '.join(cell for cell in cells[1:] if cell)}"


def _reference(cell: str) -> str:
    """'→ Site' and 'FK Site' name what a field refers to."""
    return re.sub(
        r"^(?:(?:→|fk\b|ref(?:erence)?\b|foreign\s+key\b)\s*(?:to\s+)?)+(?=\w)", "refers to ", cell.strip(), flags=re.I
    )


def _cells(line: str) -> list[str] | None:
    """The cells of a row, or None where the line is no row."""
    if line.count("|") < 2 or not line.strip().startswith("|"):
        return None
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
