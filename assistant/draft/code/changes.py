"""Shared by everything that writes: references that must exist, fields for some roles, and rules over one row."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.blueprint import names
from assistant.blueprint.behaviour import Distinct, Ordered
from assistant.blueprint.field import Scalar
from assistant.draft.code.queries import Queries
from assistant.draft.code.schemas import order_text
from assistant.draft.code.scope import gate
from assistant.draft.code.words import PROBLEM, policy_of
from assistant.draft.entity import Entity, Input, Key, Link, Source
from assistant.draft.operation import Operation, OperationKind


def references(q: Queries, op: Operation, on: str, body: str) -> str:
    """Statements that refuse ids which lead nowhere for the caller; `body` is the variable that holds them."""
    lines = [_reference(q, op, on, body, each, key) for each in op.body or () if (key := _key(q, each))]
    lines += [_links(q, op, on, body, each, each.link) for each in op.body or () if each.link]
    return "\n".join(lines)


def _key(q: Queries, each: Input) -> Key | None:
    relation = each.column.relation if each.column else None
    return q.it.key(relation.name) if relation else None


def _reference(q: Queries, op: Operation, on: str, body: str, each: Input, key: Key) -> str:
    target = q.design.entity(key.relation.target)
    value = f"{body}.{each.name}"
    found = _first(q, op, on, key, target, value)
    label = names.label(key.relation.target)
    missing = f'throw {q.module.use(PROBLEM, "invalidField")}("#/{each.name}", "There is no such {label}");'
    known = f"known{names.pascal(key.relation.name)}"
    if each.required:
        return f"const {known} = {found};\nif (!{known}) {missing}"
    return f"if ({_sent(value, each)}) {{\nconst {known} = {found};\nif (!{known}) {missing}\n}}"


def _sent(value: str, each: Input) -> str:
    return value if each.nullable else f"{value} !== undefined"


def _first(q: Queries, op: Operation, on: str, key: Key, target: Entity, value: str) -> str:
    actor = gate(op.rules).actor
    reach = q.scope(q.policies.reachable(target), actor)
    taking = q.scope(q.policies.taking(op, key.relation.name), actor) if op.kind is OperationKind.CREATE else ""
    if taking == reach:
        taking = ""
    one = "{ id }" if value == "id" else f"{{ id: {value} }}"
    where = q.where(reach, taking, one)
    return f"await {on}.{target.camel}.findFirst({{ where: {where}, select: {{ id: true }} }})"


def parent_exists(q: Queries, op: Operation, on: str) -> str:
    """A statement that refuses a parent which does not exist for the caller, or takes no such child from them."""
    assert op.parent is not None
    target = q.design.entity(op.parent.relation.target)
    found = _first(q, op, on, op.parent, target, op.parent.column.name)
    known = f"known{names.pascal(op.parent.relation.name)}"
    return f"const {known} = {found};\nif (!{known}) throw {q.problem('not-found')};"


def _links(q: Queries, op: Operation, on: str, body: str, each: Input, link: Link) -> str:
    target = q.design.entity(link.relation.target)
    ids = f"{body}.{each.name}" if body else each.name
    reach = q.scope(q.policies.reachable(target), gate(op.rules).actor)
    where = q.where(reach, f"{{ id: {{ in: {ids} }} }}")
    label = names.label(link.relation.target)
    known = f"known{names.pascal(names.plural(link.relation.name))}"
    return (
        f"if ({ids}) {{\n"
        f"const {known} = new Set((await {on}.{target.camel}.findMany({{ where: {where}, select: {{ id: true }} }}))"
        f".map(({{ id }}) => id));\n"
        f"const at = {ids}.findIndex((each) => !{known}.has(each));\n"
        f"if (at >= 0) throw {q.module.use(PROBLEM, 'invalidField')}(`#/{each.name}/${{at}}`, "
        f'"There is no such {label}");\n}}'
    )


def has_references(q: Queries, op: Operation) -> bool:
    """Whether a body refers to other records by a foreign key or a link."""
    return any(each.link or _key(q, each) for each in op.body or ())


def row_rules(q: Queries, touched: set[str], skip: Iterable[Ordered] = ()) -> list[Ordered | Distinct]:
    """The rules over one merged row that a write of these columns and relations can break."""
    skipped = set(skip)
    found: list[Ordered | Distinct] = []
    for each in q.it.model.constraints:
        match each:
            case Ordered() if each not in skipped and touched & {each.before, each.after}:
                found.append(each)
            case Distinct() if touched & {each.first, each.second}:
                found.append(each)
    return found


def checked(q: Queries, op: Operation, rules: Iterable[Ordered | Distinct], row: str, body: str) -> str:
    """Statements that hold the merged row against rules; `body` is the variable of what was sent."""
    return "\n".join(
        _order(q, op, each, row, body) if isinstance(each, Ordered) else _distinct(q, op, each, row) for each in rules
    )


def _order(q: Queries, op: Operation, it: Ordered, row: str, body: str) -> str:
    before, after = q.it.column(it.before), q.it.column(it.after)
    assert before is not None
    assert after is not None
    low, high = f"{row}.{it.before}", f"{row}.{it.after}"
    if before.field.scalar is Scalar.DECIMAL:
        wrong = f"{low}.{'gt' if it.or_equal else 'gte'}({high})"
    elif after.field.scalar is Scalar.DECIMAL:
        wrong = f"{high}.{'lt' if it.or_equal else 'lte'}({low})"
    else:
        wrong = f"{low} {'>' if it.or_equal else '>='} {high}"
    given = [f"{row}.{c.name} !== null" for c in (before, after) if not c.field.required]
    test = " && ".join([*given, wrong])
    pointer = _pointer(op, it, body)
    return f'if ({test}) throw {q.module.use(PROBLEM, "invalidField")}({pointer}, "{order_text(it)}");'


def _pointer(op: Operation, it: Ordered, body: str) -> str:
    """The later field where it was sent, else the earlier one."""
    sent = {each.name: each for each in op.body or ()}
    if it.after not in sent:
        return f'"#/{it.before}"'
    if it.before not in sent or sent[it.after].required:
        return f'"#/{it.after}"'
    return f'"{it.after}" in {body} ? "#/{it.after}" : "#/{it.before}"'


def _distinct(q: Queries, op: Operation, it: Distinct, row: str) -> str:
    first, second = q.it.column(it.first), q.it.column(it.second)
    assert first is not None
    assert second is not None
    given = f"{row}.{first.name} !== null && " if not first.field.required else ""
    sent = {each.name for each in op.body or ()}
    named, other = (second, it.first) if second.name in sent or first.name not in sent else (first, it.second)
    text = f"Must not be the {names.label(other)}"
    return (
        f"if ({given}{row}.{first.name} === {row}.{second.name}) "
        f'throw {q.module.use(PROBLEM, "invalidField")}("#/{named.name}", "{text}");'
    )


def may_write(q: Queries, op: Operation, body: str) -> str:
    """A statement that refuses fields which are not the caller's to set; '' where there are none."""
    name = q.policies.writers(op)
    if name is None:
        return ""
    q.module.use(policy_of(q.it), name)
    return f"if (!{name}({gate(op.rules).actor}, {body})) throw {q.problem('forbidden')};"


def actor_keys(it: Entity) -> list[str]:
    """Entries that make the caller the owner of a new record."""
    return [f"{key.column.name}: actor.id" for key in it.keys if key.source is Source.ACTOR]


def touched(op: Operation) -> set[str]:
    """The columns and relations that a body may write."""
    names_ = {each.column.name for each in op.body or () if each.column}
    return names_ | {each.column.relation.name for each in op.body or () if each.column and each.column.relation}
