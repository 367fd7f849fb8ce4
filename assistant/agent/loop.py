"""The loop: the model calls tools until it has an answer. Built once for a model, run once a turn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    ClearToolUsesEdit,
    ContextEditingMiddleware,
    ModelCallLimitMiddleware,
    ModelFallbackMiddleware,
    ModelRetryMiddleware,
    ToolCallLimitMiddleware,
)
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, AnyMessage
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.agent.bridge import bridged
from assistant.agent.budget import Budgeted, BudgetError
from assistant.agent.history import CHARACTERS_A_TOKEN
from assistant.agent.kit import Equipped
from assistant.agent.middleware import Counted, Instructed, Mended, Patient, worth_retrying
from assistant.agent.models import OFFLINE
from assistant.agent.prompt_log import Logged
from assistant.agent.sitting import Sitting
from assistant.agent.speech import Speech
from assistant.settings import Settings
from assistant.tools.tool import Tool

CLEARED = "[cleared to make room; call the tool again if you need it]"

WORK_SHARE = 0.25
"""How much of the window is kept free for what the tools give back and the answer."""
LEAST_HISTORY, MOST_HISTORY = 0.08, 0.4
"""How much of the window what was said before may take, however much the rest needs."""


class Loop:
    """`steps` is what wraps every call of a model and a tool from outside, such as a durable step."""

    def __init__(
        self,
        name: str,
        model: BaseChatModel,
        tools: Sequence[Tool[Any]],
        settings: Settings,
        *,
        fallback: BaseChatModel | None = None,
        steps: Sequence[AgentMiddleware[Any, Any, Any]] = (),
    ) -> None:
        self.name = name
        self.model = model
        self._most_calls = settings.turn_model_calls
        self._window = settings.context_tokens
        ours = bridged(tools)
        self._sizes = {tool.name: _tokens(json.dumps(convert_to_openai_tool(tool))) for tool in ours}
        self._graph = create_agent(
            model,
            ours,
            context_schema=Sitting,
            middleware=[
                *steps,
                Budgeted(),
                ModelCallLimitMiddleware(run_limit=settings.turn_model_calls, exit_behavior="error"),
                ToolCallLimitMiddleware(run_limit=settings.turn_tool_calls),
                Instructed(),
                Equipped(),
                # The offline model goes by all results of its turn, and has no window that they could fill.
                *([ContextEditingMiddleware(edits=[_clearing(settings)])] if name != OFFLINE else []),
                *([ModelFallbackMiddleware(fallback)] if fallback is not None else []),
                ModelRetryMiddleware(
                    max_retries=settings.model_retries,
                    retry_on=worth_retrying,
                    on_failure="error",
                    initial_delay=0.5,
                    max_delay=20.0,
                ),
                Patient(),
                Mended(),
                *([Logged(settings.log_prompts)] if settings.log_prompts is not None else []),
                Counted(),
            ],
        )

    @property
    def summarises(self) -> bool:
        """Whether the model can say in few words what was said before."""
        return self.name != OFFLINE

    def room(self, sitting: Sitting, asked: str) -> int:
        """Tokens that what was said before may take beside the instructions, the tools and the work of the turn."""
        tools = sum(self._sizes[name] for name in sitting.tools if name in self._sizes)
        left = self._window * (1 - WORK_SHARE) - _tokens(sitting.system) - _tokens(asked) - tools
        return int(min(self._window * MOST_HISTORY, max(self._window * LEAST_HISTORY, left)))

    async def answer(self, messages: Sequence[AnyMessage], sitting: Sitting, speech: Speech) -> str:
        """The answer to the last message, told piece by piece to `speech` on the way.

        Raises BudgetError at a limit, ModelError when the model can't be reached.
        """
        try:
            stream = self._graph.astream(
                {"messages": list(messages)}, context=sitting, stream_mode=["messages", "updates"]
            )
            async for mode, part in stream:
                if mode == "messages" and isinstance(part, tuple):
                    if isinstance(part[0], AIMessageChunk):
                        await speech.hear(part[0].id or "", part[0].text)
                elif message := _answered(part):
                    await speech.finish(message.id or "", message.text, aside=bool(message.tool_calls))
        except ModelCallLimitExceededError as error:
            raise BudgetError(
                f"This turn reached its limit of {self._most_calls} calls of the model.",
                mend="What was done is kept. Say how to go on, or have THREADWRIGHT_TURN_MODEL_CALLS raised.",
            ) from error
        return speech.said


def _tokens(text: str) -> int:
    return len(text) // CHARACTERS_A_TOKEN


def _answered(update: object) -> AIMessage | None:
    """The model's message in an update of the graph, where there is one."""
    state = update.get("model") if isinstance(update, dict) else None
    messages = state.get("messages", []) if isinstance(state, dict) else []
    return next((each for each in reversed(messages) if isinstance(each, AIMessage)), None)


def _clearing(settings: Settings) -> ClearToolUsesEdit:
    """Old results of tools go first when the window fills: each can be asked for again."""
    return ClearToolUsesEdit(trigger=settings.context_tokens // 2, keep=2, placeholder=CLEARED)
