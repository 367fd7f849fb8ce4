"""Another server, named by a URL: reached over TCP by us, and by a socket alone from the sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.errors import ToolchainError
from assistant.workbench import Workbench, WorkbenchSettings
from assistant.workbench.cluster import Cluster
from assistant.workbench.relay import Relay
from assistant.workbench.scratch import Scratch
from tests.workbench.conftest import silent, statuses


@pytest.fixture
async def elsewhere() -> AsyncIterator[str]:
    """The URL of a Postgres that listens on TCP: one of ours, with a pipe from a port to its socket."""
    scratch = Scratch()
    cluster = Cluster(scratch)

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(cluster.socket / ".s.PGSQL.5432")
        await asyncio.gather(carry(reader, back), carry(there, writer))

    admin = urlsplit(await cluster.start())
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        port = server.sockets[0].getsockname()[1]
        yield f"postgresql://{admin.username}:{admin.password}@127.0.0.1:{port}/postgres"
    finally:
        server.close()
        await cluster.close()
        scratch.close()


async def test_the_whole_chain_runs_on_another_server(elsewhere: str, notes: Path) -> None:
    only = ("migration", "drift", "tests")
    async with Workbench.open(WorkbenchSettings(database_url=elsewhere), silent) as bench:
        assert statuses(await bench.prove(notes, {}, trusted=True, only=only)) == dict.fromkeys(only, "passed")


async def test_what_is_no_postgres_url(tmp_path: Path) -> None:
    with pytest.raises(ToolchainError, match="no PostgreSQL URL"):
        await Relay(tmp_path, "mysql://localhost/x").start()
