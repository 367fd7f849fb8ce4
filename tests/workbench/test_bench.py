"""The workbench's own calls, and how it opens, closes and recovers."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psutil
import pytest

from assistant.conversation import Status
from assistant.errors import InputError, ToolchainError
from assistant.workbench import Limits, Workbench, WorkbenchSettings
from assistant.workbench.rpc import RemoteError
from tests.workbench.conftest import NOTES, receipt, silent, statuses

SCHEMA = (NOTES / "prisma/schema.prisma").read_text()


async def test_the_migration_from_empty_is_the_one_that_applies(bench: Workbench) -> None:
    sql = await bench.migration(SCHEMA)
    assert (NOTES / "prisma/migrations/20260101000000_init/migration.sql").read_text() in sql


async def test_the_migration_from_a_schema_is_the_difference(bench: Workbench) -> None:
    sql = await bench.migration(SCHEMA.replace("body  String", "body  String?"), from_schema=SCHEMA)
    assert sql == '-- AlterTable\nALTER TABLE "notes" ALTER COLUMN "body" DROP NOT NULL;\n'


async def test_a_migration_that_can_not_be_made(bench: Workbench) -> None:
    with pytest.raises(RemoteError, match="neither a built-in type"):
        await bench.migration(SCHEMA.replace("body  String", "body  Strin"))
    with pytest.raises(InputError, match="mysql"):
        await bench.migration(SCHEMA, provider="mysql")


async def test_format_lays_out_what_it_knows_and_leaves_the_rest(bench: Workbench) -> None:
    files = {
        "lib/a.ts": "import { z } from 'z'\nimport { b } from 'b'\nexport const a = {z,b}",
        "prisma/schema.prisma": SCHEMA.replace("id    Int ", "id Int "),
        "README.md": "#  As  it  was",
        "lib/broken.ts": "export const = ;",
    }
    formatted = await bench.format(files)
    assert formatted == {
        "lib/a.ts": 'import { b } from "b";\nimport { z } from "z";\nexport const a = { z, b };\n',
        "prisma/schema.prisma": SCHEMA,
        "README.md": "#  As  it  was",
        "lib/broken.ts": "export const = ;",
    }


async def test_two_proofs_at_once(bench: Workbench, notes: Path) -> None:
    only = ("tests", "access")
    proofs = await asyncio.gather(*(bench.prove(notes, {}, trusted=True, only=only) for _ in range(2)))
    assert [statuses(proof) for proof in proofs] == [dict.fromkeys(only, "passed")] * 2


async def test_without_bubblewrap_what_others_wrote_is_not_run(notes: Path) -> None:
    only = ("types", "tests", "contract", "access")
    async with Workbench.open(WorkbenchSettings(sandbox="host"), silent) as bench:
        proof = await bench.prove(notes, {}, trusted=False, only=only)
        assert receipt(proof, "types").status is Status.PASSED
        assert {receipt(proof, check).detail for check in only[1:]} == {"not run: install bubblewrap"}
        assert (await bench.prove(notes, {}, trusted=True, only={"tests"})).receipts[0].status is Status.PASSED
    allowed = WorkbenchSettings(sandbox="host", allow_unconfined_custom=True)
    async with Workbench.open(allowed, silent) as bench:
        proof = await bench.prove(notes, {}, trusted=False, only={"tests"})
        assert receipt(proof, "tests").status is Status.PASSED
        assert "Landlock" in str(receipt(proof, "tests").isolation)


def stop_worker() -> psutil.Process:
    """The newest one. Stopped, it can't answer what it is asked next."""
    workers = [each for each in psutil.Process().children() if "main.mjs" in " ".join(each.cmdline())]
    newest = max(workers, key=lambda each: each.create_time())
    newest.suspend()
    return newest


async def test_a_killed_worker_costs_its_gate_and_no_more(notes: Path) -> None:
    asked = asyncio.Event()

    def listen(stage: str, _message: str) -> None:
        if stage == "lint":
            asked.set()

    async with Workbench.open(WorkbenchSettings(), listen) as bench:
        worker = stop_worker()
        proving = asyncio.create_task(bench.prove(notes, {}, trusted=True, only={"schema", "migration", "lint"}))
        await asked.wait()
        worker.kill()
        proof = await proving
        assert statuses(proof) == {"schema": "failed", "migration": "passed", "lint": "passed"}
        assert receipt(proof, "schema").detail == "the worker died (exit -9) and was replaced"
        assert statuses(await bench.prove(notes, {}, trusted=True, only={"schema"})) == {"schema": "passed"}


async def test_a_hung_worker_is_replaced(notes: Path) -> None:
    async with Workbench.open(WorkbenchSettings(limits=Limits(engine_seconds=5)), silent) as bench:
        stop_worker()
        proof = await bench.prove(notes, {}, trusted=True, only={"schema", "drift"})
        assert statuses(proof) == {"schema": "failed", "drift": "not_run"}
        assert receipt(proof, "schema").detail == "the worker did not answer validate within 5 s and was replaced"
        assert statuses(await bench.prove(notes, {}, trusted=True, only={"drift"})) == {"drift": "passed"}


async def test_nothing_is_left_behind(notes: Path) -> None:
    before = {each.pid for each in psutil.Process().children(recursive=True)}
    async with Workbench.open(WorkbenchSettings(), silent) as bench:
        await bench.prove(notes, {}, trusted=True, only={"migration"})
        opened = {each.pid for each in psutil.Process().children(recursive=True)} - before
        folder = next(Path(each.cwd()) for each in map(psutil.Process, opened) if each.name() == "postgres").parent
        assert folder.exists()
    assert {each.pid for each in psutil.Process().children(recursive=True)} & opened == set()
    assert not folder.exists()


def postgres_processes() -> set[int]:
    return {each.pid for each in psutil.Process().children(recursive=True) if each.name() in ("initdb", "postgres")}


async def test_what_can_not_be_set_up_is_one_error_and_leaves_nothing(tmp_path: Path) -> None:
    servers = postgres_processes()
    (tmp_path / "cache").write_text("a file, where a folder should be")
    settings = WorkbenchSettings(cache_dir=tmp_path / "cache")
    with pytest.raises(ToolchainError, match="can't be written"):
        async with Workbench.open(settings, silent):
            pass
    assert postgres_processes() == servers
