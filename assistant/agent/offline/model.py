"""The offline model: a chat model like any other, whose answers come from rules instead of weights."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.agent.offline import texts
from assistant.agent.offline.script import Call, play
from assistant.agent.offline.thread import thread
from assistant.agent.offline.turn import turn

_CHARACTERS_A_TOKEN = 4
_PIECE = re.compile(r"\S+\s*|\s+")


class OfflineModel(BaseChatModel):
    """Looks at the message and at what the tools gave so far, and takes the next step."""

    @property
    def _llm_type(self) -> str:
        return "offline"

    def bind_tools(self, tools: Sequence[Any], **options: object) -> Runnable[LanguageModelInput, AIMessage]:
        """A model that may call `tools`, by their names."""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], **options)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **options: object,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=_answer(messages, options))])

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **options: object,
    ) -> AsyncIterator[ChatGenerationChunk]:
        # Reading a change and deriving what it touches takes a while; other turns go on meanwhile.
        for chunk in _chunks(await asyncio.to_thread(_answer, messages, options)):
            if run_manager is not None:
                await run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk


def _answer(messages: Sequence[BaseMessage], options: Mapping[str, object]) -> AIMessage:
    """The next step: a call of a tool, or the words that end the turn."""
    bound = options.get("tools")
    tools = frozenset(tool["function"]["name"] for tool in bound) if isinstance(bound, list) else frozenset()
    known = thread(messages, tools)
    # Without the results a script can't find its place, and would do again what was done.
    lost = any(each.outcome.cleared for each in known.past)
    step = texts.LOST if lost else play(turn(known), known.past)
    usage = _usage(messages, step)
    if isinstance(step, str):
        return AIMessage(step, usage_metadata=usage)
    call = {"name": step.tool, "args": step.arguments, "id": f"offline-{len(messages)}", "type": "tool_call"}
    return AIMessage("", tool_calls=[call], usage_metadata=usage)


def _usage(messages: Sequence[BaseMessage], step: Call | str) -> UsageMetadata:
    """Tokens as other models would count them, roughly: nothing is paid for them."""
    read = sum(len(message.text) for message in messages) // _CHARACTERS_A_TOKEN
    said = len(step if isinstance(step, str) else step.model_dump_json()) // _CHARACTERS_A_TOKEN
    return UsageMetadata(input_tokens=read, output_tokens=said, total_tokens=read + said)


def _chunks(message: AIMessage) -> Iterator[ChatGenerationChunk]:
    """The answer word by word, its calls and its usage at the end."""
    for piece in _PIECE.findall(message.text):
        yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
    last = AIMessageChunk(content="", tool_calls=message.tool_calls, usage_metadata=message.usage_metadata)
    yield ChatGenerationChunk(message=last)
