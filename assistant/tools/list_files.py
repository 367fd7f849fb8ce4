"""list_files: the files of a drafted version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.files import version_files
from assistant.tools.marking import as_data, clipped
from assistant.tools.tool import Phase, Result, Tool

LONGEST = 200
"""Characters of a line that is shown."""


class ListFiles(Record):
    """Without `version`, the newest that was drafted."""

    version: int | None = Field(None, description="The current one when left out")
    under: str = Field("", description="Only paths that begin with this, such as app/ or tests/")
    holding: str = Field("", description="Lines with this text instead")


async def _run(arguments: ListFiles, desk: Desk) -> Result:
    number, files = await version_files(desk, arguments.version)
    chosen = {path: len(content) for path, content in sorted(files.items()) if path.startswith(arguments.under)}
    if arguments.holding:
        found = list(_lines({path: files[path] for path in chosen}, arguments.holding))
        listing = as_data(f"version {number}", clipped("\n".join(found))) if found else "none"
        text = f"Version {number}, {len(found)} lines with {arguments.holding!r} in {len(chosen)} files:\n{listing}"
        return Result(text=text, data={"version": number, "lines": list(found)})
    listing = "\n".join(f"{path} ({size:,} bytes)" for path, size in chosen.items())
    text = f"Version {number}, {len(chosen)} of {len(files)} files:\n{clipped(listing)}"
    return Result(text=text, data={"version": number, "files": list(chosen)})


def _lines(files: Mapping[str, bytes], wanted: str) -> Iterator[str]:
    for path, content in files.items():
        for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
            if wanted.casefold() in line.casefold():
                yield f"{path}:{number}: {line.strip()[:LONGEST]}"


LIST_FILES = Tool(
    name="list_files",
    description="List the files of a drafted version, or find a text in them.",
    arguments=ListFiles,
    run=_run,
    example=ListFiles(under="app/"),
    phase=Phase.REVIEW,
)
