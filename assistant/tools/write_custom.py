"""write_custom: an endpoint whose work is written by hand, with its test."""

from __future__ import annotations

import asyncio
import json

from pydantic import Field, JsonValue, ValidationError

from assistant.blueprint.custom import Custom, Method
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.operation import AddCustom
from assistant.conversation import Record
from assistant.tools.conditions import conditions, unknown_conditions
from assistant.tools.desk import Desk
from assistant.tools.shapes import PARTS
from assistant.tools.tool import Phase, Result, Tool, ToolError, faults

Shapes = tuple[dict[str, JsonValue], ...]


class WriteCustom(Record):
    """As Custom, its fields and rules in the shapes of change_blueprint: their full schema is too long to be sent."""

    name: str = Field(description="camelCase, such as overdueLoans")
    method: Method = Method.GET
    path: str = Field(description="Below the base path, such as /reports/overdue-loans")
    summary: str
    rules: Shapes = Field(description="[RULE]: public, authenticated or role, without when")
    query: Shapes = Field((), description="[FIELD] of a GET, each with required: false")
    body: Shapes = Field((), description="[FIELD] of a POST")
    answer: Shapes = Field((), description="[FIELD] of the answer, or of one item of it")
    many: bool = Field(False, description="The code returns { items: [...] } of answers")
    conflicts: Shapes = Field((), description='[{type, title}] that the code throws: new Problem("<type>") answers 409')
    arrange: str = Field(
        "", description="TypeScript that makes the rows a request needs to succeed; may define const body"
    )
    code: str
    test: str


async def _run(arguments: WriteCustom, desk: Desk) -> Result:
    try:
        custom = Custom.model_validate_json(json.dumps(arguments.model_dump(mode="json")))
    except ValidationError as error:
        raise ToolError(f"write_custom was not called: {faults(error)}", mend=PARTS) from error
    operation = AddCustom(custom=custom)
    plan = apply(desk.plan, (operation,))
    known = await asyncio.to_thread(conditions, plan)
    if unknown := unknown_conditions(custom.code, known):
        raise ToolError(
            f"write_custom was not called: the plan leads to no condition {', '.join(unknown)}.",
            mend=f"There are: {', '.join(known.values())}. What has none is open to whoever may call: leave it out.",
        )
    desk.work = desk.work.changed(plan, (operation,))
    text = (
        f"{custom.method} {custom.path} is in the plan, not drafted yet. draft compiles the code, runs its test and "
        f"proves its rules; the code runs only in bubblewrap. Conditions there are: {', '.join(known.values())}."
    )
    return Result(text=text, data={"name": custom.name})


WRITE_CUSTOM = Tool(
    name="write_custom",
    description=(
        "Write the work of an endpoint by hand: only for what models, actions, lifecycles and constraints cannot say, "
        "such as a report. `code` is the body of an async TypeScript function over actor, query or body that returns "
        "the answer. db(), transaction, Problem, invalidField, Prisma and the conditions of lib/policy are imported by "
        "name: write no imports. Put the condition of each model, such as loansVisibleTo(actor), into its queries; "
        "what anyone may read who may call has none. Dates are Date, decimals Prisma.Decimal. `test` holds vitest "
        'tests over call(method, path, { actor, body }), callers["a librarian"](), make<Model>(columns) and db().'
    ),
    arguments=WriteCustom,
    run=_run,
    example=WriteCustom(
        name="overdueLoans",
        path="/reports/overdue-loans",
        summary="The loans that are overdue, longest first",
        rules=({"kind": "role", "roles": ["LIBRARIAN"]},),
        answer=({"name": "loanId", "type": "Uuid"}, {"name": "dueDate", "type": "Date"}),
        many=True,
        code="""const late = { returnedAt: null, dueDate: { lt: new Date() } };
const rows = await db().loan.findMany({
  where: { AND: [loansVisibleTo(actor), late] },
  orderBy: { dueDate: "asc" },
  take: 100,
  select: { id: true, dueDate: true },
});
return { items: rows.map(({ id, dueDate }) => ({ loanId: id, dueDate })) };""",
        test="""test("shows what is overdue", async () => {
  const late = await makeLoan({ dueDate: new Date("2020-01-01"), returnedAt: null });
  const actor = await callers["a librarian"]();
  type Answer = { items: { loanId: string }[] };
  const { body } = await call<Answer>("GET", "/api/reports/overdue-loans", { actor });
  expect(body.items.map(({ loanId }) => loanId)).toEqual([late.id]);
});""",
    ),
    phase=Phase.IMPLEMENT,
)
