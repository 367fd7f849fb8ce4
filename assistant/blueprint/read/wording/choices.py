"""How closed sets of values are told."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES
from assistant.blueprint.read.wording import PART, Rule

_VALUE = r"[A-Za-z][\w-]*(?: [a-z][\w-]*){0,2}"
_NAMES = "|".join(sorted(ATTRIBUTE_WITH_VALUES))


def _presence(found: re.Match[str]) -> str:
    what = "Attendance" if "present" in found["values"] else f"{found['one'].capitalize()} {singular(found['two'])}"
    return f"\n\n{what}: {found['one']}, {singular(found['two'])}, status ({found['values']})\n\n"


def _status(found: re.Match[str]) -> str:
    return f"{found['start']}{found['what']} status is one of {found['values']}" + (". " if found["more"] else "")


def _chain(found: re.Match[str]) -> str:
    other = found["other"] or found["more"]
    return f" and a status: {found['chain']}" + (f" or {other}" if other else "")


RULES: tuple[Rule, ...] = (
    # '..., and its state: planned, under way, done or called off'
    (
        re.compile(
            rf"(?P<what>(?:, |\b(?:and|with|has|have) |(?<=[a-z)] )(?=an? |its |their ))(?:an? |the |its |their |one )?"
            rf"(?:[a-z]+ )?(?:{_NAMES})): "
            rf"(?P<values>{_VALUE}(?:, {_VALUE})+(?:,? (?:or|and) {_VALUE})?)(?=\.|;|\n|$)",
            re.M,
        ),
        r"\g<what> (\g<values>)",
    ),
    # 'a state, either pending, granted or refused'
    (
        re.compile(
            rf"\b(?P<what>{_NAMES}),? (?:either|which is(?: either)?|being(?: either)?|that is(?: either)?) "
            rf"(?P<values>{_VALUE}(?:, {_VALUE})*,? or {_VALUE})(?=[.;\n]|$)",
            re.M,
        ),
        r"\g<what> (\g<values>)",
    ),
    # 'whether it is bittersweet, sharp or sweet'
    (
        re.compile(
            r"\b(?:whether|if) (?:it is|it's|they are|he is|she is|the [a-z]+ is) "
            r"(?P<values>(?!an? )[a-z-]+(?:, [a-z-]+)*,? or (?!not\b|an? )[a-z-]+)(?=[,.;)]|$| and\b)",
            re.M,
        ),
        r"type (\g<values>)",
    ),
    # 'spots which are regular, disabled or electric'
    (
        re.compile(
            r"\b(?P<what>[a-z]+s) (?:which|that) are (?:either )?"
            r"(?P<values>[a-z-]+(?:, [a-z-]+)*,? or [a-z-]+)(?=[,.;)]|$)",
            re.M,
        ),
        r"\g<what> with a type (\g<values>)",
    ),
    # 'a booking is booked, attended, no-show or cancelled'
    (
        re.compile(
            rf"{PART}(?P<what>(?:[Aa]n?|[Ee]ach|[Ee]very) [a-z]+(?: [a-z]+)?) (?:is|can be|may be|can either "
            rf"be) (?:always |either )?"
            r"(?P<values>(?!an? |the |one |for |in |by |on |of |at )[a-z-]+(?: [a-z]+)?"
            r"(?:, (?!an? |the |with )[a-z-]+(?: [a-z]+)?)+,? or (?!an? )[a-z-]+(?: "
            r"[a-z]+)?)(?P<more>(?=[.;\n]|$)| and (?=(?:once|when|if|then|it|they)\b))",
            re.M,
        ),
        _status,
    ),
    # 'we tick off which singers were present, excused or absent'
    (
        re.compile(
            r"\bfor (?:each|every) (?P<one>[a-z]+),? (?:we|they|you) (?:[a-z]+ ){1,3}which (?P<two>[a-z]+s) "
            r"(?:were|are) (?P<values>[a-z-]+(?:, [a-z-]+)*,? or [a-z-]+)"
        ),
        _presence,
    ),
    # '... and is reserved → paid → collected (or cancelled)'
    (
        re.compile(
            r",? and (?:it )?(?:is|goes|moves|can be)(?: from| through)? (?P<chain>[a-z]+(?: → [a-z]+)+)"
            r"(?: \(or (?P<other>[a-z]+)\)| or (?P<more>[a-z]+))?"
        ),
        _chain,
    ),
    # 'numbered seats in rows'
    (re.compile(r"\bnumbered (?P<what>[a-z]+s) in rows\b"), r"\g<what> with a number and a row"),
    # 'numbered spots with a type'
    (re.compile(r"\bnumbered (?P<what>[a-z]+s) with "), r"\g<what> with a number and "),
    (re.compile(r"\bnumbered (?P<what>[a-z]+s)\b"), r"\g<what> with a number"),
)
