"""Messages: what was said in a thread, in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from pydantic import JsonValue
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.conversation import Record, Speaker
from assistant.store.database import Repository, reads, writes
from assistant.store.tables import messages
from assistant.store.threads import thread_row, touched


class Message(Record):
    """`id` grows with time. `reply` is what an answer carried beside its text, as JSON."""

    id: int
    thread: str
    speaker: Speaker
    author: str
    text: str
    at: datetime
    reply: dict[str, JsonValue] | None


class Messages(Repository):
    """The messages of a store."""

    @writes
    async def add(
        self,
        connection: AsyncConnection,
        thread: str,
        *,
        speaker: Speaker,
        author: str,
        text: str,
        reply: Mapping[str, JsonValue] | None = None,
    ) -> Message:
        """Say something in a thread. Raises InputError for an unknown one."""
        at = datetime.now(UTC)
        said = {"thread": thread, "speaker": speaker.value, "author": author, "text": text, "at": at}
        carried = None if reply is None else dict(reply)
        await thread_row(connection, thread, lock=True)
        row = await connection.execute(insert(messages).values(**said, reply=carried).returning(*messages.c))
        await touched(connection, thread, at)
        return Message.model_validate(dict(row.one()._mapping))

    @reads
    async def list(
        self, connection: AsyncConnection, thread: str, *, after: int = 0, last: int | None = None
    ) -> tuple[Message, ...]:
        """Those whose id is greater than `after`, oldest first; with `last` only so many of the newest.

        Raises InputError for an unknown thread.
        """
        newest = select(messages).where(messages.c.thread == thread, messages.c.id > after)
        query = newest.order_by(messages.c.id.desc()).limit(last)
        await thread_row(connection, thread)
        rows = list(await connection.execute(query))
        return tuple(Message.model_validate(dict(row._mapping)) for row in reversed(rows))
