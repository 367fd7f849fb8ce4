"""What a model does beyond being stored: constraints over rows, a lifecycle, actions."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as Exactly

from pydantic import Field as Described

from assistant.blueprint.access import Condition, Rule
from assistant.blueprint.field import Literal
from assistant.conversation import Record, Tagged


class Ordered(Tagged):
    """`after` lies later (or, for numbers, higher) than `before`; `or_equal` allows both the same."""

    kind: Exactly["ordered"] = "ordered"
    before: str
    after: str
    or_equal: bool = False


class Limit(Tagged):
    """At most `max` records per `per` (a relation of the model) meet `counting` at any time.

    `max_field` instead of `max` names a field of the target of `per` that holds the number.
    """

    kind: Exactly["limit"] = "limit"
    per: str
    max: int | None = Described(None, ge=0)
    max_field: str | None = None
    counting: tuple[Condition, ...] = ()


class NoOverlap(Tagged):
    """No two records of the same `per` (a relation) that meet `counting` share a moment of [start, end)."""

    kind: Exactly["no_overlap"] = "no_overlap"
    per: str
    start: str
    end: str
    counting: tuple[Condition, ...] = ()


class Distinct(Tagged):
    """Two relations of the model never point at the same record, such as follower and followed."""

    kind: Exactly["distinct"] = "distinct"
    first: str
    second: str


Constraint = Annotated[Ordered | Limit | NoOverlap | Distinct, Described(discriminator="kind")]


class Effect(Record):
    """What an action or transition writes: `value` is a literal, now() or, for a relation to the account, actor()."""

    field: str
    value: Literal | None


class Transition(Record):
    """A step of a lifecycle. Without `rules` whoever may update may take it.

    `requires` names optional fields that the caller must send along, such as the reason of a rejection.
    """

    source: str
    to: str
    rules: tuple[Rule, ...] = ()
    requires: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


class Lifecycle(Record):
    """The only way in which `field`, an enum, changes: no body writes it."""

    field: str
    initial: str
    transitions: tuple[Transition, ...]


class Action(Record):
    """POST on one record: when `guard` holds, writes `effects` in one step; otherwise 409.

    `accepts` names fields of the model that the caller sends with it.
    """

    name: str
    guard: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    accepts: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    description: str = ""
