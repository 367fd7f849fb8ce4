"""Requests as TypeScript: the path, the body and the stage of an operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.blueprint.access import HasRole
from assistant.blueprint.access import Operation as Basic
from assistant.blueprint.behaviour import Transition
from assistant.draft.design import Design
from assistant.draft.entity import Entity
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.bodies import over_code, see_parent
from assistant.draft.suite.condition import Value, Values, usual, variants
from assistant.draft.suite.creation import creates
from assistant.draft.suite.edits import answered
from assistant.draft.suite.owners import owned, owners_name
from assistant.draft.suite.proof import (
    Case,
    Person,
    first_steps,
    follow,
    lists,
    owner_name,
    people,
    stage,
)
from assistant.draft.suite.script import literal, member, record
from assistant.draft.suite.value import outside, sample

CHANGES = (OperationKind.UPDATE, OperationKind.DELETE, OperationKind.TRANSITION, OperationKind.ACTION)


def path_code(op: Operation, id_code: str) -> str:
    """The path as TypeScript."""
    return f"`{op.path.replace('{id}', '${' + id_code + '}')}`" if op.has_id else literal(op.path)


def body_code(design: Design, op: Operation, step: Transition | None = None, given: str = "") -> str | None:
    """A right body as an expression over `actor`; `given` are fields of a new record, as an object."""
    it = op.entity
    assert it is not None
    match op.kind:
        case OperationKind.CREATE:
            return f"await new{it.pascal}(actor{f', {given}' if given else ''})"
        case OperationKind.UPDATE:
            return f"await changed{it.pascal}(actor)"
        case OperationKind.TRANSITION:
            assert step is not None
            required = [(name, _fixed(design, it, name)) for name in step.requires]
            return record([("to", literal(step.to)), *required])
        case OperationKind.ACTION if op.body:
            return record([(each.name, _fixed(design, it, each.name)) for each in op.body])
        case _:
            return None


def _fixed(design: Design, it: Entity, name: str) -> str:
    """A value of a field outside of any row."""
    column = it.column(name)
    assert column is not None
    return outside(sample(design, it, column).body)


def record_values(design: Design, op: Operation, step: Transition | None = None) -> list[dict[str, Value]]:
    """Records that an operation must be tried on: one for each way in which its conditions come out."""
    it = op.entity
    assert it is not None
    rules = [*op.rules, *(it.model.access.rules(Basic.READ) if op.kind in CHANGES else ())]
    tests = [rule.when for rule in rules if rule.when]
    if op.action and op.action.guard:
        tests.append(op.action.guard)
    found = variants(design, it, tuple(dict.fromkeys(tests)))
    if step is None or it.model.lifecycle is None:
        return found
    fixed = [{**values, it.model.lifecycle.field: step.source} for values in found]
    return [values for index, values in enumerate(fixed) if values not in fixed[:index]]


@dataclass(frozen=True)
class Granted:
    """Somebody who may, and the record on which they may (for a creation: the one that its first step names).

    `sees_parent` is whether a nested list needs a parent made for them to see: the usual one is out of their sight.
    """

    person: Person
    values: Values
    step: str | None = None
    sees_parent: bool = False


def granted(design: Design, op: Operation, step: Transition | None = None) -> Granted | None:
    """The first of those who may; None where the rules let nobody. Whoever may set all fields comes first."""
    found = list(all_granted(design, op, step))
    limited = [each.column.field.write_roles for each in op.body or () if each.column]
    preferred = [g for g in found if all(not roles or g.person.role in roles for roles in limited)]
    return next(iter(preferred or found), None)


def possible(design: Design, it: Entity) -> tuple[Operation, ...]:
    """The operations of an entity in which somebody can succeed."""
    return tuple(op for op in design.of(it) if granted(design, op, first_transition(op)) is not None)


def first_transition(op: Operation) -> Transition | None:
    """The first step of a transition's lifecycle."""
    lifecycle = op.entity.model.lifecycle if op.entity else None
    return lifecycle.transitions[0] if op.kind is OperationKind.TRANSITION and lifecycle else None


