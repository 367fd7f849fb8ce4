"""Rules over the receipts: what failed, and what nobody ran."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.conversation import Remark, Severity, Status
from assistant.review.subject import Subject


def unproved(subject: Subject) -> Iterator[Remark]:
    """A check that failed, or was not run."""
    for receipt in subject.receipts:
        if receipt.status is Status.PASSED:
            continue
        failed = receipt.status is Status.FAILED
        first = receipt.failures[0] if receipt.failures else None
        yield Remark(
            place=f"{first.file}:{first.line or 1}" if first and first.file else receipt.check,
            rule="proof",
            message=f"{receipt.check} {'failed' if failed else 'was not run'}: {receipt.detail}",
            why="What a tool refused is broken." if failed else "What no tool looked at may be broken.",
            mend="Mend it, then verify again." if failed else "Let it run: the detail says what is missing.",
            severity=Severity.BLOCKER if failed else Severity.MAJOR,
        )
