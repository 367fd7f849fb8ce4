"""What a field or relation is to be like: required, unique, indexed, bounded, with a default, kept secret."""

from __future__ import annotations

import re

from assistant.blueprint.field import Write
from assistant.blueprint.operations.operation import ChangeField
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.revise.bounds import read_bounds
from assistant.blueprint.revise.defaults import read_default
from assistant.blueprint.revise.indexes import read_index
from assistant.blueprint.revise.known import Column, Tie
from assistant.blueprint.revise.requiredness import BUT_NOT, LEFT_OUT, NOT_ALL, read_needed, require
from assistant.blueprint.revise.sheet import Sheet
from assistant.blueprint.revise.subjects import members, subjects
from assistant.blueprint.revise.uniqueness import read_unique
from assistant.blueprint.revise.wording import Request

_SECRET = re.compile(
    r"(?:\bnever|\bnot|n't|nowhere)\s+(?:be\s+)?(?:leave|returned|exposed|shown|visible|sent|come\s+back|"
    r"appear|included|part\s+of|show\s+up|in\s+(?:any|the)\s+(?:responses?|api))\b|^(?:hide|"
    r"never\s+(?:show|return|expose|send)|don't\s+(?:show|return|expose|send))\b|\b(?:is|are|be|"
    r"keep\s+\w+)\s+(?:a\s+)?secret\b",
    re.I,
)

_FIXED = re.compile(
    r"\b(?:can't|cannot|can\s+not|must\s+not|mustn't|may\s+not|shouldn't|should\s+not|never|not)"
    r"\s+(?:ever\s+)?(?:be\s+)?(?:changed?|edited|updated|modified|altered|touched)\b(?:\s+(?:any\s*more|"
    r"later|afterwards|after|once)\b.*)?|\b(?:immutable|write-?once|frozen)\b|"
    r"\bread-?only\s+(?:after|once)\b",
    re.I,
)

_SERVER = re.compile(
    r"\b(?:set|filled|written|generated|calculated|computed)\s+(?:only\s+)?(?:by\s+(?:the\s+)?(?:server|"
    r"system|backend|us)|automatically)\b|\b(?:is|are|be)\s+read-?only\b(?!\s+(?:after|once))",
    re.I,
)


def read(request: Request, sheet: Sheet) -> bool:
    """Changes what a field or relation is like."""
    text = request.text
    if LEFT_OUT.match(text) and sheet.member is not None:
        return require(sheet, [sheet.member], required=False)
    if (found := BUT_NOT.match(text)) and sheet.required is not None:
        others = [r for r in subjects(found["what"], sheet, request.topic) if isinstance(r, Column | Tie)]
        if others:
            return require(sheet, list(others), required=not sheet.required)
    if (found := NOT_ALL.match(text)) and (model := sheet.thing(found["whose"] or found["some"])):
        refs = sheet.known.members(found["what"] or found["of"], model)
        if len(refs) == 1:
            return require(sheet, refs, required=False)
    return (
        read_index(text, sheet)
        or read_unique(text, sheet, request.topic)
        or _defaulted(text, sheet)
        or read_needed(text, sheet, request.topic)
        or _written(text, sheet)
        or read_bounds(text, sheet)
    )


def _defaulted(text: str, sheet: Sheet) -> bool:
    """A default, and what is said behind it: 'defaults to 30, between 10 and 120'."""
    if not read_default(text, sheet):
        return False
    rest = text.partition(",")[2].strip()
    if rest:
        read_bounds(rest, sheet)
    return True


def _written(text: str, sheet: Sheet) -> bool:
    secret, fixed, server = _SECRET.search(text), _FIXED.search(text), _SERVER.search(text)
    if not (secret or fixed or server) or re.search(
        r"\bonly\b.*\b(?:can|may)\b|\bby\s+(?:anyone|anybody)\b", text, re.I
    ):
        return False
    shown = re.match(
        r"^(?:hide|never\s+\w+|don't\s+\w+|keep)\s+(?P<what>.+?)(?:\s+(?:secret|in|from|to|anywhere|private)\b.*)?$",
        text,
        re.I,
    )
    refs = [r for r in (subjects(shown["what"], sheet) if shown else members(text, sheet)) if isinstance(r, Column)]
    for ref in refs:
        given = FieldPatch(secret=True) if secret else FieldPatch(write=Write.ON_CREATE if fixed else Write.SERVER)
        sheet.do(ChangeField(model=ref.model, field=ref.name, set=given))
        sheet.about(ref.model, ref)
    return bool(refs)
