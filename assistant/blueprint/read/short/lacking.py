"""Whether a plan lacks what the plain sentences of its brief tell of."""

from __future__ import annotations

from assistant.blueprint.names import pascal
from assistant.blueprint.plan import AuthKind, Blueprint
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import Words, key
from assistant.blueprint.read.short.retell import Retold
from assistant.blueprint.relation import Kind


def lacking(plan: Blueprint, short: Retold) -> bool:
    """Whether a thing of the brief is no model of the plan, or does not refer to what it belongs to."""
    models = {key(pascal(m.name).lower()): m.name for m in plan.models}
    account = plan.auth.model if plan.auth.kind is not AuthKind.NONE else ""

    def model_of(words: Words) -> str:
        found = models.get(key(words), "")
        return found or (account if nouns.is_person(words[-1]) else "")

    known = {model_of(name) for name, _ in short.tied} | {account}
    if short.unplaced or any(m.name not in known for m in plan.models):
        return True
    tied = {(r.model, r.target) for r in plan.relations}
    tied |= {(r.target, r.model) for r in plan.relations if r.kind is Kind.MANY_TO_MANY}
    columns = {m.name: len(m.fields) + sum(r.model == m.name for r in plan.relations) for m in plan.models}
    if any(columns.get(model_of(name), 99) < len(parts) for name, parts in short.things):
        return True
    for name, parents in short.tied:
        model = model_of(name)
        if not model:
            return True
        for parent in parents:
            above = model_of(parent)
            if not above or (model, above) not in tied:
                return True
    return False
