"""Prompts and answers written to a file, for whoever wants to know what a model was told; secrets are left out."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from langchain.agents import AgentState
from langchain.agents.middleware import AgentMiddleware, ModelResponse
from langchain_core.messages import AIMessage, BaseMessage

from assistant.agent.middleware import Handler, Request
from assistant.agent.sitting import Sitting
from assistant.tools.secrets import redacted


class Logged(AgentMiddleware[AgentState[Any], Sitting, Any]):
    """Adds a line of JSON to the file for every call of the model; only its owner can read it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    async def awrap_model_call(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        response = await handler(request)
        system = [request.system_message] if request.system_message else []
        line = {
            "at": datetime.now(UTC).isoformat(),
            "thread": request.runtime.context.desk.thread,
            "told": [_said(each) for each in (*system, *request.messages)],
            "answered": [_said(each) for each in response.result],
        }
        await asyncio.to_thread(_append, self._path, redacted(json.dumps(line, ensure_ascii=False)))
        return response


def _said(message: BaseMessage) -> dict[str, object]:
    said: dict[str, object] = {"type": message.type, "text": redacted(message.text)}
    if isinstance(message, AIMessage) and message.tool_calls:
        said["calls"] = [{"name": call["name"], "arguments": call["args"]} for call in message.tool_calls]
    return said


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
        file.write(line + "\n")
