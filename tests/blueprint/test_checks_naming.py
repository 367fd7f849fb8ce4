from __future__ import annotations

import pytest

from assistant.blueprint.checks import check
from tests.blueprint.plans import Value, edited, found

FIELDS = "models.Review.fields"
ENUM = "enums.+"


@pytest.mark.parametrize(
    ("path", "value", "place", "words"),
    [
        ("models.+", {"name": "bookShelf"}, "models.bookShelf", "PascalCase"),
        ("models.+", {"name": "Book_Shelf"}, "models.Book_Shelf", "PascalCase"),
        ("models.+", {"name": "Promise"}, "models.Promise", "reserved"),
        ("models.+", {"name": "PrismaClient"}, "models.PrismaClient", "reserved"),
        ("models.+", {"name": "DateTime"}, "models.DateTime", "reserved"),
        ("models.+", {"name": "Constructor"}, "models.Constructor", "reserved"),
        ("models.+", {"name": "Request"}, "models.Request", "reserved"),
        ("models.+", {"name": "Role"}, "models.Role", "roles of the account"),
        ("models.+", {"name": "LoanState"}, "enums.LoanState", "same name"),
        ("models.+", {"name": "B" * 59}, f"models.{'B' * 59}", "64 bytes"),
        (ENUM, {"name": "Colour", "values": []}, "enums.Colour", "no values"),
        (ENUM, {"name": "Colour", "values": ["RED", "RED"]}, "enums.Colour.values", "twice"),
        (ENUM, {"name": "Colour", "values": ["darkRed"]}, "enums.Colour.values", "SCREAMING_SNAKE_CASE"),
        (ENUM, {"name": "Colour", "values": ["3D"]}, "enums.Colour.values", "SCREAMING_SNAKE_CASE"),
        (f"{FIELDS}.+", {"name": "Text", "type": "String"}, f"{FIELDS}.Text", "camelCase"),
        (f"{FIELDS}.+", {"name": "some_text", "type": "String"}, f"{FIELDS}.some_text", "camelCase"),
        (f"{FIELDS}.+", {"name": "default", "type": "String"}, f"{FIELDS}.default", "reserved"),
        (f"{FIELDS}.+", {"name": "constructor", "type": "String"}, f"{FIELDS}.constructor", "reserved"),
        (f"{FIELDS}.+", {"name": "t" * 64, "type": "String"}, f"{FIELDS}.{'t' * 64}", "64 bytes"),
        ("relations.Review:loan.inverse", "loan reviews", "relations.Review.loan.inverse", "camelCase"),
        ("relations.Review:loan.inverse", "new", "relations.Review.loan.inverse", "reserved"),
    ],
)
def test_a_name_that_cannot_be_used(path: str, value: Value, place: str, words: str) -> None:
    finding = found(**{path: value})
    assert finding.place == place
    assert words in finding.message
    assert finding.mend


def test_a_key_too_long_for_the_database() -> None:
    name = "r" * 52
    finding = found(
        **{"relations.+": {"model": "Review", "name": name, "target": "Book", "inverse": "back", "required": False}}
    )
    assert finding.place == f"relations.Review.{name}"
    assert f"'Review_{name}Id_fkey' takes 66 bytes" in finding.message


@pytest.mark.parametrize("name", ["id", "createdAt", "updatedAt", "isbn", "loans", "keepers", "deletedAt"])
def test_a_field_that_is_there_already(name: str) -> None:
    finding = found(**{"models.Book.fields.+": {"name": name, "type": "String"}})
    assert finding.place in (f"models.Book.fields.{name}", "relations.Loan.book.inverse", "relations.Book.keepers")
    assert f"{name!r} more than once" in finding.message


@pytest.mark.parametrize("name", ["role", "passwordHash", "password", "loans", "kept"])
def test_a_field_of_the_account_that_is_there_already(name: str) -> None:
    assert f"{name!r} more than once" in found(**{"models.Member.fields.+": {"name": name, "type": "String"}}).message


def test_a_field_that_is_the_key_of_a_relation() -> None:
    finding = found(**{"models.Loan.fields.+": {"name": "memberId", "type": "Uuid"}})
    assert finding.place == "relations.Loan.member"
    assert "the key of the relation 'member'" in finding.message


def test_two_relations_with_one_way_back() -> None:
    finding = found(**{"relations.Loan:witness.inverse": "loans"})
    assert finding.place == "relations.Loan.witness.inverse"
    assert "Member has 'loans' more than once" in finding.message


def test_a_self_relation_that_is_its_own_way_back() -> None:
    own = {"model": "Book", "name": "sequel", "target": "Book", "inverse": "sequel", "required": False}
    assert "'sequel' more than once" in found(**{"relations.+": own}).message


def test_derived_names_are_free_where_nothing_is_derived() -> None:
    fields: list[Value] = [{"name": name, "type": "String"} for name in ("deletedAt", "role", "passwordHash")]
    assert check(edited(**{"models.+": {"name": "Shelf", "fields": fields}})) == ()


def test_names_that_only_look_reserved_are_free() -> None:
    fields: list[Value] = [{"name": name, "type": "String"} for name in ("type", "from", "of", "status", "order")]
    assert check(edited(**{"models.+": {"name": "Event", "fields": fields}})) == ()
    assert check(edited(**{"models.+": {"name": "Order"}})) == ()
    assert check(edited(**{"models.+": {"name": "Class"}})) == ()


def test_two_names_that_are_one_in_the_database() -> None:
    finding = found(**{"models.+": {"name": "Loans"}})
    assert (finding.place, finding.message) == ("models.Loans", "Loan and Loans are both 'loans' in the database.")
    assert found(**{"enums.+": {"name": "Books", "values": ["ONE"]}}).place == "enums.Books"
