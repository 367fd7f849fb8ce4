"""Whether rows that were there are there still, whatever their tables and columns are called now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql

from assistant.workbench.rows.catalogue import Catalogue, Column, Table

Values = Mapping[int, str | None]
"""Column number -> value as text."""


@dataclass(frozen=True)
class Snapshot:
    """The tables of a database by their numbers, and their rows."""

    tables: Catalogue
    rows: Mapping[int, list[Values]]

    @property
    def count(self) -> int:
        """All rows of all tables."""
        return sum(map(len, self.rows.values()))


async def snapshot(connection: psycopg.AsyncConnection, tables: Catalogue) -> Snapshot:
    """Every row of these tables."""
    rows: dict[int, list[Values]] = {}
    for table in tables.values():
        columns = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(each.name)) for each in table.columns)
        query = sql.SQL("SELECT {} FROM {}").format(columns, sql.Identifier(table.name))
        found = await (await connection.execute(query)).fetchall()
        numbers = [each.number for each in table.columns]
        rows[table.oid] = [dict(zip(numbers, row, strict=True)) for row in sorted(found, key=repr)]
    return Snapshot(tables, rows)


@dataclass(frozen=True)
class Changes:
    """`lost` is what should be there and is not; the others are what a reader wants to know."""

    lost: tuple[str, ...]
    renamed: tuple[str, ...]
    dropped: tuple[str, ...]
    moved: tuple[str, ...]


def changes(before: Snapshot, after: Snapshot) -> Changes:
    """What has become of the rows."""
    lost: list[str] = []
    renamed: list[str] = []
    dropped: list[str] = []
    moved: list[str] = []
    for table in before.tables.values():
        now = after.tables.get(table.oid)
        if now is None:
            dropped.append(table.name)
            continue
        if now.name != table.name:
            renamed.append(f"{table.name} to {now.name}")
        for column in table.columns:
            left = now.column(column.number)
            place = f"{table.name}.{column.name}"
            if left is None:
                pairs = _pairs(before, after, table, column)
                (dropped if pairs is None else moved if pairs else lost).append(place)
            elif left.name != column.name:
                renamed.append(f"{place} to {now.name}.{left.name}")
        lost += _lost(before, after, table, now)
    return Changes(tuple(lost), tuple(renamed), tuple(dropped), tuple(moved))


def _lost(before: Snapshot, after: Snapshot, table: Table, now: Table) -> Iterator[str]:
    rows, left = _keyed(table, before), _keyed(table, after)
    if gone := rows.keys() - left.keys():
        yield f"{len(gone)} of {len(rows)} rows of {table.name} are gone"
    for key in rows.keys() & left.keys():
        for number, value in rows[key].items():
            was, column = table.column(number), now.column(number)
            found = left[key].get(number)
            if value is not None and was and column and not _same(was, column, value, found):
                yield f"{table.name}.{was.name} was {value!r} and is {found!r}"


def _keyed(table: Table, rows: Snapshot) -> dict[tuple[str | None, ...], Values]:
    """The rows by the values of what was the primary key before."""
    numbers = table.key or [column.number for column in table.columns]
    return {tuple(values.get(number) for number in numbers): values for values in rows.rows[table.oid]}


def _same(was: Column, now: Column, value: str, found: str | None) -> bool:
    """A value of another type need not read the same, but it has to be there."""
    if now.type != was.type and not (was.labels and now.labels):
        return found is not None
    names = dict(now.labels)
    labels = {label: names.get(oid, label) for oid, label in was.labels}
    return found == (value if was.is_list else labels.get(value, value))


def _pairs(before: Snapshot, after: Snapshot, table: Table, column: Column) -> bool | None:
    """Whether a new table of pairs holds what a dropped key said; None where there is no such table."""
    for new in after.tables.values():
        targets = {each.target: each.name for each in new.columns}
        if new.oid in before.tables or len(new.columns) != 2 or set(targets) != {table.oid, column.target}:
            continue
        ends = [next(c.number for c in new.columns if c.target == oid) for oid in (table.oid, column.target)]
        held = {tuple(values[number] for number in ends) for values in after.rows[new.oid]}
        said = {(key[0], values[column.number]) for key, values in _keyed(table, before).items()}
        return {pair for pair in said if pair[1] is not None} <= held
    return None
