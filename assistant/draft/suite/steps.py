"""Tests of a lifecycle and of actions: what each step needs, writes and refuses."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint import names
from assistant.blueprint.behaviour import Effect, Transition
from assistant.blueprint.field import ACTOR, NOW, Scalar
from assistant.draft.design import Design
from assistant.draft.entity import Entity
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.asking import Granted, body_code, caller_code, granted, path_code, possible, record_code
from assistant.draft.suite.condition import holds, usual
from assistant.draft.suite.crud import find
from assistant.draft.suite.proof import gate, stage
from assistant.draft.suite.script import literal
from assistant.draft.suite.value import outside, sample, scale_of, values_of


def step_tests(design: Design, it: Entity) -> Iterator[str]:
    """The blocks about an entity's lifecycle and actions."""
    for op in possible(design, it):
        if op.kind is OperationKind.TRANSITION:
            yield from _lifecycle(design, it, op)
        elif op.kind is OperationKind.ACTION:
            yield _action(design, it, op)


def _lifecycle(design: Design, it: Entity, op: Operation) -> Iterator[str]:
    lifecycle = it.model.lifecycle
    assert lifecycle is not None
    field = it.column(lifecycle.field)
    assert field is not None
    refused: dict[str, str] = {}
    for step in lifecycle.transitions:
        found = granted(design, op, step)
        if found is None:
            continue
        yield _step(design, it, op, step, found)
        others = [
            state
            for state in values_of(design, field.field)
            if not any(each.source == state and each.to == step.to for each in lifecycle.transitions)
            and _may_try(design, it, op, step, found, state)
        ]
        if others and step.to not in refused:
            refused[step.to] = _refusals(design, it, op, step, found, others)
        yield from _requirements(design, it, op, step, found)
    yield from refused.values()


def _start(design: Design, it: Entity, found: Granted, *more: tuple[str, str]) -> str:
    values = {name: value for name, value in found.values.items() if name not in dict(more)}
    return f"""    const actor = {caller_code(found.person)};
    const before = {record_code(design, it, found.person, values, *more)};"""


def _step(design: Design, it: Entity, op: Operation, step: Transition, found: Granted) -> str:
    assert it.model.lifecycle is not None
    field = it.model.lifecycle.field
    body = body_code(design, op, step)
    sent = [(name, f"body.{name}") for name in step.requires]
    written = [(field, literal(step.to)), *sent, *_written(it, step.effects)]
    return f"""test("{names.label(field)}: {step.source} to {step.to}", async () => {{
{_start(design, it, found)}
    const body = {body};
    const reply = await call<Shown>("POST", {path_code(op, "before.id")}, {{ actor, body }});
{_outcome(it, written)}
  }});"""


def _outcome(it: Entity, written: list[tuple[str, str]]) -> str:
    stamp = [("updatedAt", "expect.any(String)")] if it.model.timestamps else []
    return f"""    expect(reply.body).toEqual({{ ...shown{it.pascal}(before),
    {", ".join(f"{name}: {value}" for name, value in [*written, *stamp])} }});
    expect(reply.body).toEqual(shown{it.pascal}({find(it, "before.id")}));"""


def _written(it: Entity, effects: tuple[Effect, ...]) -> Iterator[tuple[str, str]]:
    """What answers hold after effects."""
    for effect in effects:
        column = it.column(effect.field)
        assert column is not None
        if column.field.secret:
            continue
        if effect.value == ACTOR:
            yield column.name, "signedIn(actor).id"
        elif effect.value == NOW:
            yield (
                column.name,
                "expect.toSatisfy(isRecent)" if column.field.scalar is Scalar.DATE_TIME else "expect.any(String)",
            )
        elif effect.value is not None and column.field.scalar is Scalar.DECIMAL:
            yield column.name, literal(f"{float(effect.value):.{scale_of(column.field)}f}")
        elif effect.value is not None and column.field.scalar is Scalar.BIG_INT:
            yield column.name, literal(str(effect.value))
        else:
            yield column.name, literal(effect.value)


def _may_try(design: Design, it: Entity, op: Operation, step: Transition, found: Granted, state: str) -> bool:
    """Whether only the state is in the way."""
    assert it.model.lifecycle is not None
    case = stage(design, it, found.person, {**found.values, it.model.lifecycle.field: state})
    rules = step.rules or it.model.access.update
    return gate(op.rules, found.person) is None and case.permits(op.rules) and case.permits(rules)


def _refusals(design: Design, it: Entity, op: Operation, step: Transition, found: Granted, states: list[str]) -> str:
    assert it.model.lifecycle is not None
    field = it.model.lifecycle.field
    type_ = f"{names.kebab(it.pascal)}-transition-refused"
    listed = ", ".join(map(literal, states))
    return f"""test.each([{listed}] as const)("{names.label(field)}: %s to {step.to} is refused", async (state) => {{
{_start(design, it, found, (field, "state"))}
    const body = {body_code(design, op, step)};
    const reply = await call("POST", {path_code(op, "before.id")}, {{ actor, body }});
    expect(reply).toMatchObject(problem(409, "{type_}"));
    expect({find(it, "before.id")}).toEqual(before);
  }});"""


def _requirements(design: Design, it: Entity, op: Operation, step: Transition, found: Granted) -> Iterator[str]:
    assert it.model.lifecycle is not None
    named = {name for each in it.model.lifecycle.transitions for name in each.requires}
    cases = [f"[{literal(name)}, undefined]" for name in step.requires]
    for name in sorted(named - set(step.requires)):
        column = it.column(name)
        assert column is not None
        cases.append(f"[{literal(name)}, {outside(sample(design, it, column).body)}]")
    if cases:
        yield f"""test.each<[string, unknown]>([{", ".join(cases)}])("{step.source} to {step.to}: %s may not be %s",
    async (field, value) => {{
{_start(design, it, found)}
    const body = {{ ...{body_code(design, op, step)}, [field]: value }};
    const reply = await call("POST", {path_code(op, "before.id")}, {{ actor, body }});
    expect(reply).toMatchObject(problem(422, "invalid", `#/${{field}}`));
    expect({find(it, "before.id")}).toEqual(before);
  }});"""


def ends_itself(design: Design, it: Entity, op: Operation) -> bool:
    """Whether an action writes what its own guard forbids, so that it works once."""
    assert op.action is not None
    effects = {effect.field: effect.value for effect in op.action.effects}
    return not holds(op.action.guard, {**usual(design, it), **effects})


def _action(design: Design, it: Entity, op: Operation) -> str:
    found = granted(design, op)
    assert found is not None
    assert op.action is not None
    body = body_code(design, op)
    sent = [(each.name, f"body.{each.name}") for each in op.body or () if each.column and not each.column.field.secret]
    written = [*sent, *_written(it, op.action.effects)]
    ask = "{ actor, body }" if body else "{ actor }"
    lines = f"\n    const body = {body};" if body else ""
    again = (
        f"""
    const again = await call("POST", {path_code(op, "before.id")}, {ask});
    expect(again).toMatchObject(problem(409, "{names.kebab(it.pascal)}-{names.kebab(op.action.name)}-refused"));"""
        if ends_itself(design, it, op) and not found.values
        else ""
    )
    return f"""test("{op.id} writes what it says, and nothing else{", once" if again else ""}", async () => {{
{_start(design, it, found)}{lines}
    const reply = await call<Shown>("POST", {path_code(op, "before.id")}, {ask});
{_outcome(it, written)}{again}
  }});"""
