"""Vitest in the sandbox: processes started ahead of time, and what they report."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.conversation import Failure
from assistant.workbench.cage import Cage, Sandbox
from assistant.workbench.process import Ended, finish
from assistant.workbench.settings import Limits
from assistant.workbench.toolchain import WORKER, Toolchain

HEAP_MIB = 1536
PROJECT = "project"
LONGEST_REPORT = 32 * 2**20  # bytes


class _Reported(BaseModel):
    name: str
    message: str
    file: str | None = None
    line: int | None = None
    diff: str | None = None

    def failure(self) -> Failure:
        words = f"{self.name}: {self.message}" + (f"\n{self.diff}" if self.diff else "")
        return Failure(message=words, file=self.file, line=self.line)


class _Fact(BaseModel):
    seal: str
    kind: Literal["queued", "started", "test", "ended", "done"]
    file: str | None = None
    state: str | None = None
    failures: list[_Reported] = []


_FACT = TypeAdapter(_Fact)


@dataclass
class FileResult:
    """Of one test file."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    began: bool = False
    ended: bool = False
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True)
class SuiteRun:
    """`unhandled` are errors outside of any test; `done`: Vitest came to its end, which `ended` may still spoil."""

    files: Mapping[str, FileResult]
    unhandled: list[Failure]
    done: bool
    ended: Ended


class Runner:
    """One confined Node with Vitest loaded, before there is a project in its folder; good for one run.

    `folder` is the cage's; the project will be in `folder`/project.
    """

    def __init__(self, folder: Path, process: asyncio.subprocess.Process) -> None:
        self.folder = folder
        self._process = process
        self._report = folder / f"report-{process.pid}.jsonl"
        self._seal = secrets.token_hex(16)
        self._files: list[str] = []

    @classmethod
    async def start(
        cls, folder: Path, sandbox: Sandbox, toolchain: Toolchain, sockets: Path, limits: Limits, workers: int
    ) -> Runner:
        """`folder` is open to the sandbox's user; `sockets` holds the database's; `workers` are forked at once."""
        home = await asyncio.to_thread(_home, folder)
        environment = {
            "PATH": f"{toolchain.node.parent}:/usr/bin:/bin",
            "HOME": str(home),
            "TMPDIR": str(home),
            "CI": "1",
            "NODE_ENV": "test",
            "NO_COLOR": "1",
            "OPENSSL_CONF": "/dev/null",  # the host's is out of sight
            "NEXT_TELEMETRY_DISABLED": "1",
            "NODE_OPTIONS": f"--max-old-space-size={HEAP_MIB}",
            "TZ": "UTC",
        }
        readable = (toolchain.node.parent, toolchain.project, WORKER, sockets)
        cage = Cage(folder, readable, environment, limits, limits.suite_seconds)
        program = (toolchain.node, WORKER / "suite.mjs", toolchain.project, folder / PROJECT, workers)
        command = sandbox.command([str(part) for part in program], cage)
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env={"PATH": os.environ.get("PATH", os.defpath)}, start_new_session=True,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        return cls(folder, process)

    def prepare(self, files: list[str], environment: Mapping[str, str], config: Mapping[str, object]) -> None:
        """Has Vitest start for exactly these test files. Of the project, it only reads the configuration now."""
        self._files = files
        order = {
            "files": files,
            "report": str(self._report),
            "seal": self._seal,
            "environment": dict(environment),
            "config": dict(config),
        }
        self._tell(json.dumps(order))

    async def run(self, seconds: float) -> SuiteRun:
        """Runs what was prepared. A run that is cut off gives what was known until then."""
        self._tell("run")
        ended = await finish(self._process, seconds)
        return self._read(ended)

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")

    async def close(self) -> None:
        await finish(self._process, 0)

    def _read(self, ended: Ended) -> SuiteRun:
        results = {path: FileResult() for path in self._files}
        unhandled: list[Failure] = []
        done = False
        for fact in self._facts():
            failures = [each.failure() for each in fact.failures]
            result = results.get(fact.file or "")
            if fact.kind == "done":
                unhandled += failures
                done = True
            elif result is not None:
                result.failures += failures
                result.began = True
                result.ended = result.ended or fact.kind == "ended"
                _count(result, fact)
        return SuiteRun(results, unhandled, done, ended)

    def _facts(self) -> list[_Fact]:
        """Up to the first line that is not one: what follows was cut off, or forged."""
        facts = []
        for line in (read_plain(self._report) or "").split("\n"):
            try:
                fact = _FACT.validate_json(line)
            except ValidationError:
                break
            if fact.seal != self._seal:
                break
            facts.append(fact)
        return facts


def _home(folder: Path) -> Path:
    """Of this runner alone: another one runs as another user, and could not read what this one leaves there."""
    home = Path(tempfile.mkdtemp(prefix="home-", dir=folder))
    home.chmod(0o777)
    return home


def _count(result: FileResult, fact: _Fact) -> None:
    if fact.kind == "test":
        result.passed += fact.state == "passed"
        result.failed += fact.state == "failed"
        result.skipped += fact.state not in ("passed", "failed")


def read_plain(path: Path) -> str | None:
    """A file that confined code wrote: never through a link to a file of ours, never a pipe. None without one."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(LONGEST_REPORT).decode(errors="replace")
