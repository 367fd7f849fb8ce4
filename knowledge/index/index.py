"""One project's chunks on disk, found by meaning and by words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.chunk import Chunk
from knowledge.embed import Embedder
from knowledge.index.database import Database
from knowledge.index.states import IndexedFile, Updated


class Index:
    """Made by `open`; blocking, so called on a thread from async code.

    A source is a folder, a ref of a repository or an upload: what is updated and removed together. Each call is one
    transaction: after an interrupt a file is either as it was or as it was given.
    """

    def __init__(self, database: Database, embedder: Embedder | None) -> None:
        self._database = database
        self._embedder = embedder

    @classmethod
    def open(cls, folder: Path, *, embedder: Embedder | None = None) -> Self:
        """The index in `folder`, made where there is none. Without `embedder` it finds by words alone.

        Raises KnowledgeError where the index was made with another embedding model or can't be opened.
        """
        return cls(Database.open(folder / "index.db"), embedder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def sources(self) -> tuple[str, ...]:
        return self._database.sources()

    def files(self, source: str) -> dict[str, str]:
        """Path -> fingerprint of every file of `source`, as given to `update`."""
        return self._database.files(source)

    def count(self) -> int:
        """Chunks of all sources."""
        return self._database.count()

    def update(self, files: Sequence[IndexedFile], *, source: str) -> Updated:
        """Put `files` in, in place of what the same paths held. Best with some hundred chunks a call.

        A text that was embedded before, whatever its path or source, is not embedded again.
        """
        chunks = [chunk for file in files for chunk in file.chunks]
        self._database.put(files, source)
        return Updated(files=len(files), chunks=len(chunks))

    def remove(self, paths: Iterable[str], *, source: str) -> int:
        """Take files out; the chunks that are no longer found are counted."""
        return self._database.remove(list(paths), source)

    def remove_source(self, source: str) -> int:
        return self.remove(self.files(source), source=source)

    def stamp(self, commit: str | None, *, source: str) -> None:
        """Every chunk of `source` is now cited at `commit`: what did not change between two commits is only this."""
        self._database.stamp(commit, source)

    def chunks(self, path: str, *, source: str | None = None) -> tuple[Chunk, ...]:
        """The chunks of a file in the order of their lines."""
        return self._database.chunks(path, source)
