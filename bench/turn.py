"""What a turn costs beside the model and the checks: message in to reply out, offline, a trivial question.

    .venv/bin/python bench/turn.py [--turns 1000]

Milliseconds (p50, p95) of warm turns, and the resident set in MiB after 100 turns and at the end. Each turn stores two
messages and its usage in a SQLite file that survives a power cut. A thread holds ten turns, so that what is measured
does not grow with the thread; one thread of 100 turns is measured apart.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from assistant import app
from assistant.agent.ask import Ask, Silent
from assistant.agent.assistant import Assistant
from assistant.settings import Settings

QUESTION = "thanks!"
A_THREAD = 10
WARM_UP = 20
EARLY = 100


async def main() -> None:
    """Run the turns and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=1000)
    options = parser.parse_args()
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        assistant = await stack.enter_async_context(app.open_assistant(Settings(home=home), Silent()))
        await _turns(assistant, WARM_UP, A_THREAD)
        took = await _turns(assistant, EARLY, A_THREAD)
        early = _resident()
        worked = time.process_time()
        took += await _turns(assistant, max(options.turns - EARLY, 0), A_THREAD)
        worked = (time.process_time() - worked) * 1000 / max(options.turns - EARLY, 1)
        print(f"{len(took)} turns: p50 {statistics.median(took):.1f} ms, p95 {_p95(took):.1f} ms")
        print(
            f"  of which {worked:.1f} ms of processor time; the rest is waiting, for the disk and for other processes"
        )
        print(f"  resident after {EARLY} turns {early:.0f} MiB, after {len(took)} turns {_resident():.0f} MiB")
        long = await _turns(assistant, EARLY, EARLY)
        print(f"  in a thread of {EARLY} turns: p50 {statistics.median(long):.1f} ms, the last {long[-1]:.1f} ms")


async def _turns(assistant: Assistant, count: int, a_thread: int) -> list[float]:
    """Milliseconds of each of `count` turns, a new thread every `a_thread`."""
    took: list[float] = []
    thread: str | None = None
    for number in range(count):
        began = time.perf_counter()
        reply = await assistant.turn(Ask(text=QUESTION, thread=thread))
        took.append((time.perf_counter() - began) * 1000)
        thread = None if (number + 1) % a_thread == 0 else reply.thread
    return took


def _p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


def _resident() -> float:
    """MiB of this process that are in memory now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    asyncio.run(main())
