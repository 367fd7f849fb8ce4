"""compare_versions: what changed between two versions."""

from __future__ import annotations

from pydantic import Field

from assistant.blueprint.operations.differences import differences
from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.marking import clipped
from assistant.tools.read_blueprint import version_plan
from assistant.tools.tool import Phase, Result, Tool


class CompareVersions(Record):
    """Without `new`, the plan under work."""

    old: int = Field(description="The version to compare from")
    new: int | None = Field(None, description="The version to compare to; the plan under work when left out")


async def _run(arguments: CompareVersions, desk: Desk) -> Result:
    old = await version_plan(desk, arguments.old)
    new = desk.plan if arguments.new is None else await version_plan(desk, arguments.new)
    changes = [difference.text for difference in differences(old, new)]
    name = "the plan under work" if arguments.new is None else f"version {arguments.new}"
    listing = clipped("\n".join(f"- {change}" for change in changes)) if changes else "Nothing."
    return Result(text=f"From version {arguments.old} to {name}:\n{listing}", data={"changes": changes})


COMPARE_VERSIONS = Tool(
    name="compare_versions",
    description="Tell what changed in the plan between two versions.",
    arguments=CompareVersions,
    run=_run,
    example=CompareVersions(old=1, new=2),
    phase=Phase.REVIEW,
)
