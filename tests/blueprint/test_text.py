from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from assistant.blueprint.plan import Blueprint
from assistant.blueprint.text import from_yaml, json_schema, to_yaml
from assistant.errors import BlueprintError
from tests.blueprint.any_plan import any_plan
from tests.blueprint.plans import lending


@given(plan=any_plan)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_plan_comes_back_as_it_was(plan: Blueprint) -> None:
    assert from_yaml(to_yaml(plan)) == plan


def test_a_plan_comes_back_from_json_too() -> None:
    plan = lending()
    assert from_yaml(plan.model_dump_json()) == plan


def test_yaml_leaves_defaults_out_and_keeps_the_order() -> None:
    text = to_yaml(lending())
    data = yaml.safe_load(text)
    assert list(data) == ["title", "enums", "models", "relations", "auth", "endpoints"]
    assert data["models"][1]["fields"][0] == {"name": "title", "type": "String", "max_length": 200}


def test_the_kind_of_a_rule_is_written_though_it_is_its_default() -> None:
    data = yaml.safe_load(to_yaml(lending()))
    assert data["models"][1]["access"]["read"] == [{"kind": "public"}]
    assert data["models"][2]["constraints"][0]["kind"] == "ordered"


def test_what_is_typed_tells_apart_text_number_and_truth() -> None:
    plan = from_yaml(
        """
        title: Types
        models:
          - name: Thing
            fields:
              - {name: a, type: String, default: '1'}
              - {name: b, type: Int, default: 1}
              - {name: c, type: Float, default: 1.0}
              - {name: d, type: Boolean, default: true}
        """
    )
    defaults = [field.default for field in plan.models[0].fields]
    assert [(type(value), value) for value in defaults] == [(str, "1"), (int, 1), (float, 1.0), (bool, True)]
    assert from_yaml(to_yaml(plan)) == plan


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: [", "not valid YAML"),
        ("", "blueprint: "),
        ("- 1", "blueprint: "),
        ("models: []", "title: Field required"),
        ("{title: A, colour: red}", "colour: Extra inputs are not permitted"),
        ("{title: A, models: [{name: B, fields: [{name: c}]}]}", "models.0.fields.0.type: Field required"),
        ("{title: A, provider: oracle}", "provider: Input should be 'postgresql', 'mysql' or 'sqlite'"),
        ("{title: 2026-01-31}", "not JSON serializable"),
    ],
)
def test_a_text_that_is_no_plan_names_the_place(text: str, words: str) -> None:
    with pytest.raises(BlueprintError) as raised:
        from_yaml(text)
    assert words in raised.value.message
    assert raised.value.mend


def test_every_wrong_place_is_named_at_once() -> None:
    with pytest.raises(BlueprintError) as raised:
        from_yaml("{title: A, provider: oracle, models: [{}], auth: {kind: magic}}")
    assert all(f"  {place}:" in raised.value.message for place in ("provider", "models.0.name", "auth.kind"))


def test_a_condition_asks_exactly_one_thing() -> None:
    rule = "{kind: public, when: [{field: a, 'null': true, tense: past}]}"
    with pytest.raises(BlueprintError, match="exactly one of one_of, null, tense"):
        from_yaml(f"{{title: A, models: [{{name: B, access: {{read: [{rule}]}}}}]}}")


def test_the_schema_describes_a_plan() -> None:
    schema = json.loads(json_schema())
    assert schema["required"] == ["title"]
    assert {"Model", "Field", "Relation", "Owner", "Limit"} <= set(schema["$defs"])
