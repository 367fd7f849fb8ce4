"""What is still missing between a database with a history and a schema."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import psycopg

from assistant.errors import InputError, WorkbenchError
from assistant.workbench.databases import Databases
from assistant.workbench.engines import Engines


async def onward(
    databases: Databases, engines: Engines, history: Sequence[str], first: str, schema: str, seconds: float
) -> str:
    """The SQL that leads on to `schema` once the scripts of `history`, then `first`, have been applied to nothing.

    Raises InputError where the history does not apply, WorkbenchError where `first`, which is ours, does not.
    """
    async with databases.lease() as lease:
        url = await databases.create(lease, "history")
        opened = await psycopg.AsyncConnection.connect(url, autocommit=True)
        try:
            await _applied(opened, history, first, seconds)
        finally:
            await opened.close()  # as it is: a script may have left it unable to commit
        return await engines.onward(url, schema)


async def _applied(connection: psycopg.AsyncConnection, history: Sequence[str], first: str, seconds: float) -> None:
    try:
        for script in history:
            await _apply(connection, script, seconds)
    except (psycopg.Error, TimeoutError) as error:
        mend = "Mend the migrations of the version before, or draft a new project."
        raise InputError(f"The migrations that there are do not apply: {error}", mend=mend) from error
    try:
        await _apply(connection, first, seconds)
    except (psycopg.Error, TimeoutError) as error:
        raise WorkbenchError(f"the rows can't be taken along: {error}") from error


async def _apply(connection: psycopg.AsyncConnection, script: str, seconds: float) -> None:
    if script.strip():
        async with asyncio.timeout(seconds):
            await connection.execute(script.encode())
