"""What a folder keeps of its own proof, and the reply that is made from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, Field, JsonValue, ValidationError

from assistant.blueprint.plan import Blueprint
from assistant.conversation import Draft, Receipt
from assistant.draft.design import Design
from assistant.draft.project import artifact
from assistant.drafting.folder import RECEIPTS


@dataclass(frozen=True)
class Proven:
    """A design, what the checks said of it, and what was measured."""

    design: Design
    receipts: tuple[Receipt, ...]
    metrics: Mapping[str, JsonValue]
    edited: tuple[str, ...] = ()

    @property
    def blueprint(self) -> Blueprint:
        """The plan it was derived from."""
        return self.design.blueprint


def asked(measured: Mapping[str, JsonValue], metrics: Collection[str]) -> dict[str, JsonValue]:
    """Of what was measured, what the role asked for, in its order."""
    return {name: measured[name] for name in metrics if name in measured}


class Kept(BaseModel):
    """What receipts.json tells of a folder: which Threadwright drafted it, and the SHA-256 of each file as drafted.

    Whoever edits a file can edit this, too: it is good for telling edits apart, and for no kind of trust.
    """

    threadwright: str = ""
    files: Mapping[str, str] = Field(default_factory=dict)


def kept(folder: Path) -> Kept:
    """As far as receipts.json is there and tells."""
    try:
        return Kept.model_validate_json((folder / RECEIPTS).read_bytes())
    except (OSError, ValidationError):
        return Kept()


def current() -> str:
    """This Threadwright."""
    return version("threadwright")


def receipts_text(proven: Proven, files: Mapping[str, bytes]) -> str:
    """receipts.json: what was checked, by what, on which bytes, the figures, and the hash of each of `files`."""
    kept = {
        "threadwright": current(),
        "files": {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())},
        "receipts": [r.model_dump(mode="json") for r in proven.receipts],
        "metrics": dict(proven.metrics),
    }
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def reply(
    proven: Proven, contents: Mapping[str, bytes], folder: str, archive: str | None, seconds: Mapping[str, float]
) -> Draft:
    """The reply on a folder that holds `contents`, path -> bytes."""
    plan = proven.blueprint
    return Draft(
        title=plan.title,
        blueprint=plan.model_dump(mode="json", exclude_defaults=True),
        artifacts=tuple(artifact(path, content) for path, content in sorted(contents.items())),
        receipts=proven.receipts,
        metrics=dict(proven.metrics),
        assumptions=plan.assumptions,
        questions=plan.questions,
        not_understood=tuple(f"{each.sentence} ({each.why})" for each in plan.not_understood),
        seconds=dict(seconds),
        models=len(plan.models),
        endpoints=len(proven.design.operations),
        tests=_tests(proven.receipts),
        folder=folder,
        archive=archive,
        edited=proven.edited,
    )


def _tests(receipts: Sequence[Receipt]) -> int:
    """How many tests there are: those the `tests` check ran."""
    return sum(sum(r.counts.values()) for r in receipts if r.check == "tests")
