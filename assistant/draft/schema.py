"""Blueprint -> schema.prisma."""

from __future__ import annotations

import json
from collections.abc import Iterator

from assistant.blueprint import names
from assistant.blueprint.field import NOW, Field, Scalar
from assistant.blueprint.plan import Blueprint, Provider
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.draft.entity import ROLE_ENUM, Column, Entity, Origin, Source, entity

_HEAD = """generator client {{
  provider = "prisma-client"
  output   = "../generated/prisma"
}}

datasource db {{
  provider = "{provider}"
}}
"""

_PRISMA_TYPES = {Scalar.DATE: "DateTime", Scalar.UUID: "String"}
_POSTGRES_TYPES = {Scalar.DATE: "@db.Date", Scalar.UUID: "@db.Uuid"}
_ON_DELETE = {OnDelete.RESTRICT: "Restrict", OnDelete.CASCADE: "Cascade", OnDelete.SET_NULL: "SetNull"}
DECIMAL = (12, 2)
"""Precision and scale of a Decimal that states none."""


def prisma_schema(blueprint: Blueprint) -> str:
    """The schema of a Blueprint, one block a model, in the plan's order."""
    entities = [entity(blueprint, model) for model in blueprint.models]
    blocks = [_HEAD.format(provider=blueprint.provider.value)]
    if blueprint.auth.roles and any(each.is_account for each in entities):
        blocks.append(_enum(ROLE_ENUM, blueprint.auth.roles, ""))
    blocks += [_enum(enum.name, enum.values, enum.description) for enum in blueprint.enums]
    blocks += [_model(blueprint, each) for each in entities]
    return "\n".join(blocks)


def _enum(name: str, values: tuple[str, ...], description: str) -> str:
    body = "\n".join(f"  {value}" for value in values)
    return f'{_doc(description)}enum {name} {{\n{body}\n\n  @@map("{enum_type(name)}")\n}}\n'


# PostgreSQL looks for its own types first, so a column of an enum called "interval" would become one of those.
_BUILT_IN_TYPES = frozenset(
    "aclitem bit bool box bpchar bytea char cid cidr circle cstring date daterange float4 float8 inet int2 int4 int8 "
    "internal interval json jsonb jsonpath line lseg macaddr money name numeric numrange oid path point polygon record "
    "text tid time timestamp timestamptz timetz trigger tsquery tsrange tsvector unknown uuid varbit varchar void xid "
    "xml".split()
)


def enum_type(name: str) -> str:
    """The database's name of an enum: 'LoanStatus' -> 'loan_status', 'Interval' -> 'interval_enum'."""
    snake = names.snake(name)
    return f"{snake}_enum" if snake in _BUILT_IN_TYPES else snake


def _model(blueprint: Blueprint, it: Entity) -> str:
    lines = [_column(blueprint, column) for column in it.columns]
    lines += [_relation(blueprint, r) for r in blueprint.relations if r.model == it.pascal]
    lines += [_inverse(blueprint, r) for r in blueprint.relations if r.target == it.pascal]
    block = [*_groups(it), f'@@map("{it.table}")']
    body = "\n".join(f"  {line}".rstrip() for line in [*_aligned(lines), "", *block])
    return f"{_doc(it.model.description)}model {it.pascal} {{\n{body}\n}}\n"


def _aligned(lines: list[str]) -> list[str]:
    """Names, types and attributes in columns, as Prisma's own formatter lays them out."""
    cells = [[*line.split(" ", 2), ""][:3] for line in lines]
    first, second = (max((len(row[number]) for row in cells), default=0) for number in (0, 1))
    return [f"{name:{first}} {type_:{second}} {rest}".rstrip() for name, type_, rest in cells]


def _doc(description: str) -> str:
    return "".join(f"/// {line}\n" for line in description.splitlines())


def _column(blueprint: Blueprint, column: Column) -> str:
    field = column.field
    kind = _PRISMA_TYPES.get(field.scalar, field.scalar.value) if field.scalar else field.type
    mark = "[]" if field.many else "" if field.required else "?"
    attributes = [*_attributes(blueprint, column)]
    if column.db_name != column.name:
        attributes.append(f'@map("{column.db_name}")')
    if native := _native(blueprint, field):
        attributes.append(native)
    comment = " // argon2id" if column.origin is Origin.PASSWORD else ""
    if field.description and column.origin is Origin.FIELD:
        comment = f" // {' '.join(field.description.split())}"
    return f"{field.name} {kind}{mark} {' '.join(attributes)}{comment}"


