"""What the operator is told when a database can't serve. Every error here is the database's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from assistant.errors import StoreError
from assistant.store import Store, upgrade
from assistant.store.address import parse
from assistant.store.faults import told
from tests.store.conftest import Server


async def refused(url: str, match: str) -> None:
    """Opening the store and setting it up both end in the error."""
    for use in (Store.open(url).__aenter__, lambda: upgrade(url)):
        with pytest.raises(StoreError, match=match) as refusal:
            await use()
        assert refusal.value.exit_code == 69
        assert "hunter2" not in str(refusal.value)


async def used(url: str) -> None:
    async with Store.open(url) as store:
        thread = await store.threads.new("Shop", role="x")
        await store.threads.get(thread.id)


async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "threadwright.db"
    file.write_bytes(b"Dear diary, " * 1000)
    await refused(f"sqlite:///{file}", r"is no SQLite database\n.*THREADWRIGHT_HOME")
    assert file.read_bytes() == b"Dear diary, " * 1000


async def test_a_damaged_database_can_be_saved_in_part(tmp_path: Path) -> None:
    file = tmp_path / "threadwright.db"
    await used(f"sqlite:///{file}")
    data = bytearray(file.read_bytes())
    data[100:] = b"\x55" * (len(data) - 100)
    file.write_bytes(data)
    await refused(f"sqlite:///{file}", r"is damaged\n.*\.recover")


async def test_a_folder_or_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "threadwright.db").mkdir()
    await refused(f"sqlite:///{tmp_path / 'threadwright.db'}", r"can't be opened\n.*THREADWRIGHT_HOME")
    (tmp_path / "home").write_text("mine")
    await refused(f"sqlite:///{tmp_path / 'home' / 'threadwright.db'}", r"can't be made: .*\n.*THREADWRIGHT_HOME")
    assert (tmp_path / "home").read_text() == "mine"


def read_only(file: Path) -> None:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.execute("CREATE TABLE more (x)")


def full(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        connection.execute("CREATE TABLE more (x)")


def busy(file: Path) -> None:
    with closing(sqlite3.connect(file)) as one, closing(sqlite3.connect(file, timeout=0)) as another:
        for connection in (one, another):
            connection.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize(
    ("fail", "match"), [(read_only, r"can't be written\n"), (full, r"disk of .* is full\n"), (busy, r"kept busy .*\n")]
)
async def test_a_file_that_can_not_be_written(fail: Callable[[Path], None], match: str, tmp_path: Path) -> None:
    file = tmp_path / "threadwright.db"
    await used(f"sqlite:///{file}")
    with pytest.raises(StoreError, match=match) as refusal, told(parse(f"sqlite:///{file}")):
        fail(file)
    assert str(file) in str(refusal.value)
    await used(f"sqlite:///{file}")


async def test_a_server_that_is_down() -> None:
    await refused(
        "postgresql://ada:hunter2@127.0.0.1:1/kept", r"kept on 127.0.0.1:1 can't be reached: .*\n.*DATABASE_URL"
    )


async def test_an_unknown_host() -> None:
    await refused("postgresql://ada:hunter2@no-such-host.invalid/kept", "can't be reached")


async def test_an_unknown_option_of_the_url() -> None:
    await refused("postgresql://ada:hunter2@127.0.0.1:1/kept?frob=1", r"can't be reached: invalid .*frob")


async def test_a_wrong_password_and_a_missing_database(server: Server) -> None:
    parts = urlsplit(await server.empty())
    wrong = parts._replace(netloc=f"postgres:hunter2@{parts.hostname}:{parts.port}").geturl()
    await refused(wrong, "can't be reached: .*password authentication failed")
    await refused(parts._replace(path="/nowhere").geturl(), 'can\'t be reached: .*"nowhere" does not exist')


async def test_a_user_who_may_not_make_tables(server: Server) -> None:
    url = await server.empty()
    await server.execute("CREATE ROLE weak LOGIN PASSWORD 'hunter2'")
    parts = urlsplit(url)
    weak = parts._replace(netloc=f"weak:hunter2@{parts.hostname}:{parts.port}").geturl()
    with pytest.raises(StoreError, match=r"forbids this\n.*GRANT"):
        await upgrade(weak)


async def test_a_server_that_is_read_only(server: Server, template: str) -> None:
    url = await server.empty(template=template)
    await server.execute(f"ALTER DATABASE {urlsplit(url).path[1:]} SET default_transaction_read_only = on")
    async with Store.open(url) as store:
        with pytest.raises(StoreError, match=r"read-only\n.*primary"):
            await store.threads.new("Shop", role="x")
        assert await store.threads.list() == ()


async def test_a_server_that_was_restarted_is_used_again(server: Server, template: str) -> None:
    url = await server.empty(template=template)
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()"
    async with Store.open(url) as store:
        await store.threads.new("Shop", role="x")
        await server.execute(ended.format(urlsplit(url).path[1:]))
        assert len(await store.threads.list()) == 1


async def test_a_table_that_is_gone_needs_setup(server: Server, template: str) -> None:
    url = await server.empty(template=template)
    async with Store.open(url) as store:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP TABLE threads CASCADE")
        with pytest.raises(StoreError, match=r"lacks a table"):
            await store.threads.list()


def test_a_fault_of_ours_passes_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), told(parse(f"sqlite:///{tmp_path / 'x.db'}")):
        sqlite3.connect(":memory:").execute("SELEC")
