"""The workbench's folder for things that need not outlive it, and the sweep of what killed runs left behind."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO, Literal

PREFIX = "threadwright-"
SOCKET_NAME = "/postgres/socket/.s.PGSQL.5432"
MEMORY = Path("/dev/shm")
"""Where a new database takes 20 ms; on a disk that is slow to make files it takes 300."""
ROOM = 2 * 2**30  # bytes
LONGEST_SOCKET = 107  # bytes in sockaddr_un, on Linux


class Scratch:
    """A fresh folder, only ours to enter, held by a lock that ends with this process however it ends."""

    def __init__(self) -> None:
        parent = MEMORY if _roomy(MEMORY) else Path(tempfile.gettempdir()).resolve()
        if len(str(parent)) + len(PREFIX) + 8 + len(SOCKET_NAME) > LONGEST_SOCKET:
            parent = Path("/tmp")
        sweep(parent)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        self._lock = _lock(self.path, "ab")

    def folder(self, name: str) -> Path:
        """A folder in it, made now if it is missing."""
        path = self.path / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def close(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()


def _roomy(folder: Path) -> bool:
    """Containers often give it 64 MB, or forbid to run programs there."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize >= ROOM and not room.f_flag & os.ST_NOEXEC


def sweep(parent: Path) -> None:
    """Removes the folders whose owner has died."""
    for path in parent.glob(f"{PREFIX}*"):
        if (lock := _lock(path, "r+b")) is not None:
            shutil.rmtree(path, ignore_errors=True)
            lock.close()


def _lock(path: Path, mode: Literal["ab", "r+b"]) -> IO[bytes] | None:
    """None where another process holds it, in another user's folder, and, unless `mode` makes one, without a lock."""
    try:
        file = (path / "lock").open(mode)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file
