"""A draft and what lies beside an answer, in the flow of a chat."""

from __future__ import annotations

import io
import json

from rich.console import Console, RenderableType

from adapters.terminal.compact import compact
from adapters.terminal.talk import show_beside, turn_json
from assistant.conversation import Citation, Remark, Reply, Severity
from tests.terminal.replies import FAILED, NOT_RUN, PASSED, reply


def _shown(part: RenderableType) -> list[str]:
    stream = io.StringIO()
    Console(file=stream, width=10_000).print(part)
    return stream.getvalue().replace("\u00a0", " ").splitlines()


def test_checks_take_a_line_and_only_what_is_new_is_listed() -> None:
    lines = _shown(compact(reply(*PASSED, NOT_RUN), known={"A loan lasts 14 days (not stated)"}))
    assert lines[0] == "✔ schema  ✔ tests  – API contract"
    assert "  • May a librarian borrow?" in lines
    assert "  • nightly ping to the branch" in lines
    assert "Assumed" not in lines
    assert lines[-1] == "3 files in /tmp/a b/demo"


def test_a_failure_is_told_whole() -> None:
    lines = _shown(compact(reply(*PASSED, FAILED), known=()))
    assert "✘ access rules" in lines[0]
    assert any("tests/access.test.ts:41" in line for line in lines)


ANSWER = Reply(
    thread="t-1",
    version=2,
    role="Code Reviewer",
    text="Two things.",
    citations=(Citation(path="docs/a.md", first_line=3, last_line=9),),
    questions=("Who pays?",),
    findings=(
        Remark(
            place="app/api/x.ts:7",
            rule="unbounded list",
            message="It lists everything.",
            why="It grows.",
            mend="Page it.",
            severity=Severity.MAJOR,
        ),
    ),
)


def test_findings_citations_and_questions_stand_under_an_answer() -> None:
    stream = io.StringIO()
    show_beside(ANSWER, Console(file=stream, width=200))
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    assert "  major  app/api/x.ts:7  It lists everything." in lines
    assert "    It grows. Page it." in lines
    assert "  docs/a.md:3-9" in lines
    assert "  • Who pays?" in lines


def test_the_json_of_a_turn_has_the_keys_that_others_rely_on() -> None:
    data = json.loads(turn_json(ANSWER))
    assert list(data) == (
        "thread version text artifacts receipts citations assumptions questions usage finding".split()
    )
    assert data["finding"][0]["severity"] == "major"
