"""Who is asked for a list, so that it can hold as many records as its tests make."""

from __future__ import annotations

from assistant.blueprint.text import from_yaml
from assistant.draft.design import design
from assistant.draft.suite import suite_files

BOARDS = """
title: Boards
enums:
- {name: Level, values: [VIEWER, EDITOR]}
models:
- name: User
  fields: [{name: email, type: String, unique: true, format: email}]
- name: Board
  fields: [{name: name, type: String}]
  access: {read: [{kind: owner, path: user}], create: [{kind: authenticated}]}
- name: Member
  fields: [{name: level, type: Level}]
  unique_together: [[board, user]]
  access:
    read: [{kind: owner, path: user}, {kind: owner, path: board.user}]
    create: [{kind: owner, path: board.user}]
relations:
- {model: Board, name: user, target: User, inverse: boards, write: server}
- {model: Member, name: board, target: Board, inverse: members}
- {model: Member, name: user, target: User, inverse: memberships}
auth: {kind: jwt, model: User, identifier: email}
endpoints:
- {model: Board, path: /boards, operations: [read, create]}
- {model: Member, path: /members, operations: [list, read, create], parent: board}
"""


def _members(text: str) -> str:
    return suite_files(design(from_yaml(text)))["tests/members.test.ts"]


def test_a_list_is_asked_for_by_one_who_sees_more_than_their_only_record_in_it() -> None:
    """A board holds a user once: its owner sees many members, each of them only themselves."""
    members = " ".join(_members(BOARDS).split())
    assert """const { boardId } = await memberOwners["its board's user"](signedIn(actor));""" in members
    assert "makeMember({ boardId, ...over })" in members


def test_what_differs_in_each_row_tells_records_of_one_key_apart() -> None:
    alone = BOARDS.replace(", {kind: owner, path: board.user}]", "]")
    assert "provePages" not in _members(alone)
    assert "provePages" not in _members(alone.replace("[[board, user]]", "[[board, user, level]]"))
    named = alone.replace("fields: [{name: level,", "fields: [{name: nick, type: String}, {name: level,")
    assert "provePages" in _members(named.replace("[[board, user]]", "[[board, user, nick]]"))
