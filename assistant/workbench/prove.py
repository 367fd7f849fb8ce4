"""The gates on one staged project: which runs when, and what is impossible after a failure."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pydantic import JsonValue, TypeAdapter, ValidationError

from assistant.conversation import Failure, Progress, Receipt, Status
from assistant.workbench.cage import Cage, Sandbox
from assistant.workbench.databases import Databases, Lease
from assistant.workbench.engines import Engines
from assistant.workbench.gates import biome, compiler, migration, prisma, rows, squawk, vitest
from assistant.workbench.gates.verdict import Tool, Verdict, not_run, timed
from assistant.workbench.proof import CHECKS, NEEDS, Proof, Suites
from assistant.workbench.settings import WorkbenchSettings
from assistant.workbench.stage import MEASURE, Stage
from assistant.workbench.suites import Runner, SuiteRun, read_plain
from assistant.workbench.toolchain import Toolchain
from assistant.workbench.ungrouped import ungrouped

METRICS = "metrics.json"
_METRICS: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])
Gate = Callable[[Tool], Awaitable[Verdict]]


@dataclass(frozen=True)
class Bench:
    """What the gates run on; shared by all proofs of a workbench."""

    settings: WorkbenchSettings
    toolchain: Toolchain
    engines: Engines
    databases: Databases
    sandbox: Sandbox
    tools: dict[str, Tool]
    squawk: Path | None
    progress: Progress


@dataclass
class Prover:
    """Proves one stage, once."""

    bench: Bench
    stage: Stage
    suites: Suites
    suite_runner: Runner
    measure_runner: Runner
    refusal: str | None
    """Why drafted code may not run here; None when it may."""
    only: Collection[str]
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    async def prove(self) -> Proof:
        """Raises WorkbenchError when the database server fails; a gate's own tool failing is that gate's verdict."""
        metrics: dict[str, JsonValue] = {}
        with ungrouped():
            metrics = await self._prove()
        return Proof(self._receipts(), metrics)

    async def _prove(self) -> dict[str, JsonValue]:
        """All gates; what the measurement gave."""
        async with self.bench.databases.lease() as lease, asyncio.TaskGroup() as group:
            readied = group.create_task(self._ready_suite(lease))
            group.create_task(self._gate("migration-lint", self._squawk))
            group.create_task(self._gate("lint", self._biome))
            await self._gate("schema", lambda tool: prisma.schema(tool, self.bench.engines, self.stage))
            migrated = group.create_task(self._migrate(lease))
            await self._gate("client", lambda tool: prisma.client(tool, self.bench.engines, self.stage))
            typed = group.create_task(self._gate("types", self._types))
            url = await migrated
            compared = group.create_task(
                self._gate("drift", lambda tool: prisma.drift(tool, self.bench.engines, self.stage, url))
            )
            kept = group.create_task(self._rows(lease))
            await self._tests(readied)
            await asyncio.gather(typed, compared, kept)
            return await self._measure(lease)

    async def _gate(self, check: str, gate: Gate) -> None:
        """Runs `gate` if it, or what builds on it, is asked for, and if what it builds on passed."""
        if not any(check == wanted or check in NEEDS[wanted] for wanted in self.only):
            return
        tool = self.bench.tools[check]
        broken = self._broken(*NEEDS[check])
        verdict = not_run(tool, broken) if broken else await timed(tool, lambda: gate(tool))
        self.verdicts[check] = verdict = _relative(verdict, self.stage, self.bench.toolchain)
        told = verdict.detail if verdict.status is Status.NOT_RUN else f"{verdict.status.value}: {verdict.detail}"
        self.bench.progress(check, told)

    def _broken(self, *checks: str) -> str | None:
        """Why what builds on these can't run."""
        for check in checks:
            status = self.verdicts[check].status
            if status is not Status.PASSED:
                return f"{check} {'failed' if status is Status.FAILED else 'was not run'}"
        return None

    async def _migrate(self, lease: Lease) -> str:
        """The URL of the database to which the migrations were applied, as far as they go."""
        url = await self.bench.databases.create(lease, "migrated")
        seconds = self.bench.settings.limits.tool_seconds
        await self._gate("migration", lambda tool: migration.apply(tool, self.stage, url, seconds))
        return url

    async def _rows(self, lease: Lease) -> None:
        """Only a migration on top of others meets rows."""
        if len(self.stage.migrations) > 1:
            create = partial(self.bench.databases.create, lease)
            seconds = self.bench.settings.limits.tool_seconds
            await self._gate(rows.CHECK, lambda tool: rows.keep(tool, self.stage, create, seconds))

    async def _squawk(self, tool: Tool) -> Verdict:
        return await squawk.lint(tool, self.bench.squawk, self.stage, self.bench.settings.limits.tool_seconds)

    async def _types(self, tool: Tool) -> Verdict:
        command = self._confined([str(self.bench.toolchain.tsc), *compiler.FLAGS], compiler.ENVIRONMENT)
        return await compiler.check(tool, command, self.stage, self.bench.settings.limits.tool_seconds)

    async def _biome(self, tool: Tool) -> Verdict:
        command = self._confined([str(self.bench.toolchain.biome), *biome.LINT], {})
        return await biome.lint(tool, command, self.stage, self.bench.settings.limits.tool_seconds)

    def _confined(self, program: list[str], environment: Mapping[str, str]) -> list[str]:
        """A compiler only reads the project, but what it reads is drafted: a tsconfig may point anywhere."""
        limits = self.bench.settings.limits
        cage = Cage(self.stage.folder, (self.bench.toolchain.project,), environment, limits, limits.tool_seconds)
        return self.bench.sandbox.command(program, cage)

    async def _ready_suite(self, lease: Lease) -> None:
        """A database, and Vitest as far as it starts without the tests, while what they need is being checked."""
        files = self._wanted_tests()
        if files:
            url = self.bench.databases.url(lease, "suite")
            config = {"fileParallelism": self.suites.workers > 1, "maxWorkers": self.suites.workers}
            self.suite_runner.prepare(files, {"TEST_DATABASE_URL": url}, config)
            await self.bench.databases.create(lease, "suite")

    async def _tests(self, readied: asyncio.Task[None]) -> None:
        """One run of Vitest, judged as up to three gates."""
        files = self._test_files()
        run: SuiteRun | None = None
        if (wanted := self._wanted_tests()) and not self._broken(*NEEDS["tests"]):
            await readied
            self.bench.progress("tests", f"running {len(wanted)} test files")
            run = await self.suite_runner.run(self.bench.settings.limits.suite_seconds)
        for check in (check for check in files if check in self.only):
            await self._gate(check, self._judged(run, check, files[check]))

    def _wanted_tests(self) -> list[str]:
        """The files to run, if any may: the longest first, so that none is left running alone.

        By guess: those that go through every endpoint, then by size.
        """
        if self.refusal is not None:
            return []
        special = (*self.suites.access, *self.suites.contract)
        files = [path for check, paths in self._test_files().items() if check in self.only for path in paths]
        return sorted(files, key=lambda path: (path not in special, -len(self.stage.files[path])))

    def _test_files(self) -> dict[str, list[str]]:
        """By check, in the order of the receipts."""
        special = {"contract": self.suites.contract, "access": self.suites.access}
        files = {check: [path for path in paths if path in self.stage.files] for check, paths in special.items()}
        ours = [path for path in self.stage.tests if not any(path in paths for paths in files.values())]
        return {"tests": ours, **files}

    def _judged(self, run: SuiteRun | None, check: str, files: list[str]) -> Gate:
        what = {"tests": "tests", "contract": "contract checks", "access": "access proofs"}[check]

        async def gate(tool: Tool) -> Verdict:
            if self.refusal is not None:
                return not_run(tool, self.refusal)
            if run is None or not files:
                return not_run(tool, f"there are no {what}")
            verdict = vitest.judge(tool, run, files, what, self.bench.settings.limits.suite_seconds)
            return replace(verdict, ms=run.ended.ms, isolation=self.bench.sandbox.isolation)

        return gate

    async def _measure(self, lease: Lease) -> dict[str, JsonValue]:
        """After everything else, for quiet timings; on a copy of the migrated database."""
        tests = self.verdicts.get("tests")
        if MEASURE not in self.stage.files or tests is None or tests.status is not Status.PASSED:
            return {}
        self.bench.progress("measure", "measuring the running handlers")
        url = await self.bench.databases.create(lease, "measure", template="migrated")
        out = self.measure_runner.folder / METRICS
        environment = {"TEST_DATABASE_URL": url, "THREADWRIGHT_MEASURE_OUT": str(out)}
        seconds = self.bench.settings.limits.measure_seconds
        config = {"fileParallelism": False, "testTimeout": seconds * 1000, "hookTimeout": seconds * 1000}
        self.measure_runner.prepare([MEASURE], environment, config)
        run = await self.measure_runner.run(seconds)
        measured = vitest.judge(tests.tool, run, [MEASURE], "measurements", seconds)
        if measured.status is not Status.PASSED:
            self.bench.progress("measure", f"failed: {_relative(measured, self.stage, self.bench.toolchain).detail}")
        try:
            return _METRICS.validate_json(read_plain(out) or "{}")
        except ValidationError:
            return {}

    def _receipts(self) -> tuple[Receipt, ...]:
        sha256 = self.stage.sha256
        return tuple(
            Receipt(
                check=check, tool=verdict.tool.name, version=verdict.tool.version, status=verdict.status,
                ms=verdict.ms, detail=verdict.detail, sha256=sha256, isolation=verdict.isolation,
                counts=verdict.counts, failures=verdict.failures,
            )
            for check in CHECKS
            if check in self.only and (verdict := self.verdicts.get(check))
        )  # fmt: skip


def _relative(verdict: Verdict, stage: Stage, toolchain: Toolchain) -> Verdict:
    """Scratch paths mean nothing to a reader: those of the project are given as they are there."""

    def words(text: str) -> str:
        return text.replace(f"{stage.folder}/", "").replace(str(toolchain.project), "node_modules")

    failures = tuple(
        Failure(message=words(each.message), file=each.file and words(each.file), line=each.line)
        for each in verdict.failures
    )
    return replace(verdict, detail=words(verdict.detail), failures=failures)
