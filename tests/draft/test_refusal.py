"""Which errors an operation can answer with, worked out from its rules."""

from __future__ import annotations

import pytest

from assistant.blueprint.text import from_yaml
from assistant.draft.design import Design, design
from assistant.draft.refusal import may_forbid, needs_token, refusals, takes_token

_PLAN = """
title: Help desk
enums: [{{name: State, values: [OPEN, SHUT]}}]
models:
- name: User
  fields: [{{name: email, type: String, unique: true}}]
- name: Ticket
  fields:
  - {{name: subject, type: String}}
  - {{name: rank, type: Int, required: false, write_roles: {writers}}}
  - {{name: state, type: State, default: OPEN}}
  access:
    read: {read}
    create: {create}
    update: {update}
    delete: {update}
relations: [{{model: Ticket, name: author, target: User, inverse: tickets, write: server}}]
auth: {{kind: jwt, roles: [CUSTOMER, AGENT], default_role: CUSTOMER}}
endpoints: [{{model: Ticket, path: /tickets}}]
"""
PUBLIC = "[{kind: public}]"
OPEN = "[{kind: public, when: [{field: state, one_of: [OPEN]}]}]"
SIGNED_IN = "[{kind: authenticated}]"
AGENTS = "[{kind: role, roles: [AGENT]}]"
EVERY_ROLE = "[{kind: role, roles: [AGENT, CUSTOMER]}]"
AUTHOR = "[{kind: owner, path: author}]"
AUTHOR_OR_AGENTS = "[{kind: owner, path: author}, {kind: role, roles: [AGENT]}]"


def _desk(read: str = SIGNED_IN, create: str = SIGNED_IN, update: str = SIGNED_IN, writers: str = "[]") -> Design:
    return design(from_yaml(_PLAN.format(read=read, create=create, update=update, writers=writers)))


def _statuses(plan: Design, id_: str) -> tuple[int, ...]:
    return refusals(plan, next(op for op in plan.operations if op.id == id_))


def _forbids(plan: Design, id_: str) -> bool:
    return may_forbid(plan, next(op for op in plan.operations if op.id == id_))


def test_every_kind_of_operation_has_its_own() -> None:
    plan = _desk()
    assert _statuses(plan, "register") == (400, 409, 413, 415, 422)
    assert _statuses(plan, "login") == (400, 401, 413, 415, 422, 429)
    assert _statuses(plan, "getMe") == (401,)
    assert _statuses(plan, "listTickets") == (401, 422)
    assert _statuses(plan, "getTicket") == (401, 404)
    assert _statuses(plan, "createTicket") == (400, 401, 413, 415, 422)
    assert _statuses(plan, "updateTicket") == (400, 401, 404, 413, 415, 422)
    assert _statuses(plan, "deleteTicket") == (401, 404)


@pytest.mark.parametrize(
    ("read", "takes", "needs"), [(PUBLIC, False, False), (OPEN, True, False), (SIGNED_IN, True, True)]
)
def test_a_token_matters_where_the_rules_say_so(read: str, *, takes: bool, needs: bool) -> None:
    plan = _desk(read=read)
    op = next(op for op in plan.operations if op.id == "getTicket")
    assert (takes_token(plan, op), needs_token(plan, op), 401 in refusals(plan, op)) == (takes, needs, takes)


@pytest.mark.parametrize(
    ("rules", "forbids"),
    [(AGENTS, True), (EVERY_ROLE, False), (AUTHOR, False), (AUTHOR_OR_AGENTS, False), (PUBLIC, False), (OPEN, False)],
)
def test_seeing_is_forbidden_only_where_nothing_but_some_roles_may(rules: str, *, forbids: bool) -> None:
    assert _forbids(_desk(read=rules), "listTickets") is forbids
    assert _forbids(_desk(read=rules), "getTicket") is forbids


@pytest.mark.parametrize(
    ("read", "update", "forbids"),
    [
        (SIGNED_IN, AUTHOR, True),
        (AUTHOR, AUTHOR, False),
        (AUTHOR_OR_AGENTS, AUTHOR, True),
        (AUTHOR, AUTHOR_OR_AGENTS, False),
        (AUTHOR_OR_AGENTS, EVERY_ROLE, False),
        (PUBLIC, SIGNED_IN, False),
        (PUBLIC, AUTHOR, True),
        (SIGNED_IN, OPEN, True),
        (OPEN, OPEN, False),
        (AUTHOR, AGENTS, True),
    ],
)
def test_changing_is_forbidden_where_one_may_see_more_than_change(read: str, update: str, *, forbids: bool) -> None:
    plan = _desk(read=read, update=update)
    assert _forbids(plan, "updateTicket") is forbids
    assert _forbids(plan, "deleteTicket") is forbids


def test_a_field_of_some_roles_forbids_the_others() -> None:
    assert _forbids(_desk(writers="[AGENT]"), "createTicket")
    assert not _forbids(_desk(writers="[AGENT]"), "deleteTicket")
    assert not _forbids(_desk(create=EVERY_ROLE, writers="[AGENT, CUSTOMER]"), "createTicket")
