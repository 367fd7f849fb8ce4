"""Large requests as tasks: split, handed over one after the other, reported on; and the task at the other end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import JsonValue

from assistant.agent.offline import texts
from assistant.agent.offline.drafting import prove
from assistant.agent.offline.part import Part
from assistant.agent.offline.script import Call
from assistant.agent.offline.state import State, Words, blueprint, number_of

_FAILED = re.compile(r"\bfailed\b|\bnot run\b|^No version was drafted", re.I)


def do_task(number: int, state: State) -> Words:
    """Draft the outline of a task."""
    planned = yield Call(tool="plan_task", arguments={"task": number})
    if planned.failed:
        return planned.text
    state.changed(blueprint(planned.data))
    return (yield from prove(state))


def manage(part: Part, state: State) -> Words:
    """Split a request into tasks, hand each over in order, stop at the first that fails, and report."""
    if state.read_only:
        return texts.NOT_CHANGED
    whole = part.text == state.thread.message.strip()
    split = yield Call(tool="split_plan", arguments={} if whole else {"brief": part.text})
    tasks = split.data if isinstance(split.data, list) else []
    if split.failed or not tasks:
        return split.text
    lines = [f"{len(tasks)} task{'' if len(tasks) == 1 else 's'}, each handed to the backend developer:"]
    done = 0
    for number, task in enumerate(tasks, 1):
        outcome = yield Call(tool="hand_over", arguments={"task": number})
        said = outcome.text.partition("\n")[0]
        lines.append(f"{number}. {_title(task)}: {said}")
        if outcome.failed or _FAILED.search(said):
            lines += [
                f"{later}. {_title(tasks[later - 1])}: {texts.NOT_BEGUN}" for later in range(number + 1, len(tasks) + 1)
            ]
            break
        done = number
        state.version = number_of(outcome.data) or state.version
    state.plan = None
    lines.append(texts.MANAGED.format(done=done, all=len(tasks)))
    lines += _to_decide(split.text)
    return "\n".join(lines)


def _title(task: JsonValue) -> str:
    if not isinstance(task, dict):
        return "task"
    models, needs = task.get("models"), task.get("builds_on")
    adds = ", ".join(map(str, models)) if isinstance(models, list) else ""
    on = f", on {', '.join(map(str, needs))}" if isinstance(needs, list) and needs else ""
    return f"{task.get('title')} ({adds}{on})"


def _to_decide(text: str) -> Iterator[str]:
    """What people have to decide, as the request leaves it open."""
    open_ = [line for line in text.splitlines() if line.startswith(("Question:", "Not understood:"))]
    if open_:
        yield texts.TO_DECIDE
        yield from (f"- {line}" for line in open_)


def hand_over(part: Part, state: State) -> Words:
    """A change goes to the developer in its own words: who manages changes no plan."""
    if state.read_only:
        return texts.NOT_CHANGED
    outcome = yield Call(tool="hand_over", arguments={"text": part.text})
    state.plan = None
    answer = outcome.data.get("answer") if isinstance(outcome.data, dict) else None
    return f"{texts.HANDED}\n{answer}" if isinstance(answer, str) and not outcome.failed else outcome.text
