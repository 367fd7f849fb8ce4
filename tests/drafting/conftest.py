"""One warm workbench for all tests of this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from assistant.workbench import Workbench, WorkbenchSettings


def silent(_stage: str, _message: str) -> None:
    """For progress that nobody reads."""


@pytest.fixture(scope="session")
async def bench() -> AsyncIterator[Workbench]:
    async with Workbench.open(WorkbenchSettings(), silent) as opened:
        yield opened
