"""The error responses that operations share."""

from __future__ import annotations

from pydantic import JsonValue

from assistant.draft.design import Design
from assistant.draft.documents.schemas import problem_name, ref
from assistant.draft.documents.value import Schema
from assistant.draft.operation import Operation
from assistant.draft.refusal import refusals

_NAMES = {
    400: ("MalformedJson", "malformed-json"),
    401: ("Unauthenticated", "unauthenticated, bad-credentials"),
    403: ("Forbidden", "forbidden"),
    404: ("NotFound", "not-found"),
    409: ("Conflict", "A rule over several records forbids it; the type says which"),
    413: ("BodyTooLarge", "body-too-large (over 16 KiB)"),
    415: ("NotJson", "not-json"),
    422: ("Invalid", "invalid; errors names each field or parameter"),
    429: ("TooManyAttempts", "too-many-attempts"),
}
_SECONDS: Schema = {"type": "string", "pattern": "^[0-9]+$"}
_HEADERS: dict[int, Schema] = {
    401: {"WWW-Authenticate": {"required": True, "schema": {"const": "Bearer"}}},
    429: {"Retry-After": {"required": True, "description": "Seconds", "schema": _SECONDS}},
}


def error_responses(design: Design, op: Operation) -> Schema:
    """The errors of one operation: a reference for each status, and `default` for what can happen anywhere."""
    found: Schema = {str(status): _reference(op, status) for status in refusals(design, op)}
    return {**found, "default": ref("responses", "Other")}


def _reference(op: Operation, status: int) -> Schema:
    types = [problem.type for problem in op.conflicts if problem.status == status]
    return {**ref("responses", _NAMES[status][0]), **({"description": ", ".join(types)} if types else {})}


def shared_responses(design: Design) -> Schema:
    """The components that `error_responses` refers to."""
    used = sorted({status for op in design.operations for status in refusals(design, op)})
    problem: Schema = {"application/problem+json": {"schema": ref("schemas", problem_name(design))}}
    found: Schema = {_NAMES[status][0]: _response(status, problem) for status in used}
    headers: JsonValue = {
        "Allow": {"description": "With 405: the methods there are", "schema": {"type": "string"}},
        "Retry-After": {"description": "With 503: seconds", "schema": _SECONDS},
    }
    other: Schema = {"description": "method-not-allowed, internal or busy", "headers": headers, "content": problem}
    return {**found, "Other": other}


def _response(status: int, problem: Schema) -> Schema:
    headers: Schema = {"headers": _HEADERS[status]} if status in _HEADERS else {}
    return {"description": _NAMES[status][1], **headers, "content": problem}
