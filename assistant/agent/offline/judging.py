"""Reviews and approval."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue, ValidationError

from assistant.agent.offline import texts
from assistant.agent.offline.part import Part
from assistant.agent.offline.script import Call
from assistant.agent.offline.state import State, Words, number_of, receipts_of
from assistant.conversation import Receipt, Remark, Severity, Status
from assistant.tools.receipts import verdict

_SHOWN = 5


def review(_part: Part, state: State) -> Words:
    """The findings of the review in words, with a verdict."""
    if not state.thread.planned and state.plan is None:
        return texts.NO_PLAN
    if "review_draft" not in state.thread.tools:
        return texts.REVIEW_ELSEWHERE
    outcome = yield Call(tool="review_draft")
    if outcome.failed:
        return outcome.text
    found = _findings(outcome.data)
    number = number_of(outcome.data) or state.version
    proved = yield Call(tool="read_receipts", arguments={"version": number} if number else {})
    receipts = () if proved.failed else receipts_of(proved.data)
    return "\n".join(_told(number, found, receipts))


def _findings(data: JsonValue) -> tuple[Remark, ...]:
    given = data.get("findings") if isinstance(data, dict) else None
    try:
        return tuple(Remark.model_validate(each, strict=False) for each in given) if isinstance(given, list) else ()
    except ValidationError:
        return ()


def _told(number: int | None, found: tuple[Remark, ...], receipts: tuple[Receipt, ...]) -> Iterator[str]:
    yield f"v{number}: {_verdict(found, receipts)} {verdict(receipts)}"
    for remark in found[:_SHOWN]:
        yield f"- {remark.severity}, {remark.place}: {remark.message} {remark.why} {remark.mend}"
    if len(found) > _SHOWN:
        yield f"- … and {len(found) - _SHOWN} more, none weightier."
    yield texts.NOT_LOOKED_AT


def _verdict(found: tuple[Remark, ...], receipts: tuple[Receipt, ...]) -> str:
    count = {severity: sum(remark.severity is severity for remark in found) for severity in Severity}
    failed = [receipt.check for receipt in receipts if receipt.status is not Status.PASSED]
    if count[Severity.BLOCKER] or failed:
        why = [f"{count[Severity.BLOCKER]} blockers"] if count[Severity.BLOCKER] else []
        why += [f"{' and '.join(failed)} did not pass"] if failed else []
        return f"do not merge, for {' and '.join(why)}."
    if count[Severity.MAJOR]:
        return f"merge after the {count[Severity.MAJOR]} major findings are mended."
    minor = count[Severity.MINOR]
    return f"merge; {minor} minor finding{'' if minor == 1 else 's'}." if minor else "merge; nothing was found."


def approve(_part: Part, state: State) -> Words:
    """What approval means here."""
    if not state.thread.planned:
        return texts.NO_PLAN
    outcome = yield Call(tool="read_receipts")
    receipts = () if outcome.failed else receipts_of(outcome.data)
    if not receipts:
        return texts.APPROVED_UNPROVEN.format(version=state.named)
    return texts.APPROVED.format(version=state.named, verdict=verdict(receipts))
