"""A column in words: what it is, and within which bounds."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint import names
from assistant.blueprint.field import Field, Format, Scalar
from assistant.draft.documents.value import FORMATS, LONGEST_TEXT, MOST_ITEMS, Enums, decimal_digits
from assistant.draft.entity import Column

_KINDS = {
    Scalar.INT: "whole number",
    Scalar.BIG_INT: "whole number, as text",
    Scalar.FLOAT: "number",
    Scalar.BOOLEAN: "true or false",
    Scalar.DATE_TIME: "moment",
    Scalar.DATE: "day, YYYY-MM-DD",
    Scalar.JSON: "any JSON",
    Scalar.BYTES: "bytes, as base64",
    Scalar.UUID: "UUID",
}
_FORMATS = {
    Format.EMAIL: "email address",
    Format.URL: "http or https address",
    Format.SLUG: "slug, such as `an-example`",
    Format.PHONE: "phone number, such as `+31201234567`",
    Format.COUNTRY: "country, two capitals",
    Format.CURRENCY: "currency, three capitals",
    Format.COLOR: "colour, such as `#1e90ff`",
    Format.TIME: "time of day, HH:MM",
}


def in_words(column: Column, enums: Enums) -> str:
    """'text, 1 to 200 characters'; 'list of whole number, 0 to 5; at most 100'."""
    field = column.field
    if column.relation is not None:
        return f"id of {names.article(names.label(column.relation.target))}"
    one = ", ".join([_kind(field, enums), *_range(field)])
    if not field.many:
        return one
    least = f"{field.min_length} to " if field.min_length else "at most "
    return f"list of: {one}; {least}{field.max_length or MOST_ITEMS}"


def _kind(field: Field, enums: Enums) -> str:
    match field.scalar:
        case None:
            return ", ".join(f"`{value}`" for value in enums[field.type])
        case Scalar.STRING:
            return _FORMATS[field.format] if field.format else "text"
        case Scalar.DECIMAL:
            return f"decimal, as text with {decimal_digits(field)[1]} decimals"
        case scalar:
            return _KINDS[scalar]


def _range(field: Field) -> Iterator[str]:
    if field.scalar is Scalar.STRING:
        yield from _length(field)
    elif field.min is not None and field.max is not None:
        yield f"{field.min} to {field.max}"
    elif field.min is not None:
        yield f"at least {field.min}"
    elif field.max is not None:
        yield f"at most {field.max}"


def _length(field: Field) -> Iterator[str]:
    stated = not field.many and (field.min_length is not None or field.max_length is not None)
    if field.format is not None and not stated and "pattern" in FORMATS[field.format]:
        return
    least = 1 if field.many or field.min_length is None else field.min_length
    most = LONGEST_TEXT if field.many or field.max_length is None else field.max_length
    yield f"{least} to {most} characters"
