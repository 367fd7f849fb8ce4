"""Lifecycles and constraints in words."""

from __future__ import annotations

from assistant.blueprint import names
from assistant.blueprint.behaviour import Constraint, Distinct, Effect, Limit, NoOverlap, Ordered
from assistant.blueprint.field import ACTOR, NOW
from assistant.blueprint.who import condition_text, who
from assistant.draft.design import Design
from assistant.draft.documents.markdown import sentence, table
from assistant.draft.entity import Entity


def lifecycle_table(entity: Entity) -> str:
    """One row a step: from where, where to, who, what is sent along, what else is written."""
    lifecycle = entity.model.lifecycle
    assert lifecycle is not None
    rows = [
        [
            f"`{step.source}`",
            f"`{step.to}`",
            who(step.rules or entity.model.access.update, entity.label),
            ", ".join(f"`{name}`" for name in step.requires),
            ", ".join(effect_text(effect) for effect in step.effects),
        ]
        for step in lifecycle.transitions
    ]
    start = f"A new {entity.label} is `{lifecycle.initial}`."
    changes = f"Its {names.label(lifecycle.field)} changes by these steps alone:"
    steps = table(["From", "To", "Who may", "Send along", "Sets"], rows)
    return f"{start} {changes}\n\n{steps}"


def effect_text(effect: Effect) -> str:
    """'`closedAt` to now'."""
    if effect.value is None:
        return f"`{effect.field}` to nothing"
    words = {NOW: "now", ACTOR: "the caller"}.get(str(effect.value))
    value = str(effect.value).lower() if isinstance(effect.value, bool) else str(effect.value)
    return f"`{effect.field}` to {words or f'`{value}`'}"


def rules_of(design: Design, entity: Entity) -> list[str]:
    """The constraints and actions of an entity, a sentence each."""
    found = [_constraint(entity, each) for each in entity.model.constraints]
    for action in entity.model.actions:
        op = next((op for op in design.of(entity) if op.action is action), None)
        if op is None:
            continue
        guard = " and ".join(condition_text(each) for each in action.guard)
        sets = ", ".join(effect_text(effect) for effect in action.effects)
        parts = [f"only if {guard}" if guard else "", f"sets {sets}" if sets else ""]
        found.append(sentence(f"`{op.method} {op.path}`: {'; '.join(filter(None, parts)) or op.summary}"))
    return found


def _constraint(entity: Entity, it: Constraint) -> str:
    match it:
        case Ordered():
            equal = "not before" if it.or_equal else "after"
            return f"`{it.after}` is {equal} `{it.before}`."
        case Limit():
            most = f"as many as its `{it.max_field}`" if it.max_field else str(it.max)
            return f"At most {most} {entity.labels}{_counting(it)} per {names.label(it.per)}."
        case NoOverlap():
            per = names.label(it.per)
            return f"No two {entity.labels}{_counting(it)} of one {per} share a time from `{it.start}` to `{it.end}`."
        case Distinct():
            return f"`{it.first}` and `{it.second}` are never the same."


def _counting(it: Limit | NoOverlap) -> str:
    conditions = " and ".join(condition_text(each) for each in it.counting)
    return f" whose {conditions}" if conditions else ""
