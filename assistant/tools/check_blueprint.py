"""check_blueprint: whether the plan contradicts itself. Runs no tool and proves nothing."""

from __future__ import annotations

from assistant.blueprint.checks import check
from assistant.conversation import Record
from assistant.tools.change_blueprint import finding_lines
from assistant.tools.desk import Desk
from assistant.tools.tool import Phase, Result, Tool


class CheckBlueprint(Record):
    """Takes nothing."""


async def _run(_arguments: CheckBlueprint, desk: Desk) -> Result:
    findings = check(desk.plan)
    text = f"To mend:\n{finding_lines(findings)}" if findings else "The plan does not contradict itself."
    return Result(text=text, data={"findings": [str(finding) for finding in findings]})


CHECK_BLUEPRINT = Tool(
    name="check_blueprint",
    description="Check the plan for contradictions without drafting. draft does this too.",
    arguments=CheckBlueprint,
    run=_run,
    example=CheckBlueprint(),
    phase=Phase.PLAN,
)
