"""The plan as it stands while a message is read, and what the message has been talking about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assistant.blueprint.names import words
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.operation import AddEnum, AddModel, DropEnum, Operation
from assistant.blueprint.plan import AuthKind, Blueprint, Model, NotUnderstood
from assistant.blueprint.read.notebook import key
from assistant.blueprint.revise.known import Known, Ref, Thing, Value, bare, said
from assistant.errors import UserError

_ONE = frozenset("it this that the".split())
_MANY = frozenset("them these those they ones".split())


class UnclearError(UserError):
    """A wish that can mean several things; its message is the question to ask."""


@dataclass
class Sheet:
    """`model` and `member` are what 'it' and 'those' stand for; `subset` the value that a request was narrowed to;
    `absorbed` is how many of the requests that follow were read along with this one. `required` and `right` are what
    was last asked of a field and of people, for 'but title isn't' and 'customers may not'.
    """

    plan: Blueprint
    start: Blueprint
    operations: list[Operation] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    unplaced: list[NotUnderstood] = field(default_factory=list)
    model: str | None = None
    member: Ref | None = None
    subset: Value | None = None
    absorbed: int = 0
    required: bool | None = None
    right: str = ""

    def mark(self) -> Sheet:
        """A copy to go back to."""
        return replace(
            self,
            operations=[*self.operations],
            assumptions=[*self.assumptions],
            questions=[*self.questions],
            unplaced=[*self.unplaced],
        )

    @property
    def known(self) -> Known:
        """The names of the plan as it stands."""
        return Known(self.plan)

    def do(self, *operations: Operation) -> None:
        """Makes a change. Raises OperationError, with nothing done, where it can't be made."""
        if operations:
            self.plan = apply(self.plan, operations)
            self.operations += self._freed(operations)
            self.operations += operations

    def _freed(self, operations: tuple[Operation, ...]) -> list[Operation]:
        """Enums that lost their last field in this message, and whose names are given anew, go by name."""
        added = {o.model.name for o in operations if isinstance(o, AddModel)}
        added |= {o.enum.name for o in operations if isinstance(o, AddEnum)}
        return [DropEnum(enum=e.name) for e in self.start.enums if e.name in added]

    def about(self, model: str | None, member: Ref | None = None, subset: Value | None = None) -> None:
        """Notes what is being talked about."""
        if model is not None:
            self.model = model
        self.member, self.subset = member, subset

    def find(self, name: str) -> Model:
        """The model of a name that is known to exist."""
        model = self.plan.model(name)
        if model is None:
            raise LookupError(f"There is no model {name!r}.")
        return model

    def resolve(self, text: str, *, things: bool = True) -> Ref | None:
        """What a phrase names; pronouns name what was talked about. Raises UnclearError where it could be several."""
        word = text.strip().lower().strip(".,;:!?\"'")
        if word in _ONE or word in _MANY or re.fullmatch(r"(?:this|that|the)\s+(?:one|field|column|model|table)", word):
            if self.member is not None and (word not in _MANY or self.model is None):
                return self.member
            if self.model is not None and things:
                return Thing(self.model)
            return self.member
        found = self.known.refer(text, self.model, things=things)
        if len(found) > 1:
            near = [ref for ref in found if getattr(ref, "model", None) == self.model] if self.model else []
            found = near if len(near) == 1 else found
        if len(found) > 1:
            raise UnclearError(f"Which {bare(text)!r} do you mean: {' or '.join(said(ref) for ref in found)}?")
        return found[0] if found else None

    def people(self, text: str) -> str | None:
        """The account, where a phrase names a role that everybody has or a relation that leads to it: 'hosts'."""
        auth = self.plan.auth
        name = key(tuple(words(bare(text))))
        named = {r.name for r in self.plan.relations if r.target == auth.model} | {auth.default_role or ""}
        return (
            auth.model
            if auth.kind is not AuthKind.NONE and name in {key(tuple(words(n))) for n in named if n}
            else None
        )

    def thing(self, text: str) -> str | None:
        """The model that a phrase or a pronoun names."""
        if text.strip().lower() in _ONE | _MANY | {"it", "each", "each one", "every one", "all of them", "he", "she"}:
            return self.model
        return self.known.model(text)
