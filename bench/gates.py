"""The gates on a warm workbench against the same work by cold command-line tools, in one run.

    .venv/bin/python bench/gates.py [BRIEF] [--rounds 3]

Prints medians in seconds and their ratios. Cold means one process per tool, started as `npx TOOL` in a copy of the same
drafted project; the tests then run on PGlite, as `npm test` does where no database is given.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from assistant import app
from assistant.settings import load
from assistant.workbench import Workbench, WorkbenchSettings
from assistant.workbench.engines import Engines
from assistant.workbench.toolchain import Toolchain, install

ROOT = Path(__file__).parent.parent
COLD = {
    "validate": ["prisma", "validate"],
    "diff": ["prisma", "migrate", "diff", "--from-empty", "--to-schema", "prisma/schema.prisma", "--script"],
    "generate": ["prisma", "generate"],
    "tsc": ["tsc", "--noEmit"],
    "biome": ["biome", "ci", "."],
    "vitest": ["vitest", "run"],
}
"""Tool -> command; the engine that Prisma's CLI would download is replaced, so its diff does less than ours."""
SETTLE = 3
"""Seconds after a proof, in which the workbench gets ready for the next one: not to be in the way of the cold tools."""


async def main() -> None:
    """Draft once, then time both ways in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("brief", nargs="?", type=Path, default=ROOT / "examples" / "library-lending.md")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    settings = load(os.environ)
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "project"
        plan = await app.plan(options.brief.read_text())
        await app.draft(plan, project, settings=settings, progress=_quiet, force=False)
        toolchain = await install(settings.cache_dir, _quiet)
        cold = _copy(project, Path(scratch) / "cold", toolchain)
        warm_chain, warm_schema, cold_runs = [], [], []
        async with Workbench.open(WorkbenchSettings(cache_dir=settings.cache_dir), _quiet) as bench:
            engines = Engines(toolchain, 60)
            await bench.prove(project, {}, trusted=True)
            await asyncio.sleep(SETTLE)
            for number in range(options.rounds):
                print(f"round {number + 1} of {options.rounds}", flush=True)
                warm_chain.append(await _warm_chain(bench, project))
                warm_schema.append(await _warm_schema(engines, project))
                await asyncio.sleep(SETTLE)
                cold_runs.append({name: _cold(toolchain, cold, command) for name, command in COLD.items()})
            await engines.worker.close()
    _report(warm_chain, warm_schema, cold_runs)


def _report(chain: list[float], schema: list[float], cold: list[dict[str, float]]) -> None:
    medians = {name: statistics.median(run[name] for run in cold) for name in COLD}
    cold_chain = statistics.median(sum(run.values()) for run in cold)
    cold_schema = statistics.median(run["validate"] + run["diff"] for run in cold)
    warm_chain, warm_schema = statistics.median(chain), statistics.median(schema)
    for name, seconds in medians.items():
        print(f"  cold {name:10} {seconds:7.2f} s")
    print(f"whole chain      warm {warm_chain:7.3f} s   cold {cold_chain:6.2f} s   {cold_chain / warm_chain:6.1f} x")
    print(
        f"validate + diff  warm {warm_schema:7.3f} s   cold {cold_schema:6.2f} s   {cold_schema / warm_schema:6.1f} x"
    )


async def _warm_chain(bench: Workbench, project: Path) -> float:
    """Seconds for every gate, the migration written anew included."""
    began = time.perf_counter()
    await bench.migration((project / "prisma/schema.prisma").read_text())
    proof = await bench.prove(project, {}, trusted=True)
    seconds = time.perf_counter() - began
    if bad := [receipt.check for receipt in proof.receipts if receipt.status != "passed"]:
        raise SystemExit(f"not a fair run, these did not pass: {', '.join(bad)}")
    return seconds


async def _warm_schema(engines: Engines, project: Path) -> float:
    schema = (project / "prisma/schema.prisma").read_text()
    await engines.diff(schema)
    began = time.perf_counter()
    await engines.validate(schema)
    await engines.diff(schema)
    return time.perf_counter() - began


def _cold(toolchain: Toolchain, project: Path, command: list[str]) -> float:
    """Seconds of one `npx` call; what it wrote is removed first, so that nothing is reused."""
    if command[-1] == "generate":
        shutil.rmtree(project / "generated", ignore_errors=True)
    npx = toolchain.node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js"
    environment = {
        **os.environ,
        "PATH": f"{toolchain.node.parent}:{os.environ['PATH']}",
        "PRISMA_SCHEMA_ENGINE_BINARY": "/bin/true",
        "DATABASE_URL": "postgresql://localhost/none",
        "CI": "1",
    }
    began = time.perf_counter()
    ended = subprocess.run(
        [toolchain.node, npx, *command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - began
    if ended.returncode:
        raise SystemExit(f"npx {' '.join(command)} ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}")
    return seconds


def _copy(project: Path, target: Path, toolchain: Toolchain) -> Path:
    shutil.copytree(project, target)
    (target / "node_modules").symlink_to(toolchain.project)
    return target


def _quiet(stage: str, message: str) -> None:
    """Say nothing; the rounds are announced."""


if __name__ == "__main__":
    asyncio.run(main())
