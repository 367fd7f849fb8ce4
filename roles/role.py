"""A role: who the assistant is while it works on a task, as one Markdown file says it."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from assistant.conversation import Record


class Stage(Record):
    """One numbered step of a role's Workflow; progress is reported against its title."""

    title: str
    detail: str = ""


class Role(Record):
    """A role file that passed every check.

    `instructions` is the whole body as written, and becomes what a model is told. `expected_output` is the list that a
    finished draft is held against. `metrics` are keys of `roles.metrics.METRICS`. `tools` names what the role may call;
    where it names none, all that a developer has.
    """

    name: str
    description: str
    author: str
    version: str
    metrics: tuple[str, ...]
    tools: tuple[str, ...] = ()
    expertise: tuple[str, ...] = Field(min_length=1)
    workflow: tuple[Stage, ...] = Field(min_length=1)
    expected_output: tuple[str, ...] = Field(min_length=1)
    instructions: str
    path: Path


class Finding(Record):
    """One thing that keeps a file from being a role: where it is, what it is and how to mend it. Lines count from 1."""

    line: int = Field(ge=1)
    message: str
    mend: str
