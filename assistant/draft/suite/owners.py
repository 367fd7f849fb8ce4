"""tests/world/owners.ts: for each owner path, a record that somebody owns along it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.blueprint import names
from assistant.blueprint.access import Operation as Basic
from assistant.blueprint.access import Rule, Tense
from assistant.blueprint.check.reserved import member_reserved
from assistant.blueprint.field import Scalar
from assistant.blueprint.relation import Kind, Relation
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Key
from assistant.draft.suite.condition import Given, Moment, Value
from assistant.draft.suite.graph import Ownership
from assistant.draft.suite.proof import first_steps, follow, owner_name, ownerships
from assistant.draft.suite.rows import VALUES, including, made_names, over_type
from assistant.draft.suite.script import key, literal, module, record
from assistant.draft.suite.value import outside, sample


def owners_file(design: Design) -> str:
    """The owners of every entity, by how they own it."""
    groups = [_group(design, it, found) for it in design.entities if (found := owned(design, it))]
    return module("\n\n".join(groups), _exported(design))


def owned(design: Design, it: Entity) -> tuple[Ownership, ...]:
    """Every ownership that some rule speaks of: on the entity, or on what is created below it."""
    rules = list(all_rules(it))
    found = list(ownerships(design, it, rules))
    for op in design.operations:
        for step in first_steps(op):
            assert op.entity is not None
            if op.kind == "create" and follow(design, op.entity, step) is it:
                found += [
                    Ownership(".".join(each.steps[1:]), each.values, each.words)
                    for each in ownerships(design, op.entity, op.rules)
                    if each.steps[0] == step and len(each.steps) > 1
                ]
    return tuple({owner_name(each): each for each in found}.values())


def all_rules(it: Entity) -> Iterator[Rule]:
    """The rules of an entity's operations, transitions and actions."""
    for basic in Basic:
        yield from it.model.access.rules(basic)
    for step in it.model.lifecycle.transitions if it.model.lifecycle else ():
        yield from step.rules
    for action in it.model.actions:
        yield from action.rules


def owners_name(it: Entity) -> str:
    """The object that holds the owners of an entity."""
    return f"{it.camel}Owners"


def _group(design: Design, it: Entity, found: tuple[Ownership, ...]) -> str:
    entries = "\n".join(f"  {key(owner_name(owns))}: {_maker(design, it, owns)}," for owns in found)
    return f"""/** {names.article(it.label).capitalize()} of the caller, by what makes it theirs. */
export const {owners_name(it)} = {{
{entries}
}};"""


def _maker(design: Design, it: Entity, owns: Ownership) -> str:
    if owns.path == "self":
        update = f"Prisma.{it.pascal}UncheckedUpdateInput"
        write = f"db().{it.camel}.update({{ where: {{ id: actor.id }}, data: over{including(it)} }})"
        return f"(actor: Actor, over: {update} = {{}}) => {write}"
    if only := _only_one(it, owns):
        return _found_or_made(design, it, owns, only)
    build = _Build(design, owns.values)
    last = build.row(it, owns.steps, {}, top=True)
    head = f"async (actor: Actor, over: {over_type(it)} = {{}}) => {{"
    if not build.lines:
        return f"(actor: Actor, over: {over_type(it)} = {{}}) => {last}"
    body = "\n".join(f"    {line}" for line in build.lines)
    return f"{head}\n{body}\n    return {last};\n  }}"


def _only_one(it: Entity, owns: Ownership) -> Key | None:
    """The key that leads straight to the account, where nobody can have two such records."""
    key = it.key(owns.path)
    return key if key and key.column.field.unique else None


def _found_or_made(design: Design, it: Entity, owns: Ownership, only: Key) -> str:
    column = only.column.name
    values = [(name, value_code(design, it, name, value)) for name, value in owns.values]
    return f"""async (actor: Actor, over: {over_type(it)} = {{}}) => {{
    const known = await db().{it.camel}.findUnique({{ where: {{ {column}: actor.id }} }});
    const data = {record([*values, ("", "...over")]) if values else "over"};
    if (!known) return make{it.pascal}({{ {column}: actor.id, ...data }});
    const change = data as Prisma.{it.pascal}UncheckedUpdateInput;
    return db().{it.camel}.update({{ where: {{ id: known.id }}, data: change{including(it)} }});
  }}"""


