from __future__ import annotations

import pytest

from assistant.blueprint.checks import check
from tests.blueprint.plans import Value, edited, found

PLACE = "models.Review.fields.extra"


def _field(**parts: Value) -> dict[str, Value]:
    return {"models.Review.fields.+": {"name": "extra", "required": False, **parts}}


@pytest.mark.parametrize(
    ("parts", "where", "words"),
    [
        ({"type": "Text"}, ".type", "'Text' is not a scalar type or an enum"),
        ({"type": "Book"}, ".type", "'Book' is not"),
        ({"type": "String", "min": 1}, ".min", "means nothing for a field of type String"),
        ({"type": "LoanState", "max": 1}, ".max", "means nothing"),
        ({"type": "Int", "min": 0.5}, ".min", "whole number"),
        ({"type": "Int", "max": 3_000_000_000}, ".max", "32 bits"),
        ({"type": "Int", "min": 5, "max": 4}, "", "min 5 is above its max 4"),
        ({"type": "Int", "min_length": 5}, ".min_length", "means nothing"),
        ({"type": "Json", "max_length": 5}, ".max_length", "means nothing"),
        ({"type": "String", "min_length": 5, "max_length": 4}, "", "min_length 5 is above its max_length 4"),
        ({"type": "Float", "precision": 5}, ".precision", "means nothing"),
        ({"type": "Float", "scale": 5}, ".scale", "means nothing"),
        ({"type": "Decimal", "precision": 2, "scale": 3}, "", "scale 3 is above its precision 2"),
        ({"type": "Decimal", "scale": 3}, ".scale", "without a precision"),
        ({"type": "Int", "format": "email"}, ".format", "means nothing"),
        ({"type": "String", "many": True, "unique": True}, ".unique", "can't be unique"),
        ({"type": "Json", "unique": True}, ".unique", "can't be unique"),
        ({"type": "Int", "default": 3, "unique": True}, ".default", "second record would clash"),
        ({"type": "Int", "default": 3, "min": 4}, ".default", "below min 4"),
        ({"type": "Decimal", "default": "9.5", "max": 9}, ".default", "above max 9"),
        ({"type": "String", "default": "a", "min_length": 2}, ".default", "shorter than min_length 2"),
        ({"type": "String", "default": "abc", "max_length": 2}, ".default", "longer than max_length 2"),
        ({"type": "String", "write_roles": ["boss"]}, ".write_roles", "'boss' is not a role"),
        ({"type": "String", "write": "server", "write_roles": ["member"]}, "", "so no role may"),
        ({"type": "String", "required": True, "write": "server"}, "", "nothing says what"),
        ({"type": "String", "required": True, "write_roles": ["librarian"]}, "", "people other than librarian"),
    ],
)
def test_a_field_that_contradicts_itself(parts: dict[str, Value], where: str, words: str) -> None:
    finding = found(**_field(**parts))
    assert finding.place == PLACE + where
    assert words in finding.message
    assert finding.mend


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("String", 1),
        ("String", True),
        ("Int", "1"),
        ("Int", 1.5),
        ("Int", True),
        ("Int", 2**31),
        ("BigInt", 2**63),
        ("Float", "1.5"),
        ("Decimal", "a lot"),
        ("Decimal", "NaN"),
        ("Decimal", False),
        ("Boolean", "true"),
        ("Boolean", 1),
        ("DateTime", "tomorrow"),
        ("DateTime", 5),
        ("Date", "2026-02-30"),
        ("Json", "{"),
        ("Bytes", "aa"),
        ("Uuid", "1"),
        ("LoanState", "LOST"),
    ],
)
def test_a_default_of_another_type(type_: str, value: Value) -> None:
    finding = found(**_field(type=type_, default=value))
    assert finding.place == f"{PLACE}.default"
    assert "is no default" in finding.message
    assert finding.mend.startswith("It has to be ")


def test_a_list_has_no_default() -> None:
    assert found(**_field(type="String", many=True, default="a")).mend == "It has to be left out: a list starts empty."


@pytest.mark.parametrize(
    "parts",
    [
        {"type": "String", "default": "", "min_length": 0},
        {"type": "Int", "default": 5, "min": 5, "max": 5},
        {"type": "BigInt", "default": 2**40},
        {"type": "Float", "default": 1},
        {"type": "Decimal", "default": "1.50", "precision": 5, "scale": 2},
        {"type": "Boolean", "default": False},
        {"type": "DateTime", "default": "2026-01-31T12:00:00Z"},
        {"type": "Date", "default": "now()"},
        {"type": "Json", "default": "{}"},
        {"type": "Uuid", "default": "uuid()", "unique": True},
        {"type": "LoanState", "default": "OPEN"},
        {"type": "Int", "many": True, "max_length": 3, "min": 1},
        {"type": "String", "many": True, "required": True, "write": "server"},
        {"type": "String", "required": True, "default": "a", "write_roles": ["librarian"]},
    ],
)
def test_a_field_that_does_not(parts: dict[str, Value]) -> None:
    assert check(edited(**_field(**parts))) == ()


def test_only_creators_have_to_be_able_to_write_what_is_required() -> None:
    field: Value = {"name": "shelf", "type": "String", "write_roles": ["librarian"]}
    assert check(edited(**{"models.Book.fields.+": field})) == ()
    finding = found(**{"models.Member.fields.+": field})
    assert "may create a Member" in finding.message


def test_what_an_oauth_provider_gives_needs_no_default() -> None:
    plan = edited(
        **{
            "auth.kind": "oauth",
            "auth.providers": ["github"],
            "models.Member.fields.email.write": "server",
        }
    )
    assert check(plan) == ()


@pytest.mark.parametrize("provider", ["mysql", "sqlite"])
def test_lists_need_a_database_that_has_them(provider: str) -> None:
    finding = found(provider=provider)
    assert finding.place == "models.Book.fields.tags"
    assert provider in finding.message
