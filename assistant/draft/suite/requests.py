"""tests/world/requests.ts and people.ts: a right request for every operation, and everyone who may send one."""

from __future__ import annotations

from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.asking import (
    Granted,
    attempt,
    body_code,
    caller_code,
    first_transition,
    granted,
    path_code,
    record_code,
)
from assistant.draft.suite.bodies import seen_code
from assistant.draft.suite.custom import custom_request
from assistant.draft.suite.owners import owners_name
from assistant.draft.suite.proof import people
from assistant.draft.suite.rows import VALUES, made_names
from assistant.draft.suite.script import key, literal, module, record
from assistant.draft.suite.value import sample


def people_file(design: Design) -> str:
    """Who calls: nobody, a bad token, somebody of each role."""
    account = design.account
    if account is None:
        return """/** Nobody signs in here. */
export type Caller = undefined;
export const callers = { nobody: async (): Promise<Caller> => undefined };
"""
    entries = [
        f"  {key(person.name)}: () => signIn({record({'role': literal(person.role)}) if person.role else ''}),"
        for person in people(design, account, ())
        if person.signed_in
    ]
    default = design.blueprint.auth.default_role
    body = f"""/** Who calls: somebody signed in, or nobody. */
export type Actor = {{ id: {account.pascal}["id"]; token: string }};
export type Caller = Actor | undefined;

/** {account.label.capitalize()} with a token, who owns nothing yet. */
export async function signIn(over: Partial<Prisma.{account.pascal}UncheckedCreateInput> = {{}}): Promise<Actor> {{
  const {{ id }} = await make{account.pascal}(over);
  return {{ id, token: await issueToken(id) }};
}}

/** The caller, where only somebody signed in will do. */
export function signedIn(caller: Caller): Actor {{
  if (!caller) throw new Error("nobody is signed in");
  return caller;
}}

export const callers = {{
  nobody: async (): Promise<Caller> => undefined,
  "a bad token": async (): Promise<Caller> => ({{ ...(await signIn()), token: "not.a.token" }}),
{chr(10).join(entries)}
  "an owner": () => signIn({record({"role": literal(default)}) if default else ""}),
}};"""
    exported = {
        f"type {account.pascal}": "@/generated/prisma/client",
        "type Prisma": "@/generated/prisma/client",
        "issueToken": "@/lib/auth/token",
        f"make{account.pascal}": f"./rows/{account.file}",
    }
    return module(body, exported)


def requests_file(design: Design) -> str:
    """A request for each operation that its caller may make and that is right in every part."""
    entries = "\n".join(f"  {op.id}: {_request(design, op)}," for op in design.operations)
    body = f"""export type Ready = {{
  method: string;
  path: string;
  actor?: Caller;
  id?: {_id_type(design)};
  body?: Body;
  /** Given where the rules let nobody succeed. */
  status?: number;
}};

/** By operationId: a request that is right in every part, by somebody who may; `over` chooses columns of the record. */
export const requests = {{
{entries}
}} satisfies Record<string, (over?: object) => Promise<Ready>>;"""
    exported = {
        "type Body": "./bodies",
        "callers": "./people",
        "type Caller": "./people",
        "signedIn": "./people",
        "password": "./password",
        "randomUUID": "node:crypto",
        "db": "@/lib/data/db",
    }
    exported |= dict.fromkeys(VALUES, "./values")
    exported |= {owners_name(it): "./owners" for it in design.entities}
    exported |= {f"{verb}{it.pascal}": "./bodies" for it in design.entities for verb in ("new", "changed", "seen")}
    return module(body, exported | {name: f"./{file}" for name, file in made_names(design)})


def _id_type(design: Design) -> str:
    return "string" if design.blueprint.conventions.id == "uuid" else "number"


def _who(design: Design, op: Operation) -> tuple[Granted, int | None]:
    """Who sends the request, and the status where even they are refused."""
    found = granted(design, op, first_transition(op))
    return (found, None) if found else attempt(design, op)


