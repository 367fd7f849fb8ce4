"""Plans whose shape once broke a draft: each is small, and says which part must not be as usual."""

from __future__ import annotations

import re

import pytest
import yaml

from assistant.blueprint.checks import check
from assistant.blueprint.text import from_yaml
from assistant.draft.code import code_files
from assistant.draft.design import Design, design
from assistant.draft.documents import document_files
from assistant.draft.documents.catalogue import catalogue
from assistant.draft.suite import suite_files
from assistant.draft.suite.asking import granted
from assistant.draft.suite.creation import creates
from assistant.draft.suite.owners import owned
from assistant.draft.suite.proof import people, stage
from tests.draft.documents.plans import NAMES, example_design

CLUBS = """
title: Clubs
enums:
- {name: State, values: [DRAFT, OPEN]}
models:
- name: Person
  fields:
  - {name: workEmail, type: String, unique: true, format: email}
  access: {read: [{kind: owner, path: self}]}
- name: Town
  fields: [{name: name, type: String}]
  access: {read: [{kind: authenticated}], create: [{kind: role, roles: [CLERK]}]}
- name: Club
  fields:
  - {name: name, type: String}
  - {name: state, type: State, default: DRAFT}
  - {name: places, type: Int, min: 1}
  - {name: opensOn, type: Date, required: false}
  - {name: closesOn, type: Date, required: false}
  constraints: [{kind: ordered, before: opensOn, after: closesOn}]
  soft_delete: true
  access:
    read: [{kind: public, when: [{field: state, one_of: [OPEN]}]}, {kind: owner, path: owner}]
    create: [{kind: authenticated}]
    update: [{kind: owner, path: owner}]
- name: Owner
  fields: []
  unique_together: [[club, person]]
  constraints: [{kind: limit, per: club, max: 2}]
  access:
    read: [{kind: owner, path: person}]
    create: [{kind: authenticated}]
    update: [{kind: owner, path: person}]
- name: Hall
  fields: [{name: name, type: String}]
  access:
    read: [{kind: role, roles: [MEMBER]}]
    create: [{kind: role, roles: [CLERK]}]
    delete: [{kind: role, roles: [CLERK]}]
- name: Event
  fields: [{name: name, type: String}]
  access:
    read: [{kind: authenticated}]
    create: [{kind: owner, path: club.owner}, {kind: owner, path: host.person}]
- name: Notice
  fields: [{name: words, type: String}]
  access: {read: [{kind: authenticated}], create: [{kind: role, roles: [CLERK]}]}
- name: Report
  fields: [{name: text, type: String}]
  access:
    read: [{kind: owner, path: host.club.owner}]
    create: [{kind: role, roles: [CLERK]}]
relations:
- {model: Person, name: town, target: Town, inverse: people}
- {model: Club, name: owner, target: Person, inverse: clubs, write: server}
- {model: Owner, name: club, target: Club, inverse: owners, write: on_create}
- {model: Owner, name: person, target: Person, inverse: owned, write: server}
- {model: Event, name: club, target: Club, inverse: events}
- {model: Event, name: host, target: Owner, inverse: events, required: false, on_delete: set_null}
- {model: Notice, name: club, target: Club, inverse: notices}
- {model: Report, name: host, target: Owner, inverse: reports}
auth: {kind: jwt, model: Person, identifier: workEmail, roles: [MEMBER, CLERK], default_role: MEMBER}
endpoints:
- {model: Person, path: /people, operations: [read]}
- {model: Town, path: /towns, operations: [read, create]}
- {model: Club, path: /clubs, operations: [read, create, update]}
- {model: Owner, path: /owners, operations: [read, create, update]}
- {model: Hall, path: /halls, operations: [read, create, delete]}
- {model: Event, path: /events, operations: [list, create], parent: club}
- {model: Notice, path: /notices, operations: [list, create], parent: club}
- {model: Report, path: /reports, operations: [list, read, create], filters: [host]}
conventions: {id: int}
"""


@pytest.fixture(scope="module")
def clubs() -> Design:
    return design(from_yaml(CLUBS))


