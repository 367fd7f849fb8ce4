"""What was assumed, asked and not understood, and the plan in a few words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.agent.offline.explain.fields import column_words
from assistant.agent.offline.explain.ground import SCHEMA, Answer, Ground, Question, capital, listed
from assistant.agent.offline.explain.relations import in_a_line as relation_line
from assistant.blueprint import names
from assistant.blueprint.access import Operation
from assistant.blueprint.plan import AuthKind
from assistant.blueprint.who import who
from assistant.draft.documents.lifecycle import rules_of
from assistant.draft.entity import Entity, Origin

_ASSUMED = re.compile(
    r"\bassum\w+|\bguess\w*|\btake for granted\b|\bdefaults? did you\b|\bmade up\b|\binvent\w*|"
    r"\bdecide[ds]? (?:by|on your)\b|\bown decisions?\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:open|unanswered|pending|remaining) (?:questions?|points?|issues?)\b|\bquestions? (?:do you|are|"
    r"is|for (?:me|us)|open|left|remain)\b|\bwhat (?:do you|would you|should i|must i) (?:need|want|like|"
    r"have)?\s*(?:to )?(?:know|decide|clarify|answer|tell)|\b(?:unclear|ambiguous|undecided|what(?:'s|"
    r" is) open)\b|\bany questions\b|\byour questions?\b",
    re.I,
)
_MISSED = re.compile(
    r"\bnot understood\b|(?:n't|\bnot|\bdid you|\bwhat) (?:you )?(?:understand|get|understood|ignore[ds]?|"
    r"skip(?:ped)?|miss(?:ed)?|leave out|left out)\b|\b(?:ignored|skipped|left out|missing from)\b",
    re.I,
)
_PLAN = re.compile(
    r"\b(?:plan|blueprint|draft|overview|summary|summari[sz]e|recap|big picture|what (?:have|"
    r"do) we (?:got|have)|so far|data model|schema|everything|whole thing)\b",
    re.I,
)
_MODELS = re.compile(r"\b(?:models?|tables?|entit(?:y|ies)|data model)\b", re.I)
_TITLES = re.compile(
    r"\bwhat(?:'s| is| are)\b|\bdescribe\b|\bexplain\b|\btell\b|\bshow\b|\bwhat about\b|\bdetails?\b|\babout\b", re.I
)


def points(question: Question, ground: Ground) -> Answer | None:
    """Assumptions, questions and what was not understood, as the plan holds them."""
    plan, text, parts, places = ground.plan, question.text, [], []
    if _MISSED.search(text):
        missed = [f"{each.sentence} ({each.why})" for each in plan.not_understood]
        parts.append(_listing("Not understood", missed, "Everything in the brief found a place in the plan."))
        places.append("not_understood")
    if _ASSUMED.search(text):
        about = [a for a in plan.assumptions if _speaks_of(a, question)]
        parts.append(_listing("Assumed", about or plan.assumptions, "Nothing was assumed."))
        places.append("assumptions")
    if _ASKED.search(text):
        parts.append(_listing("Open", plan.questions, "No question is open."))
        places.append("questions")
    return Answer("\n".join(parts), tuple(places)) if parts else None


def _speaks_of(text: str, question: Question) -> bool:
    words = [form for it in question.about.entities for form in (it.label, it.labels, it.pascal)]
    words += [form for h in question.about.named for form in (h.column.name, names.label(h.column.name))]
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.I) for word in words)


def _listing(head: str, items: Iterable[str], none: str) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join([f"{head}:", *lines]) if lines else none


def overview(question: Question, ground: Ground) -> Answer | None:
    """The models of the plan, or one of them from all sides."""
    text = question.text
    if _MODELS.search(text) and not question.about.entities:
        return overview_of(ground)
    if len(question.about.entities) > 1 and re.search(r"\bdiffer|\bcompare\b|\bversus\b|\bvs\b", text, re.I):
        told = [_model(it, ground) for it in question.about.entities[:2]]
        return Answer("\n".join(each.text for each in told), tuple(p for each in told for p in each.places), (SCHEMA,))
    plain = [h for h in question.about.columns if not h.loose]
    if plain and _TITLES.search(text):
        lines = [f"{h.entity.pascal}.{column_words(h.entity, h.column, ground)}." for h in plain[:3]]
        return Answer("\n".join(lines), tuple(h.place for h in plain[:3]), (SCHEMA,))
    if len(question.about.entities) == 1 and _TITLES.search(text):
        return _model(question.about.entities[0], ground)
    if _PLAN.search(text):
        return overview_of(ground)
    return None


def overview_of(ground: Ground) -> Answer:
    """The models of a plan, a line each."""
    plan = ground.plan
    count = len(plan.models)
    signing = "nobody signs in" if plan.auth.kind is AuthKind.NONE else f"people sign in as {plan.auth.model}"
    roles = f" with the roles {listed(plan.auth.roles)}" if plan.auth.roles else ""
    head = (
        f"{plan.title}: {count} model{'' if count == 1 else 's'}, {len(ground.design.operations)} endpoints; "
        f"{signing}{roles}."
    )
    lines = [f"- {it.pascal}: {listed(_own(it)) or 'no fields of its own'}" for it in ground.design.entities]
    return Answer("\n".join([head, *lines]), ("models",), (SCHEMA,))


def _own(it: Entity) -> list[str]:
    return [c.name + ("" if c.field.required else "?") for c in it.columns if c.origin in (Origin.FIELD, Origin.KEY)]


def _model(it: Entity, ground: Ground) -> Answer:
    a = names.article(it.label)
    lines = [f"{capital(a)}{f': {it.model.description}' if it.model.description else ''} has:"]
    lines += [f"- {column_words(it, c, ground)}" for c in it.columns if c.origin in (Origin.FIELD, Origin.KEY)]
    lines += [f"- {relation_line(r, ground)}" for r in ground.plan.relations if r.model == it.pascal]
    lines += [f"- {rule}".replace("`", "") for rule in rules_of(ground.design, it)]
    for operation in Operation:
        lines.append(f"- {operation}: {who(it.model.access.rules(operation), it.label)}")
    return Answer("\n".join(lines), (it.pascal,), (SCHEMA, f"lib/policy/{it.file}.ts"))
