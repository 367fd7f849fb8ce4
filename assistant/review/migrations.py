"""Rules over migrations, found by squawk: what loses data, fails on rows, or stops readers and writers."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from assistant.conversation import Remark, Severity
from assistant.errors import WorkbenchError
from assistant.review.subject import Subject
from assistant.workbench.gates.squawk import binary
from assistant.workbench.process import run

SECONDS = 20


@dataclass(frozen=True)
class Advice:
    """What a rule of squawk means to whoever merges."""

    rule: str
    why: str
    mend: str
    severity: Severity


LOSES, FAILS, BLOCKS, BREAKS = "data loss", "fails on rows", "locks", "breaks the running release"

RENAMED = Advice(
    BREAKS,
    "The release that still runs asks for the old name until it is replaced.",
    "Deploy with a short pause, or keep the old name in the database with @map.",
    Severity.MINOR,
)

ADVICE: Mapping[str, Advice] = {
    "ban-drop-column": Advice(
        LOSES,
        "The values are gone for good, and the release that still runs reads them.",
        "Release code that does without the column first; drop it in the release after.",
        Severity.MAJOR,
    ),
    "ban-drop-table": Advice(
        LOSES,
        "The rows are gone for good, and the release that still runs uses them.",
        "Release code that does without the table first; take a copy before it is dropped.",
        Severity.MAJOR,
    ),
    "adding-required-field": Advice(
        FAILS,
        "It fails as soon as the table holds a row.",
        "Add the column as nullable, fill it, then set NOT NULL.",
        Severity.BLOCKER,
    ),
    "adding-not-nullable-field": Advice(
        FAILS,
        "It fails where a row has no value, and reads the whole table under a lock.",
        "Fill the missing values in the statement before, and say with what.",
        Severity.MAJOR,
    ),
    "changing-column-type": Advice(
        BLOCKS,
        "The table is rewritten while nobody can read it, and a value may not fit the new type.",
        "On a large table add a column of the new type, copy in batches, switch, then drop the old one.",
        Severity.MAJOR,
    ),
    "require-concurrent-index-creation": Advice(
        BLOCKS,
        "Nobody can write to the table until the index is built; a unique one fails where two rows are alike.",
        "On a table with many rows build it CONCURRENTLY, in a migration of its own.",
        Severity.MINOR,
    ),
    "renaming-column": RENAMED,
    "renaming-table": RENAMED,
    "adding-foreign-key-constraint": Advice(
        BLOCKS,
        "Both tables are locked for writers while every row is checked.",
        "On large tables add it NOT VALID, and VALIDATE it in a migration of its own.",
        Severity.MINOR,
    ),
}


class _Finding(BaseModel):
    file: str
    line: int
    message: str
    rule_name: str


_FINDINGS = TypeAdapter(list[_Finding])


async def hazards(subject: Subject) -> tuple[Remark, ...]:
    """Hazards of every migration; what a migration does to a table it makes itself is none.

    Empty where squawk is not installed: the receipt of the lint then says that it was not run.
    """
    squawk = binary()
    if squawk is None or not subject.migrations:
        return ()
    with tempfile.TemporaryDirectory(prefix="review-") as scratch:
        await asyncio.to_thread(_lay, Path(scratch), subject.migrations)
        files = [f"{number}.sql" for number in range(len(subject.migrations))]
        command: list[str | Path] = [squawk, "--reporter", "json", "--assume-in-transaction", *files]
        ended = await run(command, folder=Path(scratch), seconds=SECONDS, environment={"PATH": os.defpath})
    if ended.code not in (0, 1):
        raise WorkbenchError(f"squawk ended with {ended.code}: {ended.errors.strip()[:500]}")
    found = _FINDINGS.validate_json(ended.output.strip() or "[]")
    return tuple(_remark(subject, each) for each in found if each.rule_name in ADVICE)


def _lay(scratch: Path, migrations: tuple[tuple[str, str], ...]) -> None:
    for number, (_, sql) in enumerate(migrations):
        (scratch / f"{number}.sql").write_text(sql, errors="replace")


def _remark(subject: Subject, finding: _Finding) -> Remark:
    path, sql = subject.migrations[int(Path(finding.file).stem)]
    # squawk counts lines from 0; a finding may start on the comment before its statement.
    lines = sql.splitlines()
    line = next((n for n in range(finding.line, len(lines)) if re.match(r"\s*[A-Za-z]", lines[n])), finding.line)
    advice = ADVICE[finding.rule_name]
    return Remark(
        place=f"{path}:{line + 1}",
        rule=advice.rule,
        message=finding.message.split(". ")[0].rstrip(".") + ".",
        why=advice.why,
        mend=advice.mend,
        severity=advice.severity,
    )
