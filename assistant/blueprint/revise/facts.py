"""What is to be kept of what happens: 'track when a ticket was closed', 'movements should remember who posted them'."""

from __future__ import annotations

import re

from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.names import camel
from assistant.blueprint.operations.operation import AddField
from assistant.blueprint.plan import AuthKind
from assistant.blueprint.read.deeds import DONE
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.lexicon import verbs
from assistant.blueprint.read.notebook import Link
from assistant.blueprint.read.tag import lemma
from assistant.blueprint.revise.additions import relate
from assistant.blueprint.revise.known import Column
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request

_KEEP = r"(?:track|record|store|remember|know|keep(?:\s+track\s+of)?|log|save|note|see)"
_WHEN = re.compile(
    rf"^(?:(?:we|i)\s+(?:\w+\s+){{0,2}}(?:to\s+)?)?{_KEEP}s?\s+when\s+(?:an?\s+|the\s+|each\s+|every\s+)"
    rf"?(?P<what>[\w ]+?)\s+"
    r"(?:was|is|were|are|has\s+been|have\s+been|got|gets)\s+(?:last\s+)?(?P<done>\w+)$",
    re.I,
)
_WHO = re.compile(
    rf"^(?:(?:(?:we|i)\s+(?:\w+\s+){{0,2}}(?:to\s+)?)?{_KEEP}\s+who\s+(?P<did>\w+)\s+(?:an?\s+|the\s+|"
    rf"each\s+|every\s+)?(?P<what>[\w ]+?)|"
    rf"(?P<whose>[\w ]+?)\s+(?:should|must|need\s+to|have\s+to|has\s+to|needs\s+to)"
    rf"\s+{_KEEP}\s+who\s+(?P<done>\w+)(?:\s+(?:it|them|that))?)$",
    re.I,
)
_FLAG = re.compile(
    r"^(?:an?\s+|the\s+)?(?P<what>[A-Za-z][\w ]*?)\s+(?:can|may|could)\s+be\s+(?:marked\s+(?:as\s+)?|"
    r"flagged\s+(?:as\s+)?)?(?P<flag>[a-z]+)"
    r"(?:\s*[,(]?\s*(?:yes\s*/\s*no|bool(?:ean)?|true\s*/\s*false|a\s+flag)\b.*)?$",
    re.I,
)
_NO_FLAGS = frozenset(
    "unique optional required mandatory empty null deleted edited changed updated created seen read "
    "found in on at public private nested".split()
)


def read(request: Request, sheet: Sheet) -> bool:
    """Adds a date, a person or a flag that keeps what happened."""
    return _when(request.text, sheet) or _who(request.text, sheet) or _flag(request.text, sheet)


def _when(text: str, sheet: Sheet) -> bool:
    found = _WHEN.match(text)
    model = sheet.thing(found["what"]) if found else None
    if found is None or model is None:
        return False
    name = camel(f"{found['done']} at")
    if sheet.find(model).field(name) is not None or name in {"createdAt", "updatedAt", "deletedAt"}:
        sheet.assumptions.append(f"{model} has {name} already.")
    else:
        sheet.do(AddField(model=model, field=Field(name=name, type=Scalar.DATE_TIME.value, required=False)))
    sheet.about(model, Column(model, name))
    return True


def _who(text: str, sheet: Sheet) -> bool:
    found = _WHO.match(text)
    model = sheet.thing(found["what"] or found["whose"]) if found else None
    if found is None or model is None:
        return False
    if sheet.plan.auth.kind is AuthKind.NONE:
        raise UnclearError("Nobody signs in yet, so nothing tells who it was. Who are the people that sign in?")
    done = {"wrote": "written", "made": "made", "sent": "sent"}.get((found["did"] or found["done"]).lower())
    name = camel(f"{done or found['did'] or found['done']} by")
    if sheet.plan.relation(model, name) is not None:
        sheet.assumptions.append(f"{model} has {name} already.")
        return True
    relate(sheet, Link(model, sheet.plan.auth.model, name, required=False))
    return True


def _flag(text: str, sheet: Sheet) -> bool:
    found = _FLAG.match(text)
    model = sheet.thing(found["what"]) if found else None
    if found is None or model is None:
        return False
    flag = found["flag"].lower()
    base = lemma(flag) or ""
    told = bool(re.search(r"yes\s*/|bool|true\s*/|flag", text, re.I))
    acted = base in verbs.UPDATING | verbs.DELETING | verbs.CREATING | verbs.READING or flag in DONE.values()
    states = {v for f in sheet.known.enum_fields(model) for e in sheet.plan.enums for v in e.values if f.model == model}
    if not told and (acted or flag in _NO_FLAGS or enum_value(flag) in states or sheet.known.members(flag, model)):
        return False
    name = camel(flag)
    if sheet.find(model).field(name) is None:
        sheet.do(AddField(model=model, field=Field(name=name, type=Scalar.BOOLEAN.value, default=False)))
    sheet.about(model, Column(model, name))
    return True
