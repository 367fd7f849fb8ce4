"""Blueprint <-> YAML, and its JSON Schema."""

from __future__ import annotations

import json

import yaml
from pydantic import ValidationError

from assistant.blueprint.plan import Blueprint
from assistant.errors import BlueprintError


class _Exact(yaml.SafeDumper):
    """Writes strings so that they come back to the letter."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # YAML reads these as line breaks unless they are escaped, which only double quotes do.
    style = '"' if any(mark in value for mark in "\x85\u2028\u2029") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Exact.add_representer(str, _text)


def to_yaml(blueprint: Blueprint) -> str:
    """YAML that a person can edit: defaults left out, keys in the order of the models."""
    data = blueprint.model_dump(mode="json", exclude_defaults=True)
    return yaml.dump(data, Dumper=_Exact, sort_keys=False, allow_unicode=True, width=110)


def from_yaml(text: str) -> Blueprint:
    """The Blueprint of a YAML (or JSON) text.

    Raises BlueprintError that names every wrong place.
    """
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BlueprintError(f"The blueprint is not valid YAML: {error}", mend="Mend the line it names.") from error
    try:
        # Through JSON, because only there a list is an acceptable tuple and a string an acceptable enum.
        return Blueprint.model_validate_json(json.dumps(data))
    except (ValidationError, TypeError) as error:
        raise BlueprintError(f"The text is not a blueprint:\n{_places(error)}", mend=_SEE_SCHEMA) from error


def json_schema() -> str:
    """The JSON Schema of a Blueprint, indented."""
    return json.dumps(Blueprint.model_json_schema(), indent=2)


_SEE_SCHEMA = "`threadwright blueprint schema` prints what a blueprint may hold."


def _places(error: ValidationError | TypeError) -> str:
    if isinstance(error, TypeError):
        return f"  {error}"
    return "\n".join(f"  {'.'.join(map(str, e['loc'])) or 'blueprint'}: {e['msg']}" for e in error.errors())
