"""What changed between two versions of a thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.operation import DropField, Operation, RenameField
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.text import from_yaml, to_yaml
from assistant.commands.changes import schema_diff, told
from assistant.store import Version

SHOP = from_yaml(
    """
title: Shop
models:
  - name: Book
    fields:
      - {name: title, type: String, required: true}
      - {name: price, type: Int, required: true}
"""
)


def version(number: int, parent: int | None, plan: Blueprint, operations: Sequence[Operation] = ()) -> Version:
    return Version(
        thread="t-7f3k2",
        number=number,
        parent=parent,
        plan=to_yaml(plan),
        operations=tuple(each.model_dump(mode="json") for each in operations),
        summary="",
        at=datetime.now(UTC),
    )


RENAME = RenameField(model="Book", field="price", to="unitPrice")
DROP = DropField(model="Book", field="title")
RENAMED = apply(SHOP, [RENAME])
DROPPED = apply(RENAMED, [DROP])
VERSIONS = (
    version(1, None, SHOP),
    version(2, 1, RENAMED, [RENAME]),
    version(3, 2, DROPPED, [DROP]),
    version(4, 1, SHOP),
)
ONE, TWO, THREE, FOUR = VERSIONS


def test_what_was_renamed_on_the_way_is_told_as_renamed() -> None:
    changes = told(ONE, THREE, VERSIONS)
    assert "Book.unitPrice: price is now called unitPrice." in changes
    assert any("title is gone" in change for change in changes)
    assert not any("price is gone" in change for change in changes)


def test_between_branches_only_the_plans_tell() -> None:
    changes = told(TWO, FOUR, VERSIONS)
    assert any("unitPrice is gone" in change for change in changes)
    assert told(ONE, FOUR, VERSIONS) == []


def test_backwards_only_the_plans_tell() -> None:
    assert any("unitPrice is gone" in change for change in told(TWO, ONE, VERSIONS))


@pytest.mark.parametrize("operations", [[{"kind": "of another time"}], [{**RENAME.model_dump(), "field": "nothing"}]])
def test_operations_that_can_not_be_used_any_more_are_left_aside(operations: list[dict[str, str]]) -> None:
    strange = TWO.model_copy(update={"operations": tuple(operations)})
    changes = told(ONE, strange, (ONE, strange))
    assert any("price is gone" in change for change in changes)


def test_schemas_are_told_as_a_unified_diff() -> None:
    lines = schema_diff(ONE, TWO).splitlines()
    assert lines[:2] == ["--- v1/schema.prisma", "+++ v2/schema.prisma"]
    assert any(line.startswith("-") and "price" in line for line in lines[2:])
    assert any(line.startswith("+") and "unitPrice" in line for line in lines[2:])
    assert schema_diff(ONE, FOUR) == ""
