"""The assistant: answers one message after the other, each in its thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langchain.agents.middleware import AgentMiddleware

from assistant.agent.ask import Ask, Listener
from assistant.agent.loop import Loop
from assistant.agent.models import chat_model
from assistant.agent.persona import Personas
from assistant.agent.turn import Parts, Turn
from assistant.conversation import Reply
from assistant.errors import InputError
from assistant.settings import Settings
from assistant.store import Store, Thread
from assistant.tools.tool import Tool
from assistant.tools.workshop import Drafter

DEVELOPER = "backend-developer"
"""The role that tasks are handed to."""
TITLE = 60
"""Characters of a first message that name its thread until a draft does."""


class Assistant:
    """Turns may run side by side; those of one thread should not."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        drafter: Drafter,
        listener: Listener,
        tools: Sequence[Tool[Any]],
        steps: Sequence[AgentMiddleware[Any, Any, Any]] = (),
    ) -> None:
        self.store = store
        self.personas = Personas(settings.roles_dir)
        self._settings = settings
        self._drafter = drafter
        self._listener = listener
        self._tools = tools
        self._steps = steps
        self._loops: dict[str, Loop] = {}

    async def turn(self, ask: Ask) -> Reply:
        """Answer a message; what it led to is kept even when the turn is cancelled or ends in an error.

        Raises InputError for an empty message and an unknown thread, role or version, OperatorError for a model that
        can't be reached, and whatever drafting raises.
        """
        if not ask.text.strip():
            raise InputError("The message is empty.", mend="Say what the backend keeps, or ask about it.")
        # Everything that may be refused comes before a thread is begun.
        loop = self._loop(ask.model or self._settings.model)
        mentioned, text = self.personas.mentioned(ask.text.strip())
        asked = self.personas.stem(ask.role) if ask.role else None
        meant = ask.model_copy(update={"text": text, "project": _folder(ask.project) if ask.project else None})
        thread = await self.store.threads.find(ask.thread) if ask.thread else None
        own = asked or (thread.role if thread else self._settings.role)
        role, developer = self.personas.role(mentioned or own), self.personas.role(DEVELOPER)
        thread = thread or await self._begun(meant, own)
        parts = Parts(self._settings, self.store, self._drafter, self._listener, loop, role, developer)
        return await Turn(parts, thread, meant).run()

    def _loop(self, model: str) -> Loop:
        if model not in self._loops:
            name = self._settings.fallback_model
            fallback = chat_model(name, self._settings) if name else None
            chosen = chat_model(model, self._settings)
            self._loops[model] = Loop(model, chosen, self._tools, self._settings, fallback=fallback, steps=self._steps)
        return self._loops[model]

    async def _begun(self, ask: Ask, role: str) -> Thread:
        """A new thread, called by the first words of its message until there is a plan to name it after."""
        title = " ".join(ask.text.split()).lstrip("#> ")
        title = title if len(title) <= TITLE else f"{title[:TITLE]}…"
        return await self.store.threads.new(title, role=role, project=str(ask.project) if ask.project else None)


def _folder(project: Path) -> Path:
    if not project.is_dir():
        raise InputError(f"{project} is not a folder", mend="Give the folder of the project.")
    return project.resolve()
