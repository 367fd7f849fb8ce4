"""Literals and conversions in SQL."""

from __future__ import annotations

from assistant.blueprint.field import NOW, Field, Literal, Scalar
from assistant.blueprint.operations.conversion import Conversion, conversion
from assistant.drafting.migration.database import quoted, sql_type

_CALLS = {NOW: "CURRENT_TIMESTAMP", "uuid()": "gen_random_uuid()"}


def literal(value: Literal) -> str:
    """A value of a plan in SQL."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return _CALLS.get(value) or text(value)
    return str(value)


def text(value: str) -> str:
    """A string in SQL."""
    return "'" + value.replace("'", "''") + "'"


def known_value(field: Field, fill: Literal | None) -> str | None:
    """What rows without a value get: what the change says, else the default; None where nobody knows."""
    value = field.default if fill is None else fill
    if field.many:
        return f"ARRAY[]::{sql_type(field)}"
    if value is None:
        return None
    return literal(value) if field.scalar is not Scalar.JSON else f"{text(str(value))}::jsonb"


def converted(old: Field, new: Field, column: str) -> str | None:
    """The value of a column as one of its new type; None where there is no cast."""
    if conversion(old, new) is Conversion.LOST:
        return None
    name, type_ = quoted(column), sql_type(new)
    if new.many and not old.many:
        return f"CASE WHEN {name} IS NULL THEN NULL ELSE ARRAY[{name}]::{type_} END"
    readable = Scalar.STRING in (old.scalar, new.scalar) or new.scalar is None
    return f"{name}::text::{type_}" if readable and old.scalar is not Scalar.STRING else f"{name}::{type_}"
