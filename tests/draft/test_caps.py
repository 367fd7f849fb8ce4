"""Which writes a limit or an overlap rule has to be checked in."""

from __future__ import annotations

from assistant.blueprint.access import Condition
from assistant.blueprint.behaviour import Action, Effect, Lifecycle, Limit, NoOverlap, Ordered, Transition
from assistant.blueprint.field import Enum, Field, Write
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.relation import Relation
from assistant.draft.caps import endangered, on_action, on_create, on_step, on_update
from assistant.draft.entity import Entity, entity

OPEN = Limit(per="member", max=5, counting=(Condition(field="returnedAt", null=True),))
BOOKED = NoOverlap(per="room", start="start", end="end", counting=(Condition(field="status", one_of=("BOOKED",)),))
BOOK = Transition(source="ASKED", to="BOOKED")
DROP = Transition(source="ASKED", to="DROPPED")


def _loan() -> Entity:
    fields = (
        Field(name="note", type="String"),
        Field(name="returnedAt", type="DateTime", required=False, write=Write.SERVER),
    )
    model = Model(name="Loan", fields=fields, constraints=(OPEN, Ordered(before="createdAt", after="returnedAt")))
    member = Relation(model="Loan", name="member", target="User", inverse="loans", write=Write.ON_CREATE)
    return entity(Blueprint(title="x", models=(Model(name="User"), model), relations=(member,)), model)


def _visit() -> Entity:
    fields = tuple(Field(name=name, type="DateTime") for name in ("start", "end"))
    lifecycle = Lifecycle(field="status", initial="ASKED", transitions=(BOOK, DROP))
    status = Field(name="status", type="VisitStatus")
    model = Model(name="Visit", fields=(*fields, status), constraints=(BOOKED,), lifecycle=lifecycle)
    room = Relation(model="Visit", name="room", target="Room", inverse="visits")
    plan = Blueprint(
        title="x",
        enums=(Enum(name="VisitStatus", values=("ASKED", "BOOKED", "DROPPED")),),
        models=(Model(name="Room"), model),
        relations=(room,),
    )
    return entity(plan, model)


def test_a_new_record_that_counts_is_checked() -> None:
    assert endangered(_loan(), on_create(_loan())) == (OPEN,)


def test_an_edit_that_touches_nothing_counted_is_not() -> None:
    assert endangered(_loan(), on_update(_loan())) == ()


def test_an_action_that_ends_the_counting_is_not() -> None:
    back = Action(name="return", effects=(Effect(field="returnedAt", value="now()"),))
    again = Action(name="lendAgain", effects=(Effect(field="returnedAt", value=None),))
    assert endangered(_loan(), on_action(back)) == ()
    assert endangered(_loan(), on_action(again)) == (OPEN,)


def test_a_lifecycle_is_checked_where_it_starts_to_count() -> None:
    visit = _visit()
    assert endangered(visit, on_create(visit)) == (), "new visits are only asked for"
    assert endangered(visit, on_update(visit)) == (BOOKED,), "a booked one can be moved in time"
    assert endangered(visit, on_step(visit, BOOK)) == (BOOKED,)
    assert endangered(visit, on_step(visit, DROP)) == ()
