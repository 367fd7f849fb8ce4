"""What becomes of a plan when it is changed, and what a change that can't be made is told."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Access, Authenticated, HasRole, Operation, Owner
from assistant.blueprint.behaviour import Distinct, Limit
from assistant.blueprint.custom import Custom
from assistant.blueprint.field import Enum, Field
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.patch import FieldPatch, ModelPatch, RelationPatch
from assistant.blueprint.plan import Blueprint, Model, Resource
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.blueprint.text import from_yaml
from assistant.errors import OperationError
from tests.blueprint.plans import lending

RENTALS = """
title: Rentals
enums:
  - {name: PropertyKind, values: [FLAT, HOUSE]}
  - {name: BookingStatus, values: [PENDING, CONFIRMED]}
models:
  - name: Property
    fields: [{name: title, type: String}, {name: propertyKind, type: PropertyKind}]
    access: {read: [{kind: authenticated}], create: [{kind: authenticated}]}
  - name: Booking
    fields: [{name: status, type: BookingStatus, default: PENDING}]
    access: {read: [{kind: owner, path: guest}, {kind: owner, path: property.host}], create: [{kind: authenticated}]}
  - name: User
    fields: [{name: email, type: String, unique: true}]
    access: {read: [{kind: owner, path: bookings.property.host}]}
relations:
  - {model: Property, name: host, target: User, inverse: hostedProperties}
  - {model: Booking, name: guest, target: User, inverse: bookings, write: server}
  - {model: Booking, name: property, target: Property, inverse: bookings}
auth: {kind: jwt}
endpoints:
  - {model: Property, path: /properties, operations: [list, read, create], filters: [host], sort: [title]}
  - {model: Booking, path: /bookings, operations: [list, read, create], filters: [status, property]}
