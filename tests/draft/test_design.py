"""The endpoints that a plan leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.blueprint.access import Access, Authenticated, HasRole, Operation, Owner, Public
from assistant.blueprint.field import Field, Write
from assistant.blueprint.plan import Auth, AuthKind, Blueprint, Conventions, Model, Provider, Resource
from assistant.blueprint.relation import OnDelete, Relation
from assistant.blueprint.text import from_yaml
from assistant.draft.design import Design, design
from assistant.draft.entity import Source
from assistant.errors import BlueprintError

FIXTURES = Path(__file__).parent / "fixtures" / "blueprints"
TICKET = (Operation.LIST, Operation.READ, Operation.CREATE, Operation.DELETE)


def _tickets(**changes: object) -> Design:
    user = Model(name="User", fields=(Field(name="email", type="String", unique=True),))
    mine = Access(read=(Owner(path="author"),), create=(Authenticated(),), delete=(HasRole(roles=("ADMIN",)),))
    ticket = Model(name="Ticket", fields=(Field(name="subject", type="String"),), access=mine)
    comment = Model(
        name="Comment",
        fields=(Field(name="body", type="String"), Field(name="score", type="Int", default=0, write=Write.SERVER)),
        access=Access(read=(Authenticated(),), create=(Authenticated(),)),
    )
    plan = Blueprint(
        title="Help desk",
        models=(user, ticket, comment),
        relations=(
            Relation(model="Ticket", name="author", target="User", inverse="tickets", write=Write.SERVER),
            Relation(model="Comment", name="ticket", target="Ticket", inverse="comments"),
        ),
        auth=Auth(kind=AuthKind.JWT, roles=("CUSTOMER", "ADMIN"), default_role="CUSTOMER"),
        endpoints=(
            Resource(model="Ticket", path="/tickets", operations=TICKET),
            Resource(model="Comment", path="/comments", operations=TICKET[:3], parent="ticket"),
        ),
        conventions=Conventions(base_path="/api/v1"),
    )
    return design(plan.model_copy(update=changes))


def _paths(it: Design) -> list[str]:
    return [f"{op.method} {op.path}" for op in it.operations]


def test_sign_in_comes_first_and_a_nested_list_lies_under_its_parent() -> None:
    assert _paths(_tickets()) == [
        "POST /api/v1/auth/register",
        "POST /api/v1/auth/login",
        "GET /api/v1/auth/me",
        "GET /api/v1/tickets",
        "GET /api/v1/tickets/{id}",
        "POST /api/v1/tickets",
        "DELETE /api/v1/tickets/{id}",
        "GET /api/v1/tickets/{id}/comments",
        "GET /api/v1/comments/{id}",
        "POST /api/v1/tickets/{id}/comments",
    ]


def test_a_route_file_lies_where_next_looks_for_it() -> None:
    nested = next(op for op in _tickets().operations if op.id == "createComment")
    assert nested.file == "app/api/v1/tickets/[id]/comments/route.ts"


def test_who_provides_a_key() -> None:
    it = _tickets()
    author, ticket = it.entity("Ticket").key("author"), it.entity("Comment").key("ticket")
    assert author is not None
    assert ticket is not None
    assert (author.source, ticket.source) == (Source.ACTOR, Source.PARENT)
    assert [each.name for each in it.entity("Comment").creation()] == ["body"]


def test_deleting_what_others_refer_to_is_a_conflict_unless_they_go_too() -> None:
    it = _tickets()
    delete = next(op for op in it.operations if op.id == "deleteTicket")
    assert [each.type for each in delete.conflicts] == ["ticket-in-use"]
    author, ticket = it.blueprint.relations
    cascading = _tickets(relations=(author, ticket.model_copy(update={"on_delete": OnDelete.CASCADE})))
    assert next(op for op in cascading.operations if op.id == "deleteTicket").conflicts == ()


def test_who_may_in_words() -> None:
    words = {op.id: op.who for op in _tickets().operations}
    assert words["listTickets"] == "the author of each ticket"
    assert words["deleteTicket"] == "admins"
    assert words["createTicket"] == "anyone signed in"


@pytest.mark.parametrize(
    "change", [{"provider": Provider.MYSQL}, {"auth": Auth(kind=AuthKind.OAUTH, providers=("github",))}]
)
def test_what_drafts_do_not_offer_is_refused(change: dict[str, object]) -> None:
    plan = Blueprint(
        title="x",
        models=(
            Model(
                name="User",
                fields=(Field(name="email", type="String", unique=True),),
                access=Access(read=(Public(),)),
            ),
        ),
        endpoints=(Resource(model="User", path="/users", operations=(Operation.READ,)),),
    )
    with pytest.raises(BlueprintError, match="not offered"):
        design(plan.model_copy(update=change))


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.yaml")), ids=lambda path: path.stem)
def test_operations_of_the_examples_are_told_apart(path: Path) -> None:
    it = design(from_yaml(path.read_text()))
    assert len({op.id for op in it.operations}) == len(it.operations)
    assert len(set(_paths(it))) == len(it.operations)
