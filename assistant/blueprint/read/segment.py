"""Text cut at its commas and conjunctions, where brackets and quotes keep theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_JOINT = re.compile(
    r"\s*[;,]\s*(?:(?:and|or|plus|then)\s+)?|\s+(?:and|plus|as\s+well\s+as|"
    r"(?<!get )(?<!gets )along\s+with)\s+(?:also\s+)?|\s+[+&]\s+|\s+-\s+",
    re.I,
)


@dataclass(frozen=True)
class Segment:
    """A piece of a sentence, the joint before it ('', ',', 'and', ',and', ';', '-' or '+'); `word` may be 'or'."""

    text: str
    joint: str = ""
    word: str = ""


def segments(text: str) -> list[Segment]:
    """The pieces of a text between its top-level joints."""
    found: list[Segment] = []
    start, joint, word = 0, "", ""
    shelter = _sheltered(text)
    for match in _JOINT.finditer(text):
        if shelter[match.start()] or shelter[match.end() - 1] or match.start() < start:
            continue
        piece = text[start : match.start()].strip()
        if piece:
            found.append(Segment(piece, joint, word))
        mark = match[0].strip().lower()
        word = "or" if re.fullmatch(r",\s*or", mark) else ""
        joint = (
            ",and"
            if re.fullmatch(r",\s*(?:and|plus)", mark)
            else mark
            if mark in {"-", ";", "+", "&"}
            else mark[0]
            if mark[:1] in ",;"
            else "and"
        )
        start = match.end()
    piece = text[start:].strip()
    if piece:
        found.append(Segment(piece, joint, word))
    return found


def _sheltered(text: str) -> list[bool]:
    """For each character whether it lies inside brackets or quotes."""
    depth, quoted = 0, False
    inside: list[bool] = []
    for character in text:
        if character in "([{":
            depth += 1
        inside.append(depth > 0 or quoted)
        if character in ")]}":
            depth = max(0, depth - 1)
        if character == '"':
            quoted = not quoted
    return inside


_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*(?:\([^()]*\)[^()\[\]{}]*)*)[)\]}]")


def without_brackets(text: str) -> str:
    """The text outside its brackets."""
    return re.sub(r"\s{2,}", " ", re.sub(r"[()\[\]{}]", " ", _BRACKETS.sub(" ", text))).strip()


def brackets(text: str) -> list[str]:
    """What stands inside the brackets."""
    return [match.strip() for match in _BRACKETS.findall(text) if match.strip()]
