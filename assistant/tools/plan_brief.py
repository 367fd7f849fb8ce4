"""plan_brief: a first plan from a brief, read by rules."""

from __future__ import annotations

from pydantic import Field

from assistant.blueprint.read.brief import read
from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.open_points import open_points
from assistant.tools.outline import outline
from assistant.tools.tool import Phase, RefusedError, Result, Tool


class PlanBrief(Record):
    """`brief` is left out when it is the message that is being answered."""

    brief: str = Field("", description="The brief, when it is not simply the user's last message")
    replace: bool = Field(False, description="Begin anew although the thread has a plan")


async def _run(arguments: PlanBrief, desk: Desk) -> Result:
    if desk.work.plan is not None and not arguments.replace:
        raise RefusedError(
            f"The thread has a plan already: {desk.work.plan.title}.",
            mend="Change it with change_blueprint; to throw it away and begin anew, call plan_brief with replace=true.",
        )
    plan = await read(arguments.brief or desk.message)
    if not plan.models:
        desk.work = desk.work.model_copy(update={"questions": plan.questions})
        questions = " ".join(plan.questions)
        text = f"The brief gives no model to plan; nothing was changed. {questions}".strip()
        return Result(text=text, data={"models": 0, "questions": list(plan.questions)})
    desk.work = desk.work.begun_anew(plan)
    return Result(text=f"{outline(plan)}\n{open_points(plan)}".rstrip(), data=plan.model_dump(mode="json"))


PLAN_BRIEF = Tool(
    name="plan_brief",
    description=(
        "Read a brief (English, or a Prisma schema) into a first plan, by fixed rules. Begin a new backend with it; "
        "then compare the plan with the brief, sentence by sentence, and mend what the rules misread."
    ),
    arguments=PlanBrief,
    run=_run,
    example=PlanBrief(brief="A shop has products (name, price)."),
    phase=Phase.RECEIVE,
)
