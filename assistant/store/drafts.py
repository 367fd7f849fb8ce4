"""Drafts: the files of a version, each content kept once, and the receipts of what was run on them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pydantic import Field
from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.conversation import Receipt, Record
from assistant.store.database import Repository, reads, writes
from assistant.store.tables import artifacts, files, receipts
from assistant.store.threads import thread_row
from assistant.store.versions import version_row


class File(Record):
    """A kept file: its path in the draft, the hash of its content and its size in bytes."""

    path: str
    sha256: str
    size: int = Field(ge=0)


class Drafts(Repository):
    """What was drafted for the versions of a store."""

    @writes
    async def keep(
        self,
        connection: AsyncConnection,
        thread: str,
        number: int,
        artifacts: Mapping[str, bytes],
        receipts: Sequence[Receipt] = (),
    ) -> tuple[File, ...]:
        """Keep the files of a version, path -> content, and its receipts, in place of those kept of it before.

        Raises InputError for an unknown thread or version.
        """
        contents = {hashlib.sha256(content).hexdigest(): content for content in artifacts.values()}
        kept = tuple(
            File(path=path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
            for path, content in sorted(artifacts.items())
        )
        await version_row(connection, await thread_row(connection, thread, lock=True), number)
        await _replace_files(connection, thread, number, kept, contents)
        await _replace_receipts(connection, thread, number, receipts)
        return kept

    @reads
    async def list(self, connection: AsyncConnection, thread: str, number: int) -> tuple[File, ...]:
        """The files of a version without their content, by path. Raises InputError for an unknown version."""
        columns = select(files.c.path, files.c.sha256, files.c.size)
        query = columns.where(files.c.thread == thread, files.c.number == number)
        await version_row(connection, await thread_row(connection, thread), number)
        rows = await connection.execute(query)
        return tuple(sorted((File.model_validate(dict(row._mapping)) for row in rows), key=lambda file: file.path))

    @reads
    async def files(self, connection: AsyncConnection, thread: str, number: int) -> dict[str, bytes]:
        """The files of a version, path -> content. Raises InputError for an unknown version."""
        columns = select(files.c.path, artifacts.c.bytes).join(artifacts, artifacts.c.sha256 == files.c.sha256)
        query = columns.where(files.c.thread == thread, files.c.number == number)
        await version_row(connection, await thread_row(connection, thread), number)
        rows = await connection.execute(query)
        return dict(sorted((row.path, bytes(row.bytes)) for row in rows))

    @reads
    async def receipts(self, connection: AsyncConnection, thread: str, number: int) -> tuple[Receipt, ...]:
        """The receipts of a version, in the order of the checks. Raises InputError for an unknown version."""
        query = select(receipts.c.receipt).where(receipts.c.thread == thread, receipts.c.number == number)
        await version_row(connection, await thread_row(connection, thread), number)
        rows = await connection.execute(query.order_by(receipts.c.position))
        return tuple(Receipt.model_validate(row) for row in rows.scalars())


async def _replace_files(
    connection: AsyncConnection, thread: str, number: int, kept: Sequence[File], contents: Mapping[str, bytes]
) -> None:
    await connection.execute(delete(files).where(files.c.thread == thread, files.c.number == number))
    if not kept:
        return
    into = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # In one order for everybody: two writers that wait for each other's rows would wait for ever.
    rows = [{"sha256": sha256, "bytes": content} for sha256, content in sorted(contents.items())]
    await connection.execute(into(artifacts).on_conflict_do_nothing(), rows)
    named = [{"thread": thread, "number": number, **file.model_dump()} for file in kept]
    await connection.execute(insert(files), named)


async def _replace_receipts(connection: AsyncConnection, thread: str, number: int, given: Sequence[Receipt]) -> None:
    await connection.execute(delete(receipts).where(receipts.c.thread == thread, receipts.c.number == number))
    if given:
        place = {"thread": thread, "number": number}
        rows = [{**place, "position": n, "receipt": each.model_dump(mode="json")} for n, each in enumerate(given, 1)]
        await connection.execute(insert(receipts), rows)
