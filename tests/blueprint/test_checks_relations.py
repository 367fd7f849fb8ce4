from __future__ import annotations

import pytest

from assistant.blueprint.checks import check
from tests.blueprint.plans import Value, edited, found


def _relation(**parts: Value) -> dict[str, Value]:
    whole = {"model": "Review", "name": "shelf", "target": "Book", "inverse": "shelves", "required": False}
    return {"relations.+": {**whole, **parts}}


@pytest.mark.parametrize(
    ("edits", "place", "words"),
    [
        (_relation(model="Shelf"), "relations.Shelf.shelf.model", "'Shelf' is not a model"),
        (_relation(target="Boook"), "relations.Review.shelf.target", "'Boook' is not a model"),
        (
            _relation(required=True, on_delete="set_null"),
            "relations.Review.shelf.on_delete",
            "can't become null",
        ),
        (_relation(write="server"), "relations.Review.shelf.write", "nothing ever sets it"),
        ({"models.Loan.access.create.+": {"kind": "public"}}, "relations.Loan.member.write", "not signed in may"),
        (
            _relation(model="Member", name="boss", target="Member", inverse="staff", write="server", required=True),
            "relations.Member.boss",
            "No first Member can be made",
        ),
    ],
)
def test_a_relation_that_cannot_be(edits: dict[str, Value], place: str, words: str) -> None:
    findings = check(edited(**edits))
    assert (findings[0].place, words in findings[0].message) == (place, True)
    assert findings[0].mend


def test_a_caller_who_may_be_nobody_is_an_optional_one() -> None:
    plan = edited(**{"models.Loan.access.create.+": {"kind": "public"}, "relations.Loan:member.required": False})
    assert check(plan) == ()


def test_people_who_register_have_no_caller_to_become() -> None:
    edits = _relation(model="Member", name="invitedBy", target="Member", inverse="invited", write="server")
    assert check(edited(**edits)) == ()
    needed = _relation(
        model="Member", name="invitedBy", target="Member", inverse="invited", write="server", required=True
    )
    places = [finding.place for finding in check(edited(**needed))]
    assert places == ["relations.Member.invitedBy", "relations.Member.invitedBy.write"]


def test_a_cycle_of_required_relations_is_told_once_with_its_steps() -> None:
    finding = found(**{"relations.+": {"model": "Book", "name": "first", "target": "Review", "inverse": "opened"}})
    assert finding.place.startswith("relations.")
    assert all(step in finding.message for step in ("Book.first", "Review.loan", "Loan.book"))


def test_a_required_self_relation_is_a_cycle() -> None:
    finding = found(**_relation(model="Book", name="sequel", target="Book", inverse="prequels", required=True))
    assert "Book.sequel needs Book." in finding.message


def test_two_cycles_that_share_a_step_are_two_findings() -> None:
    plan = edited(
        **{
            "relations.Loan:witness.required": True,
            "relations.Loan:witness.on_delete": "restrict",
            "relations.+": {"model": "Member", "name": "favourite", "target": "Loan", "inverse": "fans"},
        }
    )
    assert len(check(plan)) == 2


@pytest.mark.parametrize("parts", [{"required": False}, {"kind": "many_to_many", "required": True}])
def test_no_cycle_where_nothing_is_needed_first(parts: dict[str, Value]) -> None:
    assert check(edited(**_relation(model="Book", name="sequels", target="Book", inverse="prequels", **parts))) == ()


@pytest.mark.parametrize(
    ("path", "columns", "place", "words"),
    [
        ("unique_together", ["state"], "unique_together.1", "two columns"),
        ("unique_together", ["state", "stat"], "unique_together.1", "'stat' is not a field"),
        ("unique_together", ["state", "reviews"], "unique_together.1", "'reviews' is not a field"),
        ("unique_together", ["state", "state"], "unique_together.1", "named twice"),
        ("unique_together", ["startsAt", "book", "member"], "unique_together", "unique twice"),
        ("indexes", [], "indexes.0", "no columns"),
        ("indexes", ["nowhere"], "indexes.0", "'nowhere' is not a field"),
        ("indexes", ["state", "state"], "indexes.0", "named twice"),
    ],
)
def test_a_key_over_columns_that_are_not_there(path: str, columns: list[Value], place: str, words: str) -> None:
    finding = found(**{f"models.Loan.{path}.+": columns})
    assert finding.place == f"models.Loan.{place}"
    assert words in finding.message


@pytest.mark.parametrize("column", ["tags", "extra"])
def test_an_index_over_what_has_no_order(column: str) -> None:
    finding = found(**{"models.Book.indexes.+": ["title", column]})
    assert (finding.place, "can't be indexed" in finding.message) == ("models.Book.indexes.1", True)


def test_an_index_twice() -> None:
    assert "indexed twice" in found(**{"models.Book.indexes.+": ["title"]}).message
    assert check(edited(**{"models.Book.indexes.+": ["isbn", "title"]})) == ()
