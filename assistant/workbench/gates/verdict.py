"""How one gate ended, before the workbench signs it as a receipt."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.conversation import Failure, Status
from assistant.errors import WorkbenchError

SHOWN = 50
"""Failures kept of one gate; `counts` still tells how many there were."""


@dataclass(frozen=True)
class Tool:
    name: str
    version: str


@dataclass(frozen=True)
class Verdict:
    tool: Tool
    status: Status
    detail: str
    ms: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    isolation: str | None = None


def passed(tool: Tool, detail: str, counts: dict[str, int] | None = None) -> Verdict:
    return Verdict(tool, Status.PASSED, detail, counts=counts or {})


def failed(tool: Tool, failures: Sequence[Failure], counts: dict[str, int] | None = None) -> Verdict:
    """At least one failure; the first is the detail."""
    first = failures[0]
    place = f"{first.file}:{first.line}: " if first.file and first.line else f"{first.file}: " if first.file else ""
    detail = place + " ".join(first.message.split("\n", 1)[0].split())
    return Verdict(
        tool, Status.FAILED, detail, counts=counts or {"errors": len(failures)}, failures=tuple(failures[:SHOWN])
    )


def not_run(tool: Tool, reason: str) -> Verdict:
    return Verdict(tool, Status.NOT_RUN, f"not run: {reason}")


async def timed(tool: Tool, gate: Callable[[], Awaitable[Verdict]]) -> Verdict:
    """The gate's verdict with its duration; a tool that died or hung is a failed gate, and the rest goes on."""
    began = time.monotonic()
    try:
        verdict = await gate()
    except WorkbenchError as error:
        verdict = failed(tool, [Failure(message=error.message)])
    if verdict.status is Status.NOT_RUN:
        return verdict
    return replace(verdict, ms=verdict.ms or round((time.monotonic() - began) * 1000))
