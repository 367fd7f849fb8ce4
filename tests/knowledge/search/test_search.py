"""Two legs in one ranking."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from knowledge.index import Index
from knowledge.search import ranked
from knowledge.search.fusion import fused, normalised
from tests.knowledge.index.test_index import file

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


def test_neighbours_of_the_first_come_after_the_certain_places(tmp_path: Path) -> None:
    with Index.open(tmp_path / "shop") as index:
        index.update([file("guide.md", "before", "the refund", "after")], source="main")
        index.update([file(f"{at}.md", f"refund {'long ' * 20}{at}") for at in range(14)], source="main")
        order = list(ranked(index, "refund"))
        texts = [chunk.text for chunk in index.numbered(order).values()]
    names = dict(zip(sorted(order), texts, strict=True))
    assert [names[number] for number in order[10:12]] == ["before", "after"]
    assert names[order[0]] == "the refund"
    assert len(order) == 17


def test_neighbours_for_others_are_not_shown(tmp_path: Path) -> None:
    with Index.open(tmp_path / "shop") as index:
        open_, closed = file("guide.md", "the refund"), file("guide.md", "before", "secret", audience=("hr",))
        mixed = type(open_)("guide.md", "1", (*open_.chunks, *closed.chunks))
        index.update([mixed], source="main")
        assert len(ranked(index, "refund", (frozenset(),))) == 1
