"""Threads: what is talked about in one place, with the version that the next change is made from."""

from __future__ import annotations

import difflib
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from pydantic import Field
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.conversation import Record
from assistant.errors import InputError
from assistant.store.database import Repository, reads, writes
from assistant.store.tables import threads

PREFIX = "t-"
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's: none is taken for another."""
LENGTH = 5
NEAR = 5
"""The most ids that a refusal names."""
_LIST = "`threadwright threads` lists them."


class Thread(Record):
    """`head` is the version that the next change is made from, None before the first. `project` names a folder."""

    id: str
    title: str
    role: str
    project: str | None
    head: int | None = Field(ge=1)
    created_at: datetime
    active_at: datetime = Field(description="When something was last said or made in it")


class Threads(Repository):
    """The threads of a store."""

    async def new(self, title: str, *, role: str, project: str | None = None) -> Thread:
        """A thread of its own, under an id that nobody has yet."""
        now = datetime.now(UTC)
        given = {"title": title, "role": role, "project": project, "head": None, "created_at": now, "active_at": now}
        while True:
            name = PREFIX + "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
            try:
                return await self._insert({"id": name, **given})
            except IntegrityError:  # somebody has it
                continue

    @writes
    async def _insert(self, connection: AsyncConnection, values: Mapping[str, object]) -> Thread:
        row = await connection.execute(insert(threads).values(values).returning(*threads.c))
        return Thread.model_validate(dict(row.one()._mapping))

    @reads
    async def get(self, connection: AsyncConnection, thread: str) -> Thread:
        """Raises InputError for an unknown id, naming those that are near."""
        return await thread_row(connection, thread)

    @reads
    async def find(self, connection: AsyncConnection, typed: str) -> Thread:
        """The thread that a person means: its id, or the beginning of it, with or without `t-`, in any case.

        Raises InputError when none or several begin so.
        """
        wanted = PREFIX + typed.strip().lower().removeprefix(PREFIX)
        begins = select(threads.c.id).where(threads.c.id.startswith(wanted, autoescape=True)).order_by(threads.c.id)
        found = list((await connection.execute(begins.limit(NEAR + 1))).scalars())
        if len(found) > 1 and wanted not in found:
            several = ", ".join(found[:NEAR]) + (" and more" if len(found) > NEAR else "")
            raise InputError(f"Several threads begin with {wanted}: {several}", mend="Give more of the id.")
        return await thread_row(connection, found[0] if len(found) == 1 else wanted)

    @reads
    async def list(
        self, connection: AsyncConnection, *, limit: int | None = None, project: str | None = None
    ) -> tuple[Thread, ...]:
        """Those of `project`, or all; the one last active first."""
        query = select(threads).order_by(threads.c.active_at.desc(), threads.c.id).limit(limit)
        if project is not None:
            query = query.where(threads.c.project == project)
        return tuple(Thread.model_validate(dict(row._mapping)) for row in await connection.execute(query))

    @writes
    async def retitle(self, connection: AsyncConnection, thread: str, title: str) -> Thread:
        """Give it the title that its first draft suggests. Raises InputError for an unknown id."""
        await thread_row(connection, thread, lock=True)
        await connection.execute(update(threads).where(threads.c.id == thread).values(title=title))
        return await thread_row(connection, thread)


async def thread_row(connection: AsyncConnection, thread: str, *, lock: bool = False) -> Thread:
    """The thread; with `lock` nobody else writes in it until this transaction ends.

    Raises InputError for an unknown id, naming those that are near.
    """
    query = select(threads).where(threads.c.id == thread)
    row = (await connection.execute(query.with_for_update() if lock else query)).one_or_none()
    if row is not None:
        return Thread.model_validate(dict(row._mapping))
    recent = select(threads.c.id).order_by(threads.c.active_at.desc()).limit(1000)
    known = list((await connection.execute(recent)).scalars())
    if not known:
        raise InputError(f"There is no thread {thread}, nor any other yet", mend="Start one: threadwright chat")
    near = difflib.get_close_matches(thread, known, n=NEAR, cutoff=0.5)
    raise InputError(f"There is no thread {thread}", mend=f"Near it: {', '.join(near)}. {_LIST}" if near else _LIST)


async def touched(connection: AsyncConnection, thread: str, at: datetime, *, head: int | None = None) -> None:
    """Note that something happened in it, and its new head where it has one."""
    changed: dict[str, object] = {"active_at": at} if head is None else {"active_at": at, "head": head}
    await connection.execute(update(threads).where(threads.c.id == thread).values(changed))
