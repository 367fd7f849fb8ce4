"""Values, conditions and owner paths as parts of a Prisma query."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.blueprint.access import Condition, Owner, Rule, Tense
from assistant.blueprint.field import NOW, Field, Literal, Scalar
from assistant.blueprint.relation import Kind
from assistant.draft.code.words import entries
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity


def literal(field: Field, value: Literal | None) -> str:
    """A value of a column as TypeScript that Prisma takes."""
    if value is None:
        return "null"
    match field.scalar:
        case Scalar.DATE_TIME | Scalar.DATE:
            return "new Date()" if value == NOW else f"new Date({json.dumps(value)})"
        case Scalar.BIG_INT:
            return f"{value}n"
        case Scalar.DECIMAL:
            return json.dumps(str(value))
        case _:
            return json.dumps(value, ensure_ascii=False)


def conditions(it: Entity, found: Iterable[Condition]) -> str:
    """Entries of a `where` that hold where all of the conditions do; '' for none."""
    parts: dict[str, list[str]] = {}
    for each in found:
        column = _column(it, each.field)
        parts.setdefault(column.name, []).append(_test(column, each))
    single = [f"{name}: {tests[0]}" for name, tests in parts.items()]
    more = [f"{{ {name}: {test} }}" for name, tests in parts.items() for test in tests[1:]]
    return ", ".join([*single, *([f"AND: [{', '.join(more)}]"] if more else [])])


def _column(it: Entity, name: str) -> Column:
    column = it.column(name)
    assert column is not None, f"{it.pascal} has no {name}"
    return column


def _test(column: Column, condition: Condition) -> str:
    if condition.null is not None:
        return "null" if condition.null else "{ not: null }"
    if condition.tense is not None:
        return "{ lt: new Date() }" if condition.tense is Tense.PAST else "{ gt: new Date() }"
    values = list(dict.fromkeys(condition.one_of or ()))
    if len(values) == 1:
        return literal(column.field, values[0])
    if column.field.scalar is Scalar.BOOLEAN:
        return "{ not: null }" if not column.field.required else "{}"
    return f"{{ in: [{', '.join(literal(column.field, value) for value in values)}] }}"


def rule_condition(design: Design, it: Entity, rule: Rule) -> str | None:
    """The entries that a rule adds to a query, or None where it holds for every record."""
    parts = [conditions(it, rule.when)]
    if isinstance(rule, Owner):
        parts.append(owned(design, it, rule))
    return ", ".join(filter(None, parts)) or None


def owned(design: Design, it: Entity, rule: Owner) -> str:
    """The entries that hold where `actor` is at the end of the rule's path."""
    if rule.path == "self":
        return "id: actor.id"
    return _along(design, it, rule.path.split("."), rule)


def _along(design: Design, it: Entity, steps: list[str], rule: Owner) -> str:
    step = follow(design, it, steps[0])
    if len(steps) == 1:
        account = f"{steps[0]}Id: actor.id" if step.holds_key else f"{steps[0]}: {step.wrap('id: actor.id')}"
        return ", ".join(filter(None, [account, conditions(it, rule.having)]))
    alive = "deletedAt: null" if step.target.model.soft_delete else ""
    return f"{steps[0]}: {step.wrap(', '.join(filter(None, [alive, _along(design, step.target, steps[1:], rule)])))}"


@dataclass(frozen=True)
class Step:
    """One relation, seen from one of its ends."""

    target: Entity
    holds_key: bool
    many: bool

    def wrap(self, inner: str) -> str:
        """A relation filter: the one, or some of the many, for which `inner` holds."""
        return entries(f"some: {{ {inner} }}") if self.many else entries(inner)


def follow(design: Design, it: Entity, name: str) -> Step:
    """The relation or inverse that `it` has under this name."""
    for relation in design.blueprint.relations:
        joined = relation.kind is Kind.MANY_TO_MANY
        if (relation.model, relation.name) == (it.pascal, name):
            return Step(design.entity(relation.target), not joined, joined)
        if (relation.target, relation.inverse) == (it.pascal, name):
            return Step(design.entity(relation.model), False, relation.kind is not Kind.ONE_TO_ONE)
    raise LookupError(f"{it.pascal} has no relation {name}")
