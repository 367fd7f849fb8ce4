"""JSON-RPC 2.0 with a child process, one message a line; a child that hangs or dies is replaced at the next call."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from assistant.errors import WorkbenchError
from assistant.workbench.process import kill

LONGEST_LINE = 64 * 2**20  # bytes of one answer
T = TypeVar("T")


class RemoteError(WorkbenchError):
    """The worker is well, and refused this call; the message is the engine's own."""


class _Error(BaseModel):
    code: int
    message: str


class _Answer(BaseModel):
    id: int
    result: JsonValue = None
    error: _Error | None = None


class Worker:
    """Starts `command` when first called. Calls may overlap; each has its own time limit."""

    def __init__(self, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        self._command = [str(part) for part in command]
        self._environment = dict(environment)
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[JsonValue]] = {}
        self._ids = itertools.count(1)
        self._starting = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """Of the process that would answer now; None when none runs."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def call(self, method: str, params: Mapping[str, object], answer: TypeAdapter[T], seconds: float) -> T:
        """Raises RemoteError when the method fails, WorkbenchError when the worker dies, hangs or talks nonsense."""
        process = await self._alive()
        call_id = next(self._ids)
        future: asyncio.Future[JsonValue] = asyncio.get_running_loop().create_future()
        self._waiting[call_id] = future
        message = {"jsonrpc": "2.0", "id": call_id, "method": method, "params": params}
        try:
            assert process.stdin is not None
            process.stdin.write(TypeAdapter(dict).dump_json(message) + b"\n")
            return answer.validate_python(await asyncio.wait_for(future, seconds))
        except TimeoutError:
            await self._kill(process)
            raise WorkbenchError(f"the worker did not answer {method} within {seconds:g} s and was replaced") from None
        except ValidationError as error:
            raise WorkbenchError(f"the worker answered {method} out of protocol: {error}") from None
        finally:
            self._waiting.pop(call_id, None)

    async def start(self) -> None:
        """Begins to warm up without waiting for it."""
        await self._alive()

    async def close(self) -> None:
        async with self._starting:  # one that is being started would outlive us
            if self._process is not None:
                await self._kill(self._process)

    async def _alive(self) -> asyncio.subprocess.Process:
        async with self._starting:
            if self._process is None or self._process.returncode is not None:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command, env=self._environment, limit=LONGEST_LINE,
                    start_new_session=True,
                    stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
                )  # fmt: skip
                self._reader = asyncio.create_task(self._read(self._process))
            return self._process

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        # ValueError is how asyncio reports a line over the limit; pydantic's error is one too.
        with contextlib.suppress(ValueError):
            async for line in process.stdout:
                reply = _Answer.model_validate_json(line)
                future = self._waiting.get(reply.id)
                if future is None or future.done():
                    continue
                if reply.error is None:
                    future.set_result(reply.result)
                else:
                    future.set_exception(RemoteError(reply.error.message))
        await self._bury(process)

    async def _bury(self, process: asyncio.subprocess.Process) -> None:
        """Whoever waits for a process that is gone must not wait on."""
        kill(process)
        code = await process.wait()
        if process is self._process:
            for future in self._waiting.values():
                if not future.done():
                    future.set_exception(WorkbenchError(f"the worker died (exit {code}) and was replaced"))

    async def _kill(self, process: asyncio.subprocess.Process) -> None:
        kill(process)
        await process.wait()
        if self._reader is not None:
            await self._reader
