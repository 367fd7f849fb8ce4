"""The plan of the library that the examples begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.blueprint.access import Condition, HasRole, Operation, Owner, Public
from assistant.blueprint.behaviour import Effect, Limit
from assistant.blueprint.checks import check
from assistant.blueprint.field import Scalar, Write
from assistant.blueprint.plan import AuthKind, Blueprint, Model
from assistant.blueprint.read.prose import read_brief

_BRIEF = Path(__file__).parents[3] / "examples" / "library-lending.md"
_LIBRARIAN, _MEMBER = HasRole(roles=("LIBRARIAN",)), HasRole(roles=("MEMBER",))
_OPEN = (Condition(field="returnedAt", null=True),)


@pytest.fixture(scope="module")
def plan() -> Blueprint:
    return read_brief(_BRIEF.read_text())


def _model(plan: Blueprint, name: str) -> Model:
    model = plan.model(name)
    assert model is not None
    return model


def test_it_is_sound_and_all_understood(plan: Blueprint) -> None:
    assert check(plan) == ()
    assert plan.not_understood == ()
    assert [model.name for model in plan.models] == ["Book", "Loan", "User"]


def test_members_register_and_sign_in_with_jwt(plan: Blueprint) -> None:
    assert plan.auth.kind is AuthKind.JWT
    assert plan.auth.roles == ("MEMBER", "LIBRARIAN")
    assert plan.auth.default_role == "MEMBER"


def test_a_book_is_described_by_plain_fields(plan: Blueprint) -> None:
    book = _model(plan, "Book")
    assert [(field.name, field.scalar) for field in book.fields] == [
        ("title", Scalar.STRING),
        ("isbn", Scalar.STRING),
        ("author", Scalar.STRING),
        ("copies", Scalar.INT),
    ]
    isbn = book.field("isbn")
    assert isbn is not None
    assert (isbn.unique, isbn.min_length, isbn.max_length) == (True, 10, 17)


def test_anyone_browses_books_and_librarians_look_after_them(plan: Blueprint) -> None:
    access = _model(plan, "Book").access
    assert access.read == (Public(),)
    assert access.create == access.update == access.delete == (_LIBRARIAN,)


def test_members_borrow_see_their_own_loans_and_return_them(plan: Blueprint) -> None:
    loan = _model(plan, "Loan")
    assert loan.access.read == (Owner(path="member"), _LIBRARIAN)
    assert loan.access.create == (_MEMBER,)
    assert loan.access.update == (_LIBRARIAN,)
    assert loan.access.delete == ()
    (action,) = loan.actions
    assert action.name == "return"
    assert action.guard == _OPEN
    assert action.effects == (Effect(field="returnedAt", value="now()"),)
    assert action.rules == (Owner(path="member"), _LIBRARIAN)


def test_a_loan_is_one_of_its_member_and_stays_with_its_book(plan: Blueprint) -> None:
    member, book = plan.relation("Loan", "member"), plan.relation("Loan", "book")
    assert member is not None
    assert book is not None
    assert (member.write, book.write) == (Write.SERVER, Write.ON_CREATE)
    returned = _model(plan, "Loan").field("returnedAt")
    assert returned is not None
    assert returned.write is Write.SERVER


def test_open_loans_are_limited_per_member_and_by_the_copies_of_a_book(plan: Blueprint) -> None:
    assert _model(plan, "Loan").constraints == (
        Limit(per="member", max=5, counting=_OPEN),
        Limit(per="book", max_field="copies", counting=_OPEN),
    )


def test_loans_have_no_endpoint_that_deletes_them(plan: Blueprint) -> None:
    loans = plan.resource("Loan")
    assert loans is not None
    assert Operation.DELETE not in loans.operations


@pytest.mark.parametrize(
    "decided",
    ["added a User", "LIBRARIAN can't be registered for", "returnedAt", "never deleted", "dueDate", "author", "copies"],
)
def test_what_was_decided_is_said(plan: Blueprint, decided: str) -> None:
    assert any(decided in sentence for sentence in plan.assumptions)


def test_how_long_a_loan_is_is_asked(plan: Blueprint) -> None:
    assert any("How long is a loan" in question for question in plan.questions)
