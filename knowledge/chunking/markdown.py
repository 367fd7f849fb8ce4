"""Markdown and MDX: by heading; fences, HTML comments and front matter are no place to look for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.chunking.piece import Break, Piece
from knowledge.chunking.sections import Heading, sections

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|-+)[ \t]*$")
_NO_TITLE = re.compile(r"\s*(?:$|[-*+>|#]|\d+[.)]\s|<| {4})")
_TITLE = re.compile(r"title\s*:\s*[\"']?(.+?)[\"']?\s*$")
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]+|</?[A-Za-z][^>]*>|\s*\{#[^}]*\}\s*$")


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    plain: bool
    """Outside of fences, comments and front matter."""


def cut(lines: Sequence[str]) -> list[Piece]:
    """A piece a section; a heading with nothing below it goes with the section that follows."""
    told = list(_told(lines))
    headings = list(_headings(told))
    title = _front_title(lines, _front_matter(lines))
    if title and not (headings and headings[0].level == 1):
        headings = [Heading(1, 0, title), *(Heading(each.line, each.level, each.text) for each in headings)]
    return sections(lines, headings, _breaks(told))


def headings_in(lines: Sequence[str]) -> list[Heading]:
    """The headings of a text, at their lines in it."""
    return list(_headings(list(_told(lines))))


def _told(lines: Sequence[str]) -> Iterator[_Line]:
    fence, comment = "", False
    front = _front_matter(lines)
    for number, line in enumerate(lines, 1):
        if number <= front:
            yield _Line(number, line, False)
            continue
        found = _FENCE.match(line)
        if fence:
            yield _Line(number, line, False)
            if found and found["mark"].startswith(fence) and not found["info"].strip():
                fence = ""
        elif comment:
            yield _Line(number, line, False)
            comment = "-->" not in line
        elif found and not (found["mark"][0] == "`" and "`" in found["info"]):
            fence = found["mark"]
            # The fence itself may begin a part, as a paragraph may.
            yield _Line(number, "", True)
        else:
            comment = "<!--" in line and "-->" not in line.rpartition("<!--")[2]
            yield _Line(number, line, True)


def _front_matter(lines: Sequence[str]) -> int:
    """The number of the line that ends the front matter, 0 without one."""
    if not lines or lines[0].rstrip() not in ("---", "+++"):
        return 0
    mark = lines[0].rstrip()
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == mark), 0)


def _front_title(lines: Sequence[str], end: int) -> str:
    found = (_TITLE.match(line) for line in lines[:end])
    return next((each[1] for each in found if each), "")


def _headings(told: Sequence[_Line]) -> Iterator[Heading]:
    for place, line in enumerate(told):
        if not line.plain:
            continue
        if found := _ATX.match(line.text):
            yield Heading(line.number, len(found[1]), _bare(found[2] or ""))
        elif (under := _UNDERLINE.match(line.text)) and place and told[place - 1].plain:
            above = told[place - 1].text
            alone = place == 1 or not told[place - 2].text.strip()
            if alone and not _NO_TITLE.match(above):
                yield Heading(line.number - 1, 1 if under[1] else 2, _bare(above))


def _breaks(told: Sequence[_Line]) -> tuple[Break, ...]:
    """Paragraphs; inside of a fence only where nothing else serves."""
    found = []
    for before, line in pairwise(told):
        opens = line.plain and line.text == "" and not before.text.strip()
        if line.plain and (line.text.strip() or opens) and not before.text.strip():
            found.append(Break(line.number, 0 if not line.text.startswith((" ", "\t")) else 1))
        elif not line.plain and line.text.strip() and not before.text.strip():
            found.append(Break(line.number, 3))
    return tuple(found)


def _bare(title: str) -> str:
    return _MARKUP.sub(lambda found: found[1] or "", title).strip()
