"""What is known in the course of a turn."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue, ValidationError

from assistant.agent.offline.script import Call, Outcome
from assistant.agent.offline.thread import Thread
from assistant.blueprint.plan import Blueprint
from assistant.conversation import Receipt

Words = Generator[Call, Outcome, str]
"""Serves a part of a message: yields calls, returns its words; '' where there is nothing to say."""


@dataclass
class State:
    """`plan` and `version` are those under work, as far as they were looked up; `version` is None for a plan that was
    changed and not drafted. `receipts` are those of a draft of this turn."""

    thread: Thread
    version: int | None
    read_only: bool = False
    plan: Blueprint | None = None
    receipts: tuple[Receipt, ...] | None = None
    metrics: Mapping[str, JsonValue] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """The parts of the message that were served, the last first."""

    def look(self) -> Generator[Call, Outcome, Blueprint | None]:
        """The plan under work; None where there is none."""
        if self.plan is None and self.thread.planned:
            outcome = yield Call(tool="read_blueprint")
            self.plan = blueprint(outcome.data)
        return self.plan

    @property
    def earlier(self) -> tuple[str, ...]:
        """What was said before the part at hand, the last first."""
        return (*self.asked, *self.thread.earlier)

    @property
    def named(self) -> str:
        """'v3', or 'the plan' where it is no version."""
        return f"v{self.version}" if self.version else "the plan"

    def changed(self, plan: Blueprint | None) -> None:
        """The plan under work is another now."""
        self.plan, self.version, self.receipts = plan, None, None


def blueprint(data: JsonValue) -> Blueprint | None:
    """The plan that a tool gave as data."""
    try:
        return Blueprint.model_validate_json(json.dumps(data)) if isinstance(data, dict) else None
    except ValidationError:
        return None


def receipts_of(data: JsonValue) -> tuple[Receipt, ...]:
    """The receipts that a tool gave as data."""
    given = data.get("receipts") if isinstance(data, dict) else None
    return tuple(Receipt.model_validate_json(json.dumps(each)) for each in given) if isinstance(given, list) else ()


def number_of(data: JsonValue) -> int | None:
    """The version that a tool gave as data."""
    given = data.get("version") if isinstance(data, dict) else None
    return given if isinstance(given, int) else None