def _attributes(blueprint: Blueprint, column: Column) -> Iterator[str]:
    field = column.field
    if column.origin is Origin.ID:
        yield "@id"
        yield "@default(autoincrement())" if field.scalar is Scalar.INT else _uuid(blueprint)
        return
    if field.unique:
        yield "@unique"
    if field.default is not None:
        yield f"@default({_default(blueprint, field)})"
    if column.origin is Origin.STAMP and field.name == "updatedAt":
        yield "@updatedAt"


def _uuid(blueprint: Blueprint) -> str:
    return "@default(uuid(7))" if blueprint.provider is Provider.POSTGRESQL else "@default(uuid())"


def _default(blueprint: Blueprint, field: Field) -> str:
    if field.default in (NOW, "uuid()") or field.scalar is None:
        return str(field.default) if field.default != "uuid()" else _uuid(blueprint)[len("@default(") : -1]
    if isinstance(field.default, str) and field.scalar in (Scalar.DECIMAL, Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT):
        return field.default
    return json.dumps(field.default, ensure_ascii=False)


def _native(blueprint: Blueprint, field: Field) -> str | None:
    if field.scalar is Scalar.DECIMAL and blueprint.provider is not Provider.SQLITE:
        return f"@db.Decimal({field.precision or DECIMAL[0]}, {DECIMAL[1] if field.scale is None else field.scale})"
    if blueprint.provider is Provider.POSTGRESQL and field.scalar:
        return _POSTGRES_TYPES.get(field.scalar)
    return None


def relation_label(blueprint: Blueprint, relation: Relation) -> str | None:
    """The name that tells a relation from others of the same two models, or None where it is the only one."""
    pair = {relation.model, relation.target}
    alike = [r for r in blueprint.relations if {r.model, r.target} == pair]
    if len(alike) == 1 and relation.model != relation.target:
        return None
    return relation.model + names.pascal(relation.name)


def join_table(blueprint: Blueprint, relation: Relation) -> str:
    """The table in which Prisma keeps a many-to-many relation."""
    first, second = sorted((relation.model, relation.target))
    return f"_{relation_label(blueprint, relation) or f'{first}To{second}'}"


def _relation(blueprint: Blueprint, relation: Relation) -> str:
    label = relation_label(blueprint, relation)
    named = [f'"{label}"'] if label else []
    if relation.kind is Kind.MANY_TO_MANY:
        return f"{relation.name} {relation.target}[]" + (f" @relation({named[0]})" if named else "")
    mark = "" if relation.required else "?"
    arguments = [
        *named,
        f"fields: [{relation.name}Id]",
        "references: [id]",
        f"onDelete: {_ON_DELETE[relation.on_delete]}",
    ]
    return f"{relation.name} {relation.target}{mark} @relation({', '.join(arguments)})"


def _inverse(blueprint: Blueprint, relation: Relation) -> str:
    label = relation_label(blueprint, relation)
    mark = "?" if relation.kind is Kind.ONE_TO_ONE else "[]"
    return f"{relation.inverse} {relation.model}{mark}" + (f' @relation("{label}")' if label else "")


def _names(it: Entity, group: tuple[str, ...]) -> list[str]:
    return [column.name for name in group if (column := it.column(name))]


def unique_groups(it: Entity) -> list[tuple[str, ...]]:
    """The Prisma fields of each compound unique."""
    return [tuple(_names(it, group)) for group in it.model.unique_together]


def index_groups(it: Entity) -> list[tuple[str, ...]]:
    """The Prisma fields of each index: one for each foreign key, order and filter, ending in the id.

    The id orders every list.
    """
    leading = {group[:1] for group in unique_groups(it)}
    wanted: list[tuple[str, ...]] = [tuple(_names(it, group)) for group in it.model.indexes]
    for key in it.keys:
        listed = key.source in (Source.ACTOR, Source.PARENT) or (key.column.name,) not in leading
        if listed and not key.column.field.unique:
            wanted.append((key.column.name, "id"))
    if it.resource:
        for name in (*it.resource.filters, *it.resource.sort):
            column = it.column(name)
            if column and not column.field.unique and not column.field.many:
                wanted.append((column.name, "id"))
    return list(dict.fromkeys(wanted))


def _groups(it: Entity) -> Iterator[str]:
    yield from (f"@@unique([{', '.join(group)}])" for group in unique_groups(it))
    yield from (f"@@index([{', '.join(group)}])" for group in index_groups(it))
