"""Operations for anyone, which know nobody, and callers told apart by name."""

from __future__ import annotations

from assistant.blueprint.text import from_yaml
from assistant.draft.code import code_files
from assistant.draft.design import design
from assistant.draft.suite import suite_files

TRACKER = """
title: Tracker
models:
- name: User
  fields: [{name: email, type: String, unique: true, format: email}]
- name: Issue
  fields: [{name: name, type: String}]
  access: {read: [{kind: owner, path: reporter}], create: [{kind: authenticated}]}
- name: Comment
  fields: [{name: words, type: String}]
  access: {read: [{kind: authenticated}], create: [{kind: public}]}
relations:
- {model: Issue, name: reporter, target: User, inverse: issues, write: server}
- {model: Comment, name: issue, target: Issue, inverse: comments}
- {model: Comment, name: cause, target: Issue, inverse: effects, required: false, on_delete: set_null}
auth: {kind: jwt, model: User, identifier: email, roles: [OWNER, SITTER], default_role: SITTER}
endpoints:
- {model: Issue, path: /issues, operations: [list, read, create]}
- {model: Comment, path: /comments, operations: [list, read, create]}
"""
NESTED = TRACKER.replace(
    "path: /comments, operations: [list, read, create]", "path: /comments, operations: [list, create], parent: issue"
)


def _comments(text: str) -> tuple[str, str]:
    """The function that creates a comment, and the tests of comments."""
    plan = design(from_yaml(text))
    created = code_files(plan)["lib/data/comments.ts"].partition("function createComment")[2].partition("\n}")[0]
    return created, suite_files(plan)["tests/comments.test.ts"]


def test_what_anyone_may_add_needs_no_more_than_that_its_record_exists() -> None:
    created, tests = _comments(TRACKER)
    assert "knownIssue" not in created
    assert "create: an issue %s is refused" in tests
    refused = tests.partition('create: an issue %s is refused"')[0].rpartition("test.each")[2]
    assert "may not see" not in refused


def test_a_parent_of_what_anyone_may_add_only_has_to_exist() -> None:
    created, _ = _comments(NESTED)
    assert "where: { id: issueId }" in created
    hidden = NESTED.replace(
        "read: [{kind: owner, path: reporter}]", "read: [{kind: public, when: [{field: open, one_of: [true]}]}]"
    )
    created, _ = _comments(
        hidden.replace("fields: [{name: name,", "fields: [{name: open, type: Boolean}, {name: name,")
    )
    assert "isibleIssues" in created


def test_what_may_be_left_out_is_looked_for_as_by_nobody() -> None:
    created, tests = _comments(TRACKER)
    assert "issuesVisibleTo(null)" in created
    assert "create: a cause is stored" not in tests


def test_a_role_of_owners_is_told_from_whoever_owns_a_record() -> None:
    people = suite_files(design(from_yaml(TRACKER)))["tests/world/people.ts"]
    assert people.count('"an owner":') == 1
    assert '"an owner by role": () => signIn({ role: "OWNER" })' in people
