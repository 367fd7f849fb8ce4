"""A column as JSON Schema: what a body may send, and what an answer holds."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

from assistant.blueprint.field import Field, Format, Scalar
from assistant.draft.entity import Column
from assistant.draft.schema import DECIMAL

Schema = dict[str, JsonValue]
"""A JSON Schema, or another object of an OpenAPI document."""

LONGEST_TEXT = 255
"""Characters of a String that states no max_length; more than these may span lines."""
MOST_ITEMS = 100
"""Items of a list that states no max_length."""
INT_MIN, INT_MAX = -(2**31), 2**31 - 1

LINE = r"^[^\u0000-\u001f\u007f-\u009f]*$"
"""No control characters."""
LINES = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
"""No control characters but tab, line feed and carriage return."""
BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
FORMATS: Mapping[Format, Schema] = {
    Format.EMAIL: {"format": "email"},
    Format.URL: {"format": "uri", "pattern": "^https?://"},
    Format.SLUG: {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    Format.PHONE: {"pattern": r"^\+[1-9][0-9]{6,14}$"},
    Format.COUNTRY: {"pattern": "^[A-Z]{2}$"},
    Format.CURRENCY: {"pattern": "^[A-Z]{3}$"},
    Format.COLOR: {"pattern": "^#[0-9a-fA-F]{6}$"},
    Format.TIME: {"pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
}
_FIXED_LENGTH = (Format.PHONE, Format.COUNTRY, Format.CURRENCY, Format.COLOR, Format.TIME)

Enums = Mapping[str, tuple[str, ...]]
"""Values by the name of the enum."""


def json_schema(column: Column, enums: Enums, *, nullable: bool = False) -> Schema:
    """What a request may send for a column, with every bound."""
    field = column.field
    schema = _item(field, enums)
    if field.many:
        least, most = field.min_length, field.max_length or MOST_ITEMS
        schema = {"type": "array", "items": schema, **({"minItems": least} if least else {}), "maxItems": most}
    elif column.relation is not None and field.scalar is Scalar.INT:
        schema["minimum"] = 1
    return or_null(schema) if nullable else schema


def answer_schema(column: Column, enums: Enums) -> Schema:
    """What an answer holds for a column: its form, without the bounds that only requests are held to."""
    field = column.field
    schema = _answered(field, enums)
    if field.many:
        return {"type": "array", "items": schema}
    return schema if field.required else or_null(schema)


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    kinds = schema["type"]
    more: Schema = {"type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}
    if isinstance(values := schema.get("enum"), list):
        more["enum"] = [*values, None]
    return {**schema, **more}


def decimal_digits(field: Field) -> tuple[int, int]:
    """(precision, scale) of a Decimal."""
    return field.precision or DECIMAL[0], DECIMAL[1] if field.scale is None else field.scale


def _item(field: Field, enums: Enums) -> Schema:
    match field.scalar:
        case None:
            return {"type": "string", "enum": list(enums[field.type])}
        case Scalar.STRING:
            return _text(field)
        case Scalar.INT:
            low = INT_MIN if field.min is None else int(field.min)
            high = INT_MAX if field.max is None else int(field.max)
            return {"type": "integer", "minimum": low, "maximum": high}
        case Scalar.FLOAT:
            ends = {"minimum": field.min, "maximum": field.max}
            return {"type": "number", **{name: end for name, end in ends.items() if end is not None}}
        case Scalar.BIG_INT:
            return {"type": "string", "pattern": f"^{_sign(field)}[0-9]{{1,19}}$", **_within(field)}
        case Scalar.DECIMAL:
            return {"type": "string", "pattern": _decimal(field, exact=False), **_within(field)}
        case Scalar.BYTES:
            longest: Schema = (
                {"maxLength": -(-field.max_length // 3) * 4} if field.max_length and not field.many else {}
            )
            return {**_plain(field.scalar), **longest}
        case _:
            return _plain(field.scalar)


def _answered(field: Field, enums: Enums) -> Schema:
    match field.scalar:
        case Scalar.STRING:
            return {"type": "string", **(FORMATS[field.format] if field.format else {})}
        case Scalar.INT:
            return {"type": "integer"}
        case Scalar.FLOAT:
            return {"type": "number"}
        case Scalar.BIG_INT:
            return {"type": "string", "pattern": "^-?[0-9]{1,19}$"}
        case Scalar.DECIMAL:
            return {"type": "string", "pattern": _decimal(field, exact=True)}
        case None:
            return _item(field, enums)
        case _:
            return _plain(field.scalar)


def _plain(scalar: Scalar) -> Schema:
    match scalar:
        case Scalar.BOOLEAN:
            return {"type": "boolean"}
        case Scalar.DATE_TIME:
            return {"type": "string", "format": "date-time"}
        case Scalar.DATE:
            return {"type": "string", "format": "date"}
        case Scalar.UUID:
            return {"type": "string", "format": "uuid"}
        case Scalar.BYTES:
            return {"type": "string", "contentEncoding": "base64", "pattern": BASE64}
        case _:
            return {"type": ["object", "array", "string", "number", "boolean"]}


def _text(field: Field) -> Schema:
    low, high = (None, None) if field.many else (field.min_length, field.max_length)
    if field.format in _FIXED_LENGTH and low is None and high is None:
        return {"type": "string", **FORMATS[field.format]}
    longest = LONGEST_TEXT if high is None else high
    schema: Schema = {"type": "string", "minLength": 1 if low is None else low, "maxLength": longest}
    form = FORMATS[field.format] if field.format else {"pattern": LINES if longest > LONGEST_TEXT else LINE}
    return {**schema, **form}


def _sign(field: Field) -> str:
    return "" if field.min is not None and field.min >= 0 else "-?"


def _decimal(field: Field, *, exact: bool) -> str:
    precision, scale = decimal_digits(field)
    whole = f"[0-9]{{1,{precision - scale}}}" if precision > scale else "0"
    sign = "-?" if exact else _sign(field)
    if scale == 0:
        return f"^{sign}{whole}$"
    return f"^{sign}{whole}\\.[0-9]{{{scale}}}$" if exact else f"^{sign}{whole}(\\.[0-9]{{1,{scale}}})?$"


def _within(field: Field) -> Schema:
    """The bounds of a number that travels as text, which only words can give."""
    low, high = field.min, field.max
    if low is not None and high is not None:
        return {"description": f"From {low} to {high}"}
    if low is not None:
        return {"description": f"At least {low}"}
    return {"description": f"At most {high}"} if high is not None else {}
