"""Shared by everything that writes: references that must exist, fields for some roles, and rules over one row."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.blueprint import names
from assistant.blueprint.access import HasRole, Owner, Rule
from assistant.blueprint.behaviour import Distinct, Ordered
from assistant.blueprint.field import Scalar
from assistant.draft.code.policies import taking_rules
from assistant.draft.code.queries import Queries
from assistant.draft.code.schemas import order_text
from assistant.draft.code.scope import Scope, gate, uses_actor
from assistant.draft.code.words import ACTOR, DB, PROBLEM, entries, entry, policy_of
from assistant.draft.entity import Entity, Input, Key, Link, Source
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.refusal import cover


def references(q: Queries, op: Operation, on: str, body: str) -> str:
    """Statements that refuse ids which lead nowhere for the caller; `body` is the variable that holds them."""
    return "\n".join(_reference(q, op, on, each, f"{body}.{each.name}") for each in looked_up(q, op))


def looked_up(q: Queries, op: Operation) -> list[Input]:
    """The fields whose records are looked for before the write.

    A key that may name any record is not among them: its constraint in the database says as much.
    """
    found = [(each, led) for each in op.body or () if (led := _leads(q, each))]
    return [each for each, led in found if isinstance(led, Link) or any(_asked(q, op, led))]


def _leads(q: Queries, each: Input) -> Key | Link | None:
    """What an input refers to."""
    relation = each.column.relation if each.column else None
    return each.link or (q.it.key(relation.name) if relation else None)


def _reference(q: Queries, op: Operation, on: str, each: Input, value: str) -> str:
    led = _leads(q, each)
    assert led is not None
    if _is_shared(q, op, each, led):
        lines = _shared(q, op, on, each, led, value)
    elif isinstance(led, Link):
        lines = _unknown_links(q, op, on, each, led, value)
    else:
        lines = _unknown_key(q, op, on, each, led, value)
    if each.required:
        return lines
    test = value if each.nullable or each.link else f"{value} !== undefined"
    return f"if ({test}) {lines}" if "\n" not in lines else f"if ({test}) {{\n{lines}\n}}"


def _is_shared(q: Queries, op: Operation, each: Input, led: Key | Link) -> bool:
    """Whether creating and editing ask the same of a reference, on behalf of the same kind of caller."""
    both = [other for other in q.design.of(q.it) if other.kind in _WITH_BODIES and _names(other, each.name)]
    callers = {(gate(other.rules).actor_type, _reach(q, other, led)) for other in both}
    alike = len(callers) == 1 and op in both
    creates = next((other for other in both if other.kind is OperationKind.CREATE), op)
    plain = isinstance(led, Link) or _taking(q, creates, led) is None
    return len(both) == len(_WITH_BODIES) and alike and plain


def _reach(q: Queries, op: Operation, led: Key | Link) -> Scope | None:
    """What an operation may refer to."""
    target = q.design.entity(led.relation.target)
    if isinstance(led, Key) and op.reaches_all(led, target):
        return q.policies.existing(target)
    return q.policies.reachable(target, gate(op.rules))


_WITH_BODIES = (OperationKind.CREATE, OperationKind.UPDATE)


def _names(op: Operation, name: str) -> bool:
    return any(each.name == name for each in op.body or ())


def _shared(q: Queries, op: Operation, on: str, each: Input, led: Key | Link, value: str) -> str:
    """Adds a function that both call, and gives the call."""
    name = f"require{names.pascal(led.relation.name)}"
    if isinstance(led, Link):
        parameter, kind = "ids", f"{q.id_type}[]"
        lines = _unknown_links(q, op, "on", each, led, parameter)
    else:
        parameter, kind = "id", q.id_type
        lines = _unknown_key(q, op, "on", each, led, parameter)
    acting = uses_actor(lines)
    if acting:
        q.module.use_type(ACTOR, "Actor")
    given = [f"on: {q.module.use_type(DB, 'Connection')}"]
    given += [f"actor: {gate(op.rules).actor_type}"] if acting else []
    given.append(f"{parameter}: {kind}")
    q.shared[name] = f"async function {name}({', '.join(given)}): Promise<void> {{\n{lines}\n}}"
    return f"await {name}({', '.join([on, *(['actor'] if acting else []), value])});"


def _unknown_key(q: Queries, op: Operation, on: str, each: Input, key: Key, value: str) -> str:
    known = f"known{names.pascal(key.relation.name)}"
    text = f"There is no such {names.label(key.relation.target)}"
    return (
        f"const {known} = {_first(q, op, on, key, value)};\n"
        f'if (!{known}) throw {q.module.use(PROBLEM, "invalidField")}("#/{each.name}", "{text}");'
    )


def _first(q: Queries, op: Operation, on: str, key: Key, value: str) -> str:
    target, actor = q.design.entity(key.relation.target), gate(op.rules).actor
    one = entries(entry("id", value))
    where = q.where(*(q.scope(scope, actor) for scope in _asked(q, op, key)), one)
    return f"await {on}.{target.camel}.findFirst({{ where: {where}, select: {{ id: true }} }})"


def _asked(q: Queries, op: Operation, key: Key) -> tuple[Scope | None, ...]:
    """What the record that a key names must be: within the caller's reach, and one that takes what is created."""
    target = q.design.entity(key.relation.target)
    # Whoever registers is nobody yet: they may refer to what exists, or nobody could ever register.
    if op.kind is OperationKind.REGISTER or op.reaches_all(key, target):
        return (q.policies.existing(target),)
    reach, taking = _reach(q, op, key), _taking(q, op, key)
    if taking and _shows(q, target, taking_rules(op, key.relation.name)):
        return (taking,)
    return (reach, None if taking == reach else taking)


