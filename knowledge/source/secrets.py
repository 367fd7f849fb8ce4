"""Secrets in text: tokens of a known form, and values that look drawn at random."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

SHAPES = r"""
    \b(?:sk|pk|rk)[-_](?:live|test|ant|proj|or)?[-_]?[A-Za-z0-9_-]{16,}
    | \bgh[pousr]_[A-Za-z0-9]{30,} | \bgithub_pat_\w{30,} | \bglpat-[\w-]{20,}
    | \bxox[abeprs]-[\w-]{10,} | \bxapp-[\w-]{10,}
    | \bA(?:KIA|SIA)[0-9A-Z]{16}\b | \bAIza[\w-]{35}
    | \beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}
"""
"""Tokens of services by their form, for re.VERBOSE."""
_SHAPED = re.compile(SHAPES, re.VERBOSE)
_KEY = re.compile(
    r"-----BEGIN[ ](?:[A-Z0-9]+[ ])*PRIVATE[ ]KEY(?:[ ]BLOCK)?-----(?:\s|\\n|\\r|[\"'+,>|])*(?:[A-Za-z-]+:[^\n]*\s+)*"
    r"[A-Za-z0-9+/=]{40,}"
)
_NAMED = re.compile(
    r"(?:password|passwd|pwd|secret|token(?!i[sz])|api[-_]?key|access[-_]?key|private[-_]?key)\w*[\"']?\s*(?::|=>?)\s*[\"'`]?"
    r"(?P<value>[A-Za-z0-9+/_.~=-]{16,})(?![\w(])",
    re.IGNORECASE,
)
_IN_URL = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s:/@]+:(?P<value>[^\s@/]{12,})@", re.IGNORECASE)
_BARE = re.compile(r"(?<![A-Za-z0-9+/_.=-])(?P<value>[A-Za-z0-9+_-]{32,}={0,2})(?![A-Za-z0-9+/_.-])")
_DIGIT = re.compile(r"\d")
_CANDIDATE = re.compile(r"[^\s\"'`,;()]{12,}")
"""Where to look closer."""
_PUBLIC = re.compile(
    r"sha(?:1|256|384|512)[-:=]|\bdata:[\w/+.-]+;base64|\bssh-(?:rsa|ed25519)|BEGIN CERTIFICATE|BEGIN PUBLIC|integrity",
    re.I,
)
"""Lines whose long values are no secrets: hashes, pictures, certificates."""
_STANDS_IN = re.compile(r"example|your|xxxx|placeholder|changeme|dummy|redacted|1234567|abcdef|\.\.\.", re.IGNORECASE)
NAMED_BITS = 3.0
BARE_BITS = 4.3
CHANGES = 0.45
"""Of neighbouring characters, how many differ in class: about 0.62 in random text, below 0.4 in names of words."""


def secret_line(text: str) -> int | None:
    """The number, from 1, of the first line that holds what looks like a secret; None where there is none."""
    return min(_places(text), default=None)


def _places(text: str) -> Iterator[int]:
    for key in _KEY.finditer(text):
        yield text.count("\n", 0, key.start()) + 1
    checked = 0
    for candidate in _CANDIDATE.finditer(text):
        if candidate.start() < checked or not _DIGIT.search(candidate[0]):
            continue
        start = text.rfind("\n", 0, candidate.start()) + 1
        end = text.find("\n", candidate.start())
        checked = len(text) if end < 0 else end
        if _holds_secret(text[start:checked]):
            yield text.count("\n", 0, start) + 1
            return


def _holds_secret(line: str) -> bool:
    if any(_random(found[0], NAMED_BITS) for found in _SHAPED.finditer(line)):
        return True
    if any(_random(found["value"], NAMED_BITS) for found in (*_NAMED.finditer(line), *_IN_URL.finditer(line))):
        return True
    # Without a name beside it a value must look the part, and hexadecimal digits are more often a hash.
    bare = [found["value"] for found in _BARE.finditer(line)]
    return bool(bare) and not _PUBLIC.search(line) and any(_mixed(each) and _random(each, BARE_BITS) for each in bare)


def _random(value: str, bits: float) -> bool:
    if _STANDS_IN.search(value) or not re.search(r"\d", value) or not re.search(r"[A-Za-z]", value):
        return False
    return _entropy(value) >= bits and (_changes(value) >= CHANGES or bool(re.fullmatch(r"[0-9a-fA-F-]{32,}", value)))


def _mixed(value: str) -> bool:
    return all(re.search(form, value) for form in (r"[a-z]", r"[A-Z]", r"\d.*\d"))


def _entropy(value: str) -> float:
    """Bits a character, by how often each occurs in the value itself."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts)


def _changes(value: str) -> float:
    kinds = [_kind(character) for character in value if character.isalnum()]
    return sum(a != b for a, b in pairwise(kinds)) / max(len(kinds) - 1, 1)


def _kind(character: str) -> str:
    return "digit" if character.isdigit() else "upper" if character.isupper() else "lower"
