"""Measured figures in words."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from adapters.terminal.figures import figures


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
def test_figures(value: JsonValue, words: str) -> None:
    assert figures(value) == words
