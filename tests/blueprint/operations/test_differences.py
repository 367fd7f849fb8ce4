"""What is told of the difference between two plans."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.blueprint.access import Operation, Owner, Public
from assistant.blueprint.field import Field
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.carried import carried
from assistant.blueprint.operations.differences import differences
from assistant.blueprint.operations.patch import ConventionsPatch, FieldPatch, PlanPatch, RelationPatch
from assistant.blueprint.relation import Kind
from assistant.errors import OperationError
from tests.blueprint.operations.any_operation import any_operation
from tests.blueprint.plans import lending


def told(*operations: op.Operation, knowing: bool = True) -> list[tuple[str, str]]:
    """(place, text) of each difference that these operations make to the lending plan."""
    new = apply(lending(), operations)
    return [(each.place, each.text) for each in differences(lending(), new, operations if knowing else ())]


def test_equal_plans_have_none() -> None:
    assert differences(lending(), lending()) == ()


def test_each_changed_attribute_is_a_sentence() -> None:
    assert told(
        op.ChangeField(model="Book", field="price", set=FieldPatch(type="Float", required=True, min=1)),
        op.DropField(model="Loan", field="startsAt"),
        op.AddField(model="Book", field=Field(name="year", type="Int", default=1900)),
    ) == [
        ("Book.price", "It is now Float; it was Decimal(10, 2)."),
        ("Book.price", "It is required now."),
        ("Book.price", "Its smallest value is now 1; it was 0."),
        ("Book.year", "year is new: a required Int, default 1900."),
        ("Loan.startsAt", "startsAt is gone."),
        ("Loan", "member, book and startsAt are no longer unique together."),
        ("Loan", "No longer a rule: dueAt lies after startsAt."),
        ("Loan", "No longer a rule: no two of the same book overlap from startsAt to dueAt."),
        ("Book endpoints", "Sort: now title, createdAt and year; before: title and createdAt."),
    ]


def test_a_rename_is_told_as_one_only_where_it_is_known() -> None:
    rename = op.RenameField(model="Book", field="isbn", to="number")
    assert told(rename) == [("Book.number", "isbn is now called number.")]
    assert told(rename, knowing=False) == [
        ("Book.isbn", "isbn is gone."),
        ("Book.number", "number is new: a required String, unique."),
    ]


def test_access_is_told_in_words() -> None:
    rules = (Owner(path="loan.member"), Public())
    assert told(op.SetAccess(model="Review", operation=Operation.DELETE, rules=rules))[0] == (
        "Review access",
        "Who may delete reviews: the member of the loan of the review; anyone; before: the member of the loan of the "
        "review; the keepers of the book of the loan of the review whose title is Any.",
    )


def test_relations_conventions_and_assumptions_are_told() -> None:
    assert told(
        op.ChangeRelation(model="Loan", relation="witness", set=RelationPatch(required=True)),
        op.ChangeRelation(model="Book", relation="keepers", set=RelationPatch(kind=Kind.MANY_TO_ONE, required=False)),
        op.SetConvention(set=ConventionsPatch(page_size=50)),
        op.SetPlan(set=PlanPatch(assumptions=("Fines are paid in cash.",))),
    ) == [
        ("Loan.witness", "Now a loan has exactly one member; before, a loan has at most one member."),
        ("Loan.witness", "The member can't be deleted while it is referred to now."),
        ("Book.keepers", "Now a book has at most one member; before, any number of books and members belong together."),
        ("conventions", "Page size: now 50; before: 20."),
        ("assumptions", "Assumed: Fines are paid in cash."),
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_operation, min_size=1, max_size=3))
def test_whatever_changed_something_is_told(operations: list[op.Operation]) -> None:
    try:
        changed = apply(lending(), operations)
    except OperationError:
        return
    found = differences(lending(), changed, operations)
    assert bool(found) is (changed != lending())
    assert bool(differences(lending(), changed)) is (changed != lending())
    assert all(each.text.endswith((".", ":")) or each.place == "assumptions" for each in found)


def test_what_is_dropped_lives_on_only_until_the_change() -> None:
    operations = [
        op.DropField(model="Book", field="price"),
        op.RenameModel(model="Book", to="Volume"),
        op.AddField(model="Volume", field=Field(name="price", type="Int")),
        op.RenameField(model="Volume", field="price", to="fee"),
    ]
    volume = carried(lending(), operations).model("Volume")
    assert volume is not None
    assert volume.field("price") is not None  # the old one, which is to go
    assert volume.field("fee") is None