def _request(design: Design, op: Operation) -> str:
    it = op.entity
    assert it is not None
    if op.custom:
        return custom_request(design, op, op.custom)
    match op.kind:
        case OperationKind.REGISTER | OperationKind.LOGIN:
            return _sign_in(design, op)
        case OperationKind.ME:
            entries = {"method": literal(op.method), "path": literal(op.path), "actor": 'await callers["an owner"]()'}
            return f"async () => ({record(entries)})"
        case OperationKind.CREATE:
            return _creation(design, op)
    step = first_transition(op)
    found, refusal = _who(design, op)
    lines = [f"const actor = {caller_code(found.person)};"]
    made = record_code(design, it, found.person, found.values, ("", "...over"))
    entries = {"method": literal(op.method), "path": path_code(op, "id"), "actor": "actor"}
    if op.kind is OperationKind.LIST:
        if op.parent and found.sees_parent:
            given = (op.parent.column.name, "id")
            lines.append(f"const id = {seen_code(op)};")
            lines.append(f"{record_code(design, it, found.person, found.values, given, ('', '...over'))};")
            entries["id"] = "id"
        elif op.parent:
            lines.append(f"const {{ {op.parent.column.name}: id }} = {made};")
            entries["id"] = "id"
        else:
            lines.append(f"{made};")
    else:
        lines.append(f"const {{ id }} = {made};")
        entries["id"] = "id"
    if body := body_code(design, op, step):
        entries["body"] = body
    if refusal:
        entries["status"] = literal(refusal)
    lines.append(f"return {record(entries)};")
    inside = "\n".join(f"    {line}" for line in lines)
    return f"async (over: object = {{}}) => {{\n{inside}\n  }}"


def _creation(design: Design, op: Operation) -> str:
    it = op.entity
    assert it is not None
    found, refusal = _who(design, op)
    lines = [f"const actor = {caller_code(found.person)};"]
    given, parent = "", ""
    if found.step:
        key_of = it.key(found.step)
        assert key_of is not None
        target = design.entity(key_of.relation.target)
        lines.append(
            f"const {{ id: {key_of.column.name} }} = {record_code(design, target, found.person, found.values)};"
        )
        if op.parent is key_of:
            parent = key_of.column.name
        else:
            given = record({key_of.column.name: key_of.column.name})
    if op.parent and not parent:
        lines.append(f"const {{ id }} = await seen{op.parent.relation.target}(actor);")
        parent = "id"
    entries = {"method": literal(op.method), "path": path_code(op, parent), "actor": "actor"}
    if parent:
        entries["id"] = parent
    entries["body"] = body_code(design, op, given=given) or ""
    if refusal:
        entries["status"] = literal(refusal)
    lines.append(f"return {record(entries)};")
    inside = "\n".join(f"    {line}" for line in lines)
    return f"async () => {{\n{inside}\n  }}"


def _sign_in(design: Design, op: Operation) -> str:
    account = design.account
    assert account is not None
    identifier = design.blueprint.auth.identifier
    head = {"method": literal(op.method), "path": literal(op.path)}
    if op.kind is OperationKind.LOGIN:
        body = record({identifier: f"account.{identifier}", "password": "password"})
        return (
            f"async () => {{\n    const account = await make{account.pascal}();\n"
            f"    return {record({**head, 'body': body})};\n  }}"
        )
    fields = {each.name: _registered(design, account, each.column) for each in op.body or () if each.column}
    body = record({**fields, "password": "password"})
    return f"async () => {{\n    const n = next();\n    return {record({**head, 'body': body})};\n  }}"


def _registered(design: Design, account: Entity, column: Column) -> str:
    """A value of a registration, which may refer to whatever exists."""
    if column.relation:
        return f"(await make{column.relation.target}()).id"
    return sample(design, account, column).body
