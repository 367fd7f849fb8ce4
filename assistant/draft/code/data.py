"""lib/data: one file an entity, and what routes call in it."""

from __future__ import annotations

from assistant.blueprint.behaviour import Limit, NoOverlap
from assistant.draft import caps
from assistant.draft.caps import endangered
from assistant.draft.code.account import write_me, write_sign_in
from assistant.draft.code.keepers import keepers
from assistant.draft.code.module import Module
from assistant.draft.code.policies import Policies
from assistant.draft.code.queries import Function, Locks, Queries, select_fields, write_constraints
from assistant.draft.code.reading import write_find, write_list, write_lock
from assistant.draft.code.steps import write_action, write_transition
from assistant.draft.code.words import CLIENT, answer_of, entries, schemas_of
from assistant.draft.code.writing import write_create, write_delete, write_update
from assistant.draft.design import Design
from assistant.draft.entity import Entity
from assistant.draft.operation import Operation, OperationKind


def data_modules(design: Design, policies: Policies) -> tuple[list[Module], dict[str, Function]]:
    """The files, and the function of each operation by the operation's id."""
    locks, functions = Locks(), dict[str, Function]()
    written = [_entity(Queries(design, it, policies, locks), functions) for it in design.entities]
    for q in written:
        if q.it.pascal in locks.targets:
            write_lock(q, gaps=locks.targets[q.it.pascal])
    return [q.module for q in written if q.module.blocks], functions


def _entity(q: Queries, functions: dict[str, Function]) -> Queries:
    """One file: what is selected, then reading, writing and steps, then what those share."""
    it = q.it
    by_kind = {op.kind: op for op in q.design.of(it)}
    lists = _section(q, functions, [op for op in q.design.of(it) if op.kind is OperationKind.LIST])
    changes = _section(q, functions, [op for op in q.design.of(it) if op.kind not in _READING])
    if it.is_account:
        changes += _sign_in(q, functions)
    found = _section(q, functions, [by_kind[OperationKind.READ]] if OperationKind.READ in by_kind else [])
    if q.refuses and OperationKind.READ not in by_kind:
        write_find(q, None)
        found, q.module.blocks = q.module.blocks, []
    keepers(q, _held(q))
    shared, q.module.blocks = [*q.shared.values(), *q.module.blocks], []
    if lists or found or changes:
        _head(q, "\n".join([*lists, *changes, *found]))
    q.module.blocks += [*lists, *found[:1], *changes, *found[1:], *shared]
    return q


_READING = (OperationKind.LIST, OperationKind.READ)


def _section(q: Queries, functions: dict[str, Function], operations: list[Operation]) -> list[str]:
    for op in operations:
        functions[op.id] = _WRITERS[op.kind](q, op)
    blocks, q.module.blocks = q.module.blocks, []
    return blocks


def _sign_in(q: Queries, functions: dict[str, Function]) -> list[str]:
    write_sign_in(q)
    for op in q.design.operations:
        if op.kind is OperationKind.ME:
            functions[op.id] = write_me(q)
    blocks, q.module.blocks = q.module.blocks, []
    return blocks


_WRITERS = {
    OperationKind.LIST: write_list,
    OperationKind.READ: write_find,
    OperationKind.CREATE: write_create,
    OperationKind.UPDATE: write_update,
    OperationKind.DELETE: write_delete,
    OperationKind.TRANSITION: write_transition,
    OperationKind.ACTION: write_action,
}


def _held(q: Queries) -> list[Limit | NoOverlap]:
    """The constraints over several rows that some operation of the entity could break."""
    it, found = q.it, dict[Limit | NoOverlap, None]()
    for op in q.design.of(it):
        for values in _written(op):
            for each in endangered(it, values):
                if isinstance(each, Limit | NoOverlap):
                    found[each] = None
    return list(found)


def _written(op: Operation) -> list[caps.Values]:
    it = op.entity
    assert it is not None
    match op.kind:
        case OperationKind.CREATE:
            return [caps.on_create(it)]
        case OperationKind.UPDATE:
            return [caps.on_update(it)]
        case OperationKind.TRANSITION if it.model.lifecycle:
            return [caps.on_step(it, step) for step in it.model.lifecycle.transitions]
        case OperationKind.ACTION if op.action:
            return [caps.on_action(op.action)]
        case _:
            return []


def _head(q: Queries, code: str) -> None:
    """What is selected, how a row is answered, and the unique constraints, as far as the code speaks of them."""
    it = q.it
    if "select: fields" in code:
        q.module.add(select_fields(q))
    if "select: columns" in code:
        columns = entries(*(f"{c.name}: true" for c in it.columns if c.answered))
        kind = f"{q.module.use_type(CLIENT, 'Prisma')}.{it.pascal}Select"
        q.module.add(f"/** What a write can give back. */\nconst columns = {columns} satisfies {kind};")
    if q.answers:
        _answer(q)
    if "held(constraints, " in code:
        write_constraints(q)


def _answer(q: Queries) -> None:
    it: Entity = q.it
    name = q.module.use(schemas_of(it), answer_of(it))
    prisma = q.module.use_type(CLIENT, "Prisma")
    q.module.add(f"type Row = {prisma}.{it.pascal}GetPayload<{{ select: typeof fields }}>;")
    if not it.links:
        q.module.add(f"const {q.converter} = (row: Row): {name} => {name}.parse(row);")
        return
    taken = ", ".join(link.relation.name for link in it.links)
    ids = ", ".join(f"{link.name}: {link.relation.name}.map(({{ id }}) => id)" for link in it.links)
    q.module.add(f"const {q.converter} = ({{ {taken}, ...row }}: Row): {name} => {name}.parse({{ ...row, {ids} }});")
