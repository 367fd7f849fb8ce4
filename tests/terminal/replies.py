"""Replies to render, and a standard output that says it is a terminal."""

from __future__ import annotations

import io

from pydantic import JsonValue

from assistant.conversation import Artifact, Draft, Failure, Receipt, Status

HASH = "a" * 64
RESPONSE_TIME: dict[str, JsonValue] = {
    "p50": 1.94,
    "p95": 4.2,
    "slowest": {"endpoint": "GET /api/loans", "p95": 6.1},
    "by_endpoint": {},
}


class Terminal(io.StringIO):
    """Text that is written to a terminal."""

    def isatty(self) -> bool:
        return True


def receipt(check: str, status: Status = Status.PASSED, detail: str = "", **more: object) -> Receipt:
    tool = {"check": check, "tool": "vitest", "version": "5.1.1", "status": status, "ms": 4210, "detail": detail}
    return Receipt.model_validate({**tool, "sha256": HASH, **more})


PASSED = (
    receipt("schema", detail="5 models"),
    receipt("tests", detail="64 tests", isolation="bubblewrap 0.8"),
)
FAILED = receipt(
    "access",
    Status.FAILED,
    "1 of 38 access proofs failed",
    failures=tuple(
        Failure(message=f"expected 404, got 200 [{number}]", file="tests/access.test.ts", line=41 + number)
        for number in range(7)
    ),
)
NOT_RUN = receipt("contract", Status.NOT_RUN, "install bubblewrap")


def reply(*receipts: Receipt, **more: object) -> Draft:
    paths = (
        ("prisma/schema.prisma", "schema"),
        ("app/api/books/route.ts", "route"),
        ("app/api/books/[id]/route.ts", "route"),
    )
    values: dict[str, object] = {
        "title": "Library lending",
        "blueprint": {"title": "Library lending"},
        "artifacts": tuple(Artifact(path=path, kind=kind, sha256=HASH, bytes=10) for path, kind in paths),
        "receipts": receipts,
        "metrics": {
            "api_response_time_ms": {"p50": 1.94, "p95": 4.2, "slowest": {"endpoint": "GET /api/loans", "p95": 6.1}}
        },
        "assumptions": ("A loan lasts 14 days (not stated)",),
        "questions": ("May a librarian borrow?",),
        "not_understood": ("nightly ping to the branch",),
        "seconds": {"plan": 0.1, "prove": 6.12},
        "models": 5,
        "endpoints": 21,
        "tests": 1,
        "folder": "/tmp/a b/demo",
        "archive": "/tmp/a b/demo/library-lending-v1.zip",
        **more,
    }
    return Draft.model_validate(values)
