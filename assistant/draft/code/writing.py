"""Creating, editing and removing records."""

from __future__ import annotations

from assistant.draft import caps
from assistant.draft.code.changes import (
    actor_keys,
    checked,
    enters,
    looked_up,
    may_write,
    parent_exists,
    references,
    row_rules,
    touched,
)
from assistant.draft.code.keepers import kept, lock, locked_keys
from assistant.draft.code.queries import Function, Queries
from assistant.draft.code.schemas import schema_orders
from assistant.draft.code.scope import gate
from assistant.draft.code.words import DB, entries
from assistant.draft.entity import Key, Source
from assistant.draft.operation import Operation


def write_create(q: Queries, op: Operation) -> Function:
    """createLoan."""
    it = q.it
    endangered = caps.endangered(it, caps.on_create(it))
    rules = row_rules(q, {c.name for c in it.columns} | {k.relation.name for k in it.keys}, schema_orders(it))
    transaction = bool(endangered or rules)
    on = "tx" if transaction else q.db()
    lines = [may_write(q, op, "body")]
    lines.append(lock(q, keys := locked_keys(q, endangered), {k.relation.name: [_new_id(k)] for k in keys}))
    lines += [parent_exists(q, op, on)] if op.parent else []
    lines += [references(q, op, on, "body"), enters(q, op, on)]
    if links := [each.name for each in op.body or () if each.link]:
        lines.append(f"const {{ {', '.join(links)}, ...columns }} = body;")
    write = q.held(op, f"{on}.{it.camel}.create({{ data: {_data(q, op)}, select: fields }})")
    lines += [f"const row = await {write};", checked(q, op, rules, "row", "body"), kept(endangered, "row")]
    lines.append(f"return {q.to_answer('row')};")
    parent = [(op.parent.column.name, f"{op.parent.column.name}: {q.id_type}")] if op.parent else []
    assert op.body_schema is not None
    parameters = [*parent, ("body", f"body: {q.schema_type(op.body_schema)}")]
    return _finish(q, op, parameters, lines, transaction=transaction)


def _finish(
    q: Queries, op: Operation, parameters: list[tuple[str, str]], lines: list[str], *, transaction: bool
) -> Function:
    body = "\n".join(filter(None, lines))
    if transaction:
        return q.define_transaction(op, parameters, body, "")
    return q.define(op, parameters, body, q.answer(), "")


def _new_id(key: Key) -> str:
    match key.source:
        case Source.ACTOR:
            return "actor.id"
        case Source.PARENT:
            return key.column.name
        case _:
            return f"body.{key.column.name}"


def _data(q: Queries, op: Operation) -> str:
    """The columns and links of a new record."""
    links = [each for each in op.body or () if each.link]
    keys = [*actor_keys(q.it), *([op.parent.column.name] if op.parent else [])]
    if not keys and not links:
        return "body"
    parts = ["...columns" if links else "...body", *keys]
    for each in links:
        assert each.link is not None
        ids = f"{each.name}.map((id) => ({{ id }}))"
        parts.append(f"...({each.name} && {{ {each.link.relation.name}: {{ connect: {ids} }} }})")
    return f"{{ {', '.join(parts)} }}"


