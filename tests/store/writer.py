"""A process that writes: `python -m tests.store.writer URL THREAD COUNT` tells on standard output what is kept."""

from __future__ import annotations

import asyncio
import sys

from assistant.conversation import Receipt, Speaker, Status
from assistant.store import Store

FILES = 40


def files(number: int) -> dict[str, bytes]:
    """As many of every version, half of them the same in all."""
    return {f"{n}.ts": f"{n} {number if n % 2 else ''}".encode() * 200 for n in range(FILES)}


def receipts(number: int) -> list[Receipt]:
    given = {"tool": "tsc", "version": "7", "status": Status.PASSED, "ms": number, "sha256": ""}
    return [Receipt.model_validate({"check": f"check {n}", **given}) for n in range(FILES)]


async def write(url: str, thread: str, count: int) -> None:
    async with Store.open(url) as store:
        for _ in range(count):
            await store.messages.add(thread, speaker=Speaker.USER, author="ada", text="again")
            version = await store.versions.add(thread, plan="title: Shop\n")
            print(f"made {version.number}", flush=True)
            await store.drafts.keep(thread, version.number, files(version.number), receipts(version.number))
            print(f"kept {version.number}", flush=True)


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], sys.argv[2], int(sys.argv[3])))
