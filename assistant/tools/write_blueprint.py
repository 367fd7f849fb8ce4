"""write_blueprint: the whole plan, written anew."""

from __future__ import annotations

from pydantic import Field

from assistant.blueprint.checks import check
from assistant.blueprint.text import from_yaml
from assistant.conversation import Record
from assistant.errors import BlueprintError
from assistant.tools.change_blueprint import finding_lines
from assistant.tools.desk import Desk
from assistant.tools.outline import outline
from assistant.tools.tool import Phase, Result, Tool, ToolError


class WriteBlueprint(Record):
    """The plan as YAML, as read_blueprint gives it."""

    yaml: str = Field(description="The whole Blueprint as YAML, in the form that read_blueprint gives")


async def _run(arguments: WriteBlueprint, desk: Desk) -> Result:
    try:
        plan = from_yaml(arguments.yaml)
    except BlueprintError as error:
        mend = f"The form is that of read_blueprint, such as\n{WRITE_BLUEPRINT.example.yaml}"
        raise ToolError(error.message, mend=mend) from error
    desk.work = desk.work.replaced(plan)
    findings = check(plan)
    text = outline(plan)
    if findings:
        text += "\nBefore it can be drafted, mend:\n" + finding_lines(findings)
    return Result(text=text, data={"findings": [str(finding) for finding in findings]})


WRITE_BLUEPRINT = Tool(
    name="write_blueprint",
    description=(
        "Write the whole plan anew. For a change of a plan that was drafted use change_blueprint: only operations say "
        "what was renamed, and keep the data."
    ),
    arguments=WriteBlueprint,
    run=_run,
    example=WriteBlueprint(yaml="title: Shop\nmodels:\n- name: Product\n  fields:\n  - {name: title, type: String}\n"),
    phase=Phase.PLAN,
)
