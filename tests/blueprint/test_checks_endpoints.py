from __future__ import annotations

import pytest

from assistant.blueprint.checks import check
from tests.blueprint.plans import Value, edited, found

BOOK = "endpoints.Book"
REVIEW = "endpoints.Review"


@pytest.mark.parametrize(
    ("edits", "place", "words"),
    [
        ({"endpoints.+": {"model": "Shelf", "path": "/shelves"}}, "endpoints.4.model", "'Shelf' is not a model"),
        ({"endpoints.+": {"model": "Book", "path": "/more"}}, BOOK, "endpoints twice"),
        ({f"{BOOK}.path": "books"}, f"{BOOK}.path", "not a /kebab-case path"),
        ({f"{BOOK}.path": "/allBooks"}, f"{BOOK}.path", "not a /kebab-case path"),
        ({f"{BOOK}.path": "/books/"}, f"{BOOK}.path", "not a /kebab-case path"),
        ({f"{BOOK}.path": "/{id}"}, f"{BOOK}.path", "not a /kebab-case path"),
        ({f"{BOOK}.path": "/auth"}, f"{BOOK}.path", "where people sign in"),
        ({f"{BOOK}.path": "/loans"}, "endpoints.Loan.path", "share the path '/loans'"),
        ({f"{REVIEW}.path": "/extend"}, f"{REVIEW}.path", "an action of Loan already"),
        ({f"{BOOK}.operations": []}, f"{BOOK}.operations", "no operation"),
        ({f"{BOOK}.operations": ["read", "read"]}, f"{BOOK}.operations", "'read' is listed twice"),
        ({f"{REVIEW}.operations.+": "update"}, f"{REVIEW}.operations", "Nobody may update a Review"),
        ({"models.Book.access.list": []}, f"{BOOK}.operations", "Nobody may list a Book"),
        ({f"{REVIEW}.parent": "book"}, f"{REVIEW}.parent", "'book' is not a relation of Review"),
        ({"relations.Review:loan.kind": "one_to_one"}, f"{REVIEW}.parent", "nothing nests under it"),
        ({f"{BOOK}.filters.+": "author"}, f"{BOOK}.filters", "'author' is not a field or relation of Book"),
        ({f"{BOOK}.filters.+": "loans"}, f"{BOOK}.filters", "'loans' is not a field or relation"),
        ({f"{BOOK}.filters.+": "extra"}, f"{BOOK}.filters", "'extra' is Json"),
        ({f"{BOOK}.filters.+": "title"}, f"{BOOK}.filters", "named twice"),
        ({"endpoints.Member.filters.+": "pin"}, "endpoints.Member.filters", "'pin' is secret"),
        ({f"{BOOK}.sort.+": "author"}, f"{BOOK}.sort", "'author' is not a field of Book"),
        ({f"{BOOK}.sort.+": "keepers"}, f"{BOOK}.sort", "'keepers' is not a field of Book"),
        ({f"{BOOK}.sort.+": "price"}, f"{BOOK}.sort", "'price' is optional"),
        ({f"{BOOK}.sort.+": "tags"}, f"{BOOK}.sort", "'tags' is a list"),
        ({f"{BOOK}.sort.+": "extra"}, f"{BOOK}.sort", "'extra' is optional and Json"),
        ({f"{BOOK}.sort.+": "title"}, f"{BOOK}.sort", "named twice"),
        ({"endpoints.Member.sort.+": "pin"}, "endpoints.Member.sort", "'pin' is secret and optional"),
        ({"conventions": {"page_size": 101}}, "conventions.page_size", "above the largest page of 100"),
        ({"conventions": {"base_path": "api"}}, "conventions.base_path", "is no path"),
        ({"conventions": {"base_path": "/"}}, "conventions.base_path", "is no path"),
    ],
)
def test_an_endpoint_that_cannot_be_served(edits: dict[str, Value], place: str, words: str) -> None:
    finding = found(**edits)
    assert finding.place == place
    assert words in finding.message
    assert finding.mend


def test_a_path_that_is_nearly_right_is_mended() -> None:
    assert found(**{f"{BOOK}.path": "allBooks"}).mend == "Write '/all-books'."


@pytest.mark.parametrize(
    "edits",
    [
        {"conventions": {"base_path": "/api/v1", "page_size": 100}},
        {"endpoints.Member.filters.+": "kept"},
        {f"{BOOK}.filters.+": "updatedAt"},
        {"models.Book.timestamps": True, f"{BOOK}.sort.+": "updatedAt"},
    ],
)
def test_an_endpoint_that_can(edits: dict[str, Value]) -> None:
    assert check(edited(**edits)) == ()


def test_what_is_not_kept_orders_nothing() -> None:
    assert "'createdAt' is not a field of Book" in found(**{"models.Book.timestamps": False}).message
