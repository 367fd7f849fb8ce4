"""Whatever a file holds, its chunks are its lines: exact, in order, none left out, and small."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.chunking import View, view
from knowledge.chunking.piece import MOST
from tests.knowledge.chunking.cutting import cut

ROOT = Path(__file__).parents[3]
SUFFIXES = "md mdx rst html ipynb ts tsx js py go rs java sql yaml json prisma graphql txt toml css rb unknown".split()
FRAGMENTS = [
    "", " ", "\t", "# One", "## Two", "=====", "-----", "Title", "```", "~~~ts", "---", "<!--", "-->", "<h1>A</h1>",
    "<p>text", "<script>", "</script>", "&amp;", "{", "}", "};", "/* open", "*/", "// note", "# note", '"""', "'''",
    "def f(x):", "    return x", "class A:", "@dec", "function f() {", "export const a = {", "class B {", "  m() {",
    "func (s *S) F() {", "type (", ")", "impl A for B {", "fn x() {}", "#[a]", "CREATE TABLE a (", ");", "key: value",
    "key:", "  - item", '"key": [', "],", "openapi: 3.1.0", "paths:", "  /a:", "    get:", "model User {", "type Q {",
    '{"cells": [', '"source": [', '"text\\n",', "]", "text with words", "ünïcödé 漢字 🙂", "\x0c", "\u2028", "\ud800",
]  # fmt: skip
_LINES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=30), min_size=1, max_size=40)


@settings(max_examples=400, deadline=None)
@given(suffix=st.sampled_from(SUFFIXES), lines=_LINES, end=st.sampled_from(["\n", "\r\n"]))
def test_any_text_is_cut_into_its_own_lines(suffix: str, lines: list[str], end: str) -> None:
    text = end.join(["start", *lines])
    seen = view(f"a.{suffix}", text.encode("utf-8", "surrogatepass"))
    if isinstance(seen, View):
        cut(f"a.{suffix}", text)


@settings(max_examples=150, deadline=None)
@given(suffix=st.sampled_from([*SUFFIXES, "pdf"]), data=st.binary(max_size=400))
def test_bytes_never_break_it(suffix: str, data: bytes) -> None:
    view(f"a.{suffix}", data)
    view(f"a.{suffix}", b"%PDF-1.4\n" + data)


@pytest.mark.parametrize("folder", ["knowledge", "docs", "examples", "assistant/workbench", "tests/blueprint/read"])
def test_files_of_a_real_project_are_cut_small(folder: str) -> None:
    files = [path for path in sorted((ROOT / folder).rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    assert files
    for path in files:
        data = path.read_bytes()
        seen = view(path.name, data)
        if isinstance(seen, View):
            for chunk in cut(path.name, data.decode()):
                assert len(chunk.text) <= MOST or chunk.first_line == chunk.last_line


def test_what_is_broken_is_plain_text() -> None:
    assert [each.kind for each in cut("a.yaml", "a: [1,\nb: }")] == ["text"]
    assert [each.kind for each in cut("a.ipynb", '{"cells": 1}')] == ["text"]
    assert [each.kind for each in cut("a.prisma", "no model here")] == ["text"]


def test_each_line_of_a_long_paragraph_is_kept() -> None:
    text = "\n".join(f"{'word ' * 40}{number}" for number in range(30))
    found = cut("a.txt", text)
    assert "\n".join(each.text for each in found) == text
    assert all(len(each.text) <= MOST for each in found)


def test_a_line_longer_than_a_chunk_is_one_by_itself() -> None:
    found = cut("a.md", f"before\n{'x ' * MOST}\nafter")
    assert [(each.first_line, each.last_line) for each in found] == [(1, 1), (2, 2), (3, 3)]


def test_the_same_bytes_give_the_same_chunks() -> None:
    text = (ROOT / "README.md").read_text()
    assert cut("README.md", text) == cut("README.md", text)
