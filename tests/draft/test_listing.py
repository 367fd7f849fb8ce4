"""The query parameters of lists."""

from __future__ import annotations

from assistant.draft.design import design as derive
from assistant.draft.listing import Comparison, filters, orders
from tests.draft.documents.plans import example_design


def _names(plan: str, model: str) -> list[tuple[str, Comparison]]:
    design = example_design(plan)
    return [(each.name, each.comparison) for each in filters(design, design.entity(model))]


def test_numbers_and_dates_have_two_ends_and_all_else_one_value() -> None:
    assert _names("stay-booking", "Booking") == [
        ("listingId", Comparison.EQUALS),
        ("status", Comparison.EQUALS),
        ("startsOnFrom", Comparison.MIN),
        ("startsOnTo", Comparison.MAX),
    ]
    assert _names("stay-booking", "Review")[:2] == [("ratingMin", Comparison.MIN), ("ratingMax", Comparison.MAX)]


def test_lists_and_many_to_many_are_narrowed_by_one_that_they_hold() -> None:
    design = example_design("team-projects")
    plan = design.blueprint
    endpoints = tuple(
        each.model_copy(update={"filters": ("watchers",)}) if each.model == "Task" else
        each.model_copy(update={"filters": ("labels",)}) if each.model == "Project" else each
        for each in plan.endpoints
    )  # fmt: skip
    changed = derive(plan.model_copy(update={"endpoints": endpoints}))
    (watcher,) = filters(changed, changed.entity("Task"))
    (label,) = filters(changed, changed.entity("Project"))
    assert (watcher.name, watcher.comparison, watcher.column) == ("watcherId", Comparison.HAS, None)
    assert watcher.link is not None
    assert watcher.link.target == "User"
    assert (label.name, label.comparison) == ("label", Comparison.HAS)


def test_orders_go_both_ways() -> None:
    design = example_design("stay-booking")
    assert orders(design.entity("Listing")) == ("nightlyPrice", "-nightlyPrice", "title", "-title")
    assert orders(design.entity("User")) == ()