@dataclass
class _Build:
    """Statements that make the rows of a path, and the last expression."""

    design: Design
    values: tuple[tuple[str, Value], ...]
    lines: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def row(self, it: Entity, steps: tuple[str, ...], given: Mapping[str, str], *, top: bool = False) -> str:
        """The expression for a row of `it` whose `steps` lead to the actor."""
        columns = dict(given)
        if len(steps) == 1:
            columns |= {name: value_code(self.design, it, name, value) for name, value in self.values}
        spread = [("", "...over")] if top else []
        relation = self._forwards(it, steps[0])
        if relation:
            target = self._target(relation, steps)
            columns |= (
                {f"{relation.name}Id": target}
                if relation.kind is not Kind.MANY_TO_MANY
                else {relation.name: f"{{ connect: {{ id: {target} }} }}"}
            )
            return _make(it, [*columns.items(), *spread])
        return self._backwards(it, steps, [*columns.items(), *spread])

    def _forwards(self, it: Entity, step: str) -> Relation | None:
        return self.design.blueprint.relation(it.pascal, step)

    def _target(self, relation: Relation, steps: tuple[str, ...]) -> str:
        if len(steps) == 1:
            return "actor.id"
        target = self.design.entity(relation.target)
        only = target.key(steps[1]) if len(steps) == 2 else None
        if only and only.column.field.unique and not self.values:
            # The caller's only one may be there already, where several rows are made along this path.
            known = f"db().{target.camel}.findUnique({{ where: {{ {only.column.name}: actor.id }} }})"
            made = _make(target, [(only.column.name, "actor.id")])
            return f"{self._keep(target, f'{known} ?? (await {made})')}.id"
        return f"{self._keep(target, self.row(target, steps[1:], {}))}.id"

    def _backwards(self, it: Entity, steps: tuple[str, ...], columns: list[tuple[str, str]]) -> str:
        relation = next(
            r for r in self.design.blueprint.relations if r.target == it.pascal and r.inverse == steps[0]
        )  # fmt: skip
        other = self.design.entity(relation.model)
        joins = relation.kind is Kind.MANY_TO_MANY
        only = other.key(steps[1]) if len(steps) == 2 and not joins else None
        if only and only.column.field.unique:
            return self._found_back(it, other, f"{relation.name}Id", only.column.name, columns)
        here = self._keep(it, _make(it, columns))
        link = (
            {f"{relation.name}Id": f"{here}.id"}
            if relation.kind is not Kind.MANY_TO_MANY
            else {relation.name: f"{{ connect: {{ id: {here}.id }} }}"}
        )
        if len(steps) == 1:
            data = record(link)
            self.lines.append(f"await db().{other.camel}.update({{ where: {{ id: actor.id }}, data: {data} }});")
        else:
            made = self.row(other, steps[1:], link)
            if made not in self.taken:
                self.lines.append(f"await {made};")
        return here

    def _found_back(self, it: Entity, other: Entity, link: str, account: str, columns: list[tuple[str, str]]) -> str:
        """The one that the caller's only `other` belongs to, made with it where there is none yet."""
        values = [(name, value_code(self.design, other, name, value)) for name, value in self.values]
        known = self._keep(other, f"db().{other.camel}.findUnique({{ where: {{ {account}: actor.id }} }})")
        over = [value for name, value in columns if not name]
        found = f"db().{it.camel}.findUniqueOrThrow({{ where: {{ id: {known}.{link} }}{including(it)} }})"
        if over:
            data = f"{{ {over[0]} }} as Prisma.{it.pascal}UncheckedUpdateInput"
            found = f"db().{it.camel}.update({{ where: {{ id: {known}.{link} }}, data: {data}{including(it)} }})"
        here = self._keep(it, f"({known}?.{link} ? {found} : {_make(it, columns)})")
        data = record([*values, (link, f"{here}.id")])
        change = f"db().{other.camel}.update({{ where: {{ id: {known}.id }}, data: {data} }})"
        self.lines.append(f"if ({known}) await {change};")
        self.lines.append(f"else await {_make(other, [*values, (link, f'{here}.id'), (account, 'actor.id')])};")
        return here

    def _keep(self, it: Entity, expression: str) -> str:
        """The variable that holds what an expression makes."""
        if expression in self.taken:
            return expression
        name = f"{it.camel}Row" if member_reserved(it.camel) else it.camel
        while name in self.taken:
            name += "2"
        self.taken.add(name)
        self.lines.append(f"const {name} = await {expression};")
        return name


def _make(it: Entity, columns: list[tuple[str, str]]) -> str:
    argument = "over" if columns == [("", "...over")] else record(columns) if columns else ""
    return f"make{it.pascal}({argument})"


def value_code(design: Design, it: Entity, name: str, value: Value) -> str:
    """A value of a column as the Prisma client takes it."""
    column = it.column(name)
    assert column is not None
    if isinstance(value, Moment):
        return "past()" if value.tense is Tense.PAST else "future()"
    if isinstance(value, Given):
        if column.relation:
            return f"(await make{column.relation.target}()).id"
        return outside(sample(design, it, column).row)
    if value is not None and column.field.scalar is Scalar.BIG_INT:
        return f"BigInt({value})"
    return literal(value)


def _exported(design: Design) -> dict[str, str]:
    found = {
        "type Prisma": "@/generated/prisma/client",
        "db": "@/lib/data/db",
        "type Actor": "./people",
        "randomUUID": "node:crypto",
    }
    found |= dict.fromkeys(VALUES, "./values")
    return found | {name: f"./{file}" for name, file in made_names(design)}
