"""tests/access/<plural>.test.ts: every rule, tried by everyone it must tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.access import Rule
from assistant.blueprint.behaviour import Transition
from assistant.blueprint.who import who
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Input
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.asking import body_code, needs_seen_parent, path_code, record_values
from assistant.draft.suite.bodies import over_code, see_parent, seen_code
from assistant.draft.suite.condition import Values, values_text
from assistant.draft.suite.creation import creates
from assistant.draft.suite.edits import answered
from assistant.draft.suite.graph import Ownership
from assistant.draft.suite.owners import owned, owners_name
from assistant.draft.suite.proof import first_steps, follow, lists, owner_name, people, stage
from assistant.draft.suite.rows import VALUES, made_names
from assistant.draft.suite.script import identifiers, literal, member, module, record
from assistant.draft.suite.value import outside, sample

Expected = dict[str, int | str]


def access_file(design: Design, it: Entity) -> str:
    """The proofs of an entity's rules."""
    proofs = [proof for op in design.of(it) for proof in _proofs(design, op)]
    staged = dict.fromkeys([it.pascal, *(name for op in design.of(it) for name in _stages(design, op))])
    stages = "\n".join(_stage(design, design.entity(name)) for name in staged)
    return module(f"{stages}\n\n" + "\n\n".join(proofs), _exported(design))


def _stages(design: Design, op: Operation) -> Iterator[str]:
    if op.kind is OperationKind.CREATE and op.entity:
        yield from (follow(design, op.entity, step).pascal for step in first_steps(op))


def _stage(design: Design, it: Entity) -> str:
    owners = f", owners: {owners_name(it)}" if owned(design, it) else ""
    make = f"make{it.pascal}"
    if theirs := _others(design, it):
        somebody = 'signedIn(await callers["an owner"]())'
        make = f"async (over: object = {{}}) => {owners_name(it)}{member(owner_name(theirs))}({somebody}, over)"
    rows = f'db().{it.camel}.findMany({{ orderBy: {{ id: "asc" }} }})'
    return f"const {_records(it)} = {{ make: {make}{owners}, rows: () => {rows} }};"


def _others(design: Design, it: Entity) -> Ownership | None:
    """How somebody else owns the records that are not the caller's, where an owner is a row that refers to them.

    Without such rows a rule that asks for any owner at all would pass for one that asks for the caller.
    """
    for owns in owned(design, it):
        here = it
        for step in owns.steps if owns.path != "self" else ():
            if design.blueprint.relation(here.pascal, step) is None:
                return owns
            here = follow(design, here, step)
    return None


def _records(it: Entity) -> str:
    return f"{it.camel}Records"


def _proofs(design: Design, op: Operation) -> Iterator[str]:
    assert op.entity is not None
    if op.kind is OperationKind.CREATE:
        yield from _creations(design, op)
    elif op.kind is OperationKind.TRANSITION:
        assert op.entity.model.lifecycle is not None
        for step in op.entity.model.lifecycle.transitions:
            rules = step.rules or op.entity.model.access.update
            for values in record_values(design, op, step):
                yield _on_record(design, op, values, rules, step)
    else:
        for values in record_values(design, op):
            yield _on_record(design, op, values, op.rules)
        yield from _limited(design, op)


def _on_record(
    design: Design, op: Operation, values: Values, rules: tuple[Rule, ...], step: Transition | None = None
) -> str:
    it = op.entity
    assert it is not None
    over = over_code(design, it, values)
    expected = {} if needs_seen_parent(op) else _outcomes(design, op, values, rules if step else None)
    if op.kind is OperationKind.LIST and op.parent and not {"shown", "hidden"} & set(expected.values()):
        expected = _outcomes(design, op, values, None, below_seen=True)
        inside = over.removeprefix("{ ").removesuffix(" }")
        over = "{ " + ", ".join(filter(None, [inside, f"{op.parent.column.name}: {seen_code(op)}"])) + " }"
    ask = path_code(op, f"row.{op.parent.column.name}" if op.parent else "row.id")
    title = " ".join(filter(None, [f"to {step.to}" if step else "", f"({values_text(values)})" if values else ""]))
    return _prove(op, who(rules, it.label), _records(it), ask, body_code(design, op, step), expected, title, over)


def _outcomes(
    design: Design, op: Operation, values: Values, step: tuple[Rule, ...] | None, *, below_seen: bool = False
) -> Expected:
    """What each person gets; `below_seen` is whether the record's parent is made for them to see."""
    it = op.entity
    assert it is not None
    expected: Expected = {}
    for person in people(design, it, owned(design, it)):
        case = stage(design, it, person, values, others=_others(design, it))
        if below_seen:
            see_parent(design, op, case)
        expected[person.name] = lists(op, case) if op.kind is OperationKind.LIST else answered(design, op, case, step)
    return expected


