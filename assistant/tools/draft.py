"""draft: every file derived from the plan, proved by the real toolchain, kept as a version of the thread."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import JsonValue

from assistant.blueprint.checks import check
from assistant.blueprint.operations.differences import differences
from assistant.blueprint.text import to_yaml
from assistant.conversation import Draft, Receipt, Record, Status
from assistant.drafting.folder import write_files
from assistant.tools import receipts as words
from assistant.tools.ancestry import history
from assistant.tools.change_blueprint import finding_lines
from assistant.tools.desk import Desk, Tell
from assistant.tools.outline import size
from assistant.tools.phases import phase_of
from assistant.tools.read_blueprint import version_plan
from assistant.tools.tool import Phase, RefusedError, Result, Tool
from assistant.tools.workshop import Order


class MakeDraft(Record):
    """Takes nothing: what is drafted is the plan under work."""


async def _run(_arguments: MakeDraft, desk: Desk) -> Result:
    plan = desk.plan
    if not plan.models:
        raise RefusedError("The plan has no model: there is nothing to draft.", mend="Plan one, or ask what to keep.")
    if findings := check(plan):
        raise RefusedError(
            f"Not drafted: the plan contradicts itself.\n{finding_lines(findings)}", mend="Mend it first."
        )
    made = await _made_before(desk)
    if made is not None:
        return made
    if desk.work.rounds > desk.most_rounds:
        raise RefusedError(
            f"Not drafted: {desk.work.rounds} drafts of this turn failed, and {desk.most_rounds} repairs are allowed.",
            mend="Stop here. Tell the user which check fails, what was tried, and that the files are as they are.",
        )
    number = await store_version(desk)
    out = desk.out or desk.folder / f"v{number}"
    replace = bool(desk.work.drafted) or desk.replace or desk.out is None
    grown = None if desk.work.anew else await history(desk, number)
    order = Order(plan=plan, out=out, replace=replace, metrics=desk.metrics, number=number, history=grown)
    draft = await desk.drafter.draft(order, _Forward(desk.tell))
    contents = await asyncio.to_thread(_contents, out, draft)
    await desk.store.drafts.keep(desk.thread, number, contents, draft.receipts)
    failed = any(receipt.status is Status.FAILED for receipt in draft.receipts)
    if desk.work.rounds:
        desk.count(repair_rounds=1)
    desk.work = desk.work.model_copy(
        update={"draft": draft, "drafted": (*desk.work.drafted, number), "rounds": desk.work.rounds + failed}
    )
    return Result(text="\n".join(_report(number, draft)), data=_data(number, draft.receipts, draft))


class _Forward:
    """Tells the stages of a draft as phases; checks run side by side, but the work does not go back for that."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._reached = Phase.RECEIVE

    def __call__(self, stage: str, message: str) -> None:
        order = list(Phase)
        self._reached = max(self._reached, phase_of(stage), key=order.index)
        self._tell(self._reached, f"{stage}: {message}")


async def store_version(desk: Desk) -> int:
    """Keep the plan under work as a version of the thread; nothing is proven by it."""
    work, plan = desk.work, desk.plan
    if work.version is not None:
        return work.version
    summary = await _summary(desk)
    operations = [operation.model_dump(mode="json", exclude_unset=True) for operation in work.operations]
    version = await desk.store.versions.add(
        desk.thread, plan=to_yaml(plan), operations=operations, summary=summary, parent=work.base
    )
    desk.work = work.model_copy(
        update={"version": version.number, "base": version.number, "operations": (), "rewritten": False}
    )
    return version.number


async def _summary(desk: Desk) -> str:
    """What this version is, in a line."""
    if desk.work.base is None or desk.work.rewritten:
        return f"{desk.plan.title}: {size(desk.plan)}"
    before = await version_plan(desk, desk.work.base)
    changes = [str(each) for each in differences(before, desk.plan, desk.work.operations)]
    return "; ".join(changes) or "the same plan"


async def _made_before(desk: Desk) -> Result | None:
    """What there is of the plan under work, where it was drafted before."""
    number = desk.work.version
    receipts = await desk.receipts()
    if number is None or not receipts:
        return None
    text = f"Version {number} is just this plan and was drafted before. {words.verdict(receipts)}"
    if desk.out is not None and not desk.work.drafted:
        files = await desk.store.drafts.files(desk.thread, number)
        await asyncio.to_thread(write_files, desk.out, files)
        text += f" Its files were written to {desk.out}."
    return Result(text="\n".join((text, *words.lines(receipts))), data=_data(number, receipts, desk.work.draft))


def _contents(out: Path, draft: Draft) -> dict[str, bytes]:
    """The files of a draft; its archive holds nothing else, so it is not kept."""
    paths = (artifact.path for artifact in draft.artifacts if artifact.path != draft.archive)
    return {path: (out / path).read_bytes() for path in paths}


def _report(number: int, draft: Draft) -> Iterator[str]:
    sizes = f"{draft.models} models, {draft.endpoints} endpoints, {draft.tests} tests"
    yield f"Version {number} drafted: {draft.title}, {sizes}. {words.verdict(draft.receipts)}"
    yield from words.lines(draft.receipts)
    if any(receipt.status is Status.FAILED for receipt in draft.receipts):
        yield "This draft is not proven. Mend the plan and draft again, or tell the user what fails."
    if draft.not_understood:
        yield "Not understood: " + "; ".join(draft.not_understood)
    yield f"{len(draft.artifacts)} files; list_files names them, read_file reads one."


def _data(number: int, receipts: Sequence[Receipt], draft: Draft | None) -> dict[str, JsonValue]:
    """The same for code: the version, its receipts and, when it was drafted in this turn, its size and open points."""
    data: dict[str, JsonValue] = {"version": number, "receipts": [each.model_dump(mode="json") for each in receipts]}
    if draft is not None:
        data |= draft.model_dump(mode="json", exclude={"blueprint", "artifacts", "receipts"})
    return data


DRAFT = Tool(
    name="draft",
    description=(
        "Derive every file from the plan (schema, migration, routes, access policies, tests, OpenAPI, docs), prove "
        "them on the real toolchain and keep them as a version. The only way to get receipts. Takes seconds. Gives "
        "failures in the tools' own words; mend the plan and draft again."
    ),
    arguments=MakeDraft,
    run=_run,
    example=MakeDraft(),
    phase=Phase.IMPLEMENT,
    builds=True,
)
