"""The paths of the OpenAPI document."""

from __future__ import annotations

from pydantic import JsonValue

from assistant.blueprint import names
from assistant.blueprint.access import Public
from assistant.blueprint.field import Scalar
from assistant.draft.design import Design
from assistant.draft.documents.responses import error_responses
from assistant.draft.documents.schemas import id_schema, ref
from assistant.draft.documents.value import INT_MAX, INT_MIN, Schema, json_schema
from assistant.draft.entity import Column, Entity
from assistant.draft.listing import Comparison, Filter, filters, orders
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.refusal import takes_token

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_BARE = {"type", "format", "pattern", "enum", "minLength", "maxLength"}


def paths(design: Design) -> Schema:
    """Every path in the order of the operations, with its methods."""
    found: dict[str, list[Operation]] = {}
    for op in design.operations:
        found.setdefault(op.path, []).append(op)
    return {path: _item(design, operations) for path, operations in found.items()}


def parameters(design: Design) -> Schema:
    """The parameters that paths share."""
    plan, kinds = design.blueprint.conventions, {op.kind for op in design.operations}
    found: Schema = {}
    if any(op.has_id for op in design.operations):
        found["Id"] = {"name": "id", "in": "path", "required": True, "schema": id_schema(design)}
    if OperationKind.LIST in kinds:
        size: Schema = {"type": "integer", "minimum": 1, "maximum": plan.max_page_size, "default": plan.page_size}
        cursor: Schema = {"type": "string", "minLength": 1}
        found["Limit"] = {"name": "limit", "in": "query", "schema": size}
        found["Cursor"] = {
            "name": "cursor", "in": "query", "description": "The nextCursor of the page before", "schema": cursor,
        }  # fmt: skip
    return found


def _item(design: Design, operations: list[Operation]) -> Schema:
    shared: Schema = {"parameters": [ref("parameters", "Id")]} if operations[0].has_id else {}
    ordered = sorted(operations, key=lambda op: _METHODS.index(op.method))
    methods: Schema = {op.method.lower(): _operation(design, op) for op in ordered}
    return {**shared, **methods}


def _operation(design: Design, op: Operation) -> Schema:
    found: Schema = {"operationId": op.id, "summary": op.summary, "tags": [_tag(op)]}
    if op.action and op.action.description:
        found["description"] = op.action.description
    if design.account is not None and op.who != "anyone":
        found["description"] = ". ".join([*_sentence(found.get("description")), f"For {op.who}"])
    if design.account is not None:
        found |= _security(design, op)
    if op.kind is OperationKind.LIST and op.entity:
        found["parameters"] = [*_paging(), *_narrowing(design, op.entity)]
    if op.custom and op.custom.query and op.entity:
        found["parameters"] = [
            {"name": column.name, "in": "query", "schema": json_schema(column, dict(design.enums))}
            for column in op.entity.columns
        ]
    if op.body is not None and op.body_schema:
        content: Schema = {"application/json": {"schema": ref("schemas", op.body_schema)}}
        found["requestBody"] = {"required": True, "content": content}
    found["responses"] = {str(op.status): _success(design, op), **error_responses(design, op)}
    return found


def _sentence(text: JsonValue) -> list[str]:
    return [text.rstrip(".")] if isinstance(text, str) else []


def _tag(op: Operation) -> str:
    if op.custom:
        return names.label(op.custom.path.split("/")[1])
    if op.kind in (OperationKind.REGISTER, OperationKind.LOGIN, OperationKind.ME) or op.entity is None:
        return "sign-in"
    return op.entity.labels


def _security(design: Design, op: Operation) -> Schema:
    """Nothing where the token that the document asks for throughout is needed."""
    if not takes_token(design, op):
        return {"security": []}
    optional = any(isinstance(rule, Public) for rule in op.rules)
    return {"security": [{}, {"bearer": []}]} if optional else {}


def _paging() -> list[JsonValue]:
    return [ref("parameters", "Limit"), ref("parameters", "Cursor")]


def _narrowing(design: Design, entity: Entity) -> list[JsonValue]:
    found: list[JsonValue] = [_filter(design, entity, each) for each in filters(design, entity)]
    if values := orders(entity):
        order: Schema = {"type": "string", "enum": list(values)}
        found.insert(0, {"name": "sort", "in": "query", "description": "Newest first if left out", "schema": order})
    return found


_SAYS = {Comparison.MIN: "At least", Comparison.MAX: "At most"}
_SAYS_WHEN = {Comparison.MIN: "From, inclusive", Comparison.MAX: "To, inclusive"}


def _filter(design: Design, entity: Entity, it: Filter) -> Schema:
    if it.column is None:
        assert it.link is not None
        target = it.link.target if it.link.model == entity.pascal else it.link.model
        text = f"Those with this {names.label(target)}"
        return {"name": it.name, "in": "query", "description": text, "schema": id_schema(design)}
    when = it.column.field.scalar in (Scalar.DATE_TIME, Scalar.DATE)
    said = (_SAYS_WHEN if when else _SAYS).get(it.comparison)
    text = f"Those that hold this {names.label(it.name)}" if it.comparison is Comparison.HAS else said or ""
    head: Schema = {"name": it.name, "in": "query", **({"description": text} if text else {})}
    return {**head, "schema": _single(design, it.column)}


def _single(design: Design, column: Column) -> Schema:
    """One value of the column's type, but numbers as wide as the column: a filter may look beyond what is there."""
    if column.relation:
        return id_schema(design)
    schema = json_schema(column, dict(design.enums))
    items = schema.get("items")
    found = items if isinstance(items, dict) else schema
    bare: Schema = {key: value for key, value in found.items() if key in _BARE}
    whole: Schema = {"minimum": INT_MIN, "maximum": INT_MAX}
    return {**bare, **(whole if column.field.scalar is Scalar.INT else {})}


def _success(design: Design, op: Operation) -> Schema:
    if op.answer_schema is None or op.entity is None:
        return {"description": "Done" if op.custom else "Removed"}
    text = {
        OperationKind.CUSTOM: op.summary,
        OperationKind.LIST: "A page",
        OperationKind.LOGIN: "The token",
        OperationKind.REGISTER: f"The new {op.entity.label}",
        OperationKind.CREATE: f"The new {op.entity.label}",
    }.get(op.kind, f"The {op.entity.label}")
    found: Schema = {"description": text}
    if has_location(design, op):
        found["headers"] = {"Location": {"required": True, "schema": {"type": "string"}}}
    return {**found, "content": {"application/json": {"schema": ref("schemas", op.answer_schema)}}}


def has_location(design: Design, op: Operation) -> bool:
    """Whether the answer says where the new record is: it was created, and one record can be read."""
    if op.kind is not OperationKind.CREATE or op.entity is None:
        return False
    return any(each.kind is OperationKind.READ for each in design.of(op.entity))
