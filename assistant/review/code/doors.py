"""How requests come in and errors go out: route handlers, bodies, secrets, error answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from assistant.conversation import Remark, Severity
from assistant.review.code.source import Source, ancestors, arguments, keys, text
from assistant.review.subject import Subject

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
SECRET = re.compile(r"SECRET|PASSWORD|TOKEN|PRIVATE_KEY|API_KEY|CREDENTIAL|DATABASE_URL")
FIRST_ERROR = 400


def unguarded(subject: Subject) -> Iterator[Remark]:
    """A route handler that does not go through handle()."""
    for source in subject.sources:
        if not source.path.endswith("/route.ts"):
            continue
        for name, node in _handlers(source):
            if not text(node).startswith(("handle(", "endpoint(")):
                yield Remark(
                    place=source.at(node),
                    rule="access",
                    message=f"{name} is answered without handle().",
                    why="handle() decides who may call and turns errors into problems; without it anyone gets in.",
                    mend=f"Write {name}: handle({{ who: … }}, async (…) => …) inside endpoint({{…}}).",
                    severity=Severity.BLOCKER,
                )


def open_to_anyone(subject: Subject) -> Iterator[Remark]:
    """A handler that changes something for whoever asks, where the plan asks for sign-in."""
    if subject.plan.auth.kind == "none":
        return
    for source in subject.sources:
        if not source.path.endswith("/route.ts") or "/auth/" in source.path:
            continue
        for name, node in _handlers(source):
            contract = arguments(node)[0] if node.type == "call_expression" and arguments(node) else None
            who = keys(contract).get("who") if contract is not None and contract.type == "object" else None
            if name != "GET" and text(who) == "anyone" and not _public_write(subject, source.path, name):
                yield Remark(
                    place=source.at(node),
                    rule="access",
                    message=f"{name} lets anyone in, and the plan has no public rule for it.",
                    why="Whoever finds the address can change records without signing in.",
                    mend="Use the policy that the plan asks for, such as signedIn or a role.",
                    severity=Severity.BLOCKER,
                )


def unchecked_bodies(subject: Subject) -> Iterator[Remark]:
    """request.json() taken as it came."""
    for source in subject.sources:
        for call in source.calls("json", "formData"):
            called = text(call.child_by_field_name("function"))
            if called.split(".")[0] in ("request", "req") and not _parsed(call):
                yield Remark(
                    place=source.at(call),
                    rule="validation",
                    message=f"{called}() is used without a schema.",
                    why="Whatever is sent reaches the database: unknown columns, wrong types, bodies of any size.",
                    mend="Declare `body:` in handle(); it reads a limited body and parses it with a strict schema.",
                    severity=Severity.BLOCKER if source.path.startswith("app/") else Severity.MAJOR,
                )


def loose_bodies(subject: Subject) -> Iterator[Remark]:
    """A schema that lets unknown keys through."""
    for source in subject.sources:
        for call in source.calls("passthrough", "loose", "looseObject"):
            yield Remark(
                place=source.at(call),
                rule="mass assignment",
                message="The schema lets keys through that it does not name.",
                why="A caller can set columns that nobody meant to be written, such as role or ownerId.",
                mend="Use z.strictObject({…}).",
                severity=Severity.BLOCKER,
            )


def default_secrets(subject: Subject) -> Iterator[Remark]:
    """A secret with a fallback in the code, or written into it."""
    for source in subject.sources:
        for node in source.nodes("binary_expression"):
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            operator = text(node.child_by_field_name("operator"))
            fallback = operator in ("??", "||") and right is not None and right.type in ("string", "template_string")
            if fallback and _is_secret(text(left)) and len(text(right)) > len('""'):
                yield _secret(source, node, f"{text(left)} has a fallback in the code.")
        for node in source.nodes("pair", "variable_declarator"):
            name = text(node.child_by_field_name("key") or node.child_by_field_name("name"))
            value = node.child_by_field_name("value")
            if _is_secret(name) and value is not None and value.type == "string" and len(text(value)) >= MEANT:
                yield _secret(source, node, f"{name} is written into the code.")


MEANT = 10
"""A secret shorter than this, quotes included, is a word or a header's name rather than a key."""


def error_shape(subject: Subject) -> Iterator[Remark]:
    """An error answered by hand, or with the text of an exception."""
    for source in subject.sources:
        if not source.path.startswith("app/"):
            continue
        for call in source.calls("json"):
            given = arguments(call)
            status = keys(given[1]).get("status") if len(given) > 1 and given[1].type == "object" else None
            if text(call.child_by_field_name("function")) not in ("Response.json", "NextResponse.json"):
                continue
            if text(status).isdigit() and int(text(status)) >= FIRST_ERROR:
                leaks = ".message" in text(given[0]) or ".stack" in text(given[0])
                yield Remark(
                    place=source.at(call),
                    rule="error shape",
                    message=f"An error {text(status)} is put together by hand"
                    + (", with the text of an exception in it." if leaks else "."),
                    why="Callers read one form of error, problem+json; an exception's text tells internals.",
                    mend='Throw `new Problem("…")`; handle() answers it.',
                    severity=Severity.MAJOR if leaks else Severity.MINOR,
                )


def _handlers(source: Source) -> Iterator[tuple[str, Node]]:
    """Method -> what answers it, in the object given to endpoint() and among plain exports."""
    for call in source.calls("endpoint"):
        for given in arguments(call)[:1]:
            if given.type == "object":
                yield from ((name, node) for name, node in keys(given).items() if node and name in METHODS)
    for export in source.nodes("export_statement"):
        for node in export.named_children:
            if node.type == "function_declaration" and text(node.child_by_field_name("name")) in METHODS:
                yield text(node.child_by_field_name("name")), node
            for each in node.named_children if node.type == "lexical_declaration" else []:
                name, value = each.child_by_field_name("name"), each.child_by_field_name("value")
                if text(name) in METHODS and value is not None:
                    yield text(name), value


def _public_write(subject: Subject, path: str, method: str) -> bool:
    """Whether the plan lets the public do this with the model whose path the route has."""
    for resource in subject.plan.endpoints:
        model = subject.plan.model(resource.model)
        last = resource.path.rsplit("/", 1)[-1]
        if model is not None and f"/{last}/" in path.replace("route.ts", ""):
            rules = (*model.access.create, *model.access.update, *model.access.delete)
            rules += tuple(rule for action in model.actions for rule in action.rules)
            if any(rule.kind == "public" for rule in rules):
                return True
    return method == "OPTIONS"


def _parsed(call: Node) -> bool:
    """Whether a schema's parse stands around a call."""
    for above in ancestors(call):
        if above.type == "call_expression" and re.search(r"\.(safeP|p)arse(Async)?$|^validate$", _called(above)):
            return True
        if above.type in ("statement_block", "program"):
            return False
    return False


def _called(call: Node) -> str:
    return text(call.child_by_field_name("function"))


def _is_secret(name: str) -> bool:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.rsplit(".", 1)[-1]).upper()
    return SECRET.search(words) is not None


def _secret(source: Source, node: Node, message: str) -> Remark:
    return Remark(
        place=source.at(node),
        rule="secrets",
        message=message,
        why="Whoever reads the code can sign tokens or open the database wherever the setting was forgotten.",
        mend="Read it through env(), which refuses to start without it.",
        severity=Severity.BLOCKER,
    )
