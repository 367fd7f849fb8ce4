"""tests/concurrency.test.ts: what must hold when requests come at the same moment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.blueprint import names
from assistant.blueprint.access import Authenticated, Public
from assistant.blueprint.access import Operation as Basic
from assistant.blueprint.behaviour import Distinct, Limit, Ordered
from assistant.blueprint.relation import Kind, OnDelete
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Source
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.asking import body_code, caller_code, granted, path_code, possible, record_code
from assistant.draft.suite.bodies import over_code
from assistant.draft.suite.entities import exported
from assistant.draft.suite.limits import AT_MOST, Cap, caps_of, last_step, no_id, unusual
from assistant.draft.suite.script import literal, module, pruned
from assistant.draft.suite.steps import ends_itself

_TIMES = 4
_PLACE = re.compile(r"(, )?\.\.\.(?:more|over)\b")


def concurrency_file(design: Design) -> str | None:
    """The tests, or None where nothing can meet."""
    blocks = [block for it in design.entities for block in _blocks(design, it)]
    if not blocks:
        return None
    head = """const statuses = async (replies: Promise<{ status: number }>[]) =>
  (await Promise.all(replies)).map(({ status }) => status).sort();"""
    found = {name: source for it in design.entities for name, source in exported(design, it).items()}
    found |= {"needsPostgres": "./database", "realPostgres": "./database"}
    found |= {"whileHeld": "./held", "type Connection": "./held"}
    body = "\n\n".join(map(pruned, blocks))
    return module(f"{head}\n\n{body}" if "statuses(" in body else body, found)


def _blocks(design: Design, it: Entity) -> Iterator[str]:
    able = possible(design, it)
    by_kind = {op.kind: op for op in able}
    for op in able:
        if op.kind is OperationKind.TRANSITION or (op.kind is OperationKind.ACTION and ends_itself(design, it, op)):
            yield from _once(design, it, op)
    for cap in caps_of(design, it):
        for op in able:
            if any(problem.type == f"{names.kebab(it.pascal)}-{cap.type}" for problem in op.conflicts):
                yield from _capped(design, it, cap, op)
    if (update := by_kind.get(OperationKind.UPDATE)) and (it.links or _has_row_rules(it)):
        yield _edited_after_another(update, it)
    if delete := by_kind.get(OperationKind.DELETE):
        yield from _removed_while_used(design, it, delete)


def _once(design: Design, it: Entity, op: Operation) -> Iterator[str]:
    lifecycle = it.model.lifecycle if op.kind is OperationKind.TRANSITION else None
    step = lifecycle.transitions[0] if lifecycle else None
    found = granted(design, op, step)
    if found is None:
        return
    body = body_code(design, op, step)
    ask = f"{{ actor, body: {body} }}" if body else "{ actor }"
    expected = [200, *[409] * (_TIMES - 1)]
    title = f"{op.id}{f' to {step.to}' if step else ''}: of {_TIMES} at once, one"
    yield f"""test("{title}", async () => {{
    const actor = {caller_code(found.person)};
    const {{ id }} = {record_code(design, it, found.person, found.values)};
    const ask = () => call("POST", {path_code(op, "id")}, {ask});
    expect(await statuses(times({_TIMES}, ask))).toEqual({expected});
  }});"""


def _has_row_rules(it: Entity) -> bool:
    return any(isinstance(each, Ordered | Distinct) for each in it.model.constraints)


def _edited_after_another(op: Operation, it: Entity) -> str:
    """A transaction that has to wait goes on with what the one before it committed: nobody is sent away."""
    return f"""test.skipIf(!realPostgres)(
      `{op.id}: an edit that waits for another goes on from it${{needsPostgres}}`,
    async () => {{
    const {{ method, path, actor, id, body }} = await requests.{op.id}();
    const edit = () => call(method, path, {{ actor, body }});
    const another = (tx: Connection) => tx.$executeRawUnsafe(`UPDATE "{it.table}" SET id = id WHERE id = '${{id}}'`);
    expect((await whileHeld("{it.table}", id, edit, another)).status).toBe({op.status});
  }});"""


def _capped(design: Design, it: Entity, cap: Cap, op: Operation) -> Iterator[str]:
    """Whoever waits for the target of a limit counts what came there in the meantime."""
    constraint, key = cap.constraint, cap.key
    room = (2 if constraint.max_field else constraint.max) if isinstance(constraint, Limit) else 1
    last = last_step(design, it, cap, op)
    if last is None or room is None or not 0 < room <= AT_MOST:
        return
    moments = _same_time(it, cap, body=bool(last.ready))
    lines, send = [_filled(line, moments) for line in last.lines], last.call
    if last.ready:
        lines.append(f"const ready = {_filled(last.ready, moments)};")
        send = "call(method, path, ready)"
    per = last.per if key.relation.required or "row." not in last.per else f"({last.per} ?? {no_id(design)})"
    target = design.entity(key.relation.target)
    if isinstance(constraint, Limit) and constraint.max_field:
        data = f"{{ {constraint.max_field}: {room} }}"
        lines.append(f"await db().{target.camel}.update({{ where: {{ id: {per} }}, data: {data} }});")
    counted = over_code(design, it, unusual(design, it, cap.counted)).removeprefix("{ ").removesuffix(" }")
    columns = ", ".join(filter(None, [f"{key.column.name}: {per}", _same_time(it, cap, body=False), counted]))
    body = "\n    ".join(lines)
    title = f"{op.id}: {names.article(names.label(constraint.per))} that is waited for may be taken by then"
    yield f"""test.skipIf(!realPostgres)(`{title}${{needsPostgres}}`, async () => {{
    {body}
    const fill = () => inTurn({room}, () => make{it.pascal}({{ {columns} }}));
    const reply = await whileHeld("{target.table}", {per}, () => {send}, fill);
    expect(reply).toMatchObject(problem(409, "{names.kebab(it.pascal)}-{cap.type}"));
  }});"""


def _filled(code: str, columns: str) -> str:
    """Code with columns in the place that it has for them."""
    return _PLACE.sub(lambda found: f"{found[1] or ''}{columns}" if columns else "", code)


def _same_time(it: Entity, cap: Cap, *, body: bool) -> str:
    """The times of records that overlap, as entries of an object; nothing for a limit."""
    constraint = cap.constraint
    if isinstance(constraint, Limit):
        return ""
    column = it.column(constraint.start)
    assert column is not None
    days = ("2040-03-01", "2040-03-05")
    if body:
        codes = [literal(day if column.field.scalar == "Date" else f"{day}T00:00:00.000Z") for day in days]
    else:
        codes = [f'new Date("{day}")' for day in days]
    return f"{constraint.start}: {codes[0]}, {constraint.end}: {codes[1]}"


def _removed_while_used(design: Design, it: Entity, delete: Operation) -> Iterator[str]:
    """A record is not removed while another comes to refer to it; a public one, for simplicity."""
    reading = it.model.access.rules(Basic.READ)
    if it.model.soft_delete or not any(isinstance(r, Public | Authenticated) and not r.when for r in reading):
        return
    for relation in design.blueprint.relations:
        if relation.target != it.pascal or relation.kind is Kind.MANY_TO_MANY:
            continue
        other = design.entity(relation.model)
        key = other.key(relation.name)
        create = next((op for op in possible(design, other) if op.kind is OperationKind.CREATE), None)
        if (
            create is None
            or key is None
            or key.source is not Source.CLIENT
            or relation.on_delete is not OnDelete.RESTRICT
        ):
            continue
        yield f"""test.skipIf(!realPostgres)(
      `{it.label}: not removed while {names.article(other.label)} comes to it${{needsPostgres}}`,
    async () => {{
    for (let round = 0; round < 5; round++) {{
      const removal = await requests.{delete.id}();
      const {{ method, path, actor, body }} = await requests.{create.id}();
      const [made, removed] = await Promise.all([
        call(method, path, {{ actor, body: {{ ...body, {key.column.name}: removal.id }} }}),
        call("DELETE", removal.path, {{ actor: removal.actor }}),
      ]);
      expect([[201, 409], [422, 204]]).toContainEqual([made.status, removed.status]);
    }}
  }});"""
