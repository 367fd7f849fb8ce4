"""A list of operations on a Blueprint: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from assistant.blueprint.checks import Finding, check
from assistant.blueprint.operations import enums, fields, models, relations, serving
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.lookup import users_of
from assistant.blueprint.operations.mend import what_mends
from assistant.blueprint.plan import Blueprint
from assistant.errors import BlueprintError, OperationError


def apply(plan: Blueprint, operations: Sequence[op.Operation]) -> Blueprint:
    """The plan with every operation made, in order; what is renamed is renamed wherever it is spoken of.

    A later operation may set anew what an earlier one broke. Raises OperationError that tells which operation can't be
    made, or leaves the plan contradicting itself, why, and what would do.
    """
    plans = steps(plan, operations)
    done = _without_orphans(plan, plans[-1], operations)
    if findings := check(done):
        raise _contradicting(findings, plans, operations)
    return done


def steps(plan: Blueprint, operations: Sequence[op.Operation]) -> list[Blueprint]:
    """The plan before the first operation, after it, after the second, …; those between may contradict themselves.

    Raises OperationError for the first one that can't be made.
    """
    plans = [plan]
    for index, operation in enumerate(operations):
        try:
            plans.append(_applied(plans[-1], operation))
        except BlueprintError as error:
            message = f"{_named(index, operation)}: {error.message}"
            raise OperationError(message, index=index, kind=operation.kind, mend=error.mend) from error
    return plans


def _named(index: int, operation: op.Operation) -> str:
    return f"operations[{index}] ({operation.kind})"


def _applied(plan: Blueprint, operation: op.Operation) -> Blueprint:
    match operation:
        case op.AddModel():
            return models.add(plan, operation)
        case op.RenameModel():
            return models.rename(plan, operation)
        case op.ChangeModel():
            return models.change(plan, operation)
        case op.DropModel():
            return models.drop(plan, operation)
        case op.AddField():
            return fields.add(plan, operation)
        case op.RenameField():
            return fields.rename(plan, operation)
        case op.ChangeField():
            return fields.change(plan, operation)
        case op.DropField():
            return fields.drop(plan, operation)
        case op.AddEnum():
            return enums.add(plan, operation)
        case op.AddEnumValue():
            return enums.add_value(plan, operation)
        case op.RenameEnumValue():
            return enums.rename_value(plan, operation)
        case op.DropEnumValue():
            return enums.drop_value(plan, operation)
        case op.DropEnum():
            return enums.drop(plan, operation)
        case op.AddRelation():
            return relations.add(plan, operation)
        case op.RenameRelation():
            return relations.rename(plan, operation)
        case op.ChangeRelation():
            return relations.change(plan, operation)
        case op.DropRelation():
            return relations.drop(plan, operation)
        case op.AddUnique():
            return relations.add_unique(plan, operation)
        case op.DropUnique():
            return relations.drop_unique(plan, operation)
        case op.AddIndex():
            return relations.add_index(plan, operation)
        case op.DropIndex():
            return relations.drop_index(plan, operation)
        case op.SetAccess():
            return serving.set_access(plan, operation)
        case op.AddEndpoint():
            return serving.add_endpoint(plan, operation)
        case op.ChangeEndpoint():
            return serving.change_endpoint(plan, operation)
        case op.DropEndpoint():
            return serving.drop_endpoint(plan, operation)
        case op.AddAction():
            return serving.add_action(plan, operation)
        case op.DropAction():
            return serving.drop_action(plan, operation)
        case op.SetLifecycle():
            return serving.set_lifecycle(plan, operation)
        case op.SetConstraints():
            return serving.set_constraints(plan, operation)
        case op.AddCustom():
            return serving.add_custom(plan, operation)
        case op.DropCustom():
            return serving.drop_custom(plan, operation)
        case op.SetAuth():
            return serving.set_auth(plan, operation)
        case op.SetConvention():
            return serving.set_convention(plan, operation)
        case op.SetPlan():
            return serving.set_plan(plan, operation)
        case _:
            assert_never(operation)


def _without_orphans(before: Blueprint, after: Blueprint, operations: Sequence[op.Operation]) -> Blueprint:
    """The plan without the enums that lost their last field on the way."""
    added = {operation.enum.name for operation in operations if isinstance(operation, op.AddEnum)}
    orphans = _unused(after) - _unused(before) - added
    if not orphans:
        return after
    return after.model_copy(update={"enums": tuple(enum for enum in after.enums if enum.name not in orphans)})


def _unused(plan: Blueprint) -> set[str]:
    return {enum.name for enum in plan.enums if not users_of(plan, enum.name)}


def _contradicting(
    findings: Sequence[Finding], plans: Sequence[Blueprint], operations: Sequence[op.Operation]
) -> OperationError:
    """All that the result contradicts itself in, each told by the operation that brought it."""
    before = [{(each.place, each.message) for each in check(plan)} for plan in plans]
    blamed: dict[int, list[Finding]] = {}
    for finding in findings:
        key = (finding.place, finding.message)
        index = next((i for i in range(len(plans) - 1, 0, -1) if key not in before[i - 1]), 0) - 1
        blamed.setdefault(index, []).append(finding)
    lines = [
        f"{_named(index, operations[index]) if index >= 0 else 'before any operation'}: {each}"
        for index in sorted(blamed)
        for each in blamed[index]
    ]
    first = max(min(blamed), 0)
    fitting = dict.fromkeys(what_mends(each) for index in sorted(blamed) for each in blamed[index])
    kind = operations[first].kind if operations else ""
    mend = f"Say it otherwise, or set it anew in the same list with {', '.join(fitting)}."
    return OperationError("\n".join(lines), index=first, kind=kind, mend=mend)
