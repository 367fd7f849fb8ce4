"""Runs one program to its end or its time limit, and never leaves it behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

OBEY_SECONDS = 0.3
LINGER_SECONDS = 2  # for the pipes of a process that is gone, which an orphan of it may hold open
LONGEST_OUTPUT = 4 * 2**20  # bytes kept of each stream; what exceeds it is read and dropped


@dataclass(frozen=True)
class Ended:
    """`code` is None when the time limit ended it; negative when a signal did."""

    code: int | None
    output: str
    errors: str
    ms: int


async def run(
    command: Sequence[str | Path], *, folder: Path, seconds: float, environment: dict[str, str] | None = None
) -> Ended:
    """With no environment but the one given."""
    process = await asyncio.create_subprocess_exec(
        *map(str, command), cwd=folder, env=environment or {}, start_new_session=True,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    return await finish(process, seconds)


async def finish(process: asyncio.subprocess.Process, seconds: float) -> Ended:
    """Waits for a process that leads its own session; kills all of it when time is up or we are cancelled."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert process.stdout is not None
    assert process.stderr is not None
    output, errors = bytearray(), bytearray()
    reading = asyncio.gather(_read(process.stdout, output), _read(process.stderr, errors))
    timed_out = False
    try:
        await asyncio.wait_for(process.wait(), seconds)
    except TimeoutError:
        timed_out = True
    finally:
        await _end(process)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(reading, LINGER_SECONDS)
    ms = round((loop.time() - began) * 1000)
    code = None if timed_out else process.returncode
    return Ended(code, output.decode(errors="replace"), errors.decode(errors="replace"), ms)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Asked first: a supervisor in the session (see confine.py) ends what has left it.

    The first process of a namespace can't be asked, only killed, also when its parent has obeyed.
    """
    if process.returncode is None:
        _signal(process, signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), OBEY_SECONDS)
        _signal(process, signal.SIGKILL)
        await process.wait()


def kill(process: asyncio.subprocess.Process) -> None:
    """The whole session of a process that leads one; what runs in a process namespace ends with its first process.

    Not `process.kill()`, which may reap the process before asyncio learns how it ended.
    """
    if process.returncode is None:
        _signal(process, signal.SIGKILL)


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


async def _read(stream: asyncio.StreamReader, kept: bytearray) -> None:
    while chunk := await stream.read(65536):
        kept += chunk[: LONGEST_OUTPUT - len(kept)]
