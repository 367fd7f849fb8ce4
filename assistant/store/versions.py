"""Versions: every plan a thread has had, numbered from 1, and which one each was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from pydantic import Field, JsonValue
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.conversation import Record
from assistant.errors import InputError
from assistant.store.database import Repository, reads, writes
from assistant.store.tables import versions
from assistant.store.threads import Thread, thread_row, touched


class Version(Record):
    """`plan` is the Blueprint as YAML, `operations` led to it from the version `parent`."""

    thread: str
    number: int = Field(ge=1)
    parent: int | None
    plan: str
    operations: tuple[dict[str, JsonValue], ...]
    summary: str
    at: datetime


class Versions(Repository):
    """The versions of a store. None is ever changed; going back sets the thread's head."""

    @writes
    async def add(
        self,
        connection: AsyncConnection,
        thread: str,
        *,
        plan: str,
        operations: Sequence[Mapping[str, JsonValue]] = (),
        summary: str = "",
        parent: int | None = None,
    ) -> Version:
        """The next version, which becomes the head. `parent` is what it was made from; the head when it is not given.

        Raises InputError for an unknown thread or parent.
        """
        at = datetime.now(UTC)
        # Locked first, so that no other process takes the number in between.
        held = await thread_row(connection, thread, lock=True)
        if parent is not None:
            await version_row(connection, held, parent)
        last = select(func.max(versions.c.number)).where(versions.c.thread == thread)
        number = ((await connection.execute(last)).scalar_one() or 0) + 1
        made = {"thread": thread, "number": number, "parent": held.head if parent is None else parent}
        told = {"plan": plan, "operations": [dict(each) for each in operations], "summary": summary, "at": at}
        row = await connection.execute(insert(versions).values(**made, **told).returning(*versions.c))
        await touched(connection, thread, at, head=number)
        return Version.model_validate(dict(row.one()._mapping))

    @reads
    async def get(self, connection: AsyncConnection, thread: str, number: int | None = None) -> Version:
        """A version; the head when no number is given. Raises InputError for an unknown one, naming those there are."""
        return await version_row(connection, await thread_row(connection, thread), number)

    @reads
    async def list(self, connection: AsyncConnection, thread: str) -> tuple[Version, ...]:
        """All versions of a thread, oldest first. Raises InputError for an unknown thread."""
        query = select(versions).where(versions.c.thread == thread).order_by(versions.c.number)
        await thread_row(connection, thread)
        return tuple(Version.model_validate(dict(row._mapping)) for row in await connection.execute(query))

    @writes
    async def set_head(self, connection: AsyncConnection, thread: str, number: int) -> Thread:
        """Go back (or forth) to a version: the next one is made from it. Raises InputError for an unknown one."""
        held = await thread_row(connection, thread, lock=True)
        await version_row(connection, held, number)
        await touched(connection, thread, datetime.now(UTC), head=number)
        return await thread_row(connection, thread)


async def version_row(connection: AsyncConnection, thread: Thread, number: int | None) -> Version:
    """A version of `thread`; its head for None. Raises InputError for an unknown one, naming those there are."""
    wanted = thread.head if number is None else number
    # No version has a number beyond this, and no column holds one.
    if wanted is not None and 0 < wanted < 2**31:
        query = select(versions).where(versions.c.thread == thread.id, versions.c.number == wanted)
        if (row := (await connection.execute(query)).one_or_none()) is not None:
            return Version.model_validate(dict(row._mapping))
    last = select(func.max(versions.c.number)).where(versions.c.thread == thread.id)
    highest = (await connection.execute(last)).scalar_one()
    if highest is None:
        raise InputError(f"Thread {thread.id} has no version yet", mend="Ask for a draft in it first.")
    there = "v1" if highest == 1 else f"v1 to v{highest}"
    raise InputError(f"Thread {thread.id} has no v{wanted}", mend=f"It has {there}.")
