"""The SQL that fills every table of a draft, in about ten milliseconds each."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.field import Scalar
from assistant.blueprint.relation import Kind, Relation
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity, Key, Origin
from assistant.draft.measure.cells import ROWS, cell
from assistant.draft.measure.keys import FEW, in_order, row_id, targets
from assistant.draft.schema import join_table

UUID_HEAD = "01900000-0000-7000-8"
"""How ids of seeded rows begin; older than any that the service makes."""


def seed_sql(design: Design) -> str:
    """Statements for one session, to be run on the migrated, empty tables."""
    inserted: list[Entity] = []
    statements = [_row_id_function(design)]
    for entity in in_order(design):
        statements.append(_insert(design, entity, inserted))
        inserted.append(entity)
        if entity.columns[0].field.scalar is Scalar.INT:
            statements.append(f"SELECT setval(pg_get_serial_sequence('\"{entity.table}\"', 'id'), {ROWS});")
    statements += [update for entity in design.entities if (update := _deferred(design, entity))]
    links = [r for r in design.blueprint.relations if r.kind is Kind.MANY_TO_MANY]
    statements += [_links(design, relation) for relation in links]
    return "\n".join([*statements, "ANALYZE;"]) + "\n"


def _row_id_function(design: Design) -> str:
    uuid = design.entities[0].columns[0].field.scalar is Scalar.UUID
    text = f"'{UUID_HEAD}' || lpad(to_hex(t), 3, '0') || '-' || lpad(to_hex(i), 12, '0')"
    kind, body = ("uuid", f"({text})::uuid") if uuid else ("int", "i")
    return f"CREATE FUNCTION pg_temp.row_id(t int, i int) RETURNS {kind} IMMUTABLE LANGUAGE sql AS $$ SELECT {body} $$;"


def _insert(design: Design, entity: Entity, inserted: list[Entity]) -> str:
    cells = dict(_cells(design, entity, inserted))
    columns, values = ", ".join(f'"{name}"' for name in cells), ",\n  ".join(cells.values())
    return (
        f'INSERT INTO "{entity.table}" ({columns}) SELECT\n  {values}\n'
        f"FROM generate_series(1, {ROWS}) AS i ON CONFLICT DO NOTHING;"
    )


def _cells(design: Design, entity: Entity, inserted: list[Entity]) -> Iterator[tuple[str, str]]:
    enums, rows = dict(design.enums), targets(entity)
    for column in entity.columns:
        if column.origin is Origin.ID:
            yield column.db_name, row_id(design, entity, "i")
        elif column.relation is None:
            yield column.db_name, cell(entity, column, enums.get(column.field.type, ()))
        elif (target := design.entity(column.relation.target)) is entity:
            yield column.db_name, _self(design, entity, column)
        else:
            ready = row_id(design, target, rows[column.relation.name])
            yield column.db_name, ready if target in inserted else "NULL"


def _self(design: Design, entity: Entity, column: Column) -> str:
    above = row_id(design, entity, f"1 + i % {FEW}")
    if column.field.unique:
        above = row_id(design, entity, f"1 + i % {ROWS}")
    return above if column.field.required else f"CASE WHEN i > {FEW} THEN {above} END"


def _deferred(design: Design, entity: Entity) -> str | None:
    """The optional keys that pointed at tables still empty."""
    before = in_order(design)
    before = before[: before.index(entity) + 1]
    late = [key for key in entity.keys if design.entity(key.relation.target) not in before]
    if not late:
        return None
    sets = ", ".join(f'"{key.column.db_name}" = {_target(design, entity, key)}' for key in late)
    numbered = f'(SELECT "id" AS row_id, row_number() OVER (ORDER BY "id")::int AS i FROM "{entity.table}") AS numbered'
    return f'UPDATE "{entity.table}" SET {sets} FROM {numbered} WHERE "id" = row_id;'


def _target(design: Design, entity: Entity, key: Key) -> str:
    return row_id(design, design.entity(key.relation.target), targets(entity)[key.relation.name])


def _links(design: Design, relation: Relation) -> str:
    """Two links a row in the table that Prisma makes for a many-to-many relation."""
    first, second = sorted((relation.model, relation.target))
    table = join_table(design.blueprint, relation)
    a, b = (row_id(design, design.entity(name), row) for name, row in ((first, "i"), (second, f"1 + i * n % {ROWS}")))
    return (
        f'INSERT INTO "{table}" ("A", "B") SELECT {a}, {b}\n'
        f"FROM generate_series(1, {ROWS}) AS i, (VALUES (7), (11)) AS steps (n) ON CONFLICT DO NOTHING;"
    )
