"""From a brief to a proven reply on a warm workbench: seconds by stage, and peak memory.

    .venv/bin/python bench/brief.py [BRIEF] [--rounds 3]

Warm means that one workbench is open and has proved one draft before. Memory is the peak resident set, in MiB, of this
process and of its largest child (Node, its worker, the compiler or PostgreSQL).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path

from assistant import app
from assistant.conversation import Draft, Status
from assistant.drafting.make import make
from assistant.drafting.stages import Stages
from assistant.settings import load
from assistant.workbench import Workbench, WorkbenchSettings
from roles.metrics import METRICS

ROOT = Path(__file__).parent.parent


async def main() -> None:
    """Draft the brief several times and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("brief", nargs="?", type=Path, default=ROOT / "examples" / "library-lending.md")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    runs: list[tuple[float, dict[str, float]]] = []
    with tempfile.TemporaryDirectory() as scratch:
        settings = WorkbenchSettings(cache_dir=load(os.environ).cache_dir)
        async with Workbench.open(settings, _quiet) as bench:
            for number in range(options.rounds + 1):
                print("warming up" if number == 0 else f"round {number} of {options.rounds}", flush=True)
                out = Path(scratch) / str(number)
                began = time.perf_counter()
                reply = await _once(options.brief.read_text(), out, bench)
                if number:
                    runs.append((time.perf_counter() - began, reply.seconds))
                if reply.receipts and any(receipt.status is not Status.PASSED for receipt in reply.receipts):
                    raise SystemExit("not a fair run: a check did not pass")
    print(f"{reply.title}: {reply.models} models, {reply.endpoints} endpoints, {reply.tests} tests")
    for stage in runs[0][1]:
        print(f"  {stage:10} {statistics.median(seconds[stage] for _, seconds in runs):6.2f} s")
    print(f"  {'in all':10} {statistics.median(total for total, _ in runs):6.2f} s")
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"  peak memory: Python {own:.0f} MiB, largest child {children:.0f} MiB")


async def _once(brief: str, out: Path, bench: Workbench) -> Draft:
    stages = Stages(_quiet)
    with stages.stage("plan", "reading the brief"):
        plan = await app.plan(brief)
    return await make(plan, out, bench=bench, stages=stages, force=False, metrics=METRICS)


def _quiet(stage: str, message: str) -> None:
    """Say nothing; the rounds are announced."""


if __name__ == "__main__":
    asyncio.run(main())
