"""The example Blueprints, and one model that has every kind of field."""

from __future__ import annotations

from pathlib import Path

from assistant.blueprint.field import Format
from assistant.blueprint.text import from_yaml
from assistant.draft.design import Design, design

BLUEPRINTS = Path(__file__).parents[1] / "fixtures" / "blueprints"
NAMES = tuple(sorted(path.stem for path in BLUEPRINTS.glob("*.yaml")))


def example_design(name: str) -> Design:
    """The Design of one of the example Blueprints."""
    return design(from_yaml((BLUEPRINTS / f"{name}.yaml").read_text(encoding="utf-8")))


def everything() -> Design:
    """One public model with a field of every type and format, each optional, listed and required."""
    types = (
        "String",
        "Int",
        "BigInt",
        "Float",
        "Decimal",
        "Boolean",
        "DateTime",
        "Date",
        "Json",
        "Bytes",
        "Uuid",
        "Mood",
    )
    fields = [f"{{name: a{kind}, type: {kind}}}" for kind in types]
    fields += [f"{{name: b{kind}, type: {kind}, required: false}}" for kind in types]
    fields += [f"{{name: c{kind}s, type: {kind}, many: true}}" for kind in types if kind != "Json"]
    fields += [f"{{name: d{each.value.title()}, type: String, format: {each.value}}}" for each in Format]
    fields += _BOUND
    lines = "".join(f"  - {field}\n" for field in fields)
    return design(from_yaml(_PLAN.format(fields=lines)))


_BOUND = [
    "{name: eShort, type: String, max_length: 2}",
    "{name: eLong, type: String, min_length: 40, max_length: 60}",
    "{name: eEmpty, type: String, min_length: 0}",
    "{name: eLow, type: Int, min: -9, max: -3}",
    "{name: eShare, type: Float, min: 0, max: 1}",
    "{name: ePrice, type: Decimal, precision: 6, scale: 3, min: 0.5, max: 2}",
    "{name: eFraction, type: Decimal, precision: 2, scale: 2}",
    "{name: eWhole, type: Decimal, precision: 4, scale: 0}",
    "{name: eLinks, type: String, many: true, format: url, min_length: 2, max_length: 3}",
    "{name: eUrl, type: String, format: url, min_length: 30, max_length: 80}",
    "{name: eFrom, type: Date}",
    "{name: eUntil, type: Date}",
]
_PLAN = """
title: Everything
enums: [{{name: Mood, values: [GLAD, SAD]}}]
models:
- name: Sample
  fields:
{fields}
  access: {{read: [{{kind: public}}], create: [{{kind: public}}], update: [{{kind: public}}]}}
  constraints: [{{kind: ordered, before: eFrom, after: eUntil}}]
endpoints: [{{model: Sample, path: /samples, operations: [list, read, create, update]}}]
"""
