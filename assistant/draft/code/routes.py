"""app/**/route.ts: the contract of each endpoint, and one line of work."""

from __future__ import annotations

from assistant.draft.code.account import sign_in_handler
from assistant.draft.code.custom import custom_handler
from assistant.draft.code.module import Module
from assistant.draft.code.queries import Function
from assistant.draft.code.schemas import list_query
from assistant.draft.code.scope import gate
from assistant.draft.code.words import ACTOR, FIELDS, HANDLE, schemas_of
from assistant.draft.design import Design
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.refusal import refusals

_SIGN_IN = (OperationKind.REGISTER, OperationKind.LOGIN, OperationKind.ME)
_METHODS = ("GET", "POST", "PATCH", "DELETE")


def route_modules(design: Design, functions: dict[str, Function]) -> list[Module]:
    """Every route file, in the order of the operations."""
    by_file: dict[str, list[Operation]] = {}
    for op in design.operations:
        by_file.setdefault(op.file, []).append(op)
    return [_file(design, path, operations, functions) for path, operations in by_file.items()]


def _file(design: Design, path: str, operations: list[Operation], functions: dict[str, Function]) -> Module:
    m = Module(path)
    m.use(HANDLE, "handle")
    ordered = sorted(operations, key=lambda op: _METHODS.index(op.method))
    handlers = "\n\n".join(
        f"{_comment(design, op)}\n{op.method}: {_handler(design, m, op, functions)}," for op in ordered
    )
    endpoint = m.use(HANDLE, "endpoint")
    m.add(f"export const {{ GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS }} = {endpoint}({{\n{handlers}\n}});")
    return m


def _handler(design: Design, m: Module, op: Operation, functions: dict[str, Function]) -> str:
    if op.kind in _SIGN_IN:
        return sign_in_handler(design, m, op)
    if op.custom:
        return custom_handler(design, m, op, op.custom)
    function = functions[op.id]
    m.use(function.module, function.name)
    contract, taken = _contract(design, m, op, function)
    call = f"{function.name}({', '.join(_argument(op, each) for each in function.parameters)})"
    given = f"{{ {', '.join(taken)} }}" if taken else ""
    head = f"handle({{ {', '.join(contract)} }}, async ({given}) =>"
    return f"{head} {_work(design, m, op, call)})"


def _contract(design: Design, m: Module, op: Operation, function: Function) -> tuple[list[str], list[str]]:
    """What handle() is told, and what the work takes from it."""
    contract, taken = [], []
    if design.account is not None:
        contract.append(f"who: {m.use(ACTOR, gate(op.rules).policy)}")
    if "actor" in function.parameters:
        taken.append("actor")
    if op.has_id:
        contract.append(f"params: {m.use(FIELDS, 'ById')}")
        taken.append("params")
    if op.kind is OperationKind.LIST:
        contract.append(f"query: {m.use(*list_query(design, op.entity))}" if op.entity else "")
        taken.append("query")
    if op.body is not None and op.entity is not None:
        contract.append(f"body: {m.use(schemas_of(op.entity), op.body_schema or '')}")
        taken.append("body")
    return contract, taken


def _argument(op: Operation, parameter: str) -> str:
    if parameter == "changes":
        return "body"
    if parameter == "id" or (op.parent and parameter == op.parent.column.name):
        return "params.id"
    return parameter


def _work(design: Design, m: Module, op: Operation, call: str) -> str:
    match op.kind:
        case OperationKind.CREATE:
            made = m.use(HANDLE, "created")
            if (location := _location(design, op)) is None:
                return f"{made}(await {call})"
            return f"{{\nconst made = await {call};\nreturn {made}(made, `{location}/${{made.id}}`);\n}}"
        case OperationKind.DELETE:
            return f"{{\nawait {call};\nreturn {m.use(HANDLE, 'noContent')}();\n}}"
        case _:
            return f"{m.use(HANDLE, 'ok')}(await {call})"


def _location(design: Design, op: Operation) -> str | None:
    """Where the created record is read, if it is."""
    assert op.entity is not None
    read = next((each for each in design.of(op.entity) if each.kind is OperationKind.READ), None)
    return read.path.removesuffix("/{id}") if read else None


def _comment(design: Design, op: Operation) -> str:
    bare = "; no body" if op.method == "POST" and op.body is None else ""
    lines = [f"{op.method} {op.path}: {_lowered(op.summary)}{bare}", f"who     {op.who}"]
    if op.kind is OperationKind.LIST and op.entity:
        lines.append(f"query   {list_query(design, op.entity)[1]}")
    if op.custom and op.custom.query and op.entity:
        lines.append(f"query   {op.entity.pascal}")
    if op.body_schema:
        lines.append(f"body    {op.body_schema}")
    lines.append(f"answer  {_answer(design, op)}")
    if errors := _errors(design, op):
        lines.append(f"errors  {errors}")
    return "\n".join(["/**", *(f" * {line}" for line in lines), " */"])


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _answer(design: Design, op: Operation) -> str:
    where = ", Location" if op.kind is OperationKind.CREATE and _location(design, op) else ""
    return f"{op.status} {op.answer_schema}{where}" if op.answer_schema else str(op.status)


def _errors(design: Design, op: Operation) -> str:
    """Statuses, then the conflicts by type."""
    plain = [str(status) for status in refusals(design, op) if status != 409]
    conflicts = [problem.type for problem in op.conflicts]
    named = f"409 {', '.join(conflicts)}" if conflicts else ""
    return ", ".join(filter(None, [" ".join(plain), named]))
