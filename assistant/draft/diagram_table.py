"""What an entity-relationship diagram shows: tables with their rows, enums, and links between rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.blueprint.field import Scalar
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.relation import Kind, Relation
from assistant.draft.diagram_text import text_width
from assistant.draft.entity import ROLE_ENUM, Column, Entity, Origin, entity

ROW = 24
"""Height of a row, the header included, in pixels; all alike, so that ports of a Graphviz record meet our rows."""
TEXT = 12.5
HEAD = 13.5
SMALL = 10.5
MARKS = 34
"""Width of the column that says PK, FK or U."""
PAD = 12


class End(StrEnum):
    """How many records an end of a link stands for."""

    ONE = "one"
    MAYBE_ONE = "maybe_one"
    MANY = "many"


@dataclass(frozen=True)
class Row:
    """A column; `mark` is PK, FK, U or nothing, `strong` whether it is required."""

    name: str
    type: str
    mark: str = ""
    strong: bool = True


@dataclass(frozen=True)
class Table:
    """A model or an enum (whose rows have no type); `footer` names its timestamps."""

    name: str
    rows: tuple[Row, ...]
    footer: str = ""
    enum: bool = False
    account: bool = False

    @property
    def width(self) -> int:
        """Pixels, wide enough for every text."""
        start = PAD if self.enum else MARKS
        wanted = [text_width(self.name, HEAD, bold=True) + (70 if self.account else 0) + 2 * PAD]
        for row in self.rows:
            type_ = text_width(row.type, TEXT) + 18 if row.type else 0
            wanted.append(start + text_width(row.name, TEXT, bold=row.strong) + type_ + PAD)
        wanted.append(start + text_width(self.footer, SMALL) + PAD)
        return max(110, int(max(wanted)) + 1)

    def row(self, name: str) -> int:
        """The number of the row of this name, the header being 0."""
        return 1 + [row.name for row in self.rows].index(name)

    @property
    def height(self) -> int:
        """Pixels, header and footer included."""
        return ROW * (1 + len(self.rows) + bool(self.footer))


@dataclass(frozen=True)
class Link:
    """From row `tail_row` of the table `tail` (0 is its header) to that of `head`, as many of each as the ends say."""

    tail: str
    tail_row: int
    tail_end: End
    head: str
    head_row: int
    head_end: End


@dataclass(frozen=True)
class Picture:
    """Everything a diagram shows."""

    title: str
    models: tuple[Table, ...]
    enums: tuple[Table, ...]
    links: tuple[Link, ...]


def picture(blueprint: Blueprint) -> Picture:
    """The picture of a sound Blueprint, derived columns included."""
    entities = [entity(blueprint, model) for model in blueprint.models]
    models = {it.pascal: _table(blueprint, it) for it in entities}
    roles = blueprint.auth.roles if any(it.is_account for it in entities) else ()
    enums = [*([(ROLE_ENUM, roles)] if roles else []), *((enum.name, enum.values) for enum in blueprint.enums)]
    return Picture(
        blueprint.title,
        tuple(models.values()),
        tuple(Table(name, tuple(Row(v, "", strong=False) for v in values), enum=True) for name, values in enums),
        tuple(_link(relation, models) for relation in blueprint.relations),
    )


def _table(blueprint: Blueprint, it: Entity) -> Table:
    stamps = (Origin.STAMP, Origin.DELETED)
    rows = [_row(column) for column in it.columns if column.origin not in stamps]
    for relation in blueprint.relations:
        if relation.kind is Kind.MANY_TO_MANY and relation.model == it.pascal:
            rows.append(Row(relation.name, f"{relation.target}[]", strong=False))
        if relation.kind is Kind.MANY_TO_MANY and relation.target == it.pascal:
            rows.append(Row(relation.inverse, f"{relation.model}[]", strong=False))
    footer = ", ".join(column.name for column in it.columns if column.origin in stamps)
    return Table(it.pascal, tuple(rows), footer, account=it.is_account)


def _row(column: Column) -> Row:
    field = column.field
    type_ = field.type
    if field.scalar is Scalar.DECIMAL and field.precision:
        type_ += f"({field.precision},{field.scale or 0})"
    type_ += "[]" if field.many else "" if field.required else "?"
    mark = "PK" if column.origin is Origin.ID else "FK" if column.relation else "U" if field.unique else ""
    return Row(field.name, type_, mark, field.required)


def _link(relation: Relation, models: dict[str, Table]) -> Link:
    tail, head = models[relation.model], models[relation.target]
    if relation.kind is Kind.MANY_TO_MANY:
        rows = tail.row(relation.name), head.row(relation.inverse)
        return Link(tail.name, rows[0], End.MANY, head.name, rows[1], End.MANY)
    tail_end = End.MAYBE_ONE if relation.kind is Kind.ONE_TO_ONE else End.MANY
    # Optional links meet the header and required ones the id, so that their signs do not cover each other.
    head_end, head_row = (End.ONE, 1) if relation.required else (End.MAYBE_ONE, 0)
    return Link(tail.name, tail.row(f"{relation.name}Id"), tail_end, head.name, head_row, head_end)
