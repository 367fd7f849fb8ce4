"""What is laid beside an edited project, so that its own tests need not be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.drafting.edits import Edits
from assistant.drafting.verify import look, proof_files
from assistant.errors import BlueprintError

DERIVED = {
    "lib/env.ts": "",
    "openapi.yaml": "openapi: 3.1.0\n",
    "tests/client.ts": 'readFileSync("openapi.yaml", "utf8")',
    "tests/access/books.ts": "",
}


def test_untouched_tests_need_no_second_run() -> None:
    assert proof_files(DERIVED, Edits(changed=("lib/env.ts",), missing=(), added=("tests/more.test.ts",))) == {}


def test_edited_tests_and_an_edited_document_are_proved_by_the_derived_ones() -> None:
    for edited in (Edits(("openapi.yaml",), (), ()), Edits((), ("tests/access/books.ts",), ())):
        assert proof_files(DERIVED, edited) == {
            "proof/openapi.yaml": "openapi: 3.1.0\n",
            "proof/client.ts": 'readFileSync("proof/openapi.yaml", "utf8")',
            "proof/access/books.ts": "",
        }


def test_a_plan_of_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "blueprint.yaml").write_bytes(b"title: \xff")
    with pytest.raises(BlueprintError, match="not UTF-8"):
        look(tmp_path)
