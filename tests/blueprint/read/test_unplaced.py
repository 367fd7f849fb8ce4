"""What is left over: sentences without a place, what was assumed, what is asked, and the title."""

from __future__ import annotations

import pytest

from assistant.blueprint.read.prose import read_brief


def test_what_runs_by_itself_is_told_with_its_reason() -> None:
    plan = read_brief("Branches have a name and a city. There must be a nightly ping to the branch.")
    (left,) = plan.not_understood
    assert left.sentence == "There must be a nightly ping to the branch"
    assert "by itself" in left.why


def test_noise_is_not_dumped() -> None:
    plan = read_brief("Hi all,\n\nso great to see you! Cars have a plate.\n\nNot in v1: payments.\n\nCheers,\nTom")
    assert [model.name for model in plan.models] == ["Car"]
    assert plan.not_understood == ()


def test_an_account_that_was_added_is_an_assumption() -> None:
    plan = read_brief("Cars have a plate. Only admins may add cars.")
    assert plan.auth.model == "User"
    assert any("added a User" in sentence for sentence in plan.assumptions)


def test_the_first_state_is_an_assumption() -> None:
    plan = read_brief("Cars have a plate and a status (free, rented, broken).")
    assert any("starts as FREE" in sentence for sentence in plan.assumptions)


def test_contact_details_that_everybody_could_read_are_asked_about() -> None:
    plan = read_brief("Teachers have a name and an email.")
    assert any("nobody signs in" in question for question in plan.questions)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Subject: Summary – rentals backend\n\nHosts have a name.", "Rentals backend"),
        ("# Gym management API\n\nMembers have a name.", "Gym management API"),
        ("Please build a small parking system. Garages have a name.", "Parking system"),
        ("Hey, so my wife asked me for something. Teachers have a name. Rooms have a number.", "Teachers and rooms"),
    ],
)
def test_the_title_is_what_the_brief_is_about(text: str, title: str) -> None:
    assert read_brief(text).title == title
