"""However a sentence tells a right: who may do what, and who may not."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Access, Authenticated, Condition, HasRole, Owner, Public, Rule
from assistant.blueprint.checks import check
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.relation import Kind

ADMIN = HasRole(roles=("ADMIN",))
LIBRARIAN = HasRole(roles=("LIBRARIAN",))


def _model(plan: Blueprint, name: str) -> Model:
    assert check(plan) == ()
    model = plan.model(name)
    assert model is not None
    return model


def _access(text: str, name: str) -> Access:
    return _model(read_brief(text), name).access


@pytest.mark.parametrize(
    "sentence",
    [
        "Only librarians add, edit or remove books.",
        "Only librarians may add, edit or\nremove books.",
        "Nobody but librarians can add, edit or remove books.",
        "Books can only be added, edited and removed by librarians.",
        "Only users with the role librarian can add, edit or remove books.",
        "Librarian: adds, edits and removes books",
    ],
)
def test_a_list_of_deeds_is_a_right_to_each(sentence: str) -> None:
    access = _access(f"Books have a title and a price. Users sign in.\n{sentence}", "Book")
    assert access.create == access.update == access.delete == (LIBRARIAN,)


@pytest.mark.parametrize(
    "sentence",
    [
        "Anyone can browse books.",
        "Anyone, even without an account, can see books.",
        "Reading books does not need a login.",
        "Books are readable without login.",
        "Books are public.",
    ],
)
def test_what_needs_no_account_is_public(sentence: str) -> None:
    access = _access(f"Books have a title. Only admins may add books. {sentence}", "Book")
    assert access.read == (Public(),)
    assert access.create == (ADMIN,)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Creating books requires the editor role.", HasRole(roles=("EDITOR",))),
        ("Only accountants create books.", HasRole(roles=("ACCOUNTANT",))),
        ("Only Ada from the office (role clerk) may create books.", HasRole(roles=("CLERK",))),
    ],
)
def test_a_role_may_be_any_word_after_only(sentence: str, rule: Rule) -> None:
    assert _access(f"Books have a title. Users log in. {sentence}", "Book").create == (rule,)


def test_one_sentence_may_give_two_rights() -> None:
    plan = read_brief(
        "Invoices have a number. Payments have an amount and belong to an invoice.\n"
        "Only clerks may update invoices or create payments. Everyone else can look."
    )
    assert _model(plan, "Invoice").access.update == (HasRole(roles=("CLERK",)),)
    assert _model(plan, "Payment").access.create == (HasRole(roles=("CLERK",)),)
    assert _model(plan, "Invoice").access.read == (Authenticated(),)


def test_what_some_do_with_their_own_others_do_with_all() -> None:
    access = _access(
        "Sellers sign in. Offers have a title and belong to a user. Sellers can only change their own offers, "
        "managers all of them.",
        "Offer",
    )
    assert access.update == (Owner(path="user"), HasRole(roles=("MANAGER",)))


def test_they_are_whom_the_sentence_before_spoke_of() -> None:
    access = _access("Books have a title. Only librarians may add books. They can also delete books.", "Book")
    assert access.delete == (LIBRARIAN,)


def test_their_own_makes_an_owner() -> None:
    plan = read_brief("Notes have a title. Each user only sees their own notes.")
    assert _model(plan, "Note").access.read == (Owner(path="author"),)


def test_the_author_of_a_draft_sees_it_and_everybody_what_is_published() -> None:
    access = _access(
        "Posts have a title and a status (draft, published). Published posts are public, drafts only for their "
        "author. Only the author of a post can edit it.",
        "Post",
    )
    assert Owner(path="author") in access.read
    assert Public(when=(Condition(field="status", one_of=("PUBLISHED",)),)) in access.read
    assert access.update == (Owner(path="author"),)


def test_admins_who_can_do_everything_take_nothing_from_others() -> None:
    access = _access(
        "Posts have a title. Only the author of a post can edit it. Admins can do everything.",
        "Post",
    )
    assert access.update == (Owner(path="author"), ADMIN)


def test_what_is_never_deleted_is_deleted_by_nobody() -> None:
    access = _access("Invoices have a number. Only clerks create invoices. Invoices are never deleted.", "Invoice")
    assert access.delete == ()
    assert access.update == (HasRole(roles=("CLERK",)),)


_DESK = (
    "Users have an email and a role: customer, agent or admin. Customers create tickets. A ticket has a subject. "
    "Customers see only their own tickets, agents see all tickets. Comments have a body and an internal flag and "
    "belong to a ticket. "
)


def test_what_is_internal_is_hidden_from_those_named() -> None:
    access = _access(_DESK + "Internal comments are never shown to customers.", "Comment")
    assert Owner(path="ticket.customer", when=(Condition(field="internal", one_of=(False,)),)) in access.read
    assert HasRole(roles=("AGENT",)) in access.read


def test_who_cannot_is_left_out() -> None:
    text = "Cars have a plate. Users have an email and a role: guest, clerk. Guests and clerks can delete cars. "
    assert _access(text, "Car").delete == (HasRole(roles=("GUEST", "CLERK")),)
    assert _access(text + "Guests cannot delete cars.", "Car").delete == (HasRole(roles=("CLERK",)),)


def test_whoever_creates_for_a_role_of_newcomers_has_that_role() -> None:
    assert _access(_DESK, "Ticket").create == (HasRole(roles=("CUSTOMER",)),)


def test_whoever_sees_a_ticket_may_comment_on_it() -> None:
    access = _access(_DESK, "Comment")
    assert access.create == access.read


def test_members_of_a_project_are_listed_by_it() -> None:
    plan = read_brief(
        "Projects have a name. Tasks have a title and belong to a project. Project members can see and edit tasks. "
        "Only the owner of a project can delete it."
    )
    assert Owner(path="project.members") in _model(plan, "Task").access.read
    assert _model(plan, "Task").access.update == (Owner(path="project.members"),)
    assert _model(plan, "Project").access.delete == (Owner(path="owner"),)
    members = plan.relation("Project", "members")
    assert members is not None
    assert members.kind is Kind.MANY_TO_MANY


def test_managers_decide_for_their_people() -> None:
    plan = read_brief(
        "Every employee has a name, email and a manager, who is also an employee. A leave request belongs to an "
        "employee and has a from date and a status (pending, approved, rejected). Managers decide on the requests of "
        "their people. HR sees all requests."
    )
    access = _model(plan, "LeaveRequest").access
    assert access.update == (Owner(path="employee.manager"),)
    assert access.read == (Owner(path="employee"), Owner(path="employee.manager"), HasRole(roles=("HR",)))


def test_newcomers_get_the_role_that_the_brief_calls_them() -> None:
    plan = read_brief("Members register. Books have a title. Only librarians add books. Members borrow books.")
    assert plan.auth.roles == ("MEMBER", "LIBRARIAN")
    assert plan.auth.default_role == "MEMBER"


def test_who_has_to_sign_in_is_the_account() -> None:
    plan = read_brief("Volunteers have a name. Volunteers must be logged in to see events. Events have a title.")
    assert plan.auth.model == "Volunteer"
