"""A turn as a script: it asks for tool calls one after the other and ends with words.

The model is called anew after each tool. A script is played again from its beginning with the results there are; as it
depends on nothing else, it comes to the same place and asks for what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence

from pydantic import Field, JsonValue

from assistant.conversation import Record


class Call(Record):
    """A tool and its arguments."""

    tool: str
    arguments: dict[str, JsonValue] = Field(default_factory=dict)

    def same(self, other: Call) -> bool:
        """Whether both ask for the same."""
        return self.tool == other.tool and json.dumps(self.arguments, sort_keys=True) == json.dumps(
            other.arguments, sort_keys=True
        )


class Outcome(Record):
    """What a call gave: words, the same as data, and whether it was refused."""

    text: str = ""
    data: JsonValue = None
    failed: bool = False
    cleared: bool = False
    """Whether it was taken away again, to make room in a window."""


class Past(Record):
    """A call that was made, with what it gave."""

    call: Call
    outcome: Outcome


Script = Generator[Call, Outcome, str]
"""Yields calls, is sent what they gave, returns the answer."""


def play(script: Script, past: Sequence[Past]) -> Call | str:
    """The first call that has no result yet, or the answer."""
    left = list(past)
    try:
        call = next(script)
        while True:
            found = next((each for each in left if each.call.same(call)), None)
            if found is None:
                return call
            left.remove(found)
            call = script.send(found.outcome)
    except StopIteration as end:
        return str(end.value)
