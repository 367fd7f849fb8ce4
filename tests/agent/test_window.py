"""Long threads and small windows: what is told of before, and at what price."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.conversation import Speaker
from tests.agent.conftest import House
from tests.doubles.openai.answers import Call, Says, calls, says

WORDS = "We talked about the colour of the shed, the height of the fence and many other things at great length. "


def _answers(text: str, *, summary: str) -> Callable[[dict[str, Any]], Says]:
    """`summary` to a request without tools, `text` to any other."""
    return lambda request: says(text if request.get("tools") else summary)


async def test_forty_messages_fit_a_window_of_4000_tokens(house: House) -> None:
    house.settings["context_tokens"] = 4000
    thread = (await house.store.threads.new("Shed", role="backend-developer")).id
    await house.store.messages.add(thread, speaker=Speaker.USER, author="ann", text="Our sheds are always blue.")
    for number in range(39):
        speaker = Speaker.USER if number % 2 else Speaker.ASSISTANT
        await house.store.messages.add(thread, speaker=speaker, author="ann", text=f"Message {number}. {WORDS * 3}")
    house.model.script(_answers("Blue, as ever.", summary="Sheds are always blue."))
    reply = await house.ask("which colour?", thread)
    assert reply.text == "Blue, as ever."
    asked = house.model.requests[-1]
    assert len(str(asked)) / 4 < 4000
    assert "Sheds are always blue." in str(asked["messages"][1]["content"])
    assert "Message 38" in house.model.told()
    house.model.script([says("Blue.")])
    again = await house.ask("really?", thread)
    assert again.usage.model_calls == 1  # the summary is paid once
    assert "Sheds are always blue." in house.model.told()


async def test_a_window_of_4000_tokens_holds_a_plan_a_draft_and_what_was_said(house: House) -> None:
    house.settings["context_tokens"] = 4000
    thread = (await house.store.threads.new("Gym", role="backend-developer")).id
    for number in range(20):
        speaker = Speaker.ASSISTANT if number % 2 else Speaker.USER
        await house.store.messages.add(thread, speaker=speaker, author="ann", text=f"Message {number}. {WORDS * 3}")
    house.model.script([says("They spoke of sheds."), calls(Call("plan_brief")), calls(Call("draft")), says("Done.")])
    brief = "A gym has trainers, courses and sessions. A course has a title, a price and a trainer. " * 3
    assert (await house.ask(brief, thread)).version == 1
    house.model.script([says("The same sheds."), says("Nothing.")])
    await house.ask("what is open?", thread)
    assert all(len(str(request)) / 4 < 4000 for request in house.model.requests)


async def test_what_no_window_holds_is_summarised_piece_by_piece(house: House) -> None:
    house.settings["context_tokens"] = 4000
    thread = (await house.store.threads.new("Gym", role="backend-developer")).id
    for number in range(10):
        await house.store.messages.add(thread, speaker=Speaker.USER, author="ann", text=f"Note {number}. {WORDS * 50}")
    house.model.script(_answers("Nothing.", summary="So far so good."))
    await house.ask("what is open?", thread)
    assert all(len(str(request)) / 4 < 4000 for request in house.model.requests)
    assert len(house.model.requests) > 3
    assert "So far so good." in house.model.told(1)  # each piece goes on from the summary of those before it


async def test_a_thread_that_fits_is_told_as_it_was(house: House) -> None:
    house.model.script([says("Hello Ann.")])
    first = await house.ask("I am Ann.")
    house.model.script([says("You are Ann.")])
    await house.ask("who am I?", first.thread)
    roles = [message["role"] for message in house.model.requests[1]["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
