"""What a database holds, by the numbers that PostgreSQL keeps through every renaming."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg


@dataclass(frozen=True)
class Column:
    """`number` is the column's place since the table was made; `elements` is the type of a list's items."""

    number: int
    name: str
    type: str
    required: bool
    base: str
    is_list: bool
    labels: tuple[tuple[int, str], ...] = ()
    target: int | None = None


@dataclass(frozen=True)
class Table:
    """`oid` is the table's number; `key` are the numbers of its primary key's columns."""

    oid: int
    name: str
    key: tuple[int, ...]
    columns: tuple[Column, ...] = field(default=())

    def column(self, number: int) -> Column | None:
        """The column of this number, if it is there still."""
        return next((each for each in self.columns if each.number == number), None)

    def named(self, name: str) -> Column | None:
        """The column of this name."""
        return next((each for each in self.columns if each.name == name), None)


Catalogue = Mapping[int, Table]

_TABLES = """
SELECT c.oid, c.relname, coalesce(k.conkey, '{}')
FROM pg_class c
LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
"""
_COLUMNS = """
SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       coalesce(e.typname, t.typname), e.oid IS NOT NULL, coalesce(e.oid, t.oid), f.confrelid
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
LEFT JOIN pg_constraint f ON f.conrelid = a.attrelid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum]
WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum
"""
_LABELS = "SELECT enumtypid, oid, enumlabel FROM pg_enum ORDER BY enumtypid, enumsortorder"


async def catalogue(connection: psycopg.AsyncConnection) -> Catalogue:
    """Every table of the schema `public` by its number."""
    labels: dict[int, list[tuple[int, str]]] = {}
    for type_, oid, label in await (await connection.execute(_LABELS)).fetchall():
        labels.setdefault(type_, []).append((oid, label))
    columns: dict[int, list[Column]] = {}
    for table, number, name, type_, required, base, is_list, of, target in await (
        await connection.execute(_COLUMNS)
    ).fetchall():
        found = Column(number, name, type_, required, base, is_list, tuple(labels.get(of, ())), target)
        columns.setdefault(table, []).append(found)
    return {
        oid: Table(oid, name, tuple(key), tuple(columns.get(oid, ())))
        for oid, name, key in await (await connection.execute(_TABLES)).fetchall()
    }


def in_order(tables: Catalogue) -> list[Table]:
    """Each table after those that its rows need; where tables need each other, as they come."""
    left = dict(tables)
    found: list[Table] = []
    while left:
        ready = [
            table
            for table in left.values()
            if not any(c.required and c.target in left and c.target != table.oid for c in table.columns)
        ] or list(left.values())[:1]
        # Of those, the ones that refer to nothing that is still to come go first, so that fewer keys stay empty.
        free = [table for table in ready if not any(c.target in left and c.target != table.oid for c in table.columns)]
        for table in free or ready[:1]:
            found.append(left.pop(table.oid))
    return found
