"""A folder drafted earlier, perhaps edited since -> what holds of it now."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.blueprint.plan import Blueprint
from assistant.blueprint.text import from_yaml
from assistant.conversation import Draft, Failure
from assistant.draft.design import design
from assistant.draft.measure import measure_files
from assistant.draft.project import BLUEPRINT, SCHEMA, project_files
from assistant.drafting.edits import TESTS, Edits, changed_tests, edits, edits_since, lost_tests
from assistant.drafting.folder import encoded, read_files
from assistant.drafting.record import Kept, Proven, asked, current, kept, reply
from assistant.drafting.stages import Stages
from assistant.errors import BlueprintError
from assistant.workbench import Suites, Workbench
from assistant.workbench.kept import kept as tests_kept

PROOF = "proof/"
"""Where freshly derived tests lie beside an edited project's own."""
API = "openapi.yaml"
SPECIAL = ("contract.test.ts", "access.test.ts")
"""The tests that prove the contract and the access rules."""


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
    """Run every check on a folder, and hold it against what its own blueprint.yaml derives.

    Another Threadwright derives other files: what it drafted is held against the hashes that it wrote down.
    """
    folder, found = draft.folder, draft.files
    record = await asyncio.to_thread(kept, folder)
    with stages.stage("design", "deriving what the plan asks for"):
        derived = await asyncio.to_thread(design, draft.plan)
        fresh = dict(await bench.format(await asyncio.to_thread(project_files, derived)))
        # A blueprint that a person wrote differently but that says the same is the same plan.
        fresh[BLUEPRINT] = found[BLUEPRINT]
        changes = edits(found, fresh, await bench.migration(fresh[SCHEMA]), record.files)
    told = since(draft, changes, fresh, record)
    proof = proof_files(fresh, told.changes)
    contract, access = ((f"{PROOF}{name}", f"{TESTS}{name}") for name in SPECIAL)
    suites = Suites(contract, access) if proof else Suites()
    overlay = {**(measure_files(derived) if metrics else {}), **proof}
    with stages.stage("prove", "running every check on the real toolchain"):
        # Only what we derive now, byte for byte, is known to be ours.
        proved = await bench.prove(folder, overlay, trusted=not changes.paths, suites=suites)
        tests = await asyncio.to_thread(tests_kept, folder, told.lost, unknown=told.unknown, by=told.by)
    proven = Proven(derived, (*proved.receipts, tests), asked(proved.metrics, metrics), told.changes.paths)
    contents = {path: encoded(text) for path, text in found.items()}
    return reply(proven, contents, str(folder), None, stages.seconds)


@dataclass(frozen=True)
class Since:
    """What somebody changed since the folder was drafted, and the drafted tests that are gone.

    `by` is the other Threadwright that drafted it, empty for this one; `unknown` is why nothing can be said.
    """

    changes: Edits
    lost: tuple[Failure, ...]
    by: str = ""
    unknown: str = ""


def since(draft: Found, changes: Edits, fresh: Mapping[str, str], record: Kept) -> Since:
    """`changes` is how the folder differs from `fresh`, what this Threadwright derives; `record` its receipts.json."""
    if record.threadwright in ("", current()):
        return Since(changes, lost_tests(draft.files, fresh))
    if not record.files:
        why = f"Threadwright {record.threadwright} drafted it, whose tests {current()} does not know; draft it again"
        return Since(Edits((), (), ()), (), unknown=why)
    other = edits_since(draft.files, record.files)
    return Since(other, changed_tests(other, record.threadwright), by=record.threadwright)


def proof_files(fresh: Mapping[str, str], changes: Edits) -> dict[str, str]:
    """The derived contract and access tests beside the project's own, and the document that they hold handlers to.

    None while the project's own are just these: they prove as much.
    """
    rules = [path for path in (*changes.changed, *changes.missing) if path == API or path.startswith(TESTS)]
    if not rules:
        return {}
    texts = {path.removeprefix(TESTS): text for path, text in fresh.items() if path == API or path.startswith(TESTS)}
    return {
        PROOF + path: text.replace(f'"{API}"', f'"{PROOF}{API}"')
        for path, text in texts.items()
        if path in SPECIAL or not path.endswith(".test.ts")
    }
