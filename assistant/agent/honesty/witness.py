"""The receipts as a witness: a sentence they do not bear out is replaced by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.agent.honesty.claims import EVERYTHING, Claim, Figure, claim
from assistant.conversation import Receipt, Status
from assistant.errors import InputError
from assistant.tools import receipts as words
from assistant.tools.desk import Desk

LEAD = re.compile(r"\s*(?:[-*•>]\s+|\d+[.)]\s+|#+\s+)?")
FENCE = re.compile(r"\s*(```|~~~)")
SUITES = ("tests", "contract", "access")
COUNTED = {"test": ("tests",), "spec": ("tests",), "proof": ("access",)}
"""What a figure counts -> the checks whose counts it may be."""


class Witness:
    """Hears one answer, sentence by sentence; code between fences and what a cited file says are no claims."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._in_code = False
        self.corrections = 0

    async def corrected(self, sentence: str) -> str:
        """The sentence, or what is true instead of it, between the same marks and spaces."""
        if FENCE.match(sentence):
            self._in_code = not self._in_code
            return sentence
        if self._in_code or sentence.lstrip().startswith(">") or self._quoted(sentence):
            return sentence
        claimed = claim(sentence)
        truth = None if claimed is None else await self._objection(claimed)
        if truth is None:
            return sentence
        self.corrections += 1
        lead = LEAD.match(sentence)
        tail = sentence[len(sentence.rstrip()) :]
        return f"{lead[0] if lead else ''}(Corrected: {truth}){tail}"

    def _quoted(self, sentence: str) -> bool:
        """Whether the project's own files say so: what they say is theirs, and cited."""
        words = " ".join(sentence.split())
        return bool(words) and any(words in " ".join(each.text.split()) for each in self._desk.work.citations)

    async def _objection(self, claimed: Claim) -> str | None:
        """What is true instead of the claim; None where the receipts bear it out."""
        number = claimed.version if claimed.version is not None else self._desk.work.version
        try:
            receipts = await self._receipts(claimed.version)
        except InputError:
            return f"there is no version {number}."
        if not receipts:
            which = "the plan as it is now" if number is None else f"version {number}"
            return f"no check was run on {which}."
        wrong = [receipt for receipt in _meant(claimed, receipts) if receipt.status is not Status.PASSED]
        if wrong:
            return f"on version {number}, {'; '.join(_told(receipt) for receipt in wrong)}."
        if all(_borne_out(figure, receipts) for figure in claimed.figures):
            return None
        counted = [receipt for receipt in receipts if receipt.check in SUITES]
        return (
            f"{words.verdict(receipts)[:-1]} on version {number}; {'; '.join(_told(receipt) for receipt in counted)}."
        )

    async def _receipts(self, version: int | None) -> Sequence[Receipt]:
        if version is None or version == self._desk.work.version:
            return await self._desk.receipts()
        return await self._desk.store.drafts.receipts(self._desk.thread, version)


def _meant(claimed: Claim, receipts: Sequence[Receipt]) -> list[Receipt]:
    if EVERYTHING in claimed.checks:
        return list(receipts)
    return [receipt for receipt in receipts if receipt.check in claimed.checks]


def _told(receipt: Receipt) -> str:
    detail = receipt.detail.partition("\n")[0]
    if receipt.status is Status.PASSED:
        return detail
    verdict = "failed" if receipt.status is Status.FAILED else "was not run"
    return f"{receipt.check} {verdict}{f': {detail}' if detail else ''}"


def _borne_out(figure: Figure, receipts: Sequence[Receipt]) -> bool:
    """Whether a figure is one that the receipts give, of one check or of all suites together."""
    if figure.what in ("check", "gate"):
        passed, total = sum(receipt.status is Status.PASSED for receipt in receipts), len(receipts)
        contract = [_counts(receipt) for receipt in receipts if receipt.check == "contract"]
        return any(_same(figure, *pair) for pair in [(passed, total), *contract])
    checks = COUNTED.get(figure.what, SUITES)
    pairs = [_counts(receipt) for receipt in receipts if receipt.check in checks]
    every = [_counts(receipt) for receipt in receipts if receipt.check in SUITES]
    pairs.append((sum(passed for passed, _ in every), sum(total for _, total in every)))
    return any(_same(figure, *pair) for pair in pairs)


def _counts(receipt: Receipt) -> tuple[int, int]:
    return receipt.counts.get("passed", 0), sum(receipt.counts.values())


def _same(figure: Figure, passed: int, total: int) -> bool:
    return figure.passed == passed and figure.total in (None, total)
