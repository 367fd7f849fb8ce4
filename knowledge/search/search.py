"""A question -> the chunks that answer it best, among those its askers may see."""

from __future__ import annotations

from pydantic import Field

from assistant.conversation import Record
from knowledge.chunk import Chunk
from knowledge.index import Index
from knowledge.index.audience import Viewers
from knowledge.search.fusion import LIMIT, fused, normalised


class Hit(Record):
    """A chunk that was found. `lexical` and `dense` are what its legs gave it, 0 where they did not find it."""

    chunk: Chunk
    score: float = Field(ge=0, le=1, description="Comparable within one search alone")
    lexical: float = 0.0
    dense: float = 0.0


def search(index: Index, question: str, *, limit: int = 10, viewers: Viewers = ()) -> tuple[Hit, ...]:
    """The best `limit` chunks, the best first; the same text at the same path in several sources counts once."""
    lexical, dense = _legs(index, question, viewers)
    scores = fused([leg for leg in (lexical, dense) if leg])
    words, meaning = normalised(lexical), normalised(dense)
    chunks = index.numbered(list(scores))
    hits: dict[str, Hit] = {}
    for number, score in scores.items():
        chunk = chunks.get(number)
        if chunk is not None and chunk.id not in hits:
            parts = {"lexical": words.get(number, 0.0), "dense": meaning.get(number, 0.0)}
            hits[chunk.id] = Hit(chunk=chunk, score=score, **parts)
        if len(hits) == limit:
            break
    return tuple(hits.values())


def ranked(index: Index, question: str, viewers: Viewers = ()) -> dict[int, float]:
    """The numbers of all chunks that either leg finds -> score, the best first."""
    return fused([leg for leg in _legs(index, question, viewers) if leg])


def _legs(index: Index, question: str, viewers: Viewers) -> tuple[dict[int, float], dict[int, float]]:
    return index.lexical(question, LIMIT, viewers), index.dense(question, LIMIT, viewers)