@pytest.fixture(scope="module")
def suite(clubs: Design) -> dict[str, str]:
    return suite_files(clubs)


def test_a_body_can_be_made_for_nobody(suite: dict[str, str]) -> None:
    assert "seenOwner = (actor: Caller) => actor ? ownerOwners" in suite["tests/world/bodies.ts"]
    assert "signedIn" not in suite["tests/world/bodies.ts"]


def test_a_nested_list_is_tried_below_a_parent_that_can_be_seen(clubs: Design, suite: dict[str, str]) -> None:
    listing = next(op for op in clubs.operations if op.id == "listNotices")
    found = granted(clubs, listing)
    assert found is not None
    assert found.sees_parent
    assert "const id = (await seenClub(actor)).id;" in suite["tests/world/requests.ts"]
    assert "over: async (actor) => ({ clubId: (await seenClub(actor)).id })" in suite["tests/access/notices.ts"]


def test_whoever_removes_a_record_may_be_one_who_cannot_read_it(suite: dict[str, str]) -> None:
    assert 'expect((await call("GET", path, { actor })).status).toBe(403);' in suite["tests/halls.test.ts"]


def test_whoever_registers_refers_to_what_exists(clubs: Design, suite: dict[str, str]) -> None:
    assert "townId: (await makeTown()).id" in suite["tests/world/requests.ts"]
    people = code_files(clubs)["lib/data/people.ts"]
    assert 'people_town_id_fkey: () => invalidField("#/townId", "There is no such town")' in people
    assert "VisibleTo" not in people.partition("function createPerson")[2]


def test_the_identifier_need_not_be_called_email(suite: dict[str, str]) -> None:
    assert "account.workEmail.toUpperCase()" in suite["tests/auth.test.ts"]
    assert "account.email" not in suite["tests/auth.test.ts"]


def test_no_test_waits_on_the_clock(suite: dict[str, str]) -> None:
    assert not [path for path, text in suite.items() if "performance.now" in text]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_the_api_explains_every_problem(name: str) -> None:
    found = example_design(name)
    problems = code_files(found)["lib/problem.ts"]
    for entry in catalogue(found):
        assert f'{entry.type}": [{entry.status}' in problems or f"  {entry.type}: [{entry.status}" in problems


def test_where_one_caller_can_add_only_one_record_others_fill_a_limit(suite: dict[str, str]) -> None:
    race = suite["tests/concurrency.test.ts"].partition("createOwner: a club that is waited for")[2].partition("});")[0]
    assert "const fill = () => inTurn(2, () => makeOwner({ clubId: target }));" in race


def test_order_is_tried_against_a_value_that_is_stored(suite: dict[str, str]) -> None:
    assert "requests.updateClub({ opensOn: new Date(" in suite["tests/clubs.test.ts"]


def test_an_edit_of_nothing_is_no_operation(clubs: Design) -> None:
    ids = {op.id for op in clubs.operations}
    assert "updateClub" in ids
    assert "updateOwner" not in ids


def test_rows_of_a_model_called_owner_do_not_take_the_place_of_the_owners(suite: dict[str, str]) -> None:
    assert "export const ownerOwners" in suite["tests/world/owners.ts"]
    assert "export async function makeOwner(" in suite["tests/world/rows/owners.ts"]


def test_a_model_called_like_a_keyword_names_no_variable() -> None:
    plan = re.sub(r"\bClub\b", "Class", CLUBS)
    owners = suite_files(design(from_yaml(plan)))["tests/world/owners.ts"]
    assert "const classRow = await" in owners
    assert "const class " not in owners


def test_a_record_is_gone_with_what_it_is_owned_through(suite: dict[str, str]) -> None:
    assert "a report is gone for its host's club's owner once the club was removed" in suite["tests/reports.test.ts"]


def test_of_several_ways_to_create_one_is_needed(clubs: Design) -> None:
    text = code_files(clubs)["lib/data/events.ts"]
    assert "if (!mayAdd) throw" in text
    op = next(op for op in clubs.operations if op.id == "createEvent")
    club = clubs.entity("Club")
    found = {
        person.name: creates(clubs, op, stage(clubs, club, person, {"state": "OPEN"}), "club")
        for person in people(clubs, club, owned(clubs, club))
    }
    assert (found["a member"], found["its owner"]) == (404, 201)


