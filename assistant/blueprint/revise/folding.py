"""What one message adds and then corrects, as one addition: a new field that is made optional was never required."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.operation import (
    AddField,
    AddRelation,
    ChangeField,
    ChangeRelation,
    Operation,
    SetAccess,
    SetConstraints,
    SetLifecycle,
)
from assistant.blueprint.plan import Blueprint
from assistant.errors import OperationError


def folded(plan: Blueprint, operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations with corrections of what they add made in the addition, where that comes to the same plan."""
    kept: list[Operation] = []
    last = {place: n for n, operation in enumerate(operations) if (place := _whole(operation))}
    for number, operation in enumerate(operations):
        if last.get(_whole(operation), number) != number:
            continue
        at = next((n for n in range(len(kept) - 1, -1, -1) if _adds(kept[n], operation)), None)
        corrected = None if at is None else _corrected(kept[at], operation)
        if at is None or corrected is None:
            kept.append(operation)
        else:
            kept[at] = corrected
    try:
        return tuple(kept) if apply(plan, kept) == apply(plan, operations) else tuple(operations)
    except OperationError:
        return tuple(operations)


def _whole(operation: Operation) -> tuple[str, ...]:
    """What an operation sets as a whole, so that only the last one of them counts."""
    match operation:
        case SetLifecycle() | SetConstraints():
            return (operation.kind, operation.model)
        case SetAccess():
            return (operation.kind, operation.model, operation.operation.value)
        case _:
            return ()


def _adds(earlier: Operation, later: Operation) -> bool:
    if isinstance(earlier, AddField) and isinstance(later, ChangeField):
        return (earlier.model, earlier.field.name) == (later.model, later.field)
    if isinstance(earlier, AddRelation) and isinstance(later, ChangeRelation):
        return (earlier.relation.model, earlier.relation.name) == (later.model, later.relation)
    return False


def _corrected(earlier: Operation, later: Operation) -> Operation | None:
    if isinstance(earlier, AddField) and isinstance(later, ChangeField):
        return earlier.model_copy(update={"field": later.set.applied_to(earlier.field)})
    if isinstance(earlier, AddRelation) and isinstance(later, ChangeRelation):
        return earlier.model_copy(update={"relation": later.set.applied_to(earlier.relation)})
    return None
