"""The revision of a database: looked at before the store is used, and raised by migrations."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from enum import Enum, auto
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.errors import StoreError
from assistant.store.address import Address
from assistant.store.engine import writing_engine
from assistant.store.faults import BUSY_SECONDS, told

REVISION_TABLE = "threadwright_revision"
MIGRATIONS = Path(__file__).with_name("migrations")
_SETUP = "Run `threadwright setup`."
_LOCK = 0x7468726561647772
"""Of our own among PostgreSQL's advisory locks: two setups at once go one after the other."""
_one_at_a_time = threading.Lock()
"""Alembic keeps its environment in its module, so one migration runs at a time in a process."""


class State(Enum):
    """What a database is to this version of Threadwright."""

    EMPTY = auto()
    FOREIGN = auto()
    OLDER = auto()
    CURRENT = auto()
    NEWER = auto()


@cache
def revisions() -> tuple[str, ...]:
    """Those that this version knows, in order. Read from the files' names, since importing Alembic takes a while."""
    return tuple(sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def state(connection: Connection) -> State:
    """What the database at the other end is to us."""
    tables = inspect(connection).get_table_names()
    if REVISION_TABLE not in tables:
        return State.FOREIGN if tables else State.EMPTY
    return standing(connection.execute(text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar(), revisions())


def standing(found: str | None, known: Sequence[str]) -> State:
    """What a database of the revision `found`, or of none, is to a version that knows these, in order."""
    if found == known[-1]:
        return State.CURRENT
    return State.OLDER if found is None or found in known else State.NEWER


async def upgrade(address: Address) -> None:
    """Bring the database to the latest revision, making a SQLite file where there is none.

    Safe to run again and by several processes at once. Raises StoreError for a database that is not ours, is newer
    than this version, or can't be opened or written.
    """
    await asyncio.to_thread(_upgrade, address)


def refuse(address: Address, found: State) -> None:
    """Raises StoreError for a database that can't be used as it is; an empty one can be migrated."""
    if found is State.FOREIGN and address.path is not None:
        mend = "Move it away, or set THREADWRIGHT_HOME to another folder."
        raise StoreError(f"{address.shown} holds tables of another application", mend=mend)
    if found is State.NEWER:
        mend = "Install the latest Threadwright: pip install --upgrade threadwright"
        raise StoreError(f"The store in {address.shown} was written by a newer Threadwright", mend=mend)
    if found is not State.CURRENT:
        what = "was written by an older Threadwright" if found is State.OLDER else "is not set up yet"
        raise StoreError(f"The store in {address.shown} {what}", mend=_SETUP)


def make(path: Path) -> None:
    """Make the file and its folder where they are missing, for this user alone. Raises StoreError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        mend = "Let this user write there, or set THREADWRIGHT_HOME to another folder."
        raise StoreError(f"{path} can't be made: {error.strerror}", mend=mend) from error


def share(path: Path) -> None:
    """Let readers and a writer into the file at once. Blocks; raises StoreError where the file system can't do it."""
    deadline = time.monotonic() + BUSY_SECONDS
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        while True:
            try:
                (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
                break
            except sqlite3.OperationalError as error:
                # Changing the mode does not wait for the others as everything else does.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
    if mode != "wal":
        mend = "Set THREADWRIGHT_HOME to a folder on a local disk, or name a PostgreSQL in THREADWRIGHT_DATABASE_URL."
        raise StoreError(f"{path} lies on a file system that several processes can't share", mend=mend)


def _upgrade(address: Address) -> None:
    with told(address), _one_at_a_time:
        if address.path is not None:
            make(address.path)
        engine = writing_engine(address)
        try:
            with engine.begin() as connection:
                _refuse_strangers(connection, address)
            if address.path is not None:
                share(address.path)
            with engine.begin() as connection:
                _migrate(connection)
        finally:
            engine.dispose()


def _refuse_strangers(connection: Connection, address: Address) -> None:
    """A server's database may hold tables of others as well, as long as their names differ."""
    found = state(connection)
    if found is State.NEWER or (found is State.FOREIGN and address.path is not None):
        refuse(address, found)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
