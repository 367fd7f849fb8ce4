"""Blueprint -> a folder with a proven backend."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

from assistant.blueprint.plan import Blueprint
from assistant.conversation import Draft
from assistant.draft.design import design
from assistant.draft.diagram import er_diagram
from assistant.draft.measure import measure_files
from assistant.draft.project import SCHEMA, migration_files, project_files, write_archive
from assistant.drafting.folder import DIAGRAM, RECEIPTS, staged, write_files
from assistant.drafting.migration.history import History, summary
from assistant.drafting.migration.write import keeping, known, migration
from assistant.drafting.record import Proven, asked, receipts_text, reply
from assistant.drafting.stages import Stages
from assistant.errors import BlueprintError
from assistant.workbench import Workbench

FIRST = 1
"""The version that a folder holds where nobody counts; threads count theirs."""


async def make(
    blueprint: Blueprint,
    out: Path,
    *,
    bench: Workbench,
    stages: Stages,
    force: bool,
    metrics: Collection[str],
    history: History | None = None,
    number: int = FIRST,
) -> Draft:
    """Derive, prove, and write the folder `out` in one step at the end; `metrics` names what to measure.

    `number` is the version, for the name of the archive. With a `history` the migrations of the parent are kept, and
    one that takes its rows along is added where the database changes. Raises BlueprintError for a plan that can't be
    drafted, and InputError if `out` came to hold something meanwhile, or the parent's migrations do not apply.
    """
    if not blueprint.models:
        raise BlueprintError("There is nothing to model in this brief.", mend=" ".join(blueprint.questions))
    with stages.stage("design", "deriving every file from the plan"):
        derived = await asyncio.to_thread(design, blueprint)
        raw = await asyncio.to_thread(project_files, derived)
    with stages.stage("format", f"formatting {len(raw)} files"):
        files = dict(await bench.format(raw))
    with stages.stage("migrate", "writing the migration"):
        files |= await migrations(blueprint, files[SCHEMA], history, bench)
    with staged(out, force=force) as stage:
        contents = {path: text.encode() for path, text in files.items()}
        await asyncio.to_thread(write_files, stage, contents)
        drawing = asyncio.create_task(er_diagram(blueprint))
        with stages.stage("prove", "running every check on the real toolchain"):
            proof = await bench.prove(stage, measure_files(derived) if metrics else {}, trusted=not blueprint.custom)
        with stages.stage("pack", "writing the folder"):
            proven = Proven(derived, proof.receipts, asked(proof.metrics, metrics))
            contents[RECEIPTS] = receipts_text(proven, contents).encode()
            contents[DIAGRAM] = await drawing
            archive = f"{derived.slug}-v{number}.zip"
            await asyncio.to_thread(_pack, stage, archive, derived.slug, contents)
    contents[archive] = await asyncio.to_thread((out / archive).read_bytes)
    return reply(proven, contents, str(out), archive, stages.seconds)


async def migrations(blueprint: Blueprint, schema: str, history: History | None, bench: Workbench) -> Mapping[str, str]:
    """Everything below prisma/migrations/: the first one, or those there were and what leads on from them.

    Raises InputError where those there were do not apply.
    """
    if history is None:
        return migration_files(await bench.migration(schema), datetime.now(UTC))
    operations = known(history, blueprint)
    kept = keeping(history.plan, operations, blueprint)
    rest = await bench.next_migration(history.scripts, kept, schema)
    sql = migration(history.plan, operations, blueprint, kept, rest)
    path = history.path(datetime.now(UTC), summary(operations))
    return {**history.migrations, path: sql} if sql else history.migrations


def _pack(stage: Path, archive: str, root: str, contents: dict[str, bytes]) -> None:
    write_files(stage, {name: contents[name] for name in (DIAGRAM, RECEIPTS)})
    write_archive(stage / archive, root, contents)
