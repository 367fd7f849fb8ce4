"""Small drafts to review: a plan that nothing is said against, and one file beside it."""

from __future__ import annotations

from assistant.blueprint.access import Access, Authenticated, Owner
from assistant.blueprint.field import Field
from assistant.blueprint.plan import Auth, AuthKind, Blueprint, Model, Resource
from assistant.blueprint.relation import Relation
from assistant.conversation import Remark
from assistant.review.subject import Rule, Subject

MINE = (Owner(path="author"),)
NOTE = Model(
    name="Note",
    fields=(Field(name="text", type="String"),),
    access=Access(read=MINE, create=(Authenticated(),), update=MINE, delete=MINE),
)
USER = Model(name="User", fields=(Field(name="email", type="String", unique=True),))
PLAN = Blueprint(
    title="Notes",
    models=(NOTE, USER),
    relations=(Relation(model="Note", name="author", target="User", inverse="notes"),),
    auth=Auth(kind=AuthKind.JWT),
    endpoints=(Resource(model="Note", path="/notes"),),
)


def with_note(**changes: object) -> Blueprint:
    """The plan with another Note."""
    return PLAN.model_copy(update={"models": (NOTE.model_copy(update=changes), USER)})


def in_plan(rule: Rule, plan: Blueprint) -> list[Remark]:
    """What a rule finds in a plan without files."""
    return list(rule(Subject(plan, {})))


def in_code(rule: Rule, code: str, path: str = "lib/data/notes.ts", plan: Blueprint = PLAN) -> list[str]:
    """The places at which a rule finds something in one file."""
    return [remark.place for remark in rule(Subject(plan, {path: code}))]
