"""Lifecycles, limits, overlap, order, soft deletion and endpoints, from the sentences that say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.blueprint.access import Condition, Operation
from assistant.blueprint.behaviour import Effect, Limit, NoOverlap, Ordered
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.read.prose import read_brief

_GIVEN = Path(__file__).parent / "fixtures" / "given"


def _given(number: str) -> Blueprint:
    return read_brief(next(_GIVEN.glob(f"{number}-*.md")).read_text())


def _model(plan: Blueprint, name: str) -> Model:
    model = plan.model(name)
    assert model is not None
    return model


def _steps(model: Model) -> set[tuple[str, str]]:
    assert model.lifecycle is not None
    return {(step.source, step.to) for step in model.lifecycle.transitions}


def test_arrows_with_a_way_out_are_a_lifecycle() -> None:
    booking = _model(_given("07"), "Booking")
    assert booking.lifecycle is not None
    assert booking.lifecycle.initial == "PENDING"
    assert _steps(booking) == {
        ("PENDING", "CONFIRMED"),
        ("CONFIRMED", "COMPLETED"),
        ("PENDING", "CANCELLED"),
        ("CONFIRMED", "CANCELLED"),
    }


def test_steps_back_and_what_is_set_on_the_way() -> None:
    ticket = _model(_given("08"), "Ticket")
    assert {("PENDING", "OPEN"), ("SOLVED", "OPEN"), ("SOLVED", "CLOSED")} <= _steps(ticket)
    assert ticket.lifecycle is not None
    solved = next(step for step in ticket.lifecycle.transitions if step.to == "SOLVED")
    assert solved.effects == (Effect(field="solvedAt", value="now()"),)


def test_a_rejection_needs_its_reason() -> None:
    leave = next(m for m in _given("10").models if "Leave" in m.name)
    assert leave.lifecycle is not None
    rejected = next(step for step in leave.lifecycle.transitions if step.to == "REJECTED")
    assert rejected.requires == ("rejectionReason",)
    assert Effect(field="decidedAt", value="now()") in rejected.effects


def test_states_without_steps_are_a_status_that_starts_with_the_first() -> None:
    plan = read_brief("Cars have a plate. A car is either free, rented or broken.")
    status = _model(plan, "Car").field("status")
    assert status is not None
    assert status.default == "FREE"
    assert _model(plan, "Car").lifecycle is None


def test_no_two_confirmed_bookings_overlap() -> None:
    overlap = next(c for c in _model(_given("07"), "Booking").constraints if isinstance(c, NoOverlap))
    assert (overlap.per, overlap.start, overlap.end) == ("property", "checkInDate", "checkOutDate")
    assert overlap.counting == (Condition(field="status", one_of=("CONFIRMED",)),)


def test_an_overlap_that_has_no_end_is_said_not_to_be_understood() -> None:
    plan = _given("14")
    assert any("at once" in one.sentence for one in plan.not_understood)


@pytest.mark.parametrize(
    "sentence",
    [
        "A member can't have more than 5 open loans.",
        "A member may have at most five open loans.",
        "Members can have up to 5 open loans.",
    ],
)
def test_a_number_limits_what_is_open(sentence: str) -> None:
    plan = read_brief(f"Member: name\nBook: title\nLoan: book, member, borrowedAt, returnedAt?\n{sentence}")
    limit = next(c for c in _model(plan, "Loan").constraints if isinstance(c, Limit))
    assert (limit.per, limit.max) == ("member", 5)
    assert limit.counting == (Condition(field="returnedAt", null=True),)


def test_sign_ups_are_limited_by_the_capacity_of_the_shift() -> None:
    limit = next(c for c in _model(_given("05"), "SignUp").constraints if isinstance(c, Limit))
    assert (limit.per, limit.max_field) == ("shift", "maxVolunteers")


def test_an_end_lies_after_its_start_and_that_is_an_assumption() -> None:
    plan = _given("03")
    assert Ordered(before="startsAt", after="endsAt") in _model(plan, "Appointment").constraints
    assert any("endsAt lies after startsAt" in sentence for sentence in plan.assumptions)


def test_not_physically_deleted_is_soft_deletion() -> None:
    plan = _given("04")
    assert {model.name for model in plan.models if model.soft_delete} == {"Product", "BinLocation"}


def test_unique_within_its_parent_is_a_compound() -> None:
    assert ("warehouse", "code") in _model(_given("04"), "BinLocation").unique_together


def test_once_per_reviewer_is_a_compound() -> None:
    assert ("reviewer", "proposal") in _model(_given("12"), "Review").unique_together


def test_paths_that_are_written_out_are_kept() -> None:
    plan = _given("08")
    assert plan.conventions.base_path == "/api/v1"
    comments, tickets = plan.resource("Comment"), plan.resource("Ticket")
    assert comments is not None
    assert (comments.parent, set(comments.operations)) == ("ticket", {Operation.LIST, Operation.CREATE, Operation.READ})
    assert tickets is not None
    assert tickets.filters == ("status", "priority", "assignee")


def test_what_is_out_of_scope_is_not_planned() -> None:
    plan = read_brief("Cars have a plate.\n\nNOT now: drivers, garages and invoices. No bookings yet.")
    assert [model.name for model in plan.models] == ["Car"]
