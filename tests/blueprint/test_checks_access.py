from __future__ import annotations

import pytest

from assistant.blueprint.checks import check
from tests.blueprint.plans import Value, edited, found

WHEN = "models.Loan.access.update.1.when"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"field": "stat", "one_of": ["OPEN"]}, "'stat' is not a field of Loan"),
        ({"field": "state", "one_of": []}, "one of nothing"),
        ({"field": "state", "one_of": ["LOST"]}, "never 'LOST'"),
        ({"field": "note", "one_of": [1]}, "never 1"),
        ({"field": "state", "null": True}, "required, so it is never null"),
        ({"field": "note", "tense": "past"}, "no date"),
        ({"field": "member", "null": False}, "required, so it is never null"),
        ({"field": "witness", "one_of": ["Ann"]}, "only `null`"),
        ({"field": "reviews", "null": True}, "'reviews' is not a field of Loan"),
        ({"field": "deletedAt", "null": True}, "'deletedAt' is not a field of Loan"),
    ],
)
def test_a_condition_that_says_nothing(condition: Value, words: str) -> None:
    finding = found(**{f"{WHEN}.+": condition})
    assert finding.place == f"{WHEN}.0"
    assert words in finding.message
    assert finding.mend


@pytest.mark.parametrize("field", ["tags", "extra"])
def test_a_condition_on_what_cannot_be_compared(field: str) -> None:
    when: Value = [{"field": field, "one_of": ["a"]}]
    finding = found(**{"models.Book.access.update.0": {"kind": "role", "roles": ["librarian"], "when": when}})
    assert "only `null`" in finding.message


@pytest.mark.parametrize(
    "condition",
    [
        {"field": "note", "null": True},
        {"field": "witness", "null": False},
        {"field": "createdAt", "tense": "past"},
        {"field": "state", "one_of": ["OPEN", "RETURNED"]},
    ],
)
def test_a_condition_that_says_something(condition: Value) -> None:
    assert check(edited(**{f"{WHEN}.+": condition})) == ()


def test_a_condition_on_the_role_of_the_account() -> None:
    edits: dict[str, Value] = {"kind": "owner", "path": "self", "when": [{"field": "role", "one_of": ["member"]}]}
    assert check(edited(**{"models.Member.access.update.0": edits})) == ()
    edits["when"] = [{"field": "role", "one_of": ["boss"]}]
    assert "never 'boss'" in found(**{"models.Member.access.update.0": edits}).message


@pytest.mark.parametrize(
    ("place", "rule", "where", "words"),
    [
        ("Loan.access.read.0", {"kind": "role", "roles": []}, "", "names no role"),
        ("Loan.access.read.0", {"kind": "role", "roles": ["boss"]}, "", "'boss' is not a role"),
        ("Loan.access.read.0", {"kind": "owner", "path": "owner"}, ".path", "'owner' is not a relation of Loan"),
        ("Loan.access.read.0", {"kind": "owner", "path": "book.author"}, ".path", "'author' is not a relation of Book"),
        ("Loan.access.read.0", {"kind": "owner", "path": "book"}, ".path", "ends at Book, not at the account Member"),
        ("Loan.access.read.0", {"kind": "owner", "path": "self"}, ".path", "A Loan is not the account"),
        ("Loan.access.list", [{"kind": "owner", "path": "book"}], ".0.path", "ends at Book"),
        ("Book.access.create.0", {"kind": "owner", "path": "keepers"}, ".path", "before it exists"),
        ("Book.access.create.0", {"kind": "owner", "path": "loans.member"}, ".path", "before it exists"),
        ("Member.access.create", [{"kind": "owner", "path": "self"}], ".0.path", "does not exist yet"),
        (
            "Review.access.create.0",
            {"kind": "authenticated", "when": [{"field": "stars", "one_of": [5]}]},
            ".when",
            "no record yet",
        ),
        (
            "Member.access.update.0",
            {"kind": "owner", "path": "self", "having": [{"field": "name", "one_of": ["Ann"]}]},
            ".having",
            "no model between",
        ),
        (
            "Review.access.delete.1",
            {"kind": "owner", "path": "loan.book.keepers", "having": [{"field": "stars", "one_of": [5]}]},
            ".having.0",
            "'stars' is not a field of Book",
        ),
    ],
)
def test_a_rule_that_nobody_can_meet(place: str, rule: Value, where: str, words: str) -> None:
    finding = found(**{f"models.{place}": rule})
    assert finding.place == f"models.{place}{where}"
    assert words in finding.message
    assert finding.mend


def test_an_inverse_of_many_is_a_path() -> None:
    rule: Value = {"kind": "owner", "path": "loans.member", "having": [{"field": "state", "one_of": ["OPEN"]}]}
    assert check(edited(**{"models.Book.access.update.0": rule})) == ()


def test_where_nobody_signs_in_only_public_rules_can_be_met() -> None:
    plan = edited(
        **{
            "auth": {"kind": "none"},
            "models": [
                {
                    "name": "Book",
                    "access": {
                        "read": [{"kind": "public"}],
                        "create": [{"kind": "authenticated"}],
                        "update": [{"kind": "role", "roles": ["boss"]}],
                        "delete": [{"kind": "owner", "path": "keeper"}],
                    },
                }
            ],
            "relations": [],
            "endpoints": [],
        }
    )
    findings = check(plan)
    assert [finding.place for finding in findings] == [
        f"models.Book.access.{operation}.0" for operation in ("create", "update", "delete")
    ]
    assert all("nobody signs in" in finding.message for finding in findings)
