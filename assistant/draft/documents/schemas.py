"""The components of the OpenAPI document that describe bodies and answers."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import JsonValue

from assistant.blueprint import names
from assistant.blueprint.custom import Custom
from assistant.blueprint.field import Format, Scalar
from assistant.draft.custom import answer_name, answered
from assistant.draft.design import Design, free_schema
from assistant.draft.documents.example import EXAMPLE_PASSWORD, EXAMPLE_UUID, example
from assistant.draft.documents.value import Schema, answer_schema, json_schema
from assistant.draft.entity import MAX_LINKS, Column, Entity, Input, Origin
from assistant.draft.operation import Operation, OperationKind

PASSWORD_LENGTH = (12, 128)
TOKEN_SECONDS = 3600


def ref(kind: str, name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def schemas(design: Design) -> Schema:
    """Every schema that some operation uses, by name: sign-in, then entity by entity, then Problem."""
    found: Schema = {}
    for op in design.operations:
        if op.kind in (OperationKind.REGISTER, OperationKind.LOGIN):
            found |= _bodies(design, [op])
        if op.kind is OperationKind.LOGIN and op.answer_schema:
            found[op.answer_schema] = _token()
    for entity in design.entities:
        operations = design.of(entity)
        found |= _bodies(design, operations)
        if entity.is_account or any(op.answer_schema for op in operations):
            found[entity.pascal] = _answer(design, entity)
        if any(op.kind is OperationKind.LIST for op in operations):
            found[f"{entity.pascal}Page"] = _page(design, entity)
    for op in design.operations:
        if op.custom:
            found |= {**_bodies(design, [op]), **_custom_answers(design, op.custom)}
    return {**found, problem_name(design): _problem()}


def _custom_answers(design: Design, custom: Custom) -> Schema:
    whole = answer_name(custom)
    if whole is None:
        return {}
    one = answered(custom)
    enums = dict(design.enums)
    properties: Schema = {column.name: answer_schema(column, enums) for column in one.columns}
    found: Schema = {one.pascal: _object(properties, properties)}
    if custom.many:
        items: Schema = {"items": {"type": "array", "items": ref("schemas", one.pascal)}}
        found[whole] = _object(items, items)
    return found


def problem_name(design: Design) -> str:
    """The schema of every error."""
    return free_schema(design, "Problem")


def _bodies(design: Design, operations: Iterable[Operation]) -> Schema:
    return {op.body_schema: _body(design, op) for op in operations if op.body is not None and op.body_schema}


def id_schema(design: Design) -> Schema:
    """The id of a record."""
    return {"type": "string", "format": "uuid"} if _uuids(design) else {"type": "integer", "minimum": 1}


def _uuids(design: Design) -> bool:
    return any(column.field.scalar is Scalar.UUID for each in design.entities for column in each.columns[:1])


def _object(properties: Schema, required: Iterable[str], **more: JsonValue) -> Schema:
    wanted = list[JsonValue](required)
    head: Schema = {"type": "object", "additionalProperties": False, **more}
    return {**head, **({"required": wanted} if wanted else {}), "properties": properties}


def _body(design: Design, op: Operation) -> Schema:
    inputs = op.body or ()
    properties: Schema = {each.name: _input(design, op, each) for each in inputs}
    least: Schema = {"minProperties": 1} if op.kind is OperationKind.UPDATE else {}
    return _object(properties, [each.name for each in inputs if each.required], **least)


def _input(design: Design, op: Operation, it: Input) -> Schema:
    assert op.entity is not None
    if it.column is not None:
        return _column_input(design, op, it, it.column)
    if it.link is not None:
        ids: Schema = {"type": "array", "items": id_schema(design), "maxItems": MAX_LINKS}
        sample: JsonValue = [EXAMPLE_UUID if _uuids(design) else 1]
        labels = names.label(names.plural(it.link.relation.target))
        return {**ids, "description": f"Ids of {labels}", "examples": [sample]}
    if it.name == "to":
        return _goal(design, op.entity)
    least = 1 if op.kind is OperationKind.LOGIN else PASSWORD_LENGTH[0]
    return {"type": "string", "minLength": least, "maxLength": PASSWORD_LENGTH[1], "examples": [EXAMPLE_PASSWORD]}


def _column_input(design: Design, op: Operation, it: Input, column: Column) -> Schema:
    assert op.entity is not None
    enums = dict(design.enums)
    schema = json_schema(column, enums, nullable=it.nullable)
    notes = [*_notes(column), *_part(schema.pop("description", None)), *_writers(column)]
    if text := ". ".join(notes):
        schema["description"] = text
    if op.kind is OperationKind.CREATE and (default := _default(column)) is not None:
        schema["default"] = default
    return {**schema, "examples": [example(op.entity, column, enums)]}


def _default(column: Column) -> JsonValue:
    """The default that JSON can show; that of a moment or a new id it cannot."""
    field = column.field
    shown = field.scalar in (None, Scalar.STRING, Scalar.INT, Scalar.FLOAT, Scalar.BOOLEAN)
    return field.default if shown else None


def _notes(column: Column) -> list[str]:
    field = column.field
    said = _part(field.description)
    if column.relation is not None:
        return said or [f"Id of {names.article(names.label(column.relation.target))}"]
    return [*said, "Lower-cased"] if field.format is Format.EMAIL else said


def _part(text: JsonValue) -> list[str]:
    return [" ".join(text.split()).rstrip(".")] if isinstance(text, str) and text.strip() else []


def _writers(column: Column) -> list[str]:
    roles = [names.label(names.plural(role.lower())) for role in column.field.write_roles]
    return [f"Only {' and '.join(roles)} may set it"] if roles else []


def _goal(design: Design, entity: Entity) -> Schema:
    lifecycle = entity.model.lifecycle
    assert lifecycle is not None
    column = entity.column(lifecycle.field)
    assert column is not None
    first = lifecycle.transitions[0].to
    return {**json_schema(column, dict(design.enums)), "examples": [first]}


def _answer(design: Design, entity: Entity) -> Schema:
    enums = dict(design.enums)
    ids: Schema = {"type": "array", "items": id_schema(design)}
    properties: Schema = {}
    for column in entity.columns:
        if column.origin is Origin.STAMP and entity.links and column.name == "createdAt":
            properties.update({link.name: ids for link in entity.links})
        if column.answered:
            properties[column.name] = _described(column, answer_schema(column, enums))
    properties.update({link.name: ids for link in entity.links if link.name not in properties})
    more: Schema = {"description": entity.model.description} if entity.model.description else {}
    return _object(properties, properties, **more)


def _described(column: Column, schema: Schema) -> Schema:
    said = _part(column.field.description) if column.relation is None else []
    return {**schema, "description": said[0]} if said else schema


def _page(design: Design, entity: Entity) -> Schema:
    most = design.blueprint.conventions.max_page_size
    items: Schema = {"type": "array", "maxItems": most, "items": ref("schemas", entity.pascal)}
    cursor: Schema = {"type": ["string", "null"], "description": "Null on the last page"}
    return _object({"items": items, "nextCursor": cursor}, ["items", "nextCursor"])


def _token() -> Schema:
    properties: Schema = {
        "accessToken": {"type": "string"},
        "tokenType": {"const": "Bearer"},
        "expiresIn": {"type": "integer", "const": TOKEN_SECONDS, "description": "Seconds"},
    }
    return _object(properties, properties)


def _problem() -> Schema:
    place: Schema = {
        "detail": {"type": "string"},
        "pointer": {"type": "string", "description": "A field of the body"},
        "parameter": {"type": "string", "description": "One of the query"},
    }
    return _object(
        {
            "type": {"type": "string", "pattern": "^/problems/[a-z0-9-]+$"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "requestId": {"type": "string"},
            "errors": {"type": "array", "items": _object(place, ["detail"])},
        },
        ["type", "title", "status", "requestId"],
    )
