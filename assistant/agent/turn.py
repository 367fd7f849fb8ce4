"""One turn: a message comes in, the loop works at the desk, what it led to is kept, and a reply goes out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from langchain_core.exceptions import ContextOverflowError, ModelAuthenticationError, ModelError, ModelNotFoundError
from langchain_core.messages import HumanMessage

from assistant.agent.ask import Ask, Listener
from assistant.agent.budget import Budget, BudgetError
from assistant.agent.expected import missing
from assistant.agent.handing import handed
from assistant.agent.history import past
from assistant.agent.honesty.deeds import deed_notes
from assistant.agent.honesty.witness import Witness
from assistant.agent.kit import allowed, kit
from assistant.agent.loop import Loop
from assistant.agent.prompt import standing, system_prompt
from assistant.agent.sitting import Sitting
from assistant.agent.speech import Speech
from assistant.agent.stages import stages_of
from assistant.agent.summary import by_model, digest
from assistant.blueprint.text import from_yaml
from assistant.conversation import Reply, Speaker, Status, Usage
from assistant.errors import OperatorError, ThreadwrightError
from assistant.settings import Settings
from assistant.store import Store, Thread
from assistant.tools.desk import Desk, Work
from assistant.tools.draft import store_version
from assistant.tools.tool import Phase
from assistant.tools.workshop import Drafter
from roles.role import Role

ASSISTANT = "threadwright"
"""The author of replies."""
SMALL_WINDOW = 12_000
"""Tokens below which a model is told only the essence of its role."""
KEPT_ELSEWHERE = {"draft", "text", "artifacts", "receipts"}
"""What of a reply is not kept with its message: the text is the message, the rest belongs to the version."""
STOPPED = "(Stopped. What was done until then is kept.)"
SPEECHLESS = "The model gave no answer in words. Ask again, or try another model."
NOT_PROVEN = "The plan is kept as version {number}; it was not drafted, so nothing of it is proven."


@dataclass(frozen=True)
class Parts:
    """What a turn works with."""

    settings: Settings
    store: Store
    drafter: Drafter
    listener: Listener
    loop: Loop
    role: Role
    developer: Role
    """Whom tasks are handed to."""


class Turn:
    """Answers `ask` in `thread`."""

    def __init__(self, parts: Parts, thread: Thread, ask: Ask) -> None:
        self._parts = parts
        self._thread = thread
        self._ask = ask
        self._brief = parts.settings.context_tokens < SMALL_WINDOW
        self._budget = Budget.of(ask.author, parts.settings)
        self._desk = self._sit_down()
        self._began = Work()
        self._kept = False
        self._speech = Speech(parts.listener, Witness(self._desk).corrected)

    async def run(self) -> Reply:
        """The reply. Errors as for `Assistant.turn`; the message and what was made before one are kept."""
        try:
            return await self._answered()
        except asyncio.CancelledError:
            await asyncio.shield(self._put_away(STOPPED))
            raise
        except ModelError as error:
            failure = _unreachable(error)
            await self._put_away(f"(No answer: {failure.message})")
            raise failure from error
        except ThreadwrightError as error:
            await self._put_away(f"(No answer: {error.message})")
            raise

    async def _answered(self) -> Reply:
        parts, desk = self._parts, self._desk
        asked = await parts.store.messages.add(
            self._thread.id, speaker=Speaker.USER, author=self._ask.author, text=self._ask.text
        )
        desk.work = self._began = await self._standing_work()
        desk.tell(Phase.RECEIVE, "reading the message")
        receipts = await desk.receipts()
        system = system_prompt(
            parts.role,
            standing(self._thread.title, desk.work, receipts, self._thread.project),
            brief=self._brief,
        )
        summarise = by_model(parts.loop.model, parts.settings.context_tokens, desk) if parts.loop.summarises else digest
        sitting = Sitting(desk, system, self._budget, kit(parts.role, desk, brief=self._brief), allowed(parts.role))
        room = parts.loop.room(sitting, self._ask.text)
        messages = await past(parts.store, asked, room, summarise)
        try:
            text = await parts.loop.answer([*messages, HumanMessage(self._ask.text)], sitting, self._speech)
        except BudgetError as reached:
            text = f"{self._speech.said}\n\n{self._note(str(reached))}".strip()
        return await self._reply(text)

    async def _reply(self, text: str) -> Reply:
        desk, began = self._desk, self._began
        if desk.work.plan is not None and desk.work.version is None:
            number = await store_version(desk)
            text = f"{text}\n\n{self._note(NOT_PROVEN.format(number=number))}".strip()
        for note in self._notes(text):
            text = f"{text}\n\n{self._note(note)}".strip()
        work = desk.work
        changed = work.plan is not None and work.plan != began.plan
        if work.plan is not None and began.version is None:
            await desk.store.threads.retitle(self._thread.id, work.plan.title)
        reply = Reply(
            thread=self._thread.id,
            version=work.version,
            role=self._parts.role.name,
            text=text,
            artifacts=work.draft.artifacts if work.draft else (),
            receipts=await desk.receipts() if work.draft else work.rested,
            citations=work.citations,
            assumptions=work.plan.assumptions if work.plan and (changed or work.draft) else (),
            questions=work.plan.questions if work.plan and (changed or work.draft) else work.questions,
            usage=desk.usage,
            findings=work.findings,
            draft=work.draft,
        )
        await self._keep(text, reply)
        return reply

    def _notes(self, text: str) -> Iterator[str]:
        """What a draft of this turn lacks, whatever the answer says of it; and that there is no answer, if so."""
        work = self._desk.work
        if not text:
            yield SPEECHLESS
        yield from deed_notes(text, self._began, work)
        if work.draft is None:
            return
        failed = [receipt.check for receipt in work.draft.receipts if receipt.status is Status.FAILED]
        if failed:
            tried = self._desk.usage.repair_rounds
            rounds = f" after {tried} {'repair' if tried == 1 else 'repairs'}" if tried else ""
            yield f"Version {work.drafted[-1]} is not proven{rounds}: {', '.join(failed)} failed."
        if lacks := missing(self._parts.role, work):
            yield "Missing of what was expected: " + "; ".join(lacks)

    async def _keep(self, text: str, reply: Reply | None) -> None:
        kept = None if reply is None else reply.model_dump(mode="json", exclude=KEPT_ELSEWHERE)
        store, thread = self._parts.store, self._thread.id
        await store.messages.add(thread, speaker=Speaker.ASSISTANT, author=ASSISTANT, text=text, reply=kept)
        self._kept = True
        await store.usage.add(thread, self._ask.author, self._desk.usage)

    async def _put_away(self, text: str) -> None:
        """Keep what a turn that ends early has led to, unless its answer is kept already."""
        if self._kept:
            return
        if self._desk.work.plan is not None and self._desk.work.version is None:
            await store_version(self._desk)
        said = f"{self._speech.said}\n\n{text}".strip()
        await self._keep(said, None)

    async def _standing_work(self) -> Work:
        """The thread's current version as work to begin from."""
        thread = self._thread
        if thread.head is None:
            return Work()
        version = await self._parts.store.versions.get(thread.id, thread.head)
        return Work(plan=from_yaml(version.plan), base=version.number, version=version.number)

    def _sit_down(self) -> Desk:
        parts, ask = self._parts, self._ask
        titles = stages_of(parts.role)
        project = Path(self._thread.project) if self._thread.project else None
        return Desk(
            thread=self._thread.id,
            message=ask.text,
            store=parts.store,
            drafter=parts.drafter,
            folder=parts.settings.thread_folder(self._thread.id),
            out=ask.out,
            replace=ask.replace,
            project=ask.project or project,
            metrics=parts.role.metrics,
            tell=lambda phase, message: parts.listener.progress(titles[phase], message),
            most_rounds=parts.settings.repair_rounds,
            colleague=self._hand,
            usage=Usage(model=parts.loop.name),
        )

    async def _hand(self, task: str) -> str:
        parts = self._parts
        return await handed(task, self._desk, parts.loop, parts.developer, self._budget, brief=self._brief)

    def _note(self, text: str) -> str:
        """Something that we add to the answer: told as it is added."""
        self._parts.listener.text(f"\n\n{text}")
        return text


def _unreachable(error: ModelError) -> OperatorError:
    if isinstance(error, ModelAuthenticationError):
        return OperatorError("The model's provider refused the key.", mend="Check the key and THREADWRIGHT_MODEL.")
    if isinstance(error, ContextOverflowError):
        mend = "Set THREADWRIGHT_CONTEXT_TOKENS to what the model's window holds."
        return OperatorError("The message and what was said before do not fit the model's window.", mend=mend)
    if isinstance(error, ModelNotFoundError):
        return OperatorError(f"The provider has no such model: {error}", mend="Check THREADWRIGHT_MODEL.")
    return OperatorError(f"The model can't be reached: {error}", mend="Try again, or set THREADWRIGHT_FALLBACK_MODEL.")
