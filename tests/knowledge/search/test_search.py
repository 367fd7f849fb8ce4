"""Two legs in one ranking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.fusion import fused, normalised

SCORES = st.dictionaries(st.integers(0, 50), st.floats(-100, 100), max_size=20)


@given(st.lists(SCORES, min_size=1, max_size=2))
def test_fused_scores_go_from_most_to_least_and_lose_nothing(legs: list[dict[int, float]]) -> None:
    scores = list(fused(legs).values())
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert set(fused(legs)) == {number for leg in legs for number in leg}


def test_what_both_legs_find_is_before_what_one_finds() -> None:
    assert next(iter(fused([{1: 9.0, 2: 8.0, 3: 0.0}, {4: 0.9, 2: 0.8, 5: 0.0}]))) == 2
    assert normalised({1: 5.0, 2: 5.0}) == {1: 1.0, 2: 1.0}
