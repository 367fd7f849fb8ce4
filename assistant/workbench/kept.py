"""The check that an edited project still holds the tests it was drafted with."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from assistant.conversation import Failure, Receipt, Status
from assistant.workbench.fingerprint import fingerprint, project_files

CHECK = "tests-kept"


def kept(project: Path, lost: Sequence[Failure], *, unknown: str = "", by: str = "") -> Receipt:
    """The receipt of comparing the tests in `project` with those it was drafted with; `lost` is what is gone.

    `unknown` is why they can't be compared, `by` the other Threadwright that drafted them, where it was another.
    """
    status = Status.NOT_RUN if unknown else Status.FAILED if lost else Status.PASSED
    there = f"every test is as Threadwright {by} drafted it" if by else "every drafted test is there"
    found = f"{lost[0].file}: {lost[0].message}" if lost else there
    return Receipt(
        check=CHECK,
        tool="threadwright",
        version=version("threadwright"),
        status=status,
        ms=0,
        detail=f"not run: {unknown}" if unknown else found,
        sha256=fingerprint(project_files(project)),
        failures=tuple(lost),
    )
