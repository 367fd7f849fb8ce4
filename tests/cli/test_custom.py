"""Work written by hand, drafted from the command line: proved where it is confined, and nowhere else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PLAN = """
title: Notes
models:
- name: Note
  fields:
  - {name: text, type: String, max_length: 200}
  access: {read: [{kind: public}], create: [{kind: public}]}
endpoints:
- {model: Note, path: /notes, operations: [list, read, create]}
custom:
- name: countNotes
  path: /reports/notes
  summary: How many notes there are
  rules: [{kind: public}]
  answer: [{name: notes, type: Int}]
  code: |
    return { notes: await db().note.count() };
  test: |
    test("counts every note", async () => {
      await makeNote();
      await makeNote();
      expect(await call("GET", "/api/reports/notes")).toMatchObject({ status: 200, body: { notes: 2 } });
    });
"""


def draft(folder: Path, plan: str, **settings: str) -> tuple[int, dict[str, str]]:
    """The exit code, and check -> how it ended."""
    command = [sys.executable, "-m", "assistant.cli", "compile", "-", "--out", str(folder), "--json"]
    environment = {**os.environ, **settings}
    done = subprocess.run(
        command, input=plan, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False, env=environment
    )
    assert done.stdout, done.stderr
    return done.returncode, {each["check"]: each["status"] for each in json.loads(done.stdout)["receipts"]}


needs_bubblewrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")


@needs_bubblewrap
def test_it_is_proved_in_bubblewrap(tmp_path: Path) -> None:
    code, checks = draft(tmp_path / "notes", PLAN)
    assert (code, set(checks.values())) == (0, {"passed"})


@needs_bubblewrap
def test_its_own_test_can_fail(tmp_path: Path) -> None:
    code, checks = draft(tmp_path / "notes", PLAN.replace("note.count()", "note.count() + 1"))
    assert (code, checks["tests"]) == (1, "failed")


def test_without_bubblewrap_it_is_not_run(tmp_path: Path) -> None:
    code, checks = draft(tmp_path / "notes", PLAN, THREADWRIGHT_SANDBOX="host")
    assert code == 3
    assert {checks[name] for name in ("tests", "contract", "access")} == {"not_run"}
    assert checks["types"] == "passed"
