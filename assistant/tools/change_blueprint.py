"""change_blueprint: typed operations on the plan, all or none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from assistant.blueprint.checks import Finding, check
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.differences import differences
from assistant.blueprint.operations.hazards import hazards
from assistant.blueprint.operations.operation import Operation
from assistant.blueprint.plan import Blueprint
from assistant.conversation import Record
from assistant.errors import OperationError
from assistant.tools.desk import Desk
from assistant.tools.open_points import settling
from assistant.tools.shapes import PARTS, SHAPES, cheat_sheet
from assistant.tools.tool import Phase, Result, Tool, ToolError, faults

Given = dict[str, JsonValue]

_PLACE = re.compile(r"operations\[(\d+)\]")
PART = re.compile(r"\b[A-Z]{4,}\b")
_OPERATION: TypeAdapter[Operation] = TypeAdapter(Operation)


class ChangeBlueprint(Record):
    """The operations as JSON: their full schema is too long for a model to be sent with every call."""

    operations: tuple[Given, ...] = Field(min_length=1, description="In the order to apply them")
    settled: tuple[str, ...] = Field(
        (), description="Labels, such as A2, of what the plan assumed, asked or left out and no longer does"
    )
    assumed: tuple[str, ...] = Field((), description="What you assume, a sentence each")


async def _run(arguments: ChangeBlueprint, desk: Desk) -> Result:
    old = desk.plan
    operations, new = _applied(old, arguments.operations)
    if (settled := settling(old, new, arguments.settled, arguments.assumed)) is not None:
        operations, new = (*operations, settled), apply(new, (settled,))
    changes = [str(difference) for difference in differences(old, new, operations)]
    desk.work = desk.work.changed(new, operations)
    text = "Changed, not drafted yet:\n" + "\n".join(f"- {change}" for change in changes) if changes else _SAME
    if desk.work.base is not None:
        text += "".join(f"\nFor the rows there are: {each.place}: {each.text}" for each in hazards(old, operations))
    findings = check(new)
    if findings:
        text += "\nBefore it can be drafted, mend:\n" + finding_lines(findings)
    return Result(text=text, data={"changes": changes, "findings": [str(finding) for finding in findings]})


_SAME = "Nothing changed: the plan said this already."


def finding_lines(findings: tuple[Finding, ...]) -> str:
    """What the checks of a plan found, a line each."""
    return "\n".join(f"- {finding}" for finding in findings)


def _applied(plan: Blueprint, given: Sequence[Given]) -> tuple[tuple[Operation, ...], Blueprint]:
    """The operations that are meant, and the plan after them. Errors count the operations as they were given."""
    found: list[Operation] = []
    places: list[int] = []
    wrong: list[ToolError] = []
    for number, each in enumerate(given):
        try:
            spread = [_operation(number, single) for single in _singles(each)]
        except ToolError as error:
            wrong.append(error)
            continue
        found += spread
        places += [number] * len(spread)
    if wrong:
        mends = dict.fromkeys(line for error in wrong for line in error.mend.splitlines())
        raise ToolError("\n".join(error.message for error in wrong), mend="\n".join(mends))
    try:
        return tuple(found), apply(plan, found)
    except OperationError as error:
        message = _PLACE.sub(lambda place: f"operations[{places[int(place[1])]}]", error.message)
        raise OperationError(message, index=places[error.index], kind=error.kind, mend=error.mend) from error


def _singles(given: Given) -> Iterator[Given]:
    """set_access for several models and operations at once, as one for each."""
    models, operations = given.get("models"), given.get("operations")
    if given.get("kind") != "set_access" or not (isinstance(models, list) or isinstance(operations, list)):
        yield given
        return
    rest = {key: value for key, value in given.items() if key not in ("models", "operations")}
    for model in models if isinstance(models, list) else [given.get("model")]:
        for operation in operations if isinstance(operations, list) else [given.get("operation")]:
            yield {**rest, "model": model, "operation": operation}


def _operation(number: int, given: Given) -> Operation:
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in SHAPES:
        near = get_close_matches(str(kind), SHAPES.keys() - {"add_custom"}, n=1, cutoff=0.75)
        mend = f"Did you mean {near[0]}: {SHAPES[near[0]]}?" if near else f"Kinds: {', '.join(SHAPES)}."
        said = f"its kind {kind!r} is unknown" if "kind" in given else "it has no kind"
        raise ToolError(f"operations[{number}] was not applied, nor any other: {said}.", mend=mend)
    try:
        return _OPERATION.validate_json(json.dumps(given))
    except ValidationError as error:
        shape = SHAPES[kind]
        parts = [line for line in PARTS.splitlines() if line.partition(" ")[0] in PART.findall(shape)]
        raise ToolError(
            f"operations[{number}] ({kind}) was not applied, nor any other: {faults(error)}",
            mend="\n".join((f"{kind}: {shape}", *parts)),
        ) from error


CHANGE_BLUEPRINT = Tool(
    name="change_blueprint",
    description=(
        "Change the plan by typed operations, in order, all or none. Say a rename as a rename, never as drop and add: "
        f"it keeps the data. {cheat_sheet()}"
    ),
    arguments=ChangeBlueprint,
    run=_run,
    example=ChangeBlueprint(
        operations=(
            {"kind": "rename_field", "model": "Product", "field": "price", "to": "unitPrice"},
            {"kind": "change_field", "model": "Product", "field": "unitPrice", "set": {"type": "Decimal"}},
        )
    ),
    phase=Phase.PLAN,
)
