"""lib/data: the queries of one entity, each function with its place among the others."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.blueprint import names
from assistant.draft.code.module import Module
from assistant.draft.code.policies import Policies
from assistant.draft.code.scope import Scope, gate, uses_actor
from assistant.draft.code.words import ACTOR, CLIENT, DB, PROBLEM, answer_of, data_of, entries, schemas_of
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Source
from assistant.draft.operation import Operation


@dataclass(frozen=True)
class Function:
    """A function of lib/data as a route calls it: `parameters` names its parameters in order."""

    module: str
    name: str
    parameters: tuple[str, ...]


class Locks:
    """Which entities are locked by some transaction; their data files hold the lock."""

    def __init__(self) -> None:
        self.targets: dict[str, bool] = {}

    def use(self, module: Module, target: Entity, *, gaps: bool) -> str:
        """The function that locks records of an entity, imported; `gaps` is whether some id may be missing."""
        self.targets[target.pascal] = gaps or self.targets.get(target.pascal, False)
        return module.use(data_of(target), f"lock{target.pascals}")


class Queries:
    """What the functions of one data file share."""

    def __init__(self, design: Design, it: Entity, policies: Policies, locks: Locks) -> None:
        self.design, self.it, self.policies, self.locks = design, it, policies, locks
        self.module = Module(f"{data_of(it).removeprefix('@/')}.ts")
        self.shared: dict[str, str] = {}
        self.answers = False
        self.refuses = False
        self.refuses_in_transaction = False

    @property
    def id_type(self) -> str:
        """The type of an id."""
        return "string" if self.it.columns[0].field.scalar == "Uuid" else "number"

    @property
    def converter(self) -> str:
        """The function that turns a row into an answer."""
        return f"to{answer_of(self.it)}"

    def db(self) -> str:
        """The client, outside of transactions."""
        return f"{self.module.use(DB, 'db')}()"

    def problem(self, type_: str) -> str:
        """A new problem."""
        return f'new {self.module.use(PROBLEM, "Problem")}("{type_}")'

    def schema_type(self, name: str) -> str:
        """A type from the entity's schemas."""
        return self.module.use_type(schemas_of(self.it), name)

    def answer(self) -> str:
        """The type that is answered."""
        return self.schema_type(answer_of(self.it))

    def to_answer(self, row: str) -> str:
        """A row as it is answered."""
        self.answers = True
        return f"{self.converter}({row})"

    def scope(self, scope: Scope | None, actor: str = "actor") -> str:
        """The call of a scope, or '' for every record."""
        if scope is None:
            return ""
        self.policies.use(scope)
        self.module.use(scope.module, scope.name)
        return scope.call(actor)

    def where(self, *parts: str) -> str:
        """The `where` that holds where all parts do."""
        given = [part for part in parts if part and part != "{}"]
        return given[0] if len(given) == 1 else f"{{ AND: [{', '.join(given)}] }}"

    def denial(self, op: Operation, *, transaction: bool = False) -> str:
        """What to do where nothing was in reach of an operation, as a statement."""
        return self.deny(self.policies.of(op), gate(op.rules).actor, transaction=transaction)

    def deny(self, reached: Scope | None, actor: str, *, transaction: bool = False) -> str:
        """404 for what the caller may not see, 403 for what they may see."""
        visible = self.policies.visible(self.it) if self.it.model.access.read else None
        blind = not self.it.model.access.read
        if blind or reached is None or reached == visible or reached == self.policies.existing(self.it):
            return f"throw {self.problem('not-found')};"
        self.refuses = True
        self.refuses_in_transaction |= transaction
        arguments = [*([actor] if visible and visible.takes else []), "id", *(["tx"] if transaction else [])]
        return f"return refuse({', '.join(arguments)});"

    def held(self, op: Operation, write: str) -> str:
        """A write, where a constraint of the database may refuse it with what the caller can understand."""
        taken = any(problem.type.endswith("-taken") for problem in op.conflicts)
        refers = any(each.column and each.column.relation for each in op.body or ()) or op.parent
        return f"{self.module.use(DB, 'held')}(constraints, {write})" if taken or refers else write

    def actor_parameter(self, body: str, type_: str | None) -> list[tuple[str, str]]:
        """The caller as a parameter, where a body speaks of them."""
        if not type_ or not uses_actor(body):
            return []
        self.module.use_type(ACTOR, "Actor")
        return [("actor", f"actor: {type_}")]

    def define(
        self, op: Operation, parameters: list[tuple[str, str]], body: str, answer: str, comment: str
    ) -> Function:
        """Adds the function of an operation; `body` holds its statements."""
        given = [*self.actor_parameter(body, gate(op.rules).actor_type), *parameters]
        signature = ", ".join(text for _, text in given)
        name = function_name(op)
        self.module.add(f"{comment}export async function {name}({signature}): Promise<{answer}> {{\n{body}\n}}")
        return Function(self.module.name, name, tuple(name for name, _ in given))

    def define_transaction(self, op: Operation, parameters: list[tuple[str, str]], body: str, comment: str) -> Function:
        """The same for a function that runs in one transaction, `tx`."""
        given = [*self.actor_parameter(body, gate(op.rules).actor_type), *parameters]
        signature = ", ".join(text for _, text in given)
        name, run = function_name(op), self.module.use(DB, "transaction")
        self.module.add(
            f"{comment}export function {name}({signature}): Promise<{self.answer()}> {{\n"
            f"return {run}(async (tx) => {{\n{body}\n}});\n}}"
        )
        return Function(self.module.name, name, tuple(name for name, _ in given))


