"""How much of a text is read, counted in characters and sentences; what is left out is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.blueprint.read.bounds import BRIEF, LONGEST_SENTENCE, MESSAGE, Limits, bounded
from assistant.blueprint.read.clean import clean
from assistant.blueprint.read.prisma import is_schema
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.read.statement import read_statements, sentences
from assistant.blueprint.revise.read import revise

_BRIEFS = sorted((Path(__file__).parent / "fixtures").glob("*/*.md"))
_SIZE = 200_000
_UNENDING = (
    "book ",
    "a",
    "and ",
    "(",
    '"',
    "(a, ",
    "1,",
    " ",
    "\n",
    "\u0301",
    "漢",
    "is a ",
    "- ",
    "|",
    "a book has a b, ",
)


def _long(piece: str) -> str:
    return piece * (_SIZE // len(piece))


@pytest.mark.parametrize("path", _BRIEFS, ids=lambda path: path.stem)
def test_a_brief_of_usual_length_is_read_to_the_letter(path: Path) -> None:
    text = path.read_text()
    assert bounded(text, BRIEF).text == text
    assert bounded(text, BRIEF).unread == ()


@pytest.mark.parametrize("piece", _UNENDING)
def test_a_text_without_end_is_cut_to_bounded_statements(piece: str) -> None:
    within = bounded(_long(piece), BRIEF)
    assert len(within.text) <= BRIEF.characters
    statements = read_statements(clean(within.text)).statements
    assert len(statements) <= 2 * BRIEF.sentences
    assert all(len(statement.text) <= 3 * LONGEST_SENTENCE for statement in statements)


def test_what_goes_beyond_the_limits_is_counted_and_told() -> None:
    within = bounded("Books have a title. " * 10, Limits(characters=1_000, sentences=4))
    assert within.text.count("title") == 4
    (told,) = within.unread
    assert told.sentence == "Books have a title."
    assert "the last 6 sentences were not read" in told.why


def test_characters_are_limited_as_sentences_are() -> None:
    within = bounded("Books have a title.\n" * 10, Limits(characters=60, sentences=100))
    assert within.text == "Books have a title.\n" * 3
    assert "the last 7 sentences" in within.unread[0].why


def test_a_sentence_that_goes_on_is_cut_where_another_begins() -> None:
    within = bounded(", and ".join(f"a book{i} has a title" for i in range(100)), BRIEF)
    assert within.unread == ()
    assert max(map(len, sentences(within.text))) <= LONGEST_SENTENCE
    assert within.text.count("has a title") == 100


def test_the_end_of_a_sentence_that_never_ends_is_told() -> None:
    within = bounded(f"Books have {'very ' * 300}long titles. Authors have a name.", BRIEF)
    assert within.text.endswith("Authors have a name.")
    (told,) = within.unread
    assert told.sentence.startswith("very very")
    assert "1,000 characters" in told.why


def test_open_brackets_and_quotes_shelter_no_more_than_a_sentence() -> None:
    for mark in '("':
        found = sentences(f"Books {mark} have a title. " * 1_001)
        assert max(map(len, found)) <= 2 * LONGEST_SENTENCE


def test_short_lines_are_joined_to_bounded_ones() -> None:
    statements = read_statements("and more of it\n" * 1_000).statements
    assert max(len(statement.text) for statement in statements) <= 2 * LONGEST_SENTENCE


def test_a_brief_tells_what_was_not_read() -> None:
    plan = read_brief("Books have a title. " + "They are nice. " * BRIEF.sentences)
    assert [model.name for model in plan.models] == ["Book"]
    assert "was not read" in plan.not_understood[-1].why


def test_a_message_tells_what_was_not_read() -> None:
    plan = read_brief("Books have a title and a price.")
    revision = revise("Drop the price. " + "Thank you. " * MESSAGE.sentences + "Drop the title.", plan)
    assert len(revision.operations) == 1
    assert "not read" in revision.not_understood[-1].why


@pytest.mark.parametrize("text", [_long("\n"), _long(" \n"), _long("model\n"), _long("enum a ")])
def test_blank_lines_are_no_schema(text: str) -> None:
    assert not is_schema(text)


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(0, 200), st.integers(0, 20))
def test_any_text_keeps_to_any_limits(text: str, characters: int, count: int) -> None:
    within = bounded(text, Limits(characters, count))
    assert len(within.text) <= characters
    assert within.unread or within.text == text or any(c * 81 in text for c in text)
