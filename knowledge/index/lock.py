"""Whose turn it is among processes: many that read, or one that writes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock


class FileLock:
    """Held for moments, around single calls of a store that only one process may change; the system lets go of it when
    a process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = RLock()

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._held(fcntl.LOCK_SH):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._held(fcntl.LOCK_EX):
            yield

    @contextmanager
    def _held(self, kind: int) -> Iterator[None]:
        with self._threads:
            opened = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(opened, kind)
                yield
            finally:
                os.close(opened)
