"""How much of a text is read: the time that it takes grows with the text, and whoever wrote it may mean harm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.blueprint.plan import NotUnderstood

LONGEST_SENTENCE = 1_000
"""In characters. Some patterns try every start and every end in a sentence."""

_LONGEST_LINE = 4_000
_LONGEST_RUN = 80
_SHOWN = 80

_SENTENCE_END = re.compile(r"(?<=[.!?])(?=[^\S\n])|(?<=\n)")
_JOINT = re.compile(
    r"\s*;\s+|(?:,\s+(?:and\s+)?|\s+and\s+)(?=(?:an?|each|every|one|the)\s+\w+(?:\s\w+)?\s+(?:has|have|is|are|can|"
    r"may|must|belongs?|gets?|needs?)\b|[a-z]+s\s+(?:have|are|can|may|must|get|need|belong)\b)",
    re.I,
)
"""Where a sentence goes on with another one: '..., and a loan has a due date'."""


@dataclass(frozen=True)
class Limits:
    """The most that is read of one text: characters, and sentences, of which a line holds at least one."""

    characters: int
    sentences: int


BRIEF = Limits(characters=20_000, sentences=800)
MESSAGE = Limits(characters=6_000, sentences=120)


@dataclass(frozen=True)
class Bounded:
    """What is read of a text, and what is told of the rest."""

    text: str
    unread: tuple[NotUnderstood, ...] = ()


def bounded(text: str, limits: Limits) -> Bounded:
    """The text up to its limits; to the letter, where it keeps to them.

    A sentence that does not end is cut where another begins in it. Every part that is left out is told.
    """
    kept: list[str] = []
    unread: list[NotUnderstood] = []
    found = _SENTENCE_END.split(_squeezed(text))
    length = line = count = 0
    for place, sentence in enumerate(found):
        read, endless = _cut(sentence, limits.characters)
        count += bool(read.strip())
        if length + len(read) > limits.characters or count > limits.sentences:
            unread.append(_left_off(found[place:]))
            break
        if endless:
            unread.append(endless)
        line += len(read)
        if line > _LONGEST_LINE and not read.endswith("\n"):
            read += "\n"
        if read.endswith("\n"):
            line = 0
        kept.append(read)
        length += len(read)
    return Bounded("".join(kept), tuple(unread))


def _squeezed(text: str) -> str:
    """The text with no more than so many of one character in a row."""
    return "".join("".join(run)[:_LONGEST_RUN] for _, run in groupby(text))


def _cut(sentence: str, characters: int) -> tuple[str, NotUnderstood | None]:
    """A sentence as several that are short enough, and its end where there is no place to cut it at."""
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence, None
    joints = [(joint.start(), joint.end()) for joint in _JOINT.finditer(sentence[:characters])]
    pieces: list[str] = []
    start = 0
    while len(sentence) - start > LONGEST_SENTENCE:
        within = [joint for joint in joints if start < joint[0] <= start + LONGEST_SENTENCE]
        if not within:
            blank = sentence.rfind(" ", start, start + LONGEST_SENTENCE)
            end = blank if blank > start else start + LONGEST_SENTENCE
            why = (
                f"It stands behind the first {LONGEST_SENTENCE:,} characters of a sentence that does not end, so it "
                "was not read. Shorter sentences are."
            )
            return ". ".join([*pieces, sentence[start:end]]) + ".\n", _told(sentence[end:], why)
        pieces.append(sentence[start : within[-1][0]])
        start = within[-1][1]
    return ". ".join([*pieces, sentence[start:]]), None


def _left_off(sentences: Sequence[str]) -> NotUnderstood:
    left = [one for one in sentences if one.strip()]
    last = f"last {len(left):,} sentences were" if len(left) > 1 else "last sentence was"
    return _told(
        " ".join(left[:1]),
        f"The text is longer than what I can plan at once; the {last} not read. Send them on their own.",
    )


def _told(text: str, why: str) -> NotUnderstood:
    said = " ".join(text[: 4 * _SHOWN].split())
    return NotUnderstood(sentence=f"{said[:_SHOWN].strip()} …" if len(text) > _SHOWN else said, why=why)
