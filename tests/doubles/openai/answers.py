"""What the server may answer, and how each looks on the wire."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

PIECE = 7
"""Characters of text in a chunk: small, so that words and sentences arrive in pieces."""


@dataclass(frozen=True)
class Call:
    """A call of a tool; a text as `arguments` goes out as it is, malformed or not."""

    name: str
    arguments: Mapping[str, Any] | str = field(default_factory=dict)

    def wire(self, number: int, index: int) -> dict[str, Any]:
        raw = self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments)
        function = {"name": self.name, "arguments": raw}
        return {"id": f"call_{number}_{index}", "type": "function", "function": function}


@dataclass(frozen=True)
class Says:
    """An answer: words, calls, or both.

    `cut` breaks the connection after so many characters of the text; `pause` are seconds between the text and the end.
    """

    text: str = ""
    calls: tuple[Call, ...] = ()
    cut: int | None = None
    pause: float = 0
    tokens: tuple[int, int] = (100, 20)


@dataclass(frozen=True)
class Fails:
    """An error of the server."""

    status: int
    message: str = "the server is overloaded"
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Says | Fails


def says(text: str) -> Says:
    """Words alone."""
    return Says(text)


def calls(*called: Call, text: str = "") -> Says:
    """Calls of tools."""
    return Says(text, called)


def usage(answer: Says) -> dict[str, int]:
    """The token counts of an answer."""
    asked, told = answer.tokens
    return {"prompt_tokens": asked, "completion_tokens": told, "total_tokens": asked + told}


def message(answer: Says, number: int) -> dict[str, Any]:
    """The answer in one piece."""
    called = [call.wire(number, index) for index, call in enumerate(answer.calls)]
    return {"role": "assistant", "content": answer.text or None} | ({"tool_calls": called} if called else {})


def deltas(answer: Says, number: int) -> Iterator[dict[str, Any]]:
    """The answer in pieces."""
    yield {"role": "assistant", "content": ""}
    for start in range(0, len(answer.text), PIECE):
        yield {"content": answer.text[start : start + PIECE]}
    for index, call in enumerate(answer.calls):
        whole = call.wire(number, index)
        raw = whole["function"]["arguments"]
        whole["function"] = {"name": call.name, "arguments": raw[: len(raw) // 2]}
        yield {"tool_calls": [{"index": index, **whole}]}
        yield {"tool_calls": [{"index": index, "function": {"arguments": raw[len(raw) // 2 :]}}]}
