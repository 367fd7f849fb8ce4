"""Drafting from the command line, on the real toolchain."""

from __future__ import annotations

import json
import os
import signal
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
  access:
    read: [{kind: public}]
    create: [{kind: public}]
    delete: [{kind: public}]
endpoints:
- {model: Note, path: /notes, operations: [list, read, create, delete]}
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("drafted") / "notes"
    command = [sys.executable, "-m", "assistant.cli", "compile", "-", "--out", str(folder), "--json"]
    done = subprocess.run(command, input=PLAN, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)
    return folder, done


def test_a_draft_prints_one_json_object_and_passes(drafted: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = drafted
    assert done.returncode == 0, done.stderr
    reply = json.loads(done.stdout)
    assert {receipt["status"] for receipt in reply["receipts"]} == {"passed"}
    assert reply["blueprint"]["title"] == "Notes"
    assert reply["metrics"]
    assert "tests: " in done.stderr


def test_the_folder_holds_what_the_reply_lists(drafted: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = drafted
    listed = {artifact["path"]: artifact["bytes"] for artifact in json.loads(done.stdout)["artifacts"]}
    assert {"blueprint.yaml", "er-diagram.png", "receipts.json", "prisma/schema.prisma"} <= set(listed)
    for path, size in listed.items():
        assert (folder / path).stat().st_size == size


def test_an_interrupted_draft_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "compile", "-", "--out", str(tmp_path / "out")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(PLAN)
        process.stdin.close()
        for line in process.stderr:
            if "prove: " in line:
                break
        process.send_signal(signal.SIGINT)
        error = process.stderr.read()
        process.wait(timeout=30)
    assert process.returncode == 130, error
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_answer_ends_the_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "compile", "-", "--out", str(tmp_path / "out")]
    settings = {**os.environ, "THREADWRIGHT_POSTGRES_URL": "postgresql://user@127.0.0.1:1/none"}
    done = subprocess.run(
        command, input=PLAN, capture_output=True, text=True, cwd=ROOT, env=settings, timeout=60, check=False
    )
    assert done.returncode == 69, done.stderr
    assert "PostgreSQL can't be reached" in done.stderr
    assert list(tmp_path.iterdir()) == []
