"""Databases for one proof: owned by a role of their own that can do nothing else, always dropped afterwards."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from assistant.errors import ToolchainError, WorkbenchError
from assistant.workbench.relay import PORT

PREFIX = "threadwright_test"
STALE_SECONDS = 3600


@dataclass(frozen=True)
class Lease:
    """A role and the prefix of its databases; `databases` makes and drops them."""

    role: str
    password: str


class Databases:
    """On any server whose `admin_url` may create databases and roles; `socket` is the folder of its socket.

    The databases are reached by that socket alone, which a sandbox without network can be given.
    """

    def __init__(self, admin_url: str, socket: Path) -> None:
        self._admin_url = admin_url
        self._socket = socket

    async def version(self) -> str:
        """E.g. '18.4'. Raises ToolchainError when the server can't be reached or its user may not create databases."""
        try:
            async with await self._admin() as connection:
                row = await (await connection.execute("SHOW server_version")).fetchone()
        except psycopg.OperationalError as error:
            mend = "Check THREADWRIGHT_POSTGRES_URL"
            raise ToolchainError(f"PostgreSQL can't be reached: {error}", mend=mend) from None
        return str(row[0]).split()[0] if row else "unknown"

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[Lease]:
        """A fresh role; at the end it goes, with every database it owns."""
        lease = Lease(f"{PREFIX}_{int(time.time())}_{secrets.token_hex(4)}", secrets.token_hex(16))
        async with self._working() as connection:
            role = sql.Identifier(lease.role)
            await connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}").format(
                    role, lease.password
                )
            )
            await connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
        try:
            yield lease
        finally:
            await self._drop(lease.role)

    def url(self, lease: Lease, name: str) -> str:
        """Of the database that `create` makes by this name."""
        return f"postgresql://{lease.role}:{lease.password}@localhost:{PORT}/{lease.role}_{name}?host={self._socket}"

    async def create(self, lease: Lease, name: str, template: str | None = None) -> str:
        """The URL of a new database that `lease` owns; `template` is the short name of another of its databases."""
        source = "template0" if template is None else f"{lease.role}_{template}"
        database = f"{lease.role}_{name}"
        names = {
            "name": sql.Identifier(database),
            "owner": sql.Identifier(lease.role),
            "source": sql.Identifier(source),
        }
        async with self._working() as connection:
            await connection.execute(sql.SQL("CREATE DATABASE {name} OWNER {owner} TEMPLATE {source}").format(**names))
            await connection.execute(sql.SQL("REVOKE ALL ON DATABASE {name} FROM PUBLIC").format(**names))
        return self.url(lease, name)

    async def sweep(self) -> None:
        """Drops what killed runs left on a shared server: roles of ours older than an hour."""
        async with self._working() as connection:
            rows = await (
                await connection.execute("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [f"{PREFIX}_"])
            ).fetchall()
        for (role,) in rows:
            born = str(role).removeprefix(f"{PREFIX}_").split("_")[0]
            if born.isdigit() and int(born) < time.time() - STALE_SECONDS:
                await self._drop(str(role))

    async def _drop(self, role: str) -> None:
        async with self._working() as connection:
            owned = await (
                await connection.execute(
                    "SELECT datname FROM pg_database JOIN pg_roles owner ON owner.oid = datdba WHERE rolname = %s",
                    [role],
                )
            ).fetchall()
            for (database,) in owned:
                await connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(str(database))))
            await connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))

    async def _admin(self) -> psycopg.AsyncConnection:
        return await psycopg.AsyncConnection.connect(self._admin_url, autocommit=True)

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[psycopg.AsyncConnection]:
        """On a server that answered when the workbench opened."""
        try:
            async with await self._admin() as connection:
                yield connection
        except psycopg.Error as error:
            raise WorkbenchError(f"the database server failed: {error}") from None
