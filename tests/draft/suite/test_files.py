"""The files of the suite, for every example."""

from __future__ import annotations

import re

import pytest

from assistant.blueprint.text import from_yaml
from assistant.draft.code import code_files
from assistant.draft.design import design
from assistant.draft.suite import suite_files
from tests.draft.documents.plans import NAMES, example_design


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_has_a_request_and_a_proof(name: str) -> None:
    design = example_design(name)
    files = suite_files(design)
    proofs = "".join(text for path, text in files.items() if path.startswith("tests/access/"))
    for op in design.operations:
        assert f"\n  {op.id}: " in files["tests/world/requests.ts"]
        assert "/auth/" in op.path or f'operation: "{op.id}"' in proofs


@pytest.mark.parametrize("name", NAMES)
def test_no_blank_of_a_template_is_left(name: str) -> None:
    for path, text in suite_files(example_design(name)).items():
        assert not re.search(r"__[A-Z]{2,}__", text), path


@pytest.mark.parametrize("name", NAMES)
def test_files_are_short_and_the_same_each_time(name: str) -> None:
    design = example_design(name)
    files = suite_files(design)
    assert files == suite_files(design)
    assert max(text.count("\n") for text in files.values()) < 400


def test_only_what_applies_is_written() -> None:
    files = suite_files(example_design("todo-tags"))
    assert "tests/auth.test.ts" not in files
    assert "tests/world/owners.ts" not in files
    assert "tests/todos.test.ts" in files


def test_limits_are_filled_and_waited_for() -> None:
    """Each lock is proven by itself: a caller who is locked as well must not hide a book that is not."""
    files = suite_files(example_design("library-lending"))
    assert "loan-member-limit" in files["tests/loans.test.ts"]
    for per, table, id_ in (("member", "users", "signedIn(actor).id"), ("book", "books", "target")):
        test = files["tests/concurrency.test.ts"].partition(f"createLoan: a {per} that is waited for")[2]
        assert f'whileHeld("{table}", {id_}, () => call(method, path, ready), fill)' in test
        assert f"loan-{per}-limit" in test.partition("test.skipIf")[0]
    assert "test.skipIf(!realPostgres)" in files["tests/concurrency.test.ts"]
    assert "FOR NO KEY UPDATE" in files["tests/held.ts"]


def test_no_draft_starts_without_its_settings() -> None:
    for name, settings in (
        ("todo-tags", '{ DATABASE_URL: "postgresql://localhost/app" }'),
        ("library-lending", '{ DATABASE_URL: "postgresql://localhost/app", JWT_SECRET: "x".repeat(32) }'),
    ):
        assert f"const settings = {settings};" in suite_files(example_design(name))["tests/contract.test.ts"]


def test_what_takes_a_transaction_is_stored_as_a_whole_and_waits() -> None:
    files = suite_files(example_design("todo-tags"))
    assert "updateTodo: an edit that waits for another goes on from it" in files["tests/concurrency.test.ts"]
    todos = files["tests/todos.test.ts"]
    assert 'ALTER TABLE "_TagToTodo" ADD CONSTRAINT refused' in todos
    assert 'rejects.toThrow(" 500 ")' in todos


SLOTS = """
title: Slots
models:
- name: Slot
  fields: [{name: opensAt, type: DateTime}, {name: endsAt, type: DateTime}]
  constraints: [{kind: ordered, before: opensAt, after: endsAt}]
  access: {read: [{kind: public}], create: [{kind: public}], update: [{kind: public}]}
auth: {kind: none}
endpoints:
- {model: Slot, path: /slots, operations: [read, create, update]}
"""
_IMPORT = re.compile(r'^import \{ ([^}]+) \} from "@/(lib/[^"]+)";$', re.M)


def test_the_suite_imports_what_the_code_exports() -> None:
    for each in (design(from_yaml(SLOTS)), *map(example_design, NAMES)):
        code = code_files(each)
        for path, text in suite_files(each).items():
            for listed, module in _IMPORT.findall(text):
                for name in listed.split(", "):
                    exported = rf"^export (?:async )?(?:const|function|type|class) {name.removeprefix('type ')}\b"
                    assert re.search(exported, code[f"{module}.ts"], re.M), f"{path} imports {name}"
