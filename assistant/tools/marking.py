"""Text that others wrote, marked so that it can't be taken for instructions, and cut to what fits a context window."""

from __future__ import annotations

import hashlib

MOST = 6000
"""Characters of one result."""


def as_data(source: str, text: str) -> str:
    """`text` between two marks that nothing inside it can forge, since they are made from it."""
    mark = _mark(text)
    return f"[data {mark} from {source}]\n{text}\n[end of data {mark}]"


def clipped(text: str, most: int = MOST) -> str:
    """`text`, or its beginning with a note of how much is missing."""
    if len(text) <= most:
        return text
    return f"{text[:most]}\n… and {len(text) - most:,} more characters"


def _mark(text: str) -> str:
    mark = hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:10]
    while mark in text:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:10]
    return mark
