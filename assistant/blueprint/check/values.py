"""Whether a literal is a value of a field."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from assistant.blueprint.check.finding import Scope
from assistant.blueprint.field import NOW, Field, Literal, Scalar

NEW_UUID = "uuid()"
"""A default of a Uuid: a new one."""

INT_RANGE = range(-(2**31), 2**31)
BIG_INT_RANGE = range(-(2**63), 2**63)

_WANTED = {
    Scalar.STRING: "text",
    Scalar.INT: "a whole number of at most 32 bits",
    Scalar.BIG_INT: "a whole number of at most 64 bits",
    Scalar.FLOAT: "a number",
    Scalar.DECIMAL: "a number",
    Scalar.BOOLEAN: "true or false",
    Scalar.DATE_TIME: f"{NOW} or a moment such as 2026-01-31T12:00:00Z",
    Scalar.DATE: f"{NOW} or a day such as 2026-01-31",
    Scalar.JSON: "JSON text",
    Scalar.BYTES: "left out",
    Scalar.UUID: f"{NEW_UUID} or a UUID",
}


def misfit(scope: Scope, field: Field, value: Literal) -> str | None:
    """What a value of this field has to be, where `value` is not one; None where it fits or the type is unknown."""
    if field.many:
        return "left out: a list starts empty"
    choices = scope.choices(field)
    if choices is not None:
        return None if value in choices else f"one of {', '.join(choices)}"
    if field.scalar is None or _fits(field.scalar, value):
        return None
    return _WANTED[field.scalar]


def _fits(scalar: Scalar, value: Literal) -> bool:
    match scalar:
        case Scalar.STRING:
            return isinstance(value, str)
        case Scalar.BOOLEAN:
            return isinstance(value, bool)
        case Scalar.INT | Scalar.BIG_INT:
            span = INT_RANGE if scalar is Scalar.INT else BIG_INT_RANGE
            return isinstance(value, int) and not isinstance(value, bool) and value in span
        case Scalar.FLOAT:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Scalar.DECIMAL:
            return number(value) is not None
        case Scalar.BYTES:
            return False
        case _:
            return isinstance(value, str) and (value == _CALLS.get(scalar) or _parses(scalar, value))


_CALLS = {Scalar.DATE_TIME: NOW, Scalar.DATE: NOW, Scalar.UUID: NEW_UUID}


def _parses(scalar: Scalar, text: str) -> bool:
    try:
        match scalar:
            case Scalar.DATE_TIME:
                datetime.fromisoformat(text)
            case Scalar.DATE:
                date.fromisoformat(text)
            case Scalar.UUID:
                UUID(text)
            case _:
                json.loads(text)
    except ValueError:
        return False
    return True


def number(value: Literal) -> Decimal | None:
    """The number that a literal stands for, or None; Decimals may be written as text."""
    if isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
