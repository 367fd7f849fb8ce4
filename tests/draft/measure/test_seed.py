"""A thousand rows in every table of a plan with every kind of column and knot, on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString, cast

import psycopg
import pytest

from assistant.blueprint.text import from_yaml
from assistant.draft.design import Design, design
from assistant.draft.measure.seed import seed_sql
from tests.draft.measure.conftest import database

FIXTURES = Path(__file__).parent / "fixtures"
TABLES = ("users", "teams", "memberships", "desks")


def crew(ids: str) -> Design:
    """The plan of the fixtures; `ids` is uuid or int."""
    return design(from_yaml((FIXTURES / "crew.yaml").read_text() + f"conventions: {{id: {ids}}}\n"))


@pytest.fixture(scope="module", params=["uuid", "int"])
def seeded(request: pytest.FixtureRequest, server: str) -> Iterator[psycopg.Connection]:
    """The migrated database with the seed in it."""
    with database(server, f"crew-{request.param}") as connection:
        connection.execute((FIXTURES / f"crew-{request.param}.sql").read_bytes())
        connection.execute(seed_sql(crew(request.param)).encode())
        yield connection


def _all(database: psycopg.Connection, query: str) -> list[tuple[object, ...]]:
    return database.execute(cast(LiteralString, query)).fetchall()


def test_every_table_has_its_rows(seeded: psycopg.Connection) -> None:
    counts = {table: _all(seeded, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
    assert counts == dict.fromkeys(TABLES, 1000)


def test_the_planner_knows_them(seeded: psycopg.Connection) -> None:
    rows = _all(
        seeded, "SELECT relname, reltuples FROM pg_class WHERE relkind = 'r' AND relname = ANY('{users,teams}')"
    )
    assert sorted(rows) == [("teams", 1000), ("users", 1000)]


def test_links_are_made_both_to_others_and_within_a_table(seeded: psycopg.Connection) -> None:
    tables = [
        str(row[0]) for row in _all(seeded, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^_[A-Z]'")
    ]
    assert len(tables) == 2
    for table in tables:
        assert cast(int, _all(seeded, f'SELECT count(*) FROM "{table}"')[0][0]) > 1900


def test_bounds_and_order_are_kept(seeded: psycopg.Connection) -> None:
    broken = """
        SELECT id FROM teams WHERE length(name) < 20 OR budget NOT BETWEEN 1 AND 9 OR share NOT BETWEEN 0 AND 1
        OR size NOT BETWEEN 2 AND 4 OR cardinality(labels) < 2 OR ends_at <= starts_at OR deleted_at IS NOT NULL
    """
    assert _all(seeded, broken) == []
    assert _all(seeded, "SELECT DISTINCT size FROM teams ORDER BY size") == [(2,), (3,), (4,)]


def test_enums_and_roles_are_spread(seeded: psycopg.Connection) -> None:
    assert len(_all(seeded, "SELECT DISTINCT level FROM memberships")) == 3
    assert len(_all(seeded, "SELECT DISTINCT role FROM users")) == 2


def test_one_account_owns_more_than_the_largest_page(seeded: psycopg.Connection) -> None:
    owned = _all(seeded, "SELECT max(n) FROM (SELECT count(*) AS n FROM memberships GROUP BY user_id) AS owners")
    assert cast(int, owned[0][0]) >= 101


def test_knots_of_optional_keys_are_tied_afterwards(seeded: psycopg.Connection) -> None:
    assert _all(seeded, "SELECT count(*) FROM teams WHERE leader_id IS NULL") == [(0,)]
    parents = _all(seeded, "SELECT count(parent_id) FROM teams")[0][0]
    assert parents == 992


def test_the_next_row_comes_after_the_seeded_ones(seeded: psycopg.Connection) -> None:
    """As lists are ordered by id, newest first; a UUID of version 7 made today is above this one."""
    ids = _all(seeded, "SELECT id::text FROM users ORDER BY users.id DESC LIMIT 1")[0][0]
    if ids == "1000":
        assert _all(seeded, "SELECT nextval(pg_get_serial_sequence('users', 'id'))") == [(1001,)]
    else:
        assert ids == "01900000-0000-7000-8000-0000000003e8"
