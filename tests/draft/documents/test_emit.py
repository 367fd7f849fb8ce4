"""YAML that comes back as the data it was made from."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from assistant.draft.documents.emit import to_yaml

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT
_DATA = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4))


@given(st.dictionaries(_TEXT, _DATA, max_size=4))
def test_it_reads_back_as_it_was(data: dict[str, JsonValue]) -> None:
    assert yaml.safe_load(to_yaml(data)) == data


def test_order_is_kept_and_what_is_short_stands_on_one_line() -> None:
    text = to_yaml({"b": {"z": 1, "a": [2, 3]}, "a": {"long": "x" * 100}})
    assert text == f"b: {{z: 1, a: [2, 3]}}\na:\n  long: {'x' * 100}\n"


def test_text_that_another_version_of_yaml_takes_for_a_number_is_quoted() -> None:
    assert to_yaml({"a": "1e3", "b": "0o17", "c": "12:30"}) == "a: '1e3'\nb: '0o17'\nc: '12:30'\n"


def test_nothing_is_shared_by_anchors() -> None:
    same: dict[str, JsonValue] = {"type": "string"}
    assert "&" not in to_yaml({"a": same, "b": same})
