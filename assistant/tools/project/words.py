"""Text as words to search by: identifiers are split, and what every question says is left out."""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*|\d+")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
COMMON = frozenset(
    "a about an and any are as at be been but by can could do does did find for from get had has have how i if in into "
    "is it its me my no not of on or our show so tell that the their them there these they this to us use used was we "
    "were what when where which who why will with would you your please explain code file files project".split()
)


def words(text: str) -> list[str]:
    """Every word of a text, an identifier also by its parts: createInvoice -> createinvoice, create, invoice."""
    found = []
    for word in WORD.findall(text):
        parts = [part.lower() for part in PART.findall(word)]
        found += [word.lower(), *parts] if len(parts) > 1 else [word.lower()]
    return found


def asked(question: str) -> list[str]:
    """The words of a question that tell something, each once; all of them where none does."""
    every = list(dict.fromkeys(words(question)))
    return [word for word in every if word not in COMMON and len(word) > 1] or every
