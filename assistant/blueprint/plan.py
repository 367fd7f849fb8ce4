"""The Blueprint: the typed plan from which everything else is derived."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field as Described

from assistant.blueprint.access import Access, Operation
from assistant.blueprint.behaviour import Action, Constraint, Lifecycle
from assistant.blueprint.custom import Custom
from assistant.blueprint.field import Enum, Field
from assistant.blueprint.relation import Kind, Relation
from assistant.conversation import Record


class Provider(StrEnum):
    """The database."""

    POSTGRESQL = "postgresql"
    MYSQL = "mysql"
    SQLITE = "sqlite"


class IdType(StrEnum):
    """Primary keys: time-ordered UUIDs (version 7), or integers that count up."""

    UUID = "uuid"
    INT = "int"


class Model(Record):
    """A table. The id, foreign keys, timestamps and the account's password hash and role are derived, not listed."""

    name: str
    description: str = ""
    fields: tuple[Field, ...] = ()
    unique_together: tuple[tuple[str, ...], ...] = Described((), description="Names of fields and relations")
    indexes: tuple[tuple[str, ...], ...] = Described((), description="Beside those that keys and lists need anyway")
    soft_delete: bool = Described(False, description="Deleting sets deletedAt; deleted records are not found")
    timestamps: bool = Described(True, description="createdAt and updatedAt")
    access: Access = Access()
    constraints: tuple[Constraint, ...] = ()
    lifecycle: Lifecycle | None = None
    actions: tuple[Action, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of this name, or None."""
        return next((field for field in self.fields if field.name == name), None)


class AuthKind(StrEnum):
    """How callers say who they are."""

    NONE = "none"
    JWT = "jwt"
    OAUTH = "oauth"


class Auth(Record):
    """Sign-in. `model` is the account; its `identifier` (a unique String) is what one signs in with.

    With JWT, registration takes the identifier, a password and the required fields of the account; everyone registers
    as `default_role`. `roles` is empty where no rule speaks of roles.
    """

    kind: AuthKind = AuthKind.NONE
    model: str = "User"
    identifier: str = "email"
    registration: bool = True
    roles: tuple[str, ...] = ()
    default_role: str | None = None
    providers: tuple[str, ...] = Described((), description="OAuth providers, such as github")


class Resource(Record):
    """The REST endpoints of one model.

    With `parent` (a relation of the model) listing and creating live under it: /tickets/{id}/comments; one
    record keeps its own path, /comments/{id}.
    """

    model: str
    path: str = Described(description="Below the base path, such as /books")
    operations: tuple[Operation, ...] = tuple(Operation)
    parent: str | None = None
    filters: tuple[str, ...] = Described((), description="Fields and relations that a list can be narrowed by")
    sort: tuple[str, ...] = Described((), description="Required fields that a list can be ordered by")


class Conventions(Record):
    """What holds for every endpoint."""

    base_path: str = "/api"
    id: IdType = IdType.UUID
    page_size: int = Described(20, ge=1)
    max_page_size: int = Described(100, ge=1)


class NotUnderstood(Record):
    """A sentence of the brief that found no place in the plan, and why."""

    sentence: str
    why: str


class Blueprint(Record):
    """A backend, planned. Everything drafted is derived from this alone."""

    title: str
    description: str = ""
    provider: Provider = Provider.POSTGRESQL
    enums: tuple[Enum, ...] = ()
    models: tuple[Model, ...] = ()
    relations: tuple[Relation, ...] = ()
    auth: Auth = Auth()
    endpoints: tuple[Resource, ...] = ()
    custom: tuple[Custom, ...] = ()
    conventions: Conventions = Conventions()
    assumptions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()

    def model(self, name: str) -> Model | None:
        """The model of this name, or None."""
        return next((model for model in self.models if model.name == name), None)

    def enum(self, name: str) -> Enum | None:
        """The enum of this name, or None."""
        return next((enum for enum in self.enums if enum.name == name), None)

    def relation(self, model: str, name: str) -> Relation | None:
        """The relation that `model` holds under this name, or None."""
        return next((r for r in self.relations if r.model == model and r.name == name), None)

    def keys_of(self, model: str) -> tuple[Relation, ...]:
        """The relations whose foreign key lies on `model`."""
        return tuple(r for r in self.relations if r.model == model and r.kind is not Kind.MANY_TO_MANY)

    def resource(self, model: str) -> Resource | None:
        """The endpoints of a model, or None."""
        return next((resource for resource in self.endpoints if resource.model == model), None)
