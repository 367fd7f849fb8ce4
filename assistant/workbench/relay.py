"""Another server than ours, behind a socket file: what a sandbox without network can be given."""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from assistant.errors import ToolchainError

PORT = 5432
"""Of every socket here, as part of its file's name."""
CHUNK = 65536


class Relay:
    """In the folder `socket`, a socket by which the server of `url` is reached, as our own would be."""

    def __init__(self, socket: Path, url: str) -> None:
        self.socket = socket
        self._url = url
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """The admin URL of the server, as it was given. Raises ToolchainError when that is no PostgreSQL URL."""
        if not self._url.startswith(("postgresql://", "postgres://")):
            raise ToolchainError(
                "THREADWRIGHT_POSTGRES_URL is no PostgreSQL URL", mend="Write it as postgresql://user@host/database"
            )
        path = self.socket / f".s.PGSQL.{PORT}"
        self._server = await asyncio.start_unix_server(self._serve, path)
        os.chmod(path, 0o777)  # noqa: PTH101 - the sandbox's user connects; the folder above decides who else may
        return self._url

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.CancelledError):
                there, back = await self._connect()
                await asyncio.gather(_carry(reader, back), _carry(there, writer))
        finally:
            self._open.discard(task)
            writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        parts = urlsplit(self._url)
        host = dict(parse_qsl(parts.query)).get("host", parts.hostname or "localhost")
        port = parts.port or PORT
        if host.startswith("/"):
            return await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
        return await asyncio.open_connection(host, port)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """To the end of `reader`, which then is the end of `writer`."""
    try:
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
    finally:
        writer.close()
