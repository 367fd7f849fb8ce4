"""One warm workbench for all tests of this folder, and a project of a few lines to break."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from assistant.conversation import Receipt
from assistant.workbench import Limits, Proof, Workbench, WorkbenchSettings

NOTES = Path(__file__).parent / "fixtures" / "notes"


def silent(_stage: str, _message: str) -> None:
    """For progress that nobody reads."""


@pytest.fixture(scope="session")
async def bench() -> AsyncIterator[Workbench]:
    async with Workbench.open(WorkbenchSettings(), silent) as opened:
        yield opened


@pytest.fixture
async def hasty() -> AsyncIterator[Workbench]:
    """With little patience, for what never ends."""
    limits = Limits(tool_seconds=1, suite_seconds=12)
    async with Workbench.open(WorkbenchSettings(limits=limits), silent) as opened:
        yield opened


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A copy that a test may edit."""
    return shutil.copytree(NOTES, tmp_path / "notes")


@pytest.fixture
def edit(notes: Path) -> Callable[[str, str, str], None]:
    """Replaces the one place where `old` stands in a file."""

    def edit(path: str, old: str, new: str) -> None:
        file = notes / path
        text = file.read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        file.write_text(text.replace(old, new))

    return edit


def receipt(proof: Proof, check: str) -> Receipt:
    return next(each for each in proof.receipts if each.check == check)


def statuses(proof: Proof) -> dict[str, str]:
    return {each.check: each.status.value for each in proof.receipts}
