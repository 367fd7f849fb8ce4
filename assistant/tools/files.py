"""The files of a thread's versions, as they were drafted."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.tools.desk import Desk
from assistant.tools.tool import RefusedError


async def version_files(desk: Desk, version: int | None) -> tuple[int, Mapping[str, bytes]]:
    """The number of a version, the current one by default, and its files, path -> bytes.

    Raises ToolError when nothing was drafted of it, InputError when there is no such version.
    """
    number = version or desk.work.version or desk.work.base
    if number is None:
        raise RefusedError("Nothing was drafted in this thread yet.", mend="Plan, then call draft.")
    files = await desk.store.drafts.files(desk.thread, number)
    if not files:
        raise RefusedError(f"Version {number} was planned but never drafted, so it has no files.", mend="Call draft.")
    return number, files
