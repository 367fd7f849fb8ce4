"""A PostgreSQL for the tests of this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from assistant.workbench.cluster import Cluster
from assistant.workbench.scratch import Scratch


@pytest.fixture(scope="session")
async def server() -> AsyncIterator[str]:
    """Its superuser's URL."""
    scratch = Scratch()
    cluster = Cluster(scratch)
    try:
        yield await cluster.start()
    finally:
        await cluster.close()
        scratch.close()


@contextmanager
def database(server: str, name: str) -> Iterator[psycopg.Connection]:
    """An empty database, gone afterwards."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
        with psycopg.connect(server.replace("/postgres?", f"/{name}?"), autocommit=True) as connection:
            yield connection
        admin.execute(f'DROP DATABASE "{name}"'.encode())
