"""Who may do what: rules that are conditions on the caller and on the record."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from typing import Literal as Exactly

from pydantic import Field as Described
from pydantic import model_validator

from assistant.blueprint.field import Literal
from assistant.conversation import Record, Tagged


class Operation(StrEnum):
    """What a resource endpoint does."""

    LIST = "list"
    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class Tense(StrEnum):
    """Where a date lies, seen from the moment of the request."""

    PAST = "past"
    FUTURE = "future"


class Condition(Record):
    """A condition on one field of a record; exactly one of `one_of`, `null` and `tense` is given."""

    field: str
    one_of: tuple[Literal, ...] | None = None
    null: bool | None = None
    tense: Tense | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Condition:
        if sum(test is not None for test in (self.one_of, self.null, self.tense)) != 1:
            raise ValueError(f"the condition on {self.field!r} needs exactly one of one_of, null, tense")
        return self


class Public(Tagged):
    """Anyone, signed in or not."""

    kind: Exactly["public"] = "public"
    when: tuple[Condition, ...] = ()


class Authenticated(Tagged):
    """Anyone who is signed in."""

    kind: Exactly["authenticated"] = "authenticated"
    when: tuple[Condition, ...] = ()


class HasRole(Tagged):
    """Anyone with one of these roles of the account."""

    kind: Exactly["role"] = "role"
    roles: tuple[str, ...]
    when: tuple[Condition, ...] = ()


class Owner(Tagged):
    """The account at the end of `path`: relation names joined by dots, from the record to the account model.

    `booking.listing.owner` follows many-to-one relations; an inverse of many (`organisation.memberships.user`) means
    that any one of them will do, and `having` then narrows which (conditions on the model before the account, such as
    the role in a membership). `self` means that the record is the account.
    """

    kind: Exactly["owner"] = "owner"
    path: str
    having: tuple[Condition, ...] = ()
    when: tuple[Condition, ...] = ()


Rule = Annotated[Public | Authenticated | HasRole | Owner, Described(discriminator="kind")]


class Access(Record):
    """For each operation the rules of which any one suffices; an empty list means nobody, and no endpoint.

    `list` is as `read` when left out.
    """

    read: tuple[Rule, ...] = ()
    create: tuple[Rule, ...] = ()
    update: tuple[Rule, ...] = ()
    delete: tuple[Rule, ...] = ()
    list: tuple[Rule, ...] | None = None

    def rules(self, operation: Operation) -> tuple[Rule, ...]:
        """The rules of one operation, `list` falling back to `read`."""
        if operation is Operation.LIST:
            return self.read if self.list is None else self.list
        by_name: dict[Operation, tuple[Rule, ...]] = {
            Operation.READ: self.read,
            Operation.CREATE: self.create,
            Operation.UPDATE: self.update,
            Operation.DELETE: self.delete,
        }
        return by_name[operation]
