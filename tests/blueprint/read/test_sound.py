"""A plan that was read never contradicts itself."""

from __future__ import annotations

from assistant.blueprint.field import Field, Write
from assistant.blueprint.plan import Auth, AuthKind, Blueprint, Model, Resource
from assistant.blueprint.read.sound import sound
from assistant.blueprint.relation import Relation


def _plan(field: Field, write: Write = Write.ALWAYS) -> Blueprint:
    return Blueprint(
        title="x",
        models=(Model(name="User"), Model(name="Note", fields=(field,))),
        relations=(Relation(model="Note", name="author", target="User", inverse="notes", write=write),),
        endpoints=(Resource(model="Note", path="/notes", parent="author"),),
    )


def test_an_unknown_type_is_text() -> None:
    (_, note) = sound(_plan(Field(name="mood", type="Mood", default="GOOD"))).models
    assert note.fields == (Field(name="mood", type="String"),)


def test_what_is_unique_has_no_default_and_more_than_a_few_values() -> None:
    for field, mended in (
        (Field(name="code", type="String", unique=True, default=""), Field(name="code", type="String", unique=True)),
        (Field(name="done", type="Boolean", unique=True), Field(name="done", type="Boolean")),
        (
            Field(name="done", type="Boolean", unique=True, default=False),
            Field(name="done", type="Boolean", default=False),
        ),
    ):
        assert sound(_plan(field)).models[1].fields == (mended,)


def test_no_list_lies_under_what_the_server_sets() -> None:
    field = Field(name="text", type="String")
    assert sound(_plan(field, Write.SERVER)).endpoints[0].parent is None
    assert sound(_plan(field)).endpoints[0].parent == "author"


def test_the_account_keeps_no_column_that_is_derived_for_it() -> None:
    plan = _plan(Field(name="role", type="String"))
    signed = plan.model_copy(update={"auth": Auth(kind=AuthKind.JWT, model="Note", roles=("A",), default_role="A")})
    assert sound(signed).models[1].fields == ()
    assert sound(plan).models[1].fields == (Field(name="role", type="String"),)
