"""Claims of a sentence: which checks it says have passed, with which figures, on which version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

EVERYTHING = "everything"
"""The check of a claim about all of them."""

SUBJECTS: dict[str, re.Pattern[str]] = {
    check: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for check, words in {
        "tests": r"tests?|test suites?|suites?|specs?|vitest",
        "types": r"type[- ]?check\w*|typescript|tsc|types?|typings?|code|project|build|builds",
        "schema": r"schema(?:\.prisma)?|prisma|plan|blueprint",
        "migration": r"migrations?|database",
        "lint": r"lint\w*|biome|format\w*",
        "contract": r"contract(?: checks?)?|openapi",
        "access": r"access(?: rules?| polic(?:y|ies)| proofs?| control)?|polic(?:y|ies)|permissions?|authori[sz]ation",
        EVERYTHING: (
            r"checks?|gates?|ci|everything|all of (?:it|them)|draft|backend|version(?: \d+)?|v\d+|receipts?|whole thing"
        ),
    }.items()
}
PASSED = r"pass(?:es|ed|ing)?|green|succeed(?:s|ed)?|successful(?:ly)?|WITHOUT_FAULT|100 ?%"
SEEN = r"verified|proved|proven"
VERDICTS: dict[str, re.Pattern[str]] = {
    check: re.compile(rf"(?:\b(?:{words}|{PASSED})\b|[✔✅✓☑])", re.IGNORECASE)
    for check, words in {
        "tests": rf"ran clean|work(?:s|ed)? fine|{SEEN}",
        "types": r"compile[sd]|type-?checks|happy",
        "schema": rf"(?:is|was|been|as) valid(?:ated)?|validat(?:es|ed)|{SEEN}",
        "migration": rf"appl(?:y|ies|ied)|was run|ran|migrated|no drift|in sync|{SEEN}",
        "lint": r"clean",
        "contract": rf"{SEEN}|holds?|match(?:es|ed)? the (?:openapi|document)",
        "access": rf"{SEEN}|holds?|enforced and tested|secured?",
        EVERYTHING: (
            rf"{SEEN}|validated|fully tested|well tested|production[- ]ready|ready for production|"
            r"(?:is|are) (?:fully |completely )?(?:tested|secure)|works? (?:as expected|correctly|perfectly)"
        ),
    }.items()
}
ALONE = {
    "types": re.compile(r"\b(?:compile[sd]|type-?checks)\b", re.IGNORECASE),
    "contract": re.compile(
        r"\b(?:endpoints?|routes?|handlers?|api)\b[^.]*\b(?:verified|proved|proven|(?:fully|all) tested)\b",
        re.IGNORECASE,
    ),
    EVERYTHING: re.compile(
        r"\b(?:it|this|that)(?: all)?(?:'s| is| was| has been| have been| are)? (?:now |fully |completely |all )?"
        r"(?:pass(?:es|ed)|verified|proved|proven|validated|tested|green|production[- ]ready|secure)\b"
        r"|\b(?:I|we)(?:'ve| have)?(?: \w+)? (?:tested|verified|validated|proved)\b"
        r"|\b(?:all|everything)(?: is|'s)? (?:good|fine|well|works?|ok)\b",
        re.IGNORECASE,
    ),
    "access": re.compile(
        r"\b(?:access|security)\W+(?:\w+\W+){0,3}(?:proved|proven|verified)\b"
        r"|\b(?:api|endpoints?|routes?|app|backend|data)\b[^.]*\b(?:is|are)(?: fully| now)? secured?\b",
        re.IGNORECASE,
    ),
}
"""What is a claim without a subject that names the check."""

FAULTLESS = re.compile(
    r"\b(?:no|zero|0|without(?: any| a single)?|free of)\s+(?P<kind>(?:type|lint|compile|test) )?(?:errors?|failures?|"
    r"failed|issues?|problems?|warnings?)|\b(?:none|nothing|not a single one)\s+(?:of them )?fail(?:s|ed)?",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|cannot|can't|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|"
    r"haven't|won't|fail(?:s|ed|ing|ure)?|broken?|unproven|untested|unverified|until|unless|yet to|still to|"
    r"corrected)\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"\b(?:will|would|should|shall|could|can|may|might|must|if|whether|once|when|before|so that|to (?:prove|check|"
    r"verify|see|test|run|make)|make sure|ensure\w*|need\w*|let me|let us|let's|going to|want\w*|expect\w*|hope\w*|"
    r"plan to|try\w*|ask\w*|say\w*|claim\w*)\b",
    re.IGNORECASE,
)
OTHERS_WORDS = re.compile(r'"[^"\n]*"|“[^”\n]*”|`[^`\n]*`|\[data [^\]]*\]')
CLAUSE = re.compile(r"[,;:—–]\s+|\s+(?:and|but|while|though|although|because|since|which|after)\s+", re.IGNORECASE)
VERSION = re.compile(r"\bv(?:ersion\s+)?(\d+)\b", re.IGNORECASE)
FIGURE = re.compile(
    r"(?P<passed>\d[\d,]*)\s*(?:(?:/|of|out of)\s*(?:the\s+)?(?P<all>\d[\d,]*)\s+)?(?:[a-z-]+\s+){0,2}?"
    r"(?P<what>tests?|checks?|(?:access )?proofs?|contract checks?|gates?|specs?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """'61 of 64 tests': `what` in the singular; `total` None where only one number is given."""

    what: str
    passed: int
    total: int | None


@dataclass(frozen=True)
class Claim:
    """That `checks` have passed on `version` (None: the current one), with `figures`."""

    checks: frozenset[str]
    figures: tuple[Figure, ...]
    version: int | None


def claim(sentence: str) -> Claim | None:
    """What a sentence claims; None for a question, a denial, an intention, and what speaks of no check."""
    text = FAULTLESS.sub(lambda found: f"{found['kind'] or ''}WITHOUT_FAULT", OTHERS_WORDS.sub(" ", sentence))
    if text.rstrip().endswith("?"):
        return None
    parts = [part for part in CLAUSE.split(text) if part]
    plain = [part for part in parts if not DENIED.search(part) and not SUPPOSED.search(part)]
    if len(plain) == len(parts):
        # Nothing in it is denied or supposed, so a list of subjects may be read as a whole.
        plain = [text]
    checks = frozenset(check for part in plain for check in _claimed(part))
    if not checks:
        return None
    version = VERSION.search(text)
    return Claim(checks, tuple(_figures(VERSION.sub(" ", text))), int(version[1]) if version else None)


def _claimed(clause: str) -> Iterator[str]:
    yield from (check for check, pattern in ALONE.items() if pattern.search(clause))
    for check, subject in SUBJECTS.items():
        if subject.search(clause) and VERDICTS[check].search(clause):
            yield check


def _figures(text: str) -> Iterator[Figure]:
    for found in FIGURE.finditer(text):
        what = found["what"].lower().split()[-1].rstrip("s")
        total = found["all"]
        yield Figure(what, _number(found["passed"]), _number(total) if total else None)


def _number(text: str) -> int:
    return int(text.replace(",", ""))
