"""Each gate passes on a sound project, and fails, with the tool's message and place, when its own thing is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.conversation import Status
from assistant.errors import InputError
from assistant.workbench import CHECKS, ON_HISTORY, Workbench
from assistant.workbench.fingerprint import fingerprint, project_files
from tests.workbench.conftest import receipt, statuses

Edit = Callable[[str, str, str], None]
TESTS = ("tests", "contract", "access")


async def test_a_sound_project_passes_every_gate(bench: Workbench, notes: Path) -> None:
    proof = await bench.prove(notes, {}, trusted=True)
    assert statuses(proof) == {check: "passed" for check in CHECKS if check not in ON_HISTORY}
    assert all(each.version[0].isdigit() for each in proof.receipts)
    assert [receipt(proof, check).counts["passed"] for check in TESTS] == [1, 1, 1]
    assert {receipt(proof, check).isolation for check in TESTS} == {bench.isolation}
    assert {each.sha256 for each in proof.receipts} == {fingerprint(project_files(notes))}
    assert not (notes / "generated").exists()


async def test_an_overlay_replaces_files_and_is_part_of_what_is_hashed(bench: Workbench, notes: Path) -> None:
    overlay = {
        "tests/access.test.ts": 'import { test } from "vitest";\n\ntest("no", () => {\n  throw new Error("no");\n});\n'
    }
    proof = await bench.prove(notes, overlay, trusted=True, only={"access"})
    assert statuses(proof) == {"access": "failed"}
    assert proof.receipts[0].sha256 != fingerprint(project_files(notes))
    assert proof.receipts[0].failures[0].file == "tests/access.test.ts"
    assert proof.receipts[0].failures[0].line == 4


async def test_a_schema_that_does_not_parse(bench: Workbench, notes: Path, edit: Edit) -> None:
    edit("prisma/schema.prisma", "title String @unique", "title Strng @unique")
    proof = await bench.prove(notes, {}, trusted=True)
    failed = receipt(proof, "schema")
    assert failed.status is Status.FAILED
    assert (failed.failures[0].file, failed.failures[0].line) == ("prisma/schema.prisma", 12)
    assert 'Type "Strng" is neither a built-in type' in failed.detail
    for check in ("client", "types", "drift", *TESTS):
        assert receipt(proof, check).status is Status.NOT_RUN, check
    assert receipt(proof, "client").detail == "not run: schema failed"
    assert receipt(proof, "migration").status is Status.PASSED


async def test_a_migration_that_does_not_apply(bench: Workbench, notes: Path, edit: Edit) -> None:
    path = "prisma/migrations/20260101000000_init/migration.sql"
    edit(path, '"body" TEXT NOT NULL', '"body" TEXTUAL NOT NULL')
    proof = await bench.prove(notes, {}, trusted=True, only={"migration", "drift", "tests", "types"})
    assert statuses(proof) == {"migration": "failed", "drift": "not_run", "types": "passed", "tests": "not_run"}
    failure = receipt(proof, "migration").failures[0]
    assert (failure.file, failure.line) == (path, 5)
    assert 'type "textual" does not exist' in failure.message


async def test_a_migration_that_asks_for_data_fails_alone(bench: Workbench, notes: Path, edit: Edit) -> None:
    path = "prisma/migrations/20260101000000_init/migration.sql"
    edit(path, "-- CreateTable", "COPY pg_class FROM STDIN;\n-- CreateTable")
    proof = await bench.prove(notes, {}, trusted=True, only={"migration", "lint"})
    assert statuses(proof) == {"migration": "failed", "lint": "passed"}
    assert receipt(proof, "migration").failures[0].file == path


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "COPY (SELECT 1) TO '/tmp/x'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "CREATE ROLE other SUPERUSER",
        "SET ROLE postgres",
    ],
)
async def test_a_migration_reaches_nothing_but_its_database(
    bench: Workbench, notes: Path, edit: Edit, sql: str
) -> None:
    edit("prisma/migrations/20260101000000_init/migration.sql", "-- CreateTable", f"{sql};\n-- CreateTable")
    proof = await bench.prove(notes, {}, trusted=False, only={"migration"})
    assert receipt(proof, "migration").status is Status.FAILED
    assert "permission denied" in receipt(proof, "migration").detail


async def test_a_migration_that_waits_for_ever_is_cut_off(hasty: Workbench, notes: Path) -> None:
    later = notes / "prisma/migrations/20260102000000_wait"
    later.mkdir()
    (later / "migration.sql").write_text("SELECT pg_sleep(3600);\n")
    proof = await hasty.prove(notes, {}, trusted=True, only={"migration"})
    assert receipt(proof, "migration").status is Status.FAILED
    assert "did not end within" in receipt(proof, "migration").detail


async def test_a_schema_that_its_migrations_do_not_lead_to(bench: Workbench, notes: Path, edit: Edit) -> None:
    edit("prisma/schema.prisma", "  body  String", "  body  String\n  mood  String?")
    proof = await bench.prove(notes, {}, trusted=True, only={"drift"})
    assert statuses(proof) == {"drift": "failed"}
    assert "Added column `mood`" in receipt(proof, "drift").failures[0].message


async def test_a_migration_that_would_lose_data(bench: Workbench, notes: Path) -> None:
    later = notes / "prisma/migrations/20260102000000_drop"
    later.mkdir()
    (later / "migration.sql").write_text('-- AlterTable\nALTER TABLE "notes" DROP COLUMN "body";\n')
    proof = await bench.prove(notes, {}, trusted=True, only={"migration-lint"})
    failure = receipt(proof, "migration-lint").failures[0]
    assert "ban-drop-column" in failure.message
    assert (failure.file, failure.line) == ("prisma/migrations/20260102000000_drop/migration.sql", 2)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"../generated/prisma"', '"../../../outside"', "is not a folder of the project"),
        ('"../generated/prisma"', '"../node_modules/next"', "is not a folder of the project"),
        ('provider = "prisma-client"', 'provider = "node evil.js"', "is not run here"),
    ],
)
async def test_a_client_that_may_not_be_generated(
    bench: Workbench, notes: Path, edit: Edit, old: str, new: str, words: str
) -> None:
    edit("prisma/schema.prisma", old, new)
    proof = await bench.prove(notes, {}, trusted=True, only={"client", "types"})
    assert statuses(proof) == {"client": "failed", "types": "not_run"}
    assert words in receipt(proof, "client").detail


async def test_a_type_error(bench: Workbench, notes: Path, edit: Edit) -> None:
    edit("app/api/notes/route.ts", 'id: "asc"', 'id: "up"')
    edit("tsconfig.json", '"strict": true', '"strict": false')
    proof = await bench.prove(notes, {}, trusted=True, only={"types"})
    failure = receipt(proof, "types").failures[0]
    assert (failure.file, failure.line) == ("app/api/notes/route.ts", 5)
    assert failure.message.startswith("TS2322: ")


async def test_strictness_is_not_the_projects_to_switch_off(bench: Workbench, notes: Path, edit: Edit) -> None:
    edit("tsconfig.json", '"strict": true', '"strict": false')
    (notes / "lib/loose.ts").write_text("export const loose = (value) => value;\n")
    proof = await bench.prove(notes, {}, trusted=True, only={"types"})
    assert "TS7006" in receipt(proof, "types").detail


async def test_lint_and_format(bench: Workbench, notes: Path, edit: Edit) -> None:
    edit("lib/db.ts", "schema: string", "schema: any")
    (notes / "lib/wide.ts").write_text("export const  wide = 1\n")
    (notes / "biome.json").write_text('{ "linter": { "enabled": false }, "formatter": { "enabled": false } }')
    proof = await bench.prove(notes, {}, trusted=True, only={"lint"})
    found = {(each.file, each.line) for each in receipt(proof, "lint").failures}
    assert found == {("lib/db.ts", 6), ("lib/wide.ts", None)}


async def test_a_failing_test_names_its_place(bench: Workbench, notes: Path, edit: Edit) -> None:
    edit("app/api/notes/route.ts", 'id: "asc"', 'id: "desc"')
    proof = await bench.prove(notes, {}, trusted=True, only=TESTS)
    assert statuses(proof) == {"tests": "failed", "contract": "passed", "access": "passed"}
    failure = receipt(proof, "tests").failures[0]
    assert (failure.file, failure.line) == ("tests/notes.test.ts", 9)
    assert failure.message.startswith("lists the notes in the order they came: expected")


async def test_a_file_that_can_not_be_loaded_is_no_pass(bench: Workbench, notes: Path) -> None:
    (notes / "tests/broken.test.ts").write_text('import "./missing";\n')
    proof = await bench.prove(notes, {}, trusted=True, only={"tests"})
    assert receipt(proof, "tests").failures[0].file == "tests/broken.test.ts"


async def test_a_skipped_proof_is_no_pass(bench: Workbench, notes: Path, edit: Edit) -> None:
    edit("tests/access.test.ts", 'test("anyone', 'test.skip("anyone')
    proof = await bench.prove(notes, {}, trusted=True, only={"access"})
    assert receipt(proof, "access").status is Status.FAILED


async def test_a_missing_proof_is_not_run(bench: Workbench, notes: Path) -> None:
    (notes / "tests/contract.test.ts").unlink()
    proof = await bench.prove(notes, {}, trusted=True, only={"contract", "access"})
    assert statuses(proof) == {"contract": "not_run", "access": "passed"}


async def test_an_endless_loop_is_cut_off_and_the_rest_is_told(hasty: Workbench, notes: Path) -> None:
    (notes / "tests/zz-loop.test.ts").write_text(
        'import { test } from "vitest";\n\ntest("loops", () => {\n  for (;;);\n});\n'
    )
    proof = await hasty.prove(notes, {}, trusted=True, only=TESTS)
    tests = receipt(proof, "tests")
    assert tests.status is Status.FAILED
    assert tests.detail == "tests/zz-loop.test.ts: did not end within 12 s"
    assert tests.counts["passed"] == 1
    assert receipt(proof, "access").counts["passed"] == 1


async def test_code_that_ends_the_process_passes_nothing(bench: Workbench, notes: Path) -> None:
    (notes / "vitest.config.ts").write_text("process.exit(0);\n")
    proof = await bench.prove(notes, {}, trusted=True, only=TESTS)
    assert statuses(proof) == dict.fromkeys(TESTS, "failed")


async def test_forged_results_count_for_nothing(bench: Workbench, notes: Path) -> None:
    """A test that writes itself a clean report, and then ends the run."""
    (notes / "tests/notes.test.ts").write_text(
        """import { appendFileSync, readdirSync } from "node:fs";
