"""Pairs that occur once: 'one vote per user and poll', 'nobody enrols twice in the same course'."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular, words
from assistant.blueprint.operations.operation import (
    AddUnique,
)
from assistant.blueprint.read.notebook import key
from assistant.blueprint.revise.sheet import Sheet
from assistant.blueprint.revise.ties import CAN, NOUN, tie_of

_ONE_EACH = re.compile(
    rf"^(?P<who>{NOUN})\s+(?:{CAN}|{CAN}?only\s+)(?:have|has|make|makes|leave|leaves|write|writes|submit|"
    rf"submits|place|places|give|gives)\s+"
    rf"(?:only\s+|at\s+most\s+|just\s+|exactly\s+)?(?:one|1|a\s+single)\s+(?P<what>[A-Za-z][\w -]*?)"
    rf"\s+(?:per|for\s+(?:each|every|the\s+same))\s+(?P<whole>{NOUN})$|"
    rf"^(?:only\s+|at\s+most\s+|just\s+|exactly\s+)*(?:one|1|a\s+single)\s+(?P<it>[A-Za-z][\w -]*?)"
    rf"\s+(?:per|for\s+(?:each|every))\s+(?P<first>{NOUN})\s+(?:and|per|\+)\s+(?:per\s+)?(?P<second>{NOUN})$",
    re.I,
)


def read_not_twice(text: str, sheet: Sheet) -> bool:
    """'a student can't enrol twice in the same course': the pair occurs once in what joins them."""
    denied = re.search(r"n't|\bnot\b|\bnever\b|cannot", text, re.I)
    if not denied or not re.search(r"\b(?:twice|more\s+than\s+once|again)\b", text, re.I):
        return False
    said = {key((singular(w.lower()),)) for w in re.findall(r"[A-Za-z]+", text)}
    joins: list[tuple[str, tuple[str, ...]]] = []
    for model in sheet.plan.models:
        keys = [
            r for r in sheet.plan.keys_of(model.name) if {key(tuple(words(r.name))), key(tuple(words(r.target)))} & said
        ]
        if len(keys) == 2:
            joins.append((model.name, tuple(r.name for r in keys)))
    return len(joins) == 1 and _once(sheet, *joins[0])


def _once(sheet: Sheet, model: str, names: tuple[str, ...]) -> bool:
    if any(set(group) == set(names) for group in sheet.find(model).unique_together):
        sheet.assumptions.append(f"({', '.join(names)}) of {model} is unique together already.")
    else:
        sheet.do(AddUnique(model=model, names=names))
    sheet.about(model)
    return True


def read_one_of_each(text: str, sheet: Sheet) -> bool:
    """'students can only have one enrolment per course', 'one vote per user and poll'."""
    found = _ONE_EACH.match(text)
    if found is None:
        return False
    what = sheet.known.model(found["what"] or found["it"])
    pair = (found["who"] or found["first"], found["whole"] or found["second"])
    if what is None:
        return False
    keys = [r for said in pair if (r := tie_of(sheet, what, said)) is not None]
    if len({r.name for r in keys}) != 2:
        return False
    return _once(sheet, what, tuple(r.name for r in keys))
