"""Deeds that an answer claims or keeps quiet about."""

from __future__ import annotations

import pytest

from assistant.agent.honesty.deeds import deed_notes
from assistant.blueprint.operations.operation import DropModel
from assistant.blueprint.read.prose import read_brief
from assistant.tools.desk import Work

PLAN = read_brief("Authors write blog entries. A blog entry has a title and a text. An author has a name.")
BEGAN = Work(plan=PLAN, base=2, version=2)
ENTRY = "BlogEntry"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I added photoUrl to Space and ran the tests.", True),
        ("Renamed venue to location.", True),
        ("All is well. I have now dropped the column.", True),
        ("Done as the README says.", True),
        ("A book is added by a librarian.", False),
        ("In version 2 I renamed venue.", False),
        ("Shall I rename it?", False),
    ],
)
def test_a_change_that_was_not_made_is_not_left_standing(text: str, told: bool) -> None:
    notes = list(deed_notes(text, BEGAN, BEGAN))
    assert notes == (["Nothing was changed in this turn: the plan is still version 2."] if told else [])


def test_a_change_that_was_made_needs_no_note() -> None:
    changed = BEGAN.model_copy(update={"plan": PLAN.model_copy(update={"title": "Books"}), "version": None})
    assert not list(deed_notes("I renamed it.", BEGAN, changed))


def test_what_was_dropped_is_named_where_the_answer_does_not() -> None:
    rest = PLAN.model_copy(update={"models": tuple(model for model in PLAN.models if model.name != ENTRY)})
    work = BEGAN.changed(rest, (DropModel(model=ENTRY),))
    assert list(deed_notes("All is fine.", BEGAN, work)) == [f"Gone from the plan, with all records: {ENTRY}."]
    assert not list(deed_notes("The blog entries are gone.", BEGAN, work))
    assert not list(deed_notes("All is fine.", Work(), work))


def test_an_assumption_that_is_repeated_claims_nothing() -> None:
    assumed = "The brief describes no account, so I added a User with an email address and a password."
    work = BEGAN.model_copy(update={"plan": PLAN.model_copy(update={"assumptions": (assumed,)})})
    assert not list(deed_notes(f"Assumed:\n- {assumed}", work, work))
    assert list(deed_notes(f"Assumed:\n- {assumed}\nI added a Shop.", work, work))
