"""The endpoints of a draft, one by one: path, who may, what is taken, what is answered, what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.blueprint.access import Public, Rule
from assistant.blueprint.behaviour import Action
from assistant.blueprint.custom import Custom
from assistant.draft.entity import Entity, Input, Key


class OperationKind(StrEnum):
    """What an endpoint does."""

    REGISTER = "register"
    LOGIN = "login"
    ME = "me"
    LIST = "list"
    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    TRANSITION = "transition"
    ACTION = "action"
    CUSTOM = "custom"


@dataclass(frozen=True)
class Problem:
    """An RFC 9457 problem that is particular to this draft; `type` is unique in it."""

    type: str
    status: int
    title: str


@dataclass(frozen=True)
class Operation:
    """One method of one path.

    `path` is as in OpenAPI, base path included; a nested list or creation has the parent's id as `{id}`. `body` is
    None where no body is taken. `body_schema` and `answer_schema` name components of the OpenAPI document.
    `conflicts` are its 409s; every other error follows from `rules`, `path` and `body`. The entity of a custom
    operation is what it takes, and has no table.
    """

    id: str
    kind: OperationKind
    method: str
    path: str
    summary: str
    rules: tuple[Rule, ...]
    status: int
    entity: Entity | None = None
    body: tuple[Input, ...] | None = None
    body_schema: str | None = None
    answer_schema: str | None = None
    conflicts: tuple[Problem, ...] = ()
    parent: Key | None = None
    action: Action | None = None
    custom: Custom | None = None
    who: str = field(default="anyone", compare=False)

    @property
    def has_id(self) -> bool:
        """Whether the path holds an id."""
        return "{id}" in self.path

    @property
    def file(self) -> str:
        """The route file, relative to the project."""
        return "app" + self.path.replace("{", "[").replace("}", "]") + "/route.ts"

    @property
    def is_open(self) -> bool:
        """Whether nobody asks who calls."""
        return any(isinstance(rule, Public) and not rule.when for rule in self.rules)

    def reaches_all(self, key: Key, target: Entity) -> bool:
        """Whether it is enough that the record a key names exists.

        So it is where anyone may, it takes such a record, and the public reads none: or nobody ever could.
        """
        needed = key == self.parent or (self.kind is OperationKind.CREATE and key.is_asked)
        return self.is_open and needed and not any(isinstance(rule, Public) for rule in target.model.access.read or ())
