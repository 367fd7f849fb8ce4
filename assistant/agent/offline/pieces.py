"""A message as sentences, and a sentence as pieces where something else begins to be asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_ABBREVIATIONS = r"(?<!\be\.g)(?<!\bi\.e)(?<!\beg)(?<!\bie)(?<!\bvs)(?<!\betc)(?<!\bno)(?<!\bv)"
_END = re.compile(rf"(?:{_ABBREVIATIONS}\.|[!?])[.!?)]*(?=\s)|\n+")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]+")
BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")
"""How an item of a list begins."""
_JOINT = re.compile(
    r"\s*[,;]\s*(?:(?:and|but|then|also|plus|so|oh)\b[\s,]*)*|\s+(?:-{1,2}|–|—)\s+|:\s+|\s+(?:and|but|then|also|plus)\s+(?:also\s+|then\s+)?",
    re.I,
)
_SUBORDINATE = re.compile(
    r"^(?:\W|oh|and|but|so|ok|quick|question|also)*(?:if|when|once|suppose|supposing|given|assuming|as|because|since|after|"
    r"before|while|for|in case|until|unless|whenever|considering|according to|per|as for|regarding|concerning)\b",
    re.I,
)


def sentences(message: str) -> Iterator[str]:
    """The sentences of a message in order, each with its end mark; what stands between backticks is never cut."""
    start = 0
    for end in _END.finditer(message):
        if message[: end.start()].count("`") % 2 == 0 and not _NUMBERED.fullmatch(message[start : end.end()]):
            if piece := message[start : end.end()].strip():
                yield piece
            start = end.end()
    if rest := message[start:].strip():
        yield rest


def pieces(sentence: str, differ: Callable[[str, str], bool]) -> Iterator[str]:
    """A sentence cut where `differ(left, right)` says that something else begins to be asked.

    What hangs on a condition stays with it: 'if I delete a department, are the employees gone too?' is one piece.
    """
    start = 0
    for joint in _JOINT.finditer(sentence):
        left, right = sentence[start : joint.start()].strip(), sentence[joint.end() :].strip()
        if not left or not right or joint.start() < start or _inside(sentence, joint.start()):
            continue
        if not _SUBORDINATE.match(left) and differ(left, right):
            yield left
            start = joint.end()
    yield sentence[start:].strip()


def _inside(text: str, place: int) -> bool:
    """Whether a place lies between brackets or marks of quotation."""
    before = text[:place]
    return before.count("(") > before.count(")") or before.count('"') % 2 == 1 or before.count("`") % 2 == 1
