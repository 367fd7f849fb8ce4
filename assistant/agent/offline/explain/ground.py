"""What answers rest on, and the form of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import JsonValue

from assistant.agent.offline.explain.subject import Subject, subject
from assistant.blueprint.plan import Blueprint
from assistant.conversation import Receipt
from assistant.draft.design import Design
from assistant.draft.schema import prisma_schema

SCHEMA = "prisma/schema.prisma"


@dataclass(frozen=True)
class Ground:
    """A sound plan and what is derived from it. `version` is the one that holds just this plan, None before a draft.

    `receipts` are that version's, `metrics` what was measured on it; None where they were not looked up.
    """

    design: Design
    version: int | None = None
    receipts: tuple[Receipt, ...] | None = None
    metrics: Mapping[str, JsonValue] | None = None

    @property
    def plan(self) -> Blueprint:
        """The plan."""
        return self.design.blueprint

    @cached_property
    def schema(self) -> str:
        """schema.prisma, as it is drafted."""
        return prisma_schema(self.plan)


@dataclass(frozen=True)
class Question:
    """A question as it was asked and what it is about."""

    text: str
    about: Subject

    @classmethod
    def of(cls, text: str, ground: Ground) -> Question:
        """A question on a ground."""
        return cls(" ".join(text.replace("’", "'").split()), subject(text, ground.design))


@dataclass(frozen=True)
class Answer:
    """Words, the places in the plan they rest on, and the drafted files that show it."""

    text: str
    places: tuple[str, ...] = ()
    files: tuple[str, ...] = field(default=())

    def told(self) -> str:
        """The words, then where they come from."""
        plan = f"Plan: {', '.join(dict.fromkeys(self.places))}." if self.places else ""
        files = f"{'File' if len(set(self.files)) == 1 else 'Files'}: {', '.join(dict.fromkeys(self.files))}."
        ground = " ".join(part for part in (plan, files if self.files else "") if part)
        return (
            f"{self.text} ({ground})"
            if ground and "\n" not in self.text
            else f"{self.text}\n({ground})"
            if ground
            else self.text
        )


Topic = Callable[[Question, Ground], Answer | None]
"""Answers the questions it is for; None for any other."""


def listed(items: Iterable[str], last: str = "and") -> str:
    """'a, b and c'."""
    *rest, end = [*items] or [""]
    return f"{', '.join(rest)} {last} {end}" if rest else end


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
