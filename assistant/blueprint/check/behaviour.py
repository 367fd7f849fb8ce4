"""Access, constraints over rows, lifecycles and actions."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.blueprint.access import Operation
from assistant.blueprint.behaviour import Distinct, Effect, Lifecycle, Limit, NoOverlap, Ordered
from assistant.blueprint.check.conditions import conditions, rules
from assistant.blueprint.check.finding import Finding, Findings, Scope, repeated, unknown
from assistant.blueprint.check.naming import CAMEL
from assistant.blueprint.check.values import misfit
from assistant.blueprint.field import ACTOR, Field, Scalar
from assistant.blueprint.names import camel, kebab
from assistant.blueprint.plan import Model

_DATES = frozenset({Scalar.DATE_TIME, Scalar.DATE})
_NUMBERS = frozenset({Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL})


def access(scope: Scope) -> Findings:
    """The rules of every operation can be answered."""
    for model in scope.blueprint.models:
        place = f"models.{model.name}.access"
        for operation in Operation:
            if operation is not Operation.LIST or model.access.list is not None:
                found = model.access.rules(operation)
                yield from rules(scope, f"{place}.{operation.value}", model, found, operation)


def constraints(scope: Scope) -> Findings:
    """Constraints name fields and relations that can be compared and counted."""
    for model in scope.blueprint.models:
        for number, constraint in enumerate(model.constraints):
            place = f"models.{model.name}.constraints.{number}"
            if constraint in model.constraints[:number]:
                yield Finding(place, "It is listed twice.", "Remove one.")
            match constraint:
                case Ordered():
                    yield from _ordered(scope, place, model, constraint)
                case Limit():
                    yield from _limit(scope, place, model, constraint)
                case NoOverlap():
                    yield from _no_overlap(scope, place, model, constraint)
                case Distinct():
                    yield from _distinct(scope, place, model, constraint)


def _ordered(scope: Scope, place: str, model: Model, constraint: Ordered) -> Findings:
    yield from _pair(
        scope, place, model, (("before", constraint.before), ("after", constraint.after)), (_DATES, _NUMBERS)
    )


def _no_overlap(scope: Scope, place: str, model: Model, constraint: NoOverlap) -> Findings:
    yield from _per(scope, place, model, constraint.per)
    yield from _pair(scope, place, model, (("start", constraint.start), ("end", constraint.end)), (_DATES,))
    yield from conditions(scope, f"{place}.counting", model, constraint.counting)


def _pair(
    scope: Scope,
    place: str,
    model: Model,
    names: tuple[tuple[str, str], tuple[str, str]],
    families: tuple[frozenset[Scalar], ...],
) -> Findings:
    """Two different fields of one family of types."""
    fields = [scope.field(model, name) for _, name in names]
    for (key, name), field in zip(names, fields, strict=True):
        if field is None:
            yield unknown(f"{place}.{key}", f"a field of {model.name}", name, scope.fields(model))
    first, second = fields
    if first is None or second is None or not (scope.typed(first) and scope.typed(second)):
        return
    if first == second:
        yield Finding(place, f"It compares {first.name!r} with itself.", "Name two fields.")
    elif first.many or second.many or not any({first.scalar, second.scalar} <= family for family in families):
        kinds = "two dates" if len(families) == 1 else "two dates or two numbers"
        yield Finding(
            place,
            f"{first.name!r} ({first.type}) and {second.name!r} ({second.type}) can't be compared.",
            f"Name {kinds}.",
        )


def _limit(scope: Scope, place: str, model: Model, constraint: Limit) -> Findings:
    yield from _per(scope, place, model, constraint.per)
    yield from conditions(scope, f"{place}.counting", model, constraint.counting)
    if (constraint.max is None) == (constraint.max_field is None):
        yield Finding(place, "A limit needs exactly one of max and max_field.", "Say the number, or where it stands.")
    relation = scope.key(model, constraint.per)
    target = scope.models.get(relation.target) if relation else None
    if constraint.max_field is None or target is None:
        return
    field = target.field(constraint.max_field)
    if field is None:
        names = [f.name for f in target.fields]
        yield unknown(f"{place}.max_field", f"a field of {target.name}", constraint.max_field, names)
    elif field.scalar is not Scalar.INT or field.many:
        yield Finding(
            f"{place}.max_field", f"{target.name}.{field.name} is no Int.", "Name a field that holds a count."
        )


def _per(scope: Scope, place: str, model: Model, name: str) -> Findings:
    if scope.key(model, name) is None:
        yield unknown(f"{place}.per", f"a relation to one of {model.name}", name, scope.keys(model))


def _distinct(scope: Scope, place: str, model: Model, constraint: Distinct) -> Findings:
    found = [scope.key(model, name) for name in (constraint.first, constraint.second)]
    for key, name, relation in zip(("first", "second"), (constraint.first, constraint.second), found, strict=True):
        if relation is None:
            yield unknown(f"{place}.{key}", f"a relation to one of {model.name}", name, scope.keys(model))
    first, second = found
    if first is None or second is None:
        return
    if first == second:
        yield Finding(place, f"It compares {first.name!r} with itself.", "Name two relations.")
    elif first.target != second.target:
        yield Finding(
            place,
            f"{first.name!r} leads to {first.target} and {second.name!r} to {second.target}, so they always differ.",
            "Remove it.",
        )


def lifecycles(scope: Scope) -> Findings:
    """A lifecycle is over an enum, starts in one of its values and reaches all of them."""
    for model in scope.blueprint.models:
        if (cycle := model.lifecycle) is None:
            continue
        place = f"models.{model.name}.lifecycle"
        field = model.field(cycle.field)
        if field is None:
            names = [f.name for f in model.fields]
            yield unknown(f"{place}.field", f"a field of {model.name}", cycle.field, names)
        elif scope.typed(field):
            states = scope.choices(field)
            if states is None or field.many:
                yield Finding(f"{place}.field", f"{field.name!r} is no enum.", "A lifecycle moves between its values.")
            else:
                yield from _states(place, cycle, field, states)
        yield from _transitions(scope, place, model, cycle)


def _states(place: str, cycle: Lifecycle, field: Field, states: tuple[str, ...]) -> Findings:
    noun = f"a value of {field.type}"
    if cycle.initial not in states:
        yield unknown(f"{place}.initial", noun, cycle.initial, states)
    if field.default is not None and field.default != cycle.initial:
        yield Finding(
            f"{place}.initial",
            f"Records start as {cycle.initial!r}, but the default of {field.name!r} is {field.default!r}.",
            "Drop the default.",
        )
    for step in cycle.transitions:
        for key, state in (("source", step.source), ("to", step.to)):
            if state not in states:
                yield unknown(f"{place}.transitions.{step.source}->{step.to}.{key}", noun, state, states)
    reached = _reachable(cycle)
    for state in dict.fromkeys(states):
        if state not in reached and cycle.initial in states:
            yield Finding(place, f"Nothing ever becomes {state!r}.", "Add a transition to it, or remove the value.")


def _reachable(cycle: Lifecycle) -> set[str]:
    reached, todo = {cycle.initial}, [cycle.initial]
    while todo:
        state = todo.pop()
        fresh = {step.to for step in cycle.transitions if step.source == state} - reached
        reached |= fresh
        todo += fresh
    return reached


def _transitions(scope: Scope, place: str, model: Model, cycle: Lifecycle) -> Findings:
    for name in repeated(f"{step.source}->{step.to}" for step in cycle.transitions):
        yield Finding(f"{place}.transitions.{name}", "It is listed twice.", "Make one of the two.")
    for step in cycle.transitions:
        at = f"{place}.transitions.{step.source}->{step.to}"
        if step.source == step.to:
            yield Finding(at, "It leads back to where it starts.", "Remove it, or make it an action.")
        yield from rules(scope, f"{at}.rules", model, step.rules, None)
        yield from _somebody(at, model, bool(step.rules))
        yield from _inputs(f"{at}.requires", model, step.requires, step.effects)
        for name in step.requires:
            if (field := model.field(name)) and field.required:
                yield Finding(f"{at}.requires", f"{name!r} is required anyway.", "Make the field optional.")
        yield from _effects(scope, f"{at}.effects", model, step.effects)


def actions(scope: Scope) -> Findings:
    """Actions have a name and path of their own, somebody who may, and something to do."""
    for model in scope.blueprint.models:
        place = f"models.{model.name}.actions"
        for path in repeated(kebab(action.name) for action in model.actions):
            yield Finding(f"{place}.{path}", f"Two actions share the path /{path}.", "Rename one.")
        for action in model.actions:
            at = f"{place}.{action.name}"
            if not CAMEL.fullmatch(action.name):
                mend = f"Write {camel(action.name)!r}." if camel(action.name) else "Give it a name."
                yield Finding(at, f"{action.name!r} is not in camelCase.", mend)
            if not action.effects and not action.accepts:
                yield Finding(at, "It changes nothing.", "Give it effects, or fields that it accepts.")
            yield from rules(scope, f"{at}.rules", model, action.rules, None)
            yield from _somebody(at, model, bool(action.rules))
            yield from conditions(scope, f"{at}.guard", model, action.guard)
            yield from _inputs(f"{at}.accepts", model, action.accepts, action.effects)
            yield from _effects(scope, f"{at}.effects", model, action.effects)


def _somebody(place: str, model: Model, ruled: bool) -> Findings:
    if not ruled and not model.access.update:
        yield Finding(
            place, f"Nobody may take it: it has no rules, and nobody may update a {model.name}.", "Add rules."
        )


def _inputs(place: str, model: Model, names: tuple[str, ...], effects: Iterable[Effect]) -> Findings:
    written = {effect.field for effect in effects}
    for name in dict.fromkeys(names):
        if model.field(name) is None:
            yield unknown(place, f"a field of {model.name}", name, [field.name for field in model.fields])
        elif model.lifecycle is not None and model.lifecycle.field == name:
            yield Finding(place, f"{name!r} changes through its lifecycle alone.", "Leave it out.")
        elif name in written:
            yield Finding(place, f"{name!r} is sent by the caller and written as an effect.", "Keep one of the two.")
    for name in repeated(names):
        yield Finding(place, f"{name!r} is named twice.", "Remove one.")


def _effects(scope: Scope, place: str, model: Model, effects: tuple[Effect, ...]) -> Findings:
    for name in repeated(effect.field for effect in effects):
        yield Finding(place, f"{name!r} is written twice.", "Remove one.")
    for effect in effects:
        at = f"{place}.{effect.field}"
        field, relation = model.field(effect.field), scope.key(model, effect.field)
        if model.lifecycle is not None and model.lifecycle.field == effect.field:
            yield Finding(at, f"{effect.field!r} changes through its lifecycle alone.", "Make it a transition.")
        elif field is None and relation is None:
            known = [*(f.name for f in model.fields), *scope.keys(model)]
            yield unknown(at, f"a field of {model.name}", effect.field, known)
        elif effect.value is None:
            if (field or relation) and (field.required if field else relation is not None and relation.required):
                yield Finding(at, f"{effect.field!r} is required, so it can't be cleared.", "Make it optional.")
        elif field is not None:
            if scope.typed(field) and (wanted := misfit(scope, field, effect.value)):
                yield Finding(at, f"{effect.value!r} is no value of {field.name!r}.", f"It has to be {wanted}.")
        elif relation is not None and (effect.value != ACTOR or relation.target != scope.account):
            yield Finding(
                at, f"{relation.name!r} can be set only to the caller.", f"Use {ACTOR}, to the account alone."
            )
