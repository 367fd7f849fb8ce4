"""Why something is indexed, and which indexes there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.agent.offline.explain.ground import SCHEMA, Answer, Ground, Question, listed
from assistant.agent.offline.explain.subject import Held
from assistant.blueprint.access import Owner
from assistant.draft.entity import Entity, Origin, Source

_ASKED = re.compile(r"\bind(?:ex(?:es|ed|ing)?|ices)\b", re.I)


def indexes(question: Question, ground: Ground) -> Answer | None:
    """The reasons of each index that is asked about; of every index where none is named."""
    if not _ASKED.search(question.text):
        return None
    if question.about.named:
        answers = [_of_column(held, ground) for held in question.about.named]
        texts = "\n".join(each.text for each in answers)
        return Answer(texts, tuple(p for each in answers for p in each.places), (SCHEMA,))
    entities = question.about.entities or ground.design.entities
    lines = [f"- {it.pascal}: {listed(found)}" for it in entities if (found := tuple(_declared(it, ground)))]
    if not lines:
        return Answer("There is no index beside the primary keys.", files=(SCHEMA,))
    text = "These are indexed, beside the primary keys:\n" + "\n".join(lines)
    return Answer(text, files=(SCHEMA,))


def _of_column(held: Held, ground: Ground) -> Answer:
    reasons = tuple(_reasons(held, ground))
    if not reasons:
        text = (
            f"{held.name} has no index: no list is narrowed or ordered by it, it is not unique, and it is no "
            f"foreign key. "
            f'"Index {held.name}" would add one.'
        )
        return Answer(text, (held.place,), (SCHEMA,))
    *first, last = reasons
    text = f"{held.name} is indexed: {'; '.join([*first, f'and {last}' if first else last])}."
    lines = [
        line
        for line in _declared(held.entity, ground)
        if re.search(rf"\[{held.column.name}\b|^{held.column.name} ", line)
    ]
    shown = f" In the schema: {listed(lines)}." if lines else ""
    return Answer(text + shown, (held.place,), (SCHEMA,))


def _reasons(held: Held, ground: Ground) -> Iterator[str]:
    it, column = held.entity, held.column
    name = column.relation.name if column.relation else column.name
    if column.origin is Origin.ID:
        yield "it is the primary key"
    if column.field.unique:
        yield "it is unique, and the database holds that by an index"
    for group in it.model.unique_together:
        if group[:1] == (name,):
            yield f"{listed(group)} are unique together, which is an index that begins with it"
    if column.relation is not None:
        target = ground.design.entity(column.relation.target)
        yield (
            f"it is a foreign key to {target.pascal} (PostgreSQL indexes none by itself), so that finding the "
            f"{it.labels} "
            f"of one {target.label}, and deleting {'one' if target is not it else 'a record'}, does not read the "
            f"whole table"
        )
        key = it.key(name)
        if key is not None and key.source is Source.PARENT and it.resource:
            yield "the list of them lies under that record"
        if _owned_through(it, name):
            yield f"who may see or change {it.labels} is decided along it"
    if it.resource and name in it.resource.filters:
        yield f"the list {it.resource.path} can be narrowed by it"
    if it.resource and name in it.resource.sort:
        yield f"the list {it.resource.path} can be ordered by it"
    if any(group[:1] == (name,) for group in it.model.indexes):
        yield "the plan asks for it"


def _owned_through(it: Entity, name: str) -> bool:
    access = it.model.access
    rules = (*access.read, *access.update, *access.delete, *(access.list or ()))
    return any(isinstance(rule, Owner) and rule.path.split(".")[0] == name for rule in rules)


def _declared(it: Entity, ground: Ground) -> Iterator[str]:
    """The indexes of a model as the schema declares them; a unique field's own included."""
    block = re.search(rf"^model {it.pascal} \{{\n(.*?)^\}}", ground.schema, re.M | re.S)
    for line in (block[1] if block else "").splitlines():
        if found := re.match(r"\s*(@@(?:index|unique)\(\[[^\]]*\]\))", line):
            yield found[1]
        elif re.search(r"@unique\b", line):
            yield f"{line.split()[0]} @unique"
