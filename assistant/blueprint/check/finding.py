"""A finding, and the lookups that every check needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.plan import AuthKind, Blueprint, Model
from assistant.blueprint.relation import Kind, Relation

ROLE_ENUM = "Role"
"""The enum that the roles of the account become."""

Findings = Iterator["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction: where (`models.Loan.fields.dueAt`), what is wrong, and what to do about it."""

    place: str
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.mend}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the model it leads to, the relation it takes, and whether it takes it backwards."""

    target: str
    relation: Relation
    backwards: bool

    @property
    def many(self) -> bool:
        """Whether the step leads to any number of records."""
        if self.relation.kind is Kind.MANY_TO_MANY:
            return True
        return self.backwards and self.relation.kind is Kind.MANY_TO_ONE


class Scope:
    """What the names in a Blueprint refer to, derived columns included."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self.models = {model.name: model for model in reversed(blueprint.models)}
        self.enums = {enum.name: enum for enum in reversed(blueprint.enums)}

    @property
    def account(self) -> str | None:
        """The name of the account model, or None where nobody signs in."""
        auth = self.blueprint.auth
        return None if auth.kind is AuthKind.NONE else auth.model

    def derived(self, model: Model) -> tuple[Field, ...]:
        """The columns of a model that conditions, filters and sorting may name though nobody listed them."""
        found: tuple[Field, ...] = ()
        if model.timestamps:
            found += (Field(name="createdAt", type="DateTime"), Field(name="updatedAt", type="DateTime"))
        if model.name == self.account and self.blueprint.auth.roles:
            found += (Field(name="role", type=ROLE_ENUM),)
        return found

    def field(self, model: Model, name: str) -> Field | None:
        """The listed or derived field of this name."""
        return model.field(name) or next((field for field in self.derived(model) if field.name == name), None)

    def key(self, model: Model, name: str) -> Relation | None:
        """The relation of this name whose foreign key lies on the model."""
        return next((r for r in self.blueprint.keys_of(model.name) if r.name == name), None)

    def keys(self, model: Model) -> tuple[str, ...]:
        """The names of the relations whose foreign key lies on the model."""
        return tuple(relation.name for relation in self.blueprint.keys_of(model.name))

    def fields(self, model: Model) -> tuple[str, ...]:
        """The names of the listed and derived fields."""
        return tuple(field.name for field in (*model.fields, *self.derived(model)))

    def choices(self, field: Field) -> tuple[str, ...] | None:
        """The values of a field's enum, or None where its type is no enum."""
        if field.type == ROLE_ENUM and ROLE_ENUM not in self.enums:
            return self.blueprint.auth.roles or None
        enum = self.enums.get(field.type)
        return enum.values if enum else None

    def typed(self, field: Field) -> bool:
        """Whether the type of a field is known; where not, that one finding is enough."""
        return field.scalar is not None or self.choices(field) is not None

    def steps(self, model: str) -> dict[str, Step]:
        """Where each relation name of a model leads, both ways."""
        ahead = {r.name: Step(r.target, r, backwards=False) for r in self.blueprint.relations if r.model == model}
        back = {r.inverse: Step(r.model, r, backwards=True) for r in self.blueprint.relations if r.target == model}
        return {**back, **ahead}


def type_names(scope: Scope) -> tuple[str, ...]:
    """Everything that `Field.type` may say."""
    return (*(scalar.value for scalar in Scalar), *scope.enums)


def unknown(place: str, noun: str, name: str, known: Iterable[str]) -> Finding:
    """The finding that a name refers to nothing, with the nearest name or the list of them as its mend."""
    names = list(dict.fromkeys(known))
    lowered = {candidate.lower(): candidate for candidate in names}
    near = get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    if near:
        mend = f"Did you mean {lowered[near[0]]!r}?"
    elif names:
        mend = f"Known: {', '.join(names)}."
    else:
        mend = "There is none to choose from; add it first."
    return Finding(place, f"{name!r} is not {noun}.", mend)


def repeated(names: Iterable[str]) -> list[str]:
    """The names that occur more than once, each once."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for name in names:
        if name in seen:
            twice[name] = None
        seen.add(name)
    return list(twice)
