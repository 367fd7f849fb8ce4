"""docs/API.md: the endpoints for a person who calls them."""

from __future__ import annotations

from assistant.blueprint import names
from assistant.draft.design import Design
from assistant.draft.documents.catalogue import catalogue
from assistant.draft.documents.lifecycle import lifecycle_table, rules_of
from assistant.draft.documents.markdown import bullets, table
from assistant.draft.documents.paths import has_location
from assistant.draft.documents.records import record_table
from assistant.draft.entity import Entity
from assistant.draft.listing import filters, orders
from assistant.draft.operation import Operation, OperationKind

_INTRO = "The contract in full is [openapi.yaml](../openapi.yaml). Every request and response body is JSON."
_BODIES = """**Bodies.** At most 16 KiB, `Content-Type: application/json`. Unknown fields, in body or query, are
refused, not ignored. Text is trimmed. Fields in *italics* may be left out; `null` empties a field that may be null.
"""
_REQUEST_ID = """**Request id.** Each answer has `X-Request-Id`: the one you sent (8 to 64 letters, digits, `_`
or `-`) or a new one.
"""
_ERRORS = """`application/problem+json` (RFC 9457). `errors` is there for 422 and names each field or parameter:

    { "type": "/problems/invalid", "title": "Some fields are not acceptable", "status": 422, "requestId": "…",
      "errors": [{ "pointer": "#/name", "detail": "…" }] }
"""


def api_page(design: Design) -> str:
    """The page: endpoints, what holds for all of them, each record, errors."""
    served = [each for each in design.entities if design.of(each) or each.is_account]
    parts = ["# API\n", _INTRO + "\n", _endpoints(design)]
    parts += [*_signing_in(design), *_pages(design), _BODIES, _REQUEST_ID]
    for entity in served:
        parts += _record(design, entity)
    parts += ["## Errors\n", _ERRORS, _errors(design)]
    return "\n".join(parts)


def _endpoints(design: Design) -> str:
    head = ["Method and path", "Who may", "Takes", "Answers"]
    rows = [[f"{op.method} {op.path}", op.who, _takes(design, op), _answers(design, op)] for op in design.operations]
    if design.account is None and all(op.who == "anyone" for op in design.operations):
        return table([head[0], *head[2:]], [[row[0], *row[2:]] for row in rows])
    return table(head, rows)


def _takes(design: Design, op: Operation) -> str:
    if op.kind is OperationKind.LIST and op.entity is not None:
        order = ", ?sort" if orders(op.entity) else ""
        return f"?limit, ?cursor{order}" + (", filters" if filters(design, op.entity) else "")
    if op.custom and op.custom.query:
        return ", ".join(f"?{field.name}" for field in op.custom.query)
    inputs = op.body or ()
    if op.kind is OperationKind.UPDATE:
        return f"any of {', '.join(each.name for each in inputs)}"
    return ", ".join(each.name if each.required else f"*{each.name}*" for each in inputs)


def _answers(design: Design, op: Operation) -> str:
    entity = op.entity
    if op.answer_schema is None or entity is None:
        return str(op.status)
    if op.custom:
        shown = ", ".join(field.name for field in op.custom.answer)
        return f"{op.status} {f'a list of {shown}' if op.custom.many else shown}"
    if op.kind is OperationKind.LIST:
        return f"{op.status} a page of {entity.labels}"
    if op.kind is OperationKind.LOGIN:
        return f"{op.status} accessToken, for one hour"
    role = design.blueprint.auth.default_role
    if op.kind is OperationKind.REGISTER and role:
        return f"{op.status} the {entity.label}, always {names.article(names.label(role.lower()))}"
    return f"{op.status} the {entity.label}" + (", Location" if has_location(design, op) else "")


def _signing_in(design: Design) -> list[str]:
    if design.account is None:
        return []
    role = "; the role is looked up on each request" if design.blueprint.auth.roles else ""
    text = (
        "**Signing in.** Send `Authorization: Bearer <accessToken>`. The token names the "
        f"{design.account.label} and nothing else{role}.\nWhat you may not see answers 404, as what does not exist; "
        "what you may see but not change, 403.\n"
    )
    return [text]


def _pages(design: Design) -> list[str]:
    lists = [op for op in design.operations if op.kind is OperationKind.LIST]
    if not lists:
        return []
    plan = design.blueprint.conventions
    text = (
        f"**Pages.** Newest first. `limit` is 1 to {plan.max_page_size}, {plan.page_size} if left out. Pass "
        "`nextCursor` on as `cursor`; null is the end.\n"
    )
    rows = [
        [f"{op.method} {op.path}", _code(orders(op.entity)), _code(tuple(f.name for f in filters(design, op.entity)))]
        for op in lists
        if op.entity is not None and (orders(op.entity) or filters(design, op.entity))
    ]
    return [text, table(["List", "`sort`", "Narrowed by"], rows)] if rows else [text]


def _code(values: tuple[str, ...]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _record(design: Design, entity: Entity) -> list[str]:
    parts = [f"## {entity.label.capitalize()}\n"]
    if entity.model.description:
        parts.append(f"{' '.join(entity.model.description.split())}\n")
    parts.append(record_table(design, entity))
    if rules := rules_of(design, entity):
        parts.append(bullets(rules))
    if entity.model.lifecycle is not None and any(op.kind is OperationKind.TRANSITION for op in design.of(entity)):
        parts.append(lifecycle_table(entity))
    return parts


def _errors(design: Design) -> str:
    rows = [[f"`{entry.type}`", str(entry.status), entry.when] for entry in catalogue(design)]
    return table(["Type, after `/problems/`", "Status", "When"], rows)
