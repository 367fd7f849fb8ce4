"""Messages in their order."""

from __future__ import annotations

import pytest

from assistant.conversation import Speaker
from assistant.errors import InputError
from assistant.store import Store, Thread


async def say(store: Store, thread: str, *texts: str) -> list[int]:
    return [(await store.messages.add(thread, speaker=Speaker.USER, author="ada", text=text)).id for text in texts]


async def test_what_is_said_comes_back_to_the_letter(store: Store, thread: Thread) -> None:
    text = "Wörter 🐳, 'quotes', \"more\", %s and\nlines"
    reply = {"version": 1, "questions": ["Wie viele?", None], "text": text}
    said = await store.messages.add(thread.id, speaker=Speaker.ASSISTANT, author="pm", text=text, reply=reply)
    assert (said.speaker, said.author, said.text, said.reply) == (Speaker.ASSISTANT, "pm", text, reply)
    assert await store.messages.list(thread.id) == (said,)


async def test_messages_come_in_the_order_they_were_said(store: Store, thread: Thread) -> None:
    other = await store.threads.new("Other", role="x")
    ids = await say(store, thread.id, "one", "two", "three")
    await say(store, other.id, "elsewhere")
    assert ids == sorted(ids)
    assert [each.text for each in await store.messages.list(thread.id)] == ["one", "two", "three"]
    assert [each.text for each in await store.messages.list(thread.id, after=ids[0])] == ["two", "three"]
    assert [each.text for each in await store.messages.list(thread.id, last=2)] == ["two", "three"]
    assert [each.text for each in await store.messages.list(thread.id, after=ids[1], last=5)] == ["three"]


async def test_a_message_makes_its_thread_active(store: Store, thread: Thread) -> None:
    await say(store, thread.id, "hello")
    (said,) = await store.messages.list(thread.id)
    assert (await store.threads.get(thread.id)).active_at == said.at


async def test_an_unknown_thread_is_refused(store: Store) -> None:
    with pytest.raises(InputError):
        await say(store, "t-00000", "hello")
    with pytest.raises(InputError):
        await store.messages.list("t-00000")
