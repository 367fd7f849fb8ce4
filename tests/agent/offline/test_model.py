"""The model driven as LangChain drives it, with lists of messages."""

from __future__ import annotations

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import StructuredTool

from assistant.agent.offline import texts
from assistant.agent.offline.model import OfflineModel

NO_PLAN = SystemMessage("The thread: hi\nThere is no plan yet.")
BRIEF = "A shop has products. A product has a name and a price."


def _tool(name: str) -> StructuredTool:
    def run() -> str:
        return ""

    return StructuredTool.from_function(run, name=name, description=name)


MODEL = OfflineModel().bind_tools([_tool("plan_brief"), _tool("draft"), _tool("read_blueprint")])


def _answered(call: AIMessage, text: str, artifact: object = None, status: str = "success") -> list[BaseMessage]:
    identity = call.tool_calls[0]["id"]
    return [call, ToolMessage(text, tool_call_id=identity, artifact=artifact, status=status)]


async def test_a_brief_is_planned_then_drafted() -> None:
    messages: list[BaseMessage] = [NO_PLAN, HumanMessage(BRIEF)]
    planned = await MODEL.ainvoke(messages)
    assert [(call["name"], call["args"]) for call in planned.tool_calls] == [("plan_brief", {})]
    plan = {"title": "Shop", "models": [{"name": "Product"}]}
    drafted = await MODEL.ainvoke([*messages, *_answered(planned, "outline", plan)])
    assert [call["name"] for call in drafted.tool_calls] == ["draft"]
    assert drafted.tool_calls[0]["id"] != planned.tool_calls[0]["id"]


async def test_the_same_messages_give_the_same_answer() -> None:
    messages = [NO_PLAN, HumanMessage(BRIEF)]
    assert (await MODEL.ainvoke(messages)).tool_calls == (await MODEL.ainvoke(messages)).tool_calls


async def test_a_refused_call_is_told_and_not_tried_again() -> None:
    messages: list[BaseMessage] = [NO_PLAN, HumanMessage(BRIEF)]
    planned = await MODEL.ainvoke(messages)
    answer = await MODEL.ainvoke([*messages, *_answered(planned, "It can't be planned today.", status="error")])
    assert (answer.text, answer.tool_calls) == ("It can't be planned today.", [])


async def test_words_are_streamed_piece_by_piece_with_their_tokens_counted() -> None:
    chunks = [chunk async for chunk in MODEL.astream([NO_PLAN, HumanMessage("what can you do?")])]
    assert len(chunks) > 20
    whole = AIMessageChunk("")
    for chunk in chunks:
        whole = whole + chunk
    assert whole.text == texts.HELP
    assert whole.usage_metadata is not None
    assert whole.usage_metadata["output_tokens"] == len(texts.HELP) // 4


def test_the_model_can_be_asked_without_a_loop() -> None:
    assert OfflineModel().invoke([NO_PLAN, HumanMessage("thanks!")]).text.startswith("You're welcome.")


async def test_a_turn_whose_results_were_cleared_is_not_played_again() -> None:
    messages: list[BaseMessage] = [NO_PLAN, HumanMessage(BRIEF)]
    planned = await MODEL.ainvoke(messages)
    called, result = _answered(planned, "[cleared]")
    cleared = result.model_copy(update={"response_metadata": {"context_editing": {"cleared": True}}})
    answer = await MODEL.ainvoke([*messages, called, cleared])
    assert (answer.text, answer.tool_calls) == (texts.LOST, [])
