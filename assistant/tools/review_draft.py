"""review_draft: a version read by the rules of the review."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from assistant.conversation import Record, Remark, Severity
from assistant.review.review import review
from assistant.review.subject import Subject
from assistant.tools.desk import Desk
from assistant.tools.files import version_files
from assistant.tools.marking import MOST
from assistant.tools.read_blueprint import version_plan
from assistant.tools.tool import Phase, Result, Tool


class ReviewDraft(Record):
    """A drafted version."""

    version: int | None = Field(None, description="The current one when left out")


async def _run(arguments: ReviewDraft, desk: Desk) -> Result:
    number, contents = await version_files(desk, arguments.version)
    files = {path: content.decode(errors="surrogateescape") for path, content in contents.items()}
    receipts = await desk.store.drafts.receipts(desk.thread, number)
    found = await review(Subject(await version_plan(desk, number), files, receipts))
    desk.work = desk.work.model_copy(update={"findings": found})
    return Result(
        text="\n".join((_head(number, found, len(files)), *_shortened(found))),
        data={"version": number, "findings": [remark.model_dump(mode="json") for remark in found]},
    )


def _head(number: int, found: Sequence[Remark], files: int) -> str:
    counts = [f"{n} {each}" for each in Severity if (n := sum(remark.severity is each for remark in found))]
    return f"Version {number}, {files} files: {', '.join(counts) or 'no findings'}."


def _shortened(found: Sequence[Remark]) -> list[str]:
    """The findings that fit, the weightiest first, and how many more there are."""
    lines = list[str]()
    length = 0
    for remark in found:
        line = f"{remark.severity} {remark.place} [{remark.rule}] {remark.message} {remark.why} Mend: {remark.mend}"
        length += len(line)
        if length > MOST:
            return [*lines, f"… and {len(found) - len(lines)} more, none weightier; the user sees all of them."]
        lines.append(line)
    return lines


REVIEW_DRAFT = Tool(
    name="review_draft",
    description=(
        "Read a drafted version by the rules of the review: access, validation, queries, secrets, errors, migrations. "
        "The user sees its findings as a list beside your answer: sum them up, do not repeat them all."
    ),
    arguments=ReviewDraft,
    run=_run,
    example=ReviewDraft(version=1),
    phase=Phase.REVIEW,
)
