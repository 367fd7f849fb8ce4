"""Tests of limits and of what may not overlap: one after the other, and at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.blueprint import names
from assistant.blueprint.behaviour import Limit, NoOverlap, Transition
from assistant.blueprint.field import ACTOR, Scalar
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Key, Source
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.asking import body_code, caller_code, granted, path_code, possible, record_code
from assistant.draft.suite.bodies import over_code
from assistant.draft.suite.condition import Value, holds, usual, variants
from assistant.draft.suite.proof import first_steps
from assistant.draft.suite.script import literal, member, record

AT_MOST = 12
"""Limits above this are not filled by a test."""


@dataclass(frozen=True)
class Cap:
    """A constraint over several rows, and what a test needs to come up against it."""

    constraint: Limit | NoOverlap
    key: Key
    counted: dict[str, Value]
    """Columns that make a row count."""

    @property
    def type(self) -> str:
        """The end of its problem's type."""
        return f"{names.kebab(self.constraint.per)}-{'limit' if isinstance(self.constraint, Limit) else 'overlap'}"


def caps_of(design: Design, it: Entity) -> Iterator[Cap]:
    """The limits and overlap rules of an entity."""
    for constraint in it.model.constraints:
        if not isinstance(constraint, Limit | NoOverlap):
            continue
        key = it.key(constraint.per)
        counted = (
            next((v for v in variants(design, it, (constraint.counting,)) if holds(constraint.counting, v)), None)
            if constraint.counting
            else {}
        )
        if key is not None and counted is not None:
            yield Cap(constraint, key, counted)


def limit_tests(design: Design, it: Entity) -> Iterator[str]:
    """The blocks of an entity's file about limits and overlaps."""
    for cap in caps_of(design, it):
        for op in possible(design, it):
            if not any(p.type == f"{names.kebab(it.pascal)}-{cap.type}" for p in op.conflicts):
                continue
            if text := scene(design, it, cap, op):
                yield text


def scene(design: Design, it: Entity, cap: Cap, op: Operation) -> str | None:
    """One operation against one constraint: refused when full, possible when there is room."""
    last = last_step(design, it, cap, op)
    if last is None:
        return None
    title = f"{op.id}: {names.label(cap.constraint.per)} " + (
        "has no room for more" if isinstance(cap.constraint, Limit) else "is taken at that time, but free after it"
    )
    problem = f"{names.kebab(it.pascal)}-{cap.type}"
    if isinstance(cap.constraint, NoOverlap):
        return _overlap(design, it, cap, cap.constraint, last, title, problem)
    return _limit(design, it, cap, cap.constraint, last, title, problem)


@dataclass(frozen=True)
class Last:
    """The request that would be one too many: statements before it, the target of `per`, and the call itself.

    `ready` is what is sent to create a record, with room for `...more` fields.
    """

    lines: tuple[str, ...]
    per: str
    call: str
    status: int
    body: str = ""
    ready: str = ""

    @property
    def defined(self) -> tuple[str, ...]:
        """The statements, and for a creation the function that `call` calls."""
        define = f"const last = async (more: object = {{}}) => call(method, path, {self.ready});"
        return (*self.lines, define) if self.ready else self.lines


def last_step(design: Design, it: Entity, cap: Cap, op: Operation) -> Last | None:
    """The last request, as an operation makes it; None where a test cannot tell."""
    if op.kind is OperationKind.CREATE:
        return _creation(design, it, cap, op)
    step = counting_step(design, it, cap, op)
    if op.kind is OperationKind.TRANSITION and step is None:
        return None
    found = granted(design, op, step)
    if found is None:
        return None
    values = dict(found.values)
    if op.kind is OperationKind.UPDATE:
        sent = {each.name for each in op.body or ()}
        wanted = _as_body(design, it, cap.counted) if set(cap.counted) <= sent else None
        if wanted is None:
            return None
        spared = uncounted(design, it, cap)
        if cap.counted and spared is None:
            return None
        values |= spared or {}
        if not cap.counted:
            return None
        body_text = record(wanted)
    else:
        body_text = body_code(design, op, step) or ""
    given = [("", "...over")]
    lines = (
        f"const actor = {caller_code(found.person)};",
        f"const row = {record_code(design, it, found.person, values, *_filled(cap), *given)};",
    )
    ask = f"{{ actor, body: {body_text} }}" if body_text else "{ actor }"
    effects = step.effects if step else op.action.effects if op.action else ()
    turned = any(each.field == cap.constraint.per and each.value == ACTOR for each in effects)
    target = "signedIn(actor).id" if turned else f"row.{cap.key.column.name}"
    return Last(lines, target, f"call({literal(op.method)}, {path_code(op, 'row.id')}, {ask})", op.status, body_text)


