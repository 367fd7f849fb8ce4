"""split_plan: a large brief as ordered tasks."""

from __future__ import annotations

import asyncio

from pydantic import Field

from assistant.blueprint.read.brief import read
from assistant.blueprint.split import Task, split
from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.open_points import open_points
from assistant.tools.tool import Phase, Result, Tool, ToolError


class SplitPlan(Record):
    """`brief` is left out when it is the message that is being answered."""

    brief: str = Field("", description="The request, when it is not simply the user's last message")


async def _run(arguments: SplitPlan, desk: Desk) -> Result:
    whole = await read(arguments.brief or desk.message)
    if not whole.models:
        raise ToolError(
            "The request gives nothing to model.", mend=" ".join(whole.questions) or "Ask what is to be kept."
        )
    tasks = await asyncio.to_thread(split, whole)
    desk.work = desk.work.model_copy(update={"tasks": tasks})
    lines = (task_line(number, len(tasks), task) for number, task in enumerate(tasks, 1))
    return Result(
        text="\n".join((*lines, open_points(whole))).rstrip(),
        data=[task.model_dump(mode="json", exclude={"plan"}) for task in tasks],
    )


def task_line(number: int, of: int, task: Task) -> str:
    """'Task 2 of 3: Loans. Adds Loan; builds on Book.'"""
    ground = f"; builds on {', '.join(task.builds_on)}" if task.builds_on else ""
    return f"Task {number} of {of}: {task.title}. Adds {', '.join(task.models)}{ground}."


SPLIT_PLAN = Tool(
    name="split_plan",
    description=(
        "Read a large request into a whole plan and split it into ordered tasks of one to three models, each ending in "
        "something that can be drafted. Then hand each over, in order, with hand_over."
    ),
    arguments=SplitPlan,
    run=_run,
    example=SplitPlan(),
    phase=Phase.PLAN,
)
