"""Sign-in: the account's queries and the routes under /auth."""

from __future__ import annotations

from assistant.draft.code.changes import references
from assistant.draft.code.module import Module
from assistant.draft.code.queries import Function, Queries
from assistant.draft.code.words import ACTOR, HANDLE, PROBLEM, data_of, schemas_of
from assistant.draft.design import Design
from assistant.draft.entity import Entity
from assistant.draft.operation import Operation, OperationKind


def write_sign_in(q: Queries) -> None:
    """createUser, findCredentials, findCaller."""
    it, identifier = q.it, q.design.blueprint.auth.identifier
    register = next((op for op in q.design.operations if op.kind is OperationKind.REGISTER), None)
    if register is not None:
        _create(q, register)
    alive = "deletedAt: null" if it.model.soft_delete else ""
    method = "findFirst" if alive else "findUnique"
    credentials = f"{{ id: {q.id_type}; passwordHash: string }} | null"
    where = ", ".join(filter(None, [identifier, alive]))
    q.module.add(
        "/** The only query that reads the hash, for the login alone. */\n"
        f"export const findCredentials = ({identifier}: string): Promise<{credentials}> =>\n"
        f"{q.db()}.{it.camel}.{method}({{ where: {{ {where} }}, select: {{ id: true, passwordHash: true }} }});"
    )
    actor = q.module.use_type(ACTOR, "Actor")
    role = ", role: true" if it.column("role") and q.design.blueprint.auth.roles else ""
    where = ", ".join(filter(None, ["id", alive]))
    q.module.add(
        "/** Who calls, read on each request. */\n"
        f"export const findCaller = (id: {q.id_type}): Promise<{actor} | null> =>\n"
        f"{q.db()}.{it.camel}.{method}({{ where: {{ {where} }}, select: {{ id: true{role} }} }});"
    )


def _create(q: Queries, op: Operation) -> None:
    it = q.it
    registration = q.module.use_type(schemas_of(it), op.body_schema or "")
    new = f'Omit<{registration}, "password"> & {{ passwordHash: string }}'
    checks = references(q, op, q.db(), "body")
    write = q.held(op, f"{q.db()}.{it.camel}.create({{ data: body, select: fields }})")
    role = q.design.blueprint.auth.default_role
    about = f"/** The role is not among it: everyone registers as {role}. */\n" if role else ""
    lines = "\n".join(filter(None, [checks, f"return {q.to_answer(f'await {write}')};"]))
    q.module.add(f"{about}export async function create{it.pascal}(body: {new}): Promise<{q.answer()}> {{\n{lines}\n}}")


def write_me(q: Queries) -> Function:
    """findMe: the caller, who exists because their token was accepted a moment ago."""
    it = q.it
    actor = q.module.use_type(ACTOR, "Actor")
    q.module.add(
        f"export async function findMe(actor: {actor}): Promise<{q.answer()}> {{\n"
        f"const row = await {q.db()}.{it.camel}.findUnique({{ where: {{ id: actor.id }}, select: fields }});\n"
        f"if (!row) throw {q.problem('unauthenticated')};\nreturn {q.to_answer('row')};\n}}"
    )
    return Function(q.module.name, "findMe", ("actor",))


def sign_in_handler(design: Design, m: Module, op: Operation) -> str:
    """The handler of an operation under /auth, without its comment."""
    account = op.entity
    assert account is not None
    match op.kind:
        case OperationKind.REGISTER:
            return _register(m, account, op)
        case OperationKind.LOGIN:
            return _login(m, account, op, design.blueprint.auth.identifier)
        case _:
            return (
                f"handle({{ who: {m.use(ACTOR, 'signedIn')} }}, async ({{ actor }}) => "
                f"{m.use(HANDLE, 'ok')}(await {m.use(data_of(account), 'findMe')}(actor)))"
            )


def _register(m: Module, account: Entity, op: Operation) -> str:
    schema = m.use(schemas_of(account), op.body_schema or "")
    create, hashed = m.use(data_of(account), f"create{account.pascal}"), m.use("@/lib/auth/password", "hashPassword")
    return (
        f"handle({{ who: {m.use(ACTOR, 'anyone')}, body: {schema} }}, "
        "async ({ body: { password, ...account } }) =>\n"
        f"{m.use(HANDLE, 'created')}(await {create}({{ ...account, passwordHash: await {hashed}(password) }})))"
    )


def _login(m: Module, account: Entity, op: Operation, identifier: str) -> str:
    schema = m.use(schemas_of(account), op.body_schema or "")
    m.use("@/lib/auth/throttle", "countAttempt")
    m.use("@/lib/auth/throttle", "forgetAttempts")
    m.use("@/lib/auth/password", "passwordMatches")
    m.use("@/lib/auth/token", "issueToken")
    m.use("@/lib/auth/token", "TOKEN_SECONDS")
    find = m.use(data_of(account), "findCredentials")
    return (
        f"handle({{ who: {m.use(ACTOR, 'anyone')}, body: {schema} }}, "
        f"async ({{ body: {{ {identifier}, password }} }}) => {{\n"
        f"await countAttempt({identifier});\n"
        f"const account = await {find}({identifier});\n"
        f"const matches = await passwordMatches(password, account?.passwordHash);\n"
        f'if (!account || !matches) throw new {m.use(PROBLEM, "Problem")}("bad-credentials");\n'
        f"await forgetAttempts({identifier});\n"
        f'return {m.use(HANDLE, "ok")}({{ accessToken: await issueToken(account.id), tokenType: "Bearer", '
        f"expiresIn: TOKEN_SECONDS }});\n}})"
    )
