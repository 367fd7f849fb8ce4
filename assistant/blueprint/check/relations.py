"""Relations, and the keys and indexes over their columns."""

from __future__ import annotations

from collections import deque

from assistant.blueprint.access import Owner, Public
from assistant.blueprint.check.finding import Finding, Findings, Scope, repeated, unknown
from assistant.blueprint.field import Scalar, Write
from assistant.blueprint.plan import Auth, AuthKind, Model
from assistant.blueprint.relation import Kind, OnDelete, Relation


def ends(scope: Scope) -> Findings:
    """Both ends of a relation are models."""
    for relation in scope.blueprint.relations:
        place = _place(relation)
        if relation.model not in scope.models:
            yield unknown(f"{place}.model", "a model of this plan", relation.model, scope.models)
        if relation.target not in scope.models:
            yield unknown(f"{place}.target", "a model of this plan", relation.target, scope.models)


def set_null(scope: Scope) -> Findings:
    """What is required can't be set to null."""
    for relation in scope.blueprint.relations:
        to_one = relation.kind is not Kind.MANY_TO_MANY
        if to_one and relation.required and relation.on_delete is OnDelete.SET_NULL:
            yield Finding(
                f"{_place(relation)}.on_delete",
                "It is required, so it can't become null when its target is deleted.",
                "Make it optional, or choose restrict or cascade.",
            )


def cycles(scope: Scope) -> Findings:
    """No record needs another that needs it first: for each required relation the shortest way back, told once."""
    needs = [r for r in scope.blueprint.relations if r.kind is not Kind.MANY_TO_MANY and r.required]
    told: set[frozenset[str]] = set()
    for relation in needs:
        back = _way(needs, relation.target, relation.model)
        if back is None:
            continue
        steps = [f"{step.model}.{step.name}" for step in (relation, *back)]
        if frozenset(steps) not in told:
            told.add(frozenset(steps))
            yield Finding(
                _place(relation),
                f"No first {relation.model} can be made: {' needs '.join([*steps, relation.model])}.",
                "Make one of these relations optional.",
            )


def _way(needs: list[Relation], start: str, end: str) -> list[Relation] | None:
    """The fewest relations from one model to another, or None where there is no way."""
    ways: dict[str, list[Relation]] = {start: []}
    todo = deque([start])
    while todo:
        here = todo.popleft()
        if here == end:
            return ways[here]
        for relation in needs:
            if relation.model == here and relation.target not in ways:
                ways[relation.target] = [*ways[here], relation]
                todo.append(relation.target)
    return None


def server_written(scope: Scope) -> Findings:
    """A relation that only the server writes is to the caller, who has to be signed in."""
    auth = scope.blueprint.auth
    for relation in scope.blueprint.relations:
        model = scope.models.get(relation.model)
        if model is None or relation.write is not Write.SERVER or relation.kind is Kind.MANY_TO_MANY:
            continue
        if relation.target != scope.account:
            yield Finding(
                f"{_place(relation)}.write",
                "Only the server writes it, and it does not lead to the account, so nothing ever sets it.",
                "Let callers write it: `write: on_create`.",
            )
        elif relation.required and _made_by_strangers(model, auth):
            yield Finding(
                f"{_place(relation)}.write",
                f"The caller becomes its {relation.name}, but people who are not signed in may create a {model.name}.",
                "Make it optional, or let only those create it who are signed in.",
            )


def newcomers(scope: Scope) -> Findings:
    """Where whoever creates a record becomes its owner, no body says who that is."""
    for model in scope.blueprint.models:
        for rule in model.access.create:
            relation = scope.blueprint.relation(model.name, rule.path) if isinstance(rule, Owner) else None
            if relation is None or relation.kind is Kind.MANY_TO_MANY or relation.target != scope.account:
                continue
            if relation.write is not Write.SERVER:
                yield Finding(
                    f"{_place(relation)}.write",
                    f"Whoever creates a {model.name} is to become its {relation.name}, but the body may name anyone.",
                    "Set write: server, or let others create it by another rule.",
                )


def _made_by_strangers(model: Model, auth: Auth) -> bool:
    registers = auth.kind is AuthKind.OAUTH or (auth.kind is AuthKind.JWT and auth.registration)
    return (registers and model.name == auth.model) or any(isinstance(rule, Public) for rule in model.access.create)


def compound(scope: Scope) -> Findings:
    """Compound uniques and indexes name columns that exist, each once, and none says what another already says."""
    for model in scope.blueprint.models:
        place = f"models.{model.name}"
        for number, columns in enumerate(model.unique_together):
            at = f"{place}.unique_together.{number}"
            yield from _columns(scope, model, at, columns)
            if len(columns) < 2:
                yield Finding(at, "It needs two columns or more.", "For one field say `unique: true` on the field.")
        for number, columns in enumerate(model.indexes):
            at = f"{place}.indexes.{number}"
            yield from _columns(scope, model, at, columns)
            if not columns:
                yield Finding(at, "It names no columns.", "Name some, or remove it.")
        for key in repeated(" ".join(sorted(columns)) for columns in model.unique_together):
            yield Finding(f"{place}.unique_together", f"({key.replace(' ', ', ')}) is unique twice.", "Remove one.")
        for key in repeated(" ".join(columns) for columns in model.indexes):
            yield Finding(f"{place}.indexes", f"({key.replace(' ', ', ')}) is indexed twice.", "Remove one.")


def _columns(scope: Scope, model: Model, place: str, columns: tuple[str, ...]) -> Findings:
    for name in dict.fromkeys(columns):
        field = scope.field(model, name)
        if field is None and scope.key(model, name) is None:
            known = (*scope.fields(model), *scope.keys(model))
            yield unknown(place, f"a field of {model.name}, nor a relation with a key", name, known)
        elif field is not None and (field.many or field.scalar in (Scalar.JSON, Scalar.BYTES)):
            yield Finding(place, f"{name!r} can't be indexed: it is a list, Json or Bytes.", "Leave it out.")
    for name in repeated(columns):
        yield Finding(place, f"{name!r} is named twice.", "Remove one.")


def _place(relation: Relation) -> str:
    return f"relations.{relation.model}.{relation.name}"
