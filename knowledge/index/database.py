"""The SQLite file of an index: files, chunks and their words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from knowledge.chunk import Chunk
from knowledge.index.states import IndexedFile

BUSY_SECONDS = 30.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    source TEXT NOT NULL, path TEXT NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (source, path)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
    number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, path TEXT NOT NULL, id TEXT NOT NULL,
    first_line INTEGER NOT NULL, sha256 TEXT NOT NULL, commit_id TEXT, audience TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS chunks_of_file ON chunks (path, source, first_line);
"""


class Database:
    """Blocking. Every writing method is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(SCHEMA)
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def sources(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self._connection.execute("SELECT DISTINCT source FROM files ORDER BY source"))

    def files(self, source: str) -> dict[str, str]:
        return dict(self._connection.execute("SELECT path, fingerprint FROM files WHERE source = ?", (source,)))

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM chunks").fetchone()[0])

    def put(self, files: Sequence[IndexedFile], source: str) -> None:
        with self._transaction():
            self._forget([file.path for file in files], source)
            for file in files:
                self._connection.execute("INSERT INTO files VALUES (?, ?, ?)", (source, file.path, file.fingerprint))
                self._connection.executemany(
                    "INSERT INTO chunks (source, path, id, first_line, sha256, commit_id, audience, record)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [_row(source, chunk) for chunk in file.chunks],
                )

    def remove(self, paths: Sequence[str], source: str) -> int:
        with self._transaction():
            return self._forget(paths, source)

    def stamp(self, commit: str | None, source: str) -> None:
        with self._transaction():
            self._connection.execute("UPDATE chunks SET commit_id = ? WHERE source = ?", (commit, source))

    def chunks(self, path: str, source: str | None) -> tuple[Chunk, ...]:
        rows = self._connection.execute(
            "SELECT record, commit_id FROM chunks WHERE path = ? AND (? IS NULL OR source = ?) ORDER BY first_line",
            (path, source, source),
        )
        return tuple(_chunk(record, commit) for record, commit in rows)

    def _forget(self, paths: Sequence[str], source: str) -> int:
        keys = [(path, source) for path in paths]
        self._connection.executemany("DELETE FROM files WHERE path = ? AND source = ?", keys)
        return self._connection.executemany("DELETE FROM chunks WHERE path = ? AND source = ?", keys).rowcount

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _row(source: str, chunk: Chunk) -> tuple[str | int | None, ...]:
    record = chunk.model_dump_json(exclude={"commit"})
    audience = json.dumps(chunk.audience)
    return source, chunk.path, chunk.id, chunk.first_line, chunk.sha256, chunk.commit, audience, record


def _chunk(record: str, commit: str | None) -> Chunk:
    return Chunk.model_validate({**json.loads(record), "commit": commit})
