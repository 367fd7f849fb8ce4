"""What people think of versions."""

from __future__ import annotations

import pytest

from assistant.errors import InputError
from assistant.store import Store, Thread, Verdict


@pytest.mark.usefixtures("version")
async def test_verdicts_are_kept_in_order(store: Store, thread: Thread) -> None:
    await store.feedback.add(thread.id, 1, "ada", Verdict.BAD, "no soft delete")
    await store.feedback.add(thread.id, 1, "bob", Verdict.APPROVED)
    told = [(each.number, each.author, each.verdict, each.text) for each in await store.feedback.list(thread.id)]
    assert told == [(1, "ada", Verdict.BAD, "no soft delete"), (1, "bob", Verdict.APPROVED, "")]


async def test_an_unknown_version_is_refused(store: Store, thread: Thread) -> None:
    with pytest.raises(InputError):
        await store.feedback.add(thread.id, 1, "ada", Verdict.GOOD)
    with pytest.raises(InputError):
        await store.feedback.list("t-00000")
