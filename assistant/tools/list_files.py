"""list_files: the files of a drafted version."""

from __future__ import annotations

from pydantic import Field

from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.files import version_files
from assistant.tools.marking import clipped
from assistant.tools.tool import Phase, Result, Tool


class ListFiles(Record):
    """Without `version`, the newest that was drafted."""

    version: int | None = Field(None, description="The current one when left out")
    under: str = Field("", description="Only paths that begin with this, such as app/ or tests/")


async def _run(arguments: ListFiles, desk: Desk) -> Result:
    number, files = await version_files(desk, arguments.version)
    chosen = {path: len(content) for path, content in sorted(files.items()) if path.startswith(arguments.under)}
    listing = "\n".join(f"{path} ({size:,} bytes)" for path, size in chosen.items())
    text = f"Version {number}, {len(chosen)} of {len(files)} files:\n{clipped(listing)}"
    return Result(text=text, data={"version": number, "files": list(chosen)})


LIST_FILES = Tool(
    name="list_files",
    description="List the files of a drafted version.",
    arguments=ListFiles,
    run=_run,
    example=ListFiles(under="app/"),
    phase=Phase.REVIEW,
)
