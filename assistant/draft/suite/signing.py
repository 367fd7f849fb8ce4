"""tests/auth.test.ts: registration, login, tokens."""

from __future__ import annotations

import re

from assistant.blueprint import names
from assistant.blueprint.access import HasRole
from assistant.blueprint.field import Format
from assistant.blueprint.plan import IdType
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Origin
from assistant.draft.operation import OperationKind
from assistant.draft.suite.crud import find
from assistant.draft.suite.script import literal, record
from assistant.draft.suite.static import template


def auth_file(design: Design, account: Entity) -> str:
    """The tests of sign-in."""
    auth = design.blueprint.auth
    field = account.model.field(auth.identifier)
    assert field is not None
    is_email = field.format is Format.EMAIL
    blanks = {
        "ACCOUNT": account.pascal,
        "CAMEL": account.camel,
        "FILE": account.file,
        "ROW": find(account, "reply.body.id"),
        "IDENTIFIER": auth.identifier,
        "BASE": design.blueprint.conventions.base_path,
        "ID": "string" if design.blueprint.conventions.id is IdType.UUID else "number",
        "GONE": '"01a2039e-4f38-76ef-a735-23ea3f2244fe"'
        if design.blueprint.conventions.id is IdType.UUID
        else "2_147_483_647",
        "UNKNOWN": "`nobody-${next()}@example.org`" if is_email else "`nobody-${next()}`",
        "AN_IDENTIFIER": names.article(names.label(auth.identifier)),
        "TAKEN": f"{names.kebab(account.pascal)}-{names.kebab(auth.identifier)}-taken",
        "STORED": record([("", "...sent"), *([("role", literal(auth.default_role))] if auth.roles else [])]),
        "SERVER": "".join(f", {literal(c.name)}" for c in account.columns if c.origin is Origin.ROLE),
    }
    if auth.registration:
        blanks["HIDDEN"] = _hidden(design)
    register = template("register.part.ts", **blanks) if auth.registration else ""
    spelling = _spelling(design, blanks) if is_email else ""
    changes = _changes(design, account)
    imported = "signedIn, signIn" if changes else "signIn"
    text = template("auth.test.ts", REGISTER=register, SPELLING=spelling, CHANGES=changes, PEOPLE=imported, **blanks)
    return _IMPORT.sub(lambda found: _used(found, text), text)


_IMPORT = re.compile(r"^import \{ ([^}]+) \} from (.+)\n", re.M)


def _used(found: re.Match[str], text: str) -> str:
    """An import without the names that this sign-in has no test for."""
    code = _IMPORT.sub("", text)
    names_ = [name for name in found[1].split(", ") if re.search(rf"\b{name.split()[-1]}\b", code)]
    return f"import {{ {', '.join(names_)} }} from {found[2]}\n" if names_ else ""


def _spelling(design: Design, blanks: dict[str, str]) -> str:
    taken = ""
    if design.blueprint.auth.registration:
        taken = """    const { method, path, body } = await ready("register");
    const again = { ...body, __IDENTIFIER__: ` ${account.__IDENTIFIER__.toUpperCase()}` };
    expect(await call(method, path, { body: again })).toMatchObject(problem(409, "__TAKEN__"));
    const spelled = { ...body, __IDENTIFIER__: " Ann@Example.ORG " };
    const other = await call(method, path, { body: spelled });
    expect(other).toMatchObject({ body: { __IDENTIFIER__: "ann@example.org" } });"""
    return template("spelling.part.ts", TAKEN_SPELLING=taken, **blanks)


def _changes(design: Design, account: Entity) -> str:
    """A role that is taken away holds at once, where some operation hangs on roles alone."""
    for op in design.operations:
        allowed = {role for rule in op.rules if isinstance(rule, HasRole) for role in rule.roles}
        others = [role for role in design.blueprint.auth.roles if role not in allowed]
        if others and all(isinstance(rule, HasRole) for rule in op.rules):
            role = record({"role": literal(others[0])})
            return f"""
  test("does not outlive a change of role", async () => {{
    const {{ method, path, actor, body }} = await ready({literal(op.id)});
    await db().{account.camel}.update({{ where: {{ id: signedIn(actor).id }}, data: {role} }});
    expect((await call(method, path, {{ actor, body }})).status).toBe(403);
  }});"""
    return ""


def _hidden(design: Design) -> str:
    """What a registration takes and never answers, taken out of an object."""
    register = next(op for op in design.operations if op.kind is OperationKind.REGISTER)
    hidden = [each.name for each in register.body or () if each.column is None or each.column.field.secret]
    return ", ".join(f"{name}: _{index or ''}" for index, name in enumerate(hidden))
