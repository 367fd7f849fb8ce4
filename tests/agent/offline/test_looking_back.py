"""Which versions a message means."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from assistant.agent.offline.looking_back import grouped, numbers, span


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("go back to v1", [1]),
        ("version 12 please", [12]),
        ("compare v1 and v3", [1, 3]),
        ("compare v1 with 3", [1, 3]),
        ("what changed since v.2?", [2]),
        ("back to the first one", []),
        ("v2", [2]),
    ],
)
def test_versions_are_found_in_order(text: str, found: list[int]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("what changed since v2?", {"old": 2}),
        ("what changed between v1 and v3?", {"old": 1, "new": 3}),
        ("compare v1 and v3", {"old": 1, "new": 3}),
        ("what changed in v3?", {"old": 2, "new": 3}),
        ("what's new in v4?", {"old": 3, "new": 4}),
        ("what's new in v1?", None),
        ("what changed?", {"old": 4, "new": 5}),
        ("what did you change?", {"old": 4, "new": 5}),
        ("what changed since the first version?", {"old": 1}),
        ("what is different compared to v2", {"old": 2}),
    ],
)
def test_what_is_compared(text: str, arguments: dict[str, JsonValue] | None) -> None:
    assert span(text, 5, 5) == arguments


def test_a_plan_that_is_no_version_yet_is_compared_with_the_last_one() -> None:
    assert span("what changed?", None, 3) == {"old": 3}
    assert span("what changed?", None, None) is None
    assert span("what changed?", 1, 1) is None


def test_what_belongs_to_a_new_model_is_told_in_one_line() -> None:
    changes = [
        "Supplier: Supplier is new.",
        "Supplier.name: name is new: a required String.",
        "Supplier access: Who may read or list suppliers: anyone; before: nobody.",
        "Product.supplier: supplier is new: a product has exactly one supplier.",
        "assumptions: Assumed: something.",
        "Supplier endpoints: /suppliers is new: list and read.",
        "SupplierKind: A is new.",
    ]
    assert list(grouped(changes)) == [
        "Supplier is new, with name.",
        "Product.supplier: supplier is new: a product has exactly one supplier.",
        "SupplierKind: A is new.",
    ]
