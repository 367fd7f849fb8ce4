"""Values for rows that a database takes, told apart by the number of the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import NAMESPACE_OID, uuid5

from assistant.workbench.rows.catalogue import Catalogue, Column, Table, in_order

ROWS = 3
"""Rows a table. The last has nothing in the columns that may be empty."""

Row = dict[str, str | None]
"""Column name -> value, as PostgreSQL reads it from text."""


@dataclass(frozen=True)
class Recipe:
    """What rows are like. `text` is how a String looks, or what it says: a conversion may need a certain spelling."""

    text: str = "words"
    rows: int = ROWS
    empty: frozenset[str] = frozenset()
    """Tables without rows."""
    filled: frozenset[tuple[str, str]] = frozenset()
    """Columns that may be empty and are not."""
    labels: frozenset[str] | None = None
    """The only values of enums; None for all of them."""
    supplied: frozenset[tuple[str, str]] = frozenset()
    """New columns, by their new names, that the migration is given a value for."""

    def without(self, table: str) -> Recipe:
        return replace(self, empty=self.empty | {table})

    def with_value(self, table: str, column: str) -> Recipe:
        return replace(self, filled=self.filled | {(table, column)})


_SPELLED: dict[str, Callable[[str, int], str]] = {
    "words": lambda column, row: f"{column} {row + 1}",
    "numbers": lambda _column, row: str(row + 1),
    "dates": lambda _column, row: f"2026-01-{row + 1:02}",
    "ids": lambda column, row: str(uuid5(NAMESPACE_OID, f"{column} {row}")),
    "truth": lambda _column, row: "true" if row % 2 else "false",
    "json": lambda _column, row: f'{{"row": {row + 1}}}',
}
SPELLINGS = tuple(_SPELLED)


class UnknownTypeError(Exception):
    """A required column of a type that no value is known for."""


def invented(tables: Catalogue, recipe: Recipe) -> list[tuple[Table, list[Row]]]:
    """Rows for every table, those that others refer to first. Raises UnknownTypeError."""
    done: dict[int, list[Row]] = {}
    found = []
    for table in in_order(tables):
        rows = (
            []
            if _needs_missing(table, done, recipe)
            else [_row(table, tables, done, recipe, n) for n in range(recipe.rows)]
        )
        done[table.oid] = rows
        found.append((table, rows))
    return found


def _needs_missing(table: Table, done: dict[int, list[Row]], recipe: Recipe) -> bool:
    if table.name in recipe.empty:
        return True
    return any(c.required and c.target is not None and c.target in done and not done[c.target] for c in table.columns)


def _row(table: Table, tables: Catalogue, done: dict[int, list[Row]], recipe: Recipe, number: int) -> Row:
    row: Row = {}
    for column in table.columns:
        last = number == ROWS - 1
        empty = last and not column.required and (table.name, column.name) not in recipe.filled
        row[column.name] = None if empty else _value(table, column, tables, done, recipe, number)
    return row


def _value(
    table: Table, column: Column, tables: Catalogue, done: dict[int, list[Row]], recipe: Recipe, number: int
) -> str | None:
    if column.target is not None:
        rows = done.get(column.target, [])
        target = tables.get(column.target)
        if target is None or number >= len(rows) or len(target.key) != 1:
            return None
        key = target.column(target.key[0])
        return rows[number][key.name] if key else None
    one = _one(table, column, recipe, number)
    if one is None and column.required:
        raise UnknownTypeError(f"{table.name}.{column.name} is {column.type}")
    return one if one is None or not column.is_list else "{" + f'"{one}"'.replace('{"row"', '{\\"row\\"') + "}"


def _one(table: Table, column: Column, recipe: Recipe, number: int) -> str | None:
    if column.labels:
        labels = [label for _, label in column.labels if recipe.labels is None or label in recipe.labels]
        return labels[number % len(labels)] if labels else column.labels[0][1]
    match column.base:
        case "text" | "varchar" | "bpchar":
            return _SPELLED[recipe.text](column.name, number) if recipe.text in _SPELLED else recipe.text
        case "int2" | "int4" | "int8":
            return str(number + 1)
        case "float4" | "float8":
            return f"{number + 1}.5"
        case "numeric":
            return f"0.{number + 1}" if _all_fraction(column.type) else str(number + 1)
        case "bool":
            return "true" if number % 2 else "false"
        case "timestamp" | "timestamptz":
            return f"2026-01-{number + 1:02} 12:00:00"
        case "date":
            return f"2026-01-{number + 1:02}"
        case "json" | "jsonb":
            return _SPELLED["json"](column.name, number)
        case "bytea":
            return f"\\x0{number + 1}"
        case "uuid":
            return str(uuid5(NAMESPACE_OID, f"{table.name} {column.name} {number}"))
        case _:
            return None


def _all_fraction(type_: str) -> bool:
    """Whether a numeric(p,s) has no digit before its point."""
    precision, _, scale = type_.removeprefix("numeric").strip("()").partition(",")
    return precision.isdigit() and precision == scale