def _creations(design: Design, op: Operation) -> Iterator[str]:
    it = op.entity
    assert it is not None
    for first in first_steps(op) or (None,):
        at = follow(design, it, first) if first else it
        expected: Expected = {
            person.name: creates(
                design, op, stage(design, at, person, {}, others=_others(design, at) if first else None), first
            )
            for person in people(design, at, owned(design, at) if first else ())
        }
        key_of = it.key(first) if first else None
        of, path, given = (
            "undefined",
            path_code(op, f"(await seen{op.parent.relation.target}(actor)).id") if op.parent else path_code(op, ""),
            "",
        )
        if key_of:
            of = _records(at)
            if op.parent is key_of:
                path = path_code(op, "row.id")
            else:
                given = record({key_of.column.name: "row.id"})
        label = who(op.rules, it.label)
        title = f"for {at.label}" if first and len(first_steps(op)) > 1 else ""
        body = body_code(design, op, given=given)
        yield _prove(op, label, of, path, body, expected, title, "", rows=f"{_records(it)}.rows")
        for each in _by_role(op):
            changed = {
                name: 403 if outcome == op.status and not _has_role(design, at, name, each) else outcome
                for name, outcome in expected.items()
            }
            sent = f"{{ ...({body}), {each.name}: {_sent(design, it, each)} }}"
            yield _prove(
                op, f"{each.name} {_writers(each)}", of, path, sent, changed, title, "", rows=f"{_records(it)}.rows"
            )


def _by_role(op: Operation) -> Iterator[Input]:
    yield from (each for each in op.body or () if each.column and each.column.field.write_roles)


def _writers(each: Input) -> str:
    assert each.column is not None
    return f"is set by {' or '.join(role.lower() for role in each.column.field.write_roles)}"


def _sent(design: Design, it: Entity, each: Input) -> str:
    assert each.column is not None
    return outside(sample(design, it, each.column).body)


def _has_role(design: Design, it: Entity, name: str, each: Input) -> bool:
    assert each.column is not None
    person = next(person for person in people(design, it, owned(design, it)) if person.name == name)
    return person.role in each.column.field.write_roles


def _limited(design: Design, op: Operation) -> Iterator[str]:
    """Edits of the fields that only some roles may set."""
    it = op.entity
    assert it is not None
    if op.kind is not OperationKind.UPDATE:
        return
    for each in _by_role(op):
        values = record_values(design, op)[0]
        expected: Expected = {}
        for person in people(design, it, owned(design, it)):
            outcome = answered(design, op, stage(design, it, person, values, others=_others(design, it)))
            expected[person.name] = 403 if outcome == 200 and not _has_role(design, it, person.name, each) else outcome
        body = record({each.name: _sent(design, it, each)})
        yield _prove(
            op, f"{each.name} {_writers(each)}", _records(it), path_code(op, "row.id"), body, expected, "",
            over_code(design, it, values),
        )  # fmt: skip


def _prove(
    op: Operation, label: str, of: str, path: str, body: str | None, expected: Expected, title: str, over: str,
    rows: str = "",
) -> str:  # fmt: skip
    asked = [literal(op.method), path, *([body] if body else [])]
    text = ", ".join(asked)
    used = identifiers(text)
    uses_row, uses_actor = "row" in used, "actor" in used
    arguments = "row, actor" if uses_actor and uses_row else "_row, actor" if uses_actor else "row" if uses_row else ""
    asynchronous = "async " if "await " in text else ""
    lines = [f"operation: {literal(op.id)}", f"rule: {literal(label)}"]
    if title:
        lines.append(f"when: {literal(title)}")
    if over:
        caller = "actor" if "actor" in identifiers(over) else ""
        lines.append(f"over: {'async ' if 'await ' in over else ''}({caller}) => ({over})")
    lines.append(f"ask: {asynchronous}({arguments}) => [{text}]")
    lines.append(f"expected: {record({name: literal(outcome) for name, outcome in expected.items()})}")
    if rows:
        lines.append(f"rows: {rows}")
    inside = ",\n  ".join(lines)
    return f"prove({of}, {{\n  {inside},\n}});"


def _exported(design: Design) -> dict[str, str]:
    found = {
        "db": "@/lib/data/db",
        "prove": "./prove",
        "callers": "../world/people",
        "signedIn": "../world/people",
        "randomUUID": "node:crypto",
    }
    found |= dict.fromkeys(VALUES, "../world/values")
    found |= {owners_name(it): "../world/owners" for it in design.entities}
    found |= {f"{verb}{it.pascal}": "../world/bodies" for it in design.entities for verb in ("new", "changed", "seen")}
    return found | {name: f"../world/{file}" for name, file in made_names(design)}
