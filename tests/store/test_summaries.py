"""The latest summary of a thread."""

from __future__ import annotations

import pytest

from assistant.conversation import Speaker
from assistant.errors import InputError
from assistant.store import Store, Thread


async def said(store: Store, thread: Thread) -> int:
    return (await store.messages.add(thread.id, speaker=Speaker.USER, author="ada", text="hello")).id


async def test_the_summary_that_reaches_furthest_stays(store: Store, thread: Thread) -> None:
    assert await store.summaries.get(thread.id) is None
    first, second = await said(store, thread), await said(store, thread)
    await store.summaries.put(thread.id, "short", first)
    longer = await store.summaries.put(thread.id, "longer", second)
    assert await store.summaries.put(thread.id, "late", first) == longer
    assert await store.summaries.get(thread.id) == longer
    assert (longer.text, longer.up_to) == ("longer", second)


async def test_only_messages_of_the_thread_can_be_summarised(store: Store, thread: Thread) -> None:
    other = await store.threads.new("Other", role="x")
    elsewhere = await said(store, other)
    for up_to in (elsewhere, 10**6):
        with pytest.raises(InputError, match=f"no message {up_to}"):
            await store.summaries.put(thread.id, "wrong", up_to)
    for unknown in (store.summaries.get("t-00000"), store.summaries.put("t-00000", "", elsewhere)):
        with pytest.raises(InputError):
            await unknown
