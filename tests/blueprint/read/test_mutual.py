"""Links that two sentences tell from both ends."""

from __future__ import annotations

import pytest

from assistant.blueprint.read.prose import read_brief


def relations(text: str) -> set[str]:
    return {f"{r.model}.{r.name} -> {r.target} {r.kind.value}" for r in read_brief(text).relations}


def test_several_of_each_other_go_both_ways() -> None:
    told = relations("Boats: name. Guests: name. A guest steers many boats and a boat carries many guests.")
    assert told == {"Guest.boats -> Boat many_to_many"}


def test_one_of_each_other_is_one_to_one() -> None:
    told = relations("Camps: name. Cooks: name. A camp is headed by one cook; a cook heads at most one camp.")
    assert told == {"Camp.cook -> Cook one_to_one"}


@pytest.mark.parametrize("second", ["", " A cook needs many boats."])
def test_one_end_alone_says_nothing_of_the_other(second: str) -> None:
    text = f"Camps: name. Cooks: name. Boats: name. A camp has several cooks.{second}"
    assert "Cook.camp -> Camp many_to_one" in relations(text)
