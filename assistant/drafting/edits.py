"""What has become of the files of a draft since they were derived."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.conversation import Failure

MIGRATIONS = "prisma/migrations/"
TESTS = "tests/"
TITLE = re.compile(r"(test|describe)\b")


@dataclass(frozen=True)
class Edits:
    """Paths that differ from what the plan derives, that are gone, and that were added."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(sorted((*self.changed, *self.missing, *self.added)))


def edits(found: Mapping[str, str], derived: Mapping[str, str], migration: str) -> Edits:
    """Compare the files of a folder with freshly derived ones.

    `migration` is the SQL from nothing to the derived schema. The first migration may have any name; it counts as
    changed when its SQL differs, and any further one as added.
    """
    migrations = sorted(path for path in found if path.startswith(MIGRATIONS) and path.endswith(".sql"))
    first, further = migrations[:1], migrations[1:]
    changed = [path for path in derived if path in found and found[path] != derived[path]]
    changed += [path for path in first if found[path] != migration]
    known = {*derived, *first, f"{MIGRATIONS}migration_lock.toml"}
    missing = [path for path in derived if path not in found]
    added = [path for path in found if path not in known and path not in further]
    return Edits(tuple(changed), tuple(missing), (*added, *further))


def lost_tests(found: Mapping[str, str], derived: Mapping[str, str]) -> tuple[Failure, ...]:
    """The drafted tests that are gone or lost lines; added tests are welcome."""
    failures = []
    for path, text in derived.items():
        if not path.startswith(TESTS):
            continue
        if path not in found:
            failures.append(Failure(message="this drafted test file is gone", file=path))
        elif lost := _lines(text) - _lines(found[path]):
            lines = "1 drafted line is" if lost.total() == 1 else f"{lost.total()} drafted lines are"
            failures.append(Failure(message=f"{lines} gone or changed: {_telling(text, lost)}", file=path))
    return tuple(failures)


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip())


def _telling(text: str, lost: Counter[str]) -> str:
    """The first lost line that names a test, else the first that says anything."""
    gone = [line.strip() for line in text.splitlines() if line.strip() in lost]
    named = [line for line in gone if TITLE.match(line)]
    return next(iter([*named, *(line for line in gone if any(map(str.isalnum, line))), *gone]))
