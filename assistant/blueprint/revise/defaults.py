"""What a field holds where nothing is given: 'new tickets start as PENDING'."""

from __future__ import annotations

import re

from assistant.blueprint.field import NOW, Field, Format, Literal, Scalar
from assistant.blueprint.operations.operation import (
    ChangeField,
)
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.revise.known import Column, Thing
from assistant.blueprint.revise.sheet import Sheet, UnclearError

_DEFAULT = re.compile(
    r"\b(?:default(?:s|ing)?(?:\s+(?:value))?(?:\s+(?:for|of|on)\s+(?P<of>.+?))?(?:\s+(?:should\s+be|"
    r"must\s+be|is|be|to|as|of|=|→|:))+\s*[\"'`]?(?P<value>-?\d+(?:\.\d+)?|#[0-9a-f]{6}|[A-Za-z][\w -]*?)[\"'`]?"
    r"|(?:start|starts|begin|begins|be|is|are)\s+(?:off\s+|out\s+)?(?:(?:as|at|with|on)\s+)"
    r"?(?:[\"'`]?(?P<before>-?\d+(?:\.\d+)?|[A-Za-z][\w-]*)[\"'`]?)\s+(?:by\s+default|unless\b.*|"
    r"if\s+nobody\b.*|initially|at\s+first)"
    r"|(?:start|starts|begin|begins)\s+(?:off\s+|out\s+)?(?:as|at|with|on|in)"
    r"\s+[\"'`]?(?P<first>-?\d+(?:\.\d+)?|[A-Za-z][\w-]*)[\"'`]?)(?=\s*(?:$|[,.;(]|instead|rather|not|"
    r"please|now|for\s+new))",
    re.I,
)

_SHORT_DEFAULT = re.compile(
    r"^(?:the\s+)?default\s+(?:value\s+)?(?:for\s+|of\s+)?(?P<of>[\w .]+?)\s+(?:to|=|is|should\s+be|"
    r"must\s+be|be)\s+[\"'`]?(?P<value>[\w. -]+?)[\"'`]?$",
    re.I,
)


def read_default(text: str, sheet: Sheet) -> bool:
    found = _SHORT_DEFAULT.match(text) or _DEFAULT.search(text)
    if found is None or re.search(r"\bno\s+default\b", text, re.I):
        return False
    groups = found.groupdict()
    value = groups.get("value") or groups.get("before") or groups.get("first") or ""
    of = groups.get("of")
    before = text[: found.start()].strip()
    subject = re.sub(
        r"\b(?:the|should|must|can|will|a|an|has|have|to|by|be|with|is|are|get|gets|make|set|give|new)"
        r"\s*$|^(?:make|let|set|give|have)\s+",
        "",
        before,
        flags=re.I,
    ).strip()
    subject = re.sub(
        r"\s+(?:should|must|can|will|has|have|gets?|is|are)(?:\s+(?:a|an|the|be|to))*$|'s$", "", subject, flags=re.I
    )
    ref = sheet.resolve(of or subject or "it")
    if isinstance(ref, Thing):
        ref = next((f for f in sheet.known.enum_fields(ref.name) if enum_value(value) in _values(sheet, f)), None)
    if not isinstance(ref, Column):
        return False
    field = sheet.find(ref.model).field(ref.name)
    literal = default_of(sheet, field, value) if field else None
    if literal is None or field is None:
        raise UnclearError(
            f"{ref.model}.{ref.name} is a {field.type if field else 'field'}: what is {value!r} as its default?"
        )
    sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch(default=literal)))
    sheet.about(ref.model, ref)
    return True


def _values(sheet: Sheet, ref: Column) -> tuple[str, ...]:
    field = sheet.find(ref.model).field(ref.name)
    enum = sheet.plan.enum(field.type) if field else None
    return enum.values if enum else ()


def default_of(sheet: Sheet, field: Field, value: str) -> Literal | None:
    """The value as a default of the field; None where it is none."""
    value = re.sub(r"\s+(?:please|instead|now|if\b.*|unless\b.*)$", "", value.strip(" \"'`."), flags=re.I)
    enum = sheet.plan.enum(field.type)
    if enum is not None:
        named = enum_value(value)
        return named if named in enum.values else None
    match field.scalar:
        case Scalar.BOOLEAN:
            low = value.lower()
            return True if low in {"true", "yes", "on", "1"} else False if low in {"false", "no", "off", "0"} else None
        case Scalar.INT | Scalar.BIG_INT:
            return 0 if value.lower() == "zero" else int(value) if re.fullmatch(r"-?\d+", value) else None
        case Scalar.FLOAT | Scalar.DECIMAL:
            return (
                0
                if value.lower() == "zero"
                else (float(value) if "." in value else int(value))
                if re.fullmatch(r"-?\d+(?:\.\d+)?", value)
                else None
            )
        case Scalar.DATE_TIME | Scalar.DATE:
            return (
                NOW
                if re.fullmatch(r"now(?:\(\))?|today|the\s+current\s+(?:date|time)|creation(?:\s+time)?", value, re.I)
                else None
            )
        case Scalar.STRING:
            if field.format is Format.COLOR:
                return value if re.fullmatch(r"#[0-9a-f]{6}", value, re.I) else None
            return value if field.format is None or field.format in {Format.CURRENCY, Format.COUNTRY} else None
        case _:
            return None
