"""What a database says when it can't serve -> what its operator can do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from assistant.errors import StoreError
from assistant.store.address import Address

BUSY_SECONDS = 30
"""How long a writer waits for the writers before it."""

_ELSEWHERE = "or set THREADWRIGHT_HOME to another folder"
_SQLITE = {
    sqlite3.SQLITE_NOTADB: ("{place} is no SQLite database", f"Move it away, {_ELSEWHERE}."),
    sqlite3.SQLITE_CORRUPT: (
        "{place} is damaged",
        "Restore it from a backup, or save what can be read: sqlite3 {place} .recover | sqlite3 saved.db",
    ),
    sqlite3.SQLITE_READONLY: (
        "{place} can't be written",
        f"Let this user write the file and its folder, {_ELSEWHERE}.",
    ),
    sqlite3.SQLITE_PERM: ("{place} can't be read", f"Let this user read and write it, {_ELSEWHERE}."),
    sqlite3.SQLITE_CANTOPEN: ("{place} can't be opened", f"Let this user read and write it, {_ELSEWHERE}."),
    sqlite3.SQLITE_FULL: ("The disk of {place} is full", f"Free some space, then try again, {_ELSEWHERE}."),
    sqlite3.SQLITE_IOERR: ("{place} can't be read or written: the disk fails", f"Look after the disk, {_ELSEWHERE}."),
    sqlite3.SQLITE_BUSY: (
        f"{{place}} has been kept busy by another process for {BUSY_SECONDS} s",
        "Try again; if it lasts, end the process that holds it.",
    ),
}
_SERVER = "Look at the server and at THREADWRIGHT_DATABASE_URL, then try again."
_POSTGRES = {
    "08": ("The {place} went away", _SERVER),
    "28": ("The {place} refused the login", "Mend the user or password in THREADWRIGHT_DATABASE_URL."),
    "3D": ("There is no {place}", "Make it with createdb, or mend THREADWRIGHT_DATABASE_URL."),
    "25006": ("The {place} is read-only", "Name its primary in THREADWRIGHT_DATABASE_URL."),
    "42501": ("The {place} forbids this", "Let its user create and change tables there: GRANT ALL ON SCHEMA public."),
    "42P01": ("The {place} lacks a table of ours", "Run `threadwright setup`."),
    "42P07": ("The {place} holds tables of another application", "Give Threadwright a database of its own."),
    "53": ("The {place} has no room: its disk, memory or connections are used up", _SERVER),
    "57": ("The {place} stopped the work", _SERVER),
    "58": ("The {place} has failed", _SERVER),
}


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turns what the operator can mend into a StoreError; what is our own fault passes as it is."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError(f"The store in {address.shown} is overloaded", mend="Try again in a while.") from error
    except (DBAPIError, sqlite3.Error) as error:
        if (fault := _fault(error, address)) is None:
            raise
        raise fault from error


def _fault(error: DBAPIError | sqlite3.Error, address: Address) -> StoreError | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        # The low byte is the kind, the rest a shade of it. Errors of the module itself carry no code.
        found = _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    elif (state := getattr(cause, "sqlstate", None)) is not None:
        found = _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    elif isinstance(error, OperationalError) or (isinstance(error, DBAPIError) and error.statement is None):
        reason = str(cause).partition("\n")[0]
        return StoreError(f"The {address.shown} can't be reached: {reason}", mend=_SERVER)
    else:
        found = None
    if found is None:
        return None
    what, mend = found
    return StoreError(what.format(place=address.shown), mend=mend.format(place=address.shown))
