"""Tests of what has to stay true: uniqueness, references, order, and what the database itself refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.blueprint import names
from assistant.blueprint.access import Owner
from assistant.blueprint.behaviour import Distinct, Ordered
from assistant.blueprint.field import Scalar
from assistant.blueprint.plan import IdType
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity, Input, Origin, Source
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.asking import granted, path_code, possible
from assistant.draft.suite.crud import find, stored_columns
from assistant.draft.suite.owners import owned, owners_name
from assistant.draft.suite.proof import Person, can_be_shown, follow, owner_name, stage
from assistant.draft.suite.references import reference_tests
from assistant.draft.suite.script import member, record
from assistant.draft.suite.value import is_numbered, outside, sample


def integrity_tests(design: Design, it: Entity) -> Iterator[str]:
    """The blocks of an entity's file about what holds between fields and records."""
    by_kind = {op.kind: op for op in possible(design, it)}
    writing = [op for kind in (OperationKind.CREATE, OperationKind.UPDATE) if (op := by_kind.get(kind))]
    for group in unique_groups(it):
        yield from _unique(design, it, group, by_kind)
    for op in writing:
        yield from reference_tests(design, op)
    for constraint in it.model.constraints:
        match constraint:
            case Ordered():
                yield from filter(None, (_ordered(design, it, op, constraint) for op in writing))
            case Distinct():
                sending = [op for op in writing if _sends_both(it, op, constraint)]
                yield from (_distinct(it, op, constraint) for op in sending if _sees(design, op, constraint.first))
    yield from _below_removed(design, it, by_kind.get(OperationKind.READ))
    yield from _database(design, it)


def _below_removed(design: Design, it: Entity, reading: Operation | None) -> Iterator[str]:
    """What one owns through a record that was removed softly is gone with it."""
    by_path = {owns.path: owns for owns in reversed(owned(design, it)) if owns.path != "self"}
    for owns in by_path.values() if reading else ():
        assert reading is not None
        here, above = it, list[Entity]()
        for step in owns.steps[:-1]:
            here = follow(design, here, step)
            above.append(here)
        gone = next((each for each in above if each.model.soft_delete), None)
        case = stage(design, it, Person("owner", role=design.blueprint.auth.default_role, owns=owns), {})
        others = [rule for rule in reading.rules if not (isinstance(rule, Owner) and rule.path == owns.path)]
        if gone is None or gone is it or not case.permits(reading.rules) or case.permits(others):
            continue
        title = f"{names.article(it.label)} is gone for {owner_name(owns)} once the {gone.label} was removed"
        yield f"""test("{title}", async () => {{
    const actor = await callers["an owner"]();
    const {{ id }} = await {owners_name(it)}{member(owner_name(owns))}(actor);
    const read = () => call("GET", {path_code(reading, "id")}, {{ actor }});
    expect((await read()).status).toBe(200);
    await db().{gone.camel}.updateMany({{ data: {{ deletedAt: new Date() }} }});
    expect((await read()).status).toBe(404);
  }});"""


def unique_groups(it: Entity) -> Iterator[tuple[Column, ...]]:
    """The columns of each unique constraint."""
    yield from ((c,) for c in it.columns if c.field.unique and c.origin in (Origin.FIELD, Origin.KEY))
    for group in it.model.unique_together:
        yield tuple(column for name in group if (column := it.column(name)))


def _type(it: Entity, group: tuple[Column, ...]) -> str:
    parts = [names.kebab(c.relation.name if c.relation else c.name) for c in group]
    return f"{names.kebab(it.pascal)}-{'-'.join(parts)}-taken"


def _words(group: tuple[Column, ...]) -> str:
    return " and ".join(names.label(c.relation.name if c.relation else c.name) for c in group)


