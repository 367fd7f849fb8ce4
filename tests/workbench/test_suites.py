"""Vitest's workers are forked before there is a project, and whatever becomes of them, each proof gets its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from assistant.conversation import Status
from assistant.workbench import Suites, Workbench, WorkbenchSettings
from tests.workbench.conftest import receipt, silent, statuses

Edit = Callable[[str, str, str], None]
WAITED = """import { statSync } from "node:fs";
import { expect, test } from "vitest";

test("this worker was there before the project", () => {
  expect(performance.timeOrigin < statSync("package.json").mtimeMs).toBe(%s);
});
"""


SETTLED = 20
"""Looks at the processes in a row that must agree, a twentieth of a second apart."""


@pytest.fixture(autouse=True)
async def others(bench: Workbench) -> set[int]:
    """The processes of the workbenches that other tests hold open, once none of them starts another."""
    assert bench
    seen: set[int] = set()
    agreed = 0
    async with asyncio.timeout(60):
        while agreed < SETTLED:
            found = {each.pid for each in psutil.Process().children()}
            agreed, seen = (agreed + 1 if found == seen else 0), found
            await asyncio.sleep(0.05)
    return seen


async def waiting(others: set[int]) -> list[psutil.Process]:
    """The workers of the workbench that was opened last, once they are forked: two for its tests, one to measure."""
    async with asyncio.timeout(60):
        while True:
            opened = [each for each in psutil.Process().children() if each.pid not in others]
            workers = [worker for each in opened for worker in descendants(each) if is_worker(worker)]
            if len(workers) == 3:
                return workers
            await asyncio.sleep(0.05)


def descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:  # it ended meanwhile
        return []


def is_worker(process: psutil.Process) -> bool:
    try:
        return any(part.endswith("/worker/worker.mjs") for part in process.cmdline())
    except psutil.Error:  # it ended meanwhile
        return False


async def test_tests_run_in_a_worker_that_was_there_before_the_project(
    others: set[int], notes: Path, edit: Edit
) -> None:
    (notes / "tests/notes.test.ts").write_text(WAITED % "true")
    async with Workbench.open(WorkbenchSettings(), silent) as bench:
        await waiting(others)
        assert statuses(await bench.prove(notes, {}, trusted=True, only={"tests"})) == {"tests": "passed"}
        await waiting(others)
        (notes / "tests/notes.test.ts").write_text(WAITED % "false")
        edit("vitest.config.ts", "isolate: false", 'isolate: false, execArgv: ["--no-warnings"]')
        assert statuses(await bench.prove(notes, {}, trusted=True, only={"tests"})) == {"tests": "passed"}
        await waiting(others)
        edit("vitest.config.ts", 'execArgv: ["--no-warnings"]', 'env: { NODE_ENV: "production" }')
        assert statuses(await bench.prove(notes, {}, trusted=True, only={"tests"})) == {"tests": "passed"}


async def test_workers_that_died_while_they_waited_are_replaced(others: set[int], notes: Path) -> None:
    async with Workbench.open(WorkbenchSettings(), silent) as bench:
        for worker in await waiting(others):
            worker.kill()
        assert statuses(await bench.prove(notes, {}, trusted=True, only={"tests"})) == {"tests": "passed"}


async def test_workers_that_hang_cost_their_run_and_no_more(others: set[int], hasty: Workbench, notes: Path) -> None:
    for worker in await waiting(others):
        worker.suspend()
    proof = await hasty.prove(notes, {}, trusted=True, only={"tests"})
    assert receipt(proof, "tests").status is Status.FAILED
    assert "within 12 s" in receipt(proof, "tests").detail
    assert statuses(await hasty.prove(notes, {}, trusted=True, only={"tests"})) == {"tests": "passed"}


async def test_what_runs_through_every_endpoint_begins_first(bench: Workbench, notes: Path) -> None:
    for name in ("access", "contract"):
        with (notes / f"tests/{name}.test.ts").open("a") as file:
            file.write(f'\ntest("leaves a trace", () => writeFileSync("{name}", ""));\n')
            file.write('import { writeFileSync } from "node:fs";\n')
    long = 'import { existsSync } from "node:fs";\nimport { expect, test } from "vitest";\n' + "// long\n" * 200
    long += 'test("comes after those", () => expect(["access", "contract"].every(existsSync)).toBe(true));\n'
    (notes / "tests/aaa.test.ts").write_text(long)
    proof = await bench.prove(notes, {}, trusted=True, suites=Suites(workers=1), only={"tests", "contract", "access"})
    assert set(statuses(proof).values()) == {"passed"}
