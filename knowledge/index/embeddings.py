"""Vectors by the hash of what they were made of: no text is embedded twice, in whatever file or ref it stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Self

import numpy as np

from assistant.errors import KnowledgeError
from knowledge.embed import Embedder, Vectors

_BUSY_SECONDS = 30.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS embeddings (
    model TEXT NOT NULL, sha256 TEXT NOT NULL, vectors BLOB NOT NULL, PRIMARY KEY (model, sha256)
) WITHOUT ROWID
"""
_AT_ONCE = 500


class Embeddings:
    """Kept in half precision, which moves a cosine by less than 0.001. Shared by all projects of a home."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        try:
            connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_SCHEMA)
        except sqlite3.Error as error:
            raise KnowledgeError(
                f"The embeddings {path} can't be opened: {error}", mend="Remove the file; they are made again."
            ) from error
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def found(self, model: str, hashes: Collection[str], dimension: int) -> dict[str, Vectors]:
        """Hash -> vectors of shape (windows, dimension), of those that are kept."""
        kept: dict[str, Vectors] = {}
        wanted = list(hashes)
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._connection.execute(
                f"SELECT sha256, vectors FROM embeddings WHERE model = ? AND sha256 IN ({marks})", (model, *some)
            )
            for sha256, blob in rows:
                kept[sha256] = np.frombuffer(blob, np.float16).reshape(-1, dimension).astype(np.float32)
        return kept

    def made(
        self, embedder: Embedder, texts: Mapping[str, str], split: Callable[[str], list[str]]
    ) -> tuple[dict[str, Vectors], int]:
        """Hash -> vectors of `split(text)` for each of `texts`, and how many of them the model was asked about."""
        kept = self.found(embedder.name, texts, embedder.dimension)
        pieces = {sha256: split(text) for sha256, text in texts.items() if sha256 not in kept}
        if not pieces:
            return kept, 0
        vectors = embedder.embed_documents([piece for each in pieces.values() for piece in each])
        rows = []
        at = 0
        for sha256, each in pieces.items():
            kept[sha256] = vectors[at : at + len(each)]
            at += len(each)
            rows.append((embedder.name, sha256, kept[sha256].astype(np.float16).tobytes()))
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR IGNORE INTO embeddings VALUES (?, ?, ?)", rows)
        self._connection.execute("COMMIT")
        return kept, len(pieces)
