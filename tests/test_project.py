"""What a fresh clone relies on: the lock, the demo's brief, and a command that answers at once."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from assistant.inputs import read_text

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", LOCK, re.MULTILINE))


def test_the_lock_holds_every_dependency_at_a_version_that_is_wanted() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        wanted = Requirement(line)
        name = wanted.name.lower().replace("_", "-").replace(".", "-")
        assert name in PINNED, f"run `make lock`: {name} is missing"
        assert wanted.specifier.contains(PINNED[name]), f"run `make lock`: {name} is {PINNED[name]}"


def test_every_locked_package_has_a_hash_and_none_names_where_it_comes_from() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.strip())
    assert len(entries) == len(PINNED)
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?:|--(extra-)?index|--find-links|@ ", LOCK)


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
