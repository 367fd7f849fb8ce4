"""Limits and overlap rules: what is locked for them, and the functions that hold a written row against them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.blueprint import names
from assistant.blueprint.behaviour import Constraint, Limit, NoOverlap
from assistant.draft.code.condition import conditions
from assistant.draft.code.queries import Queries
from assistant.draft.code.words import CLIENT, DB
from assistant.draft.entity import Key


def locked_keys(q: Queries, found: Iterable[Constraint]) -> list[Key]:
    """The keys whose targets are locked for constraints, in the order of their tables."""
    keys = {each.per: key for each in found if isinstance(each, Limit | NoOverlap) and (key := q.it.key(each.per))}
    return sorted(keys.values(), key=lambda key: q.design.entity(key.relation.target).table)


def lock(q: Queries, keys: list[Key], values: dict[str, list[str]]) -> str:
    """Statements that lock the targets of keys; `values` holds the code of the ids by relation."""
    by_target: dict[str, list[Key]] = {}
    for key in keys:
        by_target.setdefault(key.relation.target, []).append(key)
    lines = []
    for target, found in by_target.items():
        ids = list(dict.fromkeys(each for key in found for each in values[key.relation.name]))
        gaps = not all(key.relation.required for key in found) or any("changes." in each for each in ids)
        name = q.locks.use(q.module, q.design.entity(target), gaps=gaps)
        lines.append(f"await {name}(tx, {', '.join(ids)});")
    return "\n".join(lines)


def kept(found: Iterable[Constraint], row: str) -> str:
    """Statements that hold a written row against limits and overlap rules."""
    return "\n".join(f"await {_keeper(each)}(tx, {row}.id);" for each in found)


def _keeper(constraint: Constraint) -> str:
    assert isinstance(constraint, Limit | NoOverlap)
    word = "Limit" if isinstance(constraint, Limit) else "Overlap"
    return f"check{names.pascal(constraint.per)}{word}"


def keepers(q: Queries, found: Iterable[Limit | NoOverlap]) -> None:
    """Adds the functions that hold rows against constraints."""
    for each in found:
        key = q.it.key(each.per)
        assert key is not None
        if isinstance(each, Limit):
            _limit(q, each, key)
        else:
            _no_overlap(q, each, key)


def _counting(q: Queries, constraint: Limit | NoOverlap) -> str:
    """Adds the condition on the rows that count, and gives its call; '' where all do."""
    parts = ["deletedAt: null"] if q.it.model.soft_delete else []
    parts += [text] if (text := conditions(q.it, constraint.counting)) else []
    if not parts:
        return ""
    name = f"countsFor{_keeper(constraint).removeprefix('check')}"
    prisma = q.module.use_type(CLIENT, "Prisma")
    q.module.add(f"const {name} = (): {prisma}.{q.it.pascal}WhereInput => ({{ {', '.join(parts)} }});")
    return f"{name}()"


def _function(q: Queries, it: Limit | NoOverlap, about: str, counting: str, read: str, rest: list[str]) -> None:
    """Adds a function that reads the row, unless it does not count, and goes on with the rest."""
    where = q.where(counting, "{ id }")
    connection = q.module.use_type(DB, "Connection")
    lines = [
        f"const counted = await tx.{q.it.camel}.findFirst({{ where: {where}, select: {{ {read} }} }});",
        *rest,
    ]
    head = f"async function {_keeper(it)}(tx: {connection}, id: {q.id_type}): Promise<void>"
    body = "\n".join(lines)
    q.module.add(f"/** {about} */\n{head} {{\n{body}\n}}")


def _limit(q: Queries, it: Limit, key: Key) -> None:
    column, labels = key.column.name, q.it.labels
    counting = _counting(q, it)
    read, limit, most = f"{column}: true", str(it.max), f"{it.max} {labels}"
    if it.max_field:
        read += f", {it.per}: {{ select: {{ {it.max_field}: true }} }}"
        limit = _limit_of(q, it, key)
        most = f"as many {labels} as its {names.label(it.max_field)} says"
    guard = "!counted" if key.relation.required else f"!counted?.{column}"
    where = q.where(counting, f"{{ {column}: counted.{column} }}")
    type_ = f"{names.kebab(q.it.pascal)}-{names.kebab(it.per)}-limit"
    about = f"At most {most} for each {names.label(it.per)}, which is locked: no two writers can both be the last."
    rest = [
        f"if ({guard}) return;",
        f"const count = await tx.{q.it.camel}.count({{ where: {where} }});",
        f"if (count > {limit}) throw {q.problem(type_)};",
    ]
    _function(q, it, about, counting, read, rest)


def _limit_of(q: Queries, it: Limit, key: Key) -> str:
    """The number that the target holds; none means no limit."""
    target = q.design.entity(key.relation.target).column(it.max_field or "")
    assert target is not None
    number = f"counted.{it.per}{'' if key.relation.required else '?'}.{it.max_field}"
    given = key.relation.required and target.field.required
    return number if given else f"({number} ?? Number.POSITIVE_INFINITY)"


def _no_overlap(q: Queries, it: NoOverlap, key: Key) -> None:
    column, per = key.column.name, names.label(it.per)
    counting = _counting(q, it)
    ends = [c for name in (it.start, it.end) if (c := q.it.column(name))]
    empty = [f"!counted.{column}"] if not key.relation.required else []
    empty += [f"!counted.{end.name}" for end in ends if not end.field.required]
    where = q.where(
        counting,
        f"{{ id: {{ not: id }}, {column}: counted.{column}, {it.start}: {{ lt: counted.{it.end} }}, "
        f"{it.end}: {{ gt: counted.{it.start} }} }}",
    )
    type_ = f"{names.kebab(q.it.pascal)}-{names.kebab(it.per)}-overlap"
    about = f"No two {q.it.labels} of one {per} share a moment; the {per} is locked, so none can slip in between."
    rest = [
        f"if ({' || '.join(['!counted', *empty])}) return;",
        f"const other = await tx.{q.it.camel}.findFirst({{ where: {where}, select: {{ id: true }} }});",
        f"if (other) throw {q.problem(type_)};",
    ]
    _function(q, it, about, counting, f"{column}: true, {it.start}: true, {it.end}: true", rest)
