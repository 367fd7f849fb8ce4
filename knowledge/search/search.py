"""A question -> the chunks that answer it best, among those its askers may see."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from assistant.conversation import Record
from knowledge.chunk import Chunk
from knowledge.index import Index
from knowledge.index.audience import Viewers
from knowledge.search.fusion import LIMIT, fused, normalised

CERTAIN = 10
"""Places that are given by score alone. After them come the neighbours of the first, since answers run on."""

EXPANDED = 5


class Hit(Record):
    """A chunk that was found. `lexical` and `dense` are what its legs gave it, 0 where they did not find it."""

    chunk: Chunk
    score: float = Field(ge=0, le=1, description="Comparable within one search alone")
    lexical: float = 0.0
    dense: float = 0.0


def search(index: Index, question: str, *, limit: int = 10, viewers: Viewers = ()) -> tuple[Hit, ...]:
    """The best `limit` chunks, the best first; the same text at the same path in several sources counts once."""
    lexical, dense = _legs(index, question, viewers)
    scores = _ranked(index, lexical, dense)
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
    """The numbers of all chunks that either leg finds, and of neighbours of the first -> score, the best first."""
    return _ranked(index, *_legs(index, question, viewers))


def _ranked(index: Index, lexical: Mapping[int, float], dense: Mapping[int, float]) -> dict[int, float]:
    scores = fused([leg for leg in (lexical, dense) if leg])
    order = list(scores)
    first = order[:CERTAIN]
    near = [each for number in order[:EXPANDED] for each in index.neighbours(number) if each not in first]
    floor = scores[first[-1]] if first else 0.0
    return {
        **{number: scores[number] for number in first},
        **dict.fromkeys(near, floor),
        **{number: scores[number] for number in order[CERTAIN:] if number not in near},
    }


def _legs(index: Index, question: str, viewers: Viewers) -> tuple[dict[int, float], dict[int, float]]:
    return index.lexical(question, LIMIT, viewers), index.dense(question, LIMIT, viewers)
