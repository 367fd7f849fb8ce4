"""What becomes of other records when one is deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.agent.offline.explain.ground import SCHEMA, Answer, Ground, Question, capital, listed
from assistant.blueprint import names
from assistant.blueprint.access import Operation
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.blueprint.who import who
from assistant.draft.entity import Entity

_DELETING = (
    r"(?:delet\w*|remov(?:e|es|ed|ing|al)|drop(?:s|ped|ping)?|eras\w+|destroy\w*|kill\w*|gets? rid of|purg\w+|wip\w+)"
)
_ASKED = re.compile(
    rf"\b(?:if|when|once|after|happens?|becomes?|what about|does|do|will|would|can|are|"
    rf"is)\b.*\b{_DELETING}\b|\b{_DELETING}\b.*\b(?:if|when|happens?|gone|also|too|as well|cascad\w+|"
    rf"orphan\w*|what)\b"
    r"|\bcascad\w+|\bon[- ]?delete\b|\borphan\w*|\bsoft[- ]?delet\w*",
    re.I,
)
_RIGHT = re.compile(
    r"^(?:\W|and|so|but)*(?:who|which (?:roles?|users?)|what roles?|can|may|could|is \w+ allowed|"
    r"are \w+ allowed)\b(?!.*\b(?:if|when|without|"
    r"while|still)\b)",
    re.I,
)
_THEM = re.compile(rf"\b{_DELETING} (?:them|it|him|her|one|that|this)\b", re.I)
_OPEN = re.compile(r"^(?:\W|and|so|but)*(?:what|how)\b", re.I)
_AFTER = re.compile(rf"\b{_DELETING}\s+(?:an?|the|one|my|our|some|all|every|any|of)?\s*(?P<what>.+)", re.I)
_BEFORE = re.compile(
    rf"(?P<what>.+?)\s+(?:is|are|gets?|was|were|has been|have been|being)\s+(?:\w+ly\s+)?(?:soft[- ]?)?{_DELETING}\b",
    re.I,
)


_GENERAL = re.compile(
    r"\bon[- ]?delete\b|\bcascad\w+|\bsoft[- ]?delet\w*|\bdeleting (?:something|things|records)\b|\borphan", re.I
)
_BECOMES = {
    OnDelete.RESTRICT: "refused while a {0} refers to it ({0}.{1})",
    OnDelete.CASCADE: "each {0} of it goes too ({0}.{1})",
    OnDelete.SET_NULL: "each {0} stays, its {1} is emptied ({0}.{1})",
}


@dataclass(frozen=True)
class _Effect:
    """What one relation means for the records that hold it, when their target goes."""

    relation: Relation
    depth: int


def removal(question: Question, ground: Ground) -> Answer | None:
    """What happens on delete, through every relation that leads to the model."""
    if not _ASKED.search(question.text) or _RIGHT.match(question.text):
        return None
    it = _deleted(question, ground)
    if it is None:
        return _all(ground) if not question.about and _GENERAL.search(question.text) else None
    others = [each for each in question.about.entities if each is not it]
    return _soft(it, ground) if it.model.soft_delete else _hard(it, others, question, ground)


def _all(ground: Ground) -> Answer:
    """Every relation with what becomes of its records."""
    marked = {model.name for model in ground.plan.models if model.soft_delete}
    kept = [r for r in ground.plan.relations if r.kind is not Kind.MANY_TO_MANY and r.target not in marked]
    lines = [f"- {r.target} deleted: {_BECOMES[r.on_delete].format(r.model, r.name)}" for r in kept]
    lines += [
        f"- {model.name} deleted: only marked, the row stays" for model in ground.plan.models if model.soft_delete
    ]
    if not lines:
        return Answer("Nothing refers to anything else, so deleting a record touches no other.", ("relations",))
    return Answer("\n".join(["What becomes of other records:", *lines]), ("relations",), (SCHEMA,))


def _deleted(question: Question, ground: Ground) -> Entity | None:
    """The model whose record goes: after the verb, or before 'is deleted'; else the only one there is to speak of."""
    if _THEM.search(question.text) and question.about.entities:
        return question.about.entities[0]
    for pattern in (_AFTER, _BEFORE):
        found = pattern.search(question.text)
        inside = Question.of(found["what"], ground).about.entities if found else ()
        it = inside[0 if pattern is _AFTER else -1] if inside else None
        if it is not None and it in question.about.entities:
            return it
    return question.about.entities[0] if question.about.entities else None


def _soft(it: Entity, ground: Ground) -> Answer:
    held = [r for r in ground.plan.relations if r.target == it.pascal and r.kind is not Kind.MANY_TO_MANY]
    stay = (
        f" {capital(listed(dict.fromkeys(ground.design.entity(r.model).labels for r in held)))} stay." if held else ""
    )
    text = (
        f"Deleting {names.article(it.label)} only marks it: deletedAt is set, the row stays, and nobody finds "
        f"it any more."
        f"{stay}"
    )
    return Answer(text, (f"{it.pascal}.soft_delete",), (SCHEMA, f"lib/data/{it.file}.ts"))


def _hard(it: Entity, others: list[Entity], question: Question, ground: Ground) -> Answer:
    effects = tuple(_effects(it, ground))
    blocking = [e for e in effects if e.relation.on_delete is OnDelete.RESTRICT]
    going = [e for e in effects if e.relation.on_delete is OnDelete.CASCADE]
    emptied = [e for e in effects if e.relation.on_delete is OnDelete.SET_NULL]
    parts = [_verdict(it, others, effects) if not _OPEN.match(question.text) else ""]
    a = names.article(it.label)
    if blocking:
        held = listed(dict.fromkeys(_held(e, it, ground) for e in blocking), "or")
        problem = f"{names.kebab(it.pascal)}-in-use"
        parts.append(
            f"{capital(a)} that still has {held} can't be deleted: the answer is 409 {problem}, and nothing changes."
        )
    if going and not (parts[0].startswith("Yes") and len(going) == 1):
        parts.append(f"{capital(listed(dict.fromkeys(_held(e, it, ground) for e in going)))} are deleted with it.")
    for effect in emptied:
        model = ground.design.entity(effect.relation.model)
        parts.append(f"{capital(model.labels)} stay, with their {names.label(effect.relation.name)} left empty.")
    parts += _links(it, ground)
    if not effects and len(parts) == 1 and not parts[0]:
        parts.append(f"Nothing else goes with {a}: no other record refers to it.")
    parts.append(_allowed(it, ground))
    places = tuple(f"{e.relation.model}.{e.relation.name} on_delete {e.relation.on_delete}" for e in effects)
    return Answer(" ".join(part for part in parts if part), places or (it.pascal,), (SCHEMA,))


def _effects(it: Entity, ground: Ground) -> Iterator[_Effect]:
    """Every relation that is touched, through those that are deleted with it."""
    relations = [r for r in ground.plan.relations if r.kind is not Kind.MANY_TO_MANY]
    gone, edge, depth = {it.pascal}, {it.pascal}, 0
    while edge:
        touched = [r for r in relations if r.target in edge]
        yield from (_Effect(r, depth) for r in touched)
        edge = {r.model for r in touched if r.on_delete is OnDelete.CASCADE} - gone
        gone |= edge
        depth += 1


def _held(effect: _Effect, it: Entity, ground: Ground) -> str:
    labels = ground.design.entity(effect.relation.model).labels
    same = effect.relation.model == it.pascal
    through = f" of its {ground.design.entity(effect.relation.target).labels}" if effect.depth else ""
    return f"{'other ' if same else ''}{labels}{through}"


def _verdict(it: Entity, others: list[Entity], effects: tuple[_Effect, ...]) -> str:
    """'No: …', where it was asked whether certain others go too."""
    asked = [each for each in others if each.pascal != it.pascal]
    if not asked:
        return ""
    kinds = {e.relation.on_delete for e in effects if e.relation.model in {each.pascal for each in asked}}
    labels = listed(each.labels for each in asked)
    if OnDelete.CASCADE in kinds:
        return f"Yes, {labels} go too."
    if not kinds:
        return f"No, {labels} stay."
    return f"No, {labels} are not deleted with {names.article(it.label)}."


def _links(it: Entity, ground: Ground) -> Iterator[str]:
    for r in ground.plan.relations:
        if r.kind is Kind.MANY_TO_MANY and it.pascal in (r.model, r.target):
            other = ground.design.entity(r.target if r.model == it.pascal else r.model)
            yield f"Its links to {other.labels} go; the {other.labels} stay."


def _allowed(it: Entity, ground: Ground) -> str:
    offered = any(op.kind == "delete" for op in ground.design.of(it))
    if not offered:
        return (
            f"No endpoint deletes {names.article(it.label)}, so this concerns only what is done in the database itself."
        )
    return f"Who may delete one: {who(it.model.access.rules(Operation.DELETE), it.label)}."
