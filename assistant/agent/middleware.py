"""What stands between the loop and the model: instructions, accounts, slips of the pen, a server's wish to wait."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from langchain.agents import AgentState
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.exceptions import ModelConnectionError, ModelError
from langchain_core.messages import AIMessage, SystemMessage

from assistant.agent.bridge import MALFORMED
from assistant.agent.sitting import Sitting
from assistant.tools.tool import Phase

LONGEST_WAIT = 60.0
"""Seconds that a server's Retry-After is honoured for; a longer one fails at once, in favour of the fallback."""

Request = ModelRequest[Sitting]
Handler = Callable[[Request], Awaitable[ModelResponse[Any]]]


class Instructed(AgentMiddleware[AgentState[Any], Sitting, Any]):
    """Puts the turn's own instructions before the messages: the loop is built once for all turns."""

    async def awrap_model_call(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        return await handler(request.override(system_message=SystemMessage(request.runtime.context.system)))


class Counted(AgentMiddleware[AgentState[Any], Sitting, Any]):
    """Adds every answer to the accounts of the turn."""

    async def awrap_model_call(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        response = await handler(request)
        desk = request.runtime.context.desk
        known = {getattr(tool, "name", None) for tool in request.tools}
        for message in response.result:
            if isinstance(message, AIMessage):
                used = message.usage_metadata
                desk.count(
                    model_calls=1,
                    input_tokens=used["input_tokens"] if used else 0,
                    output_tokens=used["output_tokens"] if used else 0,
                )
                strangers = sum(call["name"] not in known for call in message.tool_calls)
                desk.count(tool_calls=strangers, invalid_calls=strangers)
                desk.add_cost(_cost(message))
        return response


class Mended(AgentMiddleware[AgentState[Any], Sitting, Any]):
    """Hands a call whose arguments are not JSON to its tool, which says what is wrong with them."""

    async def awrap_model_call(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        response = await handler(request)
        response.result = [_mended(each) if isinstance(each, AIMessage) else each for each in response.result]
        return response


class Patient(AgentMiddleware[AgentState[Any], Sitting, Any]):
    """Waits as long as a busy server asks for, before the call is tried again."""

    async def awrap_model_call(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        try:
            return await self._reached(request, handler)
        except ModelError as error:
            if worth_retrying(error):
                seconds = _retry_after(error) or 0
                wait = f"; it asks to wait {seconds:.0f} s" if seconds else ""
                request.runtime.context.desk.tell(Phase.RECEIVE, f"the model can't answer now{wait}")
                await asyncio.sleep(seconds)
            raise

    async def _reached(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        try:
            return await handler(request)
        except ConnectionError as error:
            # Ollama's client raises it as it is.
            raise ModelConnectionError(str(error)) from error


def worth_retrying(error: Exception) -> bool:
    """Whether the same request may succeed soon: the server is busy or out of reach, and asks for no long wait."""
    return isinstance(error, ModelError) and error.is_retryable and (_retry_after(error) or 0) <= LONGEST_WAIT


def _retry_after(error: Exception) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None)
    try:
        return None if headers is None else float(headers.get("retry-after", ""))
    except ValueError:
        return None


def _mended(message: AIMessage) -> AIMessage:
    if not message.invalid_tool_calls:
        return message
    calls = [
        {
            "name": call["name"] or "unknown",
            "args": {MALFORMED: call["args"] or ""},
            "id": call["id"],
            "type": "tool_call",
        }
        for call in message.invalid_tool_calls
    ]
    # The provider's own copy of the calls would be sent back to it, malformed as they are.
    extra = {key: value for key, value in message.additional_kwargs.items() if key != "tool_calls"}
    return message.model_copy(
        update={"tool_calls": [*message.tool_calls, *calls], "invalid_tool_calls": [], "additional_kwargs": extra}
    )


def _cost(message: AIMessage) -> float | None:
    """US dollars, where the provider tells (OpenRouter and its like do, among the token counts)."""
    usage = message.response_metadata.get("token_usage")
    cost = usage.get("cost") if isinstance(usage, dict) else None
    return float(cost) if isinstance(cost, int | float) else None
