"""Tests of creating, reading, editing and removing the records of one entity."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint import names
from assistant.blueprint.field import NOW, Scalar
from assistant.blueprint.relation import Kind, OnDelete
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity, Input, Origin, Source
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.refusal import takes_token
from assistant.draft.suite.asking import granted, possible
from assistant.draft.suite.proof import gate
from assistant.draft.suite.rows import including
from assistant.draft.suite.script import literal, member, record
from assistant.draft.suite.value import in_order, scale_of


def crud_tests(design: Design, it: Entity) -> Iterator[str]:
    """The blocks of an entity's file that come first."""
    by_kind = {op.kind: op for op in possible(design, it)}
    if op := by_kind.get(OperationKind.CREATE):
        yield _created(design, it, op)
        yield from _left_out(design, it, op)
    if op := by_kind.get(OperationKind.READ):
        yield _read(it, op)
    if op := by_kind.get(OperationKind.UPDATE):
        yield from _edited(it, op)
    if op := by_kind.get(OperationKind.DELETE):
        yield _deleted(design, it, op, by_kind.get(OperationKind.READ))
        yield from _referred(design, it, op)


def find(it: Entity, id_code: str) -> str:
    """The row of an id, as an expression."""
    return f"await db().{it.camel}.findUniqueOrThrow({{ where: {{ id: {id_code} }}{including(it)} }})"


def _created(design: Design, it: Entity, op: Operation) -> str:
    assert it.resource is not None
    hidden = [each.name for each in it.creation() if each.column and each.column.field.secret]
    taken_out = "".join(f"{name}: _{index or ''}, " for index, name in enumerate(hidden))
    sent = f"    const {{ {taken_out}...sent }} = body;\n" if hidden else ""
    stored: list[tuple[str, str]] = []
    signed_in = (found := granted(design, op)) is not None and found.person.signed_in
    uses_id = False
    for key in it.keys:
        if key.source is Source.ACTOR and signed_in:
            stored.append((key.column.name, "signedIn(actor).id"))
        if key.source is Source.PARENT:
            uses_id = True
            stored.append((key.column.name, "id"))
    checks = f"\n    expect(row).toMatchObject({record(stored)});" if stored else ""
    now = [c.name for c in it.columns if c.field.default == NOW and c.name not in {i.name for i in it.creation()}]
    checks += "".join(f"\n    expect(row.{name}).toSatisfy(isRecent);" for name in now)
    path = f"{design.blueprint.conventions.base_path}{it.resource.path}"
    is_read = any(each.kind is OperationKind.READ for each in design.of(it))
    location = f"`{path}/${{row.id}}`" if is_read else "null"
    return f"""test("a new {it.label} is stored and answered as it was sent", async () => {{
    const {{ method, path, actor, {"id, " if uses_id else ""}body }} = await requests.{op.id}();
    const reply = await call<Shown>(method, path, {{ actor, body }});
    const row = {find(it, "reply.body.id")};
{sent}    expect(reply).toMatchObject({{ status: 201, body: {"sent" if hidden else "body"} }});
    expect(reply.body).toEqual(shown{it.pascal}(row));
    expect(reply.headers.get("location")).toBe({location});{checks}
  }});"""


def _left_out(design: Design, it: Entity, op: Operation) -> Iterator[str]:
    """Defaults, and null where there is none; what lets the caller create is sent."""
    found = granted(design, op)
    way = it.key(found.step) if found and found.step else None
    optional = [each for each in it.creation() if not each.required and not (way and each.column is way.column)]
    if not optional:
        return
    expected = [(each.name, value) for each in optional if (value := _default(each)) is not None]
    required = [each.name for each in it.creation() if each.required or (way and each.column is way.column)]
    kept = record([(name, f"body{member(name)}") for name in required])
    yield f"""test("what a new {it.label} leaves out has its default, or is null", async () => {{
    const {{ method, path, actor, body }} = await requests.{op.id}();
    const reply = await call<Shown>(method, path, {{ actor, body: {kept if required else "{}"} }});
    expect(reply).toMatchObject({{ status: 201, body: {record(expected)} }});{"" if required else _unused()}
  }});""".replace("actor, body }", "actor, body }" if required else "actor }")


def _unused() -> str:
    return ""


def _default(each: Input) -> str | None:
    """What answers hold for an input that was left out; None where that is not told beforehand."""
    if each.link:
        return "[]"
    assert each.column is not None
    field = each.column.field
    if field.secret or field.default in (NOW, "uuid()"):
        return None
    if field.default is None:
        return "[]" if field.many else "null"
    if field.scalar is Scalar.BIG_INT:
        return literal(str(field.default))
    if field.scalar is Scalar.DECIMAL:
        return literal(f"{float(field.default):.{scale_of(field)}f}")
    if field.scalar is Scalar.DATE_TIME or field.scalar is Scalar.JSON:
        return None
    return literal(field.default)


def _read(it: Entity, op: Operation) -> str:
    return f"""test("{names.article(it.label)} is read as it is stored", async () => {{
    const {{ method, path, actor, id }} = await requests.{op.id}();
    const row = {find(it, "id")};
    expect(await call(method, path, {{ actor }})).toMatchObject({{ status: 200, body: shown{it.pascal}(row) }});
  }});"""


