"""Work handed to the role that drafts: a loop of its own, at the same desk, within the same budget."""

from __future__ import annotations

import asyncio
from contextvars import Context
from dataclasses import replace

from langchain_core.messages import HumanMessage

from assistant.agent.ask import Silent
from assistant.agent.budget import Budget
from assistant.agent.honesty.witness import Witness
from assistant.agent.kit import allowed, kit
from assistant.agent.loop import Loop
from assistant.agent.prompt import standing, system_prompt
from assistant.agent.sitting import Sitting
from assistant.agent.speech import Speech
from assistant.tools.desk import Desk
from roles.role import Role


async def handed(task: str, desk: Desk, loop: Loop, role: Role, budget: Budget, *, brief: bool) -> str:
    """What `role` answers to a task. What it planned, drafted and used is on the desk, also when it fails."""
    inner = replace(
        desk, message=task, metrics=role.metrics, hands=asyncio.Lock(), work=desk.work.model_copy(update={"rounds": 0})
    )
    project = str(desk.project) if desk.project else None
    state = standing(task.splitlines()[0], inner.work, await inner.receipts(), project)
    sitting = Sitting(
        inner, system_prompt(role, state, brief=brief), budget, kit(role, inner, brief=brief), allowed(role)
    )
    speech = Speech(Silent(), Witness(inner).corrected)
    # In a context of its own: the loop outside would else stream what is said in here as its own answer.
    answering = loop.answer([HumanMessage(task)], sitting, speech)
    try:
        return await asyncio.create_task(answering, context=Context())
    finally:
        desk.work, desk.usage = inner.work.model_copy(update={"rounds": desk.work.rounds}), inner.usage
