"""Who may edit: the status for the body that tests send."""

from __future__ import annotations

from assistant.blueprint.access import Rule
from assistant.draft.design import Design
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.bodies import moved, seen_row
from assistant.draft.suite.graph import taken
from assistant.draft.suite.proof import Case, status


def answered(design: Design, op: Operation, case: Case, step: tuple[Rule, ...] | None = None) -> int:
    """The status of an operation on one record; 409 where moving it comes up against one with the same keys."""
    found, it = status(op, case, step), op.entity
    assert it is not None
    key = moved(design, it) if op.kind is OperationKind.UPDATE and found == op.status else None
    if key is None:
        return found
    there = {**case.record.keys, key.relation.name: seen_row(design, design.entity(key.relation.target), case)}
    others = [row for row in case.graph.rows if row is not case.record]
    return 409 if any(key.relation.name in group for group in taken(it, there, others)) else found
