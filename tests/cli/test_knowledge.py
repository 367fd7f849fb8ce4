"""Projects and indexing as they are typed: what is printed, what is left out, and an interrupt that costs nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.index import Index
from tests.cli.test_cli import ROOT, threadwright
from tests.knowledge.source.git import Origin

TOKEN = "q7Xv9Tn2Kd8Rm4Z" + "bY6Wc1Fj3H"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"THREADWRIGHT_HOME": str(tmp_path / "home"), "THREADWRIGHT_EMBEDDING": "none"}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "dist").mkdir(parents=True)
    (folder / "README.md").write_text("# Shop\n\nOrders are paid at once.\n")
    (folder / "config.ts").write_text(f'const token = "{TOKEN}";\n')
    (folder / "dist" / "a.js").write_text("x")
    return folder


def test_a_folder_is_indexed_and_what_is_left_out_is_told(shop: Path, environment: dict[str, str]) -> None:
    done = threadwright("index", shop, "--project", "shop", environment=environment)
    told = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert f"{shop}: indexed 2 files, 1 chunks" in told
    assert "may hold a secret: 1\n    config.ts (line 1)" in told
    assert "generated: 1\n    dist/" in told
    assert TOKEN not in told + done.stderr.decode()
    again = threadwright("index", "--project", "shop", environment=environment).stdout.decode()
    assert "indexed 0 files, 0 chunks" in again
    assert "2 unchanged" in again
    assert "config.ts (line 1)" in again


def test_without_embeddings_it_says_so_and_indexes_all_the_same(shop: Path, environment: dict[str, str]) -> None:
    wrong = {**environment, "THREADWRIGHT_EMBEDDING": "nobody:nothing"}
    done = threadwright("index", shop, "--project", "shop", environment=wrong)
    assert done.returncode == 0
    assert "searching by words alone" in done.stderr.decode()
    assert "indexed 2 files, 1 chunks" in done.stdout.decode()


def test_a_report_as_json(shop: Path, environment: dict[str, str]) -> None:
    done = threadwright("index", shop, "--project", "shop", "--json", environment=environment)
    report = json.loads(done.stdout)
    assert (report["files"], report["chunks"], report["stopped"]) == (2, 1, False)
    assert {each["path"] for each in report["left_out"]} == {"config.ts", "dist/"}


def test_a_repository_is_indexed_at_a_ref(tmp_path: Path, environment: dict[str, str]) -> None:
    origin = Origin(tmp_path / "origin")
    commit = origin.commit({"a.md": "# A\none"})
    for place in (origin.url, str(origin.folder)):
        done = threadwright("index", place, "--ref", "main", "--project", "web", environment=environment)
        assert f"{origin.url}@main at {commit[:12]}: indexed" in done.stdout.decode(), done.stderr
    shown = json.loads(threadwright("project", "show", "web", "--json", environment=environment).stdout)
    assert [(each["ref"], each["files"]) for each in shown["sources"]] == [("main", 1)]


def test_projects_are_added_shown_listed_and_removed(shop: Path, environment: dict[str, str]) -> None:
    def project(*arguments: str | Path, stdin: bytes = b"") -> str:
        done = threadwright("project", *arguments, stdin=stdin, environment=environment)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    project("add", "shop", "--path", shop, "--audience", "staff")
    project("add", "shop", "--upload", shop / "README.md")
    project("add", "shop", "--paste", "notes", stdin=b"# Notes\nWe pay at once.")
    assert project("list") == "shop  3 sources\n"
    threadwright("index", "--project", "shop", environment=environment)
    shown = project("show", "shop")
    assert "shop: 3 chunks" in shown
    assert f"folder  {shop}  2 files, for staff" in shown
    assert "upload  notes.md  1 files, as uploads/" in shown
    project("remove", "shop", "--source", "notes.md")
    assert "shop: 2 chunks" in project("show", "shop")
    project("remove", "shop")
    assert project("list", "--json") == "[]\n"
    assert (shop / "README.md").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["index", "nowhere", "--project", "a"], "There is no folder or file nowhere"),
        (["index", "--project", "a"], "There is no project 'a'"),
        (["index", ".", "--project", "../a"], "is no name for a project"),
        (["index", "--project", "a", "--audience", "x"], "belong to a source"),
        (["project", "add", "a", "--url", "nothing"], "is no URL of a git repository"),
        (["project", "add", "a", "--ref", "main"], "--ref needs a --url"),
        (["project", "show", "a"], "There is no project 'a'"),
        (["project", "remove", "a"], "There is no project 'a'"),
    ],
)
def test_what_can_not_be_done_is_told(arguments: list[str], told: str, environment: dict[str, str]) -> None:
    done = threadwright(*arguments, environment=environment)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert not list(Path(environment["THREADWRIGHT_HOME"]).rglob("project.json")), "nothing was added"


def indexing(folder: Path, environment: dict[str, str], *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "index", folder, "--project", "shop", *options],
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_an_interrupt_keeps_what_was_indexed(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.md").write_text("".join(f"# {number} {part}\nwords\n" for part in range(4)))
    process = indexing(folder, environment)
    assert process.stderr is not None
    assert "0/3,000 files" in process.stderr.readline()
    with Index.open(Path(environment["THREADWRIGHT_HOME"]) / "knowledge" / "projects" / "shop") as index:
        while not index.count():
            time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    told, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "goes on from there" in errors
    stopped = re.search(r"stopped ([\d,]+) files", told)
    assert stopped
    done = int(stopped[1].replace(",", ""))
    assert 0 < done < 3000
    again = threadwright("index", "--project", "shop", environment=environment).stdout.decode()
    assert f"indexed {3000 - done:,} files" in again
    assert "shop: 12,000 chunks" in threadwright("project", "show", "shop", environment=environment).stdout.decode()


def test_watched_changes_are_indexed(shop: Path, environment: dict[str, str]) -> None:
    process = indexing(shop, {**environment, "PYTHONUNBUFFERED": "1"}, "--watch", "--json")
    assert process.stdout is not None
    try:
        assert json.loads(process.stdout.readline())["files"] == 2
        (shop / "new.md").write_text("# New\n")
        (shop / "README.md").unlink()
        changed = json.loads(process.stdout.readline())
        assert (changed["files"], changed["removed"]) == (1, 1)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert process.returncode == 130
