"""Columns that hold the same on both databases."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from assistant.conversation import Speaker
from assistant.store import Store, Thread
from assistant.store.columns import Moment

BROKEN = "a\0b\ud800c\U0001f433"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(st.characters()), key=st.text(st.characters()))
async def test_any_text_can_be_kept(store: Store, thread: Thread, text: str, key: str) -> None:
    said = await store.messages.add(thread.id, speaker=Speaker.USER, author=text, text=text, reply={key: text})
    (read,) = await store.messages.list(thread.id, last=1)
    assert read == said
    if "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert (read.text, read.author) == (text, text)


async def test_what_can_not_be_kept_is_replaced(store: Store, thread: Thread) -> None:
    said = await store.messages.add(thread.id, speaker=Speaker.USER, author="ada", text=BROKEN, reply={BROKEN: BROKEN})
    (read,) = await store.messages.list(thread.id)
    assert read == said
    assert said.text == "a\ufffdb\ufffdc🐳"


def test_a_time_without_its_zone_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="without its zone"):
        Moment().process_bind_param(datetime(2026, 11, 22), sqlite.dialect())
