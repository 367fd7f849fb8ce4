"""What turns cost, by whom and when, so that a budget can be held."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.conversation import Usage
from assistant.store.database import Repository, reads, writes
from assistant.store.tables import usage
from assistant.store.threads import thread_row

COUNTS = ("model_calls", "tool_calls", "invalid_calls", "repair_rounds", "input_tokens", "output_tokens")
SEVERAL = "several"
"""The model of a sum over turns of more than one."""


class Spending(Repository):
    """The usage of the models of a store."""

    @writes
    async def add(self, connection: AsyncConnection, thread: str, author: str, spent: Usage) -> None:
        """Note what a turn of `author` in `thread` cost. Raises InputError for an unknown thread."""
        await thread_row(connection, thread)
        noted = {"thread": thread, "author": author, "at": datetime.now(UTC), **spent.model_dump()}
        await connection.execute(insert(usage).values(noted))

    @reads
    async def spent(
        self,
        connection: AsyncConnection,
        author: str | None = None,
        *,
        since: datetime | None = None,
        thread: str | None = None,
    ) -> Usage:
        """The sum over the turns of an author (None: of all), since a moment (None: ever), in a thread (None: in all).

        `cost` sums those turns whose provider gave one, None when none did.
        """
        sums = [func.coalesce(func.sum(usage.c[name]), 0).label(name) for name in COUNTS]
        models = (func.count(usage.c.model.distinct()).label("models"), func.max(usage.c.model).label("model"))
        query = select(*sums, func.sum(usage.c.cost).label("cost"), *models)
        if author is not None:
            query = query.where(usage.c.author == author)
        if since is not None:
            query = query.where(usage.c.at >= since)
        if thread is not None:
            query = query.where(usage.c.thread == thread)
        row = (await connection.execute(query)).one()._mapping
        counted = {name: int(row[name]) for name in COUNTS}
        if not row["models"]:
            return Usage()
        return Usage(model=row["model"] if row["models"] == 1 else SEVERAL, cost=row["cost"], **counted)
