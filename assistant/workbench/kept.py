"""The check that an edited project still holds the tests it was drafted with."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from assistant.conversation import Failure, Receipt, Status
from assistant.workbench.fingerprint import fingerprint, project_files

CHECK = "tests-kept"


def kept(project: Path, lost: Sequence[Failure]) -> Receipt:
    """The receipt of comparing the tests in `project` with those its plan derives; `lost` is what is gone."""
    return Receipt(
        check=CHECK,
        tool="threadwright",
        version=version("threadwright"),
        status=Status.FAILED if lost else Status.PASSED,
        ms=0,
        detail=f"{lost[0].file}: {lost[0].message}" if lost else "every drafted test is there",
        sha256=fingerprint(project_files(project)),
        failures=tuple(lost),
    )
