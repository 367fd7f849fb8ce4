"""What write_custom says before anything is drafted."""

from __future__ import annotations

import pytest

from assistant.blueprint.read.prose import read_brief
from assistant.tools.conditions import conditions, unknown_conditions

PLAN = read_brief(
    "Members (name, email) borrow books (title). A loan belongs to a member and a book. "
    "Members see only their own loans. Everyone may see books."
)


def test_the_conditions_of_a_plan_are_those_of_models_that_not_everyone_may_read() -> None:
    found = conditions(PLAN)
    assert found["loansVisibleTo"] == "loansVisibleTo(actor)"
    assert "booksVisibleTo" not in found


@pytest.mark.parametrize(
    ("code", "unknown"),
    [
        ("return db().loan.findMany({ where: loansVisibleTo(actor) });", []),
        ("return db().book.findMany({ where: booksVisibleTo(actor) });", ["booksVisibleTo"]),
        ("const booksVisibleTo = () => ({}); return db().book.findMany({ where: booksVisibleTo() });", []),
        ('return db().book.findMany({ where: { title: "booksVisibleTo" } });', []),
    ],
)
def test_a_condition_that_is_none_is_found_before_anything_is_compiled(code: str, unknown: list[str]) -> None:
    assert unknown_conditions(code, conditions(PLAN)) == unknown