def write_update(q: Queries, op: Operation) -> Function:
    """updateLoan: one conditional write, in a transaction where rules hang on more than the row."""
    it = q.it
    endangered = caps.endangered(it, caps.on_update(it))
    links = [each for each in op.body or () if each.link]
    rules = row_rules(q, touched(op))
    transaction = bool(endangered or links or rules)
    on = "tx" if transaction else q.db()
    where = q.where(q.scope(q.policies.of(op), gate(op.rules).actor), "{ id }")
    denied = q.denial(op, transaction=transaction)
    lines = []
    keys, writers = locked_keys(q, endangered), q.policies.writers(op)
    if keys or writers or looked_up(q, op):
        select = ", ".join(f"{key.column.name}: true" for key in keys) or "id: true"
        found = f"await {on}.{it.camel}.findFirst({{ where: {where}, select: {{ {select} }} }})"
        lines += [f"const before = {found};", f"if (!before) {denied}", may_write(q, op, "changes")]
        lines.append(lock(q, keys, {key.relation.name: _ids(op, key) for key in keys}))
        lines.append(references(q, op, on, "changes"))
    if moving := [key for key in keys if _moves(op, key)]:
        held = ", ".join(f"{key.column.name}: before.{key.column.name}" for key in moving)
        where = q.where(q.scope(q.policies.of(op), gate(op.rules).actor), f"{{ id, {held} }}")
        denied = f"throw {q.problem('busy')}; // it moved after it was read, so the wrong rows are locked"
    lines += _write(q, op, on, where, denied, [each.name for each in links])
    lines += [checked(q, op, rules, "row", "changes"), kept(endangered, "row")]
    if links:
        lines.append(_link(q, op))
    else:
        lines.append(f"return {q.to_answer('row')};")
    assert op.body_schema is not None
    parameters = [("id", f"id: {q.id_type}"), ("changes", f"changes: {q.schema_type(op.body_schema)}")]
    return _finish(q, op, parameters, lines, transaction=transaction)


def _ids(op: Operation, key: Key) -> list[str]:
    """The record that a key names now, and the one that it may name next."""
    next_ = [f"changes.{key.column.name}"] if _moves(op, key) else []
    return [f"before.{key.column.name}", *next_]


def _moves(op: Operation, key: Key) -> bool:
    """Whether the operation itself may turn a key to another record."""
    return any(each.column is key.column for each in op.body or ())


def _write(q: Queries, op: Operation, on: str, where: str, denied: str, links: list[str]) -> list[str]:
    data = "changes"
    lines = []
    if links:
        lines.append(f"const {{ {', '.join(links)}, ...columns }} = changes;")
        data = "columns"
    write = q.held(
        op, f"{on}.{q.it.camel}.updateManyAndReturn({{ where: {where}, data: {data}, select: {_returned(q, links)} }})"
    )
    return [*lines, f"const [row] = await {write};", f"if (!row) {denied}"]


def _returned(q: Queries, links: list[str]) -> str:
    if not links:
        return "fields"
    names = ["id", *(c.name for c in q.it.columns if c.answered and c.name != "id" and _compared(q, c.name))]
    return f"{{ {', '.join(f'{name}: true' for name in names)} }}"


def _compared(q: Queries, name: str) -> bool:
    ends = {end for each in q.it.model.constraints for end in (getattr(each, "before", ""), getattr(each, "after", ""))}
    keys = {getattr(each, end, "") for each in q.it.model.constraints for end in ("first", "second")}
    return name in ends or name.removesuffix("Id") in keys


def _link(q: Queries, op: Operation) -> str:
    parts = []
    for each in op.body or ():
        if each.link:
            parts.append(
                (each.name, f"{{ {each.link.relation.name}: {{ set: {each.name}.map((id) => ({{ id }})) }} }}")
            )
    data = entries(*(f"...({name} && {text})" for name, text in parts))
    if len(parts) == 1:
        data = f"{parts[0][0]} ? {parts[0][1]} : {{}}"
    write = f"await tx.{q.it.camel}.update({{ where: {{ id }}, data: {data}, select: fields }})"
    return f"return {q.to_answer(write)};"


def write_delete(q: Queries, op: Operation) -> Function:
    """removeBook."""
    it = q.it
    where = q.where(q.scope(q.policies.of(op), gate(op.rules).actor), "{ id }")
    if it.model.soft_delete:
        write = f"{q.db()}.{it.camel}.updateMany({{ where: {where}, data: {{ deletedAt: new Date() }} }})"
    else:
        write = f"{q.db()}.{it.camel}.deleteMany({{ where: {where} }})"
        if op.conflicts:
            write = f'{q.module.use(DB, "unlessInUse")}("{op.conflicts[0].type}", {write})'
    lines = [f"const {{ count }} = await {write};", f"if (count === 0) {q.denial(op)}"]
    return q.define(op, [("id", f"id: {q.id_type}")], "\n".join(lines), "void", "")
