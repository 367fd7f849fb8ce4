"""How records move from state to state, and what is written on the way."""

from __future__ import annotations

from dataclasses import replace

from assistant.blueprint.access import HasRole, Operation, Rule
from assistant.blueprint.behaviour import Effect, Lifecycle, Transition
from assistant.blueprint.field import ACTOR, NOW, Scalar, Write
from assistant.blueprint.plan import Model
from assistant.blueprint.read.field_type import Typed, enum_value
from assistant.blueprint.read.notebook import Entity
from assistant.blueprint.read.permission import Permission
from assistant.blueprint.read.policy import Policy
from assistant.blueprint.relation import Relation

Step = tuple[str, str]

_DECIDED = {"APPROVED", "REJECTED", "ACCEPTED", "DECLINED"}


def lifecycle(
    entity: Entity, model: Model, relations: tuple[Relation, ...], policy: Policy, permissions: list[Permission]
) -> Lifecycle | None:
    """The lifecycle of a model whose steps reach every state; None otherwise."""
    name = next((n for n, t in entity.fields.items() if t.values and n in {"status", "state", "stage"}), None)
    if name is None or not entity.steps:
        return None
    values = entity.fields[name].values
    steps = [s for s in dict.fromkeys(entity.steps) if s[0] in values and s[1] in values]
    reached, todo = {values[0]}, [values[0]]
    while todo:
        state = todo.pop()
        fresh = {b for a, b in steps if a == state} - reached
        reached |= fresh
        todo += fresh
    if reached != set(values) or (not model.access.update and not permissions):
        return None
    made = tuple(_transition(step, model, relations, policy, permissions) for step in steps)
    if not model.access.update and not all(t.rules for t in made):
        return None
    return Lifecycle(field=name, initial=values[0], transitions=made)


def _transition(
    step: Step,
    model: Model,
    relations: tuple[Relation, ...],
    policy: Policy,
    permissions: list[Permission],
) -> Transition:
    source, to = step
    effects: list[Effect] = []
    requires: list[str] = []
    for field in model.fields:
        stem = field.name.removesuffix("At")
        if (
            field.scalar in {Scalar.DATE_TIME, Scalar.DATE}
            and not field.required
            and field.name.endswith("At")
            and _is(stem, to)
        ):
            effects.append(Effect(field=field.name, value=NOW))
        if field.name.endswith("Reason") and not field.required and enum_value(field.name)[:5] == to[:5]:
            requires.append(field.name)
    for relation in relations:
        if (
            relation.model == model.name
            and relation.target == policy.account
            and relation.name.endswith("By")
            and not relation.required
            and _is(relation.name.removesuffix("By"), to)
        ):
            effects.append(Effect(field=relation.name, value=ACTOR))
    return Transition(
        source=source,
        to=to,
        rules=_takers(to, model, policy, permissions) or _makers(step, model, policy),
        requires=tuple(requires),
        effects=tuple(effects),
    )


def _makers(step: Step, model: Model, policy: Policy) -> tuple[Rule, ...]:
    """Whoever made a record hands it in and takes it back, where nobody else is named for it."""
    if policy.account is None or step[1] not in _HANDED_IN | _TAKEN_BACK:
        return ()
    holders = policy.holders(model)
    if not holders or set(holders) <= set(model.access.update):
        return ()
    return holders if step[1] in _HANDED_IN else (*holders, *model.access.update)


_HANDED_IN = {"SUBMITTED", "SENT"}
_TAKEN_BACK = {"CANCELLED", "CANCELED", "WITHDRAWN"}


def _is(stem: str, state: str) -> bool:
    name = enum_value(stem)
    return name == state or (name == "DECIDED" and state in _DECIDED) or (len(name) > 5 and name[:6] == state[:6])


def _takers(to: str, model: Model, policy: Policy, permissions: list[Permission]) -> tuple[Rule, ...]:
    """Who may take a step, where the brief names the doers of it: 'managers decide', 'only admins approve'."""
    found: list[Rule] = []
    if policy.account is None:
        return ()
    for permission in permissions:
        if model.name not in permission.entities or not permission.verb:
            continue
        doing = (permission.verb, *permission.also)
        fits = any(to.startswith(v.upper()[:5]) or (v == "decide" and to in _DECIDED) for v in doing)
        if fits:
            for who in permission.who:
                found += policy.rules(model, replace(permission, states=()), who, Operation.UPDATE)
    return tuple(r for r in dict.fromkeys(found) if not isinstance(r, HasRole) or r.roles)


def server_written(entity: Entity, cycle: Lifecycle) -> None:
    """Marks the fields that the steps write as written by the server alone."""
    written = {e.field for t in cycle.transitions for e in t.effects}
    for name in written & set(entity.fields):
        typed = entity.fields[name]
        entity.fields[name] = Typed(typed.field.model_copy(update={"write": Write.SERVER}), typed.values)
