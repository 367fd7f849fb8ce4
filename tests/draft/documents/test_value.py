"""Columns as JSON Schema, and the examples that go with them."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from pydantic import JsonValue

from assistant.blueprint.field import Field, Format
from assistant.draft.documents.example import example
from assistant.draft.documents.value import Schema, answer_schema, json_schema
from assistant.draft.entity import Column, Origin
from tests.draft.documents.plans import everything

ENUMS = {"Mood": ("GLAD", "SAD")}


def _column(**plan: object) -> Column:
    return Column(Field.model_validate({"name": "it", **plan}), Origin.FIELD)


def _takes(schema: Schema, value: JsonValue) -> bool:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).is_valid(value)


@pytest.mark.parametrize(
    ("plan", "taken", "refused"),
    [
        ({"type": "String"}, ["a", "x" * 255, "ünï"], ["", "x" * 256, "a\nb", "a\0", 1, None]),
        ({"type": "String", "max_length": 300}, ["a\nb\tc"], ["a\0b", "a\x1bb", "x" * 301]),
        ({"type": "String", "min_length": 0}, [""], ["x" * 256]),
        ({"type": "Int"}, [2**31 - 1, -(2**31)], [2**31, -(2**31) - 1, 1.5, "1"]),
        ({"type": "Int", "min": 1, "max": 5}, [1, 5], [0, 6]),
        ({"type": "Float", "min": 0, "max": 1}, [0, 0.5, 1], [-0.1, 1.1, "0.5"]),
        ({"type": "BigInt"}, ["9223372036854775807", "-1"], [1, "1.0", "", "x"]),
        ({"type": "BigInt", "min": 0}, ["0"], ["-1"]),
        ({"type": "Decimal"}, ["0.5", "-12", "9999999999.99"], ["1.234", "12345678901", ".5", "1.", 1.5]),
        ({"type": "Decimal", "precision": 4, "scale": 0}, ["9999"], ["12345", "1.0"]),
        ({"type": "Decimal", "precision": 2, "scale": 2, "min": 0}, ["0.25"], ["1.00", "-0.25"]),
        ({"type": "Boolean"}, [True], ["true", 1]),
        ({"type": "Date"}, ["2027-02-28"], ["2027-02-30", "28.02.2027", "2027-02-28T00:00:00Z"]),
        ({"type": "Uuid"}, ["01a2039e-4f38-76ef-a735-23ea3f2244fe"], ["01a2039e"]),
        ({"type": "Json"}, [{}, [], "a", 1, False], [None]),
        ({"type": "Bytes"}, ["", "aGVsbG8=", "AAAA"], ["a", "a===", "ä"]),
        ({"type": "Mood"}, ["GLAD"], ["glad", "", None]),
        ({"type": "Int", "many": True, "max_length": 2}, [[], [1, 2]], [[1, 2, 3], 1, ["a"]]),
        ({"type": "String", "many": True, "min_length": 1}, [["a"]], [[], [""]]),
    ],
)
def test_bodies_are_held_to_every_bound(
    plan: dict[str, object], taken: list[JsonValue], refused: list[JsonValue]
) -> None:
    schema = json_schema(_column(**plan), ENUMS)
    assert [value for value in taken if not _takes(schema, value)] == []
    assert [value for value in refused if _takes(schema, value)] == []


@pytest.mark.parametrize(
    ("format_", "taken", "refused"),
    [
        (Format.EMAIL, "ann@example.org", "ann"),
        (Format.URL, "https://example.org/a?b", "ftp://example.org"),
        (Format.SLUG, "a-b-2", "A--b"),
        (Format.PHONE, "+31201234567", "020 1234567"),
        (Format.COUNTRY, "NL", "Netherlands"),
        (Format.CURRENCY, "EUR", "eur"),
        (Format.COLOR, "#1e90ff", "blue"),
        (Format.TIME, "23:59", "24:00"),
    ],
)
def test_formats_tell_right_text_from_wrong(format_: Format, taken: str, refused: str) -> None:
    schema = json_schema(_column(type="String", format=format_), ENUMS)
    assert _takes(schema, taken)
    assert not _takes(schema, refused)


@pytest.mark.parametrize("kind", ["String", "Int", "Json", "Mood"])
def test_null_is_taken_only_where_it_is_said(kind: str) -> None:
    column = _column(type=kind, required=False)
    assert _takes(json_schema(column, ENUMS, nullable=True), None)
    assert not _takes(json_schema(column, ENUMS), None)
    assert _takes(answer_schema(column, ENUMS), None)
    assert not _takes(answer_schema(_column(type=kind), ENUMS), None)


@pytest.mark.parametrize(("answered", "right"), [("1.50", True), ("1.5", False), ("1", False), ("-0.25", True)])
def test_decimals_are_answered_with_all_their_digits(answered: str, *, right: bool) -> None:
    assert _takes(answer_schema(_column(type="Decimal"), ENUMS), answered) is right


def test_lists_are_never_null_in_answers() -> None:
    schema = answer_schema(_column(type="Int", many=True, required=False), ENUMS)
    assert _takes(schema, [])
    assert not _takes(schema, None)


def test_every_example_is_a_valid_value_of_its_column() -> None:
    plan = everything()
    entity = plan.entities[0]
    enums = dict(plan.enums)
    wrong = [
        (column.name, value)
        for column in entity.columns
        if column.origin is Origin.FIELD
        and not _takes(json_schema(column, enums), value := example(entity, column, enums))
    ]
    assert wrong == []


def test_examples_keep_what_is_ordered_in_order() -> None:
    plan = everything()
    entity = plan.entities[0]
    first, then = (example(entity, _named(entity.columns, name), {}) for name in ("eFrom", "eUntil"))
    assert str(first) < str(then)


def _named(columns: tuple[Column, ...], name: str) -> Column:
    return next(column for column in columns if column.name == name)
