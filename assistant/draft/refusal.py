"""The error statuses an operation can answer, as docs/drafts.md implies them."""

from __future__ import annotations

from assistant.blueprint.access import Authenticated, HasRole, Owner, Public, Rule
from assistant.blueprint.behaviour import Transition
from assistant.draft.design import Design
from assistant.draft.operation import Operation, OperationKind

_SIGN_IN = (OperationKind.REGISTER, OperationKind.LOGIN, OperationKind.ME)
_CHANGES = (OperationKind.UPDATE, OperationKind.DELETE, OperationKind.ACTION, OperationKind.TRANSITION)


def refusals(design: Design, op: Operation) -> tuple[int, ...]:
    """The 4xx statuses of an operation, ascending; 405 and 5xx are possible everywhere and left out."""
    found = {
        400: op.body is not None,
        401: op.kind is OperationKind.LOGIN or takes_token(design, op),
        403: may_forbid(design, op),
        404: op.has_id or op.custom is not None,
        409: bool(op.conflicts),
        413: op.body is not None,
        415: op.body is not None,
        422: op.body is not None or op.kind is OperationKind.LIST or op.custom is not None,
        429: op.kind is OperationKind.LOGIN,
    }
    return tuple(status for status, possible in found.items() if possible)


def takes_token(design: Design, op: Operation) -> bool:
    """Whether a token makes a difference, so that a wrong one is refused."""
    return design.account is not None and Public() not in op.rules


def needs_token(design: Design, op: Operation) -> bool:
    """Whether nothing is answered without a token."""
    return design.account is not None and not any(isinstance(rule, Public) for rule in op.rules)


def knows_forbidden(design: Design) -> bool:
    """Whether the draft knows the problem `forbidden`: where people sign in, or some operation answers it."""
    return design.account is not None or any(may_forbid(design, op) for op in design.operations)


def may_forbid(design: Design, op: Operation) -> bool:
    """Whether some caller gets 403: a role that does not fit, or a record they may read but not change."""
    if op.kind in _SIGN_IN:
        return False
    if _only_some_roles(design, op.rules) or _writes_by_role(op):
        return True
    if op.kind is OperationKind.CREATE:
        plain = tuple(rule for rule in op.rules if not rule.when)
        return all(isinstance(rule, HasRole) for rule in plain) and _only_some_roles(design, plain)
    if op.kind not in _CHANGES or op.entity is None:
        return False
    return not cover(design, op.rules, op.entity.model.access.read) or _differs_by_step(design, op)


def _only_some_roles(design: Design, rules: tuple[Rule, ...]) -> bool:
    named = {role for rule in rules if isinstance(rule, HasRole) for role in rule.roles}
    return all(isinstance(rule, HasRole) for rule in rules) and named != set(design.blueprint.auth.roles)


def _writes_by_role(op: Operation) -> bool:
    limited = [i.column.field.write_roles for i in op.body or () if i.column and i.column.field.write_roles]
    callers = {role for rule in op.rules if isinstance(rule, HasRole) for role in rule.roles}
    others = not all(isinstance(rule, HasRole) for rule in op.rules)
    return any(others or not callers <= set(roles) for roles in limited)


def _differs_by_step(design: Design, op: Operation) -> bool:
    if op.kind is not OperationKind.TRANSITION or op.entity is None or op.entity.model.lifecycle is None:
        return False

    def covered(step: Transition) -> bool:
        assert op.entity is not None
        return cover(design, step.rules or op.entity.model.access.update, op.rules)

    return not all(covered(step) for step in op.entity.model.lifecycle.transitions)


def cover(design: Design, changing: tuple[Rule, ...], reading: tuple[Rule, ...]) -> bool:
    """Whether whoever comes in by `reading` may also do what `changing` allows; False where that is not plain."""
    return all(any(_implied(design, rule, by, changing) for by in changing) for rule in reading)


def _implied(design: Design, rule: Rule, by: Rule, changing: tuple[Rule, ...]) -> bool:
    if by.when and by.when != rule.when:
        return False
    match by:
        case Public():
            return True
        case Authenticated():
            # Without a token the answer is 401 before any record is looked at, unless some change is public.
            return not isinstance(rule, Public) or not any(isinstance(each, Public) for each in changing)
        case HasRole():
            every = set(by.roles) >= set(design.blueprint.auth.roles)
            return every or (isinstance(rule, HasRole) and set(rule.roles) <= set(by.roles))
        case Owner():
            return isinstance(rule, Owner) and rule.path == by.path and by.having in ((), rule.having)
