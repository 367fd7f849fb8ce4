"""What a change means for the rows that there already are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.blueprint.field import Field
from assistant.blueprint.names import label, plural
from assistant.blueprint.operations import hazard as danger
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.apply import steps
from assistant.blueprint.operations.carried import renaming
from assistant.blueprint.operations.hazard import Hazard, HazardKind
from assistant.blueprint.operations.renaming import Renaming
from assistant.blueprint.plan import AuthKind, Blueprint, Model
from assistant.blueprint.relation import Kind, Relation

__all__ = ["Hazard", "HazardKind", "hazards"]

Hazards = Iterator[Hazard]


def hazards(old: Blueprint, operations: Sequence[op.Operation]) -> tuple[Hazard, ...]:
    """The dangers of operations that can be made on `old`, in their order; what is new has no rows and so none.

    Raises OperationError where an operation can't be made.
    """
    found: list[Hazard] = []
    fresh: set[tuple[str, ...]] = set()
    for (before, after), operation in zip(pairwise(steps(old, operations)), operations, strict=True):
        names = renaming(before, operation)
        found += _Step(before, after, frozenset(fresh)).of(operation)
        fresh = {_called(names, each) for each in fresh}
        fresh |= _added(operation)
    gone = {each.place for each in found if each.kind in (HazardKind.DROP_COLUMN, HazardKind.DROP_TABLE)}
    # What goes under a new name is no rename to whoever asks for it.
    return tuple(dict.fromkeys(each for each in found if each.kind is not HazardKind.RENAME or each.place not in gone))


def _called(names: Renaming, part: tuple[str, ...]) -> tuple[str, ...]:
    """A model, or a model and one of its members, after a renaming."""
    model, *rest = part
    return (names.models.get(model, model), *(names.members.get((model, each), each) for each in rest))


def _added(operation: op.Operation) -> set[tuple[str, ...]]:
    match operation:
        case op.AddModel():
            return {(operation.model.name,), *((r.model, r.name) for r in operation.relations)}
        case op.AddField():
            return {(operation.model, operation.field.name)}
        case op.AddEnum():
            return {(operation.enum.name,)}
        case op.AddRelation():
            return {(operation.relation.model, operation.relation.name)}
        case _:
            return set()


class _Step:
    """One operation, between the plans before and after it; `fresh` is what the same list added."""

    def __init__(self, before: Blueprint, after: Blueprint, fresh: frozenset[tuple[str, ...]]) -> None:
        self._before = before
        self._after = after
        self._fresh = fresh

    def of(self, operation: op.Operation) -> Hazards:
        match operation:
            case op.RenameModel() | op.RenameField() | op.RenameRelation() | op.RenameEnumValue():
                return self._renames(operation)
            case op.AddModel():
                return self._keys(r for r in operation.relations if r.model != operation.model.name)
            case op.AddRelation():
                return self._keys([operation.relation])
            case op.DropModel():
                return self._drops_model(operation.model)
            case op.ChangeModel() | op.SetAuth() | op.SetConvention():
                return self._derived()
            case op.AddField():
                return self._adds_field(operation)
            case op.ChangeField():
                return self._changes_field(operation)
            case op.DropField():
                return self._drops(operation.model, operation.field)
            case op.AddEnumValue() | op.DropEnumValue():
                return self._values(operation)
            case op.ChangeRelation():
                return self._changes_relation(operation)
            case op.DropRelation():
                return self._drops_relation()
            case op.AddUnique():
                return self._groups(operation)
            case op.AddIndex():
                return self._groups(operation)
            case _:
                return iter(())

    def _old(self, model: str, *rest: str) -> bool:
        """Whether there are rows of it: neither the model nor this part of it is new."""
        return not {(model,), (model, *rest)} & self._fresh

    def _renames(self, operation: op.Operation) -> Hazards:
        names = renaming(self._before, operation)
        for old, new in names.models.items():
            if self._old(old):
                yield danger.renamed_model(old, new)
        for (model, old), new in names.members.items():
            column = self._before.relation(model, old) is not None or isinstance(operation, op.RenameField)
            if column and self._old(model, old):
                yield danger.renamed_member(names.models.get(model, model), old, new)
        for (enum, old), new in names.values.items():
            if self._old(enum):
                yield danger.renamed_value(enum, old, new)

    def _keys(self, relations: Iterator[Relation] | Sequence[Relation]) -> Hazards:
        for relation in relations:
            needed = relation.required and relation.kind is not Kind.MANY_TO_MANY
            if needed and self._old(relation.model):
                yield danger.not_null(relation.model, relation.name, is_new=True)

    def _drops_model(self, name: str) -> Hazards:
        if not self._old(name):
            return
        yield danger.dropped_table(name)
        for relation in self._before.relations:
            if relation.target == name != relation.model and self._old(relation.model, relation.name):
                yield self._without(relation)

    def _without(self, relation: Relation) -> Hazard:
        place = f"{relation.model}.{relation.name}"
        if relation.kind is Kind.MANY_TO_MANY:
            return danger.dropped_table(place, "of pairs")
        return danger.dropped_column(place, f"{relation.name}Id")

    def _derived(self) -> Hazards:
        """Columns that come and go with sign-in, timestamps, soft delete and the type of ids."""
        was, now = self._before.conventions.id, self._after.conventions.id
        if was is not now:
            text = "Every id is made anew, and every key that refers to one is lost; no migration takes rows along."
            mend = "Keep the ids as they are; only a database without rows can change their type."
            yield danger.changed_key("conventions.id", text, mend)
        for model in self._before.models:
            after = self._after.model(model.name)
            if after is None or not self._old(model.name):
                continue
            before, left = _derived(self._before, model), _derived(self._after, after)
            for name in before:
                if name not in left:
                    yield danger.dropped_column(f"{model.name}.{name}")
            if "passwordHash" in left and "passwordHash" not in before:
                yield danger.not_null(model.name, "passwordHash", is_new=True)
        roles, left_roles = self._before.auth.roles, self._after.auth.roles
        if roles and left_roles:
            yield from (danger.dropped_value("Role", role) for role in roles if role not in left_roles)
            yield from (danger.added_value("Role", role) for role in left_roles if role not in roles)

    def _adds_field(self, operation: op.AddField) -> Hazards:
        if self._old(operation.model) and operation.fill is None and _unknown(operation.field):
            yield danger.not_null(operation.model, operation.field.name, is_new=True)

    def _changes_field(self, operation: op.ChangeField) -> Hazards:
        old, new = (_field(plan, operation.model, operation.field) for plan in (self._before, self._after))
        if old is None or new is None or not self._old(operation.model, operation.field):
            return
        place = f"{operation.model}.{operation.field}"
        if (old.type, old.many, old.precision, old.scale) != (new.type, new.many, new.precision, new.scale):
            yield danger.changed_type(place, old, new)
        if not old.required and operation.fill is None and _unknown(new):
            yield danger.not_null(operation.model, operation.field, is_new=False)
        if new.unique and not old.unique:
            yield danger.unique(operation.model, (operation.field,))

    def _drops(self, model: str, name: str) -> Hazards:
        if self._old(model, name):
            yield danger.dropped_column(f"{model}.{name}")

    def _values(self, operation: op.AddEnumValue | op.DropEnumValue) -> Hazards:
        if self._old(operation.enum):
            told = danger.added_value if isinstance(operation, op.AddEnumValue) else danger.dropped_value
            yield told(operation.enum, operation.value)

    def _changes_relation(self, operation: op.ChangeRelation) -> Hazards:
        name = operation.relation.removesuffix("Id")
        found = [
            plan.relation(operation.model, operation.relation) or plan.relation(operation.model, name)
            for plan in (self._before, self._after)
        ]
        old, new = found
        if old is None or new is None or not self._old(old.model, old.name):
            return
        place, rows = f"{new.model}.{new.name}", plural(label(new.model))
        if old.target != new.target:
            text = f"The keys that {rows} have refer to {old.target}; as keys of {new.target} they mean nothing."
            yield danger.changed_key(place, text, "Add a relation to the new target, fill it, then drop the old one.")
        elif old.kind is not new.kind:
            yield from _another_count(old, new)
        if new.kind is not Kind.MANY_TO_MANY and new.required and not _needed(old):
            yield danger.not_null(new.model, new.name, is_new=False)

    def _drops_relation(self) -> Hazards:
        gone = [r for r in self._before.relations if self._after.relation(r.model, r.name) is None]
        yield from (self._without(relation) for relation in gone if self._old(relation.model, relation.name))

    def _groups(self, operation: op.AddUnique | op.AddIndex) -> Hazards:
        if self._old(operation.model):
            told = danger.unique if isinstance(operation, op.AddUnique) else danger.index
            yield told(operation.model, operation.names)


def _another_count(old: Relation, new: Relation) -> Hazards:
    if new.kind is Kind.MANY_TO_MANY:
        yield danger.moved_key(new)
    elif old.kind is Kind.MANY_TO_MANY:
        rows, others = plural(label(new.model)), plural(label(new.target))
        text = f"The pairs become one key each; if one of the {rows} has several {others}, the migration stops."
        mend = f"Decide which of several {others} stays, and remove the other pairs first."
        yield danger.changed_key(f"{new.model}.{new.name}", text, mend)
    elif new.kind is Kind.ONE_TO_ONE:
        yield danger.unique(new.model, (new.name,))
    else:
        text = f"Several {plural(label(new.model))} may have the same {label(new.target)} now; no row changes."
        mend = "Code that expects one has to take a list before a second one is stored."
        yield danger.changed_key(f"{new.model}.{new.name}", text, mend)


def _needed(relation: Relation) -> bool:
    return relation.required and relation.kind is not Kind.MANY_TO_MANY


def _field(plan: Blueprint, model: str, name: str) -> Field | None:
    found = plan.model(model)
    return found.field(name) if found else None


def _unknown(field: Field) -> bool:
    """Whether rows need a value and nothing says which."""
    return field.required and not field.many and field.default is None


def _derived(plan: Blueprint, model: Model) -> tuple[str, ...]:
    account = plan.auth.kind is not AuthKind.NONE and plan.auth.model == model.name
    held = {
        "createdAt": model.timestamps,
        "updatedAt": model.timestamps,
        "deletedAt": model.soft_delete,
        "passwordHash": account and plan.auth.kind is AuthKind.JWT,
        "role": account and bool(plan.auth.roles),
    }
    return tuple(name for name, there in held.items() if there)
