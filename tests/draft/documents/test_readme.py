"""The README of a draft: what to type, and what was decided without being told."""

from __future__ import annotations

from assistant.blueprint.plan import NotUnderstood
from assistant.draft.design import Design, design
from assistant.draft.documents.readme import readme
from tests.draft.documents.plans import example_design


def _with_doubts() -> Design:
    plan = example_design("library-lending").blueprint
    doubts = {
        "assumptions": ("A loan lasts 21 days.",),
        "questions": ("Who may return a loan?",),
        "not_understood": (NotUnderstood(sentence="Ping the branch.", why="no endpoint does that"),),
    }
    return design(plan.model_copy(update=doubts))


def test_what_was_assumed_asked_and_not_understood_is_said() -> None:
    text = readme(_with_doubts())
    assert "## Assumed, because the brief does not say\n- A loan lasts 21 days.\n" in text
    assert "## Open questions\n- Who may return a loan?\n" in text
    assert "## Not understood\n- “Ping the branch.”: no endpoint does that\n" in text


def test_a_plan_without_doubts_has_no_empty_headings() -> None:
    plan = _with_doubts().blueprint.model_copy(update={"assumptions": (), "questions": (), "not_understood": ()})
    text = readme(design(plan))
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Library lending API",
        "## Run",
        "## Test",
        "## Where things are",
    ]


def test_the_first_of_a_role_is_made_in_the_database() -> None:
    text = readme(example_design("library-lending"))
    assert "    UPDATE users SET role = 'LIBRARIAN' WHERE email = 'ann@example.org';\n" in text


def test_without_roles_or_sign_in_neither_is_spoken_of() -> None:
    text = readme(example_design("todo-tags"))
    assert "UPDATE" not in text
    assert "lib/auth/" not in text
    assert "lib/auth/" in readme(example_design("stay-booking"))
