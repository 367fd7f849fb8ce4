"""The steps of a lifecycle, the values of an enum, and what an action does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.agent.offline.explain.deeds import led_to, verbs
from assistant.agent.offline.explain.ground import SCHEMA, Answer, Ground, Question, listed
from assistant.blueprint import names
from assistant.blueprint.behaviour import Transition
from assistant.blueprint.who import condition_text, who
from assistant.draft.documents.lifecycle import effect_text
from assistant.draft.entity import Entity

_STATES = re.compile(r"\b(?:stat(?:e|es|us|uses)|lifecycle|transitions?|steps?|workflow|stages?|flow)\b", re.I)
_VALUES = re.compile(r"\b(?:values?|options|choices|enums?|can .* (?:be|have|take)|possible)\b", re.I)
_WHEN = re.compile(
    r"^(?:\W|and|so|but|or)*(?:when|until when|how (?:do|does|can|is|are|to)|what (?:does|happens))\b", re.I
)


_LISTING = re.compile(
    r"\b(?:filter|sort|narrow)\w*|\b(?:list|find|search|show|see|get) (?:me )?(?:only|all|just|the)\b", re.I
)


def states(question: Question, ground: Ground) -> Answer | None:
    """How a record gets from one state to another."""
    if _LISTING.search(question.text):
        return None
    entities = question.about.entities or tuple(h.entity for h in question.about.columns)
    if not entities and _STATES.search(question.text):
        entities = tuple(it for it in ground.design.entities if it.model.lifecycle)
    for it in {each.pascal: each for each in entities}.values():
        if it.model.lifecycle is None:
            continue
        said = verbs(question)
        named = {value for _, value in question.about.values}
        steps = tuple(s for s in it.model.lifecycle.transitions if s.to in named or any(led_to(v, s.to) for v in said))
        if (_WHEN.match(question.text) and steps) or _STATES.search(question.text):
            return _lifecycle(it, steps or it.model.lifecycle.transitions, whole=not steps)
    return None


def _lifecycle(it: Entity, steps: tuple[Transition, ...], *, whole: bool) -> Answer:
    lifecycle = it.model.lifecycle
    assert lifecycle is not None
    lines = [f"- {_step(it, step)}" for step in steps]
    start = f"A new {it.label} is {lifecycle.initial}. " if whole else ""
    head = (
        f"{start}Its {names.label(lifecycle.field)} changes by POST "
        f"…{it.resource.path if it.resource else ''}/{{id}}/transition alone:"
    )
    return Answer("\n".join([head, *lines]), (f"{it.pascal}.lifecycle",), (f"lib/data/{it.file}.ts", "docs/API.md"))


def _step(it: Entity, step: Transition) -> str:
    return f"{step.source} → {step.to}: {who(step.rules or it.model.access.update, it.label)}{''.join(_more(step))}"


def _more(step: Transition) -> Iterator[str]:
    if step.requires:
        yield f"; sends {listed(step.requires)}"
    if step.effects:
        yield f"; sets {listed(effect_text(each) for each in step.effects)}".replace("`", "")


def deeds(question: Question, ground: Ground) -> Answer | None:
    """What an action does, and when it may be taken."""
    found = question.about.deeds
    if not found or not re.match(
        r"^(?:\W|and|so|but|or)*(?:when|how|what|why|can|could|until|explain|describe|tell|under)\b",
        question.text,
        re.I,
    ):
        return None
    lines, places = [], []
    for deed in found[:3]:
        op = next((op for op in ground.design.of(deed.entity) if op.action is deed.action), None)
        if op is None:
            continue
        guard = listed(condition_text(each) for each in deed.action.guard)
        sets = listed(effect_text(each) for each in deed.action.effects).replace("`", "")
        parts = [
            f"{op.method} {op.path}: {op.who}",
            f"only if {guard}, else 409 {op.conflicts[0].type}" if guard else "",
            f"it sets {sets}" if sets else "",
        ]
        parts.append(f"it takes {listed(deed.action.accepts)}" if deed.action.accepts else "")
        lines.append(f"{'; '.join(part for part in parts if part)}.")
        places.append(f"{deed.entity.pascal}.actions.{deed.action.name}")
    return (
        Answer("\n".join(lines), tuple(places), tuple(f"lib/data/{d.entity.file}.ts" for d in found[:3]))
        if lines
        else None
    )


def _names(enum: str, text: str) -> bool:
    """Whether a text names an enum: 'leave types' for LeaveType."""
    return bool(re.search(rf"\b(?:{enum}|{names.label(enum)}|{names.label(names.plural(enum))})\b", text, re.I))


def values(question: Question, ground: Ground) -> Answer | None:
    """The values of enums."""
    named = [(name, held) for name, held in ground.design.enums if _names(name, question.text)]
    if named and re.match(r"^(?:\W|and|so)*(?:which|what|list|show|how many)\b", question.text, re.I):
        lines = [f"{name} is {listed(held, 'or')}." for name, held in named]
        return Answer("\n".join(lines), tuple(name for name, _ in named), (SCHEMA,))
    if not _VALUES.search(question.text):
        return None
    if re.search(r"\benums?\b", question.text, re.I) and not question.about.columns:
        lines = [f"- {name}: {listed(held, 'or')}" for name, held in ground.design.enums]
        text = "\n".join(["The enums:", *lines]) if lines else "There are no enums."
        return Answer(text, ("enums",), (SCHEMA,))
    held = [h for h in question.about.named if h.column.field.scalar is None]
    if not held or not re.search(
        r"\b(?:values?|options|choices|possible)\b|^(?:\W|and)*(?:what|which)\b", question.text, re.I
    ):
        return None
    enums = dict(ground.design.enums)
    lines = [f"{h.name} is {listed(enums[h.column.field.type], 'or')}." for h in held]
    return Answer("\n".join(dict.fromkeys(lines)), tuple(h.place for h in held), (SCHEMA,))
