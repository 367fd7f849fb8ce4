"""Briefs and changes: plan, draft, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence

from pydantic import JsonValue

from assistant.agent.offline import texts
from assistant.agent.offline.explain.subject import subject
from assistant.agent.offline.part import Intent, Part
from assistant.agent.offline.script import Call, Outcome
from assistant.agent.offline.state import State, Words, blueprint, number_of, receipts_of
from assistant.agent.offline.telling import assumed, changes, remarks, rows
from assistant.agent.offline.understand import Situation, understand
from assistant.blueprint.names import words
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.operation import Operation, SetPlan
from assistant.blueprint.operations.patch import PlanPatch
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.revise.read import revise
from assistant.blueprint.revise.revision import Revision
from assistant.conversation import Receipt, Status
from assistant.draft.design import design
from assistant.errors import BlueprintError
from assistant.tools.receipts import failure_text, verdict

_WHICH = re.compile(r"Which '(?P<word>[^']+)' do you mean: (?P<options>[^?\n]+)\?")
_IT = re.compile(r"\b(?:it|that|this|them|those)\b", re.I)
_MOST_FAILURES = 5


def draft_brief(part: Part, state: State) -> Words:
    """Plan a brief and prove the draft."""
    if state.read_only:
        return texts.NOT_CHANGED
    arguments: dict[str, JsonValue] = {} if part.text == state.thread.message.strip() else {"brief": part.text}
    if part.about == "replace":
        arguments["replace"] = True
    planned = yield Call(tool="plan_brief", arguments=arguments)
    plan = blueprint(planned.data)
    if planned.failed or plan is None or not plan.models:
        return planned.text
    state.changed(plan)
    proved = yield from prove(state)
    return "\n".join([proved, *_open(plan)])


def new_brief(part: Part, state: State) -> Words:
    """A brief in a thread that has a plan: ask, unless it was said what is to become of the plan."""
    if part.about == "own thread":
        return texts.OWN_THREAD
    if part.about != "replace":
        plan = yield from state.look()
        title = plan.title if plan else "a plan"
        version = f" ({state.named})" if state.version else ""
        return texts.ASK_REPLACE.format(title=title, version=version)
    text = part.text or _asked_before(state)
    if not text:
        return texts.NO_BRIEF
    return (yield from draft_brief(part.model_copy(update={"text": text}), state))


def _asked_before(state: State) -> str:
    """The brief of which it was asked whether it replaces the plan."""
    models = tuple(model.name for model in state.plan.models) if state.plan else ()
    for text in state.thread.earlier:
        parts = understand(text, Situation(models))
        if parts and parts[0].intent is Intent.NEW_BRIEF and parts[0].text:
            return parts[0].text
    return ""


def draft_now(_part: Part, state: State) -> Words:
    """Draft what is planned; what was proved before stands."""
    if not state.thread.planned and state.plan is None:
        return texts.NO_PLAN
    if state.receipts is not None:
        return ""
    return (yield from prove(state))


def prove(state: State) -> Words:
    """Draft the plan under work, and say how that went."""
    outcome = yield Call(tool="draft")
    if outcome.failed:
        return f"Not drafted. {outcome.text}"
    data = outcome.data if isinstance(outcome.data, dict) else {}
    receipts = receipts_of(data)
    before = "title" not in data
    state.version, state.receipts = number_of(data), receipts
    metrics = data.get("metrics")
    state.metrics = metrics if isinstance(metrics, dict) else {}
    if before:
        head = texts.STANDING.format(version=state.named) + verdict(receipts)
    else:
        head = f"{data['title']}, {state.named}: {_sizes(data)}. {verdict(receipts)}"
    return "\n".join([head, *_failures(receipts)])


def _sizes(data: dict[str, JsonValue]) -> str:
    counts = [
        f"{data.get(name)} {name if data.get(name) != 1 else name[:-1]}" for name in ("models", "endpoints", "tests")
    ]
    return f"{', '.join(counts[:-1])} and {counts[-1]}"


def _failures(receipts: Sequence[Receipt]) -> Iterator[str]:
    failed = [receipt for receipt in receipts if receipt.status is Status.FAILED]
    for receipt in failed:
        yield f"- {receipt.check}: {receipt.detail.partition(chr(10))[0]}"
        yield from (f"  {failure_text(each)}" for each in receipt.failures[:_MOST_FAILURES])
    yield from (f"- {r.check}: not run. {r.detail}" for r in receipts if r.status is Status.NOT_RUN)
    if failed:
        yield texts.FAILED


def _open(plan: Blueprint) -> Iterator[str]:
    """What to look at first."""
    counts = {
        "questions": len(plan.questions),
        "not_understood": len(plan.not_understood),
        "assumptions": len(plan.assumptions),
    }
    told = [texts.OPEN[name][count != 1].format(count=count) for name, count in counts.items() if count]
    if told:
        yield f"Look first at {' and '.join(filter(None, (', '.join(told[:-1]), told[-1])))}."


def change(part: Part, state: State) -> Words:
    """Read a change request into operations, apply them, prove the result."""
    plan = yield from state.look()
    if plan is None:
        return texts.NO_PLAN
    revision = _revision(part.text, plan, state)
    operations = _with_assumptions(revision, plan)
    if state.read_only:
        return "\n".join(_preview(revision, plan, operations))
    told: list[str] = []
    if operations:
        told = yield from _apply(operations, plan, state)
    elif revision.assumptions:
        told = [texts.NO_CHANGE]
    elif not revision.questions and not revision.not_understood:
        return texts.UNCLEAR
    return "\n".join([*told, *remarks(revision)])


def _revision(text: str, plan: Blueprint, state: State) -> Revision:
    """What a text asks for; an answer to 'which one do you mean' completes what was asked before."""
    asked = _WHICH.search(state.thread.replies[0]) if state.thread.replies else None
    if asked and state.thread.earlier:
        said = {*words(text)}
        options = re.split(r", | or ", asked["options"])
        meant = [option for option in options if {*words(option)} & said - {*words(asked["word"])}]
        if len(meant) == 1 and len(said) <= len(options) + 4:
            whole = re.sub(rf"\b{re.escape(asked['word'])}\b", meant[0], state.thread.earlier[0], count=1, flags=re.I)
            return revise(whole, plan)
    revision = revise(text, plan)
    if revision.operations or revision.questions or not (pointing := _IT.search(text)):
        return revision
    spoken = next((name for before in state.earlier if (name := _spoken_of(before, plan))), "")
    again = revise(f"{text[: pointing.start()]}{spoken}{text[pointing.end() :]}", plan) if spoken else revision
    return again if again.operations or again.questions else revision


def _spoken_of(text: str, plan: Blueprint) -> str:
    """The one field or model that a text speaks of; '' where it is none or several."""
    try:
        about = subject(text, design(plan))
    except BlueprintError:
        return ""
    fields = {each.place for each in about.columns if not each.loose}
    if len(fields) == 1:
        return fields.pop()
    return about.entities[0].pascal if not fields and len(about.entities) == 1 else ""


def _with_assumptions(revision: Revision, plan: Blueprint) -> tuple[Operation, ...]:
    """The operations, and one more that keeps what they assume with the plan."""
    fresh = tuple(each for each in assumed(revision) if each not in plan.assumptions)
    if not revision.operations or not fresh:
        return revision.operations
    return (*revision.operations, SetPlan(set=PlanPatch(assumptions=(*plan.assumptions, *fresh))))


def _apply(operations: tuple[Operation, ...], plan: Blueprint, state: State) -> Generator[Call, Outcome, list[str]]:
    given: list[JsonValue] = [each.model_dump(mode="json", exclude_unset=True) for each in operations]
    outcome = yield Call(tool="change_blueprint", arguments={"operations": given})
    if outcome.failed:
        return [f"Not changed. {outcome.text}"]
    new = apply(plan, operations)
    if new == plan:
        return [texts.NO_CHANGE]
    state.changed(new)
    proved = yield from prove(state)
    return [proved, texts.CHANGED, *changes(plan, new, operations), *rows(plan, operations)]


def _preview(revision: Revision, plan: Blueprint, operations: tuple[Operation, ...]) -> Iterator[str]:
    """What a change would come to, where nothing is to be changed."""
    if not operations:
        yield texts.NOT_CHANGED
    else:
        yield texts.PREVIEW
        yield from changes(plan, apply(plan, operations), operations)
        yield from rows(plan, operations)
    yield from remarks(revision)
