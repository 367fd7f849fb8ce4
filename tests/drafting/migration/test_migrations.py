"""Changes of a plan become migrations that lead to its schema and keep the rows there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.blueprint.access import Operation
from assistant.blueprint.field import Enum, Field
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.patch import AuthPatch, ConventionsPatch, FieldPatch, RelationPatch
from assistant.blueprint.plan import Blueprint, IdType
from assistant.blueprint.relation import Kind, Relation
from assistant.blueprint.text import from_yaml
from assistant.conversation import Receipt
from assistant.draft.project import SCHEMA, migration_files
from assistant.draft.schema import prisma_schema
from assistant.drafting.folder import write_files
from assistant.drafting.make import migrations
from assistant.drafting.migration.history import History, scripts
from assistant.errors import InputError
from assistant.workbench import Workbench
from tests.blueprint.operations.test_apply import RENTALS
from tests.blueprint.plans import lending

CHECKS = {"migration", "drift", "migration-on-rows", "migration-lint"}
LENDING = lending()
RENTING = from_yaml(RENTALS)
NUMBERED = apply(LENDING, [op.SetConvention(set=ConventionsPatch(id=IdType.INT))])
FOLLOWING = apply(
    LENDING,
    [
        op.AddRelation(
            relation=Relation(
                model="Member", name="follows", target="Member", inverse="followers", kind=Kind.MANY_TO_MANY
            )
        )
    ],
)
UNRATED = op.SetAccess(model="Review", operation=Operation.DELETE, rules=())


async def history(bench: Workbench, plan: Blueprint, operations: Sequence[op.Operation]) -> History:
    """A parent of one migration, made long ago."""
    files = migration_files(await bench.migration(prisma_schema(plan)), datetime(2020, 1, 1, tzinfo=UTC))
    return History(files, plan, operations)


async def proved(bench: Workbench, folder: Path, files: dict[str, str], new: Blueprint) -> dict[str, Receipt]:
    """The receipts of a project of these migrations, by check."""
    write_files(folder, {SCHEMA: prisma_schema(new).encode(), **{path: text.encode() for path, text in files.items()}})
    proof = await bench.prove(folder, {}, trusted=True, only=CHECKS)
    return {each.check: each for each in proof.receipts}


CASES: dict[str, tuple[Blueprint, list[op.Operation], str]] = {
    "a model": (
        RENTING,
        [op.RenameModel(model="Property", to="Listing")],
        "renamed with their values: bookings.property_id to bookings.listing_id, properties to listings",
    ),
    "a model whose pairs change places": (
        LENDING,
        [op.RenameModel(model="Member", to="Author")],
        "_BookToMember to _AuthorToBook, _BookToMember.A to _AuthorToBook.B, _BookToMember.B to _AuthorToBook.A",
    ),
    "a numbered model": (NUMBERED, [op.RenameModel(model="Book", to="Volume")], "books to volumes"),
    "a way back whose pairs change places": (
        FOLLOWING,
        [op.RenameRelation(model="Member", relation="followers", to="watchers")],
        "_MemberFollows.A to _MemberFollows.B",
    ),
    "a field of another type": (
        LENDING,
        [
            op.RenameField(model="Book", field="price", to="unitPrice"),
            op.ChangeField(model="Book", field="unitPrice", set=FieldPatch(type="Float")),
        ],
        "renamed with their values: books.price to books.unit_price",
    ),
    "a relation": (
        LENDING,
        [op.RenameRelation(model="Loan", relation="member", to="borrower")],
        "loans.member_id to loans.borrower_id",
    ),
    "a value": (LENDING, [op.RenameEnumValue(enum="LoanState", value="OPEN", to="LENT")], "15 rows in 5 tables kept"),
    "a second relation to the same": (
        LENDING,
        [
            op.AddRelation(
                relation=Relation(model="Book", name="owner", target="Member", inverse="owned", required=False)
            )
        ],
        "_BookToMember to _BookKeepers",
    ),
    "several instead of one": (
        LENDING,
        [
            op.ChangeRelation(model="Loan", relation="book", set=RelationPatch(kind=Kind.MANY_TO_MANY)),
            op.RenameRelation(model="Loan", relation="book", to="books"),
            op.SetConstraints(model="Loan", constraints=()),
            UNRATED,
        ],
        "now pairs: loans.book_id",
    ),
    "several as a new relation": (
        LENDING,
        [
            op.DropRelation(model="Loan", relation="witness"),
            op.AddRelation(
                relation=Relation(
                    model="Loan", name="witnesses", target="Member", inverse="witnessed", kind=Kind.MANY_TO_MANY
                )
            ),
        ],
        "now pairs: loans.witness_id",
    ),
    "one instead of several": (
        LENDING,
        [
            op.ChangeRelation(
                model="Book", relation="keepers", set=RelationPatch(kind=Kind.MANY_TO_ONE, required=False)
            ),
            op.RenameRelation(model="Book", relation="keepers", to="keeper"),
        ],
        "dropped: _BookToMember",
    ),
    "text that becomes a number": (
        LENDING,
        [
            op.SetLifecycle(model="Loan", lifecycle=None),
            op.ChangeField(model="Loan", field="note", set=FieldPatch(type="Int")),
        ],
        'stops, and changes nothing, at a row (invalid input syntax for type integer: "note 1")',
    ),
    "text that becomes an enum": (
        LENDING,
        [
            op.AddEnum(enum=Enum(name="Genre", values=("FACT", "FICTION"))),
            op.ChangeField(model="Book", field="isbn", set=FieldPatch(type="Genre", unique=False)),
        ],
        "stops, and changes nothing, at a row (invalid input value for enum genre",
    ),
    "a required enum with a value for rows there are": (
        LENDING,
        [
            op.AddEnum(enum=Enum(name="Genre", values=("FACT", "FICTION"))),
            op.AddField(model="Book", field=Field(name="genre", type="Genre"), fill="FACT"),
        ],
        "15 rows in 5 tables kept",
    ),
    "a default that is new": (
        LENDING,
        [
            op.SetLifecycle(model="Loan", lifecycle=None),
            op.AddEnumValue(enum="LoanState", value="LOST"),
            op.ChangeField(model="Loan", field="state", set=FieldPatch(default="LOST")),
        ],
        "15 rows in 5 tables kept",
    ),
    "a value that goes": (
        LENDING,
        [
            op.SetLifecycle(model="Loan", lifecycle=None),
            op.DropEnumValue(enum="LoanState", value="RETURNED"),
        ],
        'stops, and changes nothing, at a row (invalid input value for enum loan_state: "RETURNED")',
    ),
    "required, and nobody knows what": (
        LENDING,
        [
            op.ChangeField(model="Member", field="pin", set=FieldPatch(required=True)),
            op.AddField(model="Book", field=Field(name="year", type="Int")),
        ],
        "stops, and changes nothing, at rows without members.pin; stops, and changes nothing, at rows without "
        "books.year",
    ),
    "required, and known": (
        LENDING,
        [
            op.ChangeField(model="Member", field="pin", set=FieldPatch(required=True), fill="0000"),
            op.AddField(model="Book", field=Field(name="code", type="Uuid", default="uuid()", unique=True)),
            op.RenameField(model="Member", field="pin", to="secretPin"),
        ],
        "renamed with their values: members.pin to members.secret_pin",
    ),
    "no way from one type to the other": (
        LENDING,
        [
            op.DropIndex(model="Book", names=("title",)),
            op.ChangeField(model="Book", field="title", set=FieldPatch(type="Bytes")),
            UNRATED,
        ],
        "dropped: books.title; stops, and changes nothing, at rows without books.title",
    ),
    "a list": (
        LENDING,
        [op.ChangeField(model="Member", field="name", set=FieldPatch(many=True))],
        "15 rows in 5 tables kept",
    ),
    "a model that goes": (LENDING, [op.DropModel(model="Review")], "dropped: reviews"),
    "another role": (
        LENDING,
        [op.SetAuth(set=AuthPatch(roles=("member", "librarian", "clerk"), default_role="clerk"))],
        "15 rows in 5 tables kept",
    ),
}


@pytest.mark.parametrize("case", CASES)
async def test_a_change_keeps_its_rows(bench: Workbench, tmp_path: Path, case: str) -> None:
    plan, operations, detail = CASES[case]
    new = apply(plan, operations)
    parent = await history(bench, plan, operations)
    files = dict(await migrations(new, prisma_schema(new), parent, bench))
    assert {path: files[path] for path in parent.migrations} == parent.migrations
    assert len(scripts(files)) == 2
    receipts = await proved(bench, tmp_path, files, new)
    assert {check: receipt.status.value for check, receipt in receipts.items()} == dict.fromkeys(CHECKS, "passed")
    assert detail in receipts["migration-on-rows"].detail


async def test_a_rename_that_nobody_told_is_no_rename_and_not_let_through(bench: Workbench, tmp_path: Path) -> None:
    new = apply(LENDING, [op.RenameField(model="Book", field="price", to="unitPrice")])
    files = dict(await migrations(new, prisma_schema(new), await history(bench, LENDING, ()), bench))
    receipts = await proved(bench, tmp_path, files, new)
    assert "dropped: books.price" in receipts["migration-on-rows"].detail
    assert "ban-drop-column" in receipts["migration-lint"].detail


async def test_what_goes_without_anything_coming_was_meant_to_go(bench: Workbench, tmp_path: Path) -> None:
    new = apply(LENDING, [op.DropField(model="Book", field="price"), op.DropModel(model="Review")])
    files = dict(await migrations(new, prisma_schema(new), await history(bench, LENDING, ()), bench))
    receipts = await proved(bench, tmp_path, files, new)
    assert "dropped: books.price, reviews" in receipts["migration-on-rows"].detail
    assert "(ban-drop-column, ban-drop-constraint, ban-drop-table)" in receipts["migration-lint"].detail


async def test_operations_that_do_not_lead_to_the_plan_are_left_aside(bench: Workbench) -> None:
    new = apply(LENDING, [op.AddField(model="Book", field=Field(name="year", type="Int", required=False))])
    parent = await history(bench, LENDING, [op.RenameField(model="Book", field="price", to="unitPrice")])
    (_, added) = [
        text for path, text in (await migrations(new, prisma_schema(new), parent, bench)).items() if ".sql" in path
    ]
    assert 'ADD COLUMN     "year" INTEGER' in added
    assert "RENAME" not in added


async def test_what_concerns_no_table_needs_no_migration(bench: Workbench) -> None:
    parent = await history(bench, LENDING, [UNRATED])
    new = apply(LENDING, [UNRATED])
    assert await migrations(new, prisma_schema(new), parent, bench) == parent.migrations


async def test_the_script_says_what_it_means_for_rows(bench: Workbench) -> None:
    operations = [op.AddField(model="Book", field=Field(name="year", type="Int"))]
    new = apply(LENDING, operations)
    files = await migrations(new, prisma_schema(new), await history(bench, LENDING, operations), bench)
    path = scripts(files)[-1]
    assert path.endswith("_add_field_book_year/migration.sql")
    head, sql = files[path].split("\n\n", 1)
    assert head.startswith(
        "-- What this means for rows that there are:\n"
        "--   not-null-on-existing, Book.year: Books that there are have no year"
    )
    assert head.endswith("-- squawk-ignore-file adding-not-nullable-field, require-concurrent-index-creation")
    assert sql.startswith(
        'ALTER TABLE "books" ADD COLUMN "year" INTEGER;\n'
        "-- Book.year is required, and nobody said what rows that there are get.\n"
        '-- If "books" has rows, this stops and changes nothing. To go on, give them a value here:\n'
        '-- UPDATE "books" SET "year" = … WHERE "year" IS NULL\n'
        'ALTER TABLE "books" ALTER COLUMN "year" SET NOT NULL;\n'
    )


async def test_a_parent_whose_migrations_do_not_apply_is_refused(bench: Workbench) -> None:
    parent = History({"prisma/migrations/20200101000000_init/migration.sql": "CREATE TABLE;"}, LENDING)
    with pytest.raises(InputError, match="do not apply: syntax error"):
        await migrations(LENDING, prisma_schema(LENDING), parent, bench)
