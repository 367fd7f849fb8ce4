"""Which tools a turn has: those its role names, and of them what the turn has any use for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Any

from langchain.agents import AgentState
from langchain.agents.middleware import AgentMiddleware, ModelResponse

from assistant.agent.middleware import Handler, Request
from assistant.agent.sitting import Sitting
from assistant.errors import InputError
from assistant.tools.desk import Desk
from assistant.tools.toolbox import TOOLS
from roles.role import Role

MANAGING = frozenset({"split_plan", "hand_over"})
"""Tools of a role that hands work over: only where it names them."""
SPACIOUS = frozenset({"write_custom", "review_draft"})
"""Tools that a small window has no room to describe."""


def kit(role: Role, desk: Desk, *, brief: bool) -> frozenset[str]:
    """The names of the tools that `role` is shown in this turn; `brief` is whether the window is small.

    Raises InputError where the role names a tool that there is not.
    """
    named = allowed(role)
    left_out = set[str]() if desk.project else {"search_project"}
    left_out |= set() if desk.work.tasks else {"plan_task"}
    return named - left_out - (SPACIOUS if brief and not role.tools else set())


def allowed(role: Role) -> frozenset[str]:
    """The names of the tools that `role` may call. Raises InputError where it names one that there is not."""
    return _named(role) if role.tools else frozenset(tool.name for tool in TOOLS) - MANAGING


def _named(role: Role) -> frozenset[str]:
    known = [tool.name for tool in TOOLS]
    for name in role.tools:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            mend = f"Did you mean {near[0]}?" if near else f"Tools: {', '.join(known)}."
            raise InputError(f"{role.path} names a tool {name!r} that there is not.", mend=mend)
    return frozenset(role.tools)


class Equipped(AgentMiddleware[AgentState[Any], Sitting, Any]):
    """Shows the model only the tools of the turn: the loop is built once, with all of them."""

    async def awrap_model_call(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        shown = request.runtime.context.tools
        return await handler(request.override(tools=_of(request.tools, shown)))


def _of(tools: Sequence[Any], names: Collection[str]) -> list[Any]:
    return [tool for tool in tools if getattr(tool, "name", None) in names]
