"""What a migration would do to a live database: locks, rewrites, lost data. Style advice is counted, not failed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from assistant.conversation import Failure
from assistant.errors import WorkbenchError
from assistant.workbench.gates.verdict import Tool, Verdict, failed, not_run, passed
from assistant.workbench.process import run
from assistant.workbench.stage import Stage

ADVICE = frozenset(
    {
        "ban-char-field",
        "identifier-too-long",
        "prefer-bigint-over-int",
        "prefer-bigint-over-smallint",
        "prefer-big-int",
        "prefer-identity",
        "prefer-repack",
        "prefer-robust-stmts",
        "prefer-text-field",
        "prefer-timestamp-tz",
        "require-enum-value-ordering",
        "require-lock-timeout",
        "require-statement-timeout",
        "require-table-schema",
        "require-timeout-settings",
    }
)
"""Rules about taste, or about how the migration is run; every other rule is about locks and lost data, and blocks."""


class _Finding(BaseModel):
    file: str
    line: int
    message: str
    help: str | None = None
    rule_name: str


_FINDINGS = TypeAdapter(list[_Finding])


def binary() -> Path | None:
    beside = Path(sys.executable).with_name("squawk")
    found = str(beside) if beside.exists() else shutil.which("squawk")
    return Path(found) if found else None


async def lint(tool: Tool, squawk: Path | None, stage: Stage, seconds: float) -> Verdict:
    if squawk is None:
        return not_run(tool, "squawk is missing: pip install squawk-cli")
    if not stage.migrations:
        return not_run(tool, "there is no migration")
    command: list[str | Path] = [squawk, "--reporter", "json", "--assume-in-transaction", *stage.migrations]
    ended = await run(command, folder=stage.folder, seconds=seconds, environment={"PATH": os.defpath})
    if ended.code not in (0, 1):
        raise WorkbenchError(f"squawk ended with {ended.code}: {ended.errors.strip()[:500]}")
    findings = _FINDINGS.validate_json(ended.output.strip() or "[]")
    blocking = [each for each in findings if each.rule_name not in ADVICE]
    counts = {"blocking": len(blocking), "advice": len(findings) - len(blocking)}
    if blocking:
        return failed(tool, [_failure(each) for each in blocking], counts)
    return passed(tool, f"nothing that blocks{_besides(stage)}; {counts['advice']} remarks of style", counts)


_IGNORED = re.compile(r"^--\s*squawk-ignore(?:-file)?\s+(.+)$", re.MULTILINE)


def _besides(stage: Stage) -> str:
    """What the scripts themselves say is meant to be so, as every reader can see there."""
    listed = [rules for path in stage.migrations for rules in _IGNORED.findall(stage.text(path))]
    named = sorted({rule.strip() for rules in listed for rule in rules.split(",")})
    return f" besides what is meant to be so ({', '.join(named)})" if named else ""


def _failure(finding: _Finding) -> Failure:
    words = f"{finding.message} {finding.help or ''} ({finding.rule_name})"
    return Failure(message=" ".join(words.split()), file=finding.file, line=finding.line + 1)  # squawk counts from 0
