"""A drafter that writes a plan down and hands out the receipts it was given, for turns whose draft is not the point."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from assistant.blueprint.text import to_yaml
from assistant.conversation import Draft, Failure, Progress, Receipt, Status
from assistant.draft.project import artifact
from assistant.drafting.folder import write_files
from assistant.tools.workshop import Order
from assistant.workbench import CHECKS

SUITES = ("tests", "contract", "access")
FILES = (
    "prisma/schema.prisma",
    "prisma/migrations/1_init/migration.sql",
    "app/api/products/route.ts",
    "lib/policy/products.ts",
    "tests/products.test.ts",
    "openapi.yaml",
    "docs/products.md",
)


def receipt(check: str, status: Status = Status.PASSED, *, passed: int = 12, failed: int = 0) -> Receipt:
    """A receipt as the workbench would make it."""
    total = passed + failed
    counted = check in SUITES
    return Receipt(
        check=check,
        tool="vitest" if counted else check,
        version="1.0.0",
        status=status,
        ms=5,
        detail=f"{passed}/{total} {check} passed" if counted else f"{check} {status.value}",
        sha256="0" * 64,
        counts={"passed": passed, "failed": failed} if counted else {},
        failures=(Failure(message="expected 200, got 404", file="tests/a.test.ts", line=7),)
        * (status is Status.FAILED),
    )


def receipts(**changed: Status) -> tuple[Receipt, ...]:
    """One receipt a check, all passed but those named."""
    return tuple(
        receipt(check, changed.get(check.replace("-", "_"), Status.PASSED), failed=check in changed) for check in CHECKS
    )


class PaperDrafter:
    """`outcomes` are the receipts of one draft after the other; the last of them goes on."""

    def __init__(self, *outcomes: Sequence[Receipt]) -> None:
        self._outcomes = list(outcomes) or [receipts()]
        self.orders: list[Order] = []
        self.pause: asyncio.Event | None = None
        """When given, a draft waits for it."""
        self.begun = asyncio.Event()

    async def draft(self, order: Order, progress: Progress) -> Draft:
        """Write the plan, and a file of every other kind with nothing in it."""
        self.orders.append(order)
        self.begun.set()
        progress("prove", "running every check")
        if self.pause is not None:
            await self.pause.wait()
        outcome = self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]
        contents = {**dict.fromkeys(FILES, b""), "blueprint.yaml": to_yaml(order.plan).encode()}
        write_files(order.out, contents)
        return Draft(
            title=order.plan.title,
            blueprint=order.plan.model_dump(mode="json", exclude_defaults=True),
            artifacts=tuple(artifact(path, content) for path, content in sorted(contents.items())),
            receipts=tuple(outcome),
            metrics={"api_response_time_ms": {"p50": 1.0}},
            assumptions=order.plan.assumptions,
            questions=order.plan.questions,
            not_understood=(),
            seconds={},
            models=len(order.plan.models),
            endpoints=5 * len(order.plan.models),
            tests=sum(sum(each.counts.values()) for each in outcome if each.check == "tests"),
            folder=str(order.out),
        )
