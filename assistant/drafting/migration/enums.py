"""The SQL that changes the values of an enum in one transaction with whatever uses them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.field import Field
from assistant.blueprint.plan import Blueprint
from assistant.draft.schema import enum_type
from assistant.drafting.migration.columns import Fills
from assistant.drafting.migration.database import enums, quoted, sql_type, tables
from assistant.drafting.migration.values import text


def enum_changes(base: Blueprint, new: Blueprint, fills: Fills) -> Iterator[str]:
    """New types that a conversion needs, and types made anew.

    PostgreSQL can't take a value out of a type, and does not let a transaction use a value that it has added. `base`
    has the names of `new`.
    """
    before, after = enums(base), enums(new)
    for name, values in after.items():
        if name not in before:
            if name in _needed(base, new):
                yield f"CREATE TYPE {quoted(enum_type(name))} AS ENUM ({_listed(values)});"
            continue
        dropped = set(before[name]) - set(values)
        added = set(values) - set(before[name])
        if dropped or added & _used(new, fills, name):
            yield from _made_anew(base, name, values, dropped)


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(map(text, values))


def _needed(base: Blueprint, new: Blueprint) -> set[str]:
    """The enums of columns of tables that there are, which may be added or converted before the engine's turn."""
    there = {model.name for model in base.models}
    return {
        column.field.type
        for table in tables(new)
        for column in table.it.columns
        if table.it.pascal in there and column.field.scalar is None
    }


def _used(plan: Blueprint, fills: Fills, enum: str) -> set[str]:
    """The values that columns of an enum start with or are filled with."""
    found = set()
    for table in tables(plan):
        for column in table.it.columns:
            if column.field.type == enum:
                found |= {str(column.field.default), str(fills.get((table.it.pascal, column.name)))}
    return found


def _made_anew(base: Blueprint, name: str, values: tuple[str, ...], dropped: set[str]) -> Iterator[str]:
    type_, old = quoted(enum_type(name)), quoted(f"{enum_type(name)}_old")
    if dropped:
        yield f"-- Stops, and changes nothing, at a row that still has {' or '.join(sorted(dropped))}."
    yield f"ALTER TYPE {type_} RENAME TO {old};"
    yield f"CREATE TYPE {type_} AS ENUM ({_listed(values)});"
    for table in tables(base):
        for column in table.it.columns:
            if column.field.type == name:
                yield from _retyped(table.name, column.db_name, column.field, dropped)
    yield f"DROP TYPE {old};"


def _retyped(table: str, column: str, field: Field, dropped: set[str]) -> Iterator[str]:
    at = f"ALTER TABLE {quoted(table)} ALTER COLUMN {quoted(column)}"
    type_, through = sql_type(field), "text[]" if field.many else "text"
    if field.default is not None:
        yield f"{at} DROP DEFAULT;"
    yield f"{at} SET DATA TYPE {type_} USING {quoted(column)}::{through}::{type_};"
    if field.default is not None and field.default not in dropped:
        yield f"{at} SET DEFAULT {text(str(field.default))};"
