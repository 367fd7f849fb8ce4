"""What of a plan lives on under another name, once operations are made: the base of what keeps its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.blueprint.operations import enums, fields, models, relations
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.apply import steps
from assistant.blueprint.operations.renaming import Renaming, renamed
from assistant.blueprint.plan import Blueprint


@dataclass(frozen=True)
class Carry:
    """One renaming of things that were there before: `before` under its new names is `after`, place by place."""

    operation: op.Operation
    before: Blueprint
    after: Blueprint


def carries(plan: Blueprint, operations: Sequence[op.Operation]) -> tuple[Carry, ...]:
    """The renamings among operations that can be made, as far as they rename what `plan` holds.

    What is dropped is kept under its name, so that the last `after` is `plan` in the names of its successor. A name
    that something dropped still has can't be taken in the same list; such a renaming is left out.
    """
    found: list[Carry] = []
    now, gone = plan, set[tuple[str, ...]]()
    for before, operation in zip(steps(plan, operations), operations, strict=False):
        names = _living(renaming(before, operation), now, gone)
        if names is not None:
            after = renamed(now, names)
            found.append(Carry(operation, now, after))
            now = after
        gone = {(names.models.get(first, first), *rest) for first, *rest in gone} if names else gone
        gone |= _gone(operation)
    return tuple(found)


def carried(plan: Blueprint, operations: Sequence[op.Operation]) -> Blueprint:
    """`plan` in the names of its successor, with what is dropped still in it and what is added not yet."""
    found = carries(plan, operations)
    return found[-1].after if found else plan


def renaming(plan: Blueprint, operation: op.Operation) -> Renaming:
    """The new names that an operation gives in this plan; none for any that renames nothing."""
    match operation:
        case op.RenameModel():
            return models.new_names(plan, operation)
        case op.RenameField():
            return fields.new_names(plan, operation)
        case op.RenameRelation():
            return relations.new_names(plan, operation)
        case op.ChangeRelation():
            return relations.new_inverse(plan, operation)
        case op.RenameEnumValue():
            return enums.new_names(plan, operation)
        case _:
            return Renaming()


def _gone(operation: op.Operation) -> set[tuple[str, ...]]:
    match operation:
        case op.DropModel():
            return {(operation.model,)}
        case op.DropField():
            return {(operation.model, operation.field)}
        case op.DropRelation():
            return {(operation.model, operation.relation)}
        case op.DropEnum():
            return {(operation.enum,)}
        case op.DropEnumValue():
            return {(operation.enum, operation.value)}
        case _:
            return set()


def _living(names: Renaming, now: Blueprint, gone: set[tuple[str, ...]]) -> Renaming | None:
    """The part of a renaming that is about what was there before and is there still; None where nothing is left."""
    known = {model.name for model in now.models} | {enum.name for enum in now.enums}
    held = {(model.name, field.name) for model in now.models for field in model.fields}
    held |= {end for r in now.relations for end in ((r.model, r.name), (r.target, r.inverse))}
    values = {(enum.name, value) for enum in now.enums for value in enum.values}

    def whole(old: str, new: str) -> bool:
        return old in known and (old,) not in gone and new not in known

    living = Renaming(
        models={old: new for old, new in names.models.items() if whole(old, new)},
        members={
            (model, old): new
            for (model, old), new in names.members.items()
            if (model, old) in held and not {(model,), (model, old)} & gone and (model, new) not in held
        },
        enums={old: new for old, new in names.enums.items() if whole(old, new)},
        values={
            (enum, old): new
            for (enum, old), new in names.values.items()
            if (enum, old) in values and not {(enum,), (enum, old)} & gone and (enum, new) not in values
        },
    )
    return living if any((living.models, living.members, living.enums, living.values)) else None
