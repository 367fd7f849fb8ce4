"""restore_version: go on from an earlier version."""

from __future__ import annotations

from pydantic import Field

from assistant.conversation import Record
from assistant.tools import receipts as words
from assistant.tools.desk import Desk
from assistant.tools.outline import outline
from assistant.tools.read_blueprint import version_plan
from assistant.tools.tool import Phase, RefusedError, Result, Tool


class RestoreVersion(Record):
    """No version is lost: the next one is a new number that begins from here."""

    version: int | None = Field(
        None, description="The version to go back to; what the current one was made from, if left out"
    )


async def _run(arguments: RestoreVersion, desk: Desk) -> Result:
    number = arguments.version or await _made_from(desk)
    plan = await version_plan(desk, number)
    await desk.store.versions.set_head(desk.thread, number)
    desk.work = desk.work.restored(number, plan)
    verdict = words.verdict(await desk.receipts())
    return Result(
        text=f"Version {number} is the current one again. {verdict}\n{outline(plan)}", data={"version": number}
    )


async def _made_from(desk: Desk) -> int:
    """The version that the current one was made from; the current one itself where it was changed since."""
    current = desk.work.base
    if current is None:
        raise RefusedError("Nothing was planned in this thread yet.", mend="There is nothing to go back to.")
    if desk.work.version is None:
        return current
    parent = (await desk.store.versions.get(desk.thread, current)).parent
    if parent is None:
        raise RefusedError(f"Version {current} was made from no other.", mend="There is nothing to go back to.")
    return parent


RESTORE_VERSION = Tool(
    name="restore_version",
    description="Go back to an earlier version and go on from it. It need not be drafted again; no version is lost.",
    arguments=RestoreVersion,
    run=_run,
    example=RestoreVersion(version=1),
    phase=Phase.PLAN,
)
