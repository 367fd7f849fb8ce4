"""Transactions: what they promise to a task that is cancelled, and to the loop while they wait."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.store import Store, Thread, Version, upgrade
from assistant.store.address import parse
from assistant.store.database import Database
from tests.store.writer import files, receipts


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """The database of `store`, opened beside it."""
    await upgrade(url)
    opened = Database(parse(url))
    yield opened
    await opened.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_sqlite_connection_is_set_up_to_survive_a_power_cut_and_to_wait(database: Database) -> None:
    async def pragmas(connection: AsyncConnection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [(await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in names]

    full = 2
    assert await database.read(pragmas) == ["wal", full, 1, 30_000]


async def test_a_cancelled_write_is_undone_or_whole_and_the_next_one_goes_on(
    store: Store, thread: Thread, version: Version
) -> None:
    for _ in range(25):
        number = (await store.versions.add(thread.id, plan="next")).number
        keeping = asyncio.ensure_future(store.drafts.keep(thread.id, number, files(number), receipts(number)))
        await asyncio.sleep(random.uniform(0, 0.02))
        keeping.cancel()
        await asyncio.wait([keeping])
        found = await store.drafts.files(thread.id, number), await store.drafts.receipts(thread.id, number)
        assert found in (({}, ()), (files(number), tuple(receipts(number))))
        assert keeping.cancelled() or found[0]
    assert version.number == 1


async def test_a_failed_write_is_undone(store: Store, thread: Thread, database: Database) -> None:
    async def fail(connection: AsyncConnection) -> None:
        await connection.execute(text("UPDATE threads SET title = 'half'"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(fail)
    assert await store.threads.get(thread.id) == thread
    assert (await store.versions.add(thread.id, plan="one")).number == 1


async def test_closing_waits_for_what_is_under_way(store: Store, thread: Thread, url: str) -> None:
    async def slowly(connection: AsyncConnection) -> None:
        await asyncio.sleep(0.1)
        await connection.execute(text("UPDATE threads SET title = 'at last'"))

    database = Database(parse(url))
    writing = asyncio.ensure_future(database.write(slowly))
    await asyncio.sleep(0.05)
    # Whoever is asked twice stops waiting for what it began.
    for _ in range(2):
        writing.cancel()
        await asyncio.sleep(0)
    await database.close()
    assert (await store.threads.get(thread.id)).title == "at last"


async def test_the_loop_goes_on_while_a_write_waits_for_another_process(tmp_path: Path) -> None:
    file = tmp_path / "threadwright.db"
    async with Store.open(f"sqlite:///{file}") as store:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            waiting = asyncio.ensure_future(store.threads.new("Shop", role="x"))
            longest = 0.0
            for _ in range(40):
                before = time.monotonic()
                await asyncio.sleep(0.01)
                longest = max(longest, time.monotonic() - before)
            assert not waiting.done()
            assert await store.threads.list() == ()
            other.execute("COMMIT")
        thread = await waiting
        assert await store.threads.list() == (thread,)
        assert longest < 0.3


async def test_what_is_read_is_of_one_moment(store: Store, thread: Thread, database: Database) -> None:
    async def twice(connection: AsyncConnection) -> list[object]:
        title = text("SELECT title FROM threads")
        before = (await connection.execute(title)).scalar()
        await store.threads.retitle(thread.id, "Another")
        return [before, (await connection.execute(title)).scalar()]

    assert await database.read(twice) == [thread.title] * 2
    assert (await store.threads.get(thread.id)).title == "Another"
