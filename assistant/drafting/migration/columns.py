"""The SQL that changes columns of tables with rows in them: what is required, and of which type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.blueprint.field import Literal
from assistant.blueprint.operations.renaming import Member
from assistant.blueprint.plan import Blueprint
from assistant.draft.entity import Column, Origin
from assistant.drafting.migration.database import Table, columns_by_name, quoted, sql_type, tables
from assistant.drafting.migration.joins import single_of_pairs
from assistant.drafting.migration.values import converted, known_value

Fills = Mapping[Member, Literal]
"""What rows there already are get, by the names of the new plan."""


def column_changes(base: Blueprint, new: Blueprint, fills: Fills) -> Iterator[str]:
    """Statements for what the schema engine would do without regard to rows; `base` has the names of `new`."""
    there = {table.it.pascal: table for table in tables(base)}
    for table in tables(new):
        before = there.get(table.it.pascal)
        if before is None:
            continue
        known = columns_by_name(before)
        for column in table.it.columns:
            fill = fills.get((table.it.pascal, column.name))
            if column.origin is Origin.ID:
                continue
            if column.name not in known:
                pairs = single_of_pairs(base, new, column.relation) if column.relation else None
                yield from _added(table, column, fill, pairs)
            else:
                yield from _changed(table, known[column.name], column, fill)


def _added(table: Table, column: Column, fill: Literal | None, pairs: str | None) -> Iterator[str]:
    """A required column without a default of the database: nullable first, then filled, then required."""
    field = column.field
    server_default = field.default is not None and field.default != "uuid()"
    if field.many or (server_default and fill is None) or not (field.required or pairs or fill is not None):
        return
    value = pairs or known_value(field, fill)
    yield f"ALTER TABLE {quoted(table.name)} ADD COLUMN {quoted(column.db_name)} {sql_type(field)};"
    yield from _required(table, column, value, is_new=True) if field.required else _filled(table, column, value)


def _changed(table: Table, old: Column, new: Column, fill: Literal | None) -> Iterator[str]:
    was, now = old.field, new.field
    if sql_type(was) != sql_type(now):
        yield from _converted(table, old, new)
    if now.required and not was.required and not now.many:
        yield from _required(table, new, known_value(now, fill), is_new=False)


def _converted(table: Table, old: Column, new: Column) -> Iterator[str]:
    column = quoted(new.db_name)
    using = converted(old.field, new.field, new.db_name)
    if using is None:
        yield (
            f"-- There is no way from {sql_type(old.field)} to {sql_type(new.field)}: the values of "
            f"{table.it.pascal}.{new.name} are lost below."
        )
        return
    yield f"-- Stops, and changes nothing, at a value of {table.it.pascal}.{new.name} that is no {sql_type(new.field)}."
    if old.field.default is not None:
        yield f"ALTER TABLE {quoted(table.name)} ALTER COLUMN {column} DROP DEFAULT;"
    type_ = sql_type(new.field)
    yield f"ALTER TABLE {quoted(table.name)} ALTER COLUMN {column} SET DATA TYPE {type_} USING {using};"


def _filled(table: Table, column: Column, value: str | None) -> Iterator[str]:
    if value is not None:
        name = quoted(column.db_name)
        yield f"UPDATE {quoted(table.name)} SET {name} = {value} WHERE {name} IS NULL;"


def _required(table: Table, column: Column, value: str | None, *, is_new: bool) -> Iterator[str]:
    name, place = quoted(column.db_name), f"{table.it.pascal}.{column.name}"
    yield from _filled(table, column, value)
    if value is None:
        rows = f"If {quoted(table.name)} has rows" + ("" if is_new else f" without {name}")
        yield (
            f"-- {place} is required, and nobody said what rows that there are get.\n"
            f"-- {rows}, this stops and changes nothing. To go on, give them a value here:\n"
            f"-- UPDATE {quoted(table.name)} SET {name} = … WHERE {name} IS NULL"
        )
    yield f"ALTER TABLE {quoted(table.name)} ALTER COLUMN {name} SET NOT NULL;"
