"""Another type for a field: 'make it a decimal', 'grade should be a number 0-100 instead, Int is fine'."""

from __future__ import annotations

import re

from assistant.blueprint.field import Enum
from assistant.blueprint.names import pascal
from assistant.blueprint.operations.operation import AddEnum, ChangeField
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.values import listed
from assistant.blueprint.revise.known import Column
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.types import patch_to, type_in, type_named
from assistant.blueprint.revise.wording import Request

_PATTERNS = tuple(
    re.compile(p, re.I)
    for p in (
        r"^(?:make|turn|change|convert|switch|set|store|save|keep|use|treat|cast|migrate|move|have)"
        r"\s+(?:the\s+)?(?:type\s+of\s+)?(?P<what>.+?)(?:'s\s+type|\s+type)?\s+(?:from\s+\S+(?:\s\S+)?\s+)"
        r"?(?:into|to|as|with|be|→)\s+(?:be\s+)?(?:an?\s+|the\s+)?(?P<type>.+)$",
        r"^(?:make|have|turn)\s+(?P<what>it|them|that|this|(?:the\s+)?[\w.' -]+?)\s+(?:an?\s+|"
        r"be\s+(?:an?\s+)?|to\s+be\s+(?:an?\s+)?)(?P<type>.+)$",
        r"^(?:make|have|turn)\s+(?P<what>[\w., -]+?)\s+(?P<type>(?:ints?|integers?|decimals?|floats?|"
        r"strings?|texts?|dates?|datetimes?|booleans?|numbers?|enums?|json)\b.*)$",
        r"^(?P<what>.+?)\s+(?:should|must|needs?\s+to|has\s+to|have\s+to|ought\s+to|shall|could|can|might)"
        r"\s+(?:really\s+|rather\s+|actually\s+|better\s+|also\s+)*(?:be|become|hold|contain|use)"
        r"\s+(?:stored\s+as\s+|kept\s+as\s+|of\s+type\s+|typed\s+(?:as\s+)?)?(?:an?\s+|the\s+)"
        r"?(?P<type>.+)$",
        r"^(?P<what>.+?)\s+(?:is|are|becomes?)\s+(?:really\s+|rather\s+|actually\s+|better\s+|now\s+|"
        r"just\s+)*(?:an?\s+|of\s+type\s+)(?P<type>.+)$",
        r"^(?P<what>.+?)\s+(?:as|→|:)\s+(?:an?\s+)?(?P<type>.+)$",
        r"^use\s+(?:an?\s+)?(?P<type>.+?)\s+for\s+(?P<what>.+)$",
    )
)
_ENUM = re.compile(
    r"^(?:enum(?:eration)?\b[:\s]*(?:of|with|from)?\s*(?:the\s+values?\s*)?|(?:one\s+of|either|"
    r"fixed\s+(?:list|set)\s+of|(?:closed|fixed)\s+(?:list|set)(?:\s+of)?|choice\s+(?:of|between)|"
    r"dropdown\s+(?:of|with)|"
    r"select\s+(?:of|with))\s*:?\s*)(?P<values>.*)$",
    re.I,
)
_LIST = re.compile(r"^(?:list|array|set)\b(?:\s+of\s+(?P<what>\w+))?|^(?:several|multiple|many)\b", re.I)
_FRACTIONS = re.compile(
    r"^(?P<what>.+?)\s+(?:should|must|can|may|needs?\s+to)\s+(?:allow|accept|support|have|hold)"
    r"\s+(?:for\s+)?(?:decimals|fractions|decimal\s+places)$",
    re.I,
)


def read(request: Request, sheet: Sheet) -> bool:
    """Gives fields another type."""
    if type_named(request.text) is not None and isinstance(sheet.member, Column):
        return _retype(sheet, "it", request.text, request)
    if (found := _FRACTIONS.match(request.text)) and _retype(sheet, found["what"], "decimal", request):
        return True
    for pattern in _PATTERNS:
        found = pattern.match(request.text)
        if found is not None and _retype(sheet, found["what"], found["type"], request):
            return True
    return False


def _retype(sheet: Sheet, what: str, told: str, request: Request) -> bool:
    enum, many = _ENUM.match(told), _LIST.match(told)
    shape = None if enum else type_in(told)
    if shape is None and enum is None and many is None:
        return False
    exact = type_named(
        re.split(r"[,(;]|\s(?:with|between|from|instead|not|rather|please|in|amount|value|field|column)\b|\s\d", told)[
            0
        ]
    )
    if exact is None and enum is None and many is None:
        return False
    if request.topic and (model := sheet.thing(request.topic)):
        sheet.about(model)
    refs = _fields(what, sheet)
    for ref in refs:
        if enum is not None:
            _to_enum(sheet, ref, enum["values"])
        elif many is not None:
            sheet.do(
                ChangeField(model=ref.model, field=ref.name, set=FieldPatch(many=True, unique=False, default=None))
            )
        elif shape is not None:
            field = sheet.find(ref.model).field(ref.name)
            if field is None:
                return False
            patch = patch_to(field, shape)
            if patch.type == field.type and len(patch.model_fields_set) == 1:
                sheet.assumptions.append(f"{ref.model}.{ref.name} is a {field.type} already.")
            else:
                sheet.do(ChangeField(model=ref.model, field=ref.name, set=patch))
        sheet.about(ref.model, ref)
    if refs and re.search(r"\boptional\b|\bnullable\b|\bcan\s+be\s+empty\b|\bempty\s+until\b", told, re.I):
        for ref in refs:
            sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch(required=False)))
    return bool(refs)


def _fields(what: str, sheet: Sheet) -> list[Column]:
    pieces = re.split(
        r"\s*,\s*(?:and\s+)?|\s+and\s+", re.sub(r"^(?:both|the\s+types?\s+of)\s+", "", what.strip(), flags=re.I)
    )
    found: list[Column] = []
    for piece in pieces:
        ref = sheet.resolve(piece, things=False)
        if not isinstance(ref, Column):
            return []
        found.append(ref)
    return found


def _to_enum(sheet: Sheet, ref: Column, text: str) -> None:
    values = [enum_value(v) for v in listed(text.strip(" ():.") or "", sure=True)] if text else []
    values = [v for v in dict.fromkeys(values) if v]
    field = sheet.find(ref.model).field(ref.name)
    if len(values) < 2 or field is None:
        raise UnclearError(f"Which values may {ref.model}.{ref.name} have?")
    name = next(
        n
        for n in (f"{ref.model}{pascal(ref.name)}", f"{ref.model}{pascal(ref.name)}Kind")
        if sheet.plan.enum(n) is None and sheet.plan.model(n) is None
    )
    empty = {
        "min": None,
        "max": None,
        "min_length": None,
        "max_length": None,
        "format": None,
        "precision": None,
        "scale": None,
        "default": None,
    }
    given = {k: v for k, v in empty.items() if getattr(field, k) is not None}
    sheet.do(
        AddEnum(enum=Enum(name=name, values=tuple(values))),
        ChangeField(model=ref.model, field=ref.name, set=FieldPatch.model_validate({"type": name, **given})),
    )
