"""Threads and how they are found."""

from __future__ import annotations

import re

import pytest

from assistant.errors import InputError
from assistant.store import Store, Thread
from assistant.store.threads import LETTERS


async def test_a_new_thread_has_an_id_that_can_be_typed_and_no_version(store: Store) -> None:
    thread = await store.threads.new("Shop", role="backend-developer", project="/srv/shop")
    assert re.fullmatch(rf"t-[{LETTERS}]{{5}}", thread.id)
    assert (thread.title, thread.role, thread.project, thread.head) == ("Shop", "backend-developer", "/srv/shop", None)
    assert thread.created_at.utcoffset() is not None
    assert await store.threads.get(thread.id) == thread


async def test_ids_are_told_apart(store: Store) -> None:
    assert len({(await store.threads.new("Shop", role="x")).id for _ in range(20)}) == 20


async def test_an_id_that_is_taken_is_not_given_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("aaaaa" + "aaaaa" + "bbbbb")
    monkeypatch.setattr("secrets.choice", lambda _: next(letters))
    assert [(await store.threads.new("Shop", role="x")).id for _ in range(2)] == ["t-aaaaa", "t-bbbbb"]


async def test_an_unknown_id_is_refused_with_those_near_it(store: Store, thread: Thread) -> None:
    typo = thread.id[:-1] + ("0" if thread.id[-1] != "0" else "1")
    with pytest.raises(InputError, match=f"There is no thread {typo}\n.*{thread.id}"):
        await store.threads.get(typo)


async def test_with_no_thread_at_all_the_refusal_says_how_to_start_one(store: Store) -> None:
    with pytest.raises(InputError, match="threadwright chat"):
        await store.threads.get("t-00000")


async def test_a_thread_is_found_by_the_beginning_of_its_id(store: Store, thread: Thread) -> None:
    bare = thread.id.removeprefix("t-")
    for typed in (thread.id, bare, bare.upper(), f" {thread.id[:4]} ", bare[:1]):
        assert await store.threads.find(typed) == thread


@pytest.mark.parametrize("typed", ["%", "_", "t-%", "", "nothing", "\0", "t-" + "x" * 1000])
async def test_what_is_no_beginning_of_an_id_finds_nothing(store: Store, typed: str) -> None:
    for _ in range(2):
        await store.threads.new("Shop", role="x")
    with pytest.raises(InputError):
        await store.threads.find(typed)


async def test_a_beginning_of_several_ids_is_asked_to_be_longer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("aaaab" + "aaaac" + "aaaad")
    monkeypatch.setattr("secrets.choice", lambda _: next(letters))
    made = [await store.threads.new("Shop", role="x") for _ in range(3)]
    with pytest.raises(InputError, match="t-aaaab, t-aaaac, t-aaaad"):
        await store.threads.find("aaaa")
    assert await store.threads.find("aaaac") == made[1]


async def test_the_thread_that_was_last_active_is_listed_first(store: Store) -> None:
    first = await store.threads.new("First", role="x", project="a")
    second = await store.threads.new("Second", role="x", project="b")
    assert [each.id for each in await store.threads.list()] == [second.id, first.id]
    await store.versions.add(first.id, plan="")
    assert [each.id for each in await store.threads.list()] == [first.id, second.id]
    assert [each.id for each in await store.threads.list(limit=1)] == [first.id]
    assert [each.id for each in await store.threads.list(project="b")] == [second.id]


async def test_a_thread_gets_another_title(store: Store, thread: Thread) -> None:
    assert (await store.threads.retitle(thread.id, "Lending")).title == "Lending"
    assert (await store.threads.get(thread.id)).title == "Lending"
    with pytest.raises(InputError):
        await store.threads.retitle("t-00000", "Nobody's")