def attempt(design: Design, op: Operation) -> tuple[Granted, int]:
    """Where nobody succeeds: the one who comes furthest, and the status they get."""
    assert op.entity is not None
    step = first_transition(op)
    if op.kind is OperationKind.CREATE:
        first = next(iter(first_steps(op)), None)
        at = follow(design, op.entity, first) if first else op.entity
        tried = [
            (Granted(person, {}, first), creates(design, op, stage(design, at, person, {}), first))
            for person in _by_strength(design, op, at, owners=first is not None)
        ]
    else:
        rules = (step.rules or op.entity.model.access.update) if step else None
        seen = needs_seen_parent(op)
        tried = [
            (
                Granted(person, values, sees_parent=seen),
                answered(design, op, stage(design, op.entity, person, values), rules),
            )
            for person in _by_strength(design, op, op.entity)
            for values in record_values(design, op, step)
        ]
    order = (422, 409, 404, 403, 401)
    return min(tried, key=lambda each: order.index(each[1]) if each[1] in order else len(order))


def all_granted(design: Design, op: Operation, step: Transition | None = None) -> Iterator[Granted]:
    """Everyone who may, each at a record on which they may."""
    assert op.entity is not None
    if op.kind is OperationKind.CREATE:
        steps: tuple[str | None, ...] = first_steps(op) or (None,)
        for first in steps:
            at = follow(design, op.entity, first) if first else op.entity
            for person in _by_strength(design, op, at, owners=first is not None):
                if creates(design, op, stage(design, at, person, {}), first) == op.status:
                    yield Granted(person, {}, first)
        return
    for person in _by_strength(design, op, op.entity) if not needs_seen_parent(op) else ():
        for values in record_values(design, op, step):
            case = stage(design, op.entity, person, values)
            if _succeeds(design, op, case, step):
                yield Granted(person, values)
    if op.kind is OperationKind.LIST and op.parent:
        yield from _below_seen(design, op)


def needs_seen_parent(op: Operation) -> bool:
    """Whether a record usually has no parent, so that no nested list would show it."""
    return op.kind is OperationKind.LIST and op.parent is not None and not op.parent.relation.required


def _below_seen(design: Design, op: Operation) -> Iterator[Granted]:
    """Who gets a record listed once its parent is one that they may see."""
    assert op.entity is not None
    for person in _by_strength(design, op, op.entity):
        for values in record_values(design, op):
            case = stage(design, op.entity, person, values)
            see_parent(design, op, case)
            if lists(op, case) == "shown":
                yield Granted(person, values, sees_parent=True)


def _succeeds(design: Design, op: Operation, case: Case, step: Transition | None) -> bool:
    assert op.entity is not None
    if op.kind is OperationKind.LIST:
        return lists(op, case) == "shown"
    return answered(design, op, case, (step.rules or op.entity.model.access.update) if step else None) == op.status


def _by_strength(design: Design, op: Operation, it: Entity, *, owners: bool = True) -> list[Person]:
    """Roles that rules name, then owners, then the rest."""
    named = {role for rule in op.rules if isinstance(rule, HasRole) for role in rule.roles}
    found = [each for each in people(design, it, owned(design, it) if owners else ()) if not each.bad_token]
    return sorted(found, key=lambda each: 0 if each.role in named else 1 if each.owns else 2 if each.signed_in else 3)


def caller_code(person: Person) -> str:
    """The caller as an expression."""
    name = person.name if person.owns is None else "an owner"
    return f"await callers{member(name)}()"


def record_code(design: Design, it: Entity, person: Person, values: Values, *more: tuple[str, str]) -> str:
    """The record as an expression over `actor`; `more` are further columns, an empty name being a spread."""
    over = over_code(design, it, {k: v for k, v in values.items() if usual(design, it).get(k, ...) != v})
    inside = over.removeprefix("{ ").removesuffix(" }")
    parts = [inside] if inside else []
    parts += [value if not name else f"{name}: {value}" for name, value in more]
    argument = f"{{ {', '.join(parts)} }}" if parts else ""
    if person.owns is None:
        return f"await make{it.pascal}({argument})"
    owner = f"{owners_name(it)}{member(owner_name(person.owns))}"
    return f"await {owner}(signedIn(actor){', ' + argument if argument else ''})"


def without_owner(person: Person) -> Person:
    """The same person at a record of somebody else."""
    return replace(person, owns=None)
