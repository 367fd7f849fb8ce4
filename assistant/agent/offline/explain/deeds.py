"""The verbs of a question and the endpoints they stand for: 'cancel a booking', 'borrow books', 'see loans'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.agent.offline.explain.forms import forms
from assistant.agent.offline.explain.ground import Ground, Question
from assistant.blueprint import names
from assistant.blueprint.field import Scalar
from assistant.blueprint.read.lexicon.verbs import NOUN_OF_ACTION
from assistant.draft.entity import Entity
from assistant.draft.operation import Operation, OperationKind

_VERBS: dict[OperationKind, frozenset[str]] = {
    OperationKind.READ: frozenset("see read view open access look fetch get show find".split()),
    OperationKind.LIST: frozenset("list browse search see read view access look fetch get show find filter".split()),
    OperationKind.CREATE: frozenset("create add make post register submit write insert open place new".split()),
    OperationKind.UPDATE: frozenset("edit update change modify alter correct move set patch write".split()),
    OperationKind.DELETE: frozenset("delete remove drop erase destroy".split()),
}
_ALL = re.compile(
    r"\b(?:do|use|access|touch|work with|manage|handle|deal with|rights|permissions?|access rules?|rules|allowed)\b",
    re.I,
)
_LISTING = frozenset({"list", "browse", "search", "filter"})
_MANAGED = (OperationKind.CREATE, OperationKind.UPDATE, OperationKind.DELETE)
_STEM = 4
"""Letters in which a verb and what it leads to agree: 'cancel' and CANCELLED."""


def verbs(question: Question) -> tuple[str, ...]:
    """The words of a question in the forms in which verbs are looked up; the names of its models are no verbs."""
    nouns = {word for it in question.about.entities for word in names.words(it.pascal)}
    words = [word for word in re.findall(r"[a-z][a-z-]+", question.text.lower()) if names.singular(word) not in nouns]
    return tuple(dict.fromkeys(form for word in words for form in forms(word)))


def operations(question: Question, ground: Ground) -> tuple[Operation, ...]:
    """The endpoints that the verbs of a question mean on what it is about, the most particular first; () for none."""
    if question.about.operations:
        return question.about.operations
    said = verbs(question)
    entities = question.about.entities or tuple(
        {held.entity.pascal: held.entity for held in question.about.columns}.values()
    )
    account = ground.design.account
    if len(entities) > 1 and account in entities:
        # Beside another record the account is whose it is, or who asks.
        entities = tuple(it for it in entities if it is not account)
    named = [op for deed in question.about.deeds for op in ground.design.of(deed.entity) if op.action is deed.action]
    if named:
        return tuple(op for op in named if not entities or op.entity in entities) or tuple(named)
    steps = tuple(_steps(said, entities or ground.design.entities, ground))
    if steps and not _VERBS[OperationKind.LIST] & {*said}:
        return steps
    found = [op for it in entities for op in ground.design.of(it) if _means(op, said)]
    if found:
        lists = [op for op in found if op.kind is OperationKind.LIST]
        return tuple(lists if lists and _LISTING & {*said} else found)
    made = tuple(_made(said, ground))
    if made:
        return made
    if written := tuple(_written(said, entities, ground)):
        return written
    if entities and _ALL.search(question.text):
        return tuple(op for it in entities for op in ground.design.of(it))
    return ()


def _means(op: Operation, said: tuple[str, ...]) -> bool:
    verbs_ = _VERBS.get(op.kind)
    return (verbs_ is not None and any(verb in verbs_ for verb in said)) or ("manage" in said and op.kind in _MANAGED)


def _steps(said: tuple[str, ...], entities: tuple[Entity, ...], ground: Ground) -> Iterator[Operation]:
    """Transitions towards a value whose name begins like one of the verbs: 'approve' -> APPROVED."""
    plain = {verb for all_ in _VERBS.values() for verb in all_}
    for it in entities:
        lifecycle = it.model.lifecycle
        if lifecycle is None:
            continue
        values = {step.to for step in lifecycle.transitions}
        if any(led_to(verb, value) for verb in said if verb not in plain for value in values):
            yield from (op for op in ground.design.of(it) if op.kind is OperationKind.TRANSITION)


def led_to(verb: str, value: str) -> bool:
    """Whether a verb is the step to a value: 'cancel' -> CANCELLED, 'approve' -> APPROVED, 'ship' -> SHIPPED."""
    name = names.label(value).replace(" ", "")
    return len(verb) >= _STEM and name.startswith(verb.removesuffix("e")[: max(_STEM, len(verb) - 1)])


def _written(said: tuple[str, ...], entities: tuple[Entity, ...], ground: Ground) -> Iterator[Operation]:
    """Edits of an enum with a value of that name, or of a flag or moment called so: 'publish' -> published."""
    enums = dict(ground.design.enums)
    plain = {verb for all_ in _VERBS.values() for verb in all_}
    for it in entities:
        values = [value for c in it.columns if c.field.scalar is None for value in enums.get(c.field.type, ())]
        values += [
            i.name for i in it.changes() if i.column and i.column.field.scalar in (Scalar.BOOLEAN, Scalar.DATE_TIME)
        ]
        if any(led_to(verb, value) for verb in said if verb not in plain for value in values):
            yield from (op for op in ground.design.of(it) if op.kind is OperationKind.UPDATE)


def _made(said: tuple[str, ...], ground: Ground) -> Iterator[Operation]:
    """Creations of what a deed leaves behind: 'borrow' -> a loan."""
    for it in ground.design.entities:
        last = names.words(it.pascal)[-1]
        if any(NOUN_OF_ACTION.get(verb) == last for verb in said):
            yield from (op for op in ground.design.of(it) if op.kind is OperationKind.CREATE)
