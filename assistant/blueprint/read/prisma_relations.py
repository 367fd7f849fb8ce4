"""The relation fields of a Prisma schema, paired into Relations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.blueprint.names import camel, plural
from assistant.blueprint.read.prisma_notes import Notes
from assistant.blueprint.read.prisma_syntax import Arity, Array, Attribute, Block, Member, Name, Text
from assistant.blueprint.relation import Kind, OnDelete, Relation

_ON_DELETE = {
    "Cascade": OnDelete.CASCADE,
    "Restrict": OnDelete.RESTRICT,
    "NoAction": OnDelete.RESTRICT,
    "SetNull": OnDelete.SET_NULL,
}


@dataclass(frozen=True)
class End:
    """One side of a relation as a schema writes it: a field whose type is a model."""

    model: str
    member: Member

    @property
    def target(self) -> str:
        return self.member.type

    @property
    def attribute(self) -> Attribute | None:
        return self.member.attribute("relation")

    @property
    def label(self) -> str | None:
        value = self.attribute.argument("name") if self.attribute else None
        return value.value if isinstance(value, Text) else None

    def columns(self, argument: str) -> tuple[str, ...]:
        """The columns of `fields` or `references`; none where this side holds no key."""
        value = self.attribute.named(argument) if self.attribute else None
        return tuple(item.value for item in value.items if isinstance(item, Name)) if isinstance(value, Array) else ()


@dataclass
class Ends:
    """What was made of the relation fields.

    By model as the schema names it: `members` are the relation fields themselves, `keys` maps each foreign key column
    to the relation that it serves.
    """

    relations: tuple[Relation, ...] = ()
    members: dict[str, set[str]] = field(default_factory=dict)
    keys: dict[str, dict[str, str]] = field(default_factory=dict)


def relations(models: dict[str, Block], names: dict[str, str], notes: Notes) -> Ends:
    """Pair the relation fields of all `models`; `names` maps a model's name in the schema to that in the plan."""
    ends = [End(block.name, member) for block in models.values() for member in block.members if member.type in models]
    result = Ends((), {name: set() for name in models}, {name: {} for name in models})
    for end in ends:
        result.members[end.model].add(end.member.name)
    found: list[Relation] = []
    used: list[End] = []
    for end in ends:
        if end.columns("fields"):
            back = _partner(end, ends, used)
            used += [end] if back is None else [end, back]
            found += _keyed(end, back, models[end.model], names, result, notes)
    for end in ends:
        if end in used or end.member.arity is not Arity.MANY:
            continue
        back = _partner(end, ends, [*used, end])
        if back is not None and back.member.arity is Arity.MANY:
            used += [end, back]
            found.append(_many_to_many(end, back, names, notes))
    for end in ends:
        if end not in used:
            notes.lost(f"{end.model}.{end.member.name} {end.target}", "no field on the other side belongs to it")
    result.relations = tuple(found)
    return result


def _partner(end: End, ends: list[End], used: list[End]) -> End | None:
    """The field on the other side: back to this model, of the same name of relation, and without a key."""
    return next(
        (
            other
            for other in ends
            if other.model == end.target
            and other.target == end.model
            and other.label == end.label
            and other is not end
            and other not in used
            and not other.columns("fields")
        ),
        None,
    )


def _keyed(
    end: End, back: End | None, block: Block, names: dict[str, str], result: Ends, notes: Notes
) -> list[Relation]:
    where = f"{end.model}.{end.member.name}"
    columns = end.columns("fields")
    if len(columns) > 1:
        notes.lost(f"{where} @relation(fields: [{', '.join(columns)}])", "relations refer to one id")
        return []
    column = next((each for each in block.members if each.name == columns[0]), None)
    if column is None:
        notes.lost(f"{where} @relation(fields: [{columns[0]}])", "there is no such field")
        return []
    name = _member_name(end.member.name)
    notes.renamed(where, f"{end.model}.{name}")
    result.keys[end.model][column.name] = name
    if column.name != f"{name}Id":
        notes.assumed(f"{end.model}.{column.name} is called {name}Id.")
    if end.columns("references") not in ((), ("id",)):
        notes.assumed(f"{where} refers to the id of its {end.target}.")
    one = _is_unique(column, block) or (back is not None and back.member.arity is not Arity.MANY)
    inverse = camel(end.model if one else plural(end.model)) if back is None else _member_name(back.member.name)
    if back is None:
        notes.assumed(f"{end.target} gets {inverse}, the way back of {where}.")
    required = column.arity is Arity.ONE
    return [
        Relation(
            model=names[end.model],
            name=name,
            target=names[end.target],
            inverse=inverse,
            kind=Kind.ONE_TO_ONE if one else Kind.MANY_TO_ONE,
            required=required,
            on_delete=_on_delete(where, end, required, notes),
            description=end.member.doc or column.doc,
        )
    ]


def _many_to_many(end: End, back: End, names: dict[str, str], notes: Notes) -> Relation:
    found = []
    for each in (end, back):
        name = _member_name(each.member.name)
        notes.renamed(f"{each.model}.{each.member.name}", f"{each.model}.{name}")
        found.append(name)
    return Relation(
        model=names[end.model],
        name=found[0],
        target=names[end.target],
        inverse=found[1],
        kind=Kind.MANY_TO_MANY,
        description=end.member.doc,
    )


def _on_delete(where: str, end: End, required: bool, notes: Notes) -> OnDelete:
    """What the schema says, or what Prisma does where it says nothing."""
    for argument in end.attribute.arguments if end.attribute else ():
        if argument.name == "onUpdate" and argument.value != Name("Cascade"):
            notes.lost(f"{where} onUpdate", "ids of a draft never change")
    said = end.attribute.named("onDelete") if end.attribute else None
    if not isinstance(said, Name):
        return OnDelete.RESTRICT if required else OnDelete.SET_NULL
    known = _ON_DELETE.get(said.value)
    if known is None:
        notes.lost(f"{where} onDelete: {said.value}", "records are kept from being deleted instead")
    return known or OnDelete.RESTRICT


def _is_unique(column: Member, block: Block) -> bool:
    if column.attribute("unique") or column.attribute("id"):
        return True
    alone = Array((Name(column.name),))
    return any(each.name == "unique" and each.argument("fields") == alone for each in block.attributes)


def _member_name(name: str) -> str:
    return name if re.fullmatch(r"[a-z][A-Za-z0-9]*", name) else camel(name)
