"""A role's Expected Output held against what the turn made: what is missing is named, in the role's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.conversation import Draft, Status
from assistant.tools.desk import Work
from roles.role import Role


@dataclass(frozen=True)
class Evidence:
    """What shows that an item is there: files of these kinds, passed receipts of these checks, measured figures."""

    words: re.Pattern[str]
    kinds: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    metrics: bool = False


def _evidence(words: str, *, kinds: str = "", checks: str = "", metrics: bool = False) -> Evidence:
    return Evidence(re.compile(rf"\b(?:{words})", re.I), tuple(kinds.split()), tuple(checks.split()), metrics)


EVIDENCE = (
    _evidence(r"prisma schema|schema\.prisma|data model", kinds="schema", checks="schema"),
    _evidence(r"migrations?\b", kinds="migration", checks="migration drift"),
    _evidence(r"route handlers?|api routes?|endpoints?\b|handlers? that", kinds="route"),
    _evidence(r"strict typescript|compile|type-?safe", checks="types"),
    _evidence(r"access (?:polic|rules?|control)|authori[sz]ation|permissions?", kinds="code", checks="access"),
    _evidence(r"vitest|tests? that|test suite|unit tests?|integration tests?", kinds="test", checks="tests"),
    _evidence(r"openapi|swagger", kinds="openapi", checks="contract"),
    _evidence(r"api docs?|documentation|docs? beside", kinds="docs"),
    _evidence(r"er[- ]diagram|diagram", kinds="diagram"),
    _evidence(r"lint", checks="lint"),
    _evidence(r"measured|response times?|query figures|performance figures", metrics=True),
)
SAID = re.compile(
    r"\b(?:assum|findings?|tasks?\b|not understood|open questions?|is open|questions?\b|decided by|not delivered|"
    r"not looked at|verdict|summary|explanation|why\b)",
    re.IGNORECASE,
)
"""What is said in words, or shown by a tool of its own, beside the files."""
WORD = re.compile(r"[A-Za-z]{4,}")


def missing(role: Role, work: Work) -> tuple[str, ...]:
    """The items of the role's Expected Output that a draft of this turn lacks, each with why; none without a draft."""
    if work.draft is None:
        return ()
    return tuple(_missing(role, work.draft))


def _missing(role: Role, draft: Draft) -> Iterator[str]:
    for item in role.expected_output:
        needs = [each for each in EVIDENCE if each.words.search(item)]
        lacks = list(dict.fromkeys(lack for need in needs for lack in _lacks(need, draft)))
        if not needs and not SAID.search(item) and not _named(item, draft):
            lacks = ["nothing of it was made"]
        if lacks:
            yield f"{item} ({', '.join(lacks)})"


def _lacks(need: Evidence, draft: Draft) -> Iterator[str]:
    kinds = {artifact.kind for artifact in draft.artifacts}
    yield from (f"no {kind} file" for kind in need.kinds if kind not in kinds)
    by_check = {receipt.check: receipt for receipt in draft.receipts}
    for check in need.checks:
        receipt = by_check.get(check)
        if receipt is None or receipt.status is Status.NOT_RUN:
            yield f"{check} was not run"
        elif receipt.status is Status.FAILED:
            yield f"{check} failed"
    if need.metrics and not draft.metrics:
        yield "nothing was measured"


def _named(item: str, draft: Draft) -> bool:
    """Whether a file of the draft, or its kind, goes by a word of the item: 'A Dockerfile', 'Tasks in order'."""
    words = {word.lower() for word in WORD.findall(item)}
    paths = " ".join(f"{artifact.path} {artifact.kind}" for artifact in draft.artifacts).lower()
    return any(word in paths for word in words)
