"""How a message is cut into wishes, and what in it asks for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.blueprint.operations.apply import apply
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.revise.read import revise
from assistant.blueprint.revise.revision import Revision
from assistant.blueprint.revise.wording import requests

_PLAN = read_brief(
    "Users (email unique, name) own projects with a name. A project has tasks: title, notes (optional), done."
)
_WORDS = st.sampled_from(
    "rename drop add make the a task tasks project notes done name to and, . ? only owner can delete it unique "
    "optional "
    "must be several per each status OPEN DONE / : ( ) -> index default 5 not should have many users "
    "int decimal".split()
)


@pytest.mark.parametrize(
    ("message", "wishes"),
    [
        ("rename price to unitPrice and make it a decimal", ["rename price to unitPrice", "make it a decimal"]),
        ("oh and could you please drop the notes, thanks!", ["drop the notes"]),
        ("HR says the reason must be mandatory after all", ["the reason must be mandatory"]),
        ("name, email and phone can be empty", ["name, email and phone can be empty"]),
        ("users can edit and delete their own comments", ["users can edit and delete their own comments"]),
        ("call it Tag... no wait, rename done to completed", ["rename done to completed"]),
        ("Product:\n- sku\n- weight (optional)", ["Product: sku, weight (optional)"]),
        ("changes:\n- drop notes\n- phone optional", ["drop notes", "phone optional"]),
    ],
)
def test_a_message_is_cut_where_another_wish_begins(message: str, wishes: list[str]) -> None:
    assert [request.text for request in requests(message)] == wishes


@pytest.mark.parametrize(
    "message",
    [
        "thanks, that looks great!",
        "what happens to the tasks when I delete a project?",
        "quick question, are the tasks gone too? don't change anything, just asking",
        "why is the name required?",
        "let me think about it",
    ],
)
def test_questions_and_small_talk_change_nothing(message: str) -> None:
    assert revise(message, _PLAN) == Revision()


def test_what_finds_no_place_is_told_with_its_reason_and_changes_nothing() -> None:
    revision = revise("send an email when a task is done", _PLAN)
    assert revision.operations == ()
    assert [one.sentence for one in revision.not_understood] == ["send an email when a task is done"]
    assert "Task" in revision.not_understood[0].why


def test_what_can_be_several_things_is_asked() -> None:
    revision = revise("drop the name", _PLAN)
    assert revision.operations == ()
    assert revision.questions == ("Which 'name' do you mean: User.name or Project.name?",)


def test_one_wish_that_cannot_be_made_leaves_the_others() -> None:
    revision = revise("drop the email of users. rename done to completed", _PLAN)
    assert [operation.kind for operation in revision.operations] == ["rename_field"]
    assert revision.questions == ("People sign in with User.email. What do they sign in with instead?",)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=14))
def test_whatever_is_said_the_operations_can_be_made(words: list[str]) -> None:
    revision = revise(" ".join(words), _PLAN)
    apply(_PLAN, revision.operations)
