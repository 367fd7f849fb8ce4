"""The oracle of access: what the rules alone say that each person must get."""

from __future__ import annotations

import pytest

from assistant.draft.design import Design
from assistant.draft.operation import Operation
from assistant.draft.suite.creation import creates
from assistant.draft.suite.owners import owned
from assistant.draft.suite.proof import first_steps, follow, lists, people, stage, status
from tests.draft.documents.plans import example_design


def _operation(design: Design, name: str) -> Operation:
    return next(op for op in design.operations if op.id == name)


def _statuses(design: Design, name: str, **values: str) -> dict[str, int | str]:
    op = _operation(design, name)
    assert op.entity is not None
    cases = {p.name: stage(design, op.entity, p, values) for p in people(design, op.entity, owned(design, op.entity))}
    if op.kind == "list":
        return {person: lists(op, case) for person, case in cases.items()}
    return {person: status(op, case) for person, case in cases.items()}


def test_roles_and_owners_of_a_loan() -> None:
    design = example_design("library-lending")
    others = {"nobody": 401, "a bad token": 401}
    assert _statuses(design, "getLoan") == {**others, "a member": 404, "a librarian": 200, "its member": 200}
    assert _statuses(design, "listLoans") == {
        **others, "a member": "hidden", "a librarian": "shown", "its member": "shown",
    }  # fmt: skip
    assert _statuses(design, "updateBook") == {**others, "a member": 403, "a librarian": 200}


def test_a_public_rule_with_a_condition_needs_no_token_but_refuses_a_bad_one() -> None:
    design = example_design("stay-booking")
    found = _statuses(design, "getListing", status="PUBLISHED")
    assert (found["nobody"], found["a bad token"], found["somebody else"]) == (200, 401, 200)
    found = _statuses(design, "getListing", status="DRAFT")
    assert (found["nobody"], found["somebody else"], found["its host"]) == (404, 404, 200)


@pytest.mark.parametrize(("state", "expected"), [("REQUESTED", 200), ("CONFIRMED", 403)])
def test_what_may_be_seen_but_not_changed_is_forbidden(state: str, expected: int) -> None:
    found = _statuses(example_design("stay-booking"), "updateBooking", status=state)
    assert (found["its guest"], found["its listing's host"], found["somebody else"]) == (expected, 403, 404)


def test_a_record_can_make_its_own_owner_a_member() -> None:
    found = _statuses(example_design("team-projects"), "getMembership")
    assert found["its user"] == 200  # the membership read is itself one of its organisation's


def test_creating_along_a_path_asks_for_the_record_it_begins_with() -> None:
    design = example_design("team-projects")
    op = _operation(design, "createProject")
    assert op.entity is not None
    (step,) = first_steps(op)
    at = follow(design, op.entity, step)
    found = {p.name: creates(design, op, stage(design, at, p, {}), step) for p in people(design, at, owned(design, at))}
    assert found["its memberships' user, whose role is ADMIN"] == 201
    assert found["its memberships' user, whose role is MEMBER"] == 422
    assert (found["nobody"], found["somebody else"]) == (401, 422)
