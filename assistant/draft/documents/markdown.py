"""Tables and lists of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; `|` within a cell is escaped, and line breaks become spaces."""
    lines = [_row(head), "|" + "---|" * len(head), *(_row(row) for row in rows)]
    return "\n".join(lines) + "\n"


def bullets(items: Iterable[str]) -> str:
    """A list, one item a line."""
    return "".join(f"- {' '.join(item.split())}\n" for item in items)


def indented(lines: Iterable[str]) -> str:
    """A block of code."""
    return "".join(f"    {line}\n" if line else "\n" for line in lines)


def sentence(text: str) -> str:
    """The text with a full stop, on one line."""
    joined = " ".join(text.split())
    return joined if not joined or joined[-1] in ".!?" else f"{joined}."


def _row(cells: Sequence[str]) -> str:
    inner = " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {inner} |".replace("|  |", "| |").replace("|  |", "| |")
