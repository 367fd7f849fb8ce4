"""The gates on one staged project: which runs when, and what is impossible after a failure."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import JsonValue, TypeAdapter, ValidationError

from assistant.conversation import Progress, Receipt, Status
from assistant.workbench.cage import Cage, Sandbox
from assistant.workbench.databases import Databases, Lease
from assistant.workbench.engines import Engines
from assistant.workbench.gates import biome, compiler, migration, prisma, squawk, vitest
from assistant.workbench.gates.verdict import Tool, Verdict, not_run, timed
from assistant.workbench.proof import CHECKS, Proof, Suites
from assistant.workbench.settings import WorkbenchSettings
from assistant.workbench.stage import MEASURE, Stage
from assistant.workbench.suites import Runner, SuiteRun, read_plain
from assistant.workbench.toolchain import Toolchain

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
        metrics: dict[str, JsonValue] = {}
        async with self.bench.databases.lease() as lease, asyncio.TaskGroup() as group:
            group.create_task(self._gate("migration-lint", self._squawk))
            group.create_task(self._gate("lint", self._biome))
            migrated = group.create_task(self._migrate(lease))
            await self._gate("schema", lambda tool: prisma.schema(tool, self.bench.engines, self.stage))
            await self._gate("client", self._client)
            group.create_task(self._gate("types", self._types))
            url = await migrated
            await self._tests(lease)
            if url is not None:
                metrics = await self._measure(lease)
        return Proof(self._receipts(), metrics)

    async def _gate(self, check: str, gate: Gate) -> None:
        if check not in self.only:
            return
        tool = self.bench.tools[check]
        self.verdicts[check] = verdict = await timed(tool, lambda: gate(tool))
        self.bench.progress(check, f"{verdict.status.value.replace('_', ' ')}: {verdict.detail}")

    def _broken(self, *checks: str) -> str | None:
        """Why a gate that builds on these can't run."""
        for check in checks:
            verdict = self.verdicts.get(check)
            if verdict is not None and verdict.status is not Status.PASSED:
                return f"{check} {'failed' if verdict.status is Status.FAILED else 'was not run'}"
        return None

    async def _migrate(self, lease: Lease) -> str | None:
        """The URL of a database with the migrations applied; None when they don't apply."""
        url = await self.bench.databases.create(lease, "migrated")
        seconds = self.bench.settings.limits.tool_seconds
        await self._gate("migration", lambda tool: migration.apply(tool, self.stage, url, seconds))
        await self._gate("drift", lambda tool: self._drift(tool, url))
        return None if self._broken("migration") else url

    async def _drift(self, tool: Tool, url: str) -> Verdict:
        broken = self._broken("migration")
        return not_run(tool, broken) if broken else await prisma.drift(tool, self.bench.engines, self.stage, url)

    async def _client(self, tool: Tool) -> Verdict:
        broken = self._broken("schema")
        return not_run(tool, broken) if broken else await prisma.client(tool, self.bench.engines, self.stage)

    async def _squawk(self, tool: Tool) -> Verdict:
        return await squawk.lint(tool, self.bench.squawk, self.stage, self.bench.settings.limits.tool_seconds)

    async def _types(self, tool: Tool) -> Verdict:
        broken = self._broken("client")
        if broken:
            return not_run(tool, broken)
        command = self._confined([str(self.bench.toolchain.tsc), *compiler.FLAGS])
        return await compiler.check(tool, command, self.stage, self.bench.settings.limits.tool_seconds)

    async def _biome(self, tool: Tool) -> Verdict:
        command = self._confined([str(self.bench.toolchain.biome), *biome.LINT])
        return await biome.lint(tool, command, self.stage, self.bench.settings.limits.tool_seconds)

    def _confined(self, program: list[str]) -> list[str]:
        """A compiler only reads the project, but what it reads is drafted: a tsconfig may point anywhere."""
        limits = self.bench.settings.limits
        cage = Cage(self.stage.folder, (self.bench.toolchain.project,), {}, limits, limits.tool_seconds)
        return self.bench.sandbox.command(program, cage)

    async def _tests(self, lease: Lease) -> None:
        wanted = {"tests", "contract", "access"} & set(self.only)
        reason = self.refusal or self._broken("schema", "client", "migration")
        if not wanted or reason:
            for check in wanted:
                await self._gate(check, _refused(str(reason)))
            return
        kinds = {"contract": [self.suites.contract], "access": [self.suites.access]}
        special = {self.suites.contract, self.suites.access}
        kinds["tests"] = [path for path in self.stage.tests if path not in special]
        present = {check: [path for path in kinds[check] if path in self.stage.files] for check in wanted}
        run = await self._vitest(lease, sorted(path for paths in present.values() for path in paths))
        for check in ("tests", "contract", "access"):
            if check in wanted:
                await self._gate(check, self._judged(run, check, present[check], kinds[check]))

    def _judged(self, run: SuiteRun, check: str, present: list[str], wanted: list[str]) -> Gate:
        what = {"tests": "tests", "contract": "contract checks", "access": "access proofs"}[check]

        async def gate(tool: Tool) -> Verdict:
            if not present:
                return not_run(tool, f"{wanted[0]} is missing" if wanted else "there are no tests")
            verdict = vitest.judge(tool, run, present, what, self.bench.settings.limits.suite_seconds)
            return replace(verdict, ms=run.ended.ms, isolation=self.bench.sandbox.isolation)

        return gate

    async def _vitest(self, lease: Lease, files: list[str]) -> SuiteRun:
        url = await self.bench.databases.create(lease, "suite")
        config = {"fileParallelism": self.suites.workers > 1, "maxWorkers": self.suites.workers}
        self.bench.progress("tests", f"running {len(files)} test files")
        seconds = self.bench.settings.limits.suite_seconds
        return await self.suite_runner.run(files, {"TEST_DATABASE_URL": url}, config, seconds)

    async def _measure(self, lease: Lease) -> dict[str, JsonValue]:
        """After everything else, for quiet timings; on a copy of the migrated database."""
        if MEASURE not in self.stage.files or self.refusal or self._broken("schema", "client", "tests"):
            return {}
        self.bench.progress("measure", "measuring the running handlers")
        url = await self.bench.databases.create(lease, "measure", template="migrated")
        out = self.measure_runner.folder / METRICS
        environment = {"TEST_DATABASE_URL": url, "THREADWRIGHT_MEASURE_OUT": str(out)}
        config = {"fileParallelism": False, "testTimeout": 60_000}
        await self.measure_runner.run([MEASURE], environment, config, self.bench.settings.limits.measure_seconds)
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
            if (verdict := self.verdicts.get(check)) is not None
        )  # fmt: skip


def _refused(reason: str) -> Gate:
    async def gate(tool: Tool) -> Verdict:
        return not_run(tool, reason)

    return gate