def _filled(cap: Cap) -> list[tuple[str, str]]:
    """A key that may be empty has to be set."""
    if cap.key.relation.required:
        return []
    return [(cap.key.column.name, f"(await make{cap.key.relation.target}()).id")]


def counting_step(design: Design, it: Entity, cap: Cap, op: Operation) -> Transition | None:
    """A step that makes a row count which did not."""
    lifecycle = it.model.lifecycle
    if op.kind is not OperationKind.TRANSITION or lifecycle is None:
        return None
    for step in lifecycle.transitions:
        before = {**usual(design, it), lifecycle.field: step.source}
        after = {**usual(design, it), lifecycle.field: step.to}
        if holds(cap.constraint.counting, after) and not holds(cap.constraint.counting, before):
            return step
    return None


def uncounted(design: Design, it: Entity, cap: Cap) -> dict[str, Value] | None:
    found = variants(design, it, (cap.constraint.counting,))
    return next((values for values in found if not holds(cap.constraint.counting, values)), None)


def _as_body(design: Design, it: Entity, values: dict[str, Value]) -> dict[str, str] | None:
    """Values as a body carries them; None where one is no literal."""
    del design
    found: dict[str, str] = {}
    for name, value in values.items():
        if value is not None and not isinstance(value, str | int | float | bool):
            return None
        column = it.column(name)
        if column is None:
            return None
        found[column.name] = literal(value)
    return found


def _creation(design: Design, it: Entity, cap: Cap, op: Operation) -> Last | None:
    sent = {each.name for each in op.body or ()}
    needed = {
        k: v
        for k, v in cap.counted.items()
        if not holds(tuple(c for c in cap.constraint.counting if c.field == k), usual(design, it))
    }
    in_body = {k: v for k, v in cap.counted.items() if k in sent}
    if set(needed) - sent:
        return None
    extra = _as_body(design, it, in_body)
    if extra is None:
        return None
    match cap.key.source:
        case Source.ACTOR:
            per = "signedIn(actor).id"
        case Source.PARENT:
            per = "id"
        case Source.CLIENT:
            per = "target"
        case Source.NOBODY:
            return None
    uses_body = cap.key.source is Source.CLIENT or first_steps(op)
    taken = ["method", "path", "actor", *(["body"] if uses_body else []), *(["id"] if per == "id" else [])]
    lines = [f"const {{ {', '.join(taken)} }} = await requests.{op.id}();"]
    key = cap.key.column.name
    change = dict(extra)
    if cap.key.source is Source.CLIENT:
        lines.append(
            f"const target = {_as_id(design)}(body{member(key)} ?? (await seen{cap.key.relation.target}(actor)).id);"
        )
        change[key] = "target"
    if any({cap.key.relation.name}.issuperset(group) for group in it.model.unique_together):
        return None  # what is unique comes before the limit
    over = record([*_kept(design, it, op), *change.items(), ("", "...more")])
    ready = f"{{ actor, body: await new{it.pascal}(actor, {over}) }}"
    return Last(tuple(lines), per, "last()", op.status, ready=ready)


def _kept(design: Design, it: Entity, op: Operation) -> list[tuple[str, str]]:
    """The key through which the caller may create, taken over from the request."""
    found = granted(design, op)
    key = it.key(found.step) if found and found.step else None
    if key is None or key is op.parent:
        return []
    return [(key.column.name, f"body{member(key.column.name)}")]


