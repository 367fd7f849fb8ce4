"""How a reply reads in a terminal and in a pipe."""

from __future__ import annotations

import io
import json

import pytest

from adapters.terminal.render import exit_code, show, to_json
from assistant.conversation import Draft, Status
from assistant.settings import Colour
from tests.terminal.replies import FAILED, NOT_RUN, PASSED, Terminal, receipt, reply


@pytest.fixture
def piped() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def shown(stream: io.StringIO, draft: Draft, colour: Colour = Colour.AUTO) -> list[str]:
    show(draft, stream, colour)
    return stream.getvalue().splitlines()


def test_a_reply_opens_with_its_size_and_verdict(piped: io.StringIO) -> None:
    lines = shown(piped, reply(*PASSED))
    assert lines[:2] == ["Library lending: 5 models, 21 endpoints, 1 test", "All 2 checks passed."]


def test_each_receipt_names_its_tool_and_version_and_time(piped: io.StringIO) -> None:
    lines = shown(piped, reply(*PASSED))
    assert "✔ schema  5 models · vitest 5.1.1  4.2 s" in lines
    assert "✔ tests   64 tests · vitest 5.1.1  4.2 s" in lines
    assert "Drafted code ran in bubblewrap 0.8" in lines


def test_a_failure_stands_at_the_top_with_message_file_and_line(piped: io.StringIO) -> None:
    lines = shown(piped, reply(*PASSED, FAILED))
    assert lines[1] == "1 of 3 checks failed: this draft is not proven."
    assert lines[3:6] == [
        "✘ access rules  vitest 5.1.1",
        "    tests/access.test.ts:41",
        "    expected 404, got 200 [0]",
    ]
    assert "    … and 2 more; --json lists them all" in lines
    assert not any("[5]" in line for line in lines)
    assert "✘ access rules  failed, see above · vitest 5.1.1  4.2 s" in lines


def test_a_long_message_is_cut_after_twelve_lines(piped: io.StringIO) -> None:
    message = "\n".join(f"line {number}" for number in range(1, 31))
    lines = shown(piped, reply(receipt("tests", Status.FAILED, failures=({"message": message},))))
    assert lines[4:17] == [f"    line {number}" for number in range(1, 13)] + ["    …"]


def test_a_failure_without_places_shows_its_detail(piped: io.StringIO) -> None:
    lines = shown(piped, reply(receipt("types", Status.FAILED, "tsc was killed after 60 s")))
    assert lines[4] == "    tsc was killed after 60 s"


def test_what_was_not_run_is_said_and_never_ticked(piped: io.StringIO) -> None:
    lines = shown(piped, reply(*PASSED, NOT_RUN))
    assert lines[1] == "1 of 3 checks were not run: what they would show is not known."
    (line,) = [line for line in lines if "API contract" in line]
    assert line == "– API contract  not run: install bubblewrap"


def test_without_receipts_nothing_is_claimed(piped: io.StringIO) -> None:
    assert shown(piped, reply())[1] == "No check was run: nothing here is proven."


def test_figures_doubts_files_and_next_steps(piped: io.StringIO) -> None:
    text = "\n".join(shown(piped, reply(*PASSED, edited=("app/api/books/route.ts",))))
    assert "  api_response_time_ms  p50 1.9  p95 4.2  (slowest: GET /api/loans 6.1)" in text
    for title, item in (
        ("Assumed", "A loan lasts 14 days (not stated)"),
        ("Questions", "May a librarian borrow?"),
        ("Not understood", "nightly ping to the branch"),
        ("Edited since it was drafted", "app/api/books/route.ts"),
    ):
        assert f"{title}\n  • {item}" in text
    assert "  schema  1  prisma/schema.prisma\n  route   2  app/api/books/route.ts, app/api/books/[id]/route.ts" in text
    assert "cd '/tmp/a b/demo' && npm install && npm test" in text
    assert text.endswith("6.2 s in all (plan 100 ms, prove 6.1 s)")


