"""Progress on standard error."""

from __future__ import annotations

import io
import re
import threading

import pytest

from adapters.terminal.progress import progress
from assistant.settings import Colour
from tests.terminal.replies import Terminal


def test_a_pipe_gets_a_line_for_each_stage_and_each_verdict() -> None:
    stream = io.StringIO()
    with progress(stream, Colour.AUTO) as tell:
        tell("prove", "running every check")
        tell("prove", "still running")
        tell("tests", "running 9 files")
        tell("types", "passed: 40 files")
        tell("tests", "failed: 1 of 64 [red]\x1b[31m")
    lines = [re.sub(r"^ +\d+\.\d s  ", "", line) for line in stream.getvalue().splitlines()]
    assert lines == [
        "prove: running every check",
        "tests: running 9 files",
        "strict types: passed: 40 files",
        "tests: failed: 1 of 64 [red]",
    ]


def test_a_terminal_gets_marks_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    with progress(stream, Colour.NEVER) as tell:
        tell("design", "deriving")
        worker = threading.Thread(target=tell, args=("prove", "running [every] check"))
        worker.start()
        worker.join()
        tell("types", "passed: 40 files")
        tell("access", "not run: install bubblewrap")
    text = stream.getvalue()
    assert "· design" in text
    assert "running [every] check" in text
    assert "✔ strict types" in text
    assert "– access rules" in text
    # The cursor moves up and each line is erased once the block has ended.
    assert text.endswith("\x1b[1A\x1b[2K")