def test_ids_in_parameters_are_those_of_records(clubs: Design) -> None:
    document = yaml.safe_load(document_files(clubs)["openapi.yaml"])
    [host] = [p for p in document["paths"]["/api/reports"]["get"]["parameters"] if p.get("name") == "hostId"]
    assert host["schema"] == {"type": "integer", "minimum": 1}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("filters: [host]", "filters: [limit]", "which is for the pages"),
        ("path: /clubs, ", "path: /clubs, parent: owner, ", "whatever the path says"),
        ("type: State, default: DRAFT", "type: State, unique: true", "no more records than it has values"),
        ("path: /people, operations: [read]", "path: /people, operations: [read], parent: town", "which Town"),
    ],
)
def test_a_plan_that_no_draft_could_serve_is_refused(old: str, new: str, words: str) -> None:
    text = CLUBS.replace(old, new).replace("[{name: text, type: String}]", "[{name: limit, type: String}]")
    assert any(words in finding.message for finding in check(from_yaml(text)))


TICKETS = """
title: Tickets
enums:
- {name: Stage, values: [NEW, OPEN, DONE]}
models:
- name: Person
  fields: [{name: email, type: String, unique: true, format: email}]
- name: Ticket
  fields: [{name: stage, type: Stage}]
  lifecycle:
    field: stage
    initial: NEW
    transitions:
    - {source: NEW, to: OPEN, rules: [{kind: role, roles: [AGENT]}], effects: [{field: assignee, value: "actor()"}]}
    - {source: OPEN, to: DONE, rules: [{kind: owner, path: assignee}]}
  constraints: [{kind: limit, per: assignee, max: 2, counting: [{field: stage, one_of: [OPEN]}]}]
  access:
    read: [{kind: role, roles: [AGENT]}]
    create: [{kind: authenticated}]
relations:
- {model: Ticket, name: assignee, target: Person, inverse: tickets, required: false, write: server, on_delete: set_null}
auth: {kind: jwt, model: Person, identifier: email, roles: [USER, AGENT], default_role: USER}
endpoints:
- {model: Ticket, path: /tickets, operations: [read, create]}
"""


def test_a_step_can_be_taken_by_one_who_may_not_read_the_record() -> None:
    step = code_files(design(from_yaml(TICKETS)))["lib/data/tickets.ts"].partition("function transitionTicket")[2]
    assert ") ?? (await" in step
    assert "lockPeople(tx, before.assigneeId, actor.id)" in step


def test_a_list_below_an_optional_parent_is_tried_below_one() -> None:
    optional = CLUBS.replace("inverse: notices}", "inverse: notices, required: false, on_delete: set_null}")
    files = suite_files(design(from_yaml(optional)))
    assert "const id = (await seenClub(actor)).id;" in files["tests/world/requests.ts"]


def test_whoever_creates_a_record_of_their_own_cannot_name_another() -> None:
    anyone = CLUBS.replace("inverse: clubs, write: server", "inverse: clubs").replace(
        "create: [{kind: authenticated}]\n    update: [{kind: owner, path: owner}]",
        "create: [{kind: owner, path: owner}]\n    update: [{kind: owner, path: owner}]",
    )
    [finding] = check(from_yaml(anyone))
    assert finding.place == "relations.Club.owner.write"
    assert "the body may name anyone" in finding.message


def test_without_registration_nothing_is_imported_for_it() -> None:
    text = suite_files(design(from_yaml(TICKETS.replace("kind: jwt,", "kind: jwt, registration: false,"))))[
        "tests/auth.test.ts"
    ]
    assert "times" not in text
    assert "signIn" in text


def test_what_lets_one_create_is_not_left_out() -> None:
    events = design(
        from_yaml(
            CLUBS.replace(
                "[{kind: owner, path: club.owner}, {kind: owner, path: host.person}]",
                "[{kind: owner, path: host.person}]",
            )
        )
    )
    text = suite_files(events)["tests/events.test.ts"]
    assert "create: a host is stored" not in text
