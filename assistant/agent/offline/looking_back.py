"""Versions: go back, show one, tell what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import JsonValue

from assistant.agent.offline import texts
from assistant.agent.offline.explain.ground import Ground, listed
from assistant.agent.offline.explain.points import overview_of
from assistant.agent.offline.part import Part
from assistant.agent.offline.script import Call
from assistant.agent.offline.state import State, Words, blueprint, number_of, receipts_of
from assistant.agent.offline.wording.deeds import VERSION
from assistant.draft.design import design
from assistant.errors import BlueprintError
from assistant.tools.receipts import verdict

_NUMBER = re.compile(rf"\b{VERSION}|\b(?:and|to|with|vs\.?|or) (?P<other>\d{{1,4}})\b", re.I)
_UNSAID = ("assumptions", "questions")
"""Places that are told elsewhere."""
_FIRST = re.compile(r"\b(?:first|original|initial|very beginning)\b", re.I)
_INTO = re.compile(r"\b(?:in|with|by|of|new|does|did)\b[^?]*$", re.I)
_SINCE = re.compile(r"\bsince\b|\bcompared (?:to|with)\b|\bfrom\b|\bafter\b", re.I)


def numbers(text: str) -> list[int]:
    """The versions that a text names, in its order."""
    return [int(found["number"] or found["other"]) for found in _NUMBER.finditer(text)]


def restore(part: Part, state: State) -> Words:
    """Go back to a version: the one that is named, the first, or the one before."""
    named = numbers(part.text)
    wanted = named[0] if named else 1 if _FIRST.search(part.text) else None
    if not state.thread.planned:
        return texts.NO_PLAN
    if state.read_only:
        return texts.NOT_CHANGED
    if wanted is not None and wanted == state.version:
        return texts.THERE_ALREADY.format(version=state.named)
    left = state.version
    outcome = yield Call(tool="restore_version", arguments={} if wanted is None else {"version": wanted})
    if outcome.failed:
        return outcome.text if wanted is not None else texts.NO_EARLIER.format(version=state.named)
    state.changed(None)
    state.version = number_of(outcome.data) or wanted or 1
    kept = f" v{left} is kept." if left else ""
    said = next((line for line in outcome.text.splitlines() if line), "")
    told = f"{said}{kept} {texts.GO_ON.format(version=state.named)}"
    return told


def show(part: Part, state: State) -> Words:
    """A version in a few lines."""
    named = numbers(part.text)
    wanted = named[0] if named else 1 if _FIRST.search(part.text) else state.version
    if not state.thread.planned or wanted is None:
        return texts.NO_PLAN
    outcome = yield Call(tool="read_blueprint", arguments={"version": wanted})
    plan = blueprint(outcome.data)
    if outcome.failed or plan is None:
        return outcome.text
    proved = yield Call(tool="read_receipts", arguments={"version": wanted})
    receipts = () if proved.failed else receipts_of(proved.data)
    try:
        said = overview_of(Ground(design(plan), wanted)).text
    except BlueprintError as error:
        said = f"{plan.title}, a plan that contradicts itself: {error.message}"
    proven = verdict(receipts) if receipts else texts.NEVER_DRAFTED
    return f"v{wanted}: {said}\n{proven}"


def compare(part: Part, state: State) -> Words:
    """What changed between two versions, or since one, or in the last step."""
    if not state.thread.planned:
        return texts.NO_PLAN
    arguments = span(part.text, state.version, state.thread.version)
    if arguments is None:
        return texts.FIRST_VERSION
    outcome = yield Call(tool="compare_versions", arguments=arguments)
    if outcome.failed:
        return outcome.text
    changes = outcome.data.get("changes") if isinstance(outcome.data, dict) else None
    lines = [f"- {each}" for each in grouped([*map(str, changes)])] if isinstance(changes, list) else []
    to = f"v{arguments['new']}" if "new" in arguments else state.named
    head = f"From v{arguments['old']} to {to}"
    return "\n".join([f"{head}:", *lines]) if lines else f"{head} nothing changed in the plan."


def grouped(changes: list[str]) -> Iterator[str]:
    """The changes as the tool tells them, 'place: text'; what belongs to a new model in one line with it."""
    fresh = {place for place, _, text in (each.partition(": ") for each in changes) if text == f"{place} is new."}
    for change in changes:
        place = change.partition(": ")[0]
        model = re.split(r"[. ]", place, maxsplit=1)[0]
        if place in fresh:
            inside = [each.partition(": ")[0] for each in changes if each.startswith(f"{place}.")]
            names = listed(each.removeprefix(f"{place}.") for each in inside)
            yield f"{place} is new{f', with {names}' if names else ''}."
        elif model not in fresh and place not in _UNSAID:
            yield change


def span(text: str, version: int | None, last: int | None) -> dict[str, JsonValue] | None:
    """What to compare, as arguments of the tool; None where there is nothing before.

    `version` is the one that holds just the plan under work, None for none; `last` the one the turn began with.
    """
    named = numbers(text)
    if len(named) > 1:
        return {"old": named[0], "new": named[1]}
    if named and (_SINCE.search(text) or not _INTO.search(text[: text.lower().rfind(str(named[0]))])):
        return {"old": named[0]}
    if named:
        return {"old": named[0] - 1, "new": named[0]} if named[0] > 1 else None
    if _FIRST.search(text):
        return {"old": 1}
    if version is None:
        return {"old": last} if last else None
    return {"old": version - 1, "new": version} if version > 1 else None


def versions(_part: Part, state: State) -> Words:
    """Which version is the current one."""
    yield from ()
    if not state.thread.planned:
        return texts.NO_PLAN
    return texts.VERSIONS.format(version=state.named)
