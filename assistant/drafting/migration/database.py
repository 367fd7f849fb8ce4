"""What the parts of a plan are called in the database, as Prisma names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.names import snake
from assistant.blueprint.plan import Blueprint, IdType
from assistant.blueprint.relation import Kind, Relation
from assistant.draft.entity import Column, Entity, Origin, entity
from assistant.draft.schema import DECIMAL, enum_type, index_groups, relation_label, unique_groups

LONGEST = 63
"""Bytes of an identifier in PostgreSQL."""

_TYPES = {
    Scalar.STRING: "TEXT",
    Scalar.INT: "INTEGER",
    Scalar.BIG_INT: "BIGINT",
    Scalar.FLOAT: "DOUBLE PRECISION",
    Scalar.BOOLEAN: "BOOLEAN",
    Scalar.DATE_TIME: "TIMESTAMP(3)",
    Scalar.DATE: "DATE",
    Scalar.JSON: "JSONB",
    Scalar.BYTES: "BYTEA",
    Scalar.UUID: "UUID",
}


@dataclass(frozen=True)
class Table:
    """A model's table, everything in the order of the plan, so that two tables can be compared place by place."""

    it: Entity
    name: str
    columns: tuple[str, ...]
    constraints: tuple[str, ...]
    indexes: tuple[str, ...]
    sequences: tuple[str, ...]


@dataclass(frozen=True)
class Join:
    """The table of a many-to-many relation. `first` is whether the model that holds the relation is its column A."""

    relation: Relation
    name: str
    first: bool

    @property
    def holder(self) -> str:
        """The column of the model that holds the relation."""
        return "A" if self.first else "B"

    @property
    def other(self) -> str:
        """The column of its target."""
        return "B" if self.first else "A"


def quoted(name: str) -> str:
    """An identifier in SQL."""
    return '"' + name.replace('"', '""') + '"'


def tables(plan: Blueprint) -> tuple[Table, ...]:
    """The tables of the models, in the order of the plan."""
    return tuple(_table(plan, entity(plan, model)) for model in plan.models)


def _table(plan: Blueprint, it: Entity) -> Table:
    def db(group: Iterable[str]) -> list[str]:
        return [snake(name) for name in group]

    keys = [column for column in it.columns if column.origin is Origin.KEY]
    single = [[column.db_name] for column in it.columns if column.field.unique]
    uniques = [*single, *(db(group) for group in unique_groups(it))]
    return Table(
        it,
        it.table,
        tuple(column.db_name for column in it.columns),
        (_cut(it.table, "_pkey"), *(_joined(it.table, [key.db_name], "_fkey") for key in keys)),
        (
            *(_joined(it.table, group, "_key") for group in uniques),
            *(_joined(it.table, db(group), "_idx") for group in index_groups(it)),
        ),
        (f"{it.table}_id_seq",) if plan.conventions.id is IdType.INT else (),
    )


def _joined(table: str, columns: list[str], suffix: str) -> str:
    return _cut("_".join([table, *columns]), suffix)


def _cut(name: str, suffix: str) -> str:
    """Prisma cuts what stands before the suffix, so that the whole fits."""
    return name.encode()[: LONGEST - len(suffix)].decode(errors="ignore") + suffix


def joins(plan: Blueprint) -> tuple[Join, ...]:
    """The tables of the many-to-many relations, in the order of the plan."""
    return tuple(_join(plan, relation) for relation in plan.relations if relation.kind is Kind.MANY_TO_MANY)


def _join(plan: Blueprint, relation: Relation) -> Join:
    ends = sorted(((relation.model, relation.name), (relation.target, relation.inverse)))
    name = relation_label(plan, relation) or f"{ends[0][0]}To{ends[1][0]}"
    return Join(relation, f"_{name}", ends[0] == (relation.model, relation.name))


def sql_type(field: Field) -> str:
    """'DECIMAL(12,2)', '"loan_state"[]': the type of a field's column."""
    if field.scalar is Scalar.DECIMAL:
        precision, scale = field.precision or DECIMAL[0], DECIMAL[1] if field.scale is None else field.scale
        name = f"DECIMAL({precision},{scale})"
    else:
        name = _TYPES[field.scalar] if field.scalar else quoted(enum_type(field.type))
    return f"{name}[]" if field.many else name


def enums(plan: Blueprint) -> dict[str, tuple[str, ...]]:
    """The values of every enum of the database, that of the roles included, by its name in the plan."""
    roles = {"Role": plan.auth.roles} if plan.auth.roles else {}
    return {**roles, **{enum.name: enum.values for enum in plan.enums}}


def columns_by_name(table: Table) -> dict[str, Column]:
    """The columns by their Prisma names."""
    return {column.name: column for column in table.it.columns}
