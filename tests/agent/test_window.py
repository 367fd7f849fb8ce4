"""Long threads and small windows: what is told of before, and at what price."""

from __future__ import annotations

from assistant.conversation import Speaker
from tests.agent.conftest import House
from tests.doubles.openai.answers import says

WORDS = "We talked about the colour of the shed, the height of the fence and many other things at great length. "


async def test_forty_messages_fit_a_window_of_4000_tokens(house: House) -> None:
    house.settings["context_tokens"] = 4000
    thread = (await house.store.threads.new("Shed", role="backend-developer")).id
    await house.store.messages.add(thread, speaker=Speaker.USER, author="ann", text="Our sheds are always blue.")
    for number in range(39):
        speaker = Speaker.USER if number % 2 else Speaker.ASSISTANT
        await house.store.messages.add(thread, speaker=speaker, author="ann", text=f"Message {number}. {WORDS * 3}")
    house.model.script([says("Sheds are always blue."), says("Blue, as ever.")])
    reply = await house.ask("which colour?", thread)
    assert reply.text == "Blue, as ever."
    assert reply.usage.model_calls == 2  # one of them for the summary
    asked = house.model.requests[1]
    assert len(str(asked)) / 4 < 4000
    assert "Sheds are always blue." in str(asked["messages"][1]["content"])
    assert "Message 38" in house.model.told(1)
    house.model.script([says("Blue.")])
    again = await house.ask("really?", thread)
    assert again.usage.model_calls == 1  # the summary is paid once
    assert "Sheds are always blue." in house.model.told()


async def test_a_thread_that_fits_is_told_as_it_was(house: House) -> None:
    house.model.script([says("Hello Ann.")])
    first = await house.ask("I am Ann.")
    house.model.script([says("You are Ann.")])
    await house.ask("who am I?", first.thread)
    roles = [message["role"] for message in house.model.requests[1]["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
