"""Questions: from the plan, from receipts, or from the project's files."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Mapping
from dataclasses import replace

from pydantic import JsonValue

from assistant.agent.offline import texts
from assistant.agent.offline.explain.explain import explain
from assistant.agent.offline.explain.ground import Ground, Question
from assistant.agent.offline.explain.proof import about_measures, about_proof, unnamed
from assistant.agent.offline.part import Part
from assistant.agent.offline.script import Call, Outcome
from assistant.agent.offline.state import State, Words, number_of, receipts_of
from assistant.agent.offline.wording.deeds import VERSION
from assistant.draft.design import design
from assistant.errors import BlueprintError

_SHOWN = 3
_LINES = 8
_VERSION = re.compile(rf"\b{VERSION}", re.I)


def answer(part: Part, state: State) -> Words:
    """The answer to a question; where the plan has none, the project's files are searched."""
    plan = yield from state.look()
    if plan is None:
        if state.thread.project:
            return (yield from search(part, state))
        return texts.NO_PLAN_TO_EXPLAIN
    try:
        ground = Ground(design(plan), state.version)
    except BlueprintError as error:
        return f"The plan contradicts itself as it is, so I can't derive an answer from it: {error.message}"
    if about_proof(unnamed(Question.of(part.text, ground))):
        ground = yield from _proved(part.text, ground, state)
    found = explain(part.text, ground, state.earlier)
    if found is not None:
        return found.told()
    if state.thread.project:
        passages = _shown((yield Call(tool="search_project", arguments={"query": part.text})))
        if passages:
            return "\n".join([texts.ANSWERED_WITH, *passages])
    return texts.NOT_ANSWERED.format(question=_quoted(part.text))


def _proved(text: str, ground: Ground, state: State) -> Generator[Call, Outcome, Ground]:
    """The ground with the receipts of the version that is asked about, and with what was measured where that is."""
    asked = _VERSION.search(text)
    number = int(asked["number"]) if asked else state.version
    if state.receipts is not None and number == state.version:
        ground = replace(ground, receipts=state.receipts, metrics=state.metrics)
    else:
        outcome = yield Call(tool="read_receipts", arguments={"version": number} if asked else {})
        known = () if outcome.failed else receipts_of(outcome.data)
        ground = replace(ground, receipts=known, version=number_of(outcome.data) or number)
    if about_measures(text) and not ground.metrics and ground.receipts:
        kept = yield Call(
            tool="read_file", arguments={"path": "receipts.json", **({"version": number} if asked else {})}
        )
        ground = replace(ground, metrics=_metrics(kept.data))
    return ground


def _metrics(data: JsonValue) -> Mapping[str, JsonValue]:
    text = data.get("text") if isinstance(data, dict) else None
    try:
        kept = json.loads(text) if isinstance(text, str) else {}
    except ValueError:
        return {}
    found = kept.get("metrics") if isinstance(kept, dict) else None
    return found if isinstance(found, dict) else {}


def search(part: Part, state: State) -> Words:
    """What the project's files say."""
    if not state.thread.project or "search_project" not in state.thread.tools:
        return texts.NO_PROJECT.format(question=_quoted(part.text))
    outcome = yield Call(tool="search_project", arguments={"query": part.text})
    if outcome.failed:
        return outcome.text
    passages = _shown(outcome)
    return "\n".join([texts.FOUND, *passages]) if passages else texts.NOT_FOUND.format(question=_quoted(part.text))


def _shown(outcome: Outcome) -> list[str]:
    found = outcome.data if isinstance(outcome.data, list) and not outcome.failed else []
    return [_passage(each) for each in found[:_SHOWN] if isinstance(each, dict)]


def _passage(citation: Mapping[str, JsonValue]) -> str:
    lines = [line for line in str(citation.get("text", "")).splitlines() if line.strip()]
    shown = "\n".join(f"    {line}" for line in lines[:_LINES])
    more = "\n    …" if len(lines) > _LINES else ""
    return f"{citation.get('path')}:{citation.get('first_line')}-{citation.get('last_line')}\n{shown}{more}"


def _quoted(text: str) -> str:
    return f'"{text.strip().rstrip(".")}"'
