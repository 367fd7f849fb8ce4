"""Partial values: what is given replaces what was, an explicit null empties it, what is left out stays."""

from __future__ import annotations

from typing import TypeVar

from assistant.blueprint.access import Operation
from assistant.blueprint.field import Format, Literal, Write
from assistant.blueprint.plan import AuthKind, IdType, NotUnderstood, Provider
from assistant.blueprint.relation import Kind, OnDelete
from assistant.conversation import Record

T = TypeVar("T", bound=Record)


class Patch(Record):
    """Some keys of a record."""

    def applied_to(self, whole: T) -> T:
        """`whole` with the given keys replaced, validated again. Raises ValidationError where the result can't be."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return type(whole).model_validate({**dict(whole), **given})


class FieldPatch(Patch):
    """Some keys of a Field; see there for what each means."""

    type: str | None = None
    many: bool | None = None
    required: bool | None = None
    unique: bool | None = None
    default: Literal | None = None
    min: int | float | None = None
    max: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    format: Format | None = None
    precision: int | None = None
    scale: int | None = None
    secret: bool | None = None
    write: Write | None = None
    write_roles: tuple[str, ...] | None = None
    description: str | None = None


class RelationPatch(Patch):
    """Some keys of a Relation; see there for what each means."""

    target: str | None = None
    inverse: str | None = None
    kind: Kind | None = None
    required: bool | None = None
    on_delete: OnDelete | None = None
    write: Write | None = None
    description: str | None = None


class ModelPatch(Patch):
    """Some keys of a Model that no other operation changes."""

    description: str | None = None
    soft_delete: bool | None = None
    timestamps: bool | None = None


class ResourcePatch(Patch):
    """Some keys of a Resource; see there for what each means."""

    path: str | None = None
    operations: tuple[Operation, ...] | None = None
    parent: str | None = None
    filters: tuple[str, ...] | None = None
    sort: tuple[str, ...] | None = None


class AuthPatch(Patch):
    """Some keys of Auth; see there for what each means."""

    kind: AuthKind | None = None
    model: str | None = None
    identifier: str | None = None
    registration: bool | None = None
    roles: tuple[str, ...] | None = None
    default_role: str | None = None
    providers: tuple[str, ...] | None = None


class ConventionsPatch(Patch):
    """Some keys of Conventions."""

    base_path: str | None = None
    id: IdType | None = None
    page_size: int | None = None
    max_page_size: int | None = None


class PlanPatch(Patch):
    """Some keys of the Blueprint itself."""

    title: str | None = None
    description: str | None = None
    provider: Provider | None = None
    assumptions: tuple[str, ...] | None = None
    questions: tuple[str, ...] | None = None
    not_understood: tuple[NotUnderstood, ...] | None = None
