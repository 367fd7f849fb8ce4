"""The SQLite file of an index: which chunks there are, and which of them have their vectors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from assistant.errors import KnowledgeError
from knowledge.chunk import Chunk, sha256_of
from knowledge.index import fields
from knowledge.index.audience import Viewers, visible
from knowledge.index.states import IndexedFile

FORM = "1"
"""Of the tables and of the words in them; an index of another form is made again."""

BUSY_SECONDS = 30.0
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    source TEXT NOT NULL, path TEXT NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (source, path)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
    number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, path TEXT NOT NULL, first_line INTEGER NOT NULL,
    body TEXT NOT NULL, head TEXT NOT NULL, commit_id TEXT, audience TEXT NOT NULL,
    placed INTEGER NOT NULL DEFAULT 0, record TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS chunks_of_file ON chunks (path, source, first_line);
CREATE INDEX IF NOT EXISTS chunks_of_audience ON chunks (audience);
CREATE INDEX IF NOT EXISTS chunks_to_place ON chunks (number) WHERE placed = 0;
CREATE TABLE IF NOT EXISTS gone (number INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5({", ".join(fields.COLUMNS)}, tokenize = 'unicode61');
"""


@dataclass(frozen=True)
class Unplaced:
    """A chunk whose vectors are not in their store yet; `body` and `head` are hashes of what they are made of."""

    number: int
    body: str
    head: str
    audience: tuple[str, ...]
    chunk: Chunk


class Database:
    """Blocking. Every writing method is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raises KnowledgeError where the file can't be opened or has another form."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise KnowledgeError(
                f"The index {path} can't be opened: {error}", mend="Remove its folder and index again."
            ) from error
        database = cls(connection)
        form = database.fact("form")
        if form not in ("", FORM):
            connection.close()
            raise KnowledgeError(
                f"The index {path.parent} was made by another version",
                mend="Remove its folder and index again; what was embedded is kept.",
            )
        if not form:
            database.set_fact("form", FORM)
        return database

    def close(self) -> None:
        self.connection.close()

    def fact(self, name: str, default: str = "") -> str:
        row = self.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return default if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def sources(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self.connection.execute("SELECT DISTINCT source FROM files ORDER BY source"))

    def files(self, source: str) -> dict[str, str]:
        return dict(self.connection.execute("SELECT path, fingerprint FROM files WHERE source = ?", (source,)))

    def count(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM chunks").fetchone()[0])

    def put(self, files: Sequence[IndexedFile], source: str) -> None:
        with self.transaction():
            self._forget([file.path for file in files], source)
            self.connection.executemany(
                "INSERT INTO files VALUES (?, ?, ?)", [(source, file.path, file.fingerprint) for file in files]
            )
            for chunk in (chunk for file in files for chunk in file.chunks):
                added = self.connection.execute(
                    "INSERT INTO chunks (source, path, first_line, body, head, commit_id, audience, record)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    _row(source, chunk),
                )
                columns = ", ".join(("rowid", *fields.COLUMNS))
                self.connection.execute(
                    f"INSERT INTO words ({columns}) VALUES (?, ?, ?, ?, ?)", (added.lastrowid, *fields.lexical(chunk))
                )

    def remove(self, paths: Sequence[str], source: str) -> int:
        with self.transaction():
            return self._forget(paths, source)

    def stamp(self, commit: str | None, source: str) -> None:
        with self.transaction():
            self.connection.execute("UPDATE chunks SET commit_id = ? WHERE source = ?", (commit, source))

    def chunks(self, path: str, source: str | None) -> tuple[Chunk, ...]:
        rows = self.connection.execute(
            "SELECT record, commit_id FROM chunks WHERE path = ? AND (? IS NULL OR source = ?) ORDER BY first_line",
            (path, source, source),
        )
        return tuple(_chunk(record, commit) for record, commit in rows)

    def numbered(self, numbers: Collection[int]) -> dict[int, Chunk]:
        """Number -> chunk; one that has been removed meanwhile is left out."""
        rows = self.connection.execute(
            "SELECT number, record, commit_id FROM chunks WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return {number: _chunk(record, commit) for number, record, commit in rows}

    def hashes(self, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
        """Number -> hashes of body and head."""
        rows = self.connection.execute(
            "SELECT number, body, head FROM chunks WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return {number: (body, head) for number, body, head in rows}

    def audiences(self, viewers: Viewers) -> tuple[str, ...] | None:
        """Those audiences, as they are written in `chunks`, that `viewers` may see; None where that is all of them."""
        every = [row[0] for row in self.connection.execute("SELECT DISTINCT audience FROM chunks")]
        seen = tuple(each for each in every if visible(json.loads(each), viewers))
        return None if len(seen) == len(every) else seen

    def unplaced(self, limit: int) -> list[Unplaced]:
        rows = self.connection.execute(
            "SELECT number, body, head, audience, record FROM chunks WHERE placed = 0 ORDER BY number LIMIT ?", (limit,)
        )
        return [
            Unplaced(number, body, head_, tuple(json.loads(audience)), _chunk(record, None))
            for number, body, head_, audience, record in rows
        ]

    def set_placed(self, numbers: Sequence[int]) -> None:
        with self.transaction():
            self.connection.executemany("UPDATE chunks SET placed = 1 WHERE number = ?", [(each,) for each in numbers])

    def set_none_placed(self) -> None:
        with self.transaction():
            self.connection.execute("UPDATE chunks SET placed = 0")
            self.connection.execute("DELETE FROM gone")

    def gone(self, limit: int) -> list[int]:
        """Numbers of removed chunks whose vectors may still be stored."""
        return [row[0] for row in self.connection.execute("SELECT number FROM gone LIMIT ?", (limit,))]

    def set_forgotten(self, numbers: Sequence[int]) -> None:
        with self.transaction():
            self.connection.executemany("DELETE FROM gone WHERE number = ?", [(each,) for each in numbers])

    def _forget(self, paths: Sequence[str], source: str) -> int:
        keys = [(path, source) for path in paths]
        found = "SELECT number FROM chunks WHERE path = ? AND source = ?"
        self.connection.executemany(f"INSERT INTO gone {found}", keys)
        self.connection.executemany(f"DELETE FROM words WHERE rowid IN ({found})", keys)
        self.connection.executemany("DELETE FROM files WHERE path = ? AND source = ?", keys)
        return self.connection.executemany("DELETE FROM chunks WHERE path = ? AND source = ?", keys).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise KnowledgeError(f"The index can't be written: {error}", mend="Try again in a moment.") from error
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def _row(source: str, chunk: Chunk) -> tuple[str | int | None, ...]:
    record = chunk.model_dump_json(exclude={"commit"})
    hashes = chunk.sha256, sha256_of(fields.head(chunk))
    return source, chunk.path, chunk.first_line, *hashes, chunk.commit, json.dumps(chunk.audience), record


def _chunk(record: str, commit: str | None) -> Chunk:
    return Chunk.model_validate({**json.loads(record), "commit": commit})
