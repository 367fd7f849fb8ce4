"""The OpenAPI document of a draft."""

from __future__ import annotations

from pydantic import JsonValue

from assistant.draft.design import Design
from assistant.draft.documents.emit import to_yaml
from assistant.draft.documents.paths import parameters, paths
from assistant.draft.documents.responses import shared_responses
from assistant.draft.documents.schemas import schemas
from assistant.draft.documents.value import Schema
from assistant.draft.operation import OperationKind

_GENERAL = (
    "Errors are RFC 9457 problems; docs/API.md explains their types. Unknown fields are refused, in bodies and "
    "queries. Text is trimmed. Any path answers 405 with Allow to a method it lacks, and 404 to an id of another form. "
    "Every answer has X-Request-Id."
)
_PAGES = "Lists are pages: pass nextCursor on as cursor until it is null. "


def openapi_yaml(design: Design) -> str:
    """openapi.yaml, in the order a reader wants: what it is, the paths, then what they share."""
    return to_yaml(openapi(design))


def openapi(design: Design) -> Schema:
    """The document as data."""
    plan = design.blueprint
    lists = any(op.kind is OperationKind.LIST for op in design.operations)
    said = f"{' '.join(plan.description.split()).rstrip('.')}. " if plan.description.strip() else ""
    info: Schema = {
        "title": plan.title,
        "version": "1.0.0",
        "description": said + (_PAGES if lists else "") + _GENERAL,
    }
    signing: Schema = {"security": [{"bearer": []}]} if design.account else {}
    schemes: JsonValue = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    components: Schema = {
        **({"securitySchemes": schemes} if design.account else {}),
        "parameters": parameters(design),
        "responses": shared_responses(design),
        "schemas": schemas(design),
    }
    head: Schema = {"openapi": "3.1.0", "info": info, "servers": [{"url": "/"}], **signing}
    return {**head, "paths": paths(design), "components": {k: v for k, v in components.items() if v}}
