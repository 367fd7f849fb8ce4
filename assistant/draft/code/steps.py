"""Actions, and the steps of a lifecycle: each one conditional write, so of two at once only one succeeds."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.blueprint.access import Condition
from assistant.blueprint.behaviour import Effect, Transition
from assistant.blueprint.field import ACTOR as CALLER
from assistant.draft import caps
from assistant.draft.code.changes import checked, may_write, row_rules, touched
from assistant.draft.code.condition import conditions, literal
from assistant.draft.code.keepers import kept, lock, locked_keys
from assistant.draft.code.queries import Function, Queries
from assistant.draft.code.scope import Scope, gate
from assistant.draft.code.words import CLIENT, ENUMS, PROBLEM, plain
from assistant.draft.entity import Entity, Key
from assistant.draft.operation import Operation
from assistant.draft.refusal import cover


def effects(it: Entity, found: Iterable[Effect]) -> list[str]:
    """Entries of `data` that write effects."""
    parts = []
    for each in found:
        column = it.column(each.field)
        assert column is not None
        value = "actor.id" if each.value == CALLER and column.relation else literal(column.field, each.value)
        parts.append(f"{column.name}: {value}")
    return parts


def write_action(q: Queries, op: Operation) -> Function:
    """returnLoan."""
    it, action = q.it, op.action
    assert action is not None
    endangered = caps.endangered(it, caps.on_action(action))
    rules = row_rules(q, touched(op))
    transaction = bool(endangered or rules)
    on = "tx" if transaction else q.db()
    reach = q.scope(q.policies.of(op), gate(op.rules).actor)
    denied = q.denial(op, transaction=transaction)
    lines = []
    keys = locked_keys(q, endangered)
    if keys or q.policies.writers(op):
        lines += before(q, keys, on, q.where(reach, "{ id }"), denied)
        lines += [may_write(q, op, "body"), lock_parents(q, keys, action.effects)]
    where = q.where(reach, "{ id }", guard(it, action.guard))
    data = [*(["...body"] if op.body else []), *effects(it, action.effects)]
    data_text = "body" if data == ["...body"] else f"{{ {', '.join(data)} }}"
    write = q.held(
        op, f"{on}.{it.camel}.updateManyAndReturn({{ where: {where}, data: {data_text}, select: {_select(q)} }})"
    )
    lines.append(f"const [row] = await {write};")
    if action.guard:
        there = f"await {on}.{it.camel}.findFirst({{ where: {q.where(reach, '{ id }')}, select: {{ id: true }} }})"
        refused = next(each.type for each in op.conflicts if each.type.endswith("-refused"))
        lines += [f"if (!row) {{\nif ({there}) throw {q.problem(refused)};\n{denied}\n}}"]
    else:
        lines.append(f"if (!row) {denied}")
    lines += [checked(q, op, rules, "row", "body"), kept(endangered, "row"), answered(q, on)]
    parameters = [("id", f"id: {q.id_type}")]
    if op.body and op.body_schema:
        parameters.append(("body", f"body: {q.schema_type(op.body_schema)}"))
    text = "\n".join(filter(None, lines))
    if transaction:
        return q.define_transaction(op, parameters, text, "")
    return q.define(op, parameters, text, q.answer(), "")


def guard(it: Entity, found: tuple[Condition, ...]) -> str:
    """The conditions under which an action is taken."""
    return f"{{ {text} }}" if (text := conditions(it, found)) else ""


def _select(q: Queries) -> str:
    """What a write gives back: lists of ids cannot be among it."""
    return "columns" if q.it.links else "fields"


def answered(q: Queries, on: str) -> str:
    """Gives the written row back."""
    if not q.it.links:
        return f"return {q.to_answer('row')};"
    again = f"await {on}.{q.it.camel}.findUniqueOrThrow({{ where: {{ id }}, select: fields }})"
    return f"return {q.to_answer(again)};"


def before(q: Queries, keys: list[Key], on: str, where: str, denied: str) -> list[str]:
    """Statements that read what has to be known of the row before it is written."""
    select = ", ".join(f"{key.column.name}: true" for key in keys) or "id: true"
    found = f"await {on}.{q.it.camel}.findFirst({{ where: {where}, select: {{ {select} }} }})"
    return [f"const before = {found};", f"if (!before) {denied}"]


def lock_parents(q: Queries, keys: list[Key], found: Iterable[Effect]) -> str:
    """Statements that lock what limits and overlap rules hang on: what keys name, or the caller where they will."""
    turned = {each.field for each in found if each.value == CALLER}
    ids = {
        key.relation.name: [f"before.{key.column.name}", *(["actor.id"] if key.relation.name in turned else [])]
        for key in keys
    }
    return lock(q, keys, ids)


def _before_step(q: Queries, op: Operation, on: str, select: str) -> str:
    """The row before a step. One query for each way to come by it: in an OR, a scope that is `{}` would not count."""
    scopes = _in_sight(q, op)
    calls = [""] if None in scopes else list(dict.fromkeys(q.scope(each, gate(op.rules).actor) for each in scopes))
    found = [
        f"await {on}.{q.it.camel}.findFirst({{ where: {q.where(call, '{ id }')}, select: {{ {select} }} }})"
        for call in calls
    ]
    return found[0] if len(found) == 1 else " ?? ".join(f"({each})" for each in found)


def _in_sight(q: Queries, op: Operation) -> list[Scope | None]:
    """The records that a transition is told about: what the caller may read, and what some step lets them change."""
    it, cycle = q.it, q.it.model.lifecycle
    assert cycle is not None
    reading = it.model.access.read
    if not reading:
        return [q.policies.existing(it)]
    changing = it.model.access.update
    more = [step for step in cycle.transitions if not cover(q.design, reading, step.rules or changing)]
    return [q.policies.visible(it), *(q.policies.step(op, step) for step in more)]


def write_transition(q: Queries, op: Operation) -> Function:
    """transitionBooking."""
    it, cycle = q.it, q.it.model.lifecycle
    assert cycle is not None
    assert op.body_schema is not None
    column = it.column(cycle.field)
    assert column is not None
    endangered = tuple(
        dict.fromkeys(each for step in cycle.transitions for each in caps.endangered(it, caps.on_step(it, step)))
    )
    rules = row_rules(q, touched(op))
    transaction = bool(endangered or rules)
    on = "tx" if transaction else q.db()
    actor = gate(op.rules).actor
    steps = [(step, q.policies.step(op, step)) for step in cycle.transitions]
    asking = any(step.requires for step, _ in steps)
    _steps(q, steps, column.field.type, asking=asking, actor_type=gate(op.rules).actor_type)
    keys = locked_keys(q, endangered)
    name = cycle.field
    sent = ", ...sent" if asking else ""
    select = ", ".join(f"{each}: true" for each in (name, *(key.column.name for key in keys)))
    lines = [
        f"const before = {_before_step(q, op, on, select)};",
        f"if (!before) throw {q.problem('not-found')};",
        f"const step = steps.find((each) => each.from === before.{name} && each.to === to);",
        f"if (!step) throw {q.problem(op.conflicts[0].type)};",
    ]
    scoped = any(scope for _, scope in steps)
    allowed = f"step.allowed({actor if _takes_actor(steps) else ''})" if scoped else ""
    if scoped:
        there = f"await {on}.{it.camel}.findFirst({{ where: {q.where(allowed, '{ id }')}, select: {{ id: true }} }})"
        lines.append(f"if (!({there})) throw {q.problem('forbidden')};")
    if asking:
        lines.append("checkSent(step.requires ?? [], sent);")
    lines.append(lock_parents(q, keys, [each for step in cycle.transitions for each in step.effects]))
    where = q.where(allowed, f"{{ id, {name}: step.from }}")
    has_effects = any(step.effects for step, _ in steps)
    call = f"...step.effects?.({actor if _effects_take_actor(steps) else ''})"
    parts = [*(["...sent"] if asking else []), *([call] if has_effects else []), f"{name}: to"]
    data = f"{{ {', '.join(parts)} }}"
    write = q.held(op, f"{on}.{it.camel}.updateManyAndReturn({{ where: {where}, data: {data}, select: {_select(q)} }})")
    lines += [f"const [row] = await {write};", f"if (!row) throw {q.problem(op.conflicts[0].type)};"]
    lines += [checked(q, op, rules, "row", "sent"), kept(endangered, "row"), answered(q, on)]
    pattern = f"{{ to{sent} }}"
    parameters = [("id", f"id: {q.id_type}"), ("body", f"{pattern}: {q.schema_type(op.body_schema)}")]
    text = "\n".join(filter(None, lines))
    if transaction:
        return q.define_transaction(op, parameters, text, "")
    return q.define(op, parameters, text, q.answer(), "")


def _takes_actor(steps: list[tuple[Transition, Scope | None]]) -> bool:
    return any(scope and scope.takes for _, scope in steps)


def _effects_take_actor(steps: list[tuple[Transition, Scope | None]]) -> bool:
    return any(each.value == CALLER for step, _ in steps for each in step.effects)


def _steps(
    q: Queries, steps: list[tuple[Transition, Scope | None]], enum: str, *, asking: bool, actor_type: str | None
) -> None:
    """The table of steps, and the check of what they require."""
    it = q.it
    prisma = q.module.use_type(CLIENT, "Prisma")
    state = q.module.use_type(ENUMS, enum)
    scoped, acting = any(scope for _, scope in steps), _takes_actor(steps)
    effected, effect_actor = any(step.effects for step, _ in steps), _effects_take_actor(steps)
    if acting or effect_actor:
        q.module.use_type("@/lib/policy/actor", "Actor")
    kind = [f"from: {state}", f"to: {state}"]
    kind += (
        [f"allowed: ({f'actor: {actor_type}' if acting else ''}) => {prisma}.{it.pascal}WhereInput"] if scoped else []
    )
    kind += ["requires?: readonly string[]"] if asking else []
    effect_type = f"{prisma}.{it.pascal}UncheckedUpdateManyInput"
    kind += [f"effects?: ({f'actor: {actor_type}' if effect_actor else ''}) => {effect_type}"] if effected else []
    q.module.add(f"type Step = {{ {'; '.join(kind)} }};")
    rows = []
    for step, scope in steps:
        parts = [f"from: {plain(step.source)}", f"to: {plain(step.to)}"]
        if scoped:
            parts.append(f"allowed: {_allowed(q, scope)}")
        if step.requires:
            parts.append(f"requires: [{', '.join(plain(each) for each in step.requires)}]")
        if step.effects:
            written = effects(it, step.effects)
            who = "actor" if any("actor" in each for each in written) else ""
            parts.append(f"effects: ({who}) => ({{ {', '.join(written)} }})")
        rows.append(f"{{ {', '.join(parts)} }}")
    listed = ",\n".join(rows)
    q.module.add(
        f"/** The only ways from one {it.model.lifecycle.field if it.model.lifecycle else ''} to another. */\n"
        f"const steps: readonly Step[] = [\n{listed},\n];"
    )
    if asking:
        _check_sent(q)


def _allowed(q: Queries, scope: Scope | None) -> str:
    if scope is None:
        return "() => ({})"
    q.policies.use(scope)
    return q.module.use(scope.module, scope.name)


def _check_sent(q: Queries) -> None:
    problem = q.module.use(PROBLEM, "Problem")
    q.module.add(
        "/** A step takes just what it requires. */\n"
        "function checkSent(requires: readonly string[], sent: object): void {\n"
        "const missing = requires.filter((name) => !(name in sent)).map((name) => ({ pointer: `#/${name}`, "
        'detail: "This step requires it" }));\n'
        "const unasked = Object.keys(sent).filter((name) => !requires.includes(name))"
        '.map((name) => ({ pointer: `#/${name}`, detail: "This step does not take it" }));\n'
        "const errors = [...missing, ...unasked];\n"
        f'if (errors.length > 0) throw new {problem}("invalid", {{ errors }});\n}}'
    )