def test_many_files_of_a_kind_are_named_by_their_folder_or_the_first_few(piped: io.StringIO) -> None:
    made = [("route", f"app/api/{name}/route.ts") for name in "abcd"] + [("config", f"{name}.json") for name in "abcd"]
    artifacts = tuple({"path": path, "kind": kind, "sha256": "a", "bytes": 1} for kind, path in made)
    lines = shown(piped, reply(*PASSED, artifacts=artifacts))
    assert "  route   4  app/api/…" in lines
    assert "  config  4  a.json, b.json, c.json, …" in lines


def test_a_commit_in_a_version_is_shortened(piped: io.StringIO) -> None:
    engine = receipt("drift", detail="no drift", version="7.10.0-4.0edf323efd1d98336f3f0a68684b56f689b900d3")
    assert any("vitest 7.10.0-4.0edf323 " in line for line in shown(piped, reply(engine)))


def test_empty_parts_are_left_out(piped: io.StringIO) -> None:
    draft = reply(*PASSED, assumptions=(), questions=(), not_understood=(), metrics={}, artifacts=(), seconds={})
    text = "\n".join(shown(piped, draft))
    for title in ("Assumed", "Questions", "Not understood", "Measured", "Files in", "Next", "in all"):
        assert title not in text


def test_a_pipe_gets_no_colours_and_no_trailing_spaces(piped: io.StringIO) -> None:
    lines = shown(piped, reply(*PASSED, FAILED, NOT_RUN))
    assert "\x1b" not in "".join(lines)
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_gets_colours_and_lines_that_fit(
    terminal: Terminal, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert "\x1b[" in "".join(shown(terminal, reply(*PASSED, FAILED, NOT_RUN)))
    terminal.truncate(0)
    terminal.seek(0)
    assert max(len(line) for line in shown(terminal, reply(*PASSED, FAILED, NOT_RUN), Colour.NEVER)) <= columns


def test_no_color_takes_colours_away_and_always_brings_them_back(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in "".join(shown(terminal, reply(*PASSED)))
    assert "\x1b[" in "".join(shown(terminal, reply(*PASSED), Colour.ALWAYS))


def test_colours_can_be_forced_into_a_pipe(piped: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in "".join(shown(piped, reply(*PASSED), Colour.ALWAYS))


def test_what_others_wrote_can_not_take_the_terminal_over(piped: io.StringIO) -> None:
    evil = "\x1b]0;owned\x07\x1b[2Jtitle\u202e [bold]x[/bold] [/]"
    draft = reply(
        receipt("schema", Status.FAILED, evil, failures=({"message": evil, "file": evil, "line": 1},)),
        title=evil,
        assumptions=(evil,),
        metrics={evil: evil},
        artifacts=({"path": evil, "kind": evil, "sha256": "a", "bytes": 1},),
    )
    text = "\n".join(shown(piped, draft))
    assert not set("\x1b\x07\u202e") & set(text)
    assert "[bold]x[/bold] [/]" in text


def test_json_has_exactly_the_promised_keys() -> None:
    data = json.loads(to_json(reply(*PASSED)))
    assert list(data) == [
        "title",
        "blueprint",
        "artifacts",
        "receipts",
        "metrics",
        "assumptions",
        "questions",
        "not_understood",
        "seconds",
    ]
    assert set(data["artifacts"][0]) == {"path", "kind", "sha256", "bytes"}
    assert data["receipts"][0]["status"] == "passed"


@pytest.mark.parametrize(
    ("receipts", "code"),
    [(PASSED, 0), ((*PASSED, FAILED), 1), ((*PASSED, NOT_RUN), 3), ((NOT_RUN, FAILED), 1), ((), 3)],
)
def test_the_exit_code_follows_the_receipts(receipts: tuple[object, ...], code: int) -> None:
    assert exit_code(reply(*PASSED).model_copy(update={"receipts": receipts})) == code
