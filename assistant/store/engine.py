"""Engines: how a connection is set up, and how a transaction begins."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from assistant.store.address import Address
from assistant.store.faults import BUSY_SECONDS

WRITES = "threadwright_writes"
"""Execution option of connections whose transactions write."""
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    # In WAL mode NORMAL may lose the last commits when the power goes.
    "PRAGMA synchronous = FULL",
)


def engine(address: Address) -> AsyncEngine:
    """An engine that connects when it is first used; dispose of it."""
    if address.path is None:
        # A server that was restarted since leaves dead connections behind.
        return create_async_engine(address.url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    made = create_async_engine(address.url.set(drivername="sqlite+aiosqlite"))
    _set_up(made.sync_engine)
    return made


def writing_engine(address: Address) -> Engine:
    """A blocking engine, for migrations on a thread; dispose of it."""
    if address.path is None:
        return create_engine(address.url.set(drivername="postgresql+psycopg"))
    made = create_engine(address.url.set(drivername="sqlite+pysqlite"), execution_options={WRITES: True})
    _set_up(made)
    return made


def _set_up(sqlite: Engine) -> None:
    event.listen(sqlite, "connect", _connected)
    event.listen(sqlite, "begin", _begun)


def _connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin only at the first write, and leave out reads and DDL.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begun(connection: Connection) -> None:
    # A transaction that reads first and writes later can't wait for another writer: SQLite refuses it at once.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
