"""The workbench: the real toolchain kept warm, which alone makes receipts."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from uuid import uuid4

from assistant.conversation import Progress
from assistant.errors import InputError
from assistant.workbench import sandbox
from assistant.workbench.cluster import Cluster
from assistant.workbench.databases import Databases
from assistant.workbench.engines import Engines
from assistant.workbench.gates import biome, squawk
from assistant.workbench.gates.verdict import Tool
from assistant.workbench.onward import onward
from assistant.workbench.proof import CHECKS, Files, Proof, Suites
from assistant.workbench.prove import Bench, Prover
from assistant.workbench.relay import Relay
from assistant.workbench.scratch import Scratch
from assistant.workbench.settings import WorkbenchSettings
from assistant.workbench.stage import lay_out
from assistant.workbench.suites import PROJECT as LAID_OUT
from assistant.workbench.suites import Runner
from assistant.workbench.toolchain import PROJECT, Toolchain, install
from assistant.workbench.ungrouped import ungrouped

INSTALL_BUBBLEWRAP = "install bubblewrap"
DEFAULT_SUITES = Suites()


@dataclass(frozen=True)
class _Standby:
    """Two confined processes that wait for a project in `folder`: one for its tests, one for the measurements."""

    folder: Path
    suite: Runner
    measure: Runner

    async def close(self) -> None:
        await asyncio.gather(self.suite.close(), self.measure.close())
        await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)


class Workbench:
    """Open one with `Workbench.open`; proofs may run side by side, but the machine is the limit."""

    def __init__(self, bench: Bench, scratch: Scratch, sockets: Path) -> None:
        self._bench = bench
        self._scratch = scratch
        self._sockets = sockets
        self._standby: asyncio.Task[_Standby] | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: WorkbenchSettings, progress: Progress) -> AsyncIterator[Workbench]:
        """Installs what is missing, starts the worker and PostgreSQL, and ends them afterwards.

        Raises ToolchainError when the toolchain, the sandbox or the database can't be set up.
        """
        async with AsyncExitStack() as stack:
            scratch = await asyncio.to_thread(Scratch)
            stack.callback(scratch.close)
            url = settings.database_url
            server = Cluster(scratch) if url is None else Relay(scratch.folder("relay"), url)
            stack.push_async_callback(server.close)
            with ungrouped():
                async with asyncio.TaskGroup() as group:
                    installing = group.create_task(install(settings.cache_dir, progress))
                    starting = group.create_task(server.start())
                    choosing = group.create_task(sandbox.choose(settings))
            toolchain, admin_url, cage = installing.result(), starting.result(), choosing.result()
            engines = Engines(toolchain, settings.limits.engine_seconds)
            stack.push_async_callback(engines.worker.close)
            databases = Databases(admin_url, server.socket)
            tools = await _tools(toolchain, engines, databases)
            bench = Bench(settings, toolchain, engines, databases, cage, tools, squawk.binary(), progress)
            workbench = cls(bench, scratch, server.socket)
            stack.push_async_callback(workbench._close)
            await databases.sweep()
            workbench._prepare()
            progress("setup", f"ready: PostgreSQL {tools['migration'].version}, {cage.isolation}")
            yield workbench

    @property
    def isolation(self) -> str:
        """What confines drafted code here, as receipts name it."""
        return self._bench.sandbox.isolation

    @property
    def versions(self) -> dict[str, str]:
        """The tools behind the checks -> their versions."""
        return {tool.name: tool.version for tool in self._bench.tools.values()}

    async def format(self, files: Files) -> dict[str, str]:
        """The same files as Biome (TypeScript, JSON) and Prisma lay them out; others come back untouched."""
        ours = {path: text for path, text in files.items() if path.endswith(biome.FORMATTED)}
        schemas = {path: text for path, text in files.items() if path.endswith(".prisma")}
        folder = self._scratch.folder(f"format-{uuid4().hex}")
        seconds = self._bench.settings.limits.tool_seconds
        try:
            formatted, laid_out = await asyncio.gather(
                biome.format_files(self._bench.toolchain.biome, ours, folder, seconds),
                self._bench.engines.format(schemas),
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return {**files, **formatted, **laid_out}

    async def migration(
        self, schema_prisma: str, *, provider: str = "postgresql", from_schema: str | None = None
    ) -> str:
        """SQL from `from_schema`, or from an empty database, to `schema_prisma`, by Prisma's schema engine.

        Raises InputError for another provider than PostgreSQL, RemoteError for a schema that is not valid.
        """
        if provider != "postgresql":
            raise InputError(f"migrations for {provider} can't be made yet", mend="Use postgresql")
        return await self._bench.engines.diff(schema_prisma, from_schema)

    async def next_migration(self, history: Sequence[str], first: str, schema_prisma: str) -> str:
        """SQL from where the scripts of `history`, then `first`, lead to on a real database, to `schema_prisma`.

        Raises InputError where the history does not apply, RemoteError for a schema that is not valid.
        """
        bench = self._bench
        seconds = bench.settings.limits.tool_seconds
        return await onward(bench.databases, bench.engines, history, first, schema_prisma, seconds)

    async def prove(
        self,
        project: Path,
        overlay: Files,
        *,
        trusted: bool,
        suites: Suites = DEFAULT_SUITES,
        only: Collection[str] | None = None,
    ) -> Proof:
        """Runs the gates on `project` with `overlay` laid over it; neither is written to.

        `trusted`: everything in it was derived by us. Otherwise its code runs only in bubblewrap, unless the operator
        allowed more. `only` names the gates to run, all of CHECKS by default. Raises InputError for what is no project.
        """
        unknown = set(only or ()) - set(CHECKS)
        if unknown:
            raise InputError(f"no such check: {', '.join(sorted(unknown))}", mend=f"Known: {', '.join(CHECKS)}")
        standby = await self._take()
        try:
            modules = self._bench.toolchain.project
            stage = await asyncio.to_thread(lay_out, project, overlay, standby.folder / LAID_OUT, modules)
            shutil.copy(PROJECT / biome.CONFIG, stage.folder)  # the rules are ours, not the project's to loosen
            return await Prover(
                self._bench,
                stage,
                suites,
                standby.suite,
                standby.measure,
                self._refusal(trusted),
                only or CHECKS,
            ).prove()
        finally:
            await standby.close()
            self._prepare()

    def _refusal(self, trusted: bool) -> str | None:
        if trusted or self._bench.sandbox.holds_strangers or self._bench.settings.allow_unconfined_custom:
            return None
        return INSTALL_BUBBLEWRAP

    def _prepare(self) -> None:
        """Starts the next standby while nobody waits for it."""
        if self._standby is None:
            self._standby = asyncio.create_task(self._start())

    async def _take(self) -> _Standby:
        task, self._standby = self._standby, None
        return await (task if task is not None else self._start())

    async def _start(self) -> _Standby:
        folder = self._scratch.folder(f"run-{uuid4().hex}")
        for each in (folder, self._scratch.folder(f"{folder.name}/{LAID_OUT}")):
            each.chmod(0o777)  # the sandbox's user writes here; nobody else passes the folder above
        bench = self._bench
        suite, measure = [
            await Runner.start(folder, bench.sandbox, bench.toolchain, self._sockets, bench.settings.limits, workers)
            for workers in (DEFAULT_SUITES.workers, 1)
        ]
        return _Standby(folder, suite, measure)

    async def _close(self) -> None:
        if self._standby is not None:
            await (await self._standby).close()


async def _tools(toolchain: Toolchain, engines: Engines, databases: Databases) -> dict[str, Tool]:
    """Who makes each check, with the version that is really there."""
    postgres = await databases.version()  # may fail, and nothing should be on its way then
    versions = await engines.versions()
    prisma, server = Tool("prisma", versions.client), Tool("postgresql", postgres)
    suite = Tool("vitest", _installed(toolchain, "vitest"))
    return {
        "schema": prisma,
        "migration": server,
        "migration-on-rows": server,
        "drift": Tool("prisma schema engine", versions.engine),
        "migration-lint": Tool("squawk", _squawk_version()),
        "client": prisma,
        "types": Tool("tsc", _installed(toolchain, "typescript")),
        "lint": Tool("biome", _installed(toolchain, "@biomejs/biome")),
        **dict.fromkeys(("tests", "contract", "access"), suite),
    }


def _installed(toolchain: Toolchain, package: str) -> str:
    return str(json.loads((toolchain.project / package / "package.json").read_text())["version"])


def _squawk_version() -> str:
    try:
        return version("squawk-cli")
    except PackageNotFoundError:
        return "missing"
