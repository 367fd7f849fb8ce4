"""Rules as gates and conditions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.blueprint.access import Authenticated, Condition, HasRole, Owner, Public, Rule
from assistant.draft.code.condition import conditions
from assistant.draft.code.scope import gate, scope_expression, uses_actor
from tests.draft.code.test_files import draft

OWNER = Owner(path="guest")
HOST = Owner(path="listing.host")
CONFIRMED = (Condition(field="status", one_of=("CONFIRMED",)),)


def expression(*rules: Rule, nullable: bool = False, roles: tuple[str, ...] = ()) -> str | None:
    """The condition of rules on a booking."""
    found, _ = draft("stay-booking")
    return scope_expression(found, found.entity("Booking"), rules, nullable=nullable, roles=roles)


@pytest.mark.parametrize(
    ("rules", "policy"),
    [
        ((Public(), OWNER), "anyone"),
        ((Public(when=CONFIRMED), OWNER), "visitor"),
        ((Authenticated(), HasRole(roles=("ADMIN",))), "signedIn"),
        ((HasRole(roles=("ADMIN",)), HasRole(roles=("EDITOR",))), "adminOrEditor"),
    ],
)
def test_the_gate_is_the_widest_way_in(rules: tuple[Rule, ...], policy: str) -> None:
    assert gate(rules).policy == policy


def test_any_rule_suffices() -> None:
    assert expression(OWNER, HOST) == "{ OR: [{ guestId: actor.id }, { listing: { hostId: actor.id } }] }"


def test_whoever_may_do_everything_needs_no_condition() -> None:
    assert expression(Public(), OWNER) is None
    assert expression(Authenticated()) is None
    assert expression(HasRole(roles=("ADMIN",)), roles=("ADMIN",)) is None


def test_a_role_that_the_gate_did_not_ask_for_is_asked_here() -> None:
    assert expression(HasRole(roles=("ADMIN",)), OWNER) == 'actor.role === "ADMIN" ? {} : { guestId: actor.id }'
    assert expression(HasRole(roles=("ADMIN",))) == 'actor.role === "ADMIN" ? {} : noRecord'


def test_a_role_that_reaches_every_record_is_not_asked_for_again() -> None:
    """TypeScript has narrowed it away by then, and refuses the comparison."""
    free = HasRole(roles=("ADMIN",))
    assert expression(free, OWNER, HasRole(roles=("ADMIN",), when=CONFIRMED)) == expression(free, OWNER)
    both = expression(free, OWNER, HasRole(roles=("ADMIN", "GUEST"), when=CONFIRMED))
    guest = 'actor.role === "GUEST" ? { status: "CONFIRMED" } : noRecord'
    assert both == f'actor.role === "ADMIN" ? {{}} : {{ OR: [{{ guestId: actor.id }}, {guest}] }}'


def test_once_whoever_is_signed_in_reaches_every_record_nobody_asks_who_they_are() -> None:
    rules = (Public(when=CONFIRMED), OWNER, HasRole(roles=("ADMIN",), when=CONFIRMED))
    public = 'actor ? {} : { status: "CONFIRMED" }'
    assert expression(Authenticated(), *rules, nullable=True) == public
    found, _ = draft("library-lending")
    lent = (Condition(field="returnedAt", null=True),)
    every = HasRole(roles=("MEMBER", "LIBRARIAN"))
    loans = (Public(when=lent), every, HasRole(roles=("MEMBER",), when=lent))
    text = scope_expression(found, found.entity("Loan"), loans, nullable=True)
    assert text == "actor ? {} : { returnedAt: null }"


def test_nobody_in_particular_sees_what_is_public_alone() -> None:
    found = expression(Public(when=CONFIRMED), OWNER, nullable=True)
    assert found == '{ OR: [{ status: "CONFIRMED" }, actor ? { guestId: actor.id } : noRecord] }'


def test_a_condition_joins_the_owner() -> None:
    assert expression(Owner(path="guest", when=CONFIRMED)) == '{ status: "CONFIRMED", guestId: actor.id }'


def test_a_way_through_many_takes_any_one_that_was_not_deleted() -> None:
    found, _ = draft("team-projects")
    admin = (Condition(field="role", one_of=("ADMIN",)),)
    rule = Owner(path="project.organisation.memberships.user", having=admin)
    text = scope_expression(found, found.entity("Task"), (rule,), nullable=False)
    member = '{ userId: actor.id, role: "ADMIN" }'
    organisation = f"{{ deletedAt: null, memberships: {{ some: {member} }} }}"
    assert text == f"{{ deletedAt: null, project: {{ deletedAt: null, organisation: {organisation} }} }}"


def test_two_tests_of_one_field_both_hold() -> None:
    found, _ = draft("stay-booking")
    both = (*CONFIRMED, Condition(field="status", one_of=("CONFIRMED", "DECLINED")))
    text = conditions(found.entity("Booking"), both)
    assert text == 'status: "CONFIRMED", AND: [{ status: { in: ["CONFIRMED", "DECLINED"] } }]'


def test_the_caller_is_told_from_relations_and_texts_of_that_name() -> None:
    assert uses_actor("{ ownerId: actor.id }")
    assert uses_actor("pagesVisibleTo(actor)")
    assert not uses_actor('await db().actor.findFirst({ where: { actor: { id } } }); "There is no such actor"')


_RULES = st.one_of(
    st.builds(Public, when=st.sampled_from([(), CONFIRMED])),
    st.builds(Authenticated, when=st.sampled_from([(), CONFIRMED])),
    st.builds(HasRole, roles=st.sampled_from([("ADMIN",), ("ADMIN", "EDITOR")]), when=st.sampled_from([(), CONFIRMED])),
    st.builds(Owner, path=st.sampled_from(["guest", "listing.host"]), when=st.sampled_from([(), CONFIRMED])),
)


@given(st.lists(_RULES, min_size=1, max_size=5), st.booleans())
def test_a_condition_is_balanced_never_empty_and_fit_for_strangers(rules: list[Rule], nullable: bool) -> None:
    text = expression(*rules, nullable=nullable)
    if text is None:
        assert any(not rule.when for rule in rules)
        return
    assert all(text.count(left) == text.count(right) for left, right in ("{}", "[]", "()"))
    assert "OR: []" not in text
    if nullable:
        # Whatever speaks of the caller is guarded by asking whether there is one.
        assert text.count("actor.id") == 0 or "actor ? " in text
        assert "actor.role" not in text
