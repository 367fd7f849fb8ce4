"""What has become of the files of a draft since they were derived."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.conversation import Failure
from assistant.drafting.folder import encoded
from assistant.drafting.migration.history import FOLDER, scripts

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


def edits(found: Mapping[str, str], derived: Mapping[str, str], migration: str, drafted: Mapping[str, str]) -> Edits:
    """Compare the files of a folder with freshly derived ones.

    `migration` is the SQL from nothing to the derived schema. The first migration may have any name; it counts as
    changed when its SQL differs, and any further one as added. No plan derives a history of several: where `drafted`,
    the SHA-256 of every file as it was drafted, tells of one, each is held against that.
    """
    history, recorded = scripts(found), scripts(drafted)
    changed = [path for path in derived if path in found and found[path] != derived[path]]
    missing = [path for path in derived if path not in found]
    if len(recorded) > 1:
        changed += [path for path in recorded if path in found and _sha256(found[path]) != drafted[path]]
        missing += [path for path in recorded if path not in found]
        further = [path for path in history if path not in recorded]
    else:
        changed += [path for path in history[:1] if found[path] != migration]
        further = list(history[1:])
    known = {*derived, *history, f"{FOLDER}migration_lock.toml"}
    added = [path for path in found if path not in known]
    return Edits(tuple(changed), tuple(missing), (*added, *further))


def edits_since(found: Mapping[str, str], drafted: Mapping[str, str]) -> Edits:
    """Compare the files of a folder with the SHA-256 of each as it was drafted."""
    return Edits(
        tuple(path for path in drafted if path in found and _sha256(found[path]) != drafted[path]),
        tuple(path for path in drafted if path not in found),
        tuple(path for path in found if path not in drafted),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(encoded(text)).hexdigest()


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


def changed_tests(changes: Edits, by: str) -> tuple[Failure, ...]:
    """The tests that are not as Threadwright `by` drafted them; what they said then is not known any more."""
    changed = [path for path in changes.changed if path.startswith(TESTS)]
    gone = [path for path in changes.missing if path.startswith(TESTS)]
    return (
        *(Failure(message="this drafted test file is gone", file=path) for path in gone),
        *(Failure(message=f"it is not as Threadwright {by} drafted it", file=path) for path in changed),
    )


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip())


def _telling(text: str, lost: Counter[str]) -> str:
    """The first lost line that names a test, else the first that says anything."""
    gone = [line.strip() for line in text.splitlines() if line.strip() in lost]
    named = [line for line in gone if TITLE.match(line)]
    return next(iter([*named, *(line for line in gone if any(map(str.isalnum, line))), *gone]))
