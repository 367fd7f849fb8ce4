"""Parts of a plan in words, for what is told of a change."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.blueprint import names
from assistant.blueprint.behaviour import Action, Constraint, Distinct, Effect, Lifecycle, Limit, NoOverlap, Ordered
from assistant.blueprint.field import ACTOR, Field, Literal, Write
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.blueprint.who import condition_text, who

WRITERS = {
    Write.ALWAYS: "whoever may write the record writes it",
    Write.ON_CREATE: "it is written only at creation",
    Write.SERVER: "only the server writes it",
}
ON_DELETE = {
    OnDelete.RESTRICT: "the {target} can't be deleted while it is referred to",
    OnDelete.CASCADE: "it is deleted together with its {target}",
    OnDelete.SET_NULL: "it stays without one when its {target} is deleted",
}


def a_field(field: Field) -> str:
    """'a required Decimal(10, 2), default 0'."""
    needed = "a list of" if field.many else names.article("required" if field.required else "optional")
    marks = [f"{needed} {a_type(field)}"]
    marks += ["unique"] if field.unique else []
    marks += [f"default {a_value(field.default)}"] if field.default is not None else []
    marks += ["never shown"] if field.secret else []
    return ", ".join(marks)


def a_type(field: Field) -> str:
    """'Decimal(10, 2)'."""
    if field.precision is None:
        return field.type
    return f"{field.type}({field.precision}{'' if field.scale is None else f', {field.scale}'})"


def a_value(value: Literal | None) -> str:
    """'now', 'true', 'the caller', 'nothing'."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    return {"now()": "now", "uuid()": "a new UUID", ACTOR: "the caller"}.get(str(value), str(value))


def a_relation(relation: Relation) -> str:
    """'each ticket has exactly one user'."""
    one, other = names.article(names.label(relation.model)), names.label(relation.target)
    if relation.kind is Kind.MANY_TO_MANY:
        many = f"{names.label(names.plural(relation.model))} and {names.label(names.plural(relation.target))}"
        return f"any number of {many} belong together"
    count = "exactly one" if relation.required else "at most one"
    alone = f", and no two the same {other}" if relation.kind is Kind.ONE_TO_ONE else ""
    return f"{one} has {count} {other}{alone}"


def a_constraint(constraint: Constraint, label: str) -> str:
    """'dueAt lies after startsAt'."""
    match constraint:
        case Ordered():
            same = " or is the same" if constraint.or_equal else ""
            return f"{constraint.after} lies after {constraint.before}{same}"
        case Limit():
            most = constraint.max if constraint.max_field is None else f"as many as its {constraint.max_field} says"
            return f"at most {most} {label} records for each {constraint.per}{_counting(constraint)}"
        case NoOverlap():
            span = f"{constraint.start} to {constraint.end}"
            return f"no two of the same {constraint.per} overlap from {span}{_counting(constraint)}"
        case Distinct():
            return f"{constraint.first} and {constraint.second} are never the same"


def _counting(constraint: Limit | NoOverlap) -> str:
    if not constraint.counting:
        return ""
    return f", counting those whose {' and '.join(condition_text(each) for each in constraint.counting)}"


def a_lifecycle(cycle: Lifecycle, label: str) -> str:
    """'state starts as OPEN; OPEN -> CLOSED (librarians)'."""
    steps = [
        f"{step.source} -> {step.to}{f' ({who(step.rules, label)})' if step.rules else ''}"
        f"{_also(step.requires, step.effects)}"
        for step in cycle.transitions
    ]
    return "; ".join([f"{cycle.field} starts as {cycle.initial}", *steps])


def an_action(action: Action, label: str) -> str:
    """'for the loan's member, if due at is in the future; sets closedAt to now'."""
    guard = f", if {' and '.join(condition_text(each) for each in action.guard)}" if action.guard else ""
    whom = who(action.rules, label) if action.rules else f"whoever may change the {label}"
    return f"for {whom}{guard}{_also(action.accepts, action.effects)}"


def _also(inputs: Iterable[str], effects: Iterable[Effect]) -> str:
    told = [f"sets {effect.field} to {a_value(effect.value)}" for effect in effects]
    if sent := list(inputs):
        told.insert(0, f"takes {', '.join(sent)}")
    return f"; {', '.join(told)}" if told else ""


def listed(items: Iterable[str]) -> str:
    """'title, isbn and price'; 'nothing'."""
    found = list(items)
    if len(found) < 2:
        return found[0] if found else "nothing"
    return f"{', '.join(found[:-1])} and {found[-1]}"
