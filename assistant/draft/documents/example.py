"""A value that a column takes, for the examples of the OpenAPI document."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from pydantic import JsonValue

from assistant.blueprint import names
from assistant.blueprint.behaviour import Ordered
from assistant.blueprint.field import Field, Format, Scalar
from assistant.draft.documents.value import LONGEST_TEXT, Enums, decimal_digits
from assistant.draft.entity import Column, Entity

EXAMPLE_UUID = "01a2039e-4f38-76ef-a735-23ea3f2244fe"
EXAMPLE_PASSWORD = "correct horse battery"
_MOMENT = datetime(2027, 1, 15, 9, tzinfo=UTC)
_DIGITS = "0123456789"
_OF_FORMAT = {
    Format.EMAIL: "ann@example.org",
    Format.URL: "https://example.org",
    Format.SLUG: "an-example",
    Format.PHONE: "+31201234567",
    Format.COUNTRY: "NL",
    Format.CURRENCY: "EUR",
    Format.COLOR: "#1e90ff",
    Format.TIME: "09:30",
}


def example(entity: Entity, column: Column, enums: Enums) -> JsonValue:
    """A valid value of a column of an entity; of two that are `ordered` the later one gets the larger."""
    field = column.field
    if column.relation is not None:
        return 1 if field.scalar is Scalar.INT else EXAMPLE_UUID
    value = _value(field, enums, _rank(entity, field.name))
    return [value] * max(1, field.min_length or 0) if field.many else value


def _rank(entity: Entity, name: str, seen: tuple[str, ...] = ()) -> int:
    """How many fields lie before this one by `ordered` constraints."""
    pairs = [each for each in entity.model.constraints if isinstance(each, Ordered)]
    befores = [each.before for each in pairs if each.after == name and each.before not in seen]
    return max((1 + _rank(entity, before, (*seen, name)) for before in befores), default=0)


def _value(field: Field, enums: Enums, rank: int) -> JsonValue:
    match field.scalar:
        case None:
            return enums[field.type][0]
        case Scalar.STRING:
            return _text(field)
        case Scalar.INT:
            return int(_number(field, Decimal(1), rank))
        case Scalar.BIG_INT:
            return str(int(_number(field, Decimal(1), rank)))
        case Scalar.FLOAT:
            return float(_number(field, Decimal("1.5"), rank))
        case Scalar.DECIMAL:
            return _decimal(field, rank)
        case Scalar.BOOLEAN:
            return True
        case Scalar.DATE_TIME:
            return (_MOMENT + timedelta(days=rank)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case Scalar.DATE:
            return (_MOMENT + timedelta(days=rank)).date().isoformat()
        case Scalar.UUID:
            return EXAMPLE_UUID
        case Scalar.BYTES:
            return "aGVsbG8="
        case Scalar.JSON:
            return {"key": "value"}


def _number(field: Field, wish: Decimal, rank: int) -> Decimal:
    """The wish moved into the bounds, then up by `rank` as far as they allow."""
    low = wish if field.min is None else max(wish, Decimal(str(field.min)))
    found = low + rank
    return found if field.max is None else min(found, Decimal(str(field.max)))


def _decimal(field: Field, rank: int) -> str:
    precision, scale = decimal_digits(field)
    largest = Decimal(10) ** (precision - scale) - Decimal(1).scaleb(-scale)
    found = min(_number(field, Decimal("12.50") if precision > scale else Decimal("0.5"), rank), largest)
    return f"{found:.{scale}f}"


def _text(field: Field) -> str:
    least = 0 if field.many else field.min_length or 0
    most = LONGEST_TEXT if field.many or field.max_length is None else field.max_length
    if field.format is not None:
        return _of_format(field.format, least)
    text = names.article(names.label(field.name)).capitalize()[:most].strip()
    return text + (_DIGITS * least)[: max(0, least - len(text))]


def _of_format(format_: Format, least: int) -> str:
    text = _OF_FORMAT[format_]
    missing = max(0, least - len(text))
    match format_:
        case Format.EMAIL:
            return "a" * missing + text
        case Format.URL:
            return text + ("/" + "a" * (missing - 1) if missing else "")
        case _:
            return text + "a" * missing