def _shows(q: Queries, target: Entity, rules: tuple[Rule, ...]) -> bool:
    """Whether what rules let in on a record, its rules of reading let in as well."""
    return not any(rule.when for rule in rules) and cover(q.design, target.model.access.read, rules)


def _taking(q: Queries, op: Operation, key: Key) -> Scope | None:
    """What creating asks of the record that a key names, beyond that it can be seen."""
    paths = [rule.path for rule in op.rules if isinstance(rule, Owner)]
    if op.kind is not OperationKind.CREATE or not any(path.startswith(f"{key.relation.name}.") for path in paths):
        return None
    if ways_in(op):
        return None  # asked of all of them together
    return q.policies.taking(op, key.relation.name)


def ways_in(op: Operation) -> tuple[Key, ...]:
    """Keys of which any one may let the caller create; none where a single key that is always given decides."""
    if op.kind is not OperationKind.CREATE or op.entity is None:
        return ()
    longer = [rule.path for rule in op.rules if isinstance(rule, Owner) and "." in rule.path]
    if any(not isinstance(rule, HasRole) and getattr(rule, "path", "") not in longer for rule in op.rules):
        return ()  # some rule asks nothing of what the record refers to
    keys = [op.entity.key(step) for step in dict.fromkeys(path.split(".")[0] for path in longer)]
    found = tuple(key for key in keys if key is not None)
    return found if len(found) > 1 or any(not key.relation.required for key in found) else ()


def enters(q: Queries, op: Operation, on: str) -> str:
    """A statement that refuses a new record where none of several keys lets the caller create it; '' otherwise."""
    keys = ways_in(op)
    if not keys:
        return ""
    roles = dict.fromkeys(role for rule in op.rules if isinstance(rule, HasRole) for role in rule.roles)
    ways = [f'actor.role === "{role}"' for role in roles]
    for key in keys:
        target, nested = q.design.entity(key.relation.target), key is op.parent
        value = key.column.name if nested else f"body.{key.column.name}"
        where = q.where(q.scope(q.policies.entering(op, key.relation.name)), entries(entry("id", value)))
        found = f"(await {on}.{target.camel}.findFirst({{ where: {where}, select: {{ id: true }} }}))"
        ways.append(found if nested or key.relation.required else f"({value} && {found})")
    if any(key is op.parent for key in keys):
        refusal = q.problem("not-found")
    else:
        text = f"There is no such {names.label(keys[0].relation.target)}"
        refusal = f'{q.module.use(PROBLEM, "invalidField")}("#/{keys[0].column.name}", "{text}")'
    return f"const mayAdd = {' || '.join(ways)};\nif (!mayAdd) throw {refusal};"


def parent_exists(q: Queries, op: Operation, on: str) -> str:
    """A statement that refuses a parent which does not exist for the caller, or takes no such child from them."""
    assert op.parent is not None
    known = f"known{names.pascal(op.parent.relation.name)}"
    found = _first(q, op, on, op.parent, op.parent.column.name)
    return f"const {known} = {found};\nif (!{known}) throw {q.problem('not-found')};"


def _unknown_links(q: Queries, op: Operation, on: str, each: Input, link: Link, ids: str) -> str:
    target = q.design.entity(link.relation.target)
    reach = q.scope(_reach(q, op, link), gate(op.rules).actor)
    where = q.where(reach, f"{{ id: {{ in: {ids} }} }}")
    text = f"There is no such {names.label(link.relation.target)}"
    return (
        f"const found = await {on}.{target.camel}.findMany({{ where: {where}, select: {{ id: true }} }});\n"
        "const known = new Set(found.map((each) => each.id));\n"
        f"const at = {ids}.findIndex((each) => !known.has(each));\n"
        f'if (at >= 0) throw {q.module.use(PROBLEM, "invalidField")}(`#/{each.name}/${{at}}`, "{text}");'
    )


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
