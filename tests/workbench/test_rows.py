"""The last of several migrations is tried on rows: they are there afterwards, or it stopped and changed nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation import Receipt
from assistant.workbench import Workbench
from tests.workbench.conftest import receipt

CHECK = "migration-on-rows"
TAGS = """
CREATE TYPE "mood" AS ENUM ('GOOD', 'BAD');
CREATE TABLE "tags" (
    "id" UUID NOT NULL CONSTRAINT "tags_pkey" PRIMARY KEY,
    "note_id" INTEGER NOT NULL REFERENCES "notes"("id"),
    "parent_id" UUID REFERENCES "tags"("id"),
    "name" TEXT,
    "price" DECIMAL(2,2) NOT NULL,
    "words" TEXT[],
    "mood" "mood" NOT NULL DEFAULT 'GOOD',
    "extra" JSONB NOT NULL,
    "seen_at" TIMESTAMP(3) NOT NULL
);
"""


async def tried(bench: Workbench, notes: Path, *scripts: str) -> Receipt:
    """The receipt of a project whose further migrations are these."""
    for number, script in enumerate(scripts):
        later = notes / f"prisma/migrations/2026010200000{number}_more"
        later.mkdir()
        (later / "migration.sql").write_text(script)
    return receipt(await bench.prove(notes, {}, trusted=True, only={CHECK}), CHECK)


async def test_a_project_of_one_migration_has_no_such_receipt(bench: Workbench, notes: Path) -> None:
    assert (await bench.prove(notes, {}, trusted=True, only={CHECK})).receipts == ()


@pytest.mark.parametrize(
    ("script", "detail"),
    [
        (
            'ALTER TABLE "notes" RENAME TO "entries"; ALTER TABLE "entries" RENAME COLUMN "body" TO "text";',
            "6 rows in 2 tables kept; renamed with their values: notes to entries, notes.body to entries.text",
        ),
        (
            'ALTER TABLE "notes" DROP COLUMN "body"; ALTER TABLE "notes" ADD COLUMN "text" TEXT;',
            "6 rows in 2 tables kept; dropped: notes.body",
        ),
        (
            'CREATE TABLE "_pairs" ("A" INTEGER NOT NULL REFERENCES "notes", "B" UUID NOT NULL REFERENCES "tags");'
            'INSERT INTO "_pairs" SELECT "note_id", "id" FROM "tags"; ALTER TABLE "tags" DROP COLUMN "note_id";',
            "6 rows in 2 tables kept; now pairs: tags.note_id",
        ),
        (
            'ALTER TABLE "tags" ALTER COLUMN "name" SET NOT NULL;',
            "6 rows in 2 tables kept; stops, and changes nothing, at rows without tags.name",
        ),
        (
            'ALTER TABLE "notes" RENAME TO "entries"; ALTER TABLE "entries" ADD COLUMN "mark" INTEGER NOT NULL;',
            "0 rows in 0 tables kept; renamed with their values: notes to entries; stops, and changes nothing, at rows "
            "without entries.mark",
        ),
        (
            'ALTER TABLE "notes" ADD COLUMN "mark" INTEGER; ALTER TABLE "notes" ALTER COLUMN "mark" SET NOT NULL;',
            "6 rows in 2 tables kept; stops, and changes nothing, at rows without notes.mark; kept once the script "
            "gives notes.mark a value",
        ),
        (
            'ALTER TABLE "tags" ADD COLUMN "owner_id" INTEGER; ALTER TABLE "tags" ALTER COLUMN "owner_id" SET NOT NULL;'
            'ALTER TABLE "tags" ADD FOREIGN KEY ("owner_id") REFERENCES "notes"("id");',
            "6 rows in 2 tables kept; stops, and changes nothing, at rows without tags.owner_id; kept once the script "
            "gives tags.owner_id a value",
        ),
        (
            'ALTER TABLE "tags" ADD COLUMN "owner_id" INTEGER; ALTER TABLE "tags" ALTER COLUMN "owner_id" SET NOT NULL;'
            'CREATE TABLE "owners" ("id" INTEGER PRIMARY KEY);'
            'ALTER TABLE "tags" ADD FOREIGN KEY ("owner_id") REFERENCES "owners"("id");',
            "3 rows in 1 table kept; stops, and changes nothing, at rows without tags.owner_id",
        ),
        (
            'ALTER TABLE "notes" RENAME TO "entries"; ALTER TABLE "entries" ADD COLUMN "mark" INTEGER;'
            'ALTER TABLE "entries" ALTER COLUMN "mark" SET NOT NULL; ALTER TABLE "entries" ADD CHECK ("mark" <> 1);',
            "0 rows in 0 tables kept; renamed with their values: notes to entries; stops, and changes nothing, at rows "
            'without entries.mark; stops, and changes nothing, at a row (check constraint "entries_mark_check" of '
            'relation "entries" is violated by some row)',
        ),
        (
            'ALTER TABLE "notes" ALTER COLUMN "body" TYPE INTEGER USING "body"::INTEGER;',
            "6 rows in 2 tables kept; stops, and changes nothing, at a row (invalid input syntax for type integer: "
            '"body 1")',
        ),
        (
            'ALTER TYPE "mood" RENAME TO "mood_old"; CREATE TYPE "mood" AS ENUM (\'GOOD\');'
            'ALTER TABLE "tags" ALTER COLUMN "mood" DROP DEFAULT,'
            ' ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood"; DROP TYPE "mood_old";',
            '6 rows in 2 tables kept; stops, and changes nothing, at a row (invalid input value for enum mood: "BAD")',
        ),
        ("ALTER TYPE \"mood\" RENAME VALUE 'BAD' TO 'SAD';", "6 rows in 2 tables kept"),
        ('UPDATE "tags" SET "name" = \'none\' WHERE "name" IS NULL;', "6 rows in 2 tables kept"),
    ],
)
async def test_rows_that_are_there_afterwards(bench: Workbench, notes: Path, script: str, detail: str) -> None:
    found = await tried(bench, notes, TAGS, script)
    assert (found.status, found.detail) == ("passed", detail)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ('DELETE FROM "tags";', "3 of 3 rows of tags are gone"),
        ('UPDATE "notes" SET "body" = \'\';', "notes.body was 'body"),
        ('UPDATE "tags" SET "mood" = \'BAD\';', "tags.mood was 'GOOD' and is 'BAD'"),
        (
            'CREATE TABLE "_pairs" ("A" INTEGER NOT NULL REFERENCES "notes", "B" UUID NOT NULL REFERENCES "tags");'
            'ALTER TABLE "tags" DROP COLUMN "note_id";',
            "tags.note_id",
        ),
        (
            'ALTER TABLE "notes" DROP COLUMN "body"; COMMIT; ALTER TABLE "notes" ADD COLUMN "mark" INTEGER NOT NULL;',
            "it stopped half-way: at rows without notes.mark",
        ),
        ('ALTER TABLE "notes" ADD CHECK ("id" > 99);', "at a row (check constraint"),
    ],
)
async def test_rows_that_are_not(bench: Workbench, notes: Path, script: str, message: str) -> None:
    found = await tried(bench, notes, TAGS, script)
    assert found.status == "failed"
    assert message in found.detail


async def test_rows_of_an_unknown_type_are_not_made_up(bench: Workbench, notes: Path) -> None:
    found = await tried(bench, notes, 'ALTER TABLE "notes" ADD COLUMN "place" POINT NOT NULL;', "SELECT 1;")
    assert (found.status, found.detail) == ("not_run", "not run: no rows can be made up: notes.place is point")
