"""Whole briefs of many styles: the models, fields and relations that a person finds in them.

Beside each brief lies what was written down for it by hand and is read: `String?!` is an optional, unique String.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.blueprint.checks import check
from assistant.blueprint.field import Field
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read.prose import read_brief

_BRIEFS = sorted((Path(__file__).parent / "fixtures").glob("*/*.md"))


@pytest.fixture(params=_BRIEFS, ids=lambda path: path.stem)
def brief(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


@pytest.fixture
def plan(brief: Path) -> Blueprint:
    return read_brief(brief.read_text())


def test_the_models_of_the_brief_are_planned_and_no_others(brief: Path, plan: Blueprint) -> None:
    expected = yaml.safe_load(brief.with_suffix(".yaml").read_text())["models"]
    assert sorted(model.name for model in plan.models) == sorted(expected)


def test_their_fields_have_the_types_that_the_words_imply(brief: Path, plan: Blueprint) -> None:
    expected = yaml.safe_load(brief.with_suffix(".yaml").read_text())["fields"]
    read = {
        model.name: {f.name: _said(f) for f in model.fields if f.name in expected[model.name]}
        for model in plan.models
        if model.name in expected
    }
    assert read == expected


def test_their_relations_are_planned(brief: Path, plan: Blueprint) -> None:
    expected = yaml.safe_load(brief.with_suffix(".yaml").read_text())["relations"]
    read = {f"{r.model}.{r.name} -> {r.target} {r.kind.value}" for r in plan.relations}
    assert set(expected) <= read


def test_the_plan_contradicts_itself_nowhere(plan: Blueprint) -> None:
    assert check(plan) == ()


def test_every_model_has_endpoints_that_somebody_may_use(plan: Blueprint) -> None:
    assert {model.name for model in plan.models} == {resource.model for resource in plan.endpoints}


def _said(field: Field) -> str:
    return f"{field.type}{'' if field.required else '?'}{'!' if field.unique else ''}"
