"""Rows that are linked several to several, also to the one whose place in the list lets them see the row."""

from __future__ import annotations

from assistant.blueprint.text import from_yaml
from assistant.draft.design import design
from assistant.draft.suite import suite_files

ALBUMS = """
title: Albums
models:
- name: User
  fields: [{name: email, type: String, unique: true, format: email}]
- name: Tag
  fields: [{name: name, type: String}]
  access: {read: [{kind: authenticated}]}
- name: Album
  fields: [{name: name, type: String}]
  access:
    read: [{kind: owner, path: members}]
    create: [{kind: authenticated}]
    update: [{kind: owner, path: members}]
relations:
- {model: Album, name: members, target: User, inverse: albums, kind: many_to_many}
- {model: Album, name: tags, target: Tag, inverse: albums, kind: many_to_many}
auth: {kind: jwt, model: User, identifier: email}
endpoints:
- {model: Tag, path: /tags, operations: [read]}
- {model: Album, path: /albums, operations: [list, read, create, update], filters: [members, tags]}
"""
SUITE = suite_files(design(from_yaml(ALBUMS)))
TESTS = " ".join(SUITE["tests/albums.test.ts"].split())


def test_a_row_is_expected_with_the_links_that_it_has() -> None:
    rows = " ".join(SUITE["tests/world/rows/albums.ts"].split())
    assert "memberIds: row.members.map(({ id }) => id), tagIds: row.tags.map(({ id }) => id)" in rows
    assert "...over }, include: albumLinks });" in rows
    assert "findUniqueOrThrow({ where: { id: id }, include: albumLinks })" in TESTS


def test_whoever_sees_a_record_by_being_in_its_list_stays_in_it() -> None:
    replaced = TESTS.partition("update: members are replaced as a whole")[2].partition('test("')[0]
    assert "const ids = [(await seenUser(actor)).id, signedIn(actor).id];" in replaced
    assert replaced.index("toMatchObject({ status: 422 })") < replaced.index("send([])")
    assert "const ids = [(await seenTag(actor)).id, (await seenTag(actor)).id];" in TESTS


def test_the_list_is_narrowed_by_another_who_is_in_it() -> None:
    assert "provePages(open, 20)" in TESTS
    assert "members: { connect: [{ id: signedIn(listing.actor).id }, { id: (await makeUser()).id }] }" in TESTS
    assert "tags: { connect: { id: (await makeTag()).id } }" in TESTS


def test_a_record_on_the_way_to_the_caller_is_what_its_list_is_narrowed_by() -> None:
    shelves = """- name: Shelf
  fields: [{name: name, type: String}]
  access: {read: [{kind: owner, path: albums.members}]}
relations:
- {model: Shelf, name: albums, target: Album, inverse: shelves, kind: many_to_many}"""
    listed = "endpoints:\n- {model: Shelf, path: /shelves, operations: [list], filters: [albums]}"
    text = ALBUMS.replace("relations:", shelves).replace("endpoints:", listed)
    tests = suite_files(design(from_yaml(text)))["tests/shelves.test.ts"]
    assert "rows: async (listing) => [await listing.make(), await listing.make()]" in " ".join(tests.split())


def test_an_account_that_registers_is_expected_with_its_links() -> None:
    tags = "- {model: User, name: tags, target: Tag, inverse: fans, kind: many_to_many}"
    linked = ALBUMS.replace("auth:", f"{tags}\nauth:")
    accounts = suite_files(design(from_yaml(linked)))["tests/auth.test.ts"]
    assert "findUniqueOrThrow({ where: { id: reply.body.id }, include: userLinks })" in accounts
    assert "import { makeUser, shownUser, userLinks }" in accounts
    assert "userLinks" not in SUITE["tests/auth.test.ts"]


def test_a_constraint_that_a_row_already_breaks_can_be_put_on() -> None:
    assert "ADD CONSTRAINT refused CHECK (false) NOT VALID" in TESTS
