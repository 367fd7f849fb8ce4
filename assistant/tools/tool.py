"""The contract of a tool: a name, what it is for, typed arguments, and what it does at the desk."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import JsonValue, ValidationError

from assistant.conversation import Record
from assistant.errors import UserError

if TYPE_CHECKING:
    from assistant.tools.desk import Desk

A = TypeVar("A", bound=Record)


class Phase(StrEnum):
    """What kind of work a tool does; a role's Workflow says what its stage is called."""

    RECEIVE = "receive"
    PLAN = "plan"
    IMPLEMENT = "implement"
    MIGRATE = "migrate"
    TEST = "test"
    REVIEW = "review"


class ToolError(UserError):
    """A wrong call: what was wrong with its arguments and what would be right, for a model to mend."""


class RefusedError(ToolError):
    """A right call that can't be served as things stand, and what has to come first."""


class Result(Record):
    """What a call gives back: `text` for the model to read, short; `data` the same for code, never sent to a model."""

    text: str
    data: JsonValue = None


@dataclass(frozen=True)
class Tool(Generic[A]):
    """Something a model may call. `example` is a right call, shown when a wrong one came."""

    name: str
    description: str
    arguments: type[A]
    run: Callable[[A, Desk], Awaitable[Result]]
    example: A
    phase: Phase
    builds: bool = False
    """Whether it builds on the calls before it in the same message, so that it is not made when one of them failed."""

    def parsed(self, given: object) -> A:
        """The typed arguments. Raises ToolError naming every wrong one, with an example of a right call."""
        try:
            return self.arguments.model_validate_json(json.dumps(given))
        except (ValidationError, TypeError) as error:
            raise ToolError(f"{self.name} was not called: {faults(error)}", mend=self._right_call()) from error

    def _right_call(self) -> str:
        shown = self.example.model_dump_json(exclude_defaults=True)
        return f"A right call: {self.name}({shown})"


def faults(error: ValidationError | TypeError) -> str:
    """Every fault of some arguments in a line: where, what, and what was given."""
    if isinstance(error, TypeError):
        return str(error)
    return "; ".join(_fault(each["loc"], each["msg"], each["input"]) for each in error.errors(include_url=False))


def _fault(place: tuple[int | str, ...], message: str, given: object) -> str:
    where = ".".join(map(str, place)) or "arguments"
    value = json.dumps(given, ensure_ascii=False, default=str)
    shown = "" if message == "Field required" else f" (given {value if len(value) <= 80 else value[:79] + '…'})"
    return f"{where}: {message}{shown}"
