"""Rules over the plan."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Access, Authenticated, Condition, Public
from assistant.blueprint.behaviour import Ordered
from assistant.blueprint.field import Field, Format, Write
from assistant.blueprint.plan import Auth, Blueprint, Model
from assistant.blueprint.relation import OnDelete, Relation
from assistant.conversation import Severity
from assistant.review.plan import access, data
from tests.review.subjects import NOTE, PLAN, USER, in_plan, with_note


def test_public_writes_weigh_by_what_they_can_do() -> None:
    plan = with_note(access=Access(create=(Public(),), delete=(Public(),)))
    found = {remark.place: remark.severity for remark in in_plan(access.public_writes, plan)}
    assert found == {"Note access.create": Severity.MAJOR, "Note access.delete": Severity.BLOCKER}
    assert not in_plan(access.public_writes, plan.model_copy(update={"auth": Auth()}))
    assert not in_plan(access.public_writes, PLAN)


def test_strangers_may_not_change_what_belongs_to_somebody() -> None:
    loose = with_note(access=NOTE.access.model_copy(update={"update": (Authenticated(),)}))
    assert [remark.place for remark in in_plan(access.strangers, loose)] == ["Note access.update"]
    narrowed = Authenticated(when=(Condition(field="text", null=True),))
    assert not in_plan(access.strangers, with_note(access=NOTE.access.model_copy(update={"update": (narrowed,)})))
    assert not in_plan(access.strangers, PLAN)


def test_personal_data_that_anyone_lists_is_found() -> None:
    email = Field(name="contact", type="String", format=Format.EMAIL)
    plan = with_note(fields=(email,), access=Access(read=(Public(),)))
    assert [remark.place for remark in in_plan(access.personal_data, plan)] == ["Note access.list"]
    hidden = email.model_copy(update={"secret": True})
    assert not in_plan(access.personal_data, with_note(fields=(hidden,), access=Access(read=(Public(),))))


def test_a_table_nobody_can_fill_is_found() -> None:
    assert [r.place for r in in_plan(access.unreachable, with_note(access=Access(read=(Public(),))))] == ["Note"]
    assert not in_plan(access.unreachable, PLAN)


@pytest.mark.parametrize("name", ["apiKey", "accessToken", "passwordHint", "clientSecret"])
def test_a_secret_that_leaves_is_found(name: str) -> None:
    field = Field(name=name, type="String")
    assert in_plan(data.secrets, with_note(fields=(field,)))
    assert not in_plan(data.secrets, with_note(fields=(field.model_copy(update={"secret": True}),)))


def test_an_amount_below_zero_is_found() -> None:
    price = Field(name="unitPrice", type="Decimal")
    assert in_plan(data.unbounded_amounts, with_note(fields=(price,)))
    assert not in_plan(data.unbounded_amounts, with_note(fields=(price.model_copy(update={"min": 0}),)))
    assert not in_plan(data.unbounded_amounts, with_note(fields=(Field(name="stockChange", type="Int"),)))


@pytest.mark.parametrize(
    ("start", "end"), [("startsAt", "endsAt"), ("startDate", "endDate"), ("checkIn", "checkOut"), ("from", "to")]
)
def test_a_span_that_may_run_backwards_is_found(start: str, end: str) -> None:
    fields = (Field(name=start, type="DateTime"), Field(name=end, type="DateTime"))
    assert [remark.place for remark in in_plan(data.unordered_times, with_note(fields=fields))] == [f"Note.{end}"]
    held = with_note(fields=fields, constraints=(Ordered(before=start, after=end),))
    assert not in_plan(data.unordered_times, held)


def test_a_pair_that_may_be_joined_twice_is_found() -> None:
    join = Model(name="Membership", fields=(Field(name="joinedAt", type="DateTime", write=Write.SERVER),))
    team = Model(name="Team", fields=(Field(name="name", type="String"),))
    keys = (
        Relation(model="Membership", name="team", target="Team", inverse="memberships"),
        Relation(model="Membership", name="user", target="User", inverse="memberships"),
    )

    def plan(member: Model) -> Blueprint:
        return Blueprint(title="Teams", models=(member, team, USER), relations=keys)

    assert [remark.place for remark in in_plan(data.doubled_joins, plan(join))] == ["Membership"]
    once = join.model_copy(update={"unique_together": (("user", "team"),)})
    assert not in_plan(data.doubled_joins, plan(once))


def test_an_account_that_takes_others_with_it_is_found() -> None:
    cascading = PLAN.relations[0].model_copy(update={"on_delete": OnDelete.CASCADE})
    leaving = USER.model_copy(update={"access": Access(delete=(Authenticated(),))})
    plan = PLAN.model_copy(update={"relations": (cascading,), "models": (NOTE, leaving)})
    assert [remark.place for remark in in_plan(data.deep_deletes, plan)] == ["Note.author"]
    assert not in_plan(data.deep_deletes, PLAN)