def _limit(design: Design, it: Entity, cap: Cap, constraint: Limit, last: Last, title: str, problem: str) -> str | None:
    room = 2 if constraint.max_field else constraint.max
    if room is None or not 0 < room <= AT_MOST:
        return None
    lines = [line.replace(", ...over", "").replace("{ ...over }", "") for line in last.defined]
    if constraint.max_field:
        target = design.entity(cap.key.relation.target)
        data = f"{{ {constraint.max_field}: {room} }}"
        lines.append(f"await db().{target.camel}.update({{ where: {{ id: {last.per} }}, data: {data} }});")
    counted = over_code(design, it, unusual(design, it, cap.counted)).removeprefix("{ ").removesuffix(" }")
    columns = ", ".join([f"{cap.key.column.name}: {last.per}", *([counted] if counted else [])])
    lines.append(f"const [first] = await inTurn({room}, () => make{it.pascal}({{ {columns} }}));")
    lines.append(f'expect(await {last.call}).toMatchObject(problem(409, "{problem}"));')
    freed = uncounted(design, it, cap) if constraint.counting else None
    if constraint.counting and freed is None:
        return None
    where = f"where: {{ id: first?.id ?? {no_id(design)} }}"
    change = f"update({{ {where}, data: {over_code(design, it, freed)} }})" if freed else f"delete({{ {where} }})"
    free = f"await db().{it.camel}.{change};"
    lines += [free, f"expect((await {last.call}).status).toBe({last.status});"]
    body = "\n    ".join(lines)
    return f'test("{title}", async () => {{\n    {body}\n  }});'


def _as_id(design: Design) -> str:
    return "String" if design.blueprint.conventions.id == "uuid" else "Number"


def no_id(design: Design) -> str:
    """An id of nothing, for the compiler's sake."""
    return '""' if design.blueprint.conventions.id == "uuid" else "0"


def unusual(design: Design, it: Entity, values: dict[str, Value]) -> dict[str, Value]:
    return {k: v for k, v in values.items() if usual(design, it).get(k, ...) != v}


def _overlap(
    design: Design, it: Entity, cap: Cap, constraint: NoOverlap, last: Last, title: str, problem: str
) -> str | None:
    start, end = it.column(constraint.start), it.column(constraint.end)
    if start is None or end is None:
        return None
    counted = over_code(design, it, unusual(design, it, cap.counted)).removeprefix("{ ").removesuffix(" }")
    dated = start.field.scalar is Scalar.DATE
    hours = ["2040-03-01", "2040-03-05", "2040-03-03", "2040-03-09"]
    as_row = [f'new Date("{day}")' for day in hours]
    as_body = [literal(day if dated else f"{day}T00:00:00.000Z") for day in hours]
    other = ", ".join(filter(None, [
        f"{cap.key.column.name}: __PER__", f"{start.name}: {as_row[0]}", f"{end.name}: {as_row[1]}", counted,
    ]))  # fmt: skip
    lines: list[str] = []
    if last.call == "last()":
        lines += last.defined
        lines.append(f"await make{it.pascal}({{ {other.replace('__PER__', last.per)} }});")
        overlapping = f"last({{ {start.name}: {as_body[2]}, {end.name}: {as_body[3]} }})"
        touching = f"last({{ {start.name}: {as_body[1]}, {end.name}: {as_body[3]} }})"
        lines += [
            f'expect(await {overlapping}).toMatchObject(problem(409, "{problem}"));',
            f"expect((await {touching}).status).toBe({last.status});",
        ]
        body = "\n    ".join(lines)
    else:
        rows = [f"{{ {start.name}: {as_row[i]}, {end.name}: {as_row[3]} }}" for i in (2, 1)]
        body = f"""for (const [over, expected] of [[{rows[0]}, 409], [{rows[1]}, {last.status}]] as const) {{
      {(chr(10) + "      ").join(last.lines)}
      await make{it.pascal}({{ {other.replace("__PER__", last.per)} }});
      const reply = await {last.call};
      expect(reply).toMatchObject(expected === 409 ? problem(409, "{problem}") : {{ status: expected }});
    }}"""
    return f'test("{title}", async () => {{\n    {body}\n  }});'
