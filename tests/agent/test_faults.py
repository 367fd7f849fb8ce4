"""A model that is busy, gone, careless or endless: the real client against a server that misbehaves."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from assistant.agent.ask import Ask
from assistant.conversation import Speaker, Usage
from assistant.errors import OperatorError
from tests.agent.conftest import House
from tests.agent.test_turn import BRIEF
from tests.doubles.openai.answers import Call, Fails, Says, calls, says

BUSY = Fails(503)


async def test_a_busy_server_is_waited_for_as_long_as_it_asks(house: House) -> None:
    house.model.script([Fails(429, "slow down", {"Retry-After": "1"}), says("Here I am.")])
    began = time.monotonic()
    reply = await house.ask("who are you?")
    assert reply.text == "Here I am."
    assert time.monotonic() - began >= 1
    assert ("Receive the task", "the model can't answer now; it asks to wait 1 s") in house.ears.stages


async def test_a_failing_server_is_tried_again(house: House) -> None:
    house.model.script([BUSY, says("Back again.")])
    assert (await house.ask("who are you?")).text == "Back again."
    assert len(house.model.requests) == 2


async def test_a_server_that_stays_gone_is_said_and_the_thread_goes_on(house: House) -> None:
    house.settings["model_retries"] = 0
    house.model.script([BUSY, says("Now.")])
    with pytest.raises(OperatorError, match="can't be reached"):
        await house.ask("who are you?")
    (thread,) = await house.store.threads.list()
    assert (await house.texts(thread.id))[0] == "who are you?"
    assert (await house.ask("and now?", thread.id)).text == "Now."


async def test_another_model_answers_when_the_first_can_not(house: House) -> None:
    house.settings |= {"model_retries": 0, "fallback_model": "openai:spare"}
    house.model.script([BUSY])
    house.model.script([says("The spare one speaks.")], model="spare")
    assert (await house.ask("who are you?")).text == "The spare one speaks."


async def test_a_refused_key_is_the_operators_to_mend(house: House) -> None:
    house.model.script([Fails(401, "bad key")])
    with pytest.raises(OperatorError, match="refused the key"):
        await house.ask("who are you?")
    assert len(house.model.requests) == 1  # trying again would not help


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fails(404, "no such model"), "The provider has no such model"),
        (Fails(400, "context_length_exceeded"), "do not fit the model's window"),
    ],
)
async def test_what_trying_again_can_not_help_is_told_at_once(house: House, fault: Fails, told: str) -> None:
    house.model.script([fault])
    with pytest.raises(OperatorError, match=told):
        await house.ask("who are you?")
    assert len(house.model.requests) == 1


async def test_an_answer_without_words_is_said_to_be_one(house: House) -> None:
    house.model.script([says("")])
    reply = await house.ask("who are you?")
    assert reply.text == "The model gave no answer in words. Ask again, or try another model."


async def test_an_answer_that_breaks_off_begins_again_without_its_first_part(house: House) -> None:
    house.model.script([Says("First sentence. Second sentence. Third sentence.", cut=30), says("Whole this time.")])
    reply = await house.ask("who are you?")
    assert reply.text == "Whole this time."
    assert house.ears.restarts == 1
    assert house.ears.heard == "Whole this time."


async def test_arguments_that_are_not_json_come_back_with_what_is_wrong(house: House) -> None:
    broken = Call("change_blueprint", '{"operations": [{"kind": "rename_field", }]}')
    house.model.script([calls(Call("plan_brief")), calls(broken), says("I could not do it.")])
    reply = await house.ask(BRIEF)
    assert "the arguments are not JSON" in house.model.told()
    assert "A right call: change_blueprint(" in house.model.told()
    assert reply.usage.invalid_calls == 1


async def test_a_wrong_operation_comes_back_with_its_right_shape(house: House) -> None:
    wrong = [{"kind": "rename_feild", "model": "Product"}, {"kind": "add_field", "model": "Product", "field": "note"}]
    house.model.script(
        [
            calls(Call("plan_brief")),
            *(calls(Call("change_blueprint", {"operations": [each]})) for each in wrong),
            says("Sorry."),
        ]
    )
    reply = await house.ask(BRIEF)
    told = house.model.told()
    assert "Did you mean rename_field: model, field, to?" in told
    assert "add_field: model, field FIELD" in told
    assert "\nFIELD {name, type" in told
    assert reply.usage.invalid_calls == 2


async def test_all_wrong_operations_are_told_at_once(house: House) -> None:
    wrong = [{"kind": "add_column", "model": "Product"}, {"kind": "add_field", "model": "Product", "field": "note"}]
    house.model.script([calls(Call("plan_brief")), calls(Call("change_blueprint", {"operations": wrong})), says("No.")])
    await house.ask(BRIEF)
    told = house.model.told()
    assert "operations[0] was not applied" in told
    assert "operations[1] (add_field) was not applied" in told


async def test_a_call_that_fails_again_as_before_is_told_so(house: House) -> None:
    wrong = Call("change_blueprint", {"operations": [{"kind": "drop_field", "model": "Product", "field": "colour"}]})
    other = Call("change_blueprint", {"operations": [{"kind": "drop_field", "model": "Product", "field": "size"}]})
    house.model.script([calls(Call("plan_brief")), calls(wrong), calls(other), calls(wrong), says("I can't.")])
    await house.ask(BRIEF)
    assert house.model.told().count("The same call failed in the same way before") == 1


async def test_a_plan_in_another_form_comes_back_with_the_right_one(house: House) -> None:
    house.model.script([calls(Call("write_blueprint", {"yaml": "models: {Product: {name: string}}"})), says("No.")])
    await house.ask(BRIEF)
    assert "The form is that of read_blueprint, such as" in house.model.told()
    assert "blueprint schema" not in house.model.told()


async def test_a_tool_that_is_not_there_is_said(house: House) -> None:
    house.model.script([calls(Call("run_shell", {"command": "ls"})), says("I can't run commands.")])
    reply = await house.ask("list the files")
    assert "run_shell is not a valid tool" in house.model.told()
    assert reply.usage.invalid_calls == 1


async def test_an_endless_loop_ends_and_what_was_made_is_kept(house: House) -> None:
    house.settings["turn_model_calls"] = 5
    house.model.script(lambda _: calls(Call("plan_brief", {"replace": True})))
    reply = await house.ask(BRIEF)
    assert len(house.model.requests) == 5
    assert "limit of 5 calls of the model" in reply.text
    assert reply.version == 1


async def test_more_calls_of_tools_than_allowed_are_refused(house: House) -> None:
    house.settings["turn_tool_calls"] = 3
    many = [Call("check_blueprint")] * 6
    house.model.script([calls(*many), says("Enough.")])
    assert (await house.ask("check it six times")).text == "Enough."
    assert house.model.told().count("limit exceeded") == 3


async def test_a_day_that_is_used_up_is_said_before_the_model_is_asked(house: House) -> None:
    house.settings["user_day_tokens"] = 1000
    house.model.script([says("Hello.")])
    first = await house.ask("hello", author="ann")
    await house.store.usage.add(first.thread, "ann", Usage(model="m", input_tokens=900, output_tokens=100))
    house.model.script([says("Hello again.")])
    refused = await house.ask("hello", author="ann")
    assert "The budget of 1,000 tokens for you in 24 hours is used up" in refused.text
    assert (await house.ask("hello", author="bob")).text == "Hello again."


async def test_a_turn_stops_at_its_tokens(house: House) -> None:
    house.settings["turn_tokens"] = 200
    house.model.script([calls(Call("plan_brief")), calls(Call("check_blueprint")), says("never said")])
    reply = await house.ask(BRIEF)
    assert "The budget of 200 tokens for this turn is used up" in reply.text
    assert house.ears.heard.count("budget") == 1
    spent = await house.store.usage.spent("local", since=datetime.now(UTC) - timedelta(hours=1))
    assert spent.input_tokens == 200


async def test_a_stopped_turn_keeps_what_was_done_and_the_thread_goes_on(house: House) -> None:
    house.drafter.pause = asyncio.Event()
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), says("The plan is there.")])
    turn = asyncio.create_task(house.assistant().turn(Ask(text=BRIEF)))
    await house.drafter.begun.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    (thread,) = await house.store.threads.list()
    messages = await house.store.messages.list(thread.id)
    assert [message.speaker for message in messages] == [Speaker.USER, Speaker.ASSISTANT]
    assert "Stopped" in messages[1].text
    assert (await house.store.versions.list(thread.id))[0].number == 1
    assert (await house.store.usage.spent(thread=thread.id)).model_calls == 2
    reply = await house.ask("and now?", thread.id)
    assert (reply.version, reply.text) == (1, "The plan is there.")
