"""TypeScript as text."""

from __future__ import annotations

import pytest

from assistant.draft.suite.script import identifiers, module, pruned, record


def test_a_file_imports_what_it_uses_and_nothing_else() -> None:
    body = 'const a = makeBook({ makeLoan: 1 }); // makeUser\nconst b: Row = "makeTag";'
    exported = {
        "makeBook": "./books",
        "makeLoan": "./loans",
        "makeUser": "./users",
        "makeTag": "./tags",
        "type Row": "./rows",
    }
    text = module(body, exported)
    assert 'import { makeBook } from "./books";' in text
    assert 'import type { Row } from "./rows";' in text
    assert not any(name in text for name in ("./loans", "./users", "./tags"))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("`https://example.org/${n}` + clock(n)", {"n", "clock"}),
        ("row.next", {"row"}),
        ("[...times(2)]", {"times"}),
        ('call("POST", `/${row.id}`, { actor, body: {} })', {"call", "row", "actor"}),
    ],
)
def test_identifiers_are_what_code_reads(code: str, expected: set[str]) -> None:
    assert identifiers(code) == expected


def test_unused_parts_of_a_request_are_left_out() -> None:
    block = "const { method, path, actor, id } = await requests.getBook();\ncall(method, path, { actor });"
    assert pruned(block).startswith("const { method, path, actor } = await")


def test_records_spread_and_shorten() -> None:
    assert record([("", "...over"), ("id", "id"), ("a b", "1")]) == '{ ...over, id, "a b": 1 }'
