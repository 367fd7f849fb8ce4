"""The script of a turn: each part of the message is served, in order, and the answers are put together."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from assistant.agent.offline import texts
from assistant.agent.offline.answering import answer, search
from assistant.agent.offline.drafting import change, draft_brief, draft_now, new_brief
from assistant.agent.offline.judging import approve, review
from assistant.agent.offline.looking_back import compare, restore, show, versions
from assistant.agent.offline.managing import do_task, hand_over, manage
from assistant.agent.offline.part import Intent, Part
from assistant.agent.offline.script import Call, Outcome, Script
from assistant.agent.offline.state import State, Words
from assistant.agent.offline.thread import Thread
from assistant.agent.offline.understand import Situation, understand
from assistant.agent.offline.wording.scope import REPLIES

_LIGHT = frozenset({Intent.SMALL_TALK, Intent.HELP, Intent.OUT_OF_SCOPE, Intent.READ_ONLY, Intent.LIST_VERSIONS})
"""What is served without a look at the plan."""


def turn(thread: Thread) -> Script:
    """Serve the message of a thread."""
    state = State(thread, thread.version)
    if thread.task is not None:
        return (yield from do_task(thread.task, state))
    parts = yield from _parts(state)
    state.read_only = any(part.intent is Intent.READ_ONLY for part in parts)
    said: list[str] = []
    before: Intent | None = None
    for part in _gathered(parts):
        words = yield from _serve(part, parts, state)
        state.asked.insert(0, part.text)
        if not words or words in said:
            continue
        if before is part.intent is Intent.SMALL_TALK:
            said[-1] = f"{said[-1]} {words}"
        else:
            said.append(words)
        before = part.intent
    return "\n\n".join(said) or texts.NOT_CHANGED


def _parts(state: State) -> Generator[Call, Outcome, tuple[Part, ...]]:
    """The parts of the message; the plan is looked at only where they may depend on it."""
    thread = state.thread
    asked = bool(thread.replies) and texts.REPLACE_MARK in thread.replies[0]
    if not thread.planned:
        return understand(thread.message, Situation(None))
    first = understand(thread.message, Situation((), asked))
    if all(part.intent in _LIGHT for part in first):
        return first
    plan = yield from state.look()
    models = tuple(model.name for model in plan.models) if plan else ()
    return understand(thread.message, Situation(models, asked))


def _gathered(parts: Sequence[Part]) -> list[Part]:
    """The changes of a message as one, where the first of them stands: they are drafted once.

    What comes after going back to a version is a change of that version, and stays where it is.
    """
    found: list[Part] = []
    open_at: int | None = None
    for part in parts:
        if part.intent is Intent.RESTORE:
            open_at = None
        if part.intent is Intent.REVISE and open_at is not None:
            first = found[open_at]
            found[open_at] = first.model_copy(update={"text": f"{first.text}\n{part.text}"})
            continue
        if part.intent is Intent.REVISE:
            open_at = len(found)
        found.append(part)
    return found


def _serve(part: Part, parts: Sequence[Part], state: State) -> Words:
    if state.thread.reviews and part.intent in (Intent.REVISE, Intent.VERIFY):
        # Whoever asks the reviewer for anything about a draft asks for its review.
        part = part.model_copy(update={"intent": Intent.REVIEW})
    if state.thread.hands_over and part.intent in _MANAGED:
        return (yield from _MANAGED[part.intent](part, state))
    serve = _SERVERS.get(part.intent)
    if serve is not None:
        if not state.thread.may(part.intent):
            return texts.NO_TOOL
        return (yield from serve(part, state))
    return _line(part, parts, state)


def _line(part: Part, parts: Sequence[Part], state: State) -> str:
    """What is answered in a line, without any tool."""
    match part.intent:
        case Intent.HELP:
            return texts.HELP
        case Intent.OUT_OF_SCOPE:
            return REPLIES[part.about]
        case Intent.READ_ONLY:
            return "" if any(each.intent is not Intent.READ_ONLY for each in parts) else texts.NOT_CHANGED
    alone = all(each.intent is Intent.SMALL_TALK and each.about in (part.about, *texts.KEEPS_QUIET) for each in parts)
    if not alone:
        return "" if part.about in texts.KEEPS_QUIET else texts.TALK[part.about]
    follow = (
        ""
        if part.about in ("bye", "never mind", "no", "complaint", "again") or part is not parts[-1]
        else texts.NEXT[state.thread.planned]
    )
    return f"{texts.TALK[part.about]} {follow}".strip()


_SERVERS: dict[Intent, Callable[[Part, State], Words]] = {
    Intent.DRAFT: draft_brief,
    Intent.NEW_BRIEF: new_brief,
    Intent.REVISE: change,
    Intent.EXPLAIN: answer,
    Intent.SEARCH: search,
    Intent.RESTORE: restore,
    Intent.SHOW_VERSION: show,
    Intent.COMPARE: compare,
    Intent.LIST_VERSIONS: versions,
    Intent.REVIEW: review,
    Intent.VERIFY: draft_now,
    Intent.APPROVE: approve,
}
_MANAGED: dict[Intent, Callable[[Part, State], Words]] = {Intent.DRAFT: manage, Intent.REVISE: hand_over}
"""What a role that hands work over does instead."""
