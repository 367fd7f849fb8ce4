"""What a question is about: the models, columns, roles, values, actions and endpoints that its words name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.agent.offline.explain.forms import forms
from assistant.blueprint import names
from assistant.blueprint.behaviour import Action
from assistant.blueprint.relation import Relation
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity
from assistant.draft.operation import Operation

_ENDPOINT = re.compile(r"\b(?:(GET|POST|PATCH|PUT|DELETE)\s+)?(/[\w/{}\[\]:-]+)", re.I)
_LONGEST = 4
"""Words of the longest name that is looked for."""

Key = tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """A column of an entity; `loose` where the word that named it names a model as well, or was only part of it."""

    entity: Entity
    column: Column
    loose: bool = False

    @property
    def name(self) -> str:
        """'Loan.memberId'."""
        return f"{self.entity.pascal}.{self.column.name}"

    @property
    def place(self) -> str:
        """Where the plan says it: 'Loan.member'."""
        return f"{self.entity.pascal}.{self.column.relation.name if self.column.relation else self.column.name}"


@dataclass(frozen=True)
class Deed:
    """An action of an entity."""

    entity: Entity
    action: Action


@dataclass(frozen=True)
class Subject:
    """In the order of the words; what is named twice is held once."""

    entities: tuple[Entity, ...] = ()
    columns: tuple[Held, ...] = ()
    links: tuple[Relation, ...] = ()
    roles: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    deeds: tuple[Deed, ...] = ()
    operations: tuple[Operation, ...] = ()

    def __bool__(self) -> bool:
        return any((self.entities, self.columns, self.links, self.values, self.deeds, self.operations))

    @property
    def named(self) -> tuple[Held, ...]:
        """The columns that are named as such; those that a model's name may stand for only where no other is."""
        return tuple(each for each in self.columns if not each.loose) or self.columns


def subject(text: str, design: Design) -> Subject:
    """What `text` names."""
    entities: dict[str, Entity] = {}
    columns: dict[str, Held] = {}
    links: dict[str, Relation] = {}
    roles: dict[str, None] = {}
    values: dict[tuple[str, str], None] = {}
    deeds: dict[tuple[str, str], Deed] = {}
    tokens = re.findall(r"[A-Za-z][\w]*(?:\.[A-Za-z]\w*)?", text.replace("'s", " "))
    spans = _spans(tokens)
    for key, _ in spans:
        for it in design.entities:
            if _fits(it.pascal, key):
                entities[it.pascal] = it
    if not entities:
        for key, _ in spans:
            heads = [it for it in design.entities if _keyed(it.pascal)[-len(key) :] == key]
            if len(heads) == 1:
                entities[heads[0].pascal] = heads[0]
    chosen = [*entities.values()]
    for key, written in spans:
        for held in _columns(design, chosen, key, written):
            known = columns.get(held.name)
            if known is None or known.loose:
                columns[held.name] = held
        for relation in design.blueprint.relations:
            if relation.kind == "many_to_many" and key in (_keyed(relation.name), _keyed(relation.inverse)):
                links[f"{relation.model}.{relation.name}"] = relation
        roles |= {role: None for role in design.blueprint.auth.roles if _keyed(role.lower()) == key}
        values |= {
            (enum, value): None for enum, held_ in design.enums for value in held_ if _keyed(value.lower()) == key
        }
        for it in design.entities:
            deeds |= {(it.pascal, a.name): Deed(it, a) for a in it.model.actions if _done(a.name, written)}
    return Subject(
        tuple(entities.values()),
        tuple(columns.values()),
        tuple(links.values()),
        tuple(roles),
        tuple(values),
        tuple(each for each in deeds.values() if not chosen or each.entity in chosen) or tuple(deeds.values()),
        _operations(text, design),
    )


def _done(action: str, written: str) -> bool:
    """Whether an action is named, in any form of its verb: 'returned' for return."""
    return names.label(action) in {" ".join(names.words(form)) for form in forms(written.lower())}


def _spans(tokens: list[str]) -> list[tuple[Key, str]]:
    """Runs of up to four tokens, the longest first at each place; a dotted name is a run of its own."""
    found: list[tuple[Key, str]] = []
    for start in range(len(tokens)):
        for size in range(_LONGEST, 0, -1):
            run = tokens[start : start + size]
            if len(run) == size:
                found.append((_keyed(" ".join(run)), " ".join(run)))
    return found


def _keyed(name: str) -> Key:
    return tuple(names.singular(word) for word in names.words(name))


def _fits(name: str, key: Key) -> bool:
    return _keyed(name) == key


def _columns(design: Design, chosen: list[Entity], key: Key, written: str) -> list[Held]:
    """The columns of that name: of the models that are named if they have one, else of any."""
    if "." in written and " " not in written:
        whole, _, member = written.partition(".")
        return [
            held for it in design.entities if _fits(it.pascal, _keyed(whole)) for held in _of(it, _keyed(member), False)
        ]
    loose = any(_fits(it.pascal, key) for it in design.entities)
    inside = [held for it in chosen for held in _of(it, key, loose)]
    if inside or loose:
        return inside
    anywhere = [held for it in design.entities for held in _of(it, key, loose)]
    return anywhere or [held for it in design.entities for held in _of(it, _without_model(it, key), loose)]


def _without_model(it: Entity, key: Key) -> Key:
    """'book title' as a name of the title of a book."""
    own = _keyed(it.pascal)
    return key[len(own) :] if key[: len(own)] == own else ()


def _of(it: Entity, key: Key, loose: bool) -> list[Held]:
    return [
        Held(it, column, loose)
        for column in it.columns
        if key in (_keyed(column.name), column.relation and _keyed(column.relation.name))
    ]


def _operations(text: str, design: Design) -> tuple[Operation, ...]:
    """The endpoints whose path is written out, with or without the base path, a method, and names of ids."""
    found: dict[str, Operation] = {}
    for method, path in _ENDPOINT.findall(text):
        wanted = re.sub(r"[{\[:]\w+[}\]]?", "{id}", path.rstrip("/?.,"))
        base = design.blueprint.conventions.base_path
        for op in design.operations:
            if op.path in (wanted, base + wanted) and method.upper() in ("", op.method):
                found[op.id] = op
    return tuple(found.values())
