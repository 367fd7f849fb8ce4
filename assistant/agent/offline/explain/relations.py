"""How models hang together, and how many of one another may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.agent.offline.explain.ground import SCHEMA, Answer, Ground, Question, capital, listed
from assistant.blueprint import names
from assistant.blueprint.behaviour import Limit, NoOverlap, Ordered
from assistant.blueprint.relation import Kind, Relation
from assistant.draft.documents.lifecycle import rules_of
from assistant.draft.entity import Entity

_REFER = re.compile(
    r"\b(?:refer\w*|referenc\w+|point\w*|relat\w+|connect\w*|link\w*|depend\w*|belong\w*|tied?|"
    r"associat\w+|foreign keys?|attached|hang\w*)\b",
    re.I,
)
_HOW_MANY = re.compile(
    r"\bhow many\b|\bmore than (?:one|\d+|two)\b|\b(?:several|multiple|many)\b|\bat most\b|\blimit\w*|"
    r"\bonly one\b|\bexactly one\b|\bone or (?:many|more)\b|\bmax(?:imum)?\b|\boverlap\w*|"
    r"\bdouble[- ]book\w*|\btwice\b|\bsame time\b",
    re.I,
)


def relations(question: Question, ground: Ground) -> Answer | None:
    """The relations of one model, or those between two."""
    entities = question.about.entities
    if not _REFER.search(question.text) or not (
        entities or re.search(r"\b(?:relations?|relationships?|foreign keys?)\b", question.text, re.I)
    ):
        return None
    if not entities:
        found = ground.plan.relations
    elif len(entities) == 1:
        found = tuple(r for r in ground.plan.relations if entities[0].pascal in (r.model, r.target))
        if re.search(
            r"\b(?:which|what) (?:models?|tables?|entities|records?|else)?\s*(?:refer|point|depend|use|reference|"
            r"link|belong|hang)",
            question.text,
            re.I,
        ):
            found = tuple(r for r in found if r.target == entities[0].pascal)
    else:
        pair = {each.pascal for each in entities[:2]}
        found = tuple(r for r in ground.plan.relations if {r.model, r.target} == pair)
        if not found:
            return Answer(f"{listed(e.pascal for e in entities[:2])} are not related directly.", tuple(pair), (SCHEMA,))
    if not found:
        return Answer(
            f"Nothing refers to {entities[0].pascal}." if entities else "There are no relations.", files=(SCHEMA,)
        )
    lines = [in_a_line(r, ground) for r in found]
    text = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    return Answer(text, tuple(f"{r.model}.{r.name}" for r in found[:6]), (SCHEMA,))


def in_a_line(r: Relation, ground: Ground) -> str:
    """'A loan has exactly one user as its member (memberId); a user has any number of loans (loans).'"""
    model, target = ground.design.entity(r.model), ground.design.entity(r.target)
    if r.kind is Kind.MANY_TO_MANY:
        return (
            f"{capital(model.labels)} and {target.labels} are linked many to many, by {r.model}.{r.name} and "
            f"{r.target}.{r.inverse}."
        )
    one = "exactly one" if r.required else "at most one"
    back = (
        f"{names.article(target.label)} has at most one {model.label}"
        if r.kind is Kind.ONE_TO_ONE
        else f"{names.article(target.label)} has any number of {model.labels}"
    )
    other = "other " if model is target else ""
    return (
        f"{capital(names.article(model.label))} has {one} {other}{target.label} as its {names.label(r.name)} "
        f"({r.name}Id); {back} ({r.inverse})."
    )


_BEFORE = re.compile(
    r"\b(?:before|after|earlier|later|greater|less|higher|lower|bigger|smaller|same as|exceed)\b", re.I
)


def order(question: Question, ground: Ground) -> Answer | None:
    """Whether one field of a record has to lie before another."""
    named = question.about.named
    if len(named) < len("ab") or not _BEFORE.search(question.text) or len({h.entity.pascal for h in named}) != 1:
        return None
    it, names_ = named[0].entity, {h.column.name for h in named}
    for constraint, text in zip(it.model.constraints, rules_of(ground.design, it), strict=False):
        if isinstance(constraint, Ordered) and {constraint.before, constraint.after} <= names_:
            return Answer(text.replace("`", ""), (f"{it.pascal}.constraints",), (f"lib/data/{it.file}.ts",))
    said = f"Nothing in the plan says how {listed(sorted(names_))} of {names.article(it.label)} must lie."
    return Answer(said, (f"{it.pascal}.constraints",))


_RULES = re.compile(r"\b(?:constraints?|business rules?|rules over|limits?|overlap\w*|validations?)\b", re.I)


def constraints(question: Question, ground: Ground) -> Answer | None:
    """Every rule over fields and rows, where no model is named."""
    if question.about or not _RULES.search(question.text):
        return None
    found = [f"- {it.pascal}: {text}" for it in ground.design.entities for text in rules_of(ground.design, it)]
    if not found:
        return Answer(
            "The plan has no rule over several fields or rows, such as a limit or an overlap.",
            ("models[].constraints",),
        )
    return Answer("\n".join(["Rules over fields and rows:", *found]).replace("`", ""), ("models[].constraints",))


def numbers(question: Question, ground: Ground) -> Answer | None:
    """How many there may be: limits, overlaps, uniqueness of pairs, cardinality."""
    entities = question.about.entities
    if not _HOW_MANY.search(question.text) or not entities:
        return None
    lines = [line for it in entities for line in _constraints(it, entities, ground)]
    places = [f"{it.pascal}.constraints" for it in entities if it.model.constraints and lines]
    pairs = [
        r for r in ground.plan.relations if len(entities) > 1 and {r.model, r.target} <= {e.pascal for e in entities}
    ]
    lines += [in_a_line(r, ground) for r in pairs]
    places += [f"{r.model}.{r.name}" for r in pairs]
    lines += [
        f"{capital(listed(names.label(n) for n in g))} of {names.article(it.label)} are unique together."
        for it in entities
        for g in it.model.unique_together
    ]
    if not lines:
        return None
    asked = bool(re.search(r"\bhow many\b", question.text, re.I))
    if asked and not any(isinstance(c, Limit) for it in entities for c in it.model.constraints):
        lines.insert(0, "The plan sets no limit.")
    return Answer(
        " ".join(dict.fromkeys(lines)),
        tuple(places),
        (SCHEMA, *(f"lib/data/{it.file}.ts" for it in entities if it.model.constraints)),
    )


def _constraints(it: Entity, asked: tuple[Entity, ...], ground: Ground) -> Iterator[str]:
    """Of one model alone every limit; beside others those that count for one of them."""
    others = {each.pascal for each in asked if each is not it}
    rules = rules_of(ground.design, it)
    for constraint, text in zip(it.model.constraints, rules, strict=False):
        if not isinstance(constraint, Limit | NoOverlap):
            continue
        per = it.key(constraint.per)
        if not others or (per is not None and per.relation.target in others):
            yield text.replace("`", "")
