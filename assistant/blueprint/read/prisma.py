"""An existing schema.prisma -> Blueprint. What has no place in a Blueprint is told, never dropped silently."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.blueprint.field import Enum
from assistant.blueprint.names import label, pascal, plural, screaming, singular, snake
from assistant.blueprint.plan import Blueprint, Conventions, IdType, Model, Provider
from assistant.blueprint.read.prisma_account import served
from assistant.blueprint.read.prisma_columns import Columns, column, id_type
from assistant.blueprint.read.prisma_notes import Notes
from assistant.blueprint.read.prisma_relations import Ends, relations
from assistant.blueprint.read.prisma_syntax import Array, Attribute, Block, Call, Name, Text, parse
from assistant.errors import InputError

_MODEL = re.compile(r"^[^\S\n]*(?:model|enum)\s+\w+\s*\{", re.MULTILINE)
_PROVIDERS = {
    "postgresql": Provider.POSTGRESQL,
    "postgres": Provider.POSTGRESQL,
    "mysql": Provider.MYSQL,
    "sqlite": Provider.SQLITE,
}
_TITLE_MODELS = 3
# Index options that only name the index in the database; drafts derive those names.
_NAMING = ("map", "name")


def is_schema(text: str) -> bool:
    """Whether a text is a Prisma schema rather than prose."""
    return bool(_MODEL.search(text))


def read(text: str) -> Blueprint:
    """The Blueprint of a Prisma schema.

    Models, fields, relations, enums, keys and indexes are taken over. A schema does not say who may do what, so access
    and endpoints are assumed, and the assumptions say so. Raises InputError when there is no model in the text.
    """
    blocks, unread = parse(text)
    models = {block.name: block for block in blocks if block.kind == "model"}
    if not models:
        raise InputError("There is no model in the Prisma schema", mend="Give a schema.prisma with `model Name { … }`.")
    notes = Notes()
    for line in unread:
        notes.lost(line.text, f"line {line.line} is not Prisma that can be read")
    for block in blocks:
        _tell_other(block, notes)
    enums = {block.name: _enum(block, notes) for block in blocks if block.kind == "enum"}
    names = {name: notes.renamed(name, _type_name(name)) for name in models}
    links = relations(models, names, notes)
    converted = tuple(_model(block, names[block.name], enums, links, notes) for block in models.values())
    plan = Blueprint(
        title=_title(tuple(names.values())),
        provider=_provider(blocks, notes),
        enums=tuple(enums.values()),
        models=converted,
        relations=links.relations,
        conventions=Conventions(id=_ids(models, notes)),
        assumptions=notes.assumptions,
        not_understood=notes.not_understood,
    )
    return served(plan)


def _title(names: tuple[str, ...]) -> str:
    shown = [label(plural(name)) for name in names]
    if len(shown) > _TITLE_MODELS:
        shown = [*shown[:_TITLE_MODELS], "more"]
    said = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    return said[:1].upper() + said[1:]


def _tell_other(block: Block, notes: Notes) -> None:
    if block.kind not in ("model", "enum", "datasource", "generator"):
        notes.lost(f"{block.kind} {block.name}", f"a Blueprint has no {block.kind}")


def _provider(blocks: Iterable[Block], notes: Notes) -> Provider:
    for block in blocks:
        for member in block.members if block.kind == "datasource" else ():
            if member.name == "provider" and isinstance(member.value, Text):
                known = _PROVIDERS.get(member.value.value)
                if known is None:
                    notes.lost(f'provider = "{member.value.value}"', "drafts are for postgresql, mysql and sqlite")
                    notes.assumed("The database is PostgreSQL.")
                return known or Provider.POSTGRESQL
    notes.assumed("The database is PostgreSQL: the schema names none.")
    return Provider.POSTGRESQL


def _enum(block: Block, notes: Notes) -> Enum:
    name = notes.renamed(block.name, _type_name(block.name))
    for member in block.members:
        if member.type:
            notes.lost(f"{block.name}: {member.name} {member.type}", "an enum has one value a line")
        for attribute in member.attributes:
            notes.lost(f"{block.name}.{member.name} @{attribute.name}", "enum values are stored as they are named")
    for attribute in block.attributes:
        _tell_table(block.name, snake(name), attribute, notes)
    values = (notes.renamed(member.name, _value_name(member.name)) for member in block.members)
    return Enum(name=name, values=tuple(dict.fromkeys(values)), description=block.doc)


def _model(block: Block, name: str, enums: dict[str, Enum], links: Ends, notes: Notes) -> Model:
    columns = Columns(enums=enums, model=name)
    keys = links.keys[block.name]
    for member in block.members:
        if member.name not in keys and member.name not in links.members[block.name]:
            column(member, columns, notes)
    uniques, indexes = [list(columns.uniques), []]
    for attribute in block.attributes:
        group = _group(block, attribute, columns, links, notes)
        if attribute.name in ("unique", "id") and len(group) > 1:
            uniques.append(group)
            if attribute.name == "id":
                notes.assumed(f"{name} gets an id of its own; ({', '.join(group)}) stays unique.")
        elif attribute.name == "unique" and group:
            columns.make_unique(group[0])
        elif attribute.name == "index" and group and not (len(group) == 1 and group[0] in keys.values()):
            indexes.append(group)
        elif attribute.name not in ("unique", "id", "index"):
            _tell_table(name, snake(plural(name)), attribute, notes)
    timestamps = columns.timestamps(notes)
    return Model(
        name=name,
        description=block.doc,
        fields=tuple(columns.fields),
        unique_together=tuple(dict.fromkeys(uniques)),
        indexes=tuple(dict.fromkeys(indexes)),
        soft_delete=columns.soft_delete,
        timestamps=timestamps,
    )


def _group(block: Block, attribute: Attribute, columns: Columns, links: Ends, notes: Notes) -> tuple[str, ...]:
    """The fields and relations that a compound key or index is over; the id at its end is derived and left out."""
    listed = attribute.argument("fields")
    if attribute.name not in ("unique", "id", "index") or not isinstance(listed, Array):
        return ()
    for argument in attribute.arguments:
        if argument.name not in (None, "fields", *_NAMING):
            notes.lost(f"{block.name} @@{attribute.name} {argument.name}", "drafts use plain indexes")
    found = []
    for item in listed.items:
        name = item.value if isinstance(item, Name) else item.name if isinstance(item, Call) else ""
        if isinstance(item, Call):
            notes.lost(f"{block.name} @@{attribute.name} {item.name}(…)", "drafts index whole columns, ascending")
        translated = links.keys[block.name].get(name) or columns.renames.get(name)
        if translated:
            found.append(translated)
        elif name not in columns.dropped:
            notes.lost(f"{block.name} @@{attribute.name} {name}", "no field or relation of this name was taken over")
    return tuple(found)


def _tell_table(name: str, derived: str, attribute: Attribute, notes: Notes) -> None:
    value = attribute.argument("name")
    if attribute.name == "map" and isinstance(value, Text):
        if value.value != derived:
            notes.lost(f'{name} @@map("{value.value}")', f"the table is called {derived}")
    else:
        notes.lost(f"{name} @@{attribute.name}", "a Blueprint has no place for it")


def _ids(models: dict[str, Block], notes: Notes) -> IdType:
    found: dict[IdType, list[str]] = {}
    for block in models.values():
        member = next((each for each in block.members if each.attribute("id")), None)
        if member and (kind := id_type(member)):
            found.setdefault(kind, []).append(block.name)
    if not found:
        return IdType.UUID
    most = max(found, key=lambda kind: len(found[kind]))
    for kind, names in found.items():
        if kind is not most:
            notes.lost(f"ids of {', '.join(names)}", f"all ids of a draft are of one kind, {most.value} here")
    return most


def _type_name(name: str) -> str:
    return name if re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) else pascal(singular(name))


def _value_name(name: str) -> str:
    return name if re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", name) else screaming(name)
