"""A Postgres of our own, and what drafted code may do on it: use its own databases, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from assistant.errors import ToolchainError, WorkbenchError
from assistant.workbench.cluster import Cluster
from assistant.workbench.databases import Databases
from assistant.workbench.scratch import Scratch


@pytest.fixture(scope="module")
async def databases() -> AsyncIterator[Databases]:
    scratch = Scratch()
    cluster = Cluster(scratch)
    try:
        yield Databases(await cluster.start(), cluster.socket)
    finally:
        await cluster.close()
        scratch.close()


async def execute(url: str, query: str) -> list[tuple[object, ...]]:
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        cursor = await connection.execute(query.encode())
        return await cursor.fetchall() if cursor.description else []


async def test_a_lease_makes_databases_and_clones_them(databases: Databases) -> None:
    assert int((await databases.version()).split(".")[0]) >= 16
    async with databases.lease() as lease:
        first = await databases.create(lease, "first")
        await execute(first, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1), (2)")
        clone = await databases.create(lease, "clone", template="first")
        assert await execute(clone, "SELECT count(*) FROM kept") == [(2,)]
        assert "_test_" in urlsplit(clone).path  # drafted suites empty no database that is not named so
        await execute(clone, "DROP SCHEMA public CASCADE; CREATE SCHEMA worker_1")
    with pytest.raises(psycopg.OperationalError):
        await execute(clone, "SELECT 1")


async def test_open_connections_do_not_keep_a_database(databases: Databases) -> None:
    async with databases.lease() as lease:
        left = await psycopg.AsyncConnection.connect(await databases.create(lease, "busy"))
    with pytest.raises(psycopg.OperationalError):
        await left.execute("SELECT 1")
    await left.close()


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "SELECT pg_read_file('/etc/passwd')",
        "CREATE ROLE other SUPERUSER",
        "CREATE DATABASE other",
        "SET ROLE postgres",
        "ALTER SYSTEM SET log_statement = 'all'",
    ],
)
async def test_drafted_code_is_no_superuser(databases: Databases, query: str) -> None:
    async with databases.lease() as lease:
        url = await databases.create(lease, "mine")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await execute(url, query)


async def test_drafted_code_reaches_no_other_database(databases: Databases) -> None:
    async with databases.lease() as mine, databases.lease() as theirs:
        url = await databases.create(mine, "mine")
        other = urlsplit(await databases.create(theirs, "theirs")).path.removeprefix("/")
        assert await execute(url, "SELECT 1") == [(1,)]
        for name in (other, "postgres", "template1"):
            with pytest.raises(psycopg.OperationalError, match="permission denied"):
                await execute(urlunsplit(urlsplit(url)._replace(path=f"/{name}")), "SELECT 1")


async def test_what_a_killed_run_left_is_swept(databases: Databases) -> None:
    async with databases.lease() as lease:
        url = await databases.create(lease, "young")
        await databases.sweep()
        assert await execute(url, "SELECT 1") == [(1,)]


async def test_a_server_that_is_not_there() -> None:
    with pytest.raises(ToolchainError, match="can't be reached"):
        await Databases("postgresql://nobody@127.0.0.1:1/none", Path()).version()
    with pytest.raises(WorkbenchError, match="the database server failed"):
        async with Databases("postgresql://nobody@127.0.0.1:1/none", Path()).lease():
            pass


async def test_the_server_answers_on_its_socket_alone() -> None:
    scratch = Scratch()
    cluster = Cluster(scratch)
    try:
        url = await cluster.start()
        assert await execute(url, "SHOW listen_addresses") == [("",)]
        assert (cluster.folder / "data").stat().st_mode & 0o077 == 0
        with pytest.raises(psycopg.OperationalError, match="no password"):
            await execute(f"postgresql://postgres@localhost/postgres?host={cluster.socket}", "SELECT 1")
    finally:
        await cluster.close()
        scratch.close()
