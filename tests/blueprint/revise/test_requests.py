"""Change requests as people type them, over many plans: the operations that each must come to (requests/*.yaml).

`does` lists the operations in the notation of notation.py, `asks` counts questions, `leaves` the sentences that find no
place; an entry without any of them changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from assistant.blueprint.operations.apply import apply
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.revise.read import revise
from tests.blueprint.revise.notation import line

_HERE = Path(__file__).parent
_BRIEFS = _HERE.parent / "read" / "fixtures" / "given"
_LIBRARY = _HERE.parents[2] / "examples" / "library-lending.md"


@dataclass(frozen=True)
class Wish:
    """One request over one plan, and what it comes to."""

    start: str
    say: str
    does: tuple[str, ...]
    asks: int
    leaves: int


def _wishes() -> list[Wish]:
    files = sorted((_HERE / "requests").glob("*.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text())]
    return [Wish(e["start"], e["say"], tuple(e.get("does", ())), e.get("asks", 0), e.get("leaves", 0)) for e in entries]


@cache
def _plan(start: str) -> Blueprint:
    if start.startswith("threads/"):
        return read_brief(json.loads((_HERE / start).read_text())["start"])
    if start == "library":
        return read_brief(_LIBRARY.read_text())
    return read_brief(next(_BRIEFS.glob(f"{start.removeprefix('briefs/')}-*.md")).read_text())


@pytest.fixture(params=_wishes(), ids=lambda wish: wish.say[:50])
def wish(request: pytest.FixtureRequest) -> Wish:
    found = request.param
    assert isinstance(found, Wish)
    return found


def test_a_request_comes_to_these_operations_and_no_others(wish: Wish) -> None:
    plan = _plan(wish.start)
    revision = revise(wish.say, plan)
    assert tuple(map(line, revision.operations)) == wish.does
    assert len(revision.questions) == wish.asks
    assert len(revision.not_understood) == wish.leaves
    apply(plan, revision.operations)


def test_whatever_the_plan_a_request_can_be_applied_to_it(wish: Wish) -> None:
    for start in ("threads/04.json", "briefs/09"):
        plan = _plan(start)
        apply(plan, revise(wish.say, plan).operations)
