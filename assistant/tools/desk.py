"""What one turn works on: the thread, the plan under work, what was drafted, and where things go."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from assistant.blueprint.operations.operation import DropModel, Operation
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.split import Task
from assistant.conversation import Citation, Draft, Receipt, Record, Remark, Status, Usage
from assistant.store import Store
from assistant.tools.tool import Phase, RefusedError
from assistant.tools.workshop import Drafter


class Work(Record):
    """What a turn has done so far, as one value, so that a step of it can be kept and taken up again.

    `operations` lead from version `base` to `plan`, unless it was `rewritten`, or begun `anew`. `version` is the one
    that holds just this plan, None when it changed since. `rounds` counts the drafts of this turn of which a check
    failed. `findings` are of the last review, `tasks` what a large request was split into, `rested` receipts that were
    looked up, `citations` what the project told, `questions` what a message that gave no plan leaves open, `dropped`
    the models that operations dropped.
    """

    plan: Blueprint | None = None
    base: int | None = None
    operations: tuple[Operation, ...] = ()
    rewritten: bool = False
    anew: bool = False
    version: int | None = None
    draft: Draft | None = None
    drafted: tuple[int, ...] = ()
    rounds: int = 0
    findings: tuple[Remark, ...] = ()
    tasks: tuple[Task, ...] = ()
    rested: tuple[Receipt, ...] = ()
    citations: tuple[Citation, ...] = ()
    questions: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def changed(self, plan: Blueprint, operations: tuple[Operation, ...]) -> Work:
        """After `operations` led to `plan`."""
        dropped = (operation.model for operation in operations if isinstance(operation, DropModel))
        update = {"operations": (*self.operations, *operations), "dropped": (*self.dropped, *dropped)}
        return self.model_copy(update={"plan": plan, "version": None, **update})

    def replaced(self, plan: Blueprint) -> Work:
        """After the whole plan was written anew."""
        return self.model_copy(update={"plan": plan, "operations": (), "rewritten": True, "version": None})

    def restored(self, version: int, plan: Blueprint) -> Work:
        """After going back to a version."""
        fresh = {"operations": (), "rewritten": False, "anew": False}
        return self.model_copy(update={"plan": plan, "base": version, "version": version, **fresh})

    def begun_anew(self, plan: Blueprint) -> Work:
        """After the plan was thrown away for another one, whose database has no history."""
        return self.replaced(plan).model_copy(update={"anew": True})


class Tell(Protocol):
    """Told what is done, in which phase of the work."""

    def __call__(self, phase: Phase, message: str) -> None: ...


class Colleague(Protocol):
    """The role that drafts: does a task at a desk and answers in words."""

    async def __call__(self, task: str) -> str: ...


@dataclass
class Desk:
    """One turn's place of work. Tools change `work` and nothing else."""

    thread: str
    message: str
    """What the user wrote, and is answered."""
    store: Store
    drafter: Drafter
    folder: Path
    """Where versions are drafted to, each into a folder of its own, unless `out` is given."""
    out: Path | None
    replace: bool
    """Whether `out` may hold something that is replaced."""
    project: Path | None
    metrics: tuple[str, ...]
    tell: Tell
    most_rounds: int
    colleague: Colleague
    work: Work = field(default_factory=Work)
    usage: Usage = field(default_factory=Usage)
    hands: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by the call at work: calls of one message build on one another."""

    @property
    def plan(self) -> Blueprint:
        """The plan under work. Raises ToolError when there is none yet."""
        if self.work.plan is None:
            raise RefusedError(
                "There is no plan in this thread yet.", mend="Make one with plan_brief or write_blueprint."
            )
        return self.work.plan

    async def receipts(self) -> tuple[Receipt, ...]:
        """The receipts of exactly the plan under work; none when it changed since it was drafted."""
        if self.work.version is None:
            return ()
        if self.work.draft is not None and self.work.drafted[-1:] == (self.work.version,):
            return self.work.draft.receipts
        return await self.store.drafts.receipts(self.thread, self.work.version)

    def count(self, **more: int) -> None:
        """Add to what the turn has used."""
        self.usage = self.usage.model_copy(
            update={name: getattr(self.usage, name) + number for name, number in more.items()}
        )

    def add_cost(self, dollars: float | None) -> None:
        """Add what a call cost, where that is known."""
        if dollars is not None:
            self.usage = self.usage.model_copy(update={"cost": (self.usage.cost or 0.0) + dollars})


def proven(receipts: tuple[Receipt, ...]) -> bool:
    """Whether checks were run, and every one of them passed."""
    return bool(receipts) and all(receipt.status is Status.PASSED for receipt in receipts)
