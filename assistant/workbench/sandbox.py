"""Which sandbox confines drafted code here."""

from __future__ import annotations

from assistant.errors import ToolchainError
from assistant.workbench.bubblewrap import bubblewraps
from assistant.workbench.cage import Sandbox, starts
from assistant.workbench.host import confined_by_host
from assistant.workbench.settings import WorkbenchSettings


async def choose(settings: WorkbenchSettings) -> Sandbox:
    """The best sandbox that really starts.

    Raises ToolchainError when bubblewrap is demanded and does not work.
    """
    if settings.sandbox != "host":
        for candidate in await bubblewraps():
            if await starts(candidate):
                return candidate
    if settings.sandbox == "bubblewrap":
        mend = "Install bubblewrap and util-linux, and allow user namespaces"
        raise ToolchainError("bubblewrap does not work here", mend=mend)
    return await confined_by_host()
