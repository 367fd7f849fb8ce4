"""The SQL that gives what a database holds its new names."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.plan import Blueprint
from assistant.draft.schema import enum_type
from assistant.drafting.migration.database import Join, Table, joins, quoted, tables


def renames(before: Blueprint, after: Blueprint) -> Iterator[str]:
    """One statement a name; the two plans hold the same things in the same places."""
    for old_enum, new_enum in zip(before.enums, after.enums, strict=True):
        was, now = enum_type(old_enum.name), enum_type(new_enum.name)
        if was != now:
            yield f"ALTER TYPE {quoted(was)} RENAME TO {quoted(now)};"
        for value, other in zip(old_enum.values, new_enum.values, strict=True):
            if value != other:
                yield f"ALTER TYPE {quoted(now)} RENAME VALUE '{value}' TO '{other}';"
    for old, new in zip(tables(before), tables(after), strict=True):
        yield from _table(old, new)
    for old_join, new_join in zip(joins(before), joins(after), strict=True):
        yield from renamed_join(old_join, new_join)


def _table(old: Table, new: Table) -> Iterator[str]:
    table = quoted(new.name)
    if old.name != new.name:
        yield f"ALTER TABLE {quoted(old.name)} RENAME TO {table};"
    for was, now in zip(old.columns, new.columns, strict=True):
        if was != now:
            yield f"ALTER TABLE {table} RENAME COLUMN {quoted(was)} TO {quoted(now)};"
    for was, now in zip(old.constraints, new.constraints, strict=True):
        if was != now:
            yield f"ALTER TABLE {table} RENAME CONSTRAINT {quoted(was)} TO {quoted(now)};"
    for was, now in zip(old.indexes, new.indexes, strict=True):
        if was != now:
            yield f"ALTER INDEX {quoted(was)} RENAME TO {quoted(now)};"
    for was, now in zip(old.sequences, new.sequences, strict=True):
        if was != now:
            yield f"ALTER SEQUENCE {quoted(was)} RENAME TO {quoted(now)};"


def renamed_join(old: Join, new: Join) -> Iterator[str]:
    """The table of pairs under its new name.

    Prisma sorts its two columns by the names of what they refer to, so a new name may make them change places.
    """
    table, swapped = quoted(new.name), old.first != new.first
    if old.name == new.name and not swapped:
        return
    if old.name != new.name:
        yield f"ALTER TABLE {quoted(old.name)} RENAME TO {table};"
    if not swapped:
        for constraint in ("AB_pkey", "A_fkey", "B_fkey"):
            was, now = quoted(f"{old.name}_{constraint}"), quoted(f"{new.name}_{constraint}")
            yield f"ALTER TABLE {table} RENAME CONSTRAINT {was} TO {now};"
        yield f"ALTER INDEX {quoted(f'{old.name}_B_index')} RENAME TO {quoted(f'{new.name}_B_index')};"
        return
    yield f'ALTER TABLE {table} RENAME COLUMN "A" TO "swapped";'
    yield f'ALTER TABLE {table} RENAME COLUMN "B" TO "A";'
    yield f'ALTER TABLE {table} RENAME COLUMN "swapped" TO "B";'
    # Keys and indexes would be over the other column, or in the other order: they are made anew from the schema.
    for constraint in ("AB_pkey", "A_fkey", "B_fkey"):
        yield f"ALTER TABLE {table} DROP CONSTRAINT {quoted(f'{old.name}_{constraint}')};"
    yield f"DROP INDEX {quoted(f'{old.name}_B_index')};"
