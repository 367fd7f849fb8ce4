"""What goes along when something is dropped, because it says nothing without it.

What would come to mean something else (an access rule, a guard, a limit) is left as it is: the checks then refuse it
unless another operation of the same list sets it anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.blueprint.behaviour import Action, Constraint, Distinct, Effect, Lifecycle, Limit, NoOverlap, Ordered
from assistant.blueprint.operations.lookup import with_model, with_resource
from assistant.blueprint.plan import Blueprint, Model


def without_member(plan: Blueprint, model: Model, name: str) -> Blueprint:
    """Nothing that serves a dropped field or relation alone: keys, lists, comparisons, effects and inputs."""
    kept = model.model_copy(
        update={
            "unique_together": tuple(group for group in model.unique_together if name not in group),
            "indexes": tuple(group for group in model.indexes if name not in group),
            "constraints": tuple(each for each in model.constraints if name not in _compared(each)),
            "lifecycle": model.lifecycle and _still(model.lifecycle, name),
            "actions": tuple(_left(action, name) for action in model.actions),
        }
    )
    return unlisted(with_model(plan, kept), model.name, name)


def unlisted(plan: Blueprint, model: str, name: str) -> Blueprint:
    """No list of the model is narrowed, ordered or nested by this any more."""
    resource = plan.resource(model)
    if resource is None:
        return plan
    return with_resource(
        plan,
        resource.model_copy(
            update={
                "filters": _others(resource.filters, name),
                "sort": _others(resource.sort, name),
                "parent": None if resource.parent == name else resource.parent,
            }
        ),
    )


def unsorted(plan: Blueprint, model: str, name: str) -> Blueprint:
    """No list of the model is ordered by this any more."""
    resource = plan.resource(model)
    if resource is None or name not in resource.sort:
        return plan
    return with_resource(plan, resource.model_copy(update={"sort": _others(resource.sort, name)}))


def _compared(constraint: Constraint) -> tuple[str, ...]:
    """What a constraint can't be said without."""
    match constraint:
        case Ordered():
            return (constraint.before, constraint.after)
        case Limit():
            return (constraint.per,)
        case NoOverlap():
            return (constraint.per, constraint.start, constraint.end)
        case Distinct():
            return (constraint.first, constraint.second)


def _others(names: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)


def _unwritten(effects: Iterable[Effect], name: str) -> tuple[Effect, ...]:
    return tuple(each for each in effects if each.field != name)


def _still(cycle: Lifecycle, name: str) -> Lifecycle:
    steps = tuple(
        step.model_copy(update={"requires": _others(step.requires, name), "effects": _unwritten(step.effects, name)})
        for step in cycle.transitions
    )
    return cycle.model_copy(update={"transitions": steps})


def _left(action: Action, name: str) -> Action:
    return action.model_copy(
        update={"accepts": _others(action.accepts, name), "effects": _unwritten(action.effects, name)}
    )
