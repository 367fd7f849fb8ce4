"""Tests of what a body refers to: records that are missing, removed or out of sight, and those that are stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.blueprint import names
from assistant.blueprint.access import Operation as Basic
from assistant.blueprint.plan import IdType
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Input, Key, Origin
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.schema import join_table
from assistant.draft.suite.asking import Granted, all_granted, caller_code, granted, path_code, record_code
from assistant.draft.suite.bodies import over_code, seen_row
from assistant.draft.suite.condition import variants
from assistant.draft.suite.creation import named_keys
from assistant.draft.suite.crud import find
from assistant.draft.suite.graph import taken
from assistant.draft.suite.proof import NOBODY, Case, can_be_shown, follow, stage
from assistant.draft.suite.script import literal


def reference_tests(design: Design, op: Operation) -> Iterator[str]:
    """The blocks about the references in an operation's body."""
    found = granted(design, op)
    for each in op.body or () if found else ():
        assert found is not None
        if each.link:
            yield from _links(design, op, each, found)
        elif each.column and each.column.relation and not each.column.field.write_roles:
            yield _refused(design, op, each, found)
            yield from _stored(design, op, each, found)


def _refused(design: Design, op: Operation, each: Input, found: Granted) -> str:
    key = _key(op, each)
    target = design.entity(key.relation.target)
    lines = [f'["that does not exist", async () => {_nothing(design)}]']
    if any(column.origin is Origin.DELETED for column in target.columns):
        lines.append(f'["that was removed", async () => (await make{target.pascal}({{ deletedAt: new Date() }})).id]')
    hidden = None if op.reaches_all(key, target) else _hidden(design, target, _seeing(design, op, target, found))
    if hidden is not None:
        lines.append(f'["that the caller may not see", async () => (await make{target.pascal}({hidden})).id]')
    name = names.label(key.relation.name)
    return f"""test.each([{", ".join(lines)}])("{op.kind.value}: {names.article(name)} %s is refused",
    async (_, make) => {{
    const {{ method, path, actor, body }} = await requests.{op.id}();
    const reply = await call(method, path, {{ actor, body: {{ ...body, {each.name}: await make() }} }});
    expect(reply).toMatchObject(problem(422, "invalid", "#/{each.name}"));
  }});"""


@dataclass(frozen=True)
class _Sender:
    """Who sends a reference to a record that they may see, and what comes of it: stored, or taken already."""

    found: Granted
    taken: tuple[str, ...] | None


def _stored(design: Design, op: Operation, each: Input, found: Granted) -> Iterator[str]:
    """A reference that may be left out is stored where it is sent, and emptied where it may be."""
    key = _key(op, each)
    target = design.entity(key.relation.target)
    opens = op.kind is OperationKind.CREATE and found.step == key.relation.name
    if each.required or opens or not can_be_shown(target, _seeing(design, op, target, found)):
        return
    sender = _sender(design, op, key, found)
    if sender is None:
        return
    name = names.label(key.relation.name)
    if sender.found is found:
        start = f"const {{ method, path, actor, body }} = await requests.{op.id}();"
        ask, sent = "method, path", f"{{ ...body, {each.name} }}"
    else:
        assert op.entity is not None
        start = f"""const actor = {caller_code(sender.found.person)};
    const {{ id }} = {record_code(design, op.entity, sender.found.person, sender.found.values)};"""
        ask, sent = f"{literal(op.method)}, {path_code(op, 'id')}", f"{{ {each.name} }}"
    see = f"(await seen{target.pascal}(actor)).id"
    if sender.taken:
        type_ = f"{names.kebab(op.entity.pascal if op.entity else '')}-{'-'.join(map(names.kebab, sender.taken))}-taken"
        yield f"""test("{op.kind.value}: {names.article(name)} is refused where that is taken", async () => {{
    {start}
    const reply = await call({ask}, {{ actor, body: {{ ...body, {each.name}: {see} }} }});
    expect(reply).toMatchObject(problem(409, "{type_}"));
  }});"""
        return
    reply = f"const reply = await call({ask}, {{ actor, body: {sent} }});"
    check = f"expect(reply).toMatchObject({{ status: {op.status}, body: {{ {each.name} }} }});"
    if not each.nullable:
        yield f"""test("{op.kind.value}: {names.article(name)} is stored", async () => {{
    {start}
    const {each.name} = {see};
    {reply}
    {check}
  }});"""
        return
    yield f"""test.each([true, false])("{op.kind.value}: {names.article(name)} is stored, or null (given: %s)",
    async (given) => {{
    {start}
    const {each.name} = given ? {see} : null;
    {reply}
    {check}
  }});"""


def _sender(design: Design, op: Operation, key: Key, found: Granted) -> _Sender | None:
    """Somebody whose record does not come up against what is unique; else the usual one, if it surely does."""
    tried = [found]
    if op.kind is OperationKind.UPDATE:
        tried += [each for each in all_granted(design, op) if each != found]
    for each in tried:
        if _taken(design, op, key, each) is None:
            return _Sender(each, None)
    group = _taken(design, op, key, found)
    sure = group is not None and all(op.entity and op.entity.key(name) for name in group)
    return _Sender(found, group) if sure else None


