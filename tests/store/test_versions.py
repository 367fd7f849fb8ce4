"""Versions, their numbers and their parents."""

from __future__ import annotations

import asyncio

import pytest

from assistant.errors import InputError
from assistant.store import Store, Thread


async def test_versions_are_numbered_and_each_is_made_from_the_one_before(store: Store, thread: Thread) -> None:
    operations = [{"kind": "rename_field", "model": "Book", "field": "price", "to": "unitPrice"}]
    first = await store.versions.add(thread.id, plan="title: A\n", summary="A shop")
    second = await store.versions.add(thread.id, plan="title: B\n", operations=operations)
    assert (first.number, first.parent, first.operations, first.summary) == (1, None, (), "A shop")
    assert (second.number, second.parent, second.operations) == (2, 1, tuple(operations))
    assert await store.versions.list(thread.id) == (first, second)
    assert (await store.threads.get(thread.id)).head == 2


async def test_after_going_back_the_next_version_has_a_new_number_and_the_old_parent(
    store: Store, thread: Thread
) -> None:
    for plan in ("one", "two"):
        await store.versions.add(thread.id, plan=plan)
    assert (await store.versions.set_head(thread.id, 1)).head == 1
    assert (await store.versions.get(thread.id)).plan == "one"
    third = await store.versions.add(thread.id, plan="three")
    assert (third.number, third.parent) == (3, 1)
    assert (await store.threads.get(thread.id)).head == 3


async def test_a_version_can_say_what_it_was_made_from(store: Store, thread: Thread) -> None:
    for plan in ("one", "two"):
        await store.versions.add(thread.id, plan=plan)
    assert (await store.versions.add(thread.id, plan="three", parent=1)).parent == 1
    with pytest.raises(InputError, match="no v9"):
        await store.versions.add(thread.id, plan="four", parent=9)
    assert len(await store.versions.list(thread.id)) == 3


async def test_an_unknown_version_is_refused_with_those_there_are(store: Store, thread: Thread) -> None:
    with pytest.raises(InputError, match="no version yet"):
        await store.versions.get(thread.id)
    await store.versions.add(thread.id, plan="one")
    for number in (0, -1, 2, 2**31, 10**30):
        with pytest.raises(InputError, match=f"no v{number}\n  It has v1"):
            await store.versions.get(thread.id, number)
        with pytest.raises(InputError):
            await store.versions.set_head(thread.id, number)
    await store.versions.add(thread.id, plan="two")
    with pytest.raises(InputError, match="It has v1 to v2"):
        await store.versions.get(thread.id, 3)
    assert (await store.threads.get(thread.id)).head == 2


async def test_threads_count_for_themselves(store: Store, thread: Thread) -> None:
    other = await store.threads.new("Other", role="x")
    await store.versions.add(thread.id, plan="one")
    assert (await store.versions.add(other.id, plan="one")).number == 1
    assert [each.thread for each in await store.versions.list(other.id)] == [other.id]


async def test_no_number_is_given_twice_however_many_ask_at_once(store: Store, thread: Thread) -> None:
    made = await asyncio.gather(*(store.versions.add(thread.id, plan=str(n)) for n in range(20)))
    assert sorted(each.number for each in made) == list(range(1, 21))
    assert all(each.parent == (each.number - 1 or None) for each in made)
