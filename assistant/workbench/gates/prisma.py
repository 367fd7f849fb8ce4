"""Prisma's own word on a schema: is it valid, does its client generate, does the migrated database equal it."""

from __future__ import annotations

from assistant.conversation import Failure
from assistant.workbench.engines import SCHEMA, Engines
from assistant.workbench.gates.verdict import Tool, Verdict, failed, passed
from assistant.workbench.rpc import RemoteError
from assistant.workbench.stage import Stage


async def schema(tool: Tool, engines: Engines, stage: Stage) -> Verdict:
    failures = await engines.validate(stage.schema)
    return failed(tool, failures) if failures else passed(tool, "schema.prisma is valid")


async def client(tool: Tool, engines: Engines, stage: Stage) -> Verdict:
    try:
        folders = await engines.generate(stage.folder)
    except RemoteError as error:
        return failed(tool, [Failure(message=error.message, file=SCHEMA)])
    stage.open_up(folders)
    return passed(tool, f"client generated in {', '.join(folders)}")


async def drift(tool: Tool, engines: Engines, stage: Stage, url: str) -> Verdict:
    try:
        change = await engines.drift(url, stage.schema)
    except RemoteError as error:
        return failed(tool, [Failure(message=error.message, file=SCHEMA)])
    if change is None:
        return passed(tool, "the migrated database equals schema.prisma")
    words = f"the migrations do not lead to schema.prisma; it would still need:\n{change.strip()}"
    return failed(tool, [Failure(message=words, file=stage.migrations[-1] if stage.migrations else SCHEMA)])
