"""The migrations, one after another, on an empty database of a real Postgres."""

from __future__ import annotations

import asyncio

import psycopg

from assistant.conversation import Failure
from assistant.errors import WorkbenchError
from assistant.workbench.gates.verdict import Tool, Verdict, failed, passed
from assistant.workbench.stage import Stage


async def apply(tool: Tool, stage: Stage, url: str, seconds: float) -> Verdict:
    """Each migration is one script, as `prisma migrate deploy` sends it: a failing one leaves nothing of itself."""
    if not stage.migrations:
        return failed(tool, [Failure(message="there is no migration", file="prisma/migrations")])
    try:
        opened = await psycopg.AsyncConnection.connect(url, autocommit=True)
    except psycopg.OperationalError as error:
        raise WorkbenchError(f"the database can't be reached: {error}") from None
    try:
        return await _applied(tool, stage, opened, seconds)
    finally:
        await opened.close()  # as it is: a script may have left it unable to commit


async def _applied(tool: Tool, stage: Stage, connection: psycopg.AsyncConnection, seconds: float) -> Verdict:
    for path in stage.migrations:
        script = stage.text(path)
        try:
            async with asyncio.timeout(seconds):
                await connection.execute(script.encode())
        except TimeoutError:
            return failed(tool, [Failure(message=f"did not end within {seconds:g} s", file=path)])
        except psycopg.Error as error:
            return failed(tool, [_failure(path, script, error)])
    applied = len(stage.migrations)
    return passed(tool, f"{applied} migration{'s' if applied > 1 else ''} applied from empty", {"applied": applied})


def _failure(path: str, script: str, error: psycopg.Error) -> Failure:
    position = error.diag.statement_position
    line = script.count("\n", 0, int(position)) + 1 if position else None
    words = [error.diag.message_primary or str(error), error.diag.message_detail, error.diag.message_hint]
    return Failure(message="\n".join(filter(None, words)), file=path, line=line)
