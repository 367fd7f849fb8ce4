"""What the suite says of references in bodies: stored, refused, or taken already."""

from __future__ import annotations

import pytest

from assistant.blueprint.text import from_yaml
from assistant.draft.design import design
from assistant.draft.suite import suite_files

TEAMS = """
title: Teams
enums:
- {name: Level, values: [OWNER, GUEST]}
models:
- name: User
  fields: [{name: email, type: String, unique: true, format: email}]
  access: {read: [{kind: owner, path: self}]}
- name: Team
  fields: [{name: name, type: String}]
  access: {read: [{kind: owner, path: memberships.user}], create: [{kind: authenticated}]}
- name: Membership
  fields: [{name: level, type: Level}]
  unique_together: [[user, team]]
  access:
    read: [{kind: owner, path: user}, {kind: owner, path: team.memberships.user}]
    create: [{kind: authenticated}]
    update: [{kind: owner, path: team.memberships.user}]
- name: Note
  fields: [{name: words, type: String}]
  access:
    read: [{kind: owner, path: author}, {kind: role, roles: [EDITOR]}]
    create: [{kind: authenticated}]
relations:
- {model: Membership, name: user, target: User, inverse: memberships}
- {model: Membership, name: team, target: Team, inverse: memberships}
- {model: Note, name: author, target: User, inverse: notes, required: false, on_delete: set_null}
auth: {kind: jwt, roles: [READER, EDITOR], default_role: READER}
endpoints:
- {model: User, path: /users, operations: [read]}
- {model: Team, path: /teams, operations: [read, create]}
- {model: Membership, path: /memberships, operations: [read, create, update]}
- {model: Note, path: /notes, operations: [list, read, create], filters: [author]}
"""
ONLY_ONE_OWN = ("    update: [{kind: owner, path: team.memberships.user}]", "    update: [{kind: owner, path: user}]")


def _memberships(*replaced: tuple[str, str]) -> str:
    text = TEAMS
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return suite_files(design(from_yaml(text)))["tests/memberships.test.ts"]


def _test(text: str, title: str) -> str:
    assert title in text
    return text.partition(title)[2].partition("\n});")[0]


def test_a_record_moves_to_where_its_key_is_free() -> None:
    """The team that a caller may see has their own membership: theirs cannot move there, another's can."""
    moved = _test(_memberships(), "update: a team is stored")
    assert """membershipOwners["its team's memberships' user"](signedIn(actor))""" in moved
    assert "status: 200, body: { teamId }" in moved


def test_where_every_caller_has_such_a_record_already_it_is_refused() -> None:
    text = _memberships(ONLY_ONE_OWN, (", {kind: owner, path: team.memberships.user}]", "]"))
    assert "update: a team is stored" not in text
    assert "membership-user-team-taken" in _test(text, "update: a team is refused where that is taken")


def test_fields_of_a_compound_key_may_or_may_not_differ() -> None:
    text = _memberships(
        ONLY_ONE_OWN,
        (", {kind: owner, path: team.memberships.user}]", "]"),
        ("[[user, team]]", "[[user, team, level]]"),
    )
    assert "update: a team is" not in text.replace("update: a team %s is", "")


@pytest.mark.parametrize("first", ["user", "team"])
def test_a_record_of_keys_alone_is_edited_by_one_that_is_free(first: str) -> None:
    lines = TEAMS.replace("fields: [{name: level, type: Level}]", "fields: []").splitlines()
    keys = [line for line in lines if line.startswith("- {model: Membership, name")]
    ordered = sorted(keys, key=lambda line: f"name: {first}" not in line)
    text = "\n".join(ordered.pop(0) if line in keys else line for line in lines)
    bodies = suite_files(design(from_yaml(text)))["tests/world/bodies.ts"]
    changes = bodies.partition("function changedMembership")[2].partition("\n}")[0]
    assert "{ userId: (await seenUser(actor)).id }" in changes


def test_a_record_of_keys_alone_is_moved_by_one_to_whom_its_new_place_is_free() -> None:
    """Whoever sees a team is in it: their own membership cannot move there, that of another in their team can."""
    text = TEAMS.replace("fields: [{name: level, type: Level}]", "fields: []")
    text = text.replace(
        "name: user, target: User, inverse: memberships}",
        "name: user, target: User, inverse: memberships, write: server}",
    )
    suite = suite_files(design(from_yaml(text)))
    asked = suite["tests/world/requests.ts"].partition("updateMembership:")[2].partition("},")[0]
    assert """membershipOwners["its team's memberships' user"]""" in asked
    proven = " ".join(suite["tests/access/memberships.ts"].partition('"updateMembership"')[2].split())
    assert '"its user": 409' in proven
    assert """"its team's memberships' user": 200""" in proven


@pytest.mark.parametrize("id_type", ["uuid", "int"])
def test_what_may_be_left_out_is_stored_and_emptied(id_type: str) -> None:
    text = suite_files(design(from_yaml(f"{TEAMS}conventions: {{id: {id_type}}}\n")))["tests/notes.test.ts"]
    assert "test.each([true, false])" in text
    assert "const authorId = given ? (await seenUser(actor)).id : null;" in text


def test_a_list_is_narrowed_by_the_relation_that_makes_its_records_the_callers() -> None:
    """The maker of the owner's notes sets their author: a test that chose another would lose sight of them."""
    text = TEAMS.replace(", {kind: role, roles: [EDITOR]}]", "]")
    notes = suite_files(design(from_yaml(text)))["tests/notes.test.ts"]
    assert "[await listing.make(), await makeNote()]" in " ".join(notes.split())
