"""How well each leg and both together find what is known to be relevant."""

from __future__ import annotations

import json
import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.conversation import Record
from assistant.errors import InputError
from knowledge.chunk import Chunk, sha256_of
from knowledge.embed import Embedder
from knowledge.index import Index, IndexedFile
from knowledge.search import ranked
from knowledge.search.fusion import LIMIT

_SOURCE = "corpus"


class Passage(BaseModel):
    """A row of a corpus; it is indexed as one chunk."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    path: str | None = None
    title: str | None = None
    symbol: str | None = None


class Query(BaseModel):
    """A question with the ids of all passages that answer it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    relevant: tuple[str, ...] = Field(min_length=1)


class Figures(Record):
    """Means over the queries, and the time of one search in milliseconds."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    ndcg_10: float = Field(alias="ndcg@10")
    recall_5: float = Field(alias="recall@5")
    recall_10: float = Field(alias="recall@10")
    recall_20: float = Field(alias="recall@20")
    mrr: float
    p50_ms: float
    p95_ms: float


def read_corpus(path: Path) -> tuple[Passage, ...]:
    """Raises InputError with the line that is no passage."""
    return tuple(_rows(path, Passage))


def read_queries(path: Path) -> tuple[Query, ...]:
    """Raises InputError with the line that is no query."""
    return tuple(_rows(path, Query))


def evaluate(
    corpus: Sequence[Passage], queries: Sequence[Query], *, embedder: Embedder | None, workspace: Path
) -> dict[str, Figures]:
    """The figures of "lexical", and with `embedder` of "dense" and "fused" too.

    The corpus is indexed in a folder of its own under `workspace`; embeddings stay there for the next time.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(dir=workspace, prefix="corpus-") as folder,
        Index.open(Path(folder), embedder=embedder) as index,
    ):
        index.update(_files(corpus), source=_SOURCE)
        legs: dict[str, Leg] = {"lexical": partial(index.lexical, limit=LIMIT)}
        if embedder is not None:
            legs = {"dense": partial(index.dense, limit=LIMIT), **legs, "fused": partial(ranked, index)}
        return {name: _measured(index, leg, queries) for name, leg in legs.items()}


Leg = Callable[[str], dict[int, float]]
"""A question -> numbers of chunks with their scores, the best first."""


def _measured(index: Index, leg: Leg, queries: Sequence[Query]) -> Figures:
    took: list[float] = []
    rankings: list[list[str]] = []
    # Whatever is loaded at the first search is no part of the others.
    leg(queries[0].text)
    for query in queries:
        began = time.perf_counter()
        scores = leg(query.text)
        took.append((time.perf_counter() - began) * 1000)
        chunks = index.numbered(list(scores))
        rankings.append([chunks[number].id for number in scores if number in chunks])
    pairs = [(ranking, frozenset(query.relevant)) for ranking, query in zip(rankings, queries, strict=True)]
    return Figures.model_validate(
        {
            "ndcg@10": statistics.fmean(ndcg(ranking, relevant, 10) for ranking, relevant in pairs),
            **{
                f"recall@{at}": statistics.fmean(recall(ranking, relevant, at) for ranking, relevant in pairs)
                for at in (5, 10, 20)
            },
            "mrr": statistics.fmean(reciprocal_rank(ranking, relevant) for ranking, relevant in pairs),
            "p50_ms": statistics.median(took),
            "p95_ms": sorted(took)[min(len(took) - 1, int(len(took) * 0.95))],
        }
    )


def ndcg(ranking: Sequence[str], relevant: AbstractSet[str], at: int) -> float:
    """Normalised discounted cumulative gain of the first `at`, each relevant passage counting the same."""
    gained = sum(1 / math.log2(place + 2) for place, each in enumerate(ranking[:at]) if each in relevant)
    return gained / sum(1 / math.log2(place + 2) for place in range(min(at, len(relevant))))


def recall(ranking: Sequence[str], relevant: AbstractSet[str], at: int) -> float:
    """The share of the relevant passages that is among the first `at`."""
    return len(relevant & set(ranking[:at])) / len(relevant)


def reciprocal_rank(ranking: Sequence[str], relevant: AbstractSet[str]) -> float:
    """One over the place of the first relevant passage, from 1; 0 where there is none."""
    return next((1 / place for place, each in enumerate(ranking, 1) if each in relevant), 0.0)


def _files(corpus: Sequence[Passage]) -> list[IndexedFile]:
    files: dict[str, list[Chunk]] = {}
    for passage in corpus:
        path = passage.path or passage.id
        place = len(files.setdefault(path, [])) + 1
        files[path].append(
            Chunk(
                id=passage.id,
                project=_SOURCE,
                path=path,
                first_line=place,
                last_line=place,
                kind="text",
                symbol=passage.symbol,
                heading=(passage.title,) if passage.title else (),
                text=passage.text,
                sha256=sha256_of(passage.text),
            )
        )
    return [IndexedFile(path, "", tuple(chunks)) for path, chunks in files.items()]


Row = TypeVar("Row", bound=BaseModel)


def _rows(path: Path, kind: type[Row]) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: {error}", mend="Give a file of JSON lines in UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield kind.model_validate(json.loads(line))
            except (ValueError, ValidationError) as error:
                wanted = ", ".join(name for name, field in kind.model_fields.items() if field.is_required())
                raise InputError(
                    f"{path}:{number} is no row", mend=f"Each line is a JSON object with {wanted}."
                ) from error
