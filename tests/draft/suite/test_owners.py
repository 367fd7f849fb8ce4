"""Rows that somebody owns, made as often as a test asks for them."""

from __future__ import annotations

from assistant.blueprint.text import from_yaml
from assistant.draft.design import design
from assistant.draft.suite import suite_files

CLINIC = """
title: Clinic
models:
- name: User
  fields: [{name: email, type: String, unique: true, format: email}, {name: handle, type: String, unique: true}]
- name: Owner
  fields: [{name: name, type: String}]
- name: Pet
  fields: [{name: name, type: String}]
  access:
    read: [{kind: owner, path: owner.user}]
    create: [{kind: authenticated}]
relations:
- {model: Owner, name: user, target: User, inverse: owner, kind: one_to_one}
- {model: Pet, name: owner, target: Owner, inverse: pets}
auth: {kind: jwt, model: User, identifier: email}
endpoints:
- {model: Pet, path: /pets, operations: [list, read, create]}
"""
SUITE = suite_files(design(from_yaml(CLINIC)))


def test_a_row_that_an_account_has_once_is_not_made_twice_on_the_way_to_others() -> None:
    owners = SUITE["tests/world/owners.ts"]
    assert "db().owner.findUnique({ where: { userId: actor.id } }) ?? (await makeOwner({ userId: actor.id }))" in owners


def test_only_the_identifier_is_taken_where_an_account_has_more_that_is_unique() -> None:
    registering = SUITE["tests/auth.test.ts"]
    assert 'const again = { ...(await ready("register")).body, email: body?.email };' in registering
    assert 'body: again })).toMatchObject(problem(409, "user-email-taken"))' in registering
