"""What the messages of a conversation say of the thread: where it stands, what was said, what the tools gave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.agent.offline.part import Intent
from assistant.agent.offline.script import Call, Outcome, Past

_VERSION = re.compile(r"^Current version: (\d+)\.", re.M)
_NO_PLAN = re.compile(r"^There is no plan yet\.$", re.M)
_PROJECT = re.compile(r"^It is about the project in ", re.M)
_TASK = re.compile(r"\bTake its outline with plan_task\(task=(?P<number>\d+)\)")
_DATA = re.compile(r"\[data (?P<mark>\w+) from [^\]]*\]\n.*?\n\[end of data (?P=mark)\]", re.S)
_NEEDS = {
    Intent.DRAFT: frozenset({"plan_brief", "draft"}),
    Intent.REVISE: frozenset({"change_blueprint", "draft"}),
    Intent.VERIFY: frozenset({"draft"}),
    Intent.RESTORE: frozenset({"restore_version"}),
    Intent.COMPARE: frozenset({"compare_versions"}),
}
_SUMMARY = "(What was said before"


@dataclass(frozen=True)
class Thread:
    """`message` is what is to be answered, or it hands over the `task` of that number.

    `earlier` are the user's messages before it and `replies` the answers to them, the last first. `past` are the calls
    since the message with what they gave. `tools` may be called.
    """

    message: str
    task: int | None
    earlier: tuple[str, ...]
    replies: tuple[str, ...]
    past: tuple[Past, ...]
    tools: frozenset[str]
    planned: bool
    version: int | None
    project: bool

    @property
    def reviews(self) -> bool:
        """Whether the persona reviews and drafts nothing itself."""
        return "review_draft" in self.tools and "draft" not in self.tools

    def may(self, intent: Intent) -> bool:
        """Whether the tools for what is wanted are there."""
        return _NEEDS.get(intent, frozenset()) <= self.tools

    @property
    def hands_over(self) -> bool:
        """Whether the persona splits work and hands it over."""
        return {"split_plan", "hand_over"} <= self.tools


def thread(messages: Sequence[BaseMessage], tools: frozenset[str]) -> Thread:
    """The thread of a conversation that holds at least one message of a user."""
    asked = max(index for index, message in enumerate(messages) if isinstance(message, HumanMessage))
    before = messages[:asked]
    system = "\n".join(message.text for message in messages if isinstance(message, SystemMessage))
    version = _VERSION.search(system)
    said = [message.text for message in before if isinstance(message, HumanMessage)]
    return Thread(
        message=_told(messages[asked].text),
        task=_task(messages[asked].text) if "plan_task" in tools else None,
        earlier=tuple(text for text in reversed(said) if not text.startswith(_SUMMARY)),
        replies=tuple(m.text for m in reversed(before) if isinstance(m, AIMessage) and m.text),
        past=tuple(_past(messages[asked:])),
        tools=tools,
        planned=version is not None or (not _NO_PLAN.search(system) and bool(system)),
        version=int(version[1]) if version else None,
        project=bool(_PROJECT.search(system)),
    )


def _past(messages: Sequence[BaseMessage]) -> list[Past]:
    calls = {
        call["id"]: Call(tool=call["name"], arguments=call["args"])
        for message in messages
        if isinstance(message, AIMessage)
        for call in message.tool_calls
    }
    return [
        Past(call=calls[message.tool_call_id], outcome=_outcome(message))
        for message in messages
        if isinstance(message, ToolMessage) and message.tool_call_id in calls
    ]


def _outcome(message: ToolMessage) -> Outcome:
    cleared = bool(message.response_metadata.get("context_editing", {}).get("cleared"))
    return Outcome(text=message.text, data=message.artifact, failed=message.status == "error", cleared=cleared)


def _told(message: str) -> str:
    """What a message asks, without the material that goes with it."""
    return _DATA.sub("", message).strip()


def _task(message: str) -> int | None:
    """The number of the task that is handed over; None for any other message."""
    found = _TASK.search(message)
    return int(found["number"]) if found else None
