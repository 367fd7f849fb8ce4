"""Operations as one line each, short enough to read in a table: 'add_field Task.dueAt DateTime?'."""

from __future__ import annotations

from pydantic import BaseModel

from assistant.blueprint.access import HasRole, Owner, Rule
from assistant.blueprint.field import Field
from assistant.blueprint.operations import operation as op
from assistant.blueprint.relation import Kind, Relation

_BOUNDS = ("min", "max", "max_length", "default")
_LENGTHS = frozenset({100, 200, 254, 64, 32, 2048, 10_000, 7, 3})
"""Lengths that every text of a kind has; only others are worth a word."""


def line(operation: op.Operation) -> str:
    """One operation; what follows from its kind alone is left out."""
    return f"{operation.kind} {_rest(operation)}".strip()


def _rest(operation: op.Operation) -> str:
    match operation:
        case op.AddModel(model=model, relations=relations):
            fields = ", ".join(_field(f) for f in model.fields)
            return " ".join([f"{model.name}({fields})", *(_relation(r) for r in relations)])
        case op.AddField(model=model, field=field):
            return f"{model}.{_field(field)}"
        case op.AddEnum(enum=enum):
            return f"{enum.name} {' '.join(enum.values)}"
        case op.AddRelation(relation=relation):
            return _relation(relation)
        case op.SetAccess(model=model, operation=operation_, rules=rules):
            return f"{model}.{operation_.value} {' | '.join(map(_rule, rules)) or 'nobody'}"
        case op.AddAction(model=model, action=action):
            guard = " and ".join(f"{c.field} {c.tense or c.one_of or 'null'}" for c in action.guard)
            return f"{model}.{action.name} by {' | '.join(map(_rule, action.rules))} while {guard}"
        case op.SetLifecycle(model=model, lifecycle=cycle):
            steps = [f"{t.source}>{t.to}" for t in cycle.transitions] if cycle else []
            return f"{model} {' '.join(steps) or 'none'}"
        case op.SetConstraints(model=model, constraints=constraints):
            return f"{model} {'; '.join(_given(c) for c in constraints)}"
        case _:
            return _plain(operation)


def _plain(operation: op.Operation) -> str:
    given = operation.model_dump(mode="json", exclude={"set"}, exclude_defaults=True)
    given.pop("kind")
    place = ".".join(str(given.pop(k)) for k in ("model", "field", "relation", "enum") if k in given)
    rest = [f"{v}" if not isinstance(v, list) else "+".join(map(str, v)) for v in given.values()]
    patch = getattr(operation, "set", None)
    return " ".join(filter(None, [place, *rest, _given(patch) if isinstance(patch, BaseModel) else ""]))


def _given(record: BaseModel) -> str:
    given = record.model_dump(mode="json", exclude_unset=True)
    kind = given.pop("kind", "") if "per" in given or "before" in given or "first" in given else ""
    given.pop("counting", None)
    return " ".join([*([kind] if kind else []), *(f"{k}={_value(v)}" for k, v in given.items())])


def _value(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _field(field: Field) -> str:
    bounds = {name: getattr(field, name) for name in _BOUNDS}
    said = [
        f"{k}={v}" for k, v in bounds.items() if v not in (None, False) and not (k == "max_length" and v in _LENGTHS)
    ]
    if field.min == 0:
        said = [s for s in said if s != "min=0"]
    marks = ("[]" if field.many else "") + ("" if field.required else "?") + ("!" if field.unique else "")
    return " ".join([f"{field.name} {field.type}{marks}", *said])


def _relation(relation: Relation) -> str:
    arrow = {Kind.MANY_TO_ONE: "->", Kind.ONE_TO_ONE: "-1->", Kind.MANY_TO_MANY: "<->"}[relation.kind]
    loose = "?" if not relation.required and relation.kind is not Kind.MANY_TO_MANY else ""
    return f"{relation.model}.{relation.name} {arrow} {relation.target}{loose}"


def _rule(rule: Rule) -> str:
    when = "".join(f" if {c.field}" for c in rule.when)
    match rule:
        case HasRole():
            return f"{'/'.join(rule.roles)}{when}"
        case Owner():
            return f"{rule.path}{when}"
        case _:
            return f"{rule.kind}{when}"