def _unique(
    design: Design, it: Entity, group: tuple[Column, ...], by_kind: dict[OperationKind, Operation]
) -> Iterator[str]:
    op = by_kind.get(OperationKind.CREATE)
    sent = {each.name for each in it.creation()}
    set_by_server = {key.column.name for key in it.keys if key.source in (Source.ACTOR, Source.PARENT)}
    needed = [key.column.name for key in it.keys if key.relation.required and not key.column.field.unique]
    if op and all(column.name in sent | set_by_server for column in group):
        kept = list(dict.fromkeys([c.name for c in group if c.name in sent] + [k for k in needed if k in sent]))
        same = record([(name, _shared(it, name)) for name in kept])
        yield f"""test("there is one {it.label} of one {_words(group)}, also when sent at the same moment",
    async () => {{
    const {{ method, path, actor, body }} = await requests.{op.id}();
    const same = {same};
    const again = async () => call(method, path, {{ actor, body: await new{it.pascal}(actor, same) }});
    const replies = await Promise.all([again(), again(), again()]);
    expect(replies.map(({{ status }}) => status).sort()).toEqual([201, 409, 409]);
    expect(await again()).toMatchObject(problem(409, "{_type(it, group)}"));
  }});"""
    op = by_kind.get(OperationKind.UPDATE)
    changed = [c for c in group if c.name in {i.name for i in it.changes()} and not c.relation]
    if op and changed and not changed[0].field.many and not changed[0].field.secret:
        column = changed[0]
        shared = [(c.name, f"row.{c.name}") for c in group if c is not column]
        value = sample(design, it, column)
        code = outside(value.row)
        yield f"""test("an edit cannot take the {names.label(column.name)} of another {it.label}, but keep its own",
    async () => {{
    const {{ method, path, actor, id }} = await requests.{op.id}({{ {column.name}: {code} }});
    const row = {find(it, "id")};
    const other = shown{it.pascal}(await make{it.pascal}({record([*shared, (column.name, code)])}));
    const edit = ({column.name}: unknown) => call(method, path, {{ actor, body: {{ {column.name} }} }});
    expect(await edit(other.{column.name})).toMatchObject(problem(409, "{_type(it, group)}"));
    expect((await edit(shown{it.pascal}(row).{column.name})).status).toBe(200);
  }});"""


def _shared(it: Entity, name: str) -> str:
    """What several bodies have in common: a value of the request, or a record that the caller may name."""
    column = it.column(name)
    if column and column.relation and not column.relation.required:
        return f"(await seen{column.relation.target}(actor)).id"
    return f"body{member(name)}"


def _writable(design: Design, op: Operation) -> set[str]:
    """The fields of a body that the caller of its request may set."""
    found = granted(design, op)
    role = found.person.role if found else None
    roles = {each.name: each.column.field.write_roles if each.column else () for each in op.body or ()}
    return {name for name, allowed in roles.items() if not allowed or role in allowed}


def _ordered(design: Design, it: Entity, op: Operation, constraint: Ordered) -> str | None:
    """Sent together, and one held against what is stored."""
    sent = _writable(design, op)
    before, after = it.column(constraint.before), it.column(constraint.after)
    assert before is not None
    assert after is not None
    low, high = sample(design, it, before).body, sample(design, it, after).body
    is_date = before.field.scalar in (Scalar.DATE_TIME, Scalar.DATE)
    lines = ["const n = next();"] if (numbered := is_numbered(low + high)) else []
    if {before.name, after.name} <= sent:
        both = record([("", "...body"), (before.name, high), (after.name, low)])
        lines.append(f'expect(await send({both})).toMatchObject(problem(422, "invalid", "#/{after.name}"));')
        if is_date:
            equal = record([("", "...body"), (before.name, low), (after.name, low)])
            lines.append(f"expect((await send({equal})).status).toBe({op.status if constraint.or_equal else 422});")
        if op.kind is OperationKind.UPDATE and (is_date or not constraint.or_equal):
            alone = record([(before.name, outside(sample(design, it, after).body))])
            lines.append(f'expect(await send({alone})).toMatchObject(problem(422, "invalid", "#/{before.name}"));')
    elif after.name in sent and is_date:
        past = f"past().toISOString(){'.slice(0, 10)' if after.field.scalar is Scalar.DATE else ''}"
        text = record([("", "...body"), (after.name, past)])
        numbered = False
        lines = [f'expect(await send({text})).toMatchObject(problem(422, "invalid", "#/{after.name}"));']
    else:
        return None
    read = f"\n    const stored = {find(it, 'id')};" if op.kind is OperationKind.UPDATE else ""
    if read:
        lines.insert(2 if numbered else 1, f"expect({find(it, 'id')}).toEqual(stored);")
    body = "\n    ".join(lines)
    title = f"{op.kind.value}: {names.label(after.name)} lies after {names.label(before.name)}"
    given = [(c.name, outside(sample(design, it, c).row)) for c in (before, after) if not c.field.required]
    over = record(given) if op.kind is OperationKind.UPDATE and given else ""
    return f"""test("{title}", async () => {{
    const {{ method, path, actor, {"id, " if read else ""}body }} = await requests.{op.id}({over});{read}
    const send = (body: object) => call(method, path, {{ actor, body }});
    {body}
  }});"""


