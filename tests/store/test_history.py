"""The whole of a thread."""

from __future__ import annotations

import pytest

from assistant.conversation import Speaker
from assistant.errors import InputError
from assistant.store import Store, Thread
from assistant.store.history import history
from tests.store.test_drafts import FILES, receipt


async def test_a_history_has_what_was_said_and_every_version_with_what_is_kept_of_it(
    store: Store, thread: Thread
) -> None:
    said = await store.messages.add(thread.id, speaker=Speaker.USER, author="ada", text="A library lends books")
    first = await store.versions.add(thread.id, plan="one")
    second = await store.versions.add(thread.id, plan="two")
    files = await store.drafts.keep(thread.id, 1, FILES, [receipt("types")])
    told = await history(store, thread.id)
    assert (told.thread.head, told.messages) == (2, (said,))
    assert [kept.version for kept in told.versions] == [first, second]
    assert (told.at(1).files, told.at(1).receipts) == (files, (receipt("types"),))
    assert (told.at(2).files, told.at(2).receipts) == ((), ())


async def test_an_unknown_thread_has_none(store: Store) -> None:
    with pytest.raises(InputError):
        await history(store, "t-00000")
