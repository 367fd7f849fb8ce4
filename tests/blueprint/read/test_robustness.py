"""Any text at all: the reader never fails, says the same twice, and plans nothing that contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.blueprint.checks import check
from assistant.blueprint.plan import AuthKind
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.text import from_yaml, to_yaml

_BRIEFS = sorted((Path(__file__).parent / "fixtures").glob("*/*.md"))
_LINES = sorted({line for path in _BRIEFS for line in path.read_text().splitlines() if line.strip()})
_WORDS = sorted({word for line in _LINES for word in line.split()})

_settings = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _is_sound(text: str) -> bool:
    plan = read_brief(text)
    assert plan == read_brief(text)
    assert from_yaml(to_yaml(plan)) == plan
    if not plan.models:
        assert plan.questions
        return True
    return check(plan) == ()


@_settings
@given(st.lists(st.sampled_from(_LINES), max_size=14))
def test_lines_of_different_briefs_in_any_order(lines: list[str]) -> None:
    assert _is_sound("\n".join(lines))


@_settings
@given(st.lists(st.sampled_from(_WORDS), max_size=60))
def test_words_in_any_order(words: list[str]) -> None:
    assert _is_sound(" ".join(words))


@_settings
@given(st.text(max_size=200))
def test_any_characters(text: str) -> None:
    assert _is_sound(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "Hi there!",
        "what can you do?",
        "banana",
        "😀😀😀",
        "Thanks, see you tomorrow.",
        "How are you today?",
        "---\n***\n",
        "Out of scope: payments, messaging",
    ],
)
def test_a_text_with_nothing_to_model_gets_a_question_back(text: str) -> None:
    plan = read_brief(text)
    assert plan.models == ()
    assert plan.questions
    assert plan.auth.kind is AuthKind.NONE


@pytest.mark.parametrize(
    "text",
    [
        "authors have a name\r\nbooks have a title and belong to an author\r\n",
        "AUTHORS HAVE A NAME. BOOKS HAVE A TITLE AND BELONG TO AN AUTHOR.",
        "authors have a name\n\tbooks have a title and belong to an author",
        "**Author**: name\n**Book**: title, author",
        "| Entity | Fields |\n|---|---|\n| Author | name |\n| Book | title, author |",
        "1) authors have a name\n2) books have a title and belong to an author",
        "📚 authors have a name. 📖 books have a title and belong to an author!!!",
        "## Author\n- name\n\n## Book\n- title\n- author",
        "Author = name\nBook = title, author",
    ],
)
def test_the_same_plan_whatever_the_dress(text: str) -> None:
    plan = read_brief(text)
    assert sorted(model.name for model in plan.models) == ["Author", "Book"]
    assert [(r.model, r.target, r.kind.value) for r in plan.relations] == [("Book", "Author", "many_to_one")]
    assert [field.name for model in plan.models for field in model.fields] in (["name", "title"], ["title", "name"])


@pytest.mark.parametrize(
    "text", ["Post: title, tags | | bytes, name", "Posts have a title. Post: tags | | bytes, é 10"]
)
def test_a_choice_with_nothing_between_its_marks(text: str) -> None:
    assert _is_sound(text)
