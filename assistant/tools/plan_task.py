"""plan_task: the outline of a task becomes the plan under work."""

from __future__ import annotations

from pydantic import Field

from assistant.blueprint.split import Task
from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.outline import outline
from assistant.tools.tool import Phase, Result, Tool, ToolError


class PlanTask(Record):
    """Tasks count from 1, as split_plan gave them."""

    task: int = Field(ge=1)


def task_of(desk: Desk, number: int) -> Task:
    """The task of a number. Raises ToolError when there is none."""
    if number > len(desk.work.tasks):
        raise ToolError(f"There are {len(desk.work.tasks)} tasks, so no task {number}.", mend="split_plan makes tasks.")
    return desk.work.tasks[number - 1]


async def _run(arguments: PlanTask, desk: Desk) -> Result:
    task = task_of(desk, arguments.task)
    desk.work = desk.work.replaced(task.plan)
    return Result(text=outline(task.plan), data=task.plan.model_dump(mode="json"))


PLAN_TASK = Tool(
    name="plan_task",
    description=(
        "Take the outline of a task that was handed to you as the plan under work: what was there before, and the "
        "models the task adds. Compare it with the task, mend it with change_blueprint, and draft."
    ),
    arguments=PlanTask,
    run=_run,
    example=PlanTask(task=1),
    phase=Phase.PLAN,
)
