"""The revision of a database, and where the migrations lead."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import OperationalError

from assistant.errors import StoreError
from assistant.store import Store, upgrade
from assistant.store.address import parse
from assistant.store.engine import writing_engine
from assistant.store.revision import MIGRATIONS, REVISION_TABLE, State, revisions, share, standing
from assistant.store.tables import metadata
from tests.store.conftest import Server


def differences(url: str) -> list[object]:
    def compared(connection: Connection) -> list[object]:
        options = {"version_table": REVISION_TABLE, "compare_type": True, "compare_server_default": True}
        found: list[object] = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        return found

    engine = writing_engine(parse(url))
    try:
        with engine.connect() as connection:
            return compared(connection)
    finally:
        engine.dispose()


def tables(url: str) -> set[str]:
    engine = writing_engine(parse(url))
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def execute(url: str, statement: str) -> None:
    if (path := parse(url).path) is not None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(statement)
    else:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement.encode())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path, server: Server) -> str:
    """A place where no store is yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'a 100% new?#' / 'home' / 'threadwright.db'}"
    return await server.empty()


async def test_the_migrations_lead_to_the_tables(empty: str) -> None:
    await upgrade(empty)
    assert await asyncio.to_thread(differences, empty) == []


async def test_a_difference_would_be_seen(empty: str) -> None:
    await upgrade(empty)
    execute(empty, "DROP INDEX ix_messages_thread_id; DROP TABLE summaries; ALTER TABLE threads DROP COLUMN title")
    assert len(await asyncio.to_thread(differences, empty)) == 3


async def test_setting_up_again_changes_nothing(empty: str) -> None:
    place = await upgrade(empty)
    async with Store.open(empty) as store:
        thread = await store.threads.new("Shop", role="x")
    assert await upgrade(empty) == place
    async with Store.open(empty) as store:
        assert await store.threads.get(thread.id) == thread


async def test_many_set_it_up_at_once(empty: str) -> None:
    await asyncio.gather(*(upgrade(empty) for _ in range(5)))
    async with Store.open(empty) as store:
        assert await store.threads.list() == ()


def test_migrations_are_numbered_and_each_follows_the_one_before() -> None:
    files = sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))
    for number, file in enumerate(files, 1):
        text = file.read_text(encoding="utf-8")
        assert f'\nrevision = "{number:04}"\n' in text
        before = "None" if number == 1 else f'"{number - 1:04}"'
        assert f"\ndown_revision = {before}\n" in text
    assert revisions() == tuple(f"{number:04}" for number in range(1, len(files) + 1))


async def test_a_new_sqlite_file_is_for_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "home" / "threadwright.db"
    async with Store.open(f"sqlite:///{file}") as store:
        await store.threads.new("Shop", role="x")
        modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert modes == {"threadwright.db": 0o600, "threadwright.db-wal": 0o600, "threadwright.db-shm": 0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700


async def test_a_file_is_shared_as_soon_as_whoever_holds_it_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "threadwright.db"
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        for statement in ("CREATE TABLE x (y)", "BEGIN IMMEDIATE"):
            other.execute(statement)
        sharing = asyncio.create_task(asyncio.to_thread(share, file))
        await asyncio.sleep(0.2)
        assert not sharing.done()
        other.execute("COMMIT")
        await sharing
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_a_store_that_was_killed_before_its_tables_were_made_is_set_up(tmp_path: Path) -> None:
    file = tmp_path / "threadwright.db"
    execute(f"sqlite:///{file}", "PRAGMA journal_mode = WAL; CREATE TABLE x (y int); DROP TABLE x")
    assert file.stat().st_size > 0
    async with Store.open(f"sqlite:///{file}") as store:
        assert await store.threads.list() == ()


async def test_a_migration_that_fails_leaves_nothing_behind(empty: str) -> None:
    if (path := parse(empty).path) is not None:
        path.parent.mkdir(parents=True)
    execute(empty, f"CREATE TABLE {REVISION_TABLE} (version_num varchar(32)); CREATE TABLE summaries (theirs text)")
    with pytest.raises((StoreError, OperationalError), match=r"another application|already exists"):
        await upgrade(empty)
    assert await asyncio.to_thread(tables, empty) == {REVISION_TABLE, "summaries"}


async def test_an_empty_server_needs_setup(server: Server) -> None:
    url = await server.empty()
    with pytest.raises(StoreError, match=r"is not set up yet\n.*threadwright setup"):
        async with Store.open(url):
            pass


async def test_an_older_store_needs_setup(empty: str) -> None:
    if (path := parse(empty).path) is not None:
        path.parent.mkdir(parents=True)
    execute(empty, f"CREATE TABLE {REVISION_TABLE} (version_num varchar(32) NOT NULL PRIMARY KEY)")
    with pytest.raises(StoreError, match=r"older Threadwright\n.*threadwright setup"):
        await Store.open(empty).__aenter__()
    await upgrade(empty)
    async with Store.open(empty) as store:
        assert await store.threads.list() == ()


async def test_a_newer_store_needs_a_newer_threadwright(url: str) -> None:
    await upgrade(url)
    execute(url, f"UPDATE {REVISION_TABLE} SET version_num = '9999'")
    for use in (lambda: Store.open(url).__aenter__(), lambda: upgrade(url)):
        with pytest.raises(StoreError, match=r"newer Threadwright\n.*pip install --upgrade"):
            await use()


def test_revisions_are_older_current_or_newer() -> None:
    known = ("0001", "0002", "0003")
    assert [standing(found, known) for found in (None, "0001", "0003", "0004", "f3a1")] == [
        State.OLDER,
        State.OLDER,
        State.CURRENT,
        State.NEWER,
        State.NEWER,
    ]


async def test_the_tables_of_another_application_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "threadwright.db"
    url = f"sqlite:///{file}"
    execute(url, "CREATE TABLE threads (theirs text); INSERT INTO threads VALUES ('kept')")
    before = file.read_bytes()
    for use in (lambda: Store.open(url).__aenter__(), lambda: upgrade(url)):
        with pytest.raises(StoreError, match=r"another application\n.*THREADWRIGHT_HOME"):
            await use()
    assert file.read_bytes() == before
    assert names(tmp_path) == ["threadwright.db"]


async def test_a_server_may_hold_tables_of_others_as_long_as_their_names_differ(server: Server) -> None:
    shared, taken = await server.empty(), await server.empty()
    execute(shared, "CREATE TABLE theirs (x text)")
    await upgrade(shared)
    execute(taken, "CREATE TABLE messages (theirs text)")
    with pytest.raises(StoreError, match=r"another application\n.*database of its own"):
        await upgrade(taken)
    with psycopg.connect(taken) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert found == [("messages",)]
