"""What a writer tells of life and of the past plans nothing, and forbids nothing."""

from __future__ import annotations

import pytest

from assistant.blueprint.read.prose import read_brief


@pytest.mark.parametrize(
    "aside",
    [
        "My cousin runs the cafe and keeps three tills.",
        "Last year the badgers got into the shed.",
        "We had two bands on the same stage in 2022, so the system must refuse that.",
        "I promised you a list of goats before I left.",
        "My dog barks through half the jingles.",
    ],
)
def test_a_digression_plans_nothing(aside: str) -> None:
    plan = read_brief(f"Boats: name, length in metres.\n\n{aside}\n\nA berth has a number and belongs to a boat.")
    assert [m.name for m in plan.models] == ["Boat", "Berth"]
    assert {f.name for f in plan.models[0].fields} == {"name", "lengthM"}


def test_what_a_digression_speaks_of_may_still_be_planned() -> None:
    plan = read_brief("Last year two boats were lost in the storm. Boats: name, length in metres.")
    assert [m.name for m in plan.models] == ["Boat"]


def test_a_demand_in_a_digression_is_reported() -> None:
    said = "We had two bands on the same stage in 2022, so the system must refuse that"
    plan = read_brief(f"Stages: name, colour.\n\n{said}.")
    assert said in [one.sentence for one in plan.not_understood]


def test_where_everything_happens_is_no_model() -> None:
    assert [m.name for m in read_brief("The choir has singers. A singer has a name and a voice.").models] == ["Singer"]
    assert "Choir" in [m.name for m in read_brief("Each choir has singers. A singer has a name and a voice.").models]


def test_a_question_that_is_denied_asks_for_nothing() -> None:
    plan = read_brief(
        "[09:18] jo: a boat has a name and a colour\n[09:19] jo: do we need invoices?\n[09:20] mara: no, later"
    )
    assert [m.name for m in plan.models] == ["Boat"]
