"""schema.prisma: what a plan becomes in the database."""

from __future__ import annotations

from assistant.blueprint.field import Enum, Field
from assistant.blueprint.plan import Auth, AuthKind, Blueprint, Conventions, IdType, Model, Provider, Resource
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.draft.schema import enum_type, prisma_schema

USER = Model(name="User", fields=(Field(name="email", type="String", unique=True),))
BOOK = Model(name="Book", fields=(Field(name="title", type="String"),))


def _line(schema: str, start: str) -> str:
    lines = (" ".join(line.split()) for line in schema.splitlines())
    return next(line for line in lines if f"{line} ".startswith(start))


def test_each_type_has_its_column() -> None:
    fields = (
        Field(name="price", type="Decimal"),
        Field(name="rate", type="Decimal", precision=6, scale=4),
        Field(name="bornOn", type="Date", required=False),
        Field(name="token", type="Uuid", default="uuid()"),
        Field(name="tags", type="String", many=True),
        Field(name="score", type="Int", default=0),
        Field(name="note", type="String", default='say "hi"'),
        Field(name="genre", type="Genre", default="NON_FICTION"),
        Field(name="seenAt", type="DateTime", default="now()"),
    )
    plan = Blueprint(
        title="x",
        enums=(Enum(name="Genre", values=("FICTION", "NON_FICTION")),),
        models=(Model(name="Book", fields=fields),),
    )
    schema = prisma_schema(plan)
    assert _line(schema, "price") == "price Decimal @db.Decimal(12, 2)"
    assert _line(schema, "rate") == "rate Decimal @db.Decimal(6, 4)"
    assert _line(schema, "bornOn") == 'bornOn DateTime? @map("born_on") @db.Date'
    assert _line(schema, "token") == "token String @default(uuid(7)) @db.Uuid"
    assert _line(schema, "tags").split() == ["tags", "String[]"]
    assert _line(schema, "score") == "score Int @default(0)"
    assert _line(schema, "note") == 'note String @default("say \\"hi\\"")'
    assert _line(schema, "genre Genre") == "genre Genre @default(NON_FICTION)"
    assert _line(schema, "seenAt") == 'seenAt DateTime @default(now()) @map("seen_at")'


def test_an_account_gets_its_hash_and_role() -> None:
    plan = Blueprint(
        title="x", models=(USER,), auth=Auth(kind=AuthKind.JWT, roles=("READER", "ADMIN"), default_role="READER")
    )
    schema = prisma_schema(plan)
    assert _line(schema, "passwordHash") == 'passwordHash String @map("password_hash") // argon2id'
    assert _line(schema, "role Role") == "role Role @default(READER)"
    assert "enum Role {\n  READER\n  ADMIN\n" in schema
    assert "passwordHash" not in prisma_schema(plan.model_copy(update={"auth": Auth()}))


def test_two_relations_between_the_same_models_are_named() -> None:
    plan = Blueprint(
        title="x",
        models=(USER, BOOK),
        relations=(
            Relation(model="Book", name="author", target="User", inverse="written", on_delete=OnDelete.CASCADE),
            Relation(model="Book", name="editor", target="User", inverse="edited", required=False),
        ),
    )
    schema = prisma_schema(plan)
    named = '@relation("BookAuthor", fields: [authorId], references: [id], onDelete: Cascade)'
    assert _line(schema, "author User") == f"author User {named}"
    assert _line(schema, "edited") == 'edited Book[] @relation("BookEditor")'
    assert _line(schema, "editor User") == (
        'editor User? @relation("BookEditor", fields: [editorId], references: [id], onDelete: Restrict)'
    )


def test_one_to_one_is_a_unique_key_and_many_to_many_has_none() -> None:
    plan = Blueprint(
        title="x",
        models=(USER, BOOK),
        relations=(
            Relation(model="Book", name="owner", target="User", inverse="book", kind=Kind.ONE_TO_ONE),
            Relation(model="Book", name="fans", target="User", inverse="likes", kind=Kind.MANY_TO_MANY),
        ),
    )
    schema = prisma_schema(plan)
    assert _line(schema, "ownerId") == 'ownerId String @unique @map("owner_id") @db.Uuid'
    assert _line(schema, "book Book?") == 'book Book? @relation("BookOwner")'
    assert _line(schema, "fans") == 'fans User[] @relation("BookFans")'
    assert "fansId" not in schema
    assert "@@index([ownerId" not in schema, "the unique index serves the key"


def test_every_key_order_and_filter_has_an_index_that_ends_in_the_id() -> None:
    book = Model(
        name="Book",
        fields=(Field(name="title", type="String"), Field(name="isbn", type="String", unique=True)),
        unique_together=(("owner", "title"),),
        indexes=(("title",),),
    )
    plan = Blueprint(
        title="x",
        models=(USER, book),
        relations=(
            Relation(model="Book", name="owner", target="User", inverse="books"),
            Relation(model="Book", name="lender", target="User", inverse="lent"),
        ),
        endpoints=(Resource(model="Book", path="/books", sort=("title",), filters=("isbn", "lender")),),
    )
    schema = prisma_schema(plan)
    found = [line.strip() for line in schema.splitlines() if line.strip().startswith("@@")]
    assert found == [
        '@@map("users")',
        "@@unique([ownerId, title])",
        "@@index([title])",
        "@@index([lenderId, id])",
        "@@index([title, id])",
        '@@map("books")',
    ]


def test_soft_delete_and_timestamps_are_columns() -> None:
    schema = prisma_schema(Blueprint(title="x", models=(BOOK.model_copy(update={"soft_delete": True}),)))
    assert _line(schema, "deletedAt") == 'deletedAt DateTime? @map("deleted_at")'
    assert _line(schema, "updatedAt") == 'updatedAt DateTime @default(now()) @updatedAt @map("updated_at")'
    assert "createdAt" not in prisma_schema(
        Blueprint(title="x", models=(BOOK.model_copy(update={"timestamps": False}),))
    )


def test_integer_ids_count_up_and_so_do_keys_to_them() -> None:
    plan = Blueprint(
        title="x",
        models=(USER, BOOK),
        relations=(Relation(model="Book", name="owner", target="User", inverse="books"),),
        conventions=Conventions(id=IdType.INT),
    )
    schema = prisma_schema(plan)
    assert _line(schema, "id ") == "id Int @id @default(autoincrement())"
    assert _line(schema, "ownerId") == 'ownerId Int @map("owner_id")'


def test_other_databases_get_no_postgres_types() -> None:
    fields = (Field(name="price", type="Decimal"), Field(name="day", type="Date"))
    plan = Blueprint(title="x", models=(Model(name="Sale", fields=fields),))
    mysql = prisma_schema(plan.model_copy(update={"provider": Provider.MYSQL}))
    sqlite = prisma_schema(plan.model_copy(update={"provider": Provider.SQLITE}))
    assert "@db.Uuid" not in mysql
    assert "@db.Date" not in mysql
    assert "@db.Decimal(12, 2)" in mysql
    assert "@db." not in sqlite


def test_an_enum_never_hides_behind_a_type_of_postgresql() -> None:
    assert [enum_type(name) for name in ("LoanStatus", "Interval", "Point")] == [
        "loan_status",
        "interval_enum",
        "point_enum",
    ]
