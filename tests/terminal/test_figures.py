"""Measured figures in words."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from adapters.terminal.figures import figures
from tests.terminal.replies import RESPONSE_TIME


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.25, "1.2"),
        (1500, "1,500"),
        (True, "yes"),
        ("none found", "none found"),
        ({"p50": 1.94, "p95": 4.2, "gone": None}, "p50 1.9  p95 4.2"),
        ({"slowest": {"endpoint": "GET /api/loans", "p95": 6.1}}, "slowest GET /api/loans 6.1"),
        ({"n_plus_one": []}, "n plus one none"),
        ({"scans": ["a", "b", "c", "d", "e"]}, "scans a, b, c and 2 more"),
    ],
)
def test_an_unknown_measurement_is_shown_as_it_is(value: JsonValue, words: str) -> None:
    assert figures("beauty", value) == words


def test_response_times() -> None:
    value: JsonValue = {
        "p50": 1.94,
        "p95": 4.2,
        "slowest": {"endpoint": "GET /api/loans", "p95": 6.1},
        "by_endpoint": {},
    }
    assert figures("api_response_time_ms", value) == "p50 1.9  p95 4.2  (slowest: GET /api/loans 6.1)"
    told = figures("api_response_time_ms", {**RESPONSE_TIME, "not_measured": ["POST /api/auth/login"]})
    assert told.endswith("  not measured: POST /api/auth/login")


def test_queries() -> None:
    good: dict[str, JsonValue] = {"queries_per_request": 1.25, "n_plus_one": [], "sequential_scans": []}
    name = "database_query_efficiency"
    assert figures(name, good) == "1.2 queries a request, no N+1, no sequential scan over 1,000 rows"
    scans: list[JsonValue] = [{"endpoint": "GET /api/loans", "table": "loans"}]
    bad = figures(name, {**good, "n_plus_one": ["GET /api/books"], "sequential_scans": scans})
    assert bad.endswith("N+1 in GET /api/books, sequential scans of 1,000 rows or more: GET /api/loans loans")


def test_a_known_measurement_of_another_shape_is_shown_as_it_is() -> None:
    assert figures("api_response_time_ms", {"p50": 2.0}) == "p50 2.0"
