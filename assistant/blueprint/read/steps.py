"""Steps between states, as sentences tell them."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.blueprint.read.field_type import enum_value

Step = tuple[str, str]

_FROM = re.compile(r"\b(?P<to>\w+)\s+(?:is\s+possible\s+)?from\s+(?P<sources>[\w /,]+?)(?:\.|;|$)", re.I)
_BACK = re.compile(
    r"\b(?P<source>\w+)\s+(?:can|may)\s+(?:also\s+)?(?:go\s+back|return|"
    r"be\s+(?:\w+\s+)?\w+ed(?:\s+back)?|move(?:\s+back)?|become)\s+(?:to\s+)?(?P<to>\w+)",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?P<to>\w+ed|\w+wn)\s+(?:is\s+possible\s+|can\s+happen\s+)?(?:any\s*time\s+)?(?:before|"
    r"until)\s+(?:it\s+is\s+)?(?P<limit>\w+)",
    re.I,
)
_CANCEL_UNTIL = re.compile(
    r"\bcan\s+(?P<verb>cancel|withdraw)\w*\b[^.;]*?\b(?:until|before)\s+(?:it\s+is\s+)?(?P<limit>\w+)", re.I
)
_ACCEPTED = re.compile(
    r"\ban?\s+(?P<source>\w+ed)\s+(?:one|\w+)\s+(?:gets|is|becomes|can\s+be)\s+(?P<to>\w+ed)\b", re.I
)


def steps_of(text: str, values: tuple[str, ...]) -> list[Step]:
    """The steps that a text tells between known states."""
    known = set(values)
    steps: list[Step] = []
    chain = text if "→" in text else re.sub(r",?\s*\bthen\b\s*", " → ", text)
    for part in re.split(r"[;.]|,\s*or\s+(?=\w+\s+from\b)", chain):
        groups = [
            [v for v in (enum_value(w) for w in re.split(r",|/|\bor\b|\band\b", piece)) if v in known]
            or _inside(piece, values)
            for piece in part.split("→")
        ]
        for first, second in pairwise(groups):
            steps += [(a, b) for a in first if a == first[-1] or not _ends(a) for b in second]
    for found in _FROM.finditer(text):
        sources = [enum_value(s) for s in re.split(r",|/|\bor\b|\band\b", found["sources"])]
        steps += [(s, enum_value(found["to"])) for s in sources]
    for found in _BACK.finditer(text):
        steps.append((enum_value(found["source"]), enum_value(found["to"])))
    for found in _ACCEPTED.finditer(text):
        steps.append((enum_value(found["source"]), enum_value(found["to"])))
    for found in _BEFORE.finditer(text):
        steps += _until(enum_value(found["to"]), enum_value(found["limit"]), values)
    for found in _CANCEL_UNTIL.finditer(text):
        to = next((v for v in values if v.startswith(found["verb"].upper()[:6])), "")
        steps += _until(to, enum_value(found["limit"]), values)
    return [s for s in dict.fromkeys(steps) if s[0] in known and s[1] in known and s[0] != s[1]]


def _inside(piece: str, values: tuple[str, ...]) -> list[str]:
    words = [enum_value(w) for w in re.findall(r"[\w-]+", piece)]
    return [w for w in words if w in values][:1] or [v for v in values if v in enum_value(piece)][:1]


def _ends(state: str) -> bool:
    return bool(re.match(r"(?:CANCEL|REJECT|DECLIN|FAIL|WITHDR|REFUS|EXPIR|VOID|LOST)", state))


def _until(to: str, limit: str, values: tuple[str, ...]) -> list[Step]:
    """Steps to a state from every state that comes before another one."""
    if to not in values or limit not in values:
        return []
    return [(v, to) for v in values[: values.index(limit)] if v != to and not _ends(v)]
