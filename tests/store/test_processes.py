"""Several processes on one store, and processes that die in the middle."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from assistant.store import Store
from assistant.store.address import parse
from tests.store.conftest import Server
from tests.store.writer import files, receipts

ROOT = Path(__file__).parent.parent.parent
KILLS = 8
NEWCOMER = """
import asyncio, sys
import alembic.command
from assistant.store import Store, upgrade

async def use() -> None:
    if "setup" in sys.argv:
        await upgrade(sys.argv[1])
    async with Store.open(sys.argv[1]) as store:
        print((await store.threads.new("Shop", role="x")).id)

print("ready", flush=True)
sys.stdin.readline()
asyncio.run(use())
"""


def python(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def writer(url: str, thread: str, count: int) -> subprocess.Popen[str]:
    return python("-m", "tests.store.writer", url, thread, str(count))


async def new_thread(url: str) -> str:
    async with Store.open(url) as store:
        return (await store.threads.new("Shop", role="x")).id


async def test_processes_that_write_at_once_lose_nothing_and_number_once(url: str) -> None:
    thread, count = await new_thread(url), 25
    writers = [writer(url, thread, count) for _ in range(3)]
    for process in writers:
        _, errors = await asyncio.to_thread(process.communicate)
        assert (process.returncode, errors) == (0, "")
    async with Store.open(url) as store:
        versions = await store.versions.list(thread)
        assert [each.number for each in versions] == list(range(1, 3 * count + 1))
        assert [each.parent for each in versions] == [None, *range(1, 3 * count)]
        assert len(await store.messages.list(thread)) == 3 * count
        for number in (1, 2 * count, 3 * count):
            assert await store.drafts.files(thread, number) == files(number)


async def test_a_process_that_is_killed_leaves_nothing_half_written_and_loses_nothing_it_had_told(url: str) -> None:
    thread = await new_thread(url)
    told: list[str] = []
    for _ in range(KILLS):
        with writer(url, thread, 10_000) as process:
            assert process.stdout is not None
            told.append(await asyncio.to_thread(process.stdout.readline))
            await asyncio.sleep(random.uniform(0, 0.1))
            process.kill()
            told += await asyncio.to_thread(process.stdout.readlines)
    # The kill may cut the last line of each.
    lines = [line.split() for line in told if line.endswith("\n")]
    made, kept = ({int(number) for what, number in lines if what == wanted} for wanted in ("made", "kept"))
    assert len(made) >= KILLS
    async with Store.open(url) as store:
        numbers = {each.number for each in await store.versions.list(thread)}
        assert numbers == set(range(1, len(numbers) + 1))
        assert made <= numbers
        for number in sorted(numbers):
            found = await store.drafts.files(thread, number), await store.drafts.receipts(thread, number)
            whole = files(number), tuple(receipts(number))
            assert found == whole or (number not in kept and found == ({}, ()))
    if (path := parse(url).path) is not None:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


async def start_at_once(url: str, *arguments: str) -> None:
    """Five processes make a thread each, in a store that none of them finds set up."""
    started = [python("-c", NEWCOMER, url, *arguments) for _ in range(5)]
    for process in started:
        assert process.stdout is not None
        assert await asyncio.to_thread(process.stdout.readline) == "ready\n"
    ended = await asyncio.gather(*(asyncio.to_thread(process.communicate, "go\n") for process in started))
    assert [errors for _, errors in ended] == [""] * 5
    async with Store.open(url) as store:
        assert {each.id for each in await store.threads.list()} == {output.strip() for output, _ in ended}


async def test_newcomers_who_start_at_once_share_one_new_file(tmp_path: Path) -> None:
    await start_at_once(f"sqlite:///{tmp_path / 'home' / 'threadwright.db'}")


async def test_a_server_that_is_set_up_by_several_at_once_is_set_up_once(server: Server) -> None:
    await start_at_once(await server.empty(), "setup")
