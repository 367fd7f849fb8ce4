"""Links that two sentences tell from both ends: 'a volunteer takes many shifts and a shift needs many volunteers'."""

from __future__ import annotations

import re

from assistant.blueprint.names import camel, plural
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.read.statement import Source
from assistant.blueprint.relation import Kind

_SEVERAL = re.compile(
    r"\b(?:several|many|multiple|various|different|other|two|three|more\s+than\s+one)\s+(?P<what>[a-z]+s(?:\s[a-z]+s)?)\b",
    re.I,
)


_ONE = re.compile(
    r"\b(?:exactly|at\s+most|only|just)\s+one\s+(?P<what>[a-z]+(?:\s[a-z]+)?)\b(?!\s+(?:at\s+a\s+time|per)\b)|"
    r"\bone\s+(?P<bare>[a-z]+)$",
    re.I,
)


def settle_mutual(notebook: Notebook, source: Source) -> None:
    """Makes links many-to-many where each side was said to have several of the other."""
    for first_name, second_name in _single(notebook, source):
        between = [x for x in notebook.links if {x.child, x.parent} == {first_name, second_name}]
        if between:
            between[0].kind = Kind.ONE_TO_ONE
            notebook.links = [x for x in notebook.links if x not in between[1:]]
    pairs = _pairs(notebook, source)
    for (one_name, other_name), (one, other) in pairs.items():
        if (other_name, one_name) not in pairs or one_name > other_name:
            continue
        if _joined(notebook, one, other):
            notebook.links = [
                x
                for x in notebook.links
                if x.kind is Kind.MANY_TO_MANY or {x.child, x.parent} != {one_name, other_name}
            ]
        else:
            first, second = (one, other) if _before(pairs, one_name, other_name) else (other, one)
            notebook.links = [x for x in notebook.links if {x.child, x.parent} != {one_name, other_name}]
            notebook.link(first, second, camel(plural(" ".join(second.words))), kind=Kind.MANY_TO_MANY)


def both_ways(notebook: Notebook, source: Source) -> frozenset[frozenset[str]]:
    """The pairs of models that are said to have several of each other."""
    pairs = _pairs(notebook, source)
    return frozenset(frozenset(pair) for pair in pairs if pair[::-1] in pairs)


def _pairs(notebook: Notebook, source: Source) -> dict[tuple[str, str], tuple[Entity, Entity]]:
    pairs: dict[tuple[str, str], tuple[Entity, Entity]] = {}
    for statement in source.statements:
        if statement.excluded or not _SEVERAL.search(statement.text):
            continue
        for clause in clauses(statement.text):
            for one, other in _told(notebook, clause):
                pairs[one.name, other.name] = (one, other)
    return pairs


def _told(notebook: Notebook, clause: Clause) -> list[tuple[Entity, Entity]]:
    """Who has several of what by one clause."""
    if clause.negated or clause.by_us:
        return []
    subject = notebook.find(phrase(without_brackets(clause.subject)).words)
    found = [
        notebook.find(phrase(several["what"]).words) for several in _SEVERAL.finditer(without_brackets(clause.object))
    ]
    return [
        (subject, other)
        for other in found
        if subject is not None
        and other is not None
        and other is not subject
        and ACCOUNT not in {subject.name, other.name}
    ]


def _single(notebook: Notebook, source: Source) -> list[tuple[str, str]]:
    """Pairs of which each has exactly one of the other: 'a curator heads at most one department'."""
    told: set[tuple[str, str]] = set()
    for statement in source.statements:
        for clause in clauses(statement.text) if not statement.excluded and _ONE.search(statement.text) else ():
            subject = notebook.find(phrase(without_brackets(clause.subject)).words)
            for one in _ONE.finditer(without_brackets(clause.object)):
                other = notebook.find(phrase(one["what"] or one["bare"]).words)
                if subject is not None and other is not None and other is not subject and not clause.negated:
                    told.add((subject.name, other.name))
    return sorted((a, b) for a, b in told if (b, a) in told and a < b)


def _before(pairs: dict[tuple[str, str], tuple[Entity, Entity]], one: str, other: str) -> bool:
    order = list(pairs)
    return order.index((one, other)) < order.index((other, one))


def _joined(notebook: Notebook, one: Entity, other: Entity) -> bool:
    """Whether a model of its own, or a link of several to several, ties the two already."""
    return any(
        {one.name, other.name} <= {x.parent for x in notebook.parents(e.name)} for e in notebook.entities.values()
    ) or any(x.kind is Kind.MANY_TO_MANY and {x.child, x.parent} == {one.name, other.name} for x in notebook.links)
