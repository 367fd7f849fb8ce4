"""Where a store may lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.store.address import parse


def test_a_file_is_named_to_the_letter() -> None:
    for name in ("/kept/threadwright.db", "/a b/50%/what?/#1/ü.db"):
        address = parse(f"sqlite:///{name}")
        assert (address.path, address.shown) == (Path(name), name)
        assert address.url.database == name


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ada:hunter2@db.internal:5433/kept", "database kept on db.internal:5433"),
        ("postgres://ada:hunter2@db/kept?sslmode=require", "database kept on db:5432"),
        ("postgresql:///kept?host=/run/hunter2", "database kept on /run/hunter2:5432"),
        ("postgresql:///kept", "database kept on the local socket:5432"),
    ],
)
def test_a_server_is_shown_without_its_password(url: str, shown: str) -> None:
    address = parse(url)
    assert (address.path, address.shown) == (None, shown)
    assert address.url.query["connect_timeout"] == "10"


def test_a_timeout_in_the_url_stays() -> None:
    assert parse("postgresql://db/kept?connect_timeout=3").url.query["connect_timeout"] == "3"


@pytest.mark.parametrize(
    "url", ["", "kept.db", "mysql://ada:hunter2@db/kept", "sqlite://kept.db", "postgresql://ada:hunter2@db:port/kept"]
)
def test_any_other_form_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StoreError, match="THREADWRIGHT_DATABASE_URL") as refusal:
        parse(url)
    assert "hunter2" not in str(refusal.value)
