"""Summaries: the beginning of a long thread in few words, for a model whose window it would not fit."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.conversation import Record
from assistant.errors import InputError
from assistant.store.database import Repository, reads, writes
from assistant.store.tables import messages, summaries
from assistant.store.threads import thread_row


class Summary(Record):
    """`text` stands for the messages of `thread` up to the one whose id is `up_to`."""

    thread: str
    text: str
    up_to: int
    at: datetime


class Summaries(Repository):
    """The latest summary of each thread of a store."""

    @writes
    async def put(self, connection: AsyncConnection, thread: str, text: str, up_to: int) -> Summary:
        """In place of the one before, unless that one reaches further; what holds now.

        Raises InputError for an unknown thread, or a message that is not of it.
        """
        await thread_row(connection, thread, lock=True)
        said = select(messages.c.id).where(messages.c.thread == thread, messages.c.id == up_to)
        if (await connection.execute(said)).one_or_none() is None:
            raise InputError(f"Thread {thread} has no message {up_to}")
        held = select(summaries).where(summaries.c.thread == thread)
        before = (await connection.execute(held)).one_or_none()
        # Another turn may have summarised more of it while this one was at work.
        if before is None or before.up_to <= up_to:
            await connection.execute(delete(summaries).where(summaries.c.thread == thread))
            written = insert(summaries).values(thread=thread, text=text, up_to=up_to, at=datetime.now(UTC))
            before = (await connection.execute(written.returning(*summaries.c))).one()
        return Summary.model_validate(dict(before._mapping))

    @reads
    async def get(self, connection: AsyncConnection, thread: str) -> Summary | None:
        """None while nothing has been summarised. Raises InputError for an unknown thread."""
        await thread_row(connection, thread)
        held = select(summaries).where(summaries.c.thread == thread)
        row = (await connection.execute(held)).one_or_none()
        return None if row is None else Summary.model_validate(dict(row._mapping))
