"""The value that a migration asks somebody to put into it, for rows that a new required column would stop it at."""

from __future__ import annotations

import re
from collections.abc import Iterable

_VALUES = (
    (r"TEXT", "'a value'"),
    (r"INTEGER|BIGINT|DOUBLE PRECISION", "1"),
    (r"DECIMAL\(\d+,\d+\)", "0"),
    (r"BOOLEAN", "true"),
    (r"TIMESTAMP\(\d\)|DATE", "'2026-01-01'"),
    (r"JSONB", "'{}'"),
    (r"BYTEA", "'\\x00'"),
)


def value_for(script: str, table: str, column: str) -> str | None:
    """A value of a column that `script` adds and then requires, in SQL; None where the script does no such thing."""
    if _step(table, column) not in script:
        return None
    key = re.search(rf'FOREIGN KEY \("{column}"\) REFERENCES "([^"]+)"\("id"\)', script)
    if key is not None and f'CREATE TABLE "{key[1]}"' in script:
        return None  # it has no rows yet
    if key is not None:
        return f'(SELECT "id" FROM "{key[1]}" LIMIT 1)'
    added = re.search(rf'ALTER TABLE "{table}" ADD COLUMN\s+"{column}" ([^;\n]+);', script)
    if added is None:
        return None
    if added[1].startswith('"'):
        return f"(enum_range(NULL::{added[1]}))[1]"
    return next((value for type_, value in _VALUES if re.fullmatch(type_, added[1])), None)


def with_values(script: str, places: Iterable[tuple[str, str]]) -> str:
    """The script with a value for each of these (table, column), where it requires them."""
    for table, column in sorted(places):
        step, value = _step(table, column), value_for(script, table, column)
        script = script.replace(step, f'UPDATE "{table}" SET "{column}" = {value} WHERE "{column}" IS NULL;\n{step}')
    return script


def _step(table: str, column: str) -> str:
    return f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET NOT NULL;'
