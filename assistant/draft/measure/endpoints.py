"""What is called to measure a draft: every endpoint with bodies that may succeed."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from assistant.blueprint.access import Public
from assistant.blueprint.field import Format, Scalar
from assistant.draft.design import Design
from assistant.draft.documents.emit import to_yaml
from assistant.draft.documents.example import example
from assistant.draft.entity import Column, Entity, Input, Origin
from assistant.draft.listing import Comparison, filters, orders
from assistant.draft.measure.cells import ROWS
from assistant.draft.measure.keys import FEW
from assistant.draft.operation import Operation, OperationKind

Body = dict[str, JsonValue]

_LEFT_OUT = (OperationKind.REGISTER, OperationKind.LOGIN)
"""Slow on purpose: a password is hashed. Their times would say nothing of the rest."""
_KINDS = {OperationKind.LIST: "list", OperationKind.READ: "one", OperationKind.ME: "one", OperationKind.CUSTOM: "one"}
_UNIQUE = {
    Format.EMAIL: "measured-{n}@example.org",
    Format.URL: "https://example.org/measured/{n}",
    Format.SLUG: "measured-{n}",
}


def endpoints_yaml(design: Design) -> str:
    """endpoints.yaml: reads first, deletions last."""
    operations = [op for op in design.operations if op.kind not in _LEFT_OUT and _is_ready(op)]
    operations.sort(key=lambda op: (op.kind not in _KINDS, op.kind is OperationKind.DELETE))
    listed: list[JsonValue] = [_endpoint(design, op) for op in operations]
    plan: JsonValue = {
        "rows": ROWS,
        "few": FEW,
        "large": min(100, design.blueprint.conventions.max_page_size),
        "accounts": design.account is not None,
        "endpoints": listed,
    }
    return to_yaml(plan)


def _is_ready(op: Operation) -> bool:
    """Whether any caller's request will do: what custom code changes, or needs arranged, is not known here."""
    return op.custom is None or (op.method == "GET" and not op.custom.arrange)


def _endpoint(design: Design, op: Operation) -> JsonValue:
    return {
        "name": f"{op.method} {op.path}",
        "kind": _KINDS.get(op.kind, "write"),
        "method": op.method,
        "path": op.path,
        "status": op.status,
        "public": any(isinstance(rule, Public) for rule in op.rules),
        "of": _table(design, op) if op.has_id else None,
        "bodies": list[JsonValue](_bodies(design, op)),
        "variants": list[JsonValue](_variants(design, op)),
    }


def _table(design: Design, op: Operation) -> int:
    """The table of the id in the path: the parent's for a nested list or creation."""
    nested = op.parent is not None and op.kind in (OperationKind.LIST, OperationKind.CREATE)
    model = op.parent.relation.target if op.parent and nested else op.entity.pascal if op.entity else ""
    return design.entities.index(design.entity(model))


def _bodies(design: Design, op: Operation) -> Iterator[Body]:
    if op.body is None or op.entity is None:
        return
    entity, sent = op.entity, [each for each in op.body if each.required]
    if op.kind is OperationKind.TRANSITION and entity.model.lifecycle:
        for step in {step.to: step for step in entity.model.lifecycle.transitions}.values():
            named = [each for each in op.body if each.name in step.requires]
            yield {"to": {"value": step.to}, **_cells(design, entity, named)}
    elif op.kind is OperationKind.UPDATE:
        plain = [each for each in op.body if each.column and _is_plain(each.column)]
        for each in plain[:1]:
            yield _cells(design, entity, [each])
    else:
        yield _cells(design, entity, sent)


def _is_plain(column: Column) -> bool:
    """Whether any record takes any value of it: no key, not unique, without writers of its own, bound to no other."""
    field = column.field
    moment = field.scalar in (Scalar.DATE_TIME, Scalar.DATE)
    return column.origin is Origin.FIELD and not field.unique and not field.write_roles and not moment


def _cells(design: Design, entity: Entity, inputs: list[Input]) -> Body:
    return {each.name: _cell(design, entity, each.column) for each in inputs if each.column}


def _cell(design: Design, entity: Entity, column: Column) -> JsonValue:
    if column.relation is not None:
        return {"row": design.entities.index(design.entity(column.relation.target))}
    field = column.field
    value = example(entity, column, dict(design.enums))
    if field.unique and field.scalar is Scalar.STRING:
        return {"text": _UNIQUE[field.format] if field.format in _UNIQUE else _numbered(str(value), field.max_length)}
    return {"value": value}


def _numbered(text: str, most: int | None) -> str:
    """The text with room for a number of up to three digits."""
    return f"{text[: max(0, most - 4)] if most else text} {{n}}".strip()


def _variants(design: Design, op: Operation) -> Iterator[JsonValue]:
    if op.kind is not OperationKind.LIST or op.entity is None:
        return
    for order in orders(op.entity):
        yield {"parameter": "sort", "value": order}
    for each in filters(design, op.entity):
        if each.comparison is Comparison.EQUALS and each.column is not None:
            yield {"parameter": each.name, "field": each.column.name}
