"""Errors that we raise on purpose come out of a group alone; others are never hidden."""

from __future__ import annotations

import asyncio

import pytest

from assistant.errors import ToolchainError, WorkbenchError
from assistant.workbench.ungrouped import ungrouped


async def fail(error: Exception) -> None:
    raise error


async def together(*errors: Exception) -> None:
    with ungrouped():
        async with asyncio.TaskGroup() as group:
            for error in errors:
                group.create_task(fail(error))


async def test_one_of_ours_comes_out_alone() -> None:
    with pytest.raises(ToolchainError, match="first"):
        await together(ToolchainError("first"), WorkbenchError("second"))


async def test_a_fault_is_not_hidden_behind_ours() -> None:
    with pytest.raises(ExceptionGroup):
        await together(ToolchainError("first"), KeyError("a bug"))
