"""What a fresh clone relies on: the lock, the demo's brief, and a command that answers at once."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from assistant.inputs import read_text

ROOT = Path(__file__).parent.parent
LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-dev.lock")}
PINNED = {name: dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lock, re.MULTILINE)) for name, lock in LOCKS.items()}
EXTRAS = {"requirements.lock": ("build",), "requirements-dev.lock": ("build", "dev", "knowledge", "openai")}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_every_dependency_at_a_version_that_is_wanted(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in EXTRAS[lock] for line in project["optional-dependencies"][extra]]
    for line in [*project["dependencies"], *extras]:
        wanted = Requirement(line)
        name = wanted.name.lower().replace("_", "-").replace(".", "-")
        assert name in PINNED[lock], f"run `make lock`: {name} is missing"
        assert wanted.specifier.contains(PINNED[lock][name]), f"run `make lock`: {name} is {PINNED[lock][name]}"


def test_the_locks_agree() -> None:
    ours, all_of_it = PINNED.values()
    assert {name: all_of_it.get(name) for name in ours} == ours


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_none_names_where_it_comes_from(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCKS[lock].strip())
    assert [entry for entry in entries if not re.match(r"[a-z0-9-]+==", entry)] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?:|--(extra-)?index|--find-links|@ ", LOCKS[lock])


def test_the_brief_of_the_demo_is_a_brief() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    (brief,) = re.findall(r"threadwright draft (\S+)", recipe)
    assert "Members borrow books" in read_text(str(ROOT / brief))


def test_help_answers_at_once() -> None:
    took = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "assistant.cli", "--help"], capture_output=True, cwd=ROOT, check=True)
        took.append(time.perf_counter() - started)
    # The best of five, since other work on the machine is none of ours.
    assert min(took) < 0.4
