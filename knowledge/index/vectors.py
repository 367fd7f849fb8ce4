"""The dense leg: vectors in Chroma, in a folder of our own or on a server."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import numpy as np

from assistant.errors import EmbeddingError, KnowledgeError
from knowledge.embed import Vectors
from knowledge.index.audience import EVERYONE, Viewers
from knowledge.index.lock import FileLock

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

NAME = "chunks"
MOST_AT_ONCE = 5000
"""Chroma takes 5461 of its rows in one call."""

_GRAPH = {"hnsw": {"space": "ip", "ef_search": 200}}


@dataclass(frozen=True)
class Row:
    """The vectors of a chunk, shape (count, dimension), and who may see it."""

    number: int
    vectors: Vectors
    audience: Sequence[str]


class VectorStore:
    """Vectors by the number of their chunk, one or more each. `changes` counts what any process changed."""

    def __init__(self, folder: Path, url: str | None, changes: Callable[[], int]) -> None:
        self._folder = folder / "chroma"
        self._url = url
        # A server keeps the collections of all projects.
        self._name = NAME if url is None else f"{NAME}-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"
        self._changes = changes
        self._seen = -1
        self._client: ClientAPI | None = None
        self._lock = FileLock(folder / "chroma.lock")

    def writing(self) -> AbstractContextManager[None]:
        """Held by whoever calls `put`, `remove` or `clear`, since two processes that write corrupt the folder."""
        return self._lock.writing()

    def put(self, rows: Sequence[Row]) -> None:
        collection = self._collection()
        names = [f"{row.number}:{at}" for row in rows for at in range(len(row.vectors))]
        known = [
            {"chunk": row.number, "audience": list(row.audience) or [EVERYONE]} for row in rows for _ in row.vectors
        ]
        vectors = np.concatenate([row.vectors for row in rows]) if rows else np.zeros((0, 1), np.float32)
        for at in range(0, len(names), MOST_AT_ONCE):
            some = slice(at, at + MOST_AT_ONCE)
            collection.upsert(ids=names[some], embeddings=vectors[some], metadatas=known[some])  # type: ignore[arg-type]

    def remove(self, numbers: Sequence[int]) -> None:
        if numbers:
            self._collection().delete(where=cast("Where", {"chunk": {"$in": list(numbers)}}))

    def clear(self) -> None:
        """Take all vectors out, so that those of another model may come in."""
        self._collection()
        if self._client is not None:
            self._client.delete_collection(self._name)

    def nearest(self, vector: Vectors, limit: int, viewers: Viewers) -> list[int]:
        """The numbers of the chunks that the `limit` nearest vectors belong to which `viewers` may see."""
        with self._lock.reading():
            answer = self._collection().query(
                query_embeddings=vector[np.newaxis], n_results=limit, where=_where(viewers), include=[]
            )
        return list(dict.fromkeys(int(name.partition(":")[0]) for name in answer["ids"][0]))

    def seen(self) -> None:
        """The last change was made through this client."""
        self._seen = self._changes()

    def close(self) -> None:
        if self._client is not None:
            self._client.close()  # type: ignore[attr-defined]
            self._client = None

    def _collection(self) -> Collection:
        # What another process wrote is not seen by a client that had the folder open before.
        if self._url is None and self._client is not None and self._seen != self._changes():
            self.close()
        self._seen = self._changes()
        client = self._client = self._client or self._open()
        return client.get_or_create_collection(self._name, embedding_function=None, configuration=_GRAPH)  # type: ignore[arg-type]

    def _open(self) -> ClientAPI:
        try:
            import chromadb
            from chromadb.config import Settings
        except ImportError as error:
            raise EmbeddingError(
                "Searching by meaning needs Chroma, which is not installed",
                mend="Install it with pip install 'threadwright[knowledge]'.",
            ) from error
        quiet = Settings(anonymized_telemetry=False)
        if self._url is None:
            return chromadb.PersistentClient(str(self._folder), settings=quiet)
        server = urlsplit(self._url)
        try:
            secure = server.scheme == "https"
            port = server.port or (443 if secure else 8000)
            return chromadb.HttpClient(server.hostname or "localhost", port, ssl=secure, settings=quiet)
        except ValueError as error:
            raise KnowledgeError(
                f"Chroma does not answer at {server.hostname}", mend="Start it, or unset THREADWRIGHT_CHROMA_URL."
            ) from error


def _where(viewers: Viewers) -> Where | None:
    """Chroma's filter: for each of the viewers, a tag of theirs or everyone's."""
    clauses: list[Where] = []
    for tags in viewers:
        each: list[Where] = [cast("Where", {"audience": {"$contains": tag}}) for tag in (EVERYONE, *sorted(tags))]
        clauses.append({"$or": each} if len(each) > 1 else each[0])
    if not clauses:
        return None
    return {"$and": clauses} if len(clauses) > 1 else clauses[0]
