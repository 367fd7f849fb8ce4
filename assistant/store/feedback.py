"""Feedback: what people think of a version."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.conversation import Record
from assistant.store.database import Repository, reads, writes
from assistant.store.tables import feedback
from assistant.store.threads import thread_row
from assistant.store.versions import version_row


class Verdict(StrEnum):
    """What somebody thinks of a version."""

    APPROVED = "approved"
    GOOD = "good"
    BAD = "bad"


class Opinion(Record):
    """One person's verdict on a version, with a reason where one was given."""

    id: int
    thread: str
    number: int
    author: str
    verdict: Verdict
    text: str
    at: datetime


class Feedback(Repository):
    """The feedback of a store."""

    @writes
    async def add(
        self, connection: AsyncConnection, thread: str, version: int, author: str, verdict: Verdict, text: str = ""
    ) -> Opinion:
        """Note a verdict. Raises InputError for an unknown thread or version."""
        given = {"thread": thread, "number": version, "author": author, "verdict": verdict.value, "text": text}
        await version_row(connection, await thread_row(connection, thread), version)
        values = insert(feedback).values(**given, at=datetime.now(UTC))
        row = await connection.execute(values.returning(*feedback.c))
        return Opinion.model_validate(dict(row.one()._mapping))

    @reads
    async def list(self, connection: AsyncConnection, thread: str) -> tuple[Opinion, ...]:
        """All of a thread, oldest first. Raises InputError for an unknown thread."""
        query = select(feedback).where(feedback.c.thread == thread).order_by(feedback.c.id)
        await thread_row(connection, thread)
        return tuple(Opinion.model_validate(dict(row._mapping)) for row in await connection.execute(query))
