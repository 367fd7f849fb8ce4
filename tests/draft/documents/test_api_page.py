"""docs/API.md: nothing of the contract is missing, and its tables are tables."""

from __future__ import annotations

import re

import pytest

from assistant.blueprint.text import from_yaml
from assistant.draft.design import Design, design
from assistant.draft.documents.api_page import api_page
from tests.draft.documents.plans import NAMES, everything, example_design

DESIGNS = {**{name: example_design(name) for name in NAMES}, "everything": everything()}
each_design = pytest.mark.parametrize("plan", DESIGNS.values(), ids=list(DESIGNS))


def _rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@each_design
def test_each_endpoint_has_a_row(plan: Design) -> None:
    first = {row[0] for row in _rows(api_page(plan))}
    assert {f"{op.method} {op.path}" for op in plan.operations} <= first


@each_design
def test_each_conflict_is_explained_in_the_table_of_errors(plan: Design) -> None:
    rows = {(row[0], row[1]) for row in _rows(api_page(plan)) if len(row) == 3}
    assert {(f"`{each.type}`", str(each.status)) for each in plan.conflicts} <= rows


@each_design
def test_each_field_that_leaves_the_service_is_described(plan: Design) -> None:
    first = [row[0] for row in _rows(api_page(plan))]
    for entity in plan.entities:
        if plan.of(entity):
            assert {column.name for column in entity.columns if column.answered} <= set(first)
    assert "passwordHash" not in first


@each_design
def test_every_row_of_a_table_is_as_wide_as_its_head(plan: Design) -> None:
    blocks = re.findall(r"(?:^\|.*\n)+", api_page(plan), re.M)
    assert blocks
    assert [block for block in blocks if len({len(row) for row in _rows(block)}) != 1] == []


def test_steps_name_who_may_take_them_and_what_they_need() -> None:
    rows = _rows(api_page(DESIGNS["stay-booking"]))
    host = "the host of the listing of the booking"
    assert ["`REQUESTED`", "`DECLINED`", host, "`declineReason`", ""] in rows
    assert ["`REQUESTED`", "`CONFIRMED`", host, "", "`confirmedAt` to now"] in rows


def test_constraints_and_actions_are_sentences() -> None:
    text = api_page(DESIGNS["stay-booking"])
    assert "- `endsOn` is after `startsOn`.\n" in text
    assert (
        "- No two bookings whose status is CONFIRMED of one listing share a time from `startsOn` to `endsOn`.\n" in text
    )
    assert "- `POST /api/reviews/{id}/reply`: only if replied at is not set; sets `repliedAt` to now.\n" in text


def test_what_a_field_takes_is_said_in_words() -> None:
    rows = {row[0]: row[1:] for row in _rows(api_page(everything()))}
    assert rows["eShort"] == ["text, 1 to 2 characters", ""]
    assert rows["ePrice"][0] == "decimal, as text with 3 decimals, 0.5 to 2"
    assert rows["eLinks"][0] == "list of: http or https address; 2 to 3"
    assert rows["bMood"] == ["`GLAD`, `SAD`", "may be null"]


def test_without_sign_in_nobody_is_told_to_sign_in() -> None:
    text = api_page(DESIGNS["todo-tags"])
    assert "Signing in" not in text
    assert "Who may" not in text
    assert "unauthenticated" not in text


def test_a_description_cannot_break_the_table() -> None:
    plan = from_yaml(
        """
        title: Signs
        models:
        - name: Sign
          fields: [{name: text, type: String, description: "left | right\\nnext line"}]
          access: {read: [{kind: public}]}
        endpoints: [{model: Sign, path: /signs, operations: [read]}]
        """
    )
    row = next(line for line in api_page(design(plan)).splitlines() if line.startswith("| text |"))
    assert row == r"| text | text, 1 to 255 characters | left \| right next line |"
