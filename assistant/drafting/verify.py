"""A folder drafted earlier, perhaps edited since -> what holds of it now."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.blueprint.plan import Blueprint
from assistant.blueprint.text import from_yaml
from assistant.conversation import Draft
from assistant.draft.design import design
from assistant.draft.measure import measure_files
from assistant.draft.project import BLUEPRINT, SCHEMA, project_files
from assistant.drafting.edits import TESTS, Edits, edits, lost_tests
from assistant.drafting.folder import encoded, read_files
from assistant.drafting.record import Proven, asked, reply
from assistant.drafting.stages import Stages
from assistant.errors import BlueprintError
from assistant.workbench import Suites, Workbench
from assistant.workbench.kept import kept

PROOF = "proof/"
"""Where freshly derived tests lie beside an edited project's own."""
API = "openapi.yaml"


@dataclass(frozen=True)
class Found:
    """What a folder holds, path -> text as `read_files` gives it, and the plan among it."""

    folder: Path
    files: Mapping[str, str]
    plan: Blueprint


def look(folder: Path) -> Found:
    """Raises BlueprintError if blueprint.yaml can't be used, and InputError if a file can't be read."""
    files = read_files(folder)
    text = files[BLUEPRINT]
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BlueprintError(f"{folder / BLUEPRINT} is not UTF-8 text", mend="Put the one that was drafted back.")
    return Found(folder, files, from_yaml(text))


async def check(draft: Found, *, bench: Workbench, stages: Stages, metrics: Collection[str]) -> Draft:
    """Run every check on a folder, and hold it against what its own blueprint.yaml derives."""
    folder, found = draft.folder, draft.files
    with stages.stage("design", "deriving what the plan asks for"):
        derived = await asyncio.to_thread(design, draft.plan)
        fresh = dict(await bench.format(await asyncio.to_thread(project_files, derived)))
        # A blueprint that a person wrote differently but that says the same is the same plan.
        fresh[BLUEPRINT] = found[BLUEPRINT]
        changes = edits(found, fresh, await bench.migration(fresh[SCHEMA]))
    proof = proof_files(fresh, changes)
    suites = Suites(f"{PROOF}contract.test.ts", f"{PROOF}access.test.ts") if proof else Suites()
    overlay = {**(measure_files(derived) if metrics else {}), **proof}
    with stages.stage("prove", "running every check on the real toolchain"):
        proved = await bench.prove(folder, overlay, trusted=not (changes.paths or draft.plan.custom), suites=suites)
        tests = await asyncio.to_thread(kept, folder, lost_tests(found, fresh))
    proven = Proven(derived, (*proved.receipts, tests), asked(proved.metrics, metrics), changes.paths)
    contents = {path: encoded(text) for path, text in found.items()}
    return reply(proven, contents, str(folder), None, stages.seconds)


def proof_files(fresh: Mapping[str, str], changes: Edits) -> dict[str, str]:
    """The derived tests beside the project's own, and the document that they hold the handlers to.

    None while the project's own are just these: they prove as much.
    """
    rules = [path for path in (*changes.changed, *changes.missing) if path == API or path.startswith(TESTS)]
    if not rules:
        return {}
    texts = {path.removeprefix(TESTS): text for path, text in fresh.items() if path == API or path.startswith(TESTS)}
    return {PROOF + path: text.replace(f'"{API}"', f'"{PROOF}{API}"') for path, text in texts.items()}
