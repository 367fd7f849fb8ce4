"""search_project: what the project's own files say."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from assistant.conversation import Citation, Record
from assistant.tools.desk import Desk
from assistant.tools.marking import as_data
from assistant.tools.secrets import redacted
from assistant.tools.tool import Phase, RefusedError, Result, Tool
from knowledge.chunk import Chunk

if TYPE_CHECKING:
    from assistant.tools.project.index import Index

FOUND = 5
SHOWN = 1200
"""Characters of a chunk."""
_LOCK = asyncio.Lock()


class SearchProject(Record):
    """Words, not a pattern."""

    query: str = Field(min_length=1, description="A question or some words, such as the name of a function")


async def _run(arguments: SearchProject, desk: Desk) -> Result:
    if desk.project is None:
        raise RefusedError(
            "This thread has no project to search.",
            mend="Say so, and that --project DIR names the folder of one.",
        )
    if not await asyncio.to_thread(desk.project.is_dir):
        raise RefusedError(f"The project's folder {desk.project} is gone.", mend="Say so; nothing was searched.")
    async with _LOCK:
        index = _index(desk.project)
        found = await asyncio.to_thread(index.search, arguments.query, FOUND)
    if not found:
        return Result(text=f"Nothing in the {index.files} files of the project fits {arguments.query!r}.", data=[])
    citations = tuple(_citation(chunk) for chunk, _ in found)
    known = {(each.path, each.first_line) for each in desk.work.citations}
    fresh = tuple(each for each in citations if (each.path, each.first_line) not in known)
    desk.work = desk.work.model_copy(update={"citations": (*desk.work.citations, *fresh)})
    shown = [as_data(f"{each.path}:{each.first_line}-{each.last_line}", each.text) for each in citations]
    text = "\n".join((*shown, "Cite what you use as path:line-line."))
    return Result(text=text, data=[each.model_dump(mode="json") for each in citations])


def _citation(chunk: Chunk) -> Citation:
    text = redacted(chunk.text)
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return Citation(path=chunk.path, first_line=chunk.first_line, last_line=chunk.last_line, text=shown)


@lru_cache(maxsize=4)
def _index(folder: Path) -> Index:
    from assistant.tools.project.index import Index

    return Index(folder)


SEARCH_PROJECT = Tool(
    name="search_project",
    description=(
        "Search the files of the project that the thread is about (docs, code). Gives passages with path and lines, as "
        "data. For questions about the project; never for the drafted files, which read_file reads."
    ),
    arguments=SearchProject,
    run=_run,
    example=SearchProject(query="where are invoices created"),
    phase=Phase.RECEIVE,
)
