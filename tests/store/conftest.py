"""Every test that takes `store` or `url` runs twice: on a SQLite file, and on the PostgreSQL that comes with us."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from assistant.store import Store, Thread, Version, upgrade
from assistant.workbench.cluster import Cluster
from assistant.workbench.scratch import Scratch


class Server:
    """A running PostgreSQL that makes databases: empty ones, and ones that are set up."""

    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url
        self._made = 0

    async def empty(self, *, template: str = "template0") -> str:
        """The URL of a new database."""
        self._made += 1
        name = f"store_{self._made}"
        await self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return urlsplit(self._admin_url)._replace(path=f"/{name}").geturl()

    async def execute(self, statement: str) -> None:
        async with await psycopg.AsyncConnection.connect(self._admin_url, autocommit=True) as connection:
            await connection.execute(statement.encode())


@pytest.fixture(scope="session")
async def server() -> AsyncIterator[Server]:
    scratch = Scratch()
    cluster = Cluster(scratch)
    try:
        yield Server(await cluster.start())
    finally:
        await cluster.close()
        scratch.close()


@pytest.fixture(scope="session")
async def template(server: Server) -> str:
    """The name of a database that is set up, to clone."""
    url = await server.empty()
    await upgrade(url)
    return urlsplit(url).path.removeprefix("/")


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path, server: Server, template: str) -> str:
    """A store that can be opened."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'home' / 'threadwright.db'}"
    return await server.empty(template=template)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with Store.open(url) as opened:
        yield opened


@pytest.fixture
async def thread(store: Store) -> Thread:
    return await store.threads.new("Library lending", role="backend-developer")


@pytest.fixture
async def version(store: Store, thread: Thread) -> Version:
    return await store.versions.add(thread.id, plan="title: Library lending\n", summary="5 models")
