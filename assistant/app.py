"""The composition root: settings -> a plan, a draft, a verification, an assistant. Only it knows all parts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read.brief import read
from assistant.conversation import Draft, Progress
from assistant.drafting.make import make
from assistant.drafting.stages import Stages
from assistant.drafting.verify import check, look
from assistant.settings import Settings
from assistant.workbench import Limits, Workbench, WorkbenchSettings
from roles.load import load, role_files

if TYPE_CHECKING:
    from assistant.agent.ask import Listener
    from assistant.agent.assistant import Assistant

DRAFTER = "backend-developer"
"""The role that drafts."""


async def plan(brief: str) -> Blueprint:
    """The Blueprint of a brief, in English or a Prisma schema; with nothing to model, no models but a question."""
    return await read(brief)


async def setup(*, settings: Settings, progress: Progress) -> list[str]:
    """Set up the store, then fetch and start everything once; a line for each part that is ready."""
    from assistant.store import upgrade

    place = await upgrade(settings.store_url)
    async with _bench(settings, progress, Stages(progress)) as bench:
        tools = [f"{name} {version}" for name, version in bench.versions.items()]
        ready = [*tools, f"drafted code is confined by {bench.isolation}", f"threads are kept in {place}"]
    return [*ready, await asyncio.to_thread(_searching, settings)]


def _searching(settings: Settings) -> str:
    from assistant.errors import EmbeddingError
    from knowledge.embed import open_embedder

    try:
        embedder = open_embedder(settings.embedding, settings.cache_dir)
    except EmbeddingError as error:
        return f"projects are searched by words alone: {error.message}"
    return "projects are searched by words" + (f" and by {embedder.name}" if embedder else " alone, as is set")


async def draft(blueprint: Blueprint, out: Path, *, settings: Settings, progress: Progress, force: bool) -> Draft:
    """Draft `blueprint`, prove it, and write the folder `out`. Errors as for `make`."""
    stages = Stages(progress)
    async with _bench(settings, progress, stages) as bench:
        return await make(blueprint, out, bench=bench, stages=stages, force=force, metrics=_metrics(settings))


async def verify(folder: Path, *, settings: Settings, progress: Progress) -> Draft:
    """Run every check on `folder`. Errors as for `look`."""
    stages = Stages(progress)
    found = await asyncio.to_thread(look, folder)
    async with _bench(settings, progress, stages) as bench:
        return await check(found, bench=bench, stages=stages, metrics=_metrics(settings))


@asynccontextmanager
async def open_assistant(settings: Settings, listener: Listener) -> AsyncIterator[Assistant]:
    """An assistant that remembers its threads and keeps its toolchain warm until the block ends.

    Raises StoreError for a database that can't be used, OperatorError for a model that can't.
    """
    # LangChain and SQLAlchemy take more than a second to import, which no other command should wait for.
    from assistant.agent.assistant import Assistant
    from assistant.store import Store
    from assistant.tools.toolbox import TOOLS
    from assistant.tools.workshop import Workshop

    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(Store.open(settings.store_url))
        workshop = await stack.enter_async_context(Workshop.open(_workbench(settings)))
        yield Assistant(settings, store, workshop, listener, TOOLS)


def _metrics(settings: Settings) -> tuple[str, ...]:
    """What the backend developer's role asks to be measured."""
    return load(role_files(settings.roles_dir)[DRAFTER]).metrics


@asynccontextmanager
async def _bench(settings: Settings, progress: Progress, stages: Stages) -> AsyncIterator[Workbench]:
    async with AsyncExitStack() as stack:
        with stages.stage("toolchain", "starting the toolchain"):
            bench = await stack.enter_async_context(Workbench.open(_workbench(settings), progress))
        yield bench


def _workbench(settings: Settings) -> WorkbenchSettings:
    return WorkbenchSettings(
        cache_dir=settings.cache_dir,
        database_url=settings.postgres_url,
        sandbox=settings.sandbox.value,
        allow_unconfined_custom=settings.allow_unconfined_custom,
        limits=Limits(suite_seconds=settings.gate_timeout_s, tool_seconds=settings.gate_timeout_s / 2),
    )
