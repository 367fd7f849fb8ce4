"""Which writes can break a constraint over several rows, and so have to be held against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.blueprint.access import Condition
from assistant.blueprint.behaviour import Action, Constraint, Effect, Limit, NoOverlap, Transition
from assistant.blueprint.field import Literal
from assistant.draft.entity import Entity, Input


class Unknown:
    """A value that the caller chooses."""


ANY = Unknown()
Values = Mapping[str, Literal | Unknown | None]
"""Field or relation name -> its value after the write, now() as it stands; what is not written is absent."""


def on_create(it: Entity) -> Values:
    """What a new record holds: the body's fields are any value, all others their default."""
    sent = {_name(each) for each in it.creation()}
    defaults = {column.name: column.field.default for column in it.columns if not column.relation}
    keys = {key.relation.name: ANY for key in it.keys}
    return {**defaults, **keys, **dict.fromkeys(sent, ANY)}


def on_update(it: Entity) -> Values:
    """What an edit may write."""
    return dict.fromkeys((_name(each) for each in it.changes()), ANY)


def on_step(it: Entity, step: Transition) -> Values:
    """What one step of the lifecycle writes."""
    assert it.model.lifecycle is not None
    return {it.model.lifecycle.field: step.to, **dict.fromkeys(step.requires, ANY), **_effects(step.effects)}


def on_action(action: Action) -> Values:
    """What an action writes."""
    return {**dict.fromkeys(action.accepts, ANY), **_effects(action.effects)}


def endangered(it: Entity, written: Values) -> tuple[Constraint, ...]:
    """The limits and overlap rules that a write of `written` could break."""
    return tuple(each for each in it.model.constraints if _touches(each, written) and _may_count(each, written))


def _touches(constraint: Constraint, written: Values) -> bool:
    match constraint:
        case Limit():
            watched = {constraint.per}
        case NoOverlap():
            watched = {constraint.per, constraint.start, constraint.end}
        case _:
            return False
    watched |= {condition.field for condition in constraint.counting}
    return not watched.isdisjoint(written)


def _may_count(constraint: Constraint, written: Values) -> bool:
    assert isinstance(constraint, Limit | NoOverlap)
    return all(_may_hold(condition, written) for condition in constraint.counting)


def _may_hold(condition: Condition, written: Values) -> bool:
    if condition.field not in written:
        return True
    value = written[condition.field]
    if isinstance(value, Unknown):
        return True
    if condition.null is not None:
        return (value is None) == condition.null
    return condition.one_of is None or value in condition.one_of


def _name(each: Input) -> str:
    if each.column is None:
        return each.name
    return each.column.relation.name if each.column.relation else each.column.name


def _effects(effects: Iterable[Effect]) -> Values:
    return {effect.field: effect.value for effect in effects}
