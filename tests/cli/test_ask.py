"""Threads from the command line, on the real toolchain: a draft, a change on top of it, a question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KEYS = "thread version text artifacts receipts citations assumptions questions usage finding".split()
BRIEF = "A notes API. A note has a text and a colour. Anyone can read, write and delete notes."


def ask(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THREADWRIGHT_")}
    return subprocess.run(
        [sys.executable, "-m", "assistant.cli", "ask", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**kept, "THREADWRIGHT_HOME": str(home)},
        timeout=300,
        check=False,
    )


def test_a_thread_drafts_changes_and_remembers(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "notes"
    drafted = ask(home, BRIEF, "--out", out, "--json")
    assert drafted.returncode == 0, drafted.stderr
    first = json.loads(drafted.stdout)
    assert list(first) == KEYS
    assert first["version"] == 1
    assert {receipt["status"] for receipt in first["receipts"]} == {"passed"}
    assert first["usage"]["model"] == "offline"
    assert all((out / artifact["path"]).is_file() for artifact in first["artifacts"])
    assert "Test the endpoints" in drafted.stderr

    changed = ask(home, "rename colour to color", "--thread", first["thread"], "--json")
    assert changed.returncode == 0, changed.stderr
    second = json.loads(changed.stdout)
    assert (second["thread"], second["version"]) == (first["thread"], 2)
    assert {receipt["status"] for receipt in second["receipts"]} == {"passed"}
    migrations = sorted((home / "threads" / first["thread"] / "v2" / "prisma" / "migrations").glob("*/migration.sql"))
    assert len(migrations) == 2
    assert 'RENAME COLUMN "colour" TO "color"' in migrations[1].read_text()

    thanked = ask(home, "thanks!", "--thread", first["thread"])
    assert thanked.returncode == 0
    assert len(thanked.stdout.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["  "], "The message is empty"),
        (["hello", "--thread", "t-zzzzz"], "There is no thread t-zzzzz"),
        (["hello", "--role", "juggler"], "There is no role 'juggler'"),
        (["hello", "--project", "/nowhere"], "/nowhere is not a folder"),
        (["hello", "--out", "tests"], "tests is not empty"),
    ],
)
def test_what_can_not_be_used_is_refused_with_exit_code_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    refused = ask(tmp_path, *arguments)
    assert refused.returncode == 2
    assert message in refused.stderr
    assert "Traceback" not in refused.stderr
