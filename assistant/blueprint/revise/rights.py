"""What may be done with a model that a message adds without saying who may."""

from __future__ import annotations

from assistant.blueprint.access import Access, Authenticated, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.field import Write
from assistant.blueprint.plan import AuthKind, Blueprint, Model
from assistant.blueprint.relation import Kind, Relation
from assistant.blueprint.revise.bridge import notebook_of, policy_of

_SIGNED: tuple[Rule, ...] = (Authenticated(),)


def usual_access(plan: Blueprint, model: Model, relations: tuple[Relation, ...]) -> Access:
    """As with what the model belongs to; without that, those who are signed in read and the staff writes."""
    if plan.auth.kind is AuthKind.NONE:
        anyone: tuple[Rule, ...] = (Public(),)
        return Access(read=anyone, create=anyone, update=anyone, delete=anyone)
    caller = next((r for r in relations if r.target == plan.auth.model and r.write is Write.SERVER), None)
    parent = next(
        (
            r
            for r in relations
            if r.kind is not Kind.MANY_TO_MANY and r.required and r.target not in {plan.auth.model, model.name}
        ),
        None,
    )
    whole = plan.model(parent.target) if parent else None
    read = along(whole, parent, Operation.READ) if whole and parent else _SIGNED
    if caller is not None:
        mine: tuple[Rule, ...] = (Owner(path=caller.name),)
        seen = read if any(isinstance(r, Public | Authenticated) for r in read) else (*mine, *read)
        return Access(read=seen, create=_SIGNED, update=mine, delete=mine)
    write = along(whole, parent, Operation.UPDATE) if whole and parent else ()
    write = write or policy_of(plan, notebook_of(plan)).staff() or _SIGNED
    return Access(read=read or _SIGNED, create=write, update=write, delete=write)


def along(whole: Model, parent: Relation, operation: Operation) -> tuple[Rule, ...]:
    """The rules of a parent, seen from its child; those with a condition on the parent are left out."""
    found: list[Rule] = []
    for rule in whole.access.rules(operation):
        if rule.when:
            continue
        if isinstance(rule, Owner):
            path = parent.name if rule.path == "self" else f"{parent.name}.{rule.path}"
            found.append(rule.model_copy(update={"path": path}))
        else:
            found.append(rule)
    return tuple(found)


def tidy(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules without those that a wider one makes needless; roles of the same condition joined."""
    if any(isinstance(r, Public) and not r.when for r in rules):
        return (Public(),)
    if any(isinstance(r, Authenticated) and not r.when for r in rules):
        return (*dict.fromkeys(r for r in rules if isinstance(r, Public)), Authenticated())
    roles = tuple(dict.fromkeys(role for r in rules if isinstance(r, HasRole) and not r.when for role in r.roles))
    others = tuple(dict.fromkeys(r for r in rules if not (isinstance(r, HasRole) and not r.when)))
    return (*others, HasRole(roles=roles)) if roles else others
