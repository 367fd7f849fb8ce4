"""Lint and format of TypeScript and JSON, by the rules that every draft ships with."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.conversation import Failure
from assistant.errors import WorkbenchError
from assistant.workbench.gates.verdict import Tool, Verdict, failed, passed
from assistant.workbench.process import run
from assistant.workbench.stage import Stage
from assistant.workbench.toolchain import PROJECT

FORMATTED = (".ts", ".tsx", ".mjs", ".json")
CONFIG = "biome.json"
RULES = (PROJECT / CONFIG).read_text()
LINT = ("ci", "--colors=off", "--assist-enabled=false", "--reporter=json", "--max-diagnostics=200", ".")
FORMAT = ("check", "--colors=off", "--write", "--linter-enabled=false", "--max-diagnostics=1", ".")


class _Place(BaseModel):
    line: int


class _Location(BaseModel):
    path: str | None = None
    start: _Place | None = None


class _Diagnostic(BaseModel):
    severity: str
    message: str
    category: str | None = None
    location: _Location | None = None


class _Summary(BaseModel):
    errors: int
    warnings: int


class _Report(BaseModel):
    summary: _Summary
    diagnostics: list[_Diagnostic]


async def lint(tool: Tool, command: Sequence[str], stage: Stage, seconds: float) -> Verdict:
    """`command` starts Biome, confined, in the staged folder with LINT as its arguments."""
    ended = await run(command, folder=stage.folder, seconds=seconds)
    if ended.code is None:
        return failed(tool, [Failure(message=f"biome did not end within {seconds:g} s")])
    try:
        report = _Report.model_validate_json(ended.output)
    except ValidationError:
        raise WorkbenchError(f"biome ended with {ended.code}: {(ended.errors or ended.output).strip()[:500]}") from None
    errors = [each for each in report.diagnostics if each.severity in ("error", "fatal")]
    counts = {"errors": report.summary.errors, "warnings": report.summary.warnings}
    if errors:
        return failed(tool, [_failure(each) for each in errors], counts)
    if ended.code != 0:
        raise WorkbenchError(f"biome ended with {ended.code} and named no error: {ended.errors.strip()[:500]}")
    return passed(tool, "no lint errors; formatted", counts)


def _failure(diagnostic: _Diagnostic) -> Failure:
    place = diagnostic.location or _Location()
    message = "is not formatted" if diagnostic.category == "format" else f"{diagnostic.message} ({diagnostic.category})"
    return Failure(message=message, file=place.path, line=place.start.line or None if place.start else None)


async def format_files(biome: Path, files: Mapping[str, str], folder: Path, seconds: float) -> dict[str, str]:
    """`files` laid out by Biome, in the empty `folder`; what it can't parse comes back as it was."""
    await asyncio.to_thread(_write, folder, {**files, CONFIG: RULES})
    ended = await run([biome, *FORMAT], folder=folder, seconds=seconds)
    if ended.code not in (0, 1):  # 1: something could not be parsed
        raise WorkbenchError(f"biome ended with {ended.code}: {ended.errors.strip()[:500]}")
    return {path: (folder / path).read_text() for path in files}


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
