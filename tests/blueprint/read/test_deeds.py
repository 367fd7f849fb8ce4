"""Actions, and the limits, steps and remarks that go with them."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Condition, HasRole, Owner
from assistant.blueprint.behaviour import Action, Effect, Limit, NoOverlap
from assistant.blueprint.checks import check
from assistant.blueprint.field import Write
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.read.prose import read_brief


def _model(plan: Blueprint, name: str) -> Model:
    assert check(plan) == ()
    model = plan.model(name)
    assert model is not None
    return model


def _action(model: Model, name: str) -> Action:
    return next(action for action in model.actions if action.name == name)


_LENDING = "Members register. Books have a title. Only librarians add books. Members borrow books. "


@pytest.mark.parametrize(
    "sentence", ["A loan can be returned.", "Members return their books.", "Loans can be returned by their member."]
)
def test_what_can_be_returned_has_an_action_and_its_date(sentence: str) -> None:
    loan = _model(read_brief(_LENDING + sentence), "Loan")
    field = loan.field("returnedAt")
    assert field is not None
    assert (field.required, field.write) == (False, Write.SERVER)
    action = _action(loan, "return")
    assert action.guard == (Condition(field="returnedAt", null=True),)
    assert action.effects == (Effect(field="returnedAt", value="now()"),)
    assert Owner(path="member") in action.rules


def test_what_is_returned_is_neither_deleted_nor_moved_to_another_book() -> None:
    plan = read_brief(_LENDING + "A loan can be returned.")
    assert _model(plan, "Loan").access.delete == ()
    assert _model(plan, "Loan").access.update == (HasRole(roles=("LIBRARIAN",)),)
    book = plan.relation("Loan", "book")
    assert book is not None
    assert book.write is Write.ON_CREATE


def test_several_people_may_cancel() -> None:
    booking = _model(
        read_brief(
            "Rooms have a name. Employees book rooms from a start time to an end time. "
            "Bookings can be cancelled by their employee or an admin."
        ),
        "Booking",
    )
    assert _action(booking, "cancel").rules == (Owner(path="employee"), HasRole(roles=("ADMIN",)))
    assert booking.access.delete == ()


def test_a_status_that_says_it_is_what_the_action_writes() -> None:
    ticket = _model(
        read_brief("Users sign in. Tickets have a title and a status (open, waiting, closed). Tickets can be closed."),
        "Ticket",
    )
    assert _action(ticket, "close").effects == (Effect(field="status", value="CLOSED"),)
    assert _action(ticket, "close").guard == (Condition(field="status", one_of=("OPEN", "WAITING")),)


@pytest.mark.parametrize(
    "sentence",
    [
        "A member can't have more than 4 open loans.",
        "No more than 4 open loans per member.",
        "A member may have at most four open loans.",
        "Max 4 open loans per member.",
    ],
)
def test_open_is_what_was_not_returned(sentence: str) -> None:
    loan = _model(read_brief(f"{_LENDING}A loan can be returned. {sentence}"), "Loan")
    assert Limit(per="member", max=4, counting=(Condition(field="returnedAt", null=True),)) in loan.constraints


def test_a_book_is_lent_as_often_as_there_are_copies() -> None:
    loan = _model(
        read_brief("Members register. Books have a title and a number of copies. Members borrow and return books."),
        "Loan",
    )
    assert (
        Limit(per="book", max_field="copies", counting=(Condition(field="returnedAt", null=True),)) in loan.constraints
    )


def test_a_limit_on_what_one_signs_up_for_counts_the_sign_ups() -> None:
    plan = read_brief(
        "Volunteers sign in. Events have a title. Volunteers can sign up for events, at most 3 events per volunteer."
    )
    assert any(isinstance(c, Limit) and c.max == 3 for c in _model(plan, "SignUp").constraints)


_REQUESTS = (
    "A leave request has a start date, a comment and a status: draft -> submitted -> approved or rejected. "
    "Employees create leave requests. The manager approves or rejects requests. On rejection a reason is required. "
    "When approved set approvedAt. Only HR can delete leave requests."
)


def test_attributes_before_a_chain_of_states_are_kept() -> None:
    request = _model(read_brief(_REQUESTS), "LeaveRequest")
    assert [field.name for field in request.fields] == [
        "startDate",
        "comment",
        "status",
        "rejectionReason",
        "approvedAt",
    ]


def test_each_step_has_its_takers_its_reason_and_its_date() -> None:
    cycle = _model(read_brief(_REQUESTS), "LeaveRequest").lifecycle
    assert cycle is not None
    steps = {step.to: step for step in cycle.transitions}
    assert steps["SUBMITTED"].rules == (Owner(path="employee"),)
    assert steps["APPROVED"].rules == steps["REJECTED"].rules == (HasRole(roles=("MANAGER",)),)
    assert steps["REJECTED"].requires == ("rejectionReason",)
    assert steps["APPROVED"].effects == (Effect(field="approvedAt", value="now()"),)


def test_what_waits_for_the_date_of_another_record_is_told() -> None:
    plan = read_brief(
        "Volunteers sign in. Events have a title and a date. Volunteers can sign up for events. "
        "Sign-ups can be cancelled until the event starts."
    )
    assert any("until the event starts" in one.sentence for one in plan.not_understood)


def test_a_status_whose_steps_are_actions_is_written_by_them_alone() -> None:
    expense = _model(
        read_brief(
            "Expenses have an amount and a status (pending, approved, rejected). Employees submit expenses. "
            "Managers approve or reject expenses. Employees see only their own expenses."
        ),
        "Expense",
    )
    assert [action.name for action in expense.actions] == ["approve", "reject"]
    assert all(action.guard == (Condition(field="status", one_of=("PENDING",)),) for action in expense.actions)
    status = expense.field("status")
    assert status is not None
    assert (status.write, status.default) == (Write.SERVER, "PENDING")


def test_what_is_closed_in_one_state_stays_open_in_the_others() -> None:
    expense = _model(
        read_brief(
            "Expenses have an amount and a status (pending, approved). Only clerks edit expenses. "
            "Approved expenses cannot be changed."
        ),
        "Expense",
    )
    pending = (Condition(field="status", one_of=("PENDING",)),)
    assert expense.access.update == (HasRole(roles=("CLERK",), when=pending),)


def test_doctors_are_not_the_patients_of_an_appointment() -> None:
    plan = read_brief(
        "Patients book appointments with doctors. An appointment has a start time and an end time. Doctors can't have "
        "two appointments at the same time. Patients can cancel their own appointments."
    )
    assert not any(isinstance(c, NoOverlap) and c.per == "patient" for c in _model(plan, "Appointment").constraints)
