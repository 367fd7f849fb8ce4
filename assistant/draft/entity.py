"""A model with everything that is derived for its table and its bodies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.blueprint import names
from assistant.blueprint.field import NOW, Field, Scalar, Write
from assistant.blueprint.plan import AuthKind, Blueprint, IdType, Model, Resource
from assistant.blueprint.relation import Kind, Relation

MAX_LINKS = 100
"""Ids that one body may list for a many-to-many relation."""


class Origin(StrEnum):
    """Where a column comes from."""

    ID = "id"
    FIELD = "field"
    KEY = "key"
    ROLE = "role"
    PASSWORD = "password"
    STAMP = "stamp"
    DELETED = "deleted"


class Source(StrEnum):
    """Who provides the target of a relation when a record is created."""

    CLIENT = "client"
    ACTOR = "actor"
    PARENT = "parent"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Column:
    """A column: `field` as in the plan (made up for derived ones), `relation` for a foreign key."""

    field: Field
    origin: Origin
    relation: Relation | None = None

    @property
    def name(self) -> str:
        """The Prisma field, camelCase."""
        return self.field.name

    @property
    def db_name(self) -> str:
        """The database column, snake_case."""
        return names.snake(self.field.name)

    @property
    def answered(self) -> bool:
        """Whether answers hold it."""
        return not self.field.secret and self.origin not in (Origin.PASSWORD, Origin.DELETED)


@dataclass(frozen=True)
class Key:
    """A foreign key of an entity."""

    relation: Relation
    column: Column
    source: Source

    @property
    def is_asked(self) -> bool:
        """Whether the client has to name a record when one is created."""
        return self.source is Source.CLIENT and self.relation.required


@dataclass(frozen=True)
class Link:
    """An end of a many-to-many relation as its model's bodies and answers show it: `<singular>Ids`."""

    relation: Relation
    name: str


@dataclass(frozen=True)
class Input:
    """A field of a request body. `nullable` is whether null is taken, which empties the column."""

    name: str
    required: bool
    nullable: bool
    column: Column | None = None
    link: Link | None = None


@dataclass(frozen=True)
class Entity:
    """A model, its names, its columns in the order of the table, its keys and links."""

    model: Model
    columns: tuple[Column, ...]
    keys: tuple[Key, ...]
    links: tuple[Link, ...]
    resource: Resource | None
    is_account: bool

    @property
    def pascal(self) -> str:
        """'StockMovement': the Prisma model and the answer's schema."""
        return self.model.name

    @property
    def camel(self) -> str:
        """'stockMovement': the Prisma delegate."""
        return self.model.name[:1].lower() + self.model.name[1:]

    @property
    def pascals(self) -> str:
        """'StockMovements', for function names such as listStockMovements."""
        return names.plural(self.model.name)

    @property
    def file(self) -> str:
        """'stock-movements', the name of its files."""
        return names.kebab(self.pascals)

    @property
    def table(self) -> str:
        """'stock_movements'."""
        return names.snake(self.pascals)

    @property
    def label(self) -> str:
        """'stock movement', for sentences."""
        return names.label(self.model.name)

    @property
    def labels(self) -> str:
        """'stock movements'."""
        return names.label(self.pascals)

    def column(self, name: str) -> Column | None:
        """The column of a field, relation or derived name."""
        return next((c for c in self.columns if name in (c.name, c.relation and c.relation.name)), None)

    def key(self, relation: str) -> Key | None:
        """The key of a relation, by the relation's name."""
        return next((key for key in self.keys if key.relation.name == relation), None)

    def creation(self) -> tuple[Input, ...]:
        """The body that creates a record."""
        return self._inputs(creating=True)

    def changes(self) -> tuple[Input, ...]:
        """The body that edits a record: every field may be left out."""
        return self._inputs(creating=False)

    def _inputs(self, *, creating: bool) -> tuple[Input, ...]:
        found = [
            Input(
                c.name,
                required=creating and c.field.required and c.field.default is None,
                nullable=not c.field.required and not c.field.many,  # an empty list says it already
                column=c,
            )
            for c in self.columns
            if self._is_written(c, creating=creating)
        ]
        found += [Input(link.name, required=False, nullable=False, link=link) for link in self.links]
        return tuple(found)

    def _is_written(self, column: Column, *, creating: bool) -> bool:
        if column.origin is Origin.KEY:
            key = next(key for key in self.keys if key.column is column)
            if key.source is not Source.CLIENT:
                return False
        elif column.origin is not Origin.FIELD:
            return False
        if self.model.lifecycle and column.name == self.model.lifecycle.field:
            return False
        allowed = (Write.ALWAYS, Write.ON_CREATE) if creating else (Write.ALWAYS,)
        return (column.relation or column.field).write in allowed


def entity(blueprint: Blueprint, model: Model) -> Entity:
    """The entity of one model of a sound Blueprint."""
    is_account = blueprint.auth.kind is not AuthKind.NONE and blueprint.auth.model == model.name
    resource = blueprint.resource(model.name)
    keys = tuple(_key(blueprint, relation, resource) for relation in blueprint.keys_of(model.name))
    columns = [
        _derived("id", Scalar.UUID if blueprint.conventions.id is IdType.UUID else Scalar.INT, Origin.ID),
        *(key.column for key in keys),
        *(_planned(model, field) for field in model.fields),
    ]
    if is_account and blueprint.auth.kind is AuthKind.JWT:
        columns.append(_derived("passwordHash", Scalar.STRING, Origin.PASSWORD, secret=True))
    if is_account and blueprint.auth.roles:
        columns.append(_derived("role", ROLE_ENUM, Origin.ROLE, default=blueprint.auth.default_role))
    if model.timestamps:
        columns += [_derived(name, Scalar.DATE_TIME, Origin.STAMP, default=NOW) for name in ("createdAt", "updatedAt")]
    if model.soft_delete:
        columns.append(_derived("deletedAt", Scalar.DATE_TIME, Origin.DELETED, required=False))
    links = tuple(
        Link(relation, f"{names.singular(relation.name)}Ids")
        for relation in blueprint.relations
        if relation.kind is Kind.MANY_TO_MANY and relation.model == model.name
    )
    return Entity(model, tuple(columns), keys, links, resource, is_account)


ROLE_ENUM = "Role"
"""The enum of the account's roles."""


def _planned(model: Model, field: Field) -> Column:
    if model.lifecycle and field.name == model.lifecycle.field:
        field = field.model_copy(update={"default": model.lifecycle.initial, "write": Write.SERVER})
    return Column(field, Origin.FIELD)


def _derived(
    name: str,
    type_: str,
    origin: Origin,
    *,
    required: bool = True,
    secret: bool = False,
    default: str | None = None,
) -> Column:
    field = Field(name=name, type=type_, required=required, secret=secret, default=default, write=Write.SERVER)
    return Column(field, origin)


def _key(blueprint: Blueprint, relation: Relation, resource: Resource | None) -> Key:
    source = Source.CLIENT
    if relation.write is Write.SERVER:
        to_account = blueprint.auth.kind is not AuthKind.NONE and relation.target == blueprint.auth.model
        source = Source.ACTOR if to_account and relation.required else Source.NOBODY
    elif resource and resource.parent == relation.name:
        source = Source.PARENT
    id_type = Scalar.UUID if blueprint.conventions.id is IdType.UUID else Scalar.INT
    field = Field(
        name=f"{relation.name}Id",
        type=id_type,
        required=relation.required,
        unique=relation.kind is Kind.ONE_TO_ONE,
        write=relation.write,
        description=relation.description,
    )
    return Key(relation, Column(field, Origin.KEY, relation), source)
