"""Words in the forms in which verbs are looked up."""

from __future__ import annotations

from collections.abc import Iterator

_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_SHORTEST = 3


def forms(word: str) -> Iterator[str]:
    """A word and what it may be a form of: 'cancelled' -> 'cancelled', 'cancell', 'cancel', 'cancelle'."""
    yield word
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST:
            stem = word.removesuffix(ending)
            yield stem + rest
            if not rest and len(stem) > _SHORTEST and stem[-1] == stem[-2]:
                yield stem[:-1]
