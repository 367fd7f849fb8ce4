"""What was said before, as far as a window has room: the newest messages whole, the rest as a summary."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from assistant.conversation import Speaker
from assistant.store import Message, Store

CHARACTERS_A_TOKEN = 4
SUMMARY_SHARE = 0.25
"""How much of the room a summary may take."""
FEWEST = 2
"""Messages that stay whole however small the room: the last question and its answer."""

Summarise = Callable[[str, Sequence[Message], int], Awaitable[str]]
"""(the summary so far, what to add to it, most characters) -> the new summary."""


async def past(store: Store, asked: Message, tokens: int, summarise: Summarise) -> list[AnyMessage]:
    """What was said before `asked`, in at most about `tokens`, the beginning summarised where it does not fit.

    A new summary is kept in the store, so that it is paid for once.
    """
    summary = await store.summaries.get(asked.thread)
    text = summary.text if summary else ""
    said = await store.messages.list(asked.thread, after=summary.up_to if summary else 0)
    messages = tuple(message for message in said if message.id < asked.id)
    room = tokens * CHARACTERS_A_TOKEN
    if len(text) + sum(len(each.text) for each in messages) > room:
        # Half of the room stays free, so that the next messages do not need a summary at once.
        kept = _newest(messages, room // 2)
        older = messages[: len(messages) - len(kept)]
        if older:
            text = await summarise(text, older, int(room * SUMMARY_SHARE))
            await store.summaries.put(asked.thread, text, older[-1].id)
        messages = kept
    told = [HumanMessage(f"(What was said before, in short)\n{text}")] if text else []
    return _alternating([*told, *(_spoken(each, room // 2) for each in messages)])


def _newest(messages: Sequence[Message], room: int) -> tuple[Message, ...]:
    kept: list[Message] = []
    for message in reversed(messages):
        room -= len(message.text)
        if room < 0 and len(kept) >= FEWEST:
            break
        kept.append(message)
    return tuple(reversed(kept))


def _spoken(message: Message, most: int) -> AnyMessage:
    text = message.text if len(message.text) <= most else f"{message.text[:most]} …"
    return HumanMessage(text) if message.speaker is Speaker.USER else AIMessage(text)


def _alternating(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """Neighbours of one speaker joined: some providers refuse two in a row."""
    joined: list[AnyMessage] = []
    for message in messages:
        if joined and type(joined[-1]) is type(message):
            joined[-1] = message.model_copy(update={"content": f"{joined[-1].text}\n\n{message.text}"})
        else:
            joined.append(message)
    return joined
