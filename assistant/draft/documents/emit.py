"""Data -> YAML as a person would write it: what is short stands on one line."""

from __future__ import annotations

import re
from io import StringIO

import yaml
from pydantic import JsonValue

WIDTH = 120
_SHORT = 96
"""Columns that a mapping or list may take to stand on one line, indentation left out."""


def to_yaml(data: JsonValue) -> str:
    """YAML with the order of `data`, without anchors."""
    dumper = _Dumper(StringIO(), sort_keys=False)
    node = dumper.represent_data(data)
    _lay_out(node, top=True)
    return yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=WIDTH)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


# Numbers of YAML 1.2 that 1.1 takes for text: without these, text like "1e3" would come back as one.
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+$"), list("-+.0123456789")
)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"0o[0-7]+$"), ["0"])


def _lay_out(node: yaml.Node, *, top: bool = False) -> int:
    """Chooses flow or block style for the collections below `node`; gives the width of `node` in flow style."""
    if isinstance(node, yaml.MappingNode):
        width = 2 + sum(_lay_out(key) + _lay_out(value) + 4 for key, value in node.value)
        node.flow_style = not top and width <= _SHORT
    elif isinstance(node, yaml.SequenceNode):
        width = 2 + sum(_lay_out(item) + 2 for item in node.value)
        node.flow_style = width <= _SHORT
    else:
        width = len(str(node.value))
    return width
