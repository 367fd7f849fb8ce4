"""change_blueprint: typed operations on the plan, all or none."""

from __future__ import annotations

import json
import re
from difflib import get_close_matches

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from assistant.blueprint.checks import Finding, check
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.differences import differences
from assistant.blueprint.operations.hazards import hazards
from assistant.blueprint.operations.operation import Operation
from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.shapes import PARTS, SHAPES, cheat_sheet
from assistant.tools.tool import Phase, Result, Tool, ToolError, faults

PART = re.compile(r"\b[A-Z]{4,}\b")
_OPERATION: TypeAdapter[Operation] = TypeAdapter(Operation)


class ChangeBlueprint(Record):
    """The operations as JSON: their full schema is too long for a model to be sent with every call."""

    operations: tuple[dict[str, JsonValue], ...] = Field(min_length=1, description="In the order to apply them")


async def _run(arguments: ChangeBlueprint, desk: Desk) -> Result:
    old = desk.plan
    operations = tuple(_operation(index, given) for index, given in enumerate(arguments.operations))
    new = apply(old, operations)
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


def _operation(number: int, given: dict[str, JsonValue]) -> Operation:
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in SHAPES:
        near = get_close_matches(str(kind), SHAPES, n=1)
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
        f"it keeps the data. Nothing is drafted by it. {cheat_sheet()}"
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
