"""Every problem type that a draft can answer with, and when."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.blueprint import names
from assistant.draft.design import Design
from assistant.draft.refusal import knows_forbidden


@dataclass(frozen=True)
class Entry:
    """A problem: `type` as it follows `/problems/`."""

    type: str
    status: int
    when: str


_ALWAYS = (
    Entry("not-found", 404, "No such path or id, or nothing that you may see"),
    Entry("malformed-json", 400, "The body is not JSON in UTF-8"),
    Entry("body-too-large", 413, "Over 16 KiB"),
    Entry("not-json", 415, "Another content type"),
    Entry("invalid", 422, "A field or parameter is missing, unknown or not acceptable"),
    Entry("method-not-allowed", 405, "`Allow` lists the methods there are"),
    Entry("internal", 500, "Our fault; quote the request id"),
    Entry("busy", 503, "No database connection or lock in time; `Retry-After` says when to try again"),
)


def catalogue(design: Design) -> tuple[Entry, ...]:
    """The types of this draft by status, then by name."""
    found = [*_ALWAYS, *_sign_in(design)]
    if knows_forbidden(design):
        found.append(Entry("forbidden", 403, "Others may do this, or you may see it but not change it"))
    found += [Entry(each.type, each.status, each.title) for each in design.conflicts]
    return tuple(sorted(found, key=lambda entry: (entry.status, entry.type)))


def _sign_in(design: Design) -> tuple[Entry, ...]:
    if design.account is None:
        return ()
    gone = names.article(design.account.label)
    identifier = names.label(design.blueprint.auth.identifier)
    return (
        Entry("unauthenticated", 401, f"No token, or one that is malformed, expired, not ours, or of {gone} now gone"),
        Entry("bad-credentials", 401, f"Login: unknown {identifier} or wrong password"),
        Entry("too-many-attempts", 429, "Login: 10 failures for one account within 15 minutes"),
    )
