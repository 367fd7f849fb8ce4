"""Conditions on a record, and the rules that hold them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.blueprint.access import Condition, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.check.finding import Finding, Findings, Scope, Step, unknown
from assistant.blueprint.check.values import misfit
from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.plan import Model

_UNCOMPARED = (Scalar.JSON, Scalar.BYTES)


def conditions(scope: Scope, place: str, model: Model, found: Iterable[Condition]) -> Findings:
    """Each condition is on a field or relation of the model, and can be both true and false."""
    for number, condition in enumerate(found):
        at = f"{place}.{number}"
        if field := scope.field(model, condition.field):
            yield from _on_field(scope, at, field, condition)
        elif relation := scope.key(model, condition.field):
            if condition.null is None:
                yield Finding(at, f"{relation.name!r} is a relation: only `null` can be asked of it.", "Use `null`.")
            elif relation.required:
                yield _never_null(at, relation.name)
        else:
            yield unknown(at, f"a field of {model.name}", condition.field, (*scope.fields(model), *scope.keys(model)))


def _on_field(scope: Scope, place: str, field: Field, condition: Condition) -> Findings:
    if not scope.typed(field):
        return
    if condition.null is not None:
        if field.required:
            yield _never_null(place, field.name)
    elif field.many or field.scalar in _UNCOMPARED:
        yield Finding(place, f"{field.name!r} is a list, Json or Bytes: only `null` can be asked of it.", "Use `null`.")
    elif condition.tense is not None:
        if field.scalar not in (Scalar.DATE_TIME, Scalar.DATE):
            yield Finding(place, f"{field.name!r} is no date, so it is neither past nor future.", "Use `one_of`.")
    elif condition.one_of is not None:
        if not condition.one_of:
            yield Finding(place, f"{field.name!r} has to be one of nothing.", "List the values that will do.")
        for value in condition.one_of:
            if wanted := misfit(scope, field, value):
                yield Finding(place, f"{field.name!r} is never {value!r}.", f"It has to be {wanted}.")


def _never_null(place: str, name: str) -> Finding:
    return Finding(place, f"{name!r} is required, so it is never null.", f"Make {name!r} optional or ask otherwise.")


def rules(scope: Scope, place: str, model: Model, found: Iterable[Rule], operation: Operation | None) -> Findings:
    """Each rule can be answered: somebody signs in, roles exist, paths arrive; `operation` is None for actions."""
    for number, rule in enumerate(found):
        at = f"{place}.{number}"
        if not isinstance(rule, Public) and scope.account is None:
            yield Finding(
                at, f"{rule.kind!r} needs to know who calls, but nobody signs in.", "Set auth.kind, or use `public`."
            )
            continue
        if isinstance(rule, HasRole):
            yield from _roles(scope, at, rule)
        if isinstance(rule, Owner):
            yield from _owner(scope, at, model, rule, creating=operation is Operation.CREATE)
        if rule.when and operation is Operation.CREATE:
            yield Finding(
                f"{at}.when", "There is no record yet that could meet a condition.", "Drop `when` from create rules."
            )
        else:
            yield from conditions(scope, f"{at}.when", model, rule.when)


def _roles(scope: Scope, place: str, rule: HasRole) -> Findings:
    known = scope.blueprint.auth.roles
    if not rule.roles:
        yield Finding(place, "It names no role, so nobody meets it.", "Name the roles.")
    for role in rule.roles:
        if role not in known:
            yield unknown(place, "a role of the account", role, known)


def _owner(scope: Scope, place: str, model: Model, rule: Owner, *, creating: bool) -> Findings:
    at = f"{place}.path"
    if rule.path == "self":
        yield from _self(scope, place, model, rule, creating=creating)
        return
    here, before, walked = model.name, model.name, list[Step]()
    for name in rule.path.split("."):
        step = scope.steps(here).get(name)
        if step is None:
            yield unknown(at, f"a relation of {here}", name, scope.steps(here))
            return
        if step.target not in scope.models:
            return
        before, here = here, step.target
        walked.append(step)
    if here != scope.account:
        yield Finding(at, f"It ends at {here}, not at the account {scope.account}.", "Follow it to the account.")
    if creating and (walked[0].backwards or walked[0].many):
        first = rule.path.split(".")[0]
        yield Finding(
            at,
            f"Nothing belongs to a {model.name} before it exists, so {first!r} leads nowhere on create.",
            "Start with a relation to one that the new record holds.",
        )
    yield from conditions(scope, f"{place}.having", scope.models[before], rule.having)


def _self(scope: Scope, place: str, model: Model, rule: Owner, *, creating: bool) -> Findings:
    at = f"{place}.path"
    if model.name != scope.account:
        yield Finding(at, f"A {model.name} is not the account, so nobody is one.", "Name the relations to the account.")
    elif creating:
        yield Finding(at, "Nobody is a record that does not exist yet.", "Leave `self` out of create rules.")
    if rule.having:
        yield Finding(f"{place}.having", "There is no model between the record and the account.", "Use `when`.")
