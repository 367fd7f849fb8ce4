"""What a folder keeps of its own proof, and the reply that is made from it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from pydantic import JsonValue

from assistant.blueprint.plan import Blueprint
from assistant.conversation import Draft, Receipt
from assistant.draft.design import Design
from assistant.draft.project import artifact


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


def receipts_text(proven: Proven) -> str:
    """receipts.json: what was checked, by what, on which bytes, and the figures."""
    kept = {
        "threadwright": version("threadwright"),
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