def _taken(design: Design, op: Operation, key: Key, found: Granted) -> tuple[str, ...] | None:
    """What is unique and holds these keys already, once `key` names a record that the sender may see."""
    it = op.entity
    assert it is not None
    target = design.entity(key.relation.target)
    if op.kind is OperationKind.CREATE:
        at = follow(design, it, found.step) if found.step else it
        case = stage(design, at, found.person, found.values)
        rows = named_keys(design, it, case, found.step)
        itself = None if found.step else case.record  # a row to look on with; nothing is stored of it
    else:
        case = stage(design, it, found.person, found.values)
        rows, itself = {name: row for name, row in case.record.keys.items() if row}, case.record
    rows = {**rows, key.relation.name: seen_row(design, target, case)}
    others = [row for row in case.graph.rows if row is not itself]
    return next((group for group in taken(it, rows, others) if key.relation.name in group), None)


def _key(op: Operation, each: Input) -> Key:
    assert op.entity is not None
    return next(key for key in op.entity.keys if key.column is each.column)


def _seeing(design: Design, op: Operation, target: Entity, found: Granted) -> Case:
    """The sender at a record that is not theirs, as the operation knows them."""
    person = NOBODY if op.is_open else replace(found.person, owns=None)
    return stage(design, target, person, {})


def _nothing(design: Design) -> str:
    return (
        '"01a2039e-4f38-76ef-a735-23ea3f2244fe"' if design.blueprint.conventions.id is IdType.UUID else "2_147_483_647"
    )


def _hidden(design: Design, target: Entity, case: Case) -> str | None:
    """Columns of a record that the person of the case may not see; None where there is none."""
    rules = target.model.access.rules(Basic.READ)
    if not rules or target.is_account:
        return None
    tests = tuple(rule.when for rule in rules if rule.when)
    for values in variants(design, target, tests):
        row = case.graph.make(target, values)
        if not case.permits(rules, row):
            return over_code(design, target, values)
    return None


def _links(design: Design, op: Operation, each: Input, found: Granted) -> Iterator[str]:
    assert each.link is not None
    target = design.entity(each.link.relation.target)
    label = names.label(each.link.relation.name)
    if not can_be_shown(target, _seeing(design, op, target, found)):
        yield f"""test("{op.kind.value}: {label} that the caller may not see are refused", async () => {{
    const {{ method, path, actor, body }} = await requests.{op.id}();
    const {each.name} = [(await make{target.pascal}()).id];
    expect(await call(method, path, {{ actor, body: {{ ...body, {each.name} }} }})).toMatchObject({{ status: 422 }});
  }});"""
        return
    creating = op.kind is OperationKind.CREATE
    see = f"(await seen{target.pascal}(actor)).id"
    # Whoever owns a record by being in its list stays in it for as long as they need to see it.
    stays = not creating and found.person.owns is not None and found.person.owns.path == each.link.relation.name
    last = "signedIn(actor).id" if stays else see
    sent = f"{{ ...body, {each.name} }}" if creating else f"{{ {each.name} }}"
    title = "are stored as sent" if creating else "are replaced as a whole"
    again = f"""
    expect((await send([ids[1]])).body.{each.name}).toEqual([ids[1]]);"""
    emptied = f"""
    expect((await send([])).body.{each.name}).toEqual([]);"""
    yield f"""test("{op.kind.value}: {label} {title}", async () => {{
    const {{ method, path, actor, body }} = await requests.{op.id}();
    const ids = [{see}, {last}];
    const send = ({each.name}: unknown[]) => call<Shown>(method, path, {{ actor, body: {sent} }});
    const reply = await send(ids);
    expect({{ status: reply.status, ids: [...reply.body.{each.name}].sort() }})
    .toEqual({{ status: {op.status}, ids: [...ids].sort() }});{"" if creating else again}
    expect(await send([{_nothing(design)}])).toMatchObject({{ status: 422 }});{"" if creating else emptied}
  }});"""
    if not creating:
        yield _whole_or_nothing(design, op, each, see)


def _whole_or_nothing(design: Design, op: Operation, each: Input, see: str) -> str:
    """A list of links is written after the columns: where the database refuses it, they must not stay."""
    assert op.entity is not None
    assert each.link is not None
    table, label = join_table(design.blueprint, each.link.relation), names.label(each.link.relation.name)
    return f"""test("{op.kind.value}: where {label} cannot be stored, nothing is", async () => {{
    const {{ method, path, actor, id, body }} = await requests.{op.id}();
    const before = {find(op.entity, "id")};
    const {each.name} = [{see}];
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await db().$executeRawUnsafe(`ALTER TABLE "{table}" ADD CONSTRAINT refused CHECK (false) NOT VALID`);
    await expect(call(method, path, {{ actor, body: {{ ...body, {each.name} }} }}))
      .rejects.toThrow(" 500 ")
      .finally(() => db().$executeRawUnsafe(`ALTER TABLE "{table}" DROP CONSTRAINT refused`));
    expect({find(op.entity, "id")}).toEqual(before);
    log.mockRestore();
  }});"""
