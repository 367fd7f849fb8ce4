"""Every problem type that a draft can answer with, and when."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.blueprint import names
from assistant.draft.design import Design
from assistant.draft.operation import OperationKind
from assistant.draft.refusal import refusals


@dataclass(frozen=True)
class Entry:
    """A problem: `type` as it follows `/problems/`."""

    type: str
    status: int
    when: str


_ALWAYS = (
    Entry("not-found", 404, "No such path or id, or nothing that you may see"),
    Entry("method-not-allowed", 405, "`Allow` lists the methods there are"),
    Entry("internal", 500, "Our fault; quote the request id"),
    Entry("busy", 503, "No database connection or lock in time; `Retry-After` says when to try again"),
)
_WITH_BODIES = (
    Entry("malformed-json", 400, "The body is not JSON in UTF-8"),
    Entry("body-too-large", 413, "Over 16 KiB"),
    Entry("not-json", 415, "Another content type"),
)


def catalogue(design: Design) -> tuple[Entry, ...]:
    """The types of this draft by status, then by name."""
    statuses = {status for op in design.operations for status in refusals(design, op)}
    found = [*_ALWAYS, *(_WITH_BODIES if 400 in statuses else ()), *_of_statuses(design, statuses)]
    found += [Entry(each.type, each.status, each.title) for each in design.conflicts]
    return tuple(sorted(found, key=lambda entry: (entry.status, entry.type)))


def _of_statuses(design: Design, statuses: set[int]) -> list[Entry]:
    found = []
    if design.account is not None:
        gone = names.article(design.account.label)
        found.append(
            Entry(
                "unauthenticated", 401, f"No token, or one that is malformed, expired, not ours, or of {gone} now gone"
            )
        )
    if any(op.kind is OperationKind.LOGIN for op in design.operations):
        identifier = names.label(design.blueprint.auth.identifier)
        found.append(Entry("bad-credentials", 401, f"Login: unknown {identifier} or wrong password"))
        found.append(Entry("too-many-attempts", 429, "Login: 10 failures for one account within 15 minutes"))
    if 403 in statuses:
        found.append(Entry("forbidden", 403, "Others may do this, or you may see it but not change it"))
    if 422 in statuses:
        found.append(Entry("invalid", 422, "A field or parameter is missing, unknown or not acceptable"))
    return found
