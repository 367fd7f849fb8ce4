"""Where a migration lies, and what it is called."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.blueprint.field import Field
from assistant.blueprint.operations import operation as op
from assistant.drafting.migration.history import History, scripts, summary
from tests.blueprint.plans import lending

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_a_migration_comes_after_every_other_whatever_the_clock_says() -> None:
    lock = "prisma/migrations/migration_lock.toml"
    early, late = (f"prisma/migrations/{year}0101000000_x/migration.sql" for year in (2020, 2030))
    assert scripts({late: "", lock: "", early: ""}) == (early, late)
    assert History({lock: "", early: ""}, lending()).path(AT, "y") == (
        "prisma/migrations/20260102030405_y/migration.sql"
    )
    assert History({early: "", late: ""}, lending()).path(AT, "y") == (
        "prisma/migrations/20300101000001_y/migration.sql"
    )


def test_a_migration_is_called_after_what_it_does() -> None:
    rename = op.RenameField(model="Book", field="price", to="unitPrice")
    assert summary([rename]) == "rename_field_book_price_unit_price"
    assert summary([op.AddField(model="Book", field=Field(name="year", type="Int")), rename]) == (
        "add_field_book_year_and_1_more"
    )
    assert summary([]) == "change"
    assert len(summary([op.RenameModel(model="Long" * 30, to="Longer" * 30)])) <= 60
