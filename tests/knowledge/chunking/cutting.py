"""How the tests of chunking cut a text."""

from __future__ import annotations

from knowledge.chunk import Chunk
from knowledge.chunking import View, chunks, view


def cut(path: str, text: str) -> tuple[Chunk, ...]:
    """The chunks of a file that is not left out, each checked to be whole lines of its view, in order."""
    seen = view(path, text.encode("utf-8", "surrogatepass"))
    assert isinstance(seen, View), seen
    found = chunks(seen, project="p", path=path)
    at = 0
    for chunk in found:
        assert chunk.first_line > at
        assert chunk.text == "\n".join(seen.lines[chunk.first_line - 1 : chunk.last_line])
        assert not any(line.strip() for line in seen.lines[at : chunk.first_line - 1]), "a line is in no chunk"
        at = chunk.last_line
    assert not any(line.strip() for line in seen.lines[at:]), "a line is in no chunk"
    return found


def outline(path: str, text: str) -> list[tuple[int, int, str | None]]:
    """(first line, last line, symbol) of each chunk."""
    return [(each.first_line, each.last_line, each.symbol) for each in cut(path, text)]


def headings(path: str, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """(first line, last line, headings) of each chunk."""
    return [(each.first_line, each.last_line, each.heading) for each in cut(path, text)]


def long(first: str, line: str, last: str = "", times: int = 60) -> str:
    """A text too long for one chunk."""
    return "\n".join([first, *(line.format(number=number) for number in range(times)), *([last] if last else [])])
