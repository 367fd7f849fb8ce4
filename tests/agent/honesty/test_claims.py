"""What counts as a claim about a check, and what does not."""

from __future__ import annotations

import pytest

from assistant.agent.honesty.claims import EVERYTHING, Figure, claim


@pytest.mark.parametrize(
    ("sentence", "checks"),
    [
        ("All tests pass.", {"tests"}),
        ("The 64 tests are green.", {"tests"}),
        ("I ran the suite, and all 64/64 tests passed!", {"tests"}),
        ("It compiles under strict TypeScript.", {"types"}),
        ("The code compiles without errors.", {"types"}),
        ("There are no lint errors.", {"lint"}),
        ("The schema is valid and the migration applied cleanly.", {"schema", "migration"}),
        ("Everything is verified.", {EVERYTHING}),
        ("The draft is production-ready.", {EVERYTHING}),
        ("All 10 checks passed.", {EVERYTHING}),
        ("- ✅ Tests", {"tests"}),
        ("| tests | passed |", {"tests"}),
        ("The access rules are proved by a second user.", {"access"}),
        ("None of them failed: the tests are all green.", {"tests"}),
        ("When I ran it, all tests passed.", {"tests"}),
        ("The suite ran without a single failure.", {"tests"}),
        ("Verified: schema, migration, tests.", {"schema", "migration", "tests"}),
        ("Migrations apply cleanly to an empty database.", {"migration"}),
        ("I've tested it thoroughly.", {EVERYTHING}),
        ("The API is secure.", {"access"}),
        ("Everything works.", {EVERYTHING}),
    ],
)
def test_a_claim_names_its_checks(sentence: str, checks: set[str]) -> None:
    found = claim(sentence)
    assert found is not None
    assert checks <= found.checks


@pytest.mark.parametrize(
    "sentence",
    [
        "Did all tests pass?",
        "The tests have not passed yet.",
        "3 of 64 tests failed.",
        "I will draft it, so that the tests can prove it.",
        "Once the tests pass it can be merged.",
        "No check was run on this plan.",
        'You asked for "all tests pass".',
        "Members may cancel their own bookings.",
        "The email is a unique field, and its format is checked on every write.",
        "I added a status field with the values OPEN and CLOSED.",
        "A loan belongs to one member.",
        "Nothing was changed.",
        "I want it to be tested by our own people.",
        "A code is sent by email, and the user is verified with it.",
        "Each room has a status (clean, dirty, out of order).",
    ],
)
def test_what_is_asked_denied_or_intended_is_no_claim(sentence: str) -> None:
    assert claim(sentence) is None


def test_figures_and_the_version_are_part_of_a_claim() -> None:
    found = claim("On v2, 61 of 64 tests and all 10 checks passed.")
    assert found is not None
    assert found.version == 2
    assert found.figures == (Figure("test", 61, 64), Figure("check", 10, None))
