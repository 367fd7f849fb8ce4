"""Rules in words."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Authenticated, Condition, HasRole, Owner, Public, Rule, Tense
from assistant.blueprint.who import who

ADMIN = Condition(field="role", one_of=("ADMIN", "OWNER"))


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        ((), "nobody"),
        ((Public(),), "anyone"),
        ((Public(when=(Condition(field="isPublished", one_of=(True,)),)),), "anyone, if is published is true"),
        ((Authenticated(),), "anyone signed in"),
        ((HasRole(roles=("LIBRARIAN", "CLERK")),), "librarians, clerks"),
        ((Owner(path="self"),), "the loan themselves"),
        ((Owner(path="member"), HasRole(roles=("LIBRARIAN",))), "the member of the loan; librarians"),
        ((Owner(path="booking.listing.host"),), "the host of the listing of the booking of the loan"),
        ((Owner(path="member.user"),), "the member of the loan"),
        ((Owner(path="memberships.user"),), "whoever has a membership in the loan"),
        (
            (Owner(path="branch.memberships.user", having=(ADMIN,)),),
            "whoever has a membership (role is ADMIN or OWNER) in the branch of the loan",
        ),
        (
            (Owner(path="member", when=(Condition(field="dueAt", tense=Tense.FUTURE),)),),
            "the member of the loan, if due at is in the future",
        ),
    ],
)
def test_who_may(rules: tuple[Rule, ...], text: str) -> None:
    assert who(rules, "loan") == text


def test_on_many_records_each_has_its_owner() -> None:
    assert who((Owner(path="member"),), "loan", alone=False) == "the member of each loan"
