"""Who may do what, from the sentences that say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.blueprint.access import Authenticated, Condition, HasRole, Owner, Public
from assistant.blueprint.field import Write
from assistant.blueprint.plan import AuthKind, Blueprint, Model
from assistant.blueprint.read.prose import read_brief

_GIVEN = Path(__file__).parent / "fixtures" / "given"


def _given(number: str) -> Blueprint:
    return read_brief(next(_GIVEN.glob(f"{number}-*.md")).read_text())


def _model(plan: Blueprint, name: str) -> Model:
    model = plan.model(name)
    assert model is not None
    return model


def test_without_a_word_about_people_everything_is_open_and_that_is_said() -> None:
    plan = read_brief("projects contain todos, todos can have several labels")
    assert plan.auth.kind is AuthKind.NONE
    assert all(model.access.read == (Public(),) for model in plan.models)
    assert any("no accounts" in sentence for sentence in plan.assumptions)


def test_anybody_may_read_and_only_the_author_may_change() -> None:
    recipe = _model(_given("02"), "Recipe")
    assert recipe.access.read == (Public(),)
    assert recipe.access.update == recipe.access.delete == (Owner(path="user"),)


def test_librarians_do_everything_and_members_see_their_own() -> None:
    plan = _given("06")
    assert _model(plan, "Loan").access.read == (Owner(path="member.user"), HasRole(roles=("LIBRARIAN",)))
    assert _model(plan, "Fine").access.read == (Owner(path="loan.member.user"), HasRole(roles=("LIBRARIAN",)))
    assert _model(plan, "Book").access.create == (HasRole(roles=("LIBRARIAN",)),)


def test_roles_that_are_listed_are_those_of_the_account_and_newcomers_get_the_least() -> None:
    plan = _given("08")
    assert plan.auth.roles == ("CUSTOMER", "AGENT", "ADMIN")
    assert plan.auth.default_role == "CUSTOMER"
    ticket = _model(plan, "Ticket")
    assert ticket.access.read == (Owner(path="requester"), HasRole(roles=("AGENT", "ADMIN")))
    assert ticket.access.update == (HasRole(roles=("AGENT", "ADMIN")),)
    assert _model(plan, "Attachment").access.delete == (HasRole(roles=("ADMIN",)),)


def test_a_role_in_a_membership_is_an_owner_path_with_a_condition() -> None:
    plan = _given("09")
    owner = Owner(path="memberships.user", having=(Condition(field="role", one_of=("OWNER",)),))
    assert _model(plan, "Organisation").access.delete == (owner,)
    paths = {
        (rule.path, rule.having[0].one_of) for rule in _model(plan, "Invoice").access.read if isinstance(rule, Owner)
    }
    assert paths == {("organisation.memberships.user", ("OWNER",)), ("organisation.memberships.user", ("ADMIN",))}


def test_published_ones_are_public() -> None:
    course = _model(_given("11"), "Course")
    assert Public(when=(Condition(field="published", one_of=(True,)),)) in course.access.read


def test_a_status_is_added_where_published_ones_and_drafts_are_told_apart() -> None:
    event = _model(_given("05"), "Event")
    assert Public(when=(Condition(field="status", one_of=("PUBLISHED",)),)) in event.access.read


def test_everyone_logged_in_is_not_everyone() -> None:
    assert _model(_given("10"), "Employee").access.read == (Authenticated(),)


def test_what_is_immutable_is_neither_changed_nor_deleted() -> None:
    movement = next(m for m in _given("04").models if "Movement" in m.name)
    assert movement.access.update == movement.access.delete == ()


@pytest.mark.parametrize(
    ("sentence", "model", "roles"),
    [
        ("Books have a title. Only admins may delete books.", "Book", ("ADMIN",)),
        ("Books have a title. Only users with the role STOCK_CLERK can delete books.", "Book", ("STOCK_CLERK",)),
        ("As an editor I want to delete books, books have a title.", "Book", ("EDITOR",)),
    ],
)
def test_only_a_role_may_delete(sentence: str, model: str, roles: tuple[str, ...]) -> None:
    assert _model(read_brief(sentence), model).access.delete == (HasRole(roles=roles),)


def test_the_caller_becomes_the_owner_of_what_they_make() -> None:
    plan = read_brief(
        "Users have an email and a name. Users write articles: title, body. Users see their own articles."
    )
    relation = next(r for r in plan.relations if r.model == "Article")
    assert (relation.target, relation.write) == ("User", Write.SERVER)
    assert _model(plan, "Article").access.read == (Owner(path=relation.name),)