def _editable(it: Entity, op: Operation) -> list[Input]:
    """What the body of tests/world/requests.ts edits."""
    del op
    return [i for i in it.changes() if i.column and not i.column.relation and not i.column.field.write_roles]


def _edited(it: Entity, op: Operation) -> Iterator[str]:
    fields = _editable(it, op)
    alone = [i.name for i in fields if not in_order(it, i.name) and not (i.column and i.column.field.secret)]
    if fields:
        hidden = [i.name for i in fields if i.column and i.column.field.secret]
        taken_out = "".join(f"{name}: _{index or ''}, " for index, name in enumerate(hidden))
        sent = f"    const {{ {taken_out}...sent }} = body;\n" if hidden else ""
        stamp = ", updatedAt: row.updatedAt.toISOString()" if it.model.timestamps else ""
        later = (
            "\n    expect(row.updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime());"
            if it.model.timestamps
            else ""
        )
        yield f"""test("an edited {it.label} is stored and answered as it was sent", async () => {{
    const {{ method, path, actor, id, body }} = await requests.{op.id}();
    const before = {find(it, "id")};
    const reply = await call<Shown>(method, path, {{ actor, body }});
    const row = {find(it, "id")};
{sent}    expect(reply.body).toEqual({{ ...shown{it.pascal}(before), ...{"sent" if hidden else "body"}{stamp} }});
    expect(reply.body).toEqual(shown{it.pascal}(row));{later}
  }});"""
    if alone:
        stamps = ", updatedAt: expect.any(String)" if it.model.timestamps else ""
        yield f"""test.each([{", ".join(map(literal, alone))}])("an edit of %s changes nothing else",
    async (field) => {{
    const {{ method, path, actor, id, body }} = await requests.{op.id}();
    const before = shown{it.pascal}({find(it, "id")});
    const reply = await call<Shown>(method, path, {{ actor, body: {{ [field]: body[field] }} }});
    expect(reply.body).toEqual({{ ...before, [field]: body[field]{stamps} }});
  }});"""
    emptied = [i.name for i in fields if i.nullable and not (i.column and i.column.field.secret)]
    if emptied:
        yield f"""test.each([{", ".join(map(literal, emptied))}])("null empties %s", async (field) => {{
    const {{ method, path, actor, body }} = await requests.{op.id}();
    await call(method, path, {{ actor, body: {{ [field]: body[field] }} }});
    const reply = await call<Shown>(method, path, {{ actor, body: {{ [field]: null }} }});
    expect(reply).toMatchObject({{ status: 200, body: {{ [field]: null }} }});
  }});"""


def _deleted(design: Design, it: Entity, op: Operation, read: Operation | None) -> str:
    found = granted(design, op)
    themselves = found is not None and found.person.owns is not None and found.person.owns.path == "self"
    soft = any(column.origin is Origin.DELETED for column in it.columns)
    gone = (
        f"expect(({find(it, 'id')}).deletedAt).toSatisfy(isRecent);"
        if soft
        else f"expect(await db().{it.camel}.findUnique({{ where: {{ id }} }})).toBeNull();"
    )
    again = 401 if themselves and takes_token(design, op) else 404
    unread = ""
    if read:
        refusal = gate(read.rules, found.person) if found else None
        status = refusal or (401 if themselves and takes_token(design, read) else 404)
        unread = f'\n    expect((await call("GET", path, {{ actor }})).status).toBe({status});'
    return f"""test("a removed {it.label} is gone{", though its row stays" if soft else ""}", async () => {{
    const {{ method, path, actor, id }} = await requests.{op.id}();
    expect(await call(method, path, {{ actor }})).toMatchObject({{ status: 204, body: undefined }});
    {gone}{unread}
    expect((await call(method, path, {{ actor }})).status).toBe({again});
  }});"""


def _referred(design: Design, it: Entity, op: Operation) -> Iterator[str]:
    """What becomes of those that refer to a removed record."""
    if it.model.soft_delete:
        return
    for relation in design.blueprint.relations:
        if relation.target != it.pascal or relation.kind is Kind.MANY_TO_MANY:
            continue
        other = design.entity(relation.model)
        key = f"{relation.name}Id"
        head = f"""    const {{ method, path, actor, id }} = await requests.{op.id}();
    const other = await make{other.pascal}({{ {key}: id }});
    const reply = await call(method, path, {{ actor }});
    const left = await db().{other.camel}.findUnique({{ where: {{ id: other.id }}{including(other)} }});"""
        match relation.on_delete:
            case OnDelete.RESTRICT:
                type_ = f"{names.kebab(it.pascal)}-in-use"
                title = f"{names.article(it.label)} that is the {names.label(relation.name)} of others stays"
                check = f'expect(reply).toMatchObject(problem(409, "{type_}"));\n    expect(left).toEqual(other);'
            case OnDelete.CASCADE:
                title = f"{names.article(other.label)} goes with its {names.label(relation.name)}"
                check = "expect([reply.status, left]).toEqual([204, null]);"
            case OnDelete.SET_NULL:
                title = f"{names.article(other.label)} stays without its {names.label(relation.name)}"
                check = f"expect([reply.status, left?.{key}]).toEqual([204, null]);"
        yield f"""test("{title}", async () => {{
{head}
    {check}
  }});"""


def stored_columns(it: Entity) -> list[Column]:
    """Columns that may not be null."""
    return [c for c in it.columns if c.field.required and not c.field.many and c.origin is not Origin.ID]
