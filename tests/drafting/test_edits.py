"""What counts as an edit of a draft."""

from __future__ import annotations

from hashlib import sha256

from assistant.drafting.edits import changed_tests, edits, edits_since, lost_tests

SQL = "CREATE TABLE books ();\n"
DERIVED = {"lib/env.ts": "one\n", "tests/books.test.ts": 'test("a");\ntest("b");\n'}
FOUND = {
    **DERIVED,
    "prisma/migrations/20260101000000_init/migration.sql": SQL,
    "prisma/migrations/migration_lock.toml": "",
}


def test_an_untouched_folder_has_none() -> None:
    assert edits(FOUND, DERIVED, SQL, {}).paths == ()
    assert lost_tests(FOUND, DERIVED) == ()


def test_changed_missing_and_added_files_are_told_apart() -> None:
    found = {**FOUND, "lib/env.ts": "two\n", "lib/more.ts": ""}
    del found["tests/books.test.ts"]
    changes = edits(found, DERIVED, SQL, {})
    assert (changes.changed, changes.missing, changes.added) == (
        ("lib/env.ts",),
        ("tests/books.test.ts",),
        ("lib/more.ts",),
    )


def test_the_first_migration_may_have_any_name_but_not_other_sql() -> None:
    first = "prisma/migrations/20260101000000_init/migration.sql"
    further = "prisma/migrations/20260202000000_more/migration.sql"
    assert edits({**FOUND, first: SQL + "DROP TABLE books;"}, DERIVED, SQL, {}).changed == (first,)
    assert edits({**FOUND, further: "SELECT 1;"}, DERIVED, SQL, {}).added == (further,)


def test_a_history_is_held_against_what_was_drafted() -> None:
    first = "prisma/migrations/20260101000000_init/migration.sql"
    second = "prisma/migrations/20260102000000_more/migration.sql"
    found = {**FOUND, first: "CREATE TABLE old ();", second: "SELECT 1;"}
    drafted = {path: sha256(text.encode()).hexdigest() for path, text in found.items()}
    assert edits(found, DERIVED, SQL, drafted).paths == ()
    assert edits({**found, first: SQL}, DERIVED, SQL, drafted).changed == (first,)
    third = second.replace("2000000", "3000000")
    assert edits({**found, third: ""}, DERIVED, SQL, drafted).added == (third,)
    del found[second]
    assert edits(found, DERIVED, SQL, drafted).missing == (second,)


def test_what_another_threadwright_drafted_is_held_against_its_hashes() -> None:
    drafted = {path: sha256(text.encode()).hexdigest() for path, text in FOUND.items()}
    assert edits_since(FOUND, drafted).paths == ()
    changes = edits_since({**FOUND, "tests/books.test.ts": "", "lib/more.ts": ""}, drafted)
    assert changes.paths == ("lib/more.ts", "tests/books.test.ts")
    (lost,) = changed_tests(changes, "0.0.9")
    assert (lost.file, lost.message) == ("tests/books.test.ts", "it is not as Threadwright 0.0.9 drafted it")


def test_a_removed_test_is_named_and_an_added_one_is_welcome() -> None:
    (lost,) = lost_tests({**FOUND, "tests/books.test.ts": 'test("b");\n'}, DERIVED)
    assert (lost.file, lost.message) == ("tests/books.test.ts", '1 drafted line is gone or changed: test("a");')
    gone = {path: text for path, text in FOUND.items() if not path.startswith("tests/")}
    assert [each.message for each in lost_tests(gone, DERIVED)] == ["this drafted test file is gone"]
    more = FOUND["tests/books.test.ts"] + 'test("c");\n'
    assert lost_tests({**FOUND, "tests/books.test.ts": more}, DERIVED) == ()


def test_of_lost_lines_the_name_of_the_test_is_told() -> None:
    drafted = 'describe("books", () => {\n  test("a", () => {\n    expect(1);\n  });\n});\n'
    emptied = {"tests/books.test.ts": 'describe("books", () => {\n});\n'}
    (lost,) = lost_tests(emptied, {"tests/books.test.ts": drafted})
    assert lost.message == '3 drafted lines are gone or changed: test("a", () => {'
