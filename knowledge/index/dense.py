"""The dense leg: what is near in meaning, by the best window of a text and by what it is headed with."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.embed import Embedder
from knowledge.index import fields
from knowledge.index.audience import Viewers
from knowledge.index.database import Database, Unplaced
from knowledge.index.embeddings import Embeddings
from knowledge.index.states import Told
from knowledge.index.vectors import Row, VectorStore

HEAD_WEIGHT = 0.5
"""Of the head beside the best window. 0.3 to 0.7 measure the same within half a point."""

_AT_ONCE = 256
_ROWS_A_CHUNK = 3


class DenseLeg:
    """A chunk's score is the cosine of its best window plus half that of its head.

    Chroma finds the candidates; their scores are then worked out from all their vectors.
    """

    def __init__(
        self, database: Database, embeddings: Embeddings, embedder: Embedder, folder: Path, url: str | None
    ) -> None:
        self._database = database
        self._embeddings = embeddings
        self._embedder = embedder
        self._store = VectorStore(folder, url, lambda: int(database.fact("changes", "0")))

    def close(self) -> None:
        self._store.close()
        self._embeddings.close()

    def clear(self) -> None:
        """Forget all vectors, so that `settle` makes them again with this model."""
        with self._store.writing():
            self._store.clear()
            self._database.set_none_placed()
            self._changed()

    def settle(self, told: Told | None = None) -> tuple[int, int]:
        """Bring the vectors in line with the chunks: how many were embedded, how many texts were known.

        What an interrupt or a run without a model left over is caught up with here.
        """
        embedded = known = 0
        while waiting := self._database.unplaced(_AT_ONCE):
            asked = self._place(waiting)
            embedded += asked
            known += len(waiting) - asked
            if told is not None:
                told(len(waiting))
        while gone := self._database.gone(_AT_ONCE):
            with self._store.writing():
                self._store.remove(gone)
                self._changed()
            self._database.set_forgotten(gone)
        return embedded, known

    def nearest(self, question: str, limit: int, viewers: Viewers) -> dict[int, float]:
        """Numbers of the best `limit` chunks that `viewers` may see -> their scores, the higher the better."""
        asked = self._embedder.embed_query(question)
        candidates = self._store.nearest(asked, limit * _ROWS_A_CHUNK, viewers)
        hashes = self._database.hashes(candidates)
        wanted = {sha256 for pair in hashes.values() for sha256 in pair}
        vectors = self._embeddings.found(self._embedder.name, wanted, self._embedder.dimension)
        scores = {
            number: float(np.max(vectors[body] @ asked) + HEAD_WEIGHT * np.max(vectors[head] @ asked))
            for number, (body, head) in hashes.items()
            if body in vectors and head in vectors
        }
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:limit]
        return {number: scores[number] for number in best}

    def _place(self, waiting: list[Unplaced]) -> int:
        bodies = {each.body: each.chunk.text for each in waiting}
        heads = {each.head: fields.head(each.chunk) or each.chunk.text[:200] for each in waiting}
        windows, asked = self._embeddings.made(self._embedder, bodies, fields.windows)
        titles, _ = self._embeddings.made(self._embedder, heads, lambda text: [text])
        with self._store.writing():
            there = self._database.hashes([each.number for each in waiting])
            rows = [
                Row(each.number, np.concatenate((titles[each.head], windows[each.body])), each.audience)
                for each in waiting
                if each.number in there
            ]
            self._store.put(rows)
            self._database.set_placed([row.number for row in rows])
            self._changed()
        return asked

    def _changed(self) -> None:
        self._database.set_fact("changes", str(int(self._database.fact("changes", "0")) + 1))
        self._store.seen()
