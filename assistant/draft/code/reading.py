"""Lists and single records."""

from __future__ import annotations

from assistant.blueprint import names
from assistant.draft.code.changes import parent_exists
from assistant.draft.code.queries import Function, Queries, function_name
from assistant.draft.code.schemas import list_query, orders_name
from assistant.draft.code.scope import gate
from assistant.draft.code.words import ACTOR, CLIENT, DB, FIELDS, PAGE, bind, bound, query_of, schemas_of
from assistant.draft.listing import Comparison, Filter, filters, orders
from assistant.draft.operation import Operation


def write_list(q: Queries, op: Operation) -> Function:
    """listBooks."""
    parent = op.parent
    found = filters(q.design, q.it)
    sorted_ = f", {q.module.use(schemas_of(q.it), orders_name(q.it))}" if orders(q.it) else ""
    within = f"{{ {parent.column.name} }}" if parent else ""
    matching = "matching(query)" if found else ""
    where = q.where(q.scope(q.policies.of(op), gate(op.rules).actor), within, matching, "after")
    lines = [f"const {{ after, ...page }} = {q.module.use(PAGE, 'pageArgs')}(query{sorted_});"]
    if parent:
        lines.append(parent_exists(q, op, q.db()))
    lines += [
        f"const rows = await {q.db()}.{q.it.camel}.findMany({{ where: {where}, ...page, select: fields }});",
        f"return {q.module.use(PAGE, 'toPage')}(rows.map({q.converter}), query);",
    ]
    q.answers = True
    module, name = list_query(q.design, q.it)
    parameters = [(parent.column.name, f"{parent.column.name}: {q.id_type}")] if parent else []
    parameters.append(("query", f"query: {q.module.use_type(module, name)}"))
    page = f"{q.module.use_type(PAGE, 'Page')}<{q.answer()}>"
    if found:
        _matching(q, found)
    return q.define(op, parameters, "\n".join(lines), page, "")


def _matching(q: Queries, found: tuple[Filter, ...]) -> None:
    it = q.it
    ranged = [each for each in found if each.comparison is not Comparison.EQUALS]
    taken = ["limit", "cursor", *(["sort"] if orders(it) else []), *(bind(each.name) for each in ranged), "...equal"]
    parts = ["...equal"] if len(ranged) < len(found) else []
    if not parts:
        taken.pop()
    parts += [text for each in found if (text := _filter(q, each, found))]
    prisma = q.module.use_type(CLIENT, "Prisma")
    kind = f"{prisma}.{it.pascal}WhereInput"
    if parts == ["...equal"]:
        text = f"({{ {', '.join(taken)} }}: {q.schema_type(query_of(it))}): {kind} => equal"
    else:
        pattern = ", ".join(each for each in taken if each not in ("limit", "cursor", "sort") or "...equal" in taken)
        text = f"({{ {pattern} }}: {q.schema_type(query_of(it))}): {kind} => ({{ {', '.join(parts)} }})"
    q.module.add(f"/** The filters of a list as a condition. */\nconst matching = {text};")


def _filter(q: Queries, each: Filter, found: tuple[Filter, ...]) -> str:
    value = bound(each.name)
    if each.link is not None:
        own = (
            each.link.name
            if (each.link.model == q.it.pascal and names.singular(each.link.name) + "Id" == each.name)
            else each.link.inverse
        )
        return f"...({value} !== undefined && {{ {own}: {{ some: {{ id: {value} }} }} }})"
    assert each.column is not None
    name = each.column.name
    if each.comparison is Comparison.HAS:
        return f"...({value} !== undefined && {{ {name}: {{ has: {value} }} }})"
    if each.comparison is Comparison.MIN:
        top = next(o.name for o in found if o.column == each.column and o.comparison is Comparison.MAX)
        return f"{name}: {q.module.use(FIELDS, 'between')}({value}, {bound(top)})"
    return ""


def write_find(q: Queries, op: Operation | None) -> Function:
    """findBook; not exported where only the file itself asks for one."""
    it = q.it
    scope = q.policies.visible(it) if q.refuses or op is None else q.policies.of(op)
    actor = "actor" if scope and scope.takes else ""
    name = function_name(op) if op else f"find{it.pascal}"
    given = []
    if actor and scope:
        q.module.use_type(ACTOR, "Actor")
        given.append(("actor", f"actor: {scope.takes}"))
    given.append(("id", f"id: {q.id_type}"))
    on = q.db()
    signature = [text for _, text in given]
    if q.refuses_in_transaction:
        signature.append(f"on: {q.module.use_type(DB, 'Connection')} = {on}")
        on = "on"
    where = q.where(q.scope(scope), "{ id }")
    method = "findFirst" if scope else "findUnique"
    q.module.add(
        f"{'export ' if op else ''}async function {name}({', '.join(signature)}): Promise<{q.answer()}> {{\n"
        f"const row = await {on}.{it.camel}.{method}({{ where: {where}, select: fields }});\n"
        f"if (!row) throw {q.problem('not-found')};\nreturn {q.to_answer('row')};\n}}"
    )
    if q.refuses:
        _refuse(q, name, given)
    return Function(q.module.name, name, tuple(name for name, _ in given))


def _refuse(q: Queries, find: str, given: list[tuple[str, str]]) -> None:
    signature, arguments = [text for _, text in given], [name for name, _ in given]
    if q.refuses_in_transaction:
        signature.append(f"on: {q.module.use_type(DB, 'Connection')} = {q.db()}")
        arguments.append("on")
    q.module.add(
        "/** Nothing was changed: what the caller may not see does not exist, the rest is not theirs to change. */\n"
        f"async function refuse({', '.join(signature)}): Promise<never> {{\n"
        f"await {find}({', '.join(arguments)});\nthrow {q.problem('forbidden')};\n}}"
    )


def write_lock(q: Queries, *, gaps: bool) -> None:
    """lockBooks; `gaps` is whether some of its ids may be missing."""
    it = q.it
    cast = "uuid" if q.id_type == "string" else "int"
    kind = f"({q.id_type} | null | undefined)[]" if gaps else f"{q.id_type}[]"
    known = "const known = ids.filter((id) => id !== null && id !== undefined);\n" if gaps else ""
    ids = "known" if gaps else "ids"
    q.module.add(
        f"/** Locks {it.labels} until the transaction ends, in the order of their ids; others wait. */\n"
        f"export async function lock{it.pascals}(tx: {q.module.use_type(DB, 'Connection')}, ...ids: {kind}): "
        f"Promise<void> {{\n{known}"
        f'await tx.$queryRaw`SELECT id FROM "{it.table}" WHERE id = ANY(${{{ids}}}::{cast}[]) '
        "ORDER BY id FOR UPDATE`;\n}"
    )