"""


def refused(plan: Blueprint, *operations: op.Operation) -> OperationError:
    """The error that these operations give."""
    with pytest.raises(OperationError) as raised:
        apply(plan, operations)
    return raised.value


def model_of(plan: Blueprint, name: str) -> Model:
    """A model that has to be there."""
    model = plan.model(name)
    assert model is not None
    return model


def resource_of(plan: Blueprint, name: str) -> Resource:
    """Endpoints that have to be there."""
    resource = plan.resource(name)
    assert resource is not None
    return resource


def test_a_renamed_model_takes_its_path_relations_and_enums_along() -> None:
    plan = apply(from_yaml(RENTALS), [op.RenameModel(model="Property", to="Listing")])
    assert [model.name for model in plan.models] == ["Listing", "Booking", "User"]
    assert resource_of(plan, "Listing").path == "/listings"
    assert {(r.model, r.name, r.target, r.inverse) for r in plan.relations} == {
        ("Listing", "host", "User", "hostedListings"),
        ("Booking", "guest", "User", "bookings"),
        ("Booking", "listing", "Listing", "bookings"),
    }
    assert [rule.path for rule in model_of(plan, "Booking").access.read if isinstance(rule, Owner)] == [
        "guest",
        "listing.host",
    ]
    assert model_of(plan, "User").access.read == (Owner(path="bookings.listing.host"),)
    assert resource_of(plan, "Booking").filters == ("status", "listing")
    assert [enum.name for enum in plan.enums] == ["ListingKind", "BookingStatus"]
    assert model_of(plan, "Listing").fields[1].type == "ListingKind"


def test_a_name_that_is_taken_is_left_as_it_was() -> None:
    plan = from_yaml(RENTALS.replace("[{name: status,", "[{name: listing, type: String}, {name: status,"))
    renamed = apply(plan, [op.RenameModel(model="Property", to="Listing")])
    assert renamed.relation("Booking", "property") is not None


def test_a_renamed_relation_takes_rules_limits_and_its_way_back_along() -> None:
    plan = apply(lending(), [op.RenameRelation(model="Loan", relation="member", to="borrower")])
    loan = model_of(plan, "Loan")
    assert loan.unique_together == (("borrower", "book", "startsAt"),)
    assert loan.access.read[0] == Owner(path="borrower")
    assert [each.per for each in loan.constraints if isinstance(each, Limit)] == ["borrower"]
    assert [each.first for each in loan.constraints if isinstance(each, Distinct)] == ["borrower"]
    assert model_of(plan, "Review").access.create == (Owner(path="loan.borrower"),)
    helpdesk = from_yaml(RENTALS.replace("inverse: bookings, write", "inverse: guestBookings, write"))
    helpdesk = apply(
        helpdesk.model_copy(update={"models": (*helpdesk.models[:2], User)}),
        [op.RenameRelation(model="Booking", relation="guest", to="visitor")],
    )
    assert {r.inverse for r in helpdesk.relations} >= {"visitorBookings"}


User = Model(name="User", fields=(Field(name="email", type="String", unique=True),))


def test_a_renamed_identifier_is_still_what_people_sign_in_with() -> None:
    plan = apply(lending(), [op.RenameField(model="Member", field="email", to="mail")])
    assert plan.auth.identifier == "mail"


def test_a_renamed_count_is_still_what_a_limit_reads() -> None:
    plan = apply(lending(), [op.RenameField(model="Member", field="maxLoans", to="quota")])
    assert [each.max_field for each in model_of(plan, "Loan").constraints if isinstance(each, Limit)] == ["quota"]


def test_a_dropped_relation_is_refused_while_rules_go_through_it() -> None:
    year = op.AddField(model="Book", field=Field(name="year", type="Int"))
    error = refused(lending(), year, op.DropRelation(model="Loan", relation="member"))
    assert (error.index, error.kind) == (1, "drop_relation")
    assert "operations[1] (drop_relation): models.Review.access.create.0.path: 'member' is not" in error.message
    assert "`add_action` or `drop_action` (model 'Loan')" in error.mend


def test_a_dropped_relation_leaves_effects_and_comparisons() -> None:
    loan = model_of(apply(lending(), [op.DropRelation(model="Loan", relation="witness")]), "Loan")
    assert not any(isinstance(each, Distinct) for each in loan.constraints)
    assert [(action.accepts, action.effects) for action in loan.actions] == [(("dueAt",), ())]


def test_rules_along_a_dropped_relation_may_be_set_anew_before_or_after() -> None:
    plan = from_yaml(RENTALS)
    drop = op.DropRelation(model="User", relation="hostedProperties")
    error = refused(plan, drop)
    assert "`set_access` (model 'Booking', operation 'read', all its rules)" in error.mend
    anew = [
        op.SetAccess(model="Booking", operation=Operation.READ, rules=(Owner(path="guest"),)),
        op.SetAccess(model="User", operation=Operation.READ, rules=(Owner(path="self"),)),
    ]
    assert apply(plan, [drop, *anew]) == apply(plan, [*anew, drop])
    assert resource_of(apply(plan, [drop, *anew]), "Property").filters == ()


def test_a_dropped_field_leaves_lists_keys_and_comparisons() -> None:
    loan = model_of(apply(lending(), [op.DropField(model="Loan", field="startsAt")]), "Loan")
    assert loan.unique_together == ()
    assert [each.kind for each in loan.constraints] == ["limit", "distinct"]
    error = refused(lending(), op.DropField(model="Book", field="title"))
    assert "models.Review.access.delete" in error.message  # a rule asks for it


def test_a_lifecycle_is_not_dropped_with_its_field() -> None:
    error = refused(lending(), op.DropField(model="Loan", field="state"))
    assert "models.Loan.lifecycle.field" in error.message
    assert "`set_lifecycle` (model 'Loan')" in error.mend


def test_an_enum_goes_with_its_last_field() -> None:
    without = op.DropField(model="Booking", field="status")
    plan = apply(from_yaml(RENTALS), [without])
    assert [enum.name for enum in plan.enums] == ["PropertyKind"]
    assert apply(from_yaml(RENTALS), [without, op.DropEnum(enum="BookingStatus")]) == plan
    assert resource_of(plan, "Booking").filters == ("property",)


def test_a_new_model_is_served_as_usual() -> None:
    review = Model(
        name="Review",
        fields=(Field(name="stars", type="Int"), Field(name="postedAt", type="DateTime")),
        access=Access(read=(Authenticated(),), create=(Authenticated(),)),
    )
    booking = Relation(
        model="Review",
        name="booking",
        target="Booking",
        inverse="review",
        kind=Kind.ONE_TO_ONE,
        on_delete=OnDelete.CASCADE,
    )
    plan = apply(from_yaml(RENTALS), [op.AddModel(model=review, relations=(booking,))])
    assert resource_of(plan, "Review") == Resource(
        model="Review",
        path="/reviews",
        operations=(Operation.LIST, Operation.READ, Operation.CREATE),
        filters=("booking",),
        sort=("postedAt",),
    )
    many = booking.model_copy(update={"kind": Kind.MANY_TO_ONE, "inverse": "reviews"})
    nested = apply(from_yaml(RENTALS), [op.AddModel(model=review, relations=(many,))])
    assert (resource_of(nested, "Review").parent, resource_of(nested, "Review").filters) == ("booking", ())
    assert apply(from_yaml(RENTALS), [op.AddModel(model=review, expose=False)]).resource("Review") is None


def test_new_fields_and_keys_join_the_lists() -> None:
    plan = apply(
        from_yaml(RENTALS),
        [
            op.AddEnum(enum=Enum(name="Level", values=("LOW", "HIGH"))),
            op.AddField(model="Booking", field=Field(name="level", type="Level", default="LOW")),
            op.AddField(model="Booking", field=Field(name="startsAt", type="DateTime")),
            op.AddField(model="Booking", field=Field(name="limit", type="Boolean")),
            op.AddRelation(
                relation=Relation(model="Booking", name="agent", target="User", inverse="sold", required=False)
            ),
        ],
    )
    assert resource_of(plan, "Booking").filters == ("status", "property", "level", "agent")  # `limit` is for pages
    assert resource_of(plan, "Booking").sort == ("startsAt",)


def test_bounds_that_mean_nothing_for_a_new_type_go() -> None:
    plan = apply(lending(), [op.ChangeField(model="Book", field="price", set=FieldPatch(type="Float"))])
    price = model_of(plan, "Book").field("price")
    assert price is not None
    assert (price.type, price.min, price.precision, price.scale) == ("Float", 0, None, None)
    error = refused(
        lending(), op.ChangeField(model="Book", field="price", set=FieldPatch(type="Boolean", max_length=3))
    )
    assert "max_length means nothing" in error.message


def test_an_optional_field_orders_no_list() -> None:
    plan = apply(lending(), [op.ChangeField(model="Loan", field="dueAt", set=FieldPatch(required=False))])
    assert resource_of(plan, "Loan").sort == ()


def test_a_model_without_timestamps_orders_no_list_by_them() -> None:
    plan = apply(lending(), [op.ChangeModel(model="Book", set=ModelPatch(timestamps=False))])
    assert resource_of(plan, "Book").sort == ("title",)


def test_several_instead_of_one_keep_the_filter_and_lose_what_needs_a_key() -> None:
    several = op.ChangeRelation(model="Booking", relation="property", set=RelationPatch(kind=Kind.MANY_TO_MANY))
    plan = apply(from_yaml(RENTALS), [several])
    relation = plan.relation("Booking", "property")
    assert relation is not None
    assert (relation.kind, resource_of(plan, "Booking").filters) == (Kind.MANY_TO_MANY, ("status", "property"))
    nested = from_yaml(RENTALS.replace("filters: [status, property]", "parent: property"))
    assert resource_of(apply(nested, [several]), "Booking").parent is None


def test_what_becomes_required_no_longer_becomes_null() -> None:
    required = op.ChangeRelation(model="Loan", relation="witness", set=RelationPatch(required=True))
    relation = apply(lending(), [required]).relation("Loan", "witness")
    assert relation is not None
    assert (relation.required, relation.on_delete) == (True, OnDelete.RESTRICT)


def test_a_value_that_goes_takes_its_steps_and_choices_along() -> None:
    plan = apply(lending(), [op.DropEnumValue(enum="LoanState", value="RETURNED")])
    loan = model_of(plan, "Loan")
    assert loan.lifecycle is not None
    assert [step.to for step in loan.lifecycle.transitions] == ["OPEN"]
    error = refused(lending(), op.DropEnumValue(enum="LoanState", value="REQUESTED"))
    assert "models.Loan.lifecycle.initial" in error.message
    assert "models.Loan.access.update" in error.message  # its only choice


def test_access_opens_and_closes_endpoints() -> None:
    librarian = HasRole(roles=("librarian",))
    plan = apply(lending(), [op.SetAccess(model="Loan", operation=Operation.DELETE, rules=(librarian,))])
    assert Operation.DELETE in resource_of(plan, "Loan").operations
    closed = apply(lending(), [op.SetAccess(model="Review", operation=Operation.READ, rules=())])
    assert resource_of(closed, "Review").operations == (Operation.CREATE, Operation.DELETE)
    hidden = apply(plan, [op.DropEndpoint(model="Loan")])
    again = apply(hidden, [op.SetAccess(model="Loan", operation=Operation.DELETE, rules=())])
    assert again.resource("Loan") is None


def test_without_a_lifecycle_records_start_where_they_did() -> None:
    plan = apply(lending(), [op.SetLifecycle(model="Loan", lifecycle=None)])
    state = model_of(plan, "Loan").field("state")
    assert state is not None
    assert state.default == "REQUESTED"
    assert apply(plan, [op.SetLifecycle(model="Loan", lifecycle=model_of(lending(), "Loan").lifecycle)])


def test_all_or_nothing() -> None:
    plan = lending()
    good = op.AddField(model="Book", field=Field(name="year", type="Int"))
    error = refused(plan, good, op.DropField(model="Book", field="yeer"))
    assert (error.index, error.kind, error.mend) == (1, "drop_field", "Did you mean 'year'?")
    assert plan == lending()


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (op.DropField(model="Loan", field="memberId"), "is a relation of Loan"),
        (op.DropField(model="Member", field="role"), "derived"),
        (op.RenameField(model="Book", field="title", to="isbn"), "has 'isbn' already"),
        (op.RenameModel(model="Book", to="Loan"), "There is a model 'Loan' already"),
        (op.RenameRelation(model="Loan", relation="state", to="x"), "is a field of Loan"),
        (op.ChangeRelation(model="Member", relation="loans", set=RelationPatch()), "the way back of Loan.member"),
        (op.ChangeField(model="Book", field="title", set=FieldPatch()), "sets nothing"),
        (op.ChangeField(model="Book", field="title", set=FieldPatch(required=None)), "does not fit: required"),
        (op.AddUnique(model="Loan", names=("book", "startsAt", "member")), "is unique already"),
        (op.DropUnique(model="Loan", names=("book", "member")), "is not unique together"),
        (op.DropIndex(model="Book", names=("isbn",)), "is not an index"),
        (op.DropEnum(enum="LoanState"), "Loan.state still has it"),
        (op.AddEnumValue(enum="Role", value="GUEST"), "derived from the roles"),
        (op.AddEndpoint(endpoint=Resource(model="Book", path="/b")), "has endpoints already"),
    ],
)
def test_what_can_t_be_done_is_told_with_what_would_be_right(operation: op.Operation, words: str) -> None:
    error = refused(lending(), operation)
    assert words in error.message
    assert error.mend


def test_an_enum_that_code_by_hand_speaks_of_stays_and_is_renamed_there() -> None:
    kind = Field(name="kind", type="PropertyKind", required=False, default="FLAT")
    report = Custom(
        name="kinds",
        path="/reports/kinds",
        summary="How many there are of a kind",
        rules=(Authenticated(),),
        query=(kind,),
        answer=(Field(name="count", type="Int"),),
        code="return { count: 1 };",
        test='test("one", () => {});',
    )
    changes = [
        op.AddCustom(custom=report),
        op.RenameModel(model="Property", to="Listing"),
        op.RenameEnumValue(enum="ListingKind", value="FLAT", to="APARTMENT"),
        op.DropField(model="Listing", field="propertyKind"),
    ]
    (custom,) = apply(from_yaml(RENTALS), changes).custom
    assert [(field.type, field.default) for field in custom.query] == [("ListingKind", "APARTMENT")]
    error = refused(from_yaml(RENTALS), *changes, op.DropEnum(enum="ListingKind"))
    assert "kinds.kind still has it" in error.message
