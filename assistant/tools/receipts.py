"""Receipts in words: what a tool says of them, and what a model may say after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.conversation import Failure, Receipt, Status

MOST_FAILURES = 5
MOST_CHARACTERS = 600
MARKS = {Status.PASSED: "passed", Status.FAILED: "FAILED", Status.NOT_RUN: "not run"}


def verdict(receipts: Sequence[Receipt]) -> str:
    """'All 10 checks passed.', or how many failed or were not run."""
    if not receipts:
        return "No check was run."
    counts = Counter(receipt.status for receipt in receipts)
    if counts[Status.FAILED]:
        return f"{counts[Status.FAILED]} of {len(receipts)} checks failed."
    if counts[Status.NOT_RUN]:
        return f"{counts[Status.NOT_RUN]} of {len(receipts)} checks were not run."
    return f"All {len(receipts)} checks passed."


def lines(receipts: Sequence[Receipt]) -> Iterator[str]:
    """A line a receipt; under one that failed, its first failures in the tool's own words."""
    for receipt in receipts:
        by = f"{receipt.tool} {receipt.version}"
        yield f"{receipt.check} {MARKS[receipt.status]}: {_first_line(receipt.detail)} ({by})"
        if receipt.status is Status.FAILED:
            yield from (f"  {failure_text(failure)}" for failure in receipt.failures[:MOST_FAILURES])
            if len(receipt.failures) > MOST_FAILURES:
                yield f"  … and {len(receipt.failures) - MOST_FAILURES} more; read_receipts(check) has them all"


def failure_text(failure: Failure) -> str:
    """'tests/loans.test.ts:12: expected 200, got 404', shortened."""
    place = f"{failure.file}:{failure.line}: " if failure.file and failure.line else f"{failure.file or ''} ".lstrip()
    message = failure.message.strip()
    return place + (message if len(message) <= MOST_CHARACTERS else message[:MOST_CHARACTERS] + "…")


def _first_line(text: str) -> str:
    return text.partition("\n")[0]
