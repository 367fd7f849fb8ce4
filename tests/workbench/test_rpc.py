"""A worker that hangs, dies, is killed or talks nonsense costs the call, and the next call finds a new one."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import pytest
from pydantic import TypeAdapter

from assistant.errors import WorkbenchError
from assistant.workbench.rpc import RemoteError, Worker

WORKER = """
import json, os, sys, time
for line in sys.stdin:
    call = json.loads(line)
    method, params = call["method"], call["params"]
    if method == "die": os._exit(3)
    if method == "hang": time.sleep(60)
    if method == "babble": print("no json", flush=True)
    answer = {"error": {"code": -32000, "message": "refused"}} if method == "refuse" else {"result": params["say"]}
    print(json.dumps({"jsonrpc": "2.0", "id": call["id"], **answer}), flush=True)
"""
NUMBER = TypeAdapter(int)


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker([sys.executable, "-c", WORKER], {})
    yield worker
    await worker.close()


async def echo(worker: Worker, number: int = 1) -> int:
    return await worker.call("echo", {"say": number}, NUMBER, 10)


async def test_calls_may_overlap(worker: Worker) -> None:
    assert await asyncio.gather(*(echo(worker, number) for number in range(20))) == list(range(20))


async def test_a_refusal_carries_the_engines_words_and_keeps_the_worker(worker: Worker) -> None:
    with pytest.raises(RemoteError, match="refused"):
        await worker.call("refuse", {"say": 1}, NUMBER, 10)
    pid = worker.pid
    assert await echo(worker) == 1
    assert worker.pid == pid


@pytest.mark.parametrize(
    ("method", "words"),
    [("die", r"died \(exit 3\)"), ("hang", "did not answer hang within 0.5 s"), ("babble", "died")],
)
async def test_a_bad_worker_is_replaced(worker: Worker, method: str, words: str) -> None:
    await echo(worker)
    pid = worker.pid
    with pytest.raises(WorkbenchError, match=words):
        await worker.call(method, {"say": 1}, NUMBER, 0.5)
    assert await echo(worker, 7) == 7
    assert worker.pid != pid


async def test_an_answer_of_another_type_is_out_of_protocol(worker: Worker) -> None:
    with pytest.raises(WorkbenchError, match="out of protocol"):
        await worker.call("echo", {"say": "one"}, NUMBER, 10)


async def test_killed_in_the_middle_of_a_call(worker: Worker) -> None:
    await echo(worker)
    call = asyncio.create_task(worker.call("hang", {"say": 1}, NUMBER, 10))
    await asyncio.sleep(0.1)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkbenchError, match=r"died \(exit -9\)"):
        await call
    assert await echo(worker) == 1
