"""Relations between the models of a Blueprint."""

from __future__ import annotations

from enum import StrEnum

from assistant.blueprint.field import Write
from assistant.conversation import Record


class Kind(StrEnum):
    """How many of `model` belong to how many of `target`.

    A many-to-many relation that has fields of its own is a model with two many-to-one relations instead.
    """

    MANY_TO_ONE = "many_to_one"
    ONE_TO_ONE = "one_to_one"
    MANY_TO_MANY = "many_to_many"


class OnDelete(StrEnum):
    """What happens to `model` when its `target` is deleted."""

    RESTRICT = "restrict"
    CASCADE = "cascade"
    SET_NULL = "set_null"


class Relation(Record):
    """`model.name` refers to one `target` (many, for many-to-many); `target.inverse` is the way back.

    `model` holds the foreign key `<name>Id`. A self relation has `target == model`. `required`, `on_delete` and the
    index that serves the key do not apply to many-to-many. `write=server` on a relation to the account means that the
    caller becomes the target when the record is created.
    """

    model: str
    name: str
    target: str
    inverse: str
    kind: Kind = Kind.MANY_TO_ONE
    required: bool = True
    on_delete: OnDelete = OnDelete.RESTRICT
    write: Write = Write.ALWAYS
    description: str = ""
