"""hand_over: a task done by the backend developer, in the same thread."""

from __future__ import annotations

from pydantic import Field, JsonValue

from assistant.conversation import Record, Status
from assistant.tools import receipts as words
from assistant.tools.desk import Desk
from assistant.tools.marking import as_data, clipped
from assistant.tools.plan_task import task_of
from assistant.tools.split_plan import task_line
from assistant.tools.tool import Phase, RefusedError, Result, Tool, ToolError

REQUEST = 6000
"""Characters of the request that go with every task."""


class HandOver(Record):
    """A task of split_plan by its number, or one in your own words."""

    task: int | None = Field(None, ge=1, description="Its number, as split_plan gave it")
    text: str = Field("", description="What to do and what must be true when it is done, where no number says it")


async def _run(arguments: HandOver, desk: Desk) -> Result:
    if arguments.task is None and not arguments.text.strip():
        raise ToolError("Nothing was handed over: neither a number nor a text was given.", mend="Give one of them.")
    if failed := _failed(desk):
        raise RefusedError(
            f"Not handed over: the task before is not proven ({failed}).",
            mend="Tasks build on one another. Stop here and say what that task needs.",
        )
    answer = await desk.colleague(_order(arguments, desk))
    receipts = await desk.receipts()
    data: dict[str, JsonValue] = {"task": arguments.task, "version": desk.work.version, "answer": answer}
    text = f"Version {desk.work.version}. {words.verdict(receipts)}" if receipts else "No version was drafted."
    return Result(text=f"{text}\n{as_data('the developer answers', clipped(answer, REQUEST))}", data=data)


def _failed(desk: Desk) -> str:
    """The checks that failed in the last draft of this turn."""
    receipts = desk.work.draft.receipts if desk.work.draft else ()
    return ", ".join(receipt.check for receipt in receipts if receipt.status is Status.FAILED)


def _order(arguments: HandOver, desk: Desk) -> str:
    request = as_data("the request it is part of", clipped(desk.message, REQUEST))
    if arguments.task is None:
        return f"{arguments.text.strip()}\n\n{request}"
    task = task_of(desk, arguments.task)
    return (
        f"{task_line(arguments.task, len(desk.work.tasks), task)} {arguments.text.strip()}\n"
        f"Take its outline with plan_task(task={arguments.task}), mend what falls short of the request, and draft.\n\n"
        f"{request}"
    )


HAND_OVER = Tool(
    name="hand_over",
    description=(
        "Have the backend developer do one task in this thread; ends with what was drafted and its receipts. One at a "
        "time, in order: the next builds on it. Not made when the task before failed."
    ),
    arguments=HandOver,
    run=_run,
    example=HandOver(task=1),
    phase=Phase.IMPLEMENT,
    builds=True,
)
