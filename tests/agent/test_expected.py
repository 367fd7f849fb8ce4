"""Expected Output of a role against a draft."""

from __future__ import annotations

import pytest

from assistant.agent.expected import missing
from assistant.conversation import Artifact, Draft, Status
from assistant.tools.desk import Work
from roles.load import load, role_files
from roles.role import Role
from tests.agent.drafter import receipts

PATHS = {
    "prisma/schema.prisma": "schema",
    "prisma/migrations/1_init/migration.sql": "migration",
    "app/api/books/route.ts": "route",
    "lib/policy/books.ts": "code",
    "tests/books.test.ts": "test",
    "openapi.yaml": "openapi",
    "docs/books.md": "docs",
}


def _work(paths: dict[str, str], *, measured: bool = True, **changed: Status) -> Work:
    draft = Draft(
        title="Shop",
        blueprint={},
        artifacts=tuple(Artifact(path=path, kind=kind, sha256="0" * 64, bytes=1) for path, kind in paths.items()),
        receipts=receipts(**changed),
        metrics={"api_response_time_ms": {"p50": 1.0}} if measured else {},
        assumptions=(),
        questions=(),
        not_understood=(),
        seconds={},
        models=1,
        endpoints=5,
        tests=12,
        folder="/tmp/shop",
    )
    return Work(draft=draft, drafted=(1,))


@pytest.fixture
def developer() -> Role:
    return load(role_files()["backend-developer"])


def test_a_whole_draft_lacks_nothing(developer: Role) -> None:
    assert missing(developer, _work(PATHS)) == ()


def test_a_turn_without_a_draft_is_not_held_against_it(developer: Role) -> None:
    assert missing(developer, Work()) == ()


def test_a_check_that_failed_or_was_not_run_is_named(developer: Role) -> None:
    found = missing(developer, _work(PATHS, tests=Status.FAILED, access=Status.NOT_RUN))
    assert found == (
        "Access policies, proved for every rule (access was not run)",
        "Vitest tests that pass against a real database (tests failed)",
    )


def test_a_file_and_a_figure_that_are_not_there_are_named(developer: Role) -> None:
    paths = {path: kind for path, kind in PATHS.items() if kind != "openapi"}
    found = missing(developer, _work(paths, measured=False))
    assert found == (
        "An OpenAPI document and API docs that agree with the running handlers (no openapi file)",
        "Measured response times and query figures (nothing was measured)",
    )


def test_a_role_of_ones_own_may_expect_what_no_draft_has(developer: Role) -> None:
    role = developer.model_copy(update={"expected_output": ("A Dockerfile", "A summary in two lines")})
    assert missing(role, _work(PATHS)) == ("A Dockerfile (nothing of it was made)",)
    assert missing(role, _work({**PATHS, "Dockerfile": "config"})) == ()
