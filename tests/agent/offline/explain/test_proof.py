"""Questions on what was checked, answered from receipts alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.agent.offline.explain.proof import about_measures, about_proof
from assistant.conversation import Status
from tests.agent.drafter import receipts
from tests.agent.offline.explain.plans import answer, rentals

METRICS = {
    "api_response_time_ms": {"p50": 1.9, "p95": 4.2, "slowest": {"endpoint": "GET /api/bookings", "p95": 6.1}},
    "database_query_efficiency": {"queries_per_request": 1.3, "n_plus_one": [], "sequential_scans": []},
}
PROVEN = replace(rentals(), version=3, receipts=receipts(), metrics=METRICS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("did the tests pass?", "v3: tests passed, 12 of 12"),
        ("how many tests are there?", "12 of 12"),
        ("did all checks pass?", "checks passed"),
        ("what was not run?", "none was left out"),
        ("does it compile?", "types passed"),
        ("does the migration apply?", "migration passed"),
        ("what is the slowest endpoint?", "GET /api/bookings, p95 6.1 ms"),
        ("is there an N+1?", "1.3 queries a request, no N+1"),
        ("how long did the checks take?", "took 0.0 s"),
        ("was it sandboxed?", "no sandbox that a receipt names"),
    ],
)
def test_receipts_answer(question: str, said: str) -> None:
    assert said in answer(question, PROVEN)


def test_what_failed_is_told_in_the_tools_words() -> None:
    failed = replace(PROVEN, receipts=receipts(tests=Status.FAILED, lint=Status.NOT_RUN))
    told = answer("did everything pass?", failed)
    assert "1 failed and 1 not run" in told
    assert "expected 200, got 404" in answer("what failed?", failed)
    assert "lint was not run" in answer("what was not run?", failed)
    assert "passed" not in answer("did the tests pass?", failed)


def test_nothing_is_claimed_without_receipts() -> None:
    for question in (
        "did the tests pass?",
        "how many tests are there?",
        "is it proven?",
        "what is the slowest endpoint?",
    ):
        assert "nothing of it is proven" in answer(question, replace(PROVEN, receipts=()))


def test_figures_that_were_not_measured_are_said_to_be_missing() -> None:
    assert "has no measurement" in answer("what is the slowest endpoint?", replace(PROVEN, metrics=None))


@pytest.mark.parametrize(
    "question", ["who can pass a test?", "where are the tests of bookings?", "which fields has a booking?"]
)
def test_not_every_question_with_such_a_word_is_about_proof(question: str) -> None:
    assert not about_proof(question)


def test_measures_are_told_from_results() -> None:
    assert about_measures("what is the slowest endpoint?")
    assert not about_measures("did the tests pass?")
