"""Threads of a person who changes their mind, turn by turn: what each turn must come to (threads/*.json)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.blueprint.access import HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.hazards import hazards
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.relation import Kind
from assistant.blueprint.revise.read import revise
from assistant.blueprint.revise.revision import Revision

_THREADS = sorted((Path(__file__).parent / "threads").glob("*.json"))
_STORED = {"Date": "DateTime", "Uuid": "String"}
_KINDS = {Kind.MANY_TO_ONE: "1-n", Kind.ONE_TO_ONE: "1-1", Kind.MANY_TO_MANY: "n-n"}


@dataclass(frozen=True)
class Turn:
    """What was said and expected, the plan before and after it, and what was read."""

    said: str
    expect: dict[str, object]
    before: Blueprint
    after: Blueprint
    revision: Revision

    def of(self, key: str) -> dict[str, dict[str, str]]:
        found = self.expect.get(key, {})
        assert isinstance(found, dict)
        return found


def _turns() -> list[Turn]:
    found: list[Turn] = []
    for path in _THREADS:
        thread = json.loads(path.read_text())
        plan = read_brief(thread["start"])
        for turn in thread["turns"]:
            revision = revise(turn["say"], plan)
            after = apply(plan, revision.operations)
            found.append(Turn(turn["say"], turn["expect"], plan, after, revision))
            plan = after
    return found


@pytest.fixture(params=_turns(), ids=lambda turn: turn.said[:40])
def turn(request: pytest.FixtureRequest) -> Turn:
    found = request.param
    assert isinstance(found, Turn)
    return found


def _type(plan: Blueprint, model: str, name: str) -> str | None:
    found = plan.model(model)
    field = found.field(name) if found else None
    if field is None:
        return None
    return "Enum" if field.scalar is None else _STORED.get(field.type, field.type)


def _required(plan: Blueprint, place: str) -> bool | None:
    model, name = place.split(".")
    found = plan.model(model)
    field = found.field(name) if found else None
    relation = plan.relation(model, name)
    return field.required if field else relation.required if relation else None


def test_nothing_is_left_over_or_asked_back(turn: Turn) -> None:
    assert turn.revision.not_understood == ()


def test_fields_and_models_come_and_go_as_expected(turn: Turn) -> None:
    for model, fields in turn.of("added_fields").items():
        assert {name: _type(turn.after, model, name) for name in fields} == fields
    for name in turn.expect.get("added_models", ()):  # type: ignore[attr-defined]
        assert turn.before.model(name) is None
        assert turn.after.model(name) is not None
    for name in turn.expect.get("removed_models", ()):  # type: ignore[attr-defined]
        assert turn.before.model(name) is not None
        assert turn.after.model(name) is None
    for model, names in turn.of("removed_fields").items():
        assert [_type(turn.after, model, name) for name in names] == [None] * len(names)


def test_what_is_renamed_is_renamed_and_not_made_anew(turn: Turn) -> None:
    told = {o.kind: o for o in turn.revision.operations}
    for old, new in turn.of("renamed_models").items():
        assert (told["rename_model"].model, told["rename_model"].to) == (old, new)  # type: ignore[union-attr]
        assert turn.after.model(old) is None
    for place, new in turn.of("renamed_fields").items():
        rename = told["rename_field"]
        assert (f"{rename.model}.{rename.field}", rename.to) == (place, new)  # type: ignore[union-attr]


def test_fields_have_the_expected_types_and_qualities(turn: Turn) -> None:
    changed = {place: _type(turn.after, *place.split(".")) for place in turn.of("changed_types")}
    assert changed == turn.of("changed_types")
    required = turn.of("required")
    assert {place: _required(turn.after, place) for place in required} == required
    for place in turn.expect.get("unique", ()):  # type: ignore[attr-defined]
        model, name = place.split(".")
        found = turn.after.model(model)
        field = found.field(name) if found else None
        assert field is not None
        assert field.unique


def test_relations_are_as_expected(turn: Turn) -> None:
    have = {(r.target, r.model, _KINDS[r.kind]) for r in turn.after.relations}
    have |= {(r.model, r.target, _KINDS[r.kind]) for r in turn.after.relations if r.kind is Kind.MANY_TO_MANY}
    for relation in turn.expect.get("relations", ()):  # type: ignore[attr-defined]
        assert (relation["from"], relation["to"], relation["kind"]) in have


def test_access_is_as_expected(turn: Turn) -> None:
    for told in turn.expect.get("access", ()):  # type: ignore[attr-defined]
        model = turn.after.model(told["model"])
        assert model is not None
        names = [name for rule in model.access.rules(Operation(told["action"])) for name in _names(rule)]
        assert told["rule"] in names


def _names(rule: Rule) -> list[str]:
    match rule:
        case HasRole():
            return [f"role:{role}" for role in rule.roles]
        case Owner():
            return ["owner"]
        case Public():
            return ["public"]
        case _:
            return [rule.kind]


def test_its_hazards_are_warned_of(turn: Turn) -> None:
    found = {str(hazard.kind) for hazard in hazards(turn.before, turn.revision.operations)}
    expected = set(turn.expect.get("hazards", ()))  # type: ignore[call-overload]
    # What one signs in with is unique from the start: there is no danger in saying so.
    so_already = {"unique-on-existing"} if any("unique already" in a for a in turn.revision.assumptions) else set()
    assert expected - so_already <= found


def test_a_question_changes_nothing(turn: Turn) -> None:
    if not turn.expect:
        assert turn.revision == Revision()
