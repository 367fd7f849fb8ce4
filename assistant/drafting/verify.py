"""A folder drafted earlier, perhaps edited since -> what holds of it now."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from pathlib import Path

from assistant.blueprint.text import from_yaml
from assistant.conversation import Draft
from assistant.draft.design import design
from assistant.draft.measure import measure_files
from assistant.draft.project import BLUEPRINT, SCHEMA, project_files
from assistant.drafting.edits import TESTS, edits, lost_tests
from assistant.drafting.folder import read_files
from assistant.drafting.record import Proven, asked, reply
from assistant.drafting.stages import Stages
from assistant.workbench import Suites, Workbench
from assistant.workbench.kept import kept

PROOF = "proof/"
"""Where freshly derived tests lie beside an edited project's own."""


async def check_folder(folder: Path, *, bench: Workbench, stages: Stages, metrics: Collection[str]) -> Draft:
    """Run every check on `folder`, and hold it against what its own blueprint.yaml derives.

    Raises BlueprintError if blueprint.yaml can't be used, and InputError if a file can't be read.
    """
    with stages.stage("design", "deriving what the plan asks for"):
        found = await asyncio.to_thread(read_files, folder)
        derived = await asyncio.to_thread(design, from_yaml(found[BLUEPRINT]))
        fresh = dict(await bench.format(await asyncio.to_thread(project_files, derived)))
        # A blueprint that a person wrote differently but that says the same is the same plan.
        fresh[BLUEPRINT] = found[BLUEPRINT]
        changes = edits(found, fresh, await bench.migration(fresh[SCHEMA]))
    overlay = dict(measure_files(derived)) if metrics else {}
    if changes.paths:
        overlay |= {PROOF + path.removeprefix(TESTS): text for path, text in fresh.items() if path.startswith(TESTS)}
    with stages.stage("prove", "running every check on the real toolchain"):
        suites = Suites(f"{PROOF}contract.test.ts", f"{PROOF}access.test.ts") if changes.paths else Suites()
        proof = await bench.prove(folder, overlay, trusted=not changes.paths, suites=suites)
        tests = await asyncio.to_thread(kept, folder, lost_tests(found, fresh))
    proven = Proven(derived, (*proof.receipts, tests), asked(proof.metrics, metrics), changes.paths)
    contents = {path: text.encode() for path, text in found.items()}
    return reply(proven, contents, str(folder), None, stages.seconds)
