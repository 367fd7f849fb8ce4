"""The next migration: our own statements first, then what the schema engine finds still missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from assistant.blueprint.field import Literal
from assistant.blueprint.operations.apply import apply, steps
from assistant.blueprint.operations.carried import carried, carries, renaming
from assistant.blueprint.operations.hazards import Hazard, hazards
from assistant.blueprint.operations.operation import AddField, ChangeField, Operation
from assistant.blueprint.operations.renaming import Member
from assistant.blueprint.plan import Blueprint
from assistant.draft.schema import prisma_schema
from assistant.drafting.migration.acknowledged import acknowledged
from assistant.drafting.migration.columns import Fills, column_changes
from assistant.drafting.migration.dropped import dropped
from assistant.drafting.migration.enums import enum_changes
from assistant.drafting.migration.history import History
from assistant.drafting.migration.joins import kept_joins, moved_keys
from assistant.drafting.migration.renames import renames
from assistant.errors import OperationError

_WIDTH = 110
_NOTHING = "-- This is an empty migration."
"""What the schema engine writes where two schemas are equal."""


def known(history: History, new: Blueprint) -> Sequence[Operation]:
    """The operations, if they lead from the parent to the tables of `new`; else none: the plan was edited besides."""
    try:
        changed = apply(history.plan, history.operations)
    except OperationError:
        return ()
    return history.operations if _tables(changed) == _tables(new) else ()


def _tables(plan: Blueprint) -> str:
    """The schema without its comments, which concern no database."""
    return re.sub(r"\s*//.*$", "", prisma_schema(plan), flags=re.MULTILINE)


def keeping(old: Blueprint, operations: Sequence[Operation], new: Blueprint) -> str:
    """The SQL that takes the rows of `old` along; the schema engine does the rest from there. Often empty."""
    base, fills = carried(old, operations), _fills(old, operations)
    statements = [line for carry in carries(old, operations) for line in renames(carry.before, carry.after)]
    statements += enum_changes(base, new, fills)
    statements += kept_joins(base, new)
    statements += moved_keys(base, new)
    statements += column_changes(base, new, fills)
    return "\n".join(statements) + "\n" if statements else ""


def _fills(old: Blueprint, operations: Sequence[Operation]) -> Fills:
    """What rows there already are get, by the names that the operations lead to."""
    found: dict[Member, Literal] = {}
    for before, operation in zip(steps(old, operations), operations, strict=False):
        names = renaming(before, operation)
        found = {
            (names.models.get(model, model), names.members.get((model, name), name)): value
            for (model, name), value in found.items()
        }
        if isinstance(operation, AddField) and operation.fill is not None:
            found[operation.model, operation.field.name] = operation.fill
        if isinstance(operation, ChangeField) and operation.fill is not None:
            found[operation.model, operation.field] = operation.fill
    return found


def migration(old: Blueprint, operations: Sequence[Operation], new: Blueprint, kept: str, rest: str) -> str:
    """The whole script: what it means for rows, what keeps them, and what the schema engine wrote.

    Empty where there is nothing to do.
    """
    written = [part for part in (kept, "" if rest.strip() == _NOTHING else rest) if part]
    if not written:
        return ""
    dangers = hazards(old, operations) if operations else tuple(dropped(old, new))
    head = "".join(f"{line}\n" for line in _head(dangers, acknowledged("\n".join(written), dangers)))
    return "\n".join([head, *written] if head else written)


def _head(dangers: Sequence[Hazard], rules: Sequence[str]) -> Iterator[str]:
    if dangers:
        yield "-- What this means for rows that there are:"
    for danger in dangers:
        # Many a tool that runs scripts cuts them at every semicolon.
        told = f"{danger.kind.value}, {danger.place}: {danger.text}".replace(";", ",")
        yield from wrap(told, _WIDTH, initial_indent="--   ", subsequent_indent="--     ", break_on_hyphens=False)
    if rules:
        yield f"-- squawk-ignore-file {', '.join(rules)}"
