"""read_receipts: what the workbench saw when it checked a version."""

from __future__ import annotations

from pydantic import Field

from assistant.conversation import Receipt, Record
from assistant.tools import receipts as words
from assistant.tools.desk import Desk
from assistant.tools.marking import as_data, clipped
from assistant.tools.tool import Phase, RefusedError, Result, Tool, ToolError


class ReadReceipts(Record):
    """Without `check`, a line for each check."""

    check: str | None = Field(None, description="A check such as tests or access, with all of its failures")
    version: int | None = Field(None, description="The current one when left out")


async def _run(arguments: ReadReceipts, desk: Desk) -> Result:
    number = arguments.version or desk.work.version
    if number is None:
        raise RefusedError("The plan under work was not drafted, so no check ran on it.", mend="Call draft.")
    if number == desk.work.version:
        receipts = await desk.receipts()
    else:
        receipts = tuple(await desk.store.drafts.receipts(desk.thread, number))
    if not receipts:
        raise RefusedError(f"Version {number} was never drafted, so no check ran on it.", mend="Call draft.")
    desk.work = desk.work.model_copy(update={"rested": receipts})
    data = {"version": number, "receipts": [each.model_dump(mode="json") for each in receipts]}
    if arguments.check is None:
        return Result(
            text="\n".join((f"Version {number}. {words.verdict(receipts)}", *words.lines(receipts))), data=data
        )
    chosen = next((each for each in receipts if each.check == arguments.check), None)
    if chosen is None:
        known = ", ".join(each.check for each in receipts)
        raise ToolError(f"Version {number} has no receipt of {arguments.check!r}.", mend=f"Checks: {known}.")
    return Result(text=_whole(number, chosen), data=data)


def _whole(number: int, receipt: Receipt) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in receipt.counts.items())
    head = f"Version {number}, {receipt.check}: {words.MARKS[receipt.status]}, {receipt.tool} {receipt.version}"
    facts = f"{receipt.ms} ms{f', {counts}' if counts else ''}, confined by {receipt.isolation or 'nothing'}"
    failures = "\n".join(words.failure_text(each) for each in receipt.failures)
    said = as_data(receipt.tool, clipped("\n".join(part for part in (receipt.detail, failures) if part)))
    return f"{head}, {facts}\nBytes checked: sha256 {receipt.sha256}\n{said}"


READ_RECEIPTS = Tool(
    name="read_receipts",
    description="Read the receipts of a version: what passed, failed or was not run, and every failure of one check.",
    arguments=ReadReceipts,
    run=_run,
    example=ReadReceipts(check="tests"),
    phase=Phase.REVIEW,
)
