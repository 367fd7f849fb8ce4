"""Short everyday briefs, as a newcomer types them first, are read whole.

`fixtures/short.txt` holds a brief a paragraph, and below it its plan, one model a line:
`Model(field field?) > Parent Other* Third?`. Fields in parentheses are all that the model has; without parentheses
only the model and what it refers to are held. `?` is optional, `*` many to many, and `A|B` either of the two.
`field:Type` holds a type, and `field:A/B` the values of a choice.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.blueprint.checks import require_sound
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.read.merge import split_clauses
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.read.short.clause import tell
from assistant.blueprint.read.short.lacking import lacking
from assistant.blueprint.read.short.retell import retold
from assistant.blueprint.relation import Kind

_LINE = re.compile(r"(?P<names>[\w|]+)(?:\((?P<fields>[^)]*)\))?(?: > (?P<targets>.*))?")
_BRIEFS = [
    paragraph.split("\n")
    for paragraph in (Path(__file__).parent / "fixtures/short.txt").read_text().strip().split("\n\n")
]


def _said(plan: Blueprint, model: Model, field: str) -> bool:
    """Whether the model has this field."""
    name, _, kind = field.rstrip("?").partition(":")
    found = next((f for f in model.fields if f.name == name), None)
    if found is None or (field.endswith("?") and found.required):
        return False
    if "/" not in kind:
        return kind in {"", found.type}
    enum = next((e for e in plan.enums if e.name == found.type), None)
    return enum is not None and [v if isinstance(v, str) else v.name for v in enum.values] == kind.split("/")


def _fields(plan: Blueprint, model: Model, expected: str) -> Iterator[str]:
    left = {f.name for f in model.fields}
    for field in expected.split():
        alternatives = field.split("|")
        if not any(_said(plan, model, one) for one in alternatives):
            yield f"{model.name} has no {field}"
        left -= {one.rstrip("?").partition(":")[0] for one in alternatives}
    if left:
        yield f"{model.name} has {', '.join(sorted(left))}"


def _targets(plan: Blueprint, expected: dict[str, str]) -> Iterator[str]:
    left = list(plan.relations)
    for model, targets in expected.items():
        for target in targets.split():
            for one in target.split("|"):
                name, many, optional = one.rstrip("*?"), "*" in one, "?" in one
                fits = [
                    r
                    for r in left
                    if (many == (r.kind is Kind.MANY_TO_MANY))
                    and (not optional or not r.required)
                    and ((r.model, r.target) == (model, name) or (many and (r.target, r.model) == (model, name)))
                ]
                if fits:
                    left.remove(fits[0])
                    break
            else:
                yield f"{model} does not refer to {target}"
    for relation in left:
        yield f"{relation.model} refers to {relation.target} as {relation.name}"


def faults(plan: Blueprint, expected: list[str]) -> list[str]:
    """What is missing from a plan or too much in it."""
    found: list[str] = []
    models = {m.name: m for m in plan.models}
    targets: dict[str, str] = {}
    for line in expected:
        told = _LINE.fullmatch(line.strip())
        assert told is not None, line
        name = next((n for n in told["names"].split("|") if n in models), None)
        if name is None:
            found.append(f"no {told['names']}")
            continue
        model = models.pop(name)
        targets[name] = told["targets"] or ""
        if told["fields"] is not None:
            found += _fields(plan, model, told["fields"])
    return [*found, *(f"{name} is too much" for name in models), *_targets(plan, targets)]


@pytest.mark.parametrize("brief", _BRIEFS, ids=lambda b: b[0][:40])
def test_a_short_brief_is_read_whole(brief: list[str]) -> None:
    started = time.perf_counter()
    plan = read_brief(brief[0])
    assert time.perf_counter() - started < 1
    require_sound(plan)
    assert faults(plan, brief[1:]) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("customers", "bring", "device"), {"Customer", "Device"}),
        (("client", "makes", "order"), {"Client", "Order"}),
        (("stock", "order", "line"), {"StockOrderLine"}),
    ],
)
def test_a_clause_is_never_a_name(words: tuple[str, ...], expected: set[str]) -> None:
    notebook = Notebook()
    notebook.declare(words, 3)
    split_clauses(notebook)
    assert {entity.name for entity in notebook.entities.values()} == expected


def test_what_leaves_no_record_is_told_as_not_understood() -> None:
    plan = read_brief("Mechanics fix cars. A car has a plate and belongs to a customer.")
    assert [n.sentence for n in plan.not_understood] == ["Mechanics fix cars"]


def test_a_brief_that_is_read_well_as_typed_is_not_told_anew() -> None:
    short = retold("Members borrow books. A book has a title.")
    assert short is not None
    assert not lacking(read_brief("Members borrow books. A book has a title."), short)
    assert lacking(read_brief("A book has a title."), short)
    assert retold("- Members borrow books.\n- A book has a title.") is None


@pytest.mark.parametrize("text", ["A lamp has a colour which is red.", "Lamps: name -> code.", "Is it late?"])
def test_a_sentence_that_is_not_plain_is_not_told(text: str) -> None:
    assert tell(text) is None
