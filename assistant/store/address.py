"""Where the store lies: a SQLite file of our own, or a PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from assistant.errors import StoreError

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")
CONNECT_SECONDS = 10
_MEND = "Set THREADWRIGHT_DATABASE_URL to postgresql://user:password@host:port/database, or unset it."


@dataclass(frozen=True)
class Address:
    """`path` is the file of a SQLite store, None for a server. `shown` names the place without its password."""

    url: URL
    path: Path | None
    shown: str


def parse(url: str) -> Address:
    """The place that `sqlite:///path` or `postgresql://user:password@host:port/database` names.

    Raises StoreError for any other form; the message never holds the URL, which may hold a password.
    """
    if url.startswith(SQLITE):
        # Taken to the letter, since the name of a folder may hold what a URL would give a meaning.
        path = Path(url.removeprefix(SQLITE)).absolute()
        return Address(URL.create("sqlite", database=str(path)), path, str(path))
    if not url.startswith(POSTGRES):
        raise StoreError("The URL of the store is none of PostgreSQL's", mend=_MEND)
    try:
        parsed = make_url("postgresql" + url[url.index("://") :])
    except (ArgumentError, ValueError) as error:
        raise StoreError("The URL of the store can't be read", mend=_MEND) from error
    if "connect_timeout" not in parsed.query:
        parsed = parsed.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)})
    host = parsed.host or parsed.query.get("host") or "the local socket"
    return Address(parsed, None, f"database {parsed.database or parsed.username} on {host}:{parsed.port or 5432}")