def function_name(op: Operation) -> str:
    """The function of an operation: its id, in words that do not clash with JavaScript."""
    assert op.entity is not None
    names = {"get": "find", "delete": "remove"}
    verb = op.id.removesuffix(op.entity.pascal)
    return f"{names[verb]}{op.entity.pascal}" if op.kind in ("read", "delete") and verb in names else op.id


def unique_constraints(it: Entity) -> dict[str, str]:
    """Unique constraint -> the type of its problem."""
    model, found = names.kebab(it.pascal), dict[str, str]()
    for column in it.columns:
        if column.field.unique:
            name = column.relation.name if column.relation else column.name
            found[constraint_name(it.table, [column.db_name], "key")] = f"{model}-{names.kebab(name)}-taken"
    for group in it.model.unique_together:
        columns = [each.db_name for name in group if (each := it.column(name))]
        type_ = f"{model}-{'-'.join(names.kebab(each) for each in group)}-taken"
        found[constraint_name(it.table, columns, "key")] = type_
    return found


def write_constraints(q: Queries) -> None:
    """The constraints of a table, each with the problem that it stands for."""
    taken, it = unique_constraints(q.it), q.it
    lines = [f"{name}: () => {q.problem(type_)}" for name, type_ in taken.items()]
    create = [op for op in q.design.operations if op.entity is it and op.kind in ("create", "register", "update")]
    sent = {each.column.name for op in create for each in op.body or () if each.column}
    for key in it.keys:
        name = constraint_name(it.table, [key.column.db_name], "fkey")
        if key.column.name in sent:
            label = names.label(key.relation.target)
            invalid = q.module.use(PROBLEM, "invalidField")
            lines.append(f'{name}: () => {invalid}("#/{key.column.name}", "There is no such {label}")')
        elif key.source is Source.PARENT:
            lines.append(f"{name}: () => {q.problem('not-found')}")
    body = "".join(f"\n{line}," for line in lines)
    kind = q.module.use_type(DB, "Constraints")
    q.module.add(
        "/** What a broken constraint means: also two writers at once cannot get past these. */\n"
        f"const constraints: {kind} = {{{body}\n}};"
    )


LONGEST_NAME = 63
"""Bytes of a name in Postgres."""


def constraint_name(table: str, columns: list[str], ending: str) -> str:
    """The name that Prisma gives a constraint, cut where Postgres would cut it."""
    name = "_".join([table, *columns])
    return f"{name[: LONGEST_NAME - len(ending) - 1]}_{ending}"


def select_fields(queries: Queries) -> str:
    """The columns that answers hold, and no others."""
    it = queries.it
    parts = [f"{column.name}: true" for column in it.columns if column.answered]
    for link in it.links:
        existing = queries.scope(queries.policies.existing(queries.design.entity(link.relation.target)))
        where = f"where: {existing}, " if existing else ""
        parts.append(f'{link.relation.name}: {{ {where}select: {{ id: true }}, orderBy: {{ id: "asc" }} }}')
    prisma = queries.module.use_type(CLIENT, "Prisma")
    return f"const fields = {entries(*parts)} satisfies Prisma.{it.pascal}Select;".replace("Prisma.", f"{prisma}.")
