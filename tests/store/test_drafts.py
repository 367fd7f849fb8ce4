"""Files and receipts of versions."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from pathlib import Path

import pytest

from assistant.conversation import Failure, Receipt, Status
from assistant.errors import InputError
from assistant.store import Store, Thread

FILES = {"schema.prisma": b"model Book {}\n", "app/route.ts": b"export {}\n", "logo.png": bytes(range(256))}


def receipt(check: str, status: Status = Status.PASSED) -> Receipt:
    failures = (Failure(message="no such type", file="app/route.ts", line=3),) if status is Status.FAILED else ()
    return Receipt(
        check=check,
        tool="tsc",
        version="7.0",
        status=status,
        ms=360,
        detail="strict",
        sha256="0" * 64,
        isolation="bubblewrap 0.8",
        counts={"passed": 2},
        failures=failures,
    )


@pytest.mark.usefixtures("version")
async def test_files_come_back_byte_for_byte(store: Store, thread: Thread) -> None:
    kept = await store.drafts.keep(thread.id, 1, FILES)
    assert [file.path for file in kept] == sorted(FILES)
    assert kept == await store.drafts.list(thread.id, 1)
    for file in kept:
        assert (file.sha256, file.size) == (hashlib.sha256(FILES[file.path]).hexdigest(), len(FILES[file.path]))
    assert await store.drafts.files(thread.id, 1) == FILES


@pytest.mark.usefixtures("version")
async def test_receipts_come_back_in_the_order_of_the_checks(store: Store, thread: Thread) -> None:
    given = (receipt("validate"), receipt("types", Status.FAILED), receipt("apply", Status.NOT_RUN))
    await store.drafts.keep(thread.id, 1, {}, given)
    assert await store.drafts.receipts(thread.id, 1) == given


@pytest.mark.usefixtures("version")
async def test_keeping_a_version_again_replaces_what_was_kept_of_it(store: Store, thread: Thread) -> None:
    await store.drafts.keep(thread.id, 1, FILES, [receipt("types", Status.FAILED), receipt("apply")])
    await store.drafts.keep(thread.id, 1, {"only.txt": b""}, [receipt("types")])
    assert await store.drafts.files(thread.id, 1) == {"only.txt": b""}
    assert await store.drafts.receipts(thread.id, 1) == (receipt("types"),)


@pytest.mark.usefixtures("version")
async def test_versions_keep_their_own_files(store: Store, thread: Thread) -> None:
    await store.versions.add(thread.id, plan="two")
    await store.drafts.keep(thread.id, 1, {"a": b"one"}, [receipt("types")])
    await store.drafts.keep(thread.id, 2, {"a": b"two"})
    assert await store.drafts.files(thread.id, 1) == {"a": b"one"}
    assert await store.drafts.files(thread.id, 2) == {"a": b"two"}
    assert await store.drafts.receipts(thread.id, 2) == ()


async def test_a_content_is_kept_once(tmp_path: Path) -> None:
    file = tmp_path / "threadwright.db"
    async with Store.open(f"sqlite:///{file}") as store:
        for _ in range(2):
            thread = await store.threads.new("Shop", role="x")
            await store.versions.add(thread.id, plan="one")
            await store.drafts.keep(thread.id, 1, {"a": b"same", "b": b"same", "c": b"other"})
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT sha256) FROM artifacts").fetchone() == (2, 2)
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (6,)
    connection.close()


async def test_many_threads_keep_the_same_files_at_once(store: Store) -> None:
    threads = [await store.threads.new("Shop", role="x") for _ in range(8)]
    for thread in threads:
        await store.versions.add(thread.id, plan="one")
    contents = {f"{n}.ts": f"export const n = {n}\n".encode() for n in range(400)}
    backwards = dict(reversed(contents.items()))
    await asyncio.gather(
        *(store.drafts.keep(each.id, 1, backwards if n % 2 else contents) for n, each in enumerate(threads))
    )
    for thread in threads:
        assert await store.drafts.files(thread.id, 1) == contents


async def test_an_unknown_version_is_refused(store: Store, thread: Thread) -> None:
    with pytest.raises(InputError):
        await store.drafts.keep(thread.id, 1, FILES)
    for read in (store.drafts.files, store.drafts.list, store.drafts.receipts):
        with pytest.raises(InputError):
            await read(thread.id, 1)
