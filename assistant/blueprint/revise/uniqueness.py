"""What may occur only once: 'email must be unique', 'no two departments may have the same name'."""

from __future__ import annotations

import re

from assistant.blueprint.operations.operation import (
    AddUnique,
    ChangeField,
    ChangeRelation,
)
from assistant.blueprint.operations.patch import FieldPatch, RelationPatch
from assistant.blueprint.relation import Kind
from assistant.blueprint.revise.known import Column, Ref, Tie
from assistant.blueprint.revise.requiredness import OPTIONAL, REQUIRED, require
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.subjects import members, subjects

_UNIQUE = re.compile(
    r"\b(?:unique|distinct)\b|\bno\s+duplicates?\b|\b(?:can't|cannot|must\s+not|mustn't|may\s+not|"
    r"shouldn't|should\s+not|never)\s+(?:be\s+(?:used|taken|there|given)|occur|appear|exist|repeat)"
    r"\s*(?:twice|more\s+than\s+once)?\b|"
    r"\bno\s+two\b.+\b(?:same|share|identical|equal)\b|\bused\s+(?:only\s+)?once\b",
    re.I,
)

_NOT_UNIQUE = re.compile(
    r"(?:\bnot|n't|\bno\s+longer)\s+(?:have\s+to\s+be\s+|need\s+to\s+be\s+|be\s+)?(?:really\s+|"
    r"necessarily\s+)*unique\b|\bno\s+longer\s+unique\b|\bnon-?unique\b|\bduplicates?\s+(?:are|is)"
    r"\s+(?:ok|okay|fine|allowed|possible)\b|\ballow\s+duplicates?\b",
    re.I,
)

_TOGETHER = re.compile(
    r"\bunique\s+(?:(?:with)?in|per|for(?:\s+each)?|inside|across\s+one)\s+(?:a\s+|an\s+|the\s+|its\s+|"
    r"each\s+|every\s+|one\s+)?"
    r"(?P<scope>[\w -]+?)(?:$|[,.;])|"
    r"\b(?:combination|pair)\s+of\s+(?P<first>.+?)\s+and\s+(?P<second>.+?)\s+(?:should|must|has\s+to|"
    r"needs?\s+to|is|be)\b|"
    r"^(?:make\s+)?(?P<one>.+?)\s+(?:and|\+|plus)\s+(?P<two>.+?)\s+(?:(?:should|must|have\s+to|need\s+to)"
    r"\s+be\s+|are\s+)?(?:only\s+)?"
    r"unique\s+(?:together|in\s+combination|as\s+a\s+pair|combined)|"
    r"^(?P<three>.+?)\s+(?:and|\+|plus)\s+(?P<four>.+?)\s+together\s+(?:(?:should|must|have\s+to|"
    r"need\s+to)\s+be|are)\s+unique",
    re.I,
)

_SAME = re.compile(
    r"^(?:two\s+|several\s+)?(?P<of>[\w -]+?)\s+(?:with|having|of)\s+the\s+same\s+(?P<what>\w[\w ]*?)"
    r"\s+(?:are\s+not|aren't|must\s+not\s+be|should\s+not\s+be|can't\s+be)\s+(?:allowed|ok|possible|"
    r"permitted|there)$|"
    r"^two\s+(?P<two>[\w -]+?)\s+(?:can't|cannot|must\s+not|mustn't|shouldn't|may\s+not)\s+(?:have|share|"
    r"use)\s+the\s+same\s+(?P<one>\w[\w ]*?)$",
    re.I,
)


def read_unique(text: str, sheet: Sheet, topic: str) -> bool:
    if _NOT_UNIQUE.search(text):
        loose = [r for r in members(text, sheet, topic) if isinstance(r, Column)]
        for field_ in loose:
            sheet.do(ChangeField(model=field_.model, field=field_.name, set=FieldPatch(unique=False)))
        return bool(loose)
    together = _TOGETHER.search(text)
    if together and _unique_together(text, together, sheet):
        return True
    if not _UNIQUE.search(text) and not _SAME.match(text):
        return False
    banned = _SAME.match(text)
    same = banned or re.search(
        r"no\s+two\s+(?P<of>[\w -]+?)\s+(?:can|may|should|must|with|have|share|are)\b.*?\b(?:same|"
        r"share(?:\s+an?|\s+the)?|identical|equal)\s+(?P<what>\w[\w ]*?)$",
        text,
        re.I,
    )
    refs: list[Column | Tie] = [
        r
        for r in (subjects(_one_of_all(same), sheet) if same else members(text, sheet, topic))
        if isinstance(r, Column | Tie)
    ]
    for ref in refs:
        if isinstance(ref, Tie):
            sheet.do(ChangeRelation(model=ref.model, relation=ref.name, set=RelationPatch(kind=Kind.ONE_TO_ONE)))
            continue
        field = sheet.find(ref.model).field(ref.name)
        if field is not None and field.unique:
            sheet.assumptions.append(f"{ref.model}.{ref.name} is unique already.")
        else:
            sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch(unique=True)))
    if refs:
        sheet.about(refs[-1].model, refs[-1])
    if refs and (REQUIRED.search(text) or OPTIONAL.search(text)):
        require(sheet, list(refs), required=not OPTIONAL.search(text))
    return bool(refs)


def _one_of_all(found: re.Match[str]) -> str:
    """'name of products' of 'two products can't have the same name'."""
    groups = found.groupdict()
    return f"{groups.get('what') or groups.get('one')} of {groups.get('of') or groups.get('two')}"


def _unique_together(text: str, found: re.Match[str], sheet: Sheet) -> bool:
    if found["scope"]:
        refs = members(text, sheet)
        if len(refs) != 1:
            return False
        ref = refs[0]
        model = ref.model if isinstance(ref, Column | Tie) else ""
        scopes = sheet.known.members(found["scope"], model) or _keys_to(sheet, model, found["scope"])
        if len(scopes) != 1:
            raise UnclearError(
                f"{model} has nothing that tells its {found['scope'].strip()}; within what is {ref.name} unique?"
                if isinstance(ref, Column | Tie)
                else "Within what is it unique?"
            )
        names = [scopes[0], ref]
    else:
        both = (found["first"] or found["one"] or found["three"], found["second"] or found["two"] or found["four"])
        names = subjects(" and ".join(both), sheet)
    chosen = [r for r in names if isinstance(r, Column | Tie)]
    if len(chosen) < 2 or len({r.model for r in chosen}) != 1:
        return False
    model = chosen[0].model
    field = sheet.find(model).field(chosen[-1].name)
    if found["scope"] and field is not None and field.unique:
        sheet.do(ChangeField(model=model, field=field.name, set=FieldPatch(unique=False)))
    sheet.do(AddUnique(model=model, names=tuple(r.name for r in chosen)))
    sheet.about(model, chosen[-1])
    return True


def _keys_to(sheet: Sheet, model: str, text: str) -> list[Ref]:
    target = sheet.known.model(text)
    return [Tie(model, r.name) for r in sheet.plan.keys_of(model) if r.target == target and target is not None]
