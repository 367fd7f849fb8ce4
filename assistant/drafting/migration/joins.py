"""The SQL that moves a foreign key into a table of pairs, and keeps tables of pairs whose name changes."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.names import singular, snake
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.relation import Kind, Relation
from assistant.drafting.migration.database import Join, joins, quoted, sql_type, tables
from assistant.drafting.migration.renames import renamed_join


def moved_keys(base: Blueprint, new: Blueprint) -> Iterator[str]:
    """Each row's key becomes a pair, before the schema engine drops the column; `base` has the names of `new`."""
    for join in joins(new):
        relation = join.relation
        before = _single(base, relation)
        if before is not None and not _single(new, before):
            yield f"-- Keeps what {relation.model}.{before.name} said: each key becomes a pair."
            yield _created(new, join)
            yield _copied(base, join, before)


def _single(base: Blueprint, relation: Relation) -> Relation | None:
    """The relation to one that a relation to many takes the place of: of its name, or of its name's singular."""
    for name in (relation.name, singular(relation.name)):
        found = base.relation(relation.model, name)
        if found is not None and found.target == relation.target:
            return found if found.kind is not Kind.MANY_TO_MANY else None
    return None


def _created(plan: Blueprint, join: Join) -> str:
    ends = {join.holder: join.relation.model, join.other: join.relation.target}
    ids = {table.it.pascal: sql_type(table.it.columns[0].field) for table in tables(plan)}
    columns = "".join(f"    {quoted(each)} {ids[ends[each]]} NOT NULL,\n" for each in ("A", "B"))
    key = f'    CONSTRAINT {quoted(f"{join.name}_AB_pkey")} PRIMARY KEY ("A","B")'
    return f"CREATE TABLE {quoted(join.name)} (\n{columns}\n{key}\n);"


def _copied(base: Blueprint, join: Join, before: Relation) -> str:
    table = next(table for table in tables(base) if table.it.pascal == before.model)
    key = quoted(snake(f"{before.name}Id"))
    return (
        f"INSERT INTO {quoted(join.name)} ({quoted(join.holder)}, {quoted(join.other)})\n"
        f'SELECT "id", {key} FROM {quoted(table.name)} WHERE {key} IS NOT NULL;'
    )


def kept_joins(base: Blueprint, new: Blueprint) -> Iterator[str]:
    """A second relation between two models gives the table of the first another name; its pairs stay."""
    there = {(join.relation.model, join.relation.name): join for join in joins(base)}
    for join in joins(new):
        before = there.get((join.relation.model, join.relation.name))
        if before is not None and before.relation.target == join.relation.target:
            yield from renamed_join(before, join)


def single_of_pairs(base: Blueprint, new: Blueprint, relation: Relation) -> str | None:
    """The one target of a row of `relation.model` by its pairs, where it had several; SQL stops at a second one."""
    left = {(join.relation.model, join.relation.name) for join in joins(new)}
    for join in joins(base):
        pairs = join.relation
        same = (pairs.model, pairs.target) == (relation.model, relation.target)
        named = relation.name in (pairs.name, singular(pairs.name))
        if same and named and (pairs.model, pairs.name) not in left:
            table = next(table for table in tables(base) if table.it.pascal == relation.model)
            source, row = f"{quoted(join.name)} WHERE {quoted(join.holder)}", f'{quoted(table.name)}."id"'
            return f"(SELECT {quoted(join.other)} FROM {source} = {row})"
    return None
