"""Our tools as LangChain's: one call at a time in the order of the message, and errors that a model can mend."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from langchain.tools import ToolRuntime
from langchain_core.messages import AIMessage
from langchain_core.tools import BaseTool, StructuredTool, ToolException
from pydantic import JsonValue

from assistant.agent.sitting import Sitting
from assistant.errors import UserError
from assistant.tools.tool import RefusedError, Tool, ToolError

MALFORMED = "malformed_arguments"
"""The key under which arguments that were not JSON are handed to a tool, which then says what was wrong."""
AGAIN = "\n  The same call failed in the same way before: call it otherwise, or tell the user what stands in the way."
NULL: JsonValue = {"type": "null"}


def bridged(tools: Sequence[Tool[Any]]) -> list[BaseTool]:
    """What `create_agent` takes."""
    return [_bridge(tool) for tool in tools]


def _bridge(tool: Tool[Any]) -> BaseTool:
    async def call(runtime: ToolRuntime[Sitting], **given: object) -> tuple[str, object]:
        sitting = runtime.context
        desk = sitting.desk
        async with desk.hands:
            desk.tell(tool.phase, _said(tool, given))
            desk.count(tool_calls=1)
            message = _message(runtime)
            same = f"{tool.name}({json.dumps(given, sort_keys=True, default=str)})"
            try:
                if tool.name not in sitting.allowed:
                    allowed = ", ".join(sorted(sitting.allowed))
                    raise RefusedError(f"{tool.name} is not for this role.", mend=f"It may call: {allowed}.")
                if tool.builds and sitting.failed == message:
                    raise RefusedError(f"{tool.name} was not called: a call before it failed.", mend="Mend that first.")
                if MALFORMED in given:
                    raise _malformed(tool, str(given[MALFORMED]))
                result = await tool.run(tool.parsed(given), desk)
            except UserError as error:
                sitting.failed = message
                desk.count(invalid_calls=not isinstance(error, RefusedError))
                again = sitting.failures.get(same) == str(error)
                sitting.failures[same] = str(error)
                raise ToolException(f"{error}{AGAIN if again else ''}") from error
            return result.text, result.data

    return StructuredTool(
        name=tool.name,
        description=tool.description,
        args_schema=_schema(tool),
        coroutine=call,
        response_format="content_and_artifact",
        handle_tool_error=True,
    )


def _message(runtime: ToolRuntime[Sitting]) -> str:
    """The id of the model's message that a call is part of."""
    return next(str(each.id) for each in reversed(runtime.state["messages"]) if isinstance(each, AIMessage))


def _malformed(tool: Tool[Any], text: str) -> ToolError:
    try:
        json.loads(text)
        said = "the arguments are not an object"
    except ValueError as error:
        said = f"the arguments are not JSON: {error}"
    shown = tool.example.model_dump_json(exclude_defaults=True)
    return ToolError(f"{tool.name} was not called: {said}.", mend=f"A right call: {tool.name}({shown})")


def _schema(tool: Tool[Any]) -> dict[str, JsonValue]:
    """The JSON Schema of the arguments without what only costs tokens."""
    schema: dict[str, JsonValue] = tool.arguments.model_json_schema()
    return {key: _bare(value) for key, value in schema.items() if key not in ("description", "title")}


def _bare(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_bare(each) for each in value]
    if not isinstance(value, dict):
        return value
    bare = {key: _bare(each) for key, each in value.items() if not (key == "title" and isinstance(each, str))}
    kinds = bare.get("anyOf")
    if isinstance(kinds, list) and NULL in kinds and len(kinds) == 2:
        # What may be left out need not be said to be nullable too.
        kind = kinds[1 - kinds.index(NULL)]
        rest = {key: each for key, each in bare.items() if key not in ("anyOf", "default")}
        return {**kind, **rest} if isinstance(kind, dict) else bare
    return bare


def _said(tool: Tool[Any], given: dict[str, object]) -> str:
    """What the person who waits is told of a call."""
    short = ", ".join(str(value) for value in given.values() if isinstance(value, str | int) and len(str(value)) <= 40)
    return f"{tool.name.replace('_', ' ')}{f' {short}' if short else ''}"
