"""Scripts played again with what their calls gave."""

from __future__ import annotations

from assistant.agent.offline.script import Call, Outcome, Past, Script, play

READ, DRAFT = Call(tool="read"), Call(tool="draft", arguments={"a": 1, "b": 2})


def script() -> Script:
    first = yield READ
    if first.failed:
        return "no"
    second = yield DRAFT
    return f"{first.text} {second.text}"


def test_the_first_call_without_a_result_is_asked_for() -> None:
    assert play(script(), []) == READ
    assert play(script(), [Past(call=READ, outcome=Outcome(text="one"))]) == DRAFT


def test_with_every_result_the_script_ends_in_words() -> None:
    # Keys may come back in another order.
    drafted = Past(call=Call(tool="draft", arguments={"b": 2, "a": 1}), outcome=Outcome(text="two"))
    assert play(script(), [Past(call=READ, outcome=Outcome(text="one")), drafted]) == "one two"


def test_results_of_calls_that_the_script_does_not_make_are_left_aside() -> None:
    stranger = Past(call=Call(tool="list_files"), outcome=Outcome(text="files"))
    assert play(script(), [stranger]) == READ
    assert play(script(), [stranger, Past(call=READ, outcome=Outcome(failed=True))]) == "no"


def test_the_same_call_twice_takes_its_results_in_order() -> None:
    def twice() -> Script:
        first = yield READ
        second = yield READ
        return first.text + second.text

    past = [Past(call=READ, outcome=Outcome(text=text)) for text in "ab"]
    assert play(twice(), past) == "ab"
