"""Words that texts are found by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.tokens import question_tokens, stem, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("createInvoice", ["createinvoice", "creat", "invoic"]),
        ("create_invoice", ["createinvoice", "creat", "invoic"]),
        ("parseHTTPResponse2", ["parsehttpresponse2", "pars", "http", "respons", "2"]),
        ("user.email", ["user", "email"]),
        ("PATCH /orders/{id}", ["patch", "order", "id"]),
        ("Größe der Datei", ["größe", "der", "datei"]),
        ("東京駅", ["東京", "京駅"]),
        ("", []),
    ],
)
def test_identifiers_are_split_and_kept_whole(text: str, expected: list[str]) -> None:
    assert list(tokens(text)) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ["invoice", "invoices", "invoiced", "invoicing"],
        ["query", "queries"],
        ["stop", "stops", "stopped", "stopping"],
        ["class", "classes"],
        ["match", "matches", "matched"],
    ],
)
def test_endings_of_english_are_taken_off(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("general", "generate"), ("status", "stats"), ("ring", "r"), ("v2", "v")])
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_question_keeps_what_it_asks_for() -> None:
    assert question_tokens("What does the createInvoice method do?") == ["createinvoice", "creat", "invoic", "method"]
    assert question_tokens("How?") == ["how"]
    assert question_tokens("?!") == []


@given(st.text())
def test_tokens_are_letters_and_digits_in_lower_case(text: str) -> None:
    for token in tokens(text):
        assert token.isalnum()
        assert len(token) <= 64
        assert token == token.lower() or not token.isascii()


@given(st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=2, max_size=4))
def test_an_identifier_is_the_same_in_snake_and_camel_case(parts: list[str]) -> None:
    camel = parts[0] + "".join(part.title() for part in parts[1:])
    assert list(tokens("_".join(parts))) == list(tokens(camel))


@given(st.text(), st.text())
def test_texts_side_by_side_have_the_tokens_of_both(one: str, other: str) -> None:
    assert list(tokens(f"{one} {other}")) == [*tokens(one), *tokens(other)]
