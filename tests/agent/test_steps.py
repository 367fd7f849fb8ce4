"""The seam that durable turns use: a middleware around every call of a model and a tool, outside of all others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse, ToolCallRequest
from langchain_core.messages import ToolMessage
from langgraph.types import Command

from assistant.agent.ask import Ask
from assistant.agent.assistant import Assistant
from assistant.settings import Settings
from assistant.tools.toolbox import TOOLS
from tests.agent.conftest import MODEL, House
from tests.agent.test_turn import BRIEF
from tests.doubles.openai.answers import Call, Fails, calls, says


class Steps(AgentMiddleware[Any, Any, Any]):
    """Notes what passes."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> ModelResponse[Any]:
        response = await handler(request)
        self.taken.append("model")
        return response

    async def awrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]],
    ) -> ToolMessage | Command[Any]:
        result = await handler(request)
        self.taken.append(request.tool_call["name"])
        return result


async def test_each_call_is_one_step_however_often_it_was_tried(house: House) -> None:
    steps = Steps()
    settings = Settings(home=house.home, model=MODEL, model_url=house.model.url)
    assistant = Assistant(settings, house.store, house.drafter, house.ears, TOOLS, steps=[steps])
    house.model.script([Fails(503), calls(Call("plan_brief"), Call("draft")), says("Done.")])
    await assistant.turn(Ask(text=BRIEF))
    assert steps.taken == ["model", "plan_brief", "draft", "model"]
