"""Who may create: the status for a new record, by what its keys name."""

from __future__ import annotations

from assistant.blueprint.access import Owner, Rule
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Key, Source
from assistant.draft.operation import Operation
from assistant.draft.suite.bodies import seen_row
from assistant.draft.suite.graph import Row, taken
from assistant.draft.suite.proof import Case, can_be_shown, first_steps, gate, may_refer


def creates(design: Design, op: Operation, case: Case, step: str | None) -> int:
    """The status for creating a record whose `step` names the record of the case."""
    it = op.entity
    assert it is not None
    if refusal := gate(op.rules, case.person):
        return refusal
    for key in it.keys:
        given = _is_needed(key) or key.relation.name == step
        if given and not _can_refer(design, op, key, case, step):
            return 404 if key.source is Source.PARENT else 422
    if any(_lets_create(design, op, rule, case, step) for rule in op.rules):
        return 409 if _is_taken(design, it, case, step) else op.status
    below = {step, *first_steps(op)}
    return 404 if op.parent is not None and op.parent.relation.name in below else 422


def named_keys(design: Design, it: Entity, case: Case, step: str | None) -> dict[str, Row]:
    """What a right body, the path and the caller name, by relation; `step` names the record of the case."""
    named: dict[str, Row] = {}
    for key in it.keys:
        if key.source is Source.ACTOR and case.actor:
            named[key.relation.name] = case.actor
        elif key.relation.name == step:
            named[step] = case.record
        elif _is_needed(key):
            named[key.relation.name] = seen_row(design, design.entity(key.relation.target), case)
    return named


def _is_taken(design: Design, it: Entity, case: Case, step: str | None) -> bool:
    """Whether what the body refers to came with a record of the same keys, as a club comes with its member."""
    named = named_keys(design, it, case, step)
    return any(named.keys() >= set(group) for group in taken(it, named, case.graph.rows))


def _is_needed(key: Key) -> bool:
    return key.source is Source.PARENT or key.is_asked


def _can_refer(design: Design, op: Operation, key: Key, case: Case, step: str | None) -> bool:
    if op.reaches_all(key, design.entity(key.relation.target)):
        return True
    if key.relation.name == step:
        return may_refer(case, case.record)
    target = design.entity(key.relation.target)
    return can_be_shown(target, case)


def _lets_create(design: Design, op: Operation, rule: Rule, case: Case, step: str | None) -> bool:
    if not isinstance(rule, Owner):
        return case.matches(rule, case.record)
    if "." not in rule.path:
        return case.person.signed_in
    first, *rest = rule.path.split(".")
    if case.actor is None:
        return False
    record = case.record
    if first != step:
        key = op.entity.key(first) if op.entity else None
        if key is None or not _is_needed(key):
            return False  # the body leaves it out
        record = seen_row(design, design.entity(key.relation.target), case)
    return case.graph.leads(record, tuple(rest), rule, case.actor)
