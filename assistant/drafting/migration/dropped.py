"""What goes when a plan was edited freely, as far as that can't have been meant as a new name."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.operations import hazard as danger
from assistant.blueprint.operations.hazard import Hazard
from assistant.blueprint.plan import Blueprint
from assistant.drafting.migration.database import Join, Table, joins, tables


def dropped(old: Blueprint, new: Blueprint) -> Iterator[Hazard]:
    """The tables and columns that go; none of a kind of which something else came, as that may be the same renamed."""
    was, now = ({table.it.pascal: table for table in tables(plan)} for plan in (old, new))
    if was.keys() - now.keys() and not now.keys() - was.keys():
        yield from (danger.dropped_table(name) for name in was if name not in now)
    shared = [(was[name], now[name]) for name in was if name in now]
    if not any(_columns(after) - _columns(before) and _columns(before) - _columns(after) for before, after in shared):
        for before, after in shared:
            yield from (danger.dropped_column(f"{before.it.pascal}.{name}") for name in _gone(before, after))
    pairs, left = ({_ends(join) for join in joins(plan)} for plan in (old, new))
    if not left - pairs:
        yield from (danger.dropped_table(f"{model}.{name}", "of pairs") for model, name in sorted(pairs - left))


def _columns(table: Table) -> set[str]:
    return {column.name for column in table.it.columns}


def _gone(before: Table, after: Table) -> list[str]:
    left = _columns(after)
    return [column.name for column in before.it.columns if column.name not in left]


def _ends(join: Join) -> tuple[str, str]:
    return join.relation.model, join.relation.name
