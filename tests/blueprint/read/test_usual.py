"""Rights that a brief leaves unsaid: whose a record is, what hangs on it, and what is there for others to see."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Access, Authenticated, Condition, HasRole, Operation, Owner
from assistant.blueprint.checks import check
from assistant.blueprint.field import Write
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read.prose import read_brief

_TODO = "Todo app. Users have projects, projects have tasks (title, done)."
_SIGNED = (Authenticated(),)
_BASIC = (Operation.READ, Operation.CREATE, Operation.UPDATE, Operation.DELETE)
_CHANGES = (Operation.UPDATE, Operation.DELETE)


def _plan(text: str) -> Blueprint:
    plan = read_brief(text)
    assert check(plan) == ()
    return plan


def _access(text: str, name: str) -> Access:
    model = _plan(text).model(name)
    assert model is not None
    return model.access


def test_what_users_have_is_theirs_alone() -> None:
    access = _access(_TODO, "Project")
    assert access.read == access.update == access.delete == (Owner(path="user"),)
    assert access.create == _SIGNED


def test_whoever_creates_it_owns_it() -> None:
    relation = _plan(_TODO).relation("Project", "user")
    assert relation is not None
    assert relation.write is Write.SERVER


def test_what_hangs_on_it_follows_it_for_every_operation() -> None:
    access = _access(_TODO, "Task")
    assert {access.rules(op) for op in _BASIC} == {(Owner(path="project.user"),)}


def test_what_hangs_on_it_by_several_steps_follows_it_too() -> None:
    text = (
        "Users have projects with a name. A project has milestones with a name. A milestone has tasks with a title. "
        "A task has attachments with a file name."
    )
    assert _access(text, "Task").update == (Owner(path="milestone.project.user"),)
    assert _access(text, "Attachment").read == (Owner(path="task.milestone.project.user"),)


def test_it_is_said_in_one_short_sentence() -> None:
    assert (
        "Not stated, so a project and its tasks are seen and changed only by the user it belongs to."
        in _plan(_TODO).assumptions
    )


def test_admins_see_and_change_it_too() -> None:
    access = _access(_TODO + " Admins can delete users.", "Project")
    assert access.read == access.update == (Owner(path="user"), HasRole(roles=("ADMIN",)))


def test_a_vocabulary_that_everyone_shares_stays_readable() -> None:
    access = _access(_TODO + " Tasks can have several labels (name, color).", "Label")
    assert access.read == _SIGNED


@pytest.mark.parametrize("name", ["Recipe", "Review", "Step"])
def test_what_people_make_to_show_it_is_read_by_whoever_is_signed_in(name: str) -> None:
    text = "Users keep recipes with a title, and can review recipes with stars and a text. Recipes have steps."
    access = _access(text, name)
    assert access.read == _SIGNED
    assert all(isinstance(rule, Owner) for op in _CHANGES for rule in access.rules(op))


def test_what_others_book_can_be_found_by_them() -> None:
    text = (
        "Hosts and guests are both users (email, name). A host has cabins with a title. A guest books a cabin; "
        "a booking has a start date."
    )
    assert _access(text, "Cabin").read == _SIGNED
    assert _access(text, "Booking").read == (Owner(path="guest"), Owner(path="cabin.user"))


def test_what_somebody_saved_is_nobody_elses_business() -> None:
    text = (
        "Users sign up with an email. A user writes recipes with a title. "
        "People can save recipes to their box, with an optional personal comment."
    )
    saved = next(m for m in _plan(text).models if m.name.startswith("Saved"))
    assert len(saved.access.read) == 1
    assert saved.access.read == saved.access.update


def test_a_conversation_is_its_participants() -> None:
    text = "Chat app. Conversations have participants (users). A conversation has messages: body, sender."
    assert _access(text, "Conversation").read == (Owner(path="creator"), Owner(path="participants"))
    message = _access(text, "Message")
    assert message.read == (
        Owner(path="sender"),
        Owner(path="conversation.creator"),
        Owner(path="conversation.participants"),
    )
    assert message.update == (Owner(path="sender"),)


def test_users_who_can_edit_and_delete_notes_mean_their_own() -> None:
    access = _access("Users can create, edit and delete notes. Notes have a title.", "Note")
    assert access.update == access.delete == access.read == (Owner(path="user"),)


def test_users_who_can_edit_any_note_mean_any() -> None:
    text = "Notes have a title and belong to a user. Users can edit any note."
    assert _access(text, "Note").update == _SIGNED


def test_what_its_owner_makes_public_is_seen_by_others() -> None:
    access = _access("Users have playlists with a name and a public flag.", "Playlist")
    flag = next(rule.when[0] for rule in access.read if isinstance(rule, Authenticated))
    assert Owner(path="user") in access.read
    assert flag == Condition(field=flag.field, one_of=(True,))


def test_what_hangs_on_something_public_in_some_states_only_is_not_public() -> None:
    text = (
        "Users have an email. Organisers create events with a title and a status (draft, published). Published events "
        "are public. Events have sessions with a title."
    )
    assert _access(text, "Session").read == _SIGNED


def test_staff_writes_what_is_decided_about_people() -> None:
    text = (
        "Employees have an email and a name. Every employee has vacation allowances with a year and a number of days. "
        "HR sees all allowances."
    )
    access = _access(text, "VacationAllowance")
    assert access.create == access.update == (HasRole(roles=("HR",)),)
    assert Owner(path="employee") in access.read


_ORGANISATION = (
    "Users have an email. An organisation has a name. A user can be in several organisations; the membership carries "
    "the role OWNER, ADMIN or MEMBER. One membership per user per organisation. Documents have a title and belong to "
    "an organisation."
)


def test_nobody_makes_themselves_a_member_of_an_organisation() -> None:
    managing = (Condition(field="role", one_of=("OWNER", "ADMIN")),)
    managers = (Owner(path="organisation.memberships.user", having=managing),)
    access = _access(_ORGANISATION, "Membership")
    assert access.create == access.update == access.delete == managers
    assert any("first membership" in question for question in _plan(_ORGANISATION).questions)


def test_what_an_organisation_holds_is_for_its_members() -> None:
    assert _access(_ORGANISATION, "Document").read == (Owner(path="organisation.memberships.user"),)


def test_what_hangs_on_what_some_members_see_is_seen_by_them_alone() -> None:
    text = _ORGANISATION + " Documents have lines with a text. OWNER and ADMIN of the organisation can read documents."
    roles = {rule.having[0].one_of for rule in _access(text, "Line").read if isinstance(rule, Owner) and rule.having}
    assert roles == {("OWNER",), ("ADMIN",)}
    assert all(isinstance(rule, Owner) and rule.having for rule in _access(text, "Line").read)


_PRACTICE = (
    "Patients have a name and a birth date. Vaccinations have a date and belong to a patient. Patients can see their "
    "own vaccinations."
)


def test_a_client_and_what_is_kept_of_them_are_theirs_and_of_those_who_look_after_them() -> None:
    assert _access(_PRACTICE, "Patient").read == (Owner(path="user"),)
    plan = _PRACTICE + " Users sign in. Only nurses may create vaccinations."
    assert _access(plan, "Patient").read == (Owner(path="user"), HasRole(roles=("NURSE",)))


def test_nobody_edits_the_account_of_another() -> None:
    assert _access("Users sign up with an email and a name. Users can edit users.", "User").update == (
        Owner(path="self"),
    )


def test_a_model_that_leads_to_no_account_stays_open_to_the_signed_in() -> None:
    access = _access("Books have a title. Users log in.", "Book")
    assert {access.rules(op) for op in _BASIC} == {_SIGNED}
