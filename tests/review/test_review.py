"""The review as a whole: nothing is said against a sound draft, and what is found stands in order."""

from __future__ import annotations

from assistant.conversation import Failure, Receipt, Severity, Status
from assistant.draft.design import design
from assistant.draft.project import project_files
from assistant.review.proof import unproved
from assistant.review.review import review
from assistant.review.schema import unindexed_keys
from assistant.review.subject import Subject
from tests.review.subjects import PLAN

MIGRATION = "prisma/migrations/2_more/migration.sql"


async def test_a_derived_draft_gives_no_reason_to_speak() -> None:
    assert await review(Subject(PLAN, project_files(design(PLAN)))) == ()


async def test_hazards_of_a_migration_are_placed_at_their_statement() -> None:
    sql = '-- comment\nALTER TABLE "notes" DROP COLUMN "text";\n\nCREATE INDEX "i" ON "notes"("id");\n'
    found = await review(Subject(PLAN, {MIGRATION: sql}))
    assert [(remark.place, remark.rule) for remark in found] == [
        (f"{MIGRATION}:2", "data loss"),
        (f"{MIGRATION}:4", "locks"),
    ]


async def test_a_table_that_the_migration_makes_has_no_rows_to_lose() -> None:
    sql = 'CREATE TABLE "tags" ("id" TEXT NOT NULL);\nCREATE INDEX "i" ON "tags"("id");\n'
    assert await review(Subject(PLAN, {MIGRATION: sql})) == ()


def test_a_foreign_key_without_an_index_is_found() -> None:
    schema = (
        "model Note {\n  id String @id\n  authorId String // owner\n"
        "  author User @relation(fields: [authorId], references: [id])\n}\n"
    )
    path = "prisma/schema.prisma"
    assert [remark.place for remark in unindexed_keys(Subject(PLAN, {path: schema}))] == [f"{path}:4"]
    for served in ("  @@index([authorId, id])\n}", "  @@unique([authorId])\n}"):
        assert not list(unindexed_keys(Subject(PLAN, {path: schema.replace("}", served)})))
    commented = schema.replace("}", "  // @@index([authorId])\n}")
    assert list(unindexed_keys(Subject(PLAN, {path: commented})))


def test_what_failed_weighs_more_than_what_was_not_run() -> None:
    failure = Failure(message="no", file="lib/a.ts", line=3)
    made = Receipt(check="tests", tool="vitest", version="5", status=Status.FAILED, ms=1, sha256="0")
    receipts = (
        made.model_copy(update={"failures": (failure,)}),
        made.model_copy(update={"check": "lint", "status": Status.NOT_RUN}),
        made.model_copy(update={"status": Status.PASSED}),
    )
    found = list(unproved(Subject(PLAN, {}, receipts)))
    assert [(r.place, r.severity) for r in found] == [("lib/a.ts:3", Severity.BLOCKER), ("lint", Severity.MAJOR)]


async def test_the_weightiest_finding_comes_first() -> None:
    files = {"lib/data/notes.ts": "await db().note.findMany();\nawait db().$queryRawUnsafe(text);"}
    weights = [remark.severity for remark in await review(Subject(PLAN, files))]
    assert weights[0] is Severity.BLOCKER
    assert weights == sorted(weights, key=list(Severity).index)


async def test_what_is_no_code_is_reviewed_without_falling_over() -> None:
    assert isinstance(
        await review(Subject(PLAN, {"lib/x.ts": "\ud800 }}}{{ ???", MIGRATION: "no sql at all ("})), tuple
    )
