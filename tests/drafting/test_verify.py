"""What is laid beside an edited project, so that its own tests need not be trusted."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from assistant.blueprint.plan import Blueprint
from assistant.drafting.edits import Edits
from assistant.drafting.record import Kept, current, kept
from assistant.drafting.verify import Found, look, proof_files, since
from assistant.errors import BlueprintError

DERIVED = {
    "lib/env.ts": "",
    "openapi.yaml": "openapi: 3.1.0\n",
    "tests/client.ts": 'readFileSync("openapi.yaml", "utf8")',
    "tests/access/books.ts": "",
    "tests/access.test.ts": "access",
    "tests/books.test.ts": "books",
}


def test_untouched_tests_need_no_second_run() -> None:
    assert proof_files(DERIVED, Edits(changed=("lib/env.ts",), missing=(), added=("tests/more.test.ts",))) == {}


def test_edited_tests_and_an_edited_document_are_proved_by_the_derived_ones() -> None:
    for edited in (Edits(("openapi.yaml",), (), ()), Edits((), ("tests/access/books.ts",), ())):
        assert proof_files(DERIVED, edited) == {
            "proof/openapi.yaml": "openapi: 3.1.0\n",
            "proof/client.ts": 'readFileSync("proof/openapi.yaml", "utf8")',
            "proof/access/books.ts": "",
            "proof/access.test.ts": "access",  # the others would be counted twice
        }


def test_a_plan_of_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "blueprint.yaml").write_bytes(b"title: \xff")
    with pytest.raises(BlueprintError, match="not UTF-8"):
        look(tmp_path)


def test_what_another_threadwright_drafted_is_not_blamed_for_tests_that_nobody_touched() -> None:
    found = Found(Path(), {"tests/books.test.ts": "old"}, Blueprint(title="Books"))
    changes = Edits(("tests/books.test.ts",), (), ())
    fresh = {"tests/books.test.ts": "new"}
    old = sha256(b"old").hexdigest()
    same = since(found, changes, fresh, Kept(threadwright=current()))
    assert (len(same.lost), same.by, same.unknown) == (1, "", "")
    other = since(found, changes, fresh, Kept(threadwright="0.0.9", files={"tests/books.test.ts": old}))
    assert (other.changes.paths, other.lost, other.by) == ((), (), "0.0.9")
    edited = since(found, changes, fresh, Kept(threadwright="0.0.9", files={"tests/books.test.ts": "0"}))
    assert [each.file for each in edited.lost] == ["tests/books.test.ts"]
    unrecorded = since(found, changes, fresh, Kept(threadwright="0.0.9"))
    assert (unrecorded.lost, unrecorded.changes.paths) == ((), ())
    assert "Threadwright 0.0.9 drafted it" in unrecorded.unknown


def test_receipts_that_tell_nothing_are_none(tmp_path: Path) -> None:
    assert kept(tmp_path) == Kept()
    (tmp_path / "receipts.json").write_text("[]")
    assert kept(tmp_path) == Kept()
