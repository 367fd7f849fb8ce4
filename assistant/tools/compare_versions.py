"""compare_versions: what changed between two versions."""

from __future__ import annotations

from pydantic import Field

from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.lineage import changes
from assistant.tools.marking import clipped
from assistant.tools.tool import Phase, Result, Tool


class CompareVersions(Record):
    """Without `new`, the plan under work."""

    old: int = Field(description="The version to compare from")
    new: int | None = Field(None, description="The plan under work when left out")


async def _run(arguments: CompareVersions, desk: Desk) -> Result:
    store, work = desk.store.versions, desk.work
    old = await store.get(desk.thread, arguments.old)
    versions = await store.list(desk.thread)
    if arguments.new is not None or work.base is None:
        new = await store.get(desk.thread, arguments.new or arguments.old)
        found = [str(each) for each in changes(old, new, versions)]
    else:
        head = await store.get(desk.thread, work.base)
        found = [str(each) for each in changes(old, head, versions, desk.plan, work.operations)]
    name = "the plan under work" if arguments.new is None else f"version {arguments.new}"
    listing = clipped("\n".join(f"- {change}" for change in found)) if found else "Nothing."
    return Result(text=f"From version {arguments.old} to {name}:\n{listing}", data={"changes": list(found)})


COMPARE_VERSIONS = Tool(
    name="compare_versions",
    description="Tell what changed in the plan between two versions.",
    arguments=CompareVersions,
    run=_run,
    example=CompareVersions(old=1, new=2),
    phase=Phase.REVIEW,
)
