"""`tsc --strict` over the whole project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation import Failure
from assistant.errors import WorkbenchError
from assistant.workbench.gates.verdict import Tool, Verdict, failed, passed
from assistant.workbench.process import run
from assistant.workbench.stage import Stage

# The tests run beside it: one thread takes a third of the processor time that several would.
FLAGS = (
    *("--noEmit", "--strict", "--pretty", "false", "--incremental", "false"),
    *("--singleThreaded", "--project", "tsconfig.json"),
)
# It ends soon, so it need not collect garbage until there is much: that takes a third of the time again.
ENVIRONMENT = {"GOGC": "off", "GOMEMLIMIT": "1GiB"}
ERROR = re.compile(
    r"^(?:(?P<file>[^(\n]+)\((?P<line>\d+),\d+\): )?error (?P<message>TS\d+: .*(?:\n[ \t]+.*)*)", re.MULTILINE
)


async def check(tool: Tool, tsc: Sequence[str], stage: Stage, seconds: float) -> Verdict:
    """`tsc` is the command line that starts the compiler, confined."""
    if "tsconfig.json" not in stage.files:
        return failed(tool, [Failure(message="there is no tsconfig.json", file="tsconfig.json")])
    ended = await run(tsc, folder=stage.folder, seconds=seconds)
    failures = [_failure(match) for match in ERROR.finditer(ended.output)]
    if failures:
        return failed(tool, failures)
    if ended.code is None:
        return failed(tool, [Failure(message=f"tsc did not end within {seconds:g} s")])
    if ended.code != 0:
        raise WorkbenchError(f"tsc ended with {ended.code}: {(ended.errors or ended.output).strip()[:500]}")
    return passed(tool, "no type errors under --strict")


def _failure(match: re.Match[str]) -> Failure:
    line = match["line"]
    return Failure(message=match["message"], file=match["file"], line=int(line) if line else None)
