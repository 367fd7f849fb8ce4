"""The measures, and the measurement of a small corpus."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from assistant.errors import InputError
from knowledge.evaluate import evaluate, ndcg, read_corpus, read_queries, recall, reciprocal_rank
from tests.knowledge.words import WordEmbedder

CORPUS = [
    {"id": "a", "path": "pay.py", "text": "def refund(order): pay_back(order)"},
    {"id": "b", "path": "pay.py", "text": "def charge(card): take(card)"},
    {"id": "c", "title": "Shipping", "text": "Parcels leave on Mondays.", "unknown": 1},
]
QUERIES = [
    {"id": "1", "text": "how are orders refunded?", "relevant": ["a"]},
    {"id": "2", "text": "when do parcels leave?", "relevant": ["c"]},
]


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_the_measures_are_those_of_the_books() -> None:
    ranking, relevant = ["x", "a", "y", "b"], {"a", "b", "c"}
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(ranking, relevant, 10) == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)
    assert ndcg(["a", "b"], {"a", "b"}, 10) == 1
    assert recall(ranking, relevant, 2) == pytest.approx(1 / 3)
    assert recall(ranking, relevant, 4) == pytest.approx(2 / 3)
    assert reciprocal_rank(ranking, relevant) == 0.5
    assert reciprocal_rank(["x"], relevant) == 0


def test_every_leg_is_measured(tmp_path: Path) -> None:
    corpus = read_corpus(written(tmp_path / "corpus.jsonl", CORPUS))
    queries = read_queries(written(tmp_path / "queries.jsonl", QUERIES))
    figures = evaluate(corpus, queries, embedder=WordEmbedder(), workspace=tmp_path / "work")
    assert list(figures) == ["dense", "lexical", "fused"]
    for leg in figures.values():
        assert (leg.ndcg_10, leg.recall_5, leg.mrr) == (1, 1, 1)
        assert 0 < leg.p50_ms <= leg.p95_ms
    assert list(evaluate(corpus, queries, embedder=None, workspace=tmp_path / "work")) == ["lexical"]


def test_a_line_that_is_no_row_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "queries.jsonl", [*QUERIES, {"id": "3", "text": "x", "relevant": []}])
    with pytest.raises(InputError, match=r"queries\.jsonl:3"):
        read_queries(path)
