"""A Blueprint in a few lines, for a context window: what is there and what it is called, not every detail."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.access import Authenticated, Condition, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.behaviour import Action, Constraint, Distinct, Lifecycle, Limit, NoOverlap, Ordered
from assistant.blueprint.field import Field, Write
from assistant.blueprint.plan import AuthKind, Blueprint, Model
from assistant.blueprint.relation import Kind, OnDelete, Relation

MANY = {Kind.MANY_TO_ONE: "one", Kind.ONE_TO_ONE: "one (at most one back)", Kind.MANY_TO_MANY: "many"}

_DELETED = {OnDelete.CASCADE: "goes with it", OnDelete.SET_NULL: "emptied when it goes"}
_WRITTEN = {Write.ON_CREATE: "once", Write.SERVER: "by the server"}


def outline(plan: Blueprint) -> str:
    """A line for the plan, one an enum, one a model with its fields, relations, access and endpoints, one by hand."""
    return "\n".join(_lines(plan))


def size(plan: Blueprint) -> str:
    """'5 models, 4 relations, 2 enums'."""
    counts = ((len(plan.models), "model"), (len(plan.relations), "relation"), (len(plan.enums), "enum"))
    return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count)


def field_text(field: Field) -> str:
    """'isbn String unique', 'nickname String?'."""
    many = "[]" if field.many else ""
    text = f"{field.name} {field.type}{many}{'' if field.required else '?'}"
    if field.unique:
        text += " unique"
    if field.default is not None:
        text += f" = {field.default}"
    bounds = (("min", field.min), ("max", field.max), ("max length", field.max_length))
    notes = [f"{name} {value}" for name, value in bounds if value is not None]
    notes += [f"format {field.format}"] if field.format else []
    notes += ["secret"] if field.secret else []
    notes += [f"written {_WRITTEN[field.write]}"] if field.write in _WRITTEN else []
    return f"{text} ({', '.join(notes)})" if notes else text


def access_text(rules: tuple[Rule, ...]) -> str:
    """'owner via member, or LIBRARIAN'."""
    return ", or ".join(_rule(rule) for rule in rules) if rules else "nobody"


def _lines(plan: Blueprint) -> Iterator[str]:
    signing = "nobody signs in" if plan.auth.kind is AuthKind.NONE else f"{plan.auth.kind} sign-in as {plan.auth.model}"
    roles = f", roles {', '.join(plan.auth.roles)}" if plan.auth.roles else ""
    yield f"{plan.title} ({plan.provider}; {signing}{roles}): {size(plan) or 'empty'}"
    for enum in plan.enums:
        yield f"enum {enum.name}: {' | '.join(enum.values)}"
    for model in plan.models:
        yield _model(plan, model)
    for custom in plan.custom:
        yield f"by hand {custom.method} {custom.path}: {custom.name} by {access_text(custom.rules)}"


def _model(plan: Blueprint, model: Model) -> str:
    parts = [", ".join(field_text(field) for field in model.fields)]
    parts += [_relation(relation) for relation in plan.relations if relation.model == model.name]
    parts += [f"unique together {' + '.join(names)}" for names in model.unique_together]
    parts.append(_access(model))
    parts += [_lifecycle(model.lifecycle)] if model.lifecycle else []
    parts += [_action(action) for action in model.actions]
    parts += [_constraint(constraint) for constraint in model.constraints]
    parts += ["soft delete"] if model.soft_delete else []
    resource = plan.resource(model.name)
    parts.append(resource.path if resource else "no endpoints")
    return f"{model.name}: {'; '.join(part for part in parts if part)}"


def _relation(relation: Relation) -> str:
    optional = "" if relation.required or relation.kind is Kind.MANY_TO_MANY else "?"
    notes = [f"back: {relation.inverse}"]
    notes += ["the caller"] if relation.write is Write.SERVER else []
    notes += [_DELETED[relation.on_delete]] if relation.on_delete in _DELETED else []
    return f"{relation.name}{optional} -> {MANY[relation.kind]} {relation.target} ({', '.join(notes)})"


def _access(model: Model) -> str:
    by_rule: dict[str, list[str]] = {}
    for operation in Operation:
        if operation is Operation.LIST and model.access.list is None:
            continue
        by_rule.setdefault(access_text(model.access.rules(operation)), []).append(operation)
    return "access " + "; ".join(f"{'/'.join(operations)}: {rule}" for rule, operations in by_rule.items())


def _lifecycle(lifecycle: Lifecycle) -> str:
    steps = (f"{each.source} to {each.to}{_by(each.rules)}" for each in lifecycle.transitions)
    return f"{lifecycle.field} begins as {lifecycle.initial} and goes {', '.join(steps)}"


def _action(action: Action) -> str:
    parts = [f"action {action.name}{_by(action.rules)}", *(f"when {_condition(each)}" for each in action.guard)]
    parts += [f"sets {each.field} to {each.value}" for each in action.effects]
    parts += [f"sent with {', '.join(action.accepts)}"] if action.accepts else []
    return ", ".join(parts)


def _constraint(constraint: Constraint) -> str:
    match constraint:
        case Ordered():
            return f"{constraint.before} before {constraint.after}{' or equal' if constraint.or_equal else ''}"
        case Limit():
            most = constraint.max if constraint.max_field is None else f"{constraint.per}.{constraint.max_field}"
            return f"at most {most} per {constraint.per}{_counting(constraint.counting)}"
        case NoOverlap():
            span = f"{constraint.start} to {constraint.end}"
            return f"no overlap of {span} per {constraint.per}{_counting(constraint.counting)}"
        case Distinct():
            return f"{constraint.first} is never {constraint.second}"


def _counting(conditions: tuple[Condition, ...]) -> str:
    return f", counting {' and '.join(_condition(each) for each in conditions)}" if conditions else ""


def _by(rules: tuple[Rule, ...]) -> str:
    return f" by {access_text(rules)}" if rules else ""


def _rule(rule: Rule) -> str:
    match rule:
        case Public():
            text = "anyone"
        case Authenticated():
            text = "signed in"
        case HasRole():
            text = "/".join(rule.roles)
        case Owner():
            text = f"owner via {rule.path}"
    return text + "".join(f" when {_condition(each)}" for each in rule.when)


def _condition(condition: Condition) -> str:
    if condition.one_of is not None:
        return f"{condition.field} is {'/'.join(map(str, condition.one_of))}"
    if condition.null is not None:
        return f"{condition.field} is {'empty' if condition.null else 'given'}"
    return f"{condition.field} is in the {condition.tense}"