import { test } from "vitest";

test("fails", () => {
  const report = readdirSync("..").find((name) => name.startsWith("report-")) ?? "";
  const file = "tests/notes.test.ts";
  const facts = [{ kind: "test", file, state: "passed" }, { kind: "ended", file }, { kind: "done" }];
  for (const fact of facts) appendFileSync(`../${report}`, `${JSON.stringify({ seal: "", ...fact })}\\n`);
  process.kill(process.ppid, "SIGKILL");
});
"""
    )
    proof = await bench.prove(notes, {}, trusted=False, only={"tests"})
    assert receipt(proof, "tests").status is Status.FAILED
    assert receipt(proof, "tests").counts["passed"] == 0


async def test_metrics_are_what_the_measurement_wrote(bench: Workbench, notes: Path) -> None:
    measure = """import { writeFileSync } from "node:fs";
import { test } from "vitest";

test("measure", () => {
  writeFileSync(process.env.THREADWRIGHT_MEASURE_OUT ?? "", JSON.stringify({ p50: 1.5 }));
});
"""
    proof = await bench.prove(notes, {"measure/measure.test.ts": measure}, trusted=True, only={"tests"})
    assert proof.metrics == {"p50": 1.5}
    assert receipt(proof, "tests").counts == {"passed": 1, "failed": 0, "skipped": 0}


async def test_a_link_in_place_of_metrics_reads_nothing(bench: Workbench, notes: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text('{"secret": true}')
    measure = f"""import {{ symlinkSync }} from "node:fs";
import {{ test }} from "vitest";

test("measure", () => {{
  symlinkSync("{secret}", process.env.THREADWRIGHT_MEASURE_OUT ?? "");
}});
"""
    proof = await bench.prove(notes, {"measure/measure.test.ts": measure}, trusted=True, only={"tests"})
    assert proof.metrics == {}


async def test_what_is_no_project_is_refused(bench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no prisma/schema\.prisma"):
        await bench.prove(tmp_path, {}, trusted=True)
    with pytest.raises(InputError, match="can't be read"):
        await bench.prove(tmp_path / "nowhere", {}, trusted=True)
    with pytest.raises(InputError, match="leads out of the project"):
        await bench.prove(tmp_path, {"prisma/schema.prisma": "", "../escape.ts": ""}, trusted=True)
    with pytest.raises(InputError, match="no such check: speed"):
        await bench.prove(tmp_path, {}, trusted=True, only={"speed"})
