"""Text -> the words it is found by: identifiers split and whole, English endings taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator

_IDENTIFIER = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_SCRIPT = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Scripts that do not put spaces between words."""

_UNSPACED = re.compile(f"[{_SCRIPT}]+")
_WORLD_PART = re.compile(rf"[{_SCRIPT}]+|[^\W\d_{_SCRIPT}]+|[^\W_]")

_LONGEST = 64
"""Longer runs are data, not words."""

STOPPED = frozenset(
    """a about across all also an and any are as at be been being between both but by can could did do does doing during
    each either every for from get gets got had has have having he her here his how i if in into is it its may me might
    must my no nor not of on or our shall she should so some such than that the their them then there these they this
    those to us use used uses using via was we were what when where which while who whom whose why will with within
    would you your per""".split()
)
"""What questions are made of, whatever they ask for."""


def tokens(text: str) -> Iterator[str]:
    """`getHTTPResponse_v2` -> gethttpresponsev2, get, http, respons, v, 2.

    All in lower case and of letters and digits alone. An identifier is given whole too, spelled the same however it
    joins its parts, so that createInvoice finds create_invoice; its parts are stemmed, the whole is not.
    """
    for match in _IDENTIFIER.finditer(text):
        run = match.group()
        # Where a capital begins a new word is known of ASCII alone.
        parts: list[str] = (_PART if run.isascii() else _WORLD_PART).findall(run)
        if len(parts) > 1:
            whole = "".join(parts).lower()
            if len(whole) <= _LONGEST:
                yield whole
        for part in parts:
            yield from _words(part.lower())


def question_tokens(text: str) -> list[str]:
    """The tokens of a question, each once, without those that every question has.

    A question of nothing else keeps them all.
    """
    told = list(dict.fromkeys(token for word in _IDENTIFIER.findall(text) for token in _told(word)))
    return told or list(dict.fromkeys(tokens(text)))


def _told(word: str) -> Iterator[str]:
    return iter(()) if word.lower() in STOPPED else tokens(word)


def _words(part: str) -> Iterator[str]:
    if len(part) > _LONGEST:
        return
    if _UNSPACED.fullmatch(part):
        yield from (part[at : at + 2] for at in range(max(1, len(part) - 1)))
    else:
        yield stem(part)


def stem(word: str) -> str:
    """The word without plural, -ing, -ed and -ly; other languages and short words stay as they are.

    Lighter than Porter's on purpose: "general" and "generate" stay apart.
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _verb(_singular(word))
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _verb(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and re.search("[aeiouy]", root):
            doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz"
            return root[:-1] if doubled else root
    return word
