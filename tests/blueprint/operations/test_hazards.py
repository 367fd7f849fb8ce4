"""What a change is said to mean for rows that there are."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Access, Authenticated
from assistant.blueprint.field import Enum, Field
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.hazards import hazards
from assistant.blueprint.operations.patch import AuthPatch, ConventionsPatch, FieldPatch, ModelPatch, RelationPatch
from assistant.blueprint.plan import AuthKind, IdType, Model
from assistant.blueprint.relation import Kind, Relation
from assistant.blueprint.text import from_yaml
from tests.blueprint.operations.test_apply import RENTALS
from tests.blueprint.plans import lending

FINE = op.AddModel(
    model=Model(name="Fine", access=Access(read=(Authenticated(),))),
    relations=(
        Relation(model="Fine", name="loan", target="Loan", inverse="fines"),
        Relation(model="Book", name="fine", target="Fine", inverse="books"),
    ),
)
SHELF = Relation(model="Book", name="shelf", target="Book", inverse="stands")


def told(*operations: op.Operation) -> list[tuple[str, str]]:
    """(kind, place) of each hazard of a change of the lending plan."""
    return [(each.kind.value, each.place) for each in hazards(lending(), operations)]


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (op.RenameField(model="Book", field="price", to="unitPrice"), [("rename", "Book.unitPrice")]),
        (op.RenameModel(model="Book", to="Volume"), [("rename", "Volume"), ("rename", "Loan.volume")]),
        (op.RenameRelation(model="Loan", relation="member", to="borrower"), [("rename", "Loan.borrower")]),
        (op.RenameRelation(model="Member", relation="loans", to="lent"), []),
        (op.RenameEnumValue(enum="LoanState", value="OPEN", to="LENT"), [("rename", "LoanState.LENT")]),
        (op.DropField(model="Book", field="price"), [("drop-column", "Book.price")]),
        (op.DropRelation(model="Loan", relation="witness"), [("drop-column", "Loan.witness")]),
        (op.DropRelation(model="Book", relation="keepers"), [("drop-table", "Book.keepers")]),
        (op.DropModel(model="Loan"), [("drop-table", "Loan"), ("drop-column", "Review.loan")]),
        (op.AddField(model="Book", field=Field(name="year", type="Int")), [("not-null-on-existing", "Book.year")]),
        (op.AddField(model="Book", field=Field(name="year", type="Int"), fill=1900), []),
        (op.AddField(model="Book", field=Field(name="year", type="Int", default=1900)), []),
        (op.AddField(model="Book", field=Field(name="year", type="Int", required=False)), []),
        (op.AddField(model="Book", field=Field(name="years", type="Int", many=True)), []),
        (FINE, [("not-null-on-existing", "Book.fine")]),
        (op.AddRelation(relation=SHELF), [("not-null-on-existing", "Book.shelf")]),
        (op.AddRelation(relation=SHELF.model_copy(update={"kind": Kind.MANY_TO_MANY})), []),
        (
            op.ChangeField(model="Loan", field="note", set=FieldPatch(required=True)),
            [("not-null-on-existing", "Loan.note")],
        ),
        (op.ChangeField(model="Loan", field="note", set=FieldPatch(required=True), fill="none"), []),
        (op.ChangeField(model="Loan", field="dueAt", set=FieldPatch(required=False)), []),
        (op.ChangeField(model="Book", field="price", set=FieldPatch(type="Float")), [("type-change", "Book.price")]),
        (op.ChangeField(model="Book", field="price", set=FieldPatch(scale=4)), [("type-change", "Book.price")]),
        (
            op.ChangeField(model="Book", field="title", set=FieldPatch(unique=True)),
            [("unique-on-existing", "Book.title")],
        ),
        (op.AddUnique(model="Loan", names=("book", "dueAt")), [("unique-on-existing", "Loan (book, dueAt)")]),
        (op.AddIndex(model="Loan", names=("dueAt",)), [("index-on-existing", "Loan.dueAt")]),
        (op.AddEnumValue(enum="LoanState", value="LOST"), [("enum-value", "LoanState.LOST")]),
        (op.DropEnumValue(enum="LoanState", value="OPEN"), [("enum-value", "LoanState.OPEN")]),
        (
            op.ChangeRelation(model="Loan", relation="book", set=RelationPatch(kind=Kind.MANY_TO_MANY)),
            [("drop-column", "Loan.book")],
        ),
        (
            op.ChangeRelation(model="Loan", relation="book", set=RelationPatch(kind=Kind.ONE_TO_ONE)),
            [("unique-on-existing", "Loan.book")],
        ),
        (
            op.ChangeRelation(model="Book", relation="keepers", set=RelationPatch(kind=Kind.MANY_TO_ONE)),
            [("key-change", "Book.keepers"), ("not-null-on-existing", "Book.keepers")],
        ),
        (
            op.ChangeRelation(model="Loan", relation="witness", set=RelationPatch(target="Book")),
            [("key-change", "Loan.witness")],
        ),
        (op.ChangeModel(model="Book", set=ModelPatch(soft_delete=False)), [("drop-column", "Book.deletedAt")]),
        (op.SetConvention(set=ConventionsPatch(id=IdType.INT)), [("key-change", "conventions.id")]),
        (
            op.SetAuth(set=AuthPatch(roles=("member", "guest"))),
            [("enum-value", "Role.librarian"), ("enum-value", "Role.guest")],
        ),
        (
            op.SetAuth(set=AuthPatch(kind=AuthKind.NONE, roles=())),
            [("drop-column", "Member.passwordHash"), ("drop-column", "Member.role")],
        ),
        (op.DropEndpoint(model="Book"), []),
    ],
)  # fmt: skip
def test_each_danger_has_its_kind_and_place(operation: op.Operation, expected: list[tuple[str, str]]) -> None:
    assert told(operation) == expected


def test_what_is_new_has_no_rows() -> None:
    year = Field(name="year", type="Int", required=False)
    assert (
        told(
            op.AddEnum(enum=Enum(name="Level", values=("LOW", "HIGH"))),
            op.AddEnumValue(enum="Level", value="TOP"),
            op.AddField(model="Book", field=year),
            op.RenameField(model="Book", field="year", to="published"),
            op.ChangeField(model="Book", field="published", set=FieldPatch(type="BigInt", unique=True)),
            op.DropField(model="Book", field="published"),
            op.AddModel(model=Model(name="Fine", fields=(year,)), expose=False),
            op.RenameModel(model="Fine", to="Penalty"),
            op.AddField(model="Penalty", field=Field(name="sum", type="Int")),
            op.DropModel(model="Penalty"),
        )
        == [("not-null-on-existing", "Book.published")][:0]
    )


def test_a_key_that_moves_under_a_new_name_is_no_rename() -> None:
    assert told(
        op.RenameRelation(model="Loan", relation="book", to="books"),
        op.ChangeRelation(model="Loan", relation="books", set=RelationPatch(kind=Kind.MANY_TO_MANY)),
    ) == [("drop-column", "Loan.books")]


def test_a_renamed_model_is_told_with_the_keys_that_follow() -> None:
    found = hazards(from_yaml(RENTALS), [op.RenameModel(model="Property", to="Listing")])
    assert [each.place for each in found] == ["Listing", "Booking.listing"]
    assert all(each.text.endswith(".") and each.mend.endswith(".") for each in found)
