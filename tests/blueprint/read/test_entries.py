"""Entries of lists: their names, types, closed sets and remarks."""

from __future__ import annotations

import pytest

from assistant.blueprint.read.field_type import field_of
from assistant.blueprint.read.item import items, parse_item


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("email (unique)", "email String unique"),
        ("isbn unique", "isbn String unique"),
        ("publishedYear?", "publishedYear Int optional"),
        ("an optional description", "description String optional"),
        ("breed if they know it", "breed String optional"),
        ("final grade 0-100 (empty until graded)", "finalGrade Decimal optional"),
        ("reorder level (whole number, default 0)", "reorderLevel Int =0"),
        ("priority low|normal|high (default normal)", "priority Priority =NORMAL"),
        ("status active / completed / dropped", "status XStatus"),
        ("type (vacation, sick, unpaid)", "type XType"),
        ("interval (MONTH or YEAR)", "interval Interval"),
        ("internal yes/no", "internal Boolean =False"),
        ("whether it is required", "required Boolean =False"),
        ("a published flag", "published Boolean =False"),
        ("weight in kg", "weightKg Decimal"),
        ("duration in minutes", "durationMinutes Int"),
        ("size in bytes", "sizeBytes BigInt"),
        ("max number of guests", "maxGuests Int"),
        ("number of pages", "pageCount Int"),
        ("nightly price", "nightlyPrice Decimal"),
        ("price per day", "pricePerDay Decimal"),
        ("rate per night", "ratePerNight Decimal"),
        ("downloads per month", "downloadsPerMonth Int"),
        ("price in minor units", "price Int"),
        ("microchip number which is unique but not every animal has one", "microchipNumber String optional unique"),
        ("the date they joined", "joinedAt DateTime"),
        ("date of birth", "dateOfBirth Date"),
        ("due date", "dueDate Date"),
        ("start time", "startsAt DateTime"),
        ("old values", "oldValues Json"),
        ("T-shirt size", "tshirtSize TshirtSize"),
        ("weekday", "weekday Weekday"),
        ("video url", "videoUrl String"),
        ("rating (1-5)", "rating Int"),
        ("email: string, required", "email String"),
    ],
)
def test_an_entry_becomes_a_field(text: str, said: str) -> None:
    entry = parse_item(text)
    assert entry is not None
    typed = field_of(entry, "X")
    assert typed is not None
    field = typed.field
    marks = ["optional"] * (not field.required) + ["unique"] * field.unique
    default = [f"={field.default}"] if field.default is not None else []
    assert " ".join([field.name, field.type, *marks, *default]) == said


@pytest.mark.parametrize("text", ["id", "created_at", "updatedAt", "password"])
def test_what_is_derived_is_no_field(text: str) -> None:
    entry = parse_item(text)
    assert entry is not None
    typed = field_of(entry, "X")
    assert typed is None or typed.field.name not in {"id", "createdAt", "updatedAt", "password"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "a title, description, location and start/end time",
            ["title", "description", "location", "start time", "end time"],
        ),
        ("status DRAFT, OPEN, PAID, currency", ["status", "currency"]),
        ("current period start and end; seats", ["current period start", "current period end", "seats"]),
        ("parent name + parent phone", ["parent name", "parent phone"]),
        ("name, e.g. Bob", ["name"]),
    ],
)
def test_a_list_falls_into_its_entries(text: str, names: list[str]) -> None:
    assert [entry.name for entry in items(text.replace("e.g.", "eg"))] == names


def test_a_bracket_holds_values_or_attributes() -> None:
    species, photos = parse_item("species (dog, cat, other)"), parse_item("photos (url, caption, sort order)")
    assert species is not None
    assert species.values == ("dog", "cat", "other")
    assert photos is not None
    assert [part.name for part in photos.parts] == ["url", "caption", "sort order"]


def test_a_rating_is_bounded_by_its_range() -> None:
    entry = parse_item("stars (1 to 5)")
    assert entry is not None
    typed = field_of(entry, "Review")
    assert typed is not None
    assert (typed.field.min, typed.field.max) == (1, 5)
