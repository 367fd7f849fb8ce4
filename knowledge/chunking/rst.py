"""reStructuredText: by heading, a title with a line of punctuation below it and perhaps above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.chunking.piece import Piece
from knowledge.chunking.sections import Heading, sections
from knowledge.chunking.text import paragraphs

_RULE = re.compile(r"([!-/:-@[-`{-~])\1{2,}\s*$")
_ROLE = re.compile(r":[\w:+.-]+:`([^`<]*)(?:<[^>]*>)?`|[*`]+")


def cut(lines: Sequence[str]) -> list[Piece]:
    """A piece a section; how deep a heading is, is told by which kind of line came first."""
    styles: list[tuple[str, bool]] = []
    headings = []
    for line, style, title, taken in _titles(lines):
        if style not in styles:
            styles.append(style)
        headings.append(Heading(line, styles.index(style) + 1, _bare(title), taken))
    return sections(lines, headings, paragraphs(lines, 1, len(lines)))


def _titles(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, bool], str, int]]:
    """(line, style, title, lines taken) of each heading."""
    place = 0
    while place + 1 < len(lines):
        over = _RULE.match(lines[place])
        if over and place + 2 < len(lines) and _under(lines[place + 1], lines[place + 2], over[1]):
            yield place + 1, (over[1], True), lines[place + 1], 3
            place += 3
            continue
        under = _RULE.match(lines[place + 1])
        alone = place == 0 or not lines[place - 1].strip()
        title = lines[place]
        if under and alone and not title.startswith((" ", "\t")) and _under(title, lines[place + 1], under[1]):
            yield place + 1, (under[1], False), title, 2
            place += 2
            continue
        place += 1


def _under(title: str, rule: str, mark: str) -> bool:
    found = _RULE.match(rule)
    said = title.strip()
    # The tools warn of a line that is too short by more than a character, and so is a row of dots in prose left alone.
    return bool(said and found and found[1] == mark and len(rule.rstrip()) >= len(said) - 1 and not _RULE.match(title))


def _bare(title: str) -> str:
    return _ROLE.sub(lambda found: (found[1] or "").strip(), title).strip()
