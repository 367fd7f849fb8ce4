"""Where plans become proven drafts: one workbench a process, opened by the first draft, shared by every turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.blueprint.plan import Blueprint
from assistant.conversation import Draft, Progress
from assistant.drafting.make import make
from assistant.drafting.migration.history import History
from assistant.drafting.stages import Stages
from assistant.workbench import Workbench, WorkbenchSettings


@dataclass(frozen=True)
class Order:
    """What to draft, and where to: `replace` what `out` holds by then; `metrics` names what to measure."""

    plan: Blueprint
    out: Path
    replace: bool
    metrics: tuple[str, ...]
    number: int = 1
    """The version that it is, for the name of its archive."""
    history: History | None = None
    """The migrations it goes on from; none where it is the first."""


class Drafter(Protocol):
    """Derives and proves. Raises BlueprintError for a plan that can't be drafted, ToolchainError without tools."""

    async def draft(self, order: Order, progress: Progress) -> Draft: ...


def _nobody(stage: str, message: str) -> None:
    """Nobody listens."""


_LISTENING: ContextVar[Progress] = ContextVar("_LISTENING", default=_nobody)


class Workshop:
    """Drafts on a real Workbench; opening it takes seconds, so it stays open until the process is done."""

    def __init__(self, settings: WorkbenchSettings, stack: AsyncExitStack) -> None:
        self._settings = settings
        self._stack = stack
        self._opening = asyncio.Lock()
        self._bench: Workbench | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: WorkbenchSettings) -> AsyncIterator[Workshop]:
        """A workshop that closes what it opened when the block ends."""
        async with AsyncExitStack() as stack:
            yield cls(settings, stack)

    async def draft(self, order: Order, progress: Progress) -> Draft:
        """Draft and prove. Errors as for `make` and `Workbench.open`."""
        with _listening(progress):
            bench = await self._ready(progress)
            stages = Stages(progress)
            return await make(
                order.plan,
                order.out,
                bench=bench,
                stages=stages,
                force=order.replace,
                metrics=order.metrics,
                number=order.number,
                history=order.history,
            )

    async def _ready(self, progress: Progress) -> Workbench:
        async with self._opening:
            if self._bench is None:
                progress("toolchain", "starting the toolchain")
                self._bench = await self._stack.enter_async_context(Workbench.open(self._settings, _tell))
            return self._bench


def _tell(stage: str, message: str) -> None:
    """The bench is told once whom to tell, but works for many turns: whoever's turn it is hears it."""
    _LISTENING.get()(stage, message)


@contextmanager
def _listening(progress: Progress) -> Iterator[None]:
    token = _LISTENING.set(progress)
    try:
        yield
    finally:
        _LISTENING.reset(token)
