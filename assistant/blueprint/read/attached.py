"""What stands behind 'with': the attributes of what stands before it."""

from __future__ import annotations

import re

from assistant.blueprint.read.attributes import looks_scalar
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import segments, without_brackets


def head_of(text: str) -> str:
    """What stands before 'with' and without brackets."""
    return without_brackets(split_with(text)[0])


def split_with(text: str) -> tuple[str, str]:
    """('an event', 'a title and a date') of 'an event with a title and a date'; brackets are left alone."""
    depth = 0
    for match in re.finditer(
        r"[()]|(?:,\s*)?(?:\b(?:each|both|all)\s+)?\b(?:with|identified\s+by|described\s+by|carrying|"
        r"consisting\s+of|containing|including)\b(?!\s+(?:the\s+same|each\s+other|others?\b|it\b|them\b|"
        r"one\s+\w+\s*$))\s+(?:its\s+own\s+|their\s+own\s+)?",
        text,
    ):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
        elif depth <= 0:
            return _until_next(text[: match.start()], text[match.end() :])
    return text, ""


def _until_next(head: str, with_: str) -> tuple[str, str]:
    """In 'teams with a name and a captain, and players' the players stand beside the teams."""
    pieces = segments(with_)
    for number, piece in enumerate(pieces):
        found = phrase(without_brackets(piece.text))
        if number and piece.joint == ",and" and found.many and not looks_scalar(found.words):
            inside = ", ".join(p.text for p in pieces[:number])
            return f"{head} ({inside}), and {', '.join(p.text for p in pieces[number:])}", ""
    return head, with_
