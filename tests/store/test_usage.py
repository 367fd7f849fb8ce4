"""What was spent, by whom and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from assistant.conversation import Usage
from assistant.errors import InputError
from assistant.store import Store, Thread


async def test_usage_is_summed_by_author_moment_and_thread(store: Store, thread: Thread) -> None:
    other = await store.threads.new("Other", role="x")
    one = Usage(model="openai:gpt", model_calls=2, tool_calls=3, input_tokens=10**10, output_tokens=7, cost=0.25)
    two = Usage(model="openai:gpt", invalid_calls=1, repair_rounds=1, input_tokens=5)
    await store.usage.add(thread.id, "ada", one)
    between = datetime.now(UTC)
    await store.usage.add(other.id, "ada", two)
    await store.usage.add(thread.id, "bob", Usage(model="offline", tool_calls=1))
    assert await store.usage.spent("ada", since=between) == two
    assert await store.usage.spent("ada", thread=thread.id) == one
    both = await store.usage.spent("ada")
    assert both == Usage(
        model="openai:gpt",
        model_calls=2,
        tool_calls=3,
        invalid_calls=1,
        repair_rounds=1,
        input_tokens=10**10 + 5,
        output_tokens=7,
        cost=0.25,
    )
    everyone = await store.usage.spent()
    assert (everyone.model, everyone.tool_calls) == ("several", 4)


async def test_nothing_spent_is_nothing(store: Store, thread: Thread) -> None:
    await store.usage.add(thread.id, "ada", Usage(model_calls=1))
    assert await store.usage.spent("bob") == Usage()
    assert await store.usage.spent(since=datetime.now(UTC) + timedelta(hours=1)) == Usage()


async def test_a_moment_counts_whatever_its_zone(store: Store, thread: Thread) -> None:
    await store.usage.add(thread.id, "ada", Usage(model_calls=1))
    east = timezone(timedelta(hours=9))
    assert (await store.usage.spent(since=datetime.now(east) - timedelta(minutes=1))).model_calls == 1
    assert (await store.usage.spent(since=datetime.now(east) + timedelta(minutes=1))).model_calls == 0


async def test_an_unknown_thread_is_refused(store: Store) -> None:
    with pytest.raises(InputError):
        await store.usage.add("t-00000", "ada", Usage())
