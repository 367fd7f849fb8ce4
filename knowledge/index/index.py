"""One project's chunks on disk, found by meaning and by words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assistant.errors import EmbeddingError
from knowledge.chunk import Chunk
from knowledge.embed import Embedder
from knowledge.index.audience import Viewers
from knowledge.index.database import Database
from knowledge.index.lexical import matches
from knowledge.index.states import IndexedFile, Told, Updated

if TYPE_CHECKING:
    from knowledge.index.dense import DenseLeg


class Index:
    """Made by `open`; blocking, so called on a thread from async code.

    A source is a folder, a ref of a repository or an upload: what is updated and removed together. Each call is one
    transaction: after an interrupt a file is either as it was or as it was given.
    """

    def __init__(self, database: Database, dense: DenseLeg | None) -> None:
        self._database = database
        self._dense = dense

    @classmethod
    def open(
        cls, folder: Path, *, embedder: Embedder | None = None, chroma_url: str | None = None, renew: bool = False
    ) -> Self:
        """The index in `folder`, made where there is none. Without `embedder` it finds by words alone.

        Embeddings are kept beside `folder`, for all its siblings. Raises EmbeddingError where the vectors were made by
        another model, unless `renew` is given, which makes them again at the next update; KnowledgeError where the
        index can't be opened.
        """
        database = Database.open(folder / "index.db")
        if embedder is None:
            return cls(database, None)
        made_by = database.fact("model", embedder.name)
        if made_by != embedder.name and not renew:
            database.close()
            raise EmbeddingError(
                f"The index of {folder.name} was made with the embeddings {made_by}, not {embedder.name}",
                mend=f"Set THREADWRIGHT_EMBEDDING={made_by}, or delete {folder / 'chroma'} and {folder / 'index.db'}* "
                f"and run `threadwright index --project {folder.name}`.",
            )
        # Searching by words alone needs none of the packages that these do.
        from knowledge.index.dense import DenseLeg
        from knowledge.index.embeddings import Embeddings

        dense = DenseLeg(database, Embeddings.open(folder.parent / "embeddings.db"), embedder, folder, chroma_url)
        if made_by != embedder.name:
            dense.clear()
        if database.fact("model") != embedder.name:
            database.set_fact("model", embedder.name)
        return cls(database, dense)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if self._dense is not None:
            self._dense.close()
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
        self._database.put(files, source)
        embedded, known = self.settle()
        return Updated(len(files), sum(len(file.chunks) for file in files), embedded, known)

    def remove(self, paths: Iterable[str], *, source: str) -> int:
        """Take files out; the chunks that are no longer found are counted."""
        removed = self._database.remove(list(paths), source)
        self.settle()
        return removed

    def settle(self, told: Told | None = None) -> tuple[int, int]:
        """Embed what an interrupt, or a run without embeddings, left behind: texts embedded, and texts known."""
        return (0, 0) if self._dense is None else self._dense.settle(told)

    def remove_source(self, source: str) -> int:
        return self.remove(self.files(source), source=source)

    def stamp(self, commit: str | None, *, source: str) -> None:
        """Every chunk of `source` is now cited at `commit`: what did not change between two commits is only this."""
        self._database.stamp(commit, source)

    def chunks(self, path: str, *, source: str | None = None) -> tuple[Chunk, ...]:
        """The chunks of a file in the order of their lines."""
        return self._database.chunks(path, source)

    def lexical(self, question: str, limit: int, viewers: Viewers = ()) -> dict[int, float]:
        """Numbers of the best chunks by their words -> BM25."""
        return matches(self._database, question, limit, viewers)

    def dense(self, question: str, limit: int, viewers: Viewers = ()) -> dict[int, float]:
        """Numbers of the best chunks by their meaning -> score; none without embeddings."""
        return {} if self._dense is None else self._dense.nearest(question, limit, viewers)

    @property
    def embedding(self) -> str | None:
        """The model that the vectors were made by, None where there are none."""
        return self._database.fact("model") or None

    @property
    def by_meaning(self) -> bool:
        """Whether there are embeddings to search by."""
        return self._dense is not None

    def numbered(self, numbers: Collection[int]) -> dict[int, Chunk]:
        """The chunks that `lexical` and `dense` speak of; one removed meanwhile is left out."""
        return self._database.numbered(numbers)