def _sees(design: Design, op: Operation, relation: str) -> bool:
    """Whether the sender can see a record that the relation names; else that is what is refused."""
    found, key = granted(design, op), op.entity.key(relation) if op.entity else None
    if found is None or key is None:
        return False
    target = design.entity(key.relation.target)
    return can_be_shown(target, stage(design, target, replace(found.person, owns=None), {}))


def _sends_both(it: Entity, op: Operation, constraint: Distinct) -> bool:
    return _input(it, op, constraint.second) is not None


def _input(it: Entity, op: Operation, relation: str) -> Input | None:
    column = it.column(relation)
    return next((each for each in op.body or () if column and each.name == column.name), None)


def _distinct(it: Entity, op: Operation, constraint: Distinct) -> str:
    first, second = it.column(constraint.first), it.column(constraint.second)
    assert first is not None
    assert second is not None
    key = next(key for key in it.keys if key.column is first)
    if _input(it, op, constraint.first):
        same, also = f"body.{first.name} ?? (await seen{key.relation.target}(actor)).id", f"{first.name}: same, "
    elif op.kind is OperationKind.CREATE:
        same, also = ("signedIn(actor).id" if key.source is Source.ACTOR else "id"), ""
    else:
        same, also = f"({find(it, 'id')}).{first.name}", ""
    taken = (
        "actor, id, body"
        if "id" in same.replace("signedIn", "").replace("Id", "").replace(".id", "")
        else "actor, body"
    )
    return f"""test("{op.kind.value}: {names.label(constraint.first)} and {names.label(constraint.second)} differ",
    async () => {{
    const {{ method, path, {taken} }} = await requests.{op.id}();
    const same = {same};
    const reply = await call(method, path, {{ actor, body: {{ ...body, {also}{second.name}: same }} }});
    expect(reply).toMatchObject(problem(422, "invalid", "#/{second.name}"));
  }});"""


def _database(design: Design, it: Entity) -> Iterator[str]:
    """Held by the database, whatever the code does."""
    columns = [f'["{c.db_name}", "NULL"]' for c in stored_columns(it)]
    if design.blueprint.conventions.id is IdType.UUID:
        columns += [f'["{c.db_name}", "gen_random_uuid()"]' for c in it.columns if c.relation]
    else:
        columns += [f'["{c.db_name}", "2147483647"]' for c in it.columns if c.relation]
    yield f"""test.each([{", ".join(columns)}])("the database keeps %s from being %s", async (column, value) => {{
    await make{it.pascal}();
    const write = db().$executeRawUnsafe(`UPDATE "{it.table}" SET "${{column}}" = ${{value}}`);
    await expect(write).rejects.toThrow();
  }});"""
    for group in unique_groups(it):
        if any(c.field.many for c in group):
            continue
        values = [(c.name, _value(design, it, c)) for c in group]
        yield f"""test("the database keeps {_words(group)} unique", async () => {{
    const one = {record(values)};
    await make{it.pascal}(one);
    await expect(make{it.pascal}(one)).rejects.toThrow();
  }});"""


def _value(design: Design, it: Entity, column: Column) -> str:
    if column.relation:
        return f"(await make{column.relation.target}()).id"
    return outside(sample(design, it, column).row)
