from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.blueprint import names

_identifiers = st.from_regex(r"[A-Za-z]{1,9}[0-9]{0,2}([ _-][A-Za-z]{1,9}[0-9]{0,2}){0,3}", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("StockMovement", ["stock", "movement"]),
        ("stockMovement", ["stock", "movement"]),
        ("stock_movement", ["stock", "movement"]),
        ("stock-movement", ["stock", "movement"]),
        ("stock movement", ["stock", "movement"]),
        ("STOCK_MOVEMENT", ["stock", "movement"]),
        ("HTTPServerId", ["http", "server", "id"]),
        ("API2Key", ["api2", "key"]),
        ("isbn13", ["isbn13"]),
        ("  - ", []),
        ("", []),
    ],
)
def test_words(name: str, found: list[str]) -> None:
    assert names.words(name) == found


def test_one_name_in_every_form() -> None:
    assert names.pascal("stock movement") == "StockMovement"
    assert names.camel("stock movement") == "stockMovement"
    assert names.snake("StockMovement") == "stock_movement"
    assert names.kebab("StockMovement") == "stock-movement"
    assert names.screaming("non fiction") == "NON_FICTION"
    assert names.label("StockMovement") == "stock movement"


@given(name=_identifiers)
def test_forms_are_stable_and_keep_the_words_of_a_snake_name(name: str) -> None:
    for form in (names.snake, names.kebab, names.screaming, names.label):
        assert form(form(name)) == form(name)
        assert names.words(form(name)) == names.words(name)
    assert names.camel(name)[:1] == names.camel(name)[:1].lower()
    assert names.pascal(name)[:1] == names.pascal(name)[:1].upper()


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Book", "Books"),
        ("StockMovement", "StockMovements"),
        ("Category", "Categories"),
        ("BookCopy", "BookCopies"),
        ("OrderStatus", "OrderStatuses"),
        ("Address", "Addresses"),
        ("Bus", "Buses"),
        ("Analysis", "Analyses"),
        ("Person", "People"),
        ("child", "children"),
        ("leave", "leaves"),
        ("quiz", "quizzes"),
        ("Staff", "Staff"),
        ("Media", "Media"),
        ("series", "series"),
        ("stock movement", "stock movements"),
        ("stock_movement", "stock_movements"),
    ],
)
def test_plural_and_back(one: str, many: str) -> None:
    assert names.plural(one) == many
    assert names.plural(many) == many
    assert names.singular(many) == one
    assert names.singular(one) == one


@pytest.mark.parametrize(
    ("noun", "said"), [("loan", "a loan"), ("order", "an order"), ("hour", "an hour"), ("user", "a user")]
)
def test_article(noun: str, said: str) -> None:
    assert names.article(noun) == said
