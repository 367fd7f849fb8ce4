"""The rules of the offline model: small talk gets a line; a brief is planned, drafted and reported on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

SMALL_TALK = re.compile(
    r"\W*(hi|hello|hey|thanks?|thank you|thx|cheers|ok(ay)?|great|good morning|bye)\b[\w\s]{0,20}\W*", re.I
)


def answer(messages: Sequence[BaseMessage]) -> AIMessage:
    """The next step after `messages`: calls of tools, or words that end the turn."""
    asked = max(index for index, message in enumerate(messages) if isinstance(message, HumanMessage))
    results = [message for message in messages[asked:] if isinstance(message, ToolMessage)]
    text = messages[asked].text
    if SMALL_TALK.fullmatch(text):
        return AIMessage("You are welcome. Say what to draft or change, or ask about the plan.")
    if not results:
        return _call("plan_brief", len(messages))
    last = results[-1]
    if last.status == "error":
        return AIMessage(last.text)
    if last.name == "plan_brief" and isinstance(last.artifact, dict) and last.artifact["models"]:
        return _call("draft", len(messages))
    return AIMessage(last.text.partition("\n")[0])


def _call(tool: str, number: int) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": tool, "args": {}, "id": f"offline-{number}", "type": "tool_call"}])
