"""The reader of an existing schema.prisma."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.blueprint.checks import check
from assistant.blueprint.field import NOW, Enum, Field, Scalar, Write
from assistant.blueprint.names import camel, plural
from assistant.blueprint.plan import AuthKind, Blueprint, IdType, Model, Provider
from assistant.blueprint.read.prisma import is_schema, read
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.draft.schema import prisma_schema
from assistant.errors import InputError

LIBRARY = """
datasource db {
  provider = "postgresql"
}

enum Role {
  MEMBER
  LIBRARIAN

  @@map("role")
}

model User {
  id           String   @id @default(uuid(7)) @db.Uuid
  email        String   @unique // trimmed and lower case
  passwordHash String   @map("password_hash") // argon2id
  role         Role     @default(MEMBER)
  createdAt    DateTime @default(now()) @map("created_at")
  loans        Loan[]

  @@map("users")
}

model Book {
  id     String @id @default(uuid(7)) @db.Uuid
  isbn   String @unique @db.VarChar(13)
  price  Decimal @default(1.50) @db.Decimal(10, 2)
  tags   String[]
  loans  Loan[]
}

/// A loan is open while returnedAt is null.
model Loan {
  id         String    @id @default(uuid(7)) @db.Uuid
  memberId   String    @map("member_id") @db.Uuid
  bookId     String    @map("book_id") @db.Uuid
  dueAt      DateTime  @map("due_at")
  returnedAt DateTime? @map("returned_at")
  createdAt  DateTime  @default(now())
  updatedAt  DateTime  @updatedAt
  deletedAt  DateTime?
  member     User      @relation(fields: [memberId], references: [id], onDelete: Cascade)
  book       Book      @relation(fields: [bookId], references: [id])

  @@unique([memberId, bookId])
  @@index([bookId, returnedAt])
}
"""


def schema(body: str) -> Blueprint:
    return read('datasource db {\n provider = "postgresql"\n}\n' + body)


def told(blueprint: Blueprint) -> list[str]:
    return [each.sentence for each in blueprint.not_understood]


def test_a_whole_schema() -> None:
    blueprint = read(LIBRARY)
    assert check(blueprint) == ()
    assert blueprint.not_understood == ()
    assert [model.name for model in blueprint.models] == ["User", "Book", "Loan"]
    assert blueprint.model("Book") == Model(
        name="Book",
        fields=(
            Field(name="isbn", type="String", unique=True, max_length=13),
            Field(name="price", type="Decimal", default=1.5, precision=10, scale=2),
            Field(name="tags", type="String", many=True),
        ),
        timestamps=False,
        access=blueprint.models[1].access,
    )
    loan = blueprint.models[2]
    assert loan.description == "A loan is open while returnedAt is null."
    assert [field.name for field in loan.fields] == ["dueAt", "returnedAt"]
    assert (loan.timestamps, loan.soft_delete) == (True, True)
    assert loan.unique_together == (("member", "book"),)
    assert loan.indexes == (("book", "returnedAt"),)


def test_relations_with_their_way_back_and_what_deleting_does() -> None:
    member, book = read(LIBRARY).relations
    assert (member.model, member.name, member.target, member.inverse) == ("Loan", "member", "User", "loans")
    assert (member.kind, member.on_delete) == (Kind.MANY_TO_ONE, OnDelete.CASCADE)
    assert (book.name, book.on_delete) == ("book", OnDelete.RESTRICT)


def test_a_model_with_a_password_is_the_account_and_its_role_enum_the_roles() -> None:
    blueprint = read(LIBRARY)
    assert blueprint.auth.kind is AuthKind.JWT
    assert (blueprint.auth.model, blueprint.auth.identifier) == ("User", "email")
    assert (blueprint.auth.roles, blueprint.auth.default_role) == (("MEMBER", "LIBRARIAN"), "MEMBER")
    assert blueprint.enums == ()
    assert [field.name for field in blueprint.models[0].fields] == ["email", "createdAt"]
    assert blueprint.models[0].fields[1].write is Write.SERVER
    assert any("password" in assumption for assumption in blueprint.assumptions)
    assert blueprint.questions


def test_without_a_password_nobody_signs_in_and_that_is_said() -> None:
    blueprint = schema("model Note {\n id Int @id @default(autoincrement())\n text String\n}")
    assert blueprint.auth.kind is AuthKind.NONE
    assert blueprint.conventions.id is IdType.INT
    assert any(assumption.startswith("Anyone may do anything") for assumption in blueprint.assumptions)
    assert check(blueprint) == ()


def test_names_in_other_cases_are_changed_and_told() -> None:
    blueprint = schema(
        "enum post_state {\n draft\n in_review\n}\n"
        "model blog_posts {\n id Int @id\n post_title String\n state post_state @default(in_review)\n}"
    )
    (post,) = blueprint.models
    assert post.name == "BlogPost"
    assert post.fields[0].name == "postTitle"
    assert blueprint.enums == (Enum(name="PostState", values=("DRAFT", "IN_REVIEW")),)
    assert post.fields[1].default == "IN_REVIEW"
    assert "blog_posts is called BlogPost." in blueprint.assumptions
    (recased,) = [each for each in blueprint.assumptions if each.startswith("Names follow the case")]
    assert "BlogPost.post_title is postTitle" in recased
    assert "in_review is IN_REVIEW" in recased
    assert check(blueprint) == ()


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ('place Unsupported("point")?', 'A.place Unsupported("point")'),
        ('tags String[] @default(["x"])', "A.tags @default([…])"),
        ("code String @default(nanoid())", "A.code @default(nanoid(…))"),
        ("at DateTime @db.Timestamptz(6)", "A.at @db.Timestamptz"),
        ("hidden String @ignore", "A.hidden @ignore"),
        ('name String @map("title")', 'A.name @map("title")'),
        ("touched DateTime @updatedAt", "A.touched @updatedAt"),
        ("this is = no field", "this is = no field"),
        ("@@fulltext([id])", "A @@fulltext"),
        ('@@map("things")', 'A @@map("things")'),
        ("other Missing", "A.other Missing"),
    ],
)
def test_what_has_no_place_is_told(line: str, lost: str) -> None:
    blueprint = schema(f"model A {{\n id Int @id @default(autoincrement())\n kept String\n {line}\n}}")
    assert told(blueprint) == [lost]
    assert blueprint.models[0].field("kept")


def test_views_other_databases_and_composite_keys_are_told() -> None:
    blueprint = read(
        'datasource db {\n provider = "mongodb"\n url = env("SECRET")\n}\n'
        "view V {\n id Int\n}\n"
        "model A {\n id Int @id\n bs B[]\n @@unique([id, id])\n}\n"
        "model B {\n id Int @id\n x Int\n y Int\n a A @relation(fields: [x, y], references: [id, id])\n}"
    )
    assert "view V" in told(blueprint)
    assert 'provider = "mongodb"' in told(blueprint)
    assert "B.a @relation(fields: [x, y])" in told(blueprint)
    assert blueprint.provider is Provider.POSTGRESQL


def test_self_relations_and_several_between_two_models_are_told_apart_by_name() -> None:
    blueprint = schema(
        "model Person {\n id Int @id\n bossId Int?\n"
        ' boss Person? @relation("Line", fields: [bossId], references: [id])\n'
        ' reports Person[] @relation("Line")\n friends Person[] @relation("F")\n friendOf Person[] @relation("F")\n'
        ' wrote Page[] @relation("W")\n checked Page[] @relation("C")\n}\n'
        "model Page {\n id Int @id\n wId Int\n cId Int? @unique\n"
        ' c Person? @relation("C", fields: [cId], references: [id])\n'
        ' w Person @relation("W", fields: [wId], references: [id])\n}'
    )
    found = {(r.name, r.inverse, r.kind, r.required, r.on_delete) for r in blueprint.relations}
    assert found == {
        ("boss", "reports", Kind.MANY_TO_ONE, False, OnDelete.SET_NULL),
        ("friends", "friendOf", Kind.MANY_TO_MANY, True, OnDelete.RESTRICT),
        ("c", "checked", Kind.ONE_TO_ONE, False, OnDelete.SET_NULL),
        ("w", "wrote", Kind.MANY_TO_ONE, True, OnDelete.RESTRICT),
    }


def test_a_password_or_token_never_leaves() -> None:
    blueprint = schema("model A {\n id Int @id\n pass_word String?\n apiToken String\n name String\n}")
    assert [field.secret for field in blueprint.models[0].fields] == [True, True, False]
    assert "A.apiToken is secret: no answer holds it." in blueprint.assumptions


def test_a_natural_key_stays_unique_beside_the_new_id() -> None:
    blueprint = schema("model Country {\n code String @id @db.Char(2)\n name String\n}")
    assert blueprint.models[0].fields[0] == Field(name="code", type="String", unique=True, max_length=2)
    assert any("id of its own" in assumption for assumption in blueprint.assumptions)


def test_a_text_without_models_is_refused() -> None:
    with pytest.raises(InputError, match="no model"):
        read('generator client {\n provider = "prisma-client"\n}')


def test_prose_is_no_schema() -> None:
    assert is_schema(LIBRARY)
    assert not is_schema("A model of a car {fast}. Each model has an owner.")


@given(st.text(alphabet='model A{}[]()@?:=,"\n/ idStrng1.', max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read(f"model Z {{\n id Int @id\n}}\n{text}")
    except InputError as error:
        pytest.fail(f"there is a model: {error}")


# Names that no derived column, key or reserved word of a draft takes.
_WORDS = ("Apple", "Bread", "Cloud", "Drum", "Eagle", "Flute")
_FIELDS = ("height", "weight", "colour", "motto", "rank", "started", "extra", "blob", "code", "active")
_VALUES = ("ON", "OFF", "IN_WAIT")
_TEXT = st.text(alphabet=string.ascii_letters + " \\\"'{}@é", max_size=12)


@st.composite
def fields(draw: st.DrawFn, name: str, enums: tuple[Enum, ...]) -> Field:
    enum = draw(st.sampled_from(enums)) if enums and draw(st.booleans()) else None
    scalar = draw(st.sampled_from(list(Scalar)))
    type_ = enum.name if enum else scalar.value
    many = draw(st.booleans()) and draw(st.booleans())
    required = many or draw(st.booleans())
    unique = not many and not enum and scalar in (Scalar.STRING, Scalar.INT, Scalar.UUID) and draw(st.booleans())
    values: dict[Scalar, st.SearchStrategy[str | int | float | bool]] = {
        Scalar.STRING: _TEXT,
        Scalar.INT: st.integers(-(2**31), 2**31 - 1),
        Scalar.BIG_INT: st.integers(-(2**63), 2**63 - 1),
        Scalar.FLOAT: st.integers(-1000, 1000).map(lambda n: n / 4),
        Scalar.DECIMAL: st.integers(-1000, 1000).map(lambda n: n / 4),
        Scalar.BOOLEAN: st.booleans(),
        Scalar.DATE_TIME: st.just(NOW),
        Scalar.UUID: st.just("uuid()"),
    }
    default = None
    if not many and not unique and draw(st.booleans()):
        strategy = st.sampled_from(enum.values) if enum else values.get(scalar)
        default = draw(strategy) if strategy is not None else None
    precise = not enum and scalar is Scalar.DECIMAL
    return Field(
        name=name,
        type=type_,
        many=many,
        required=required,
        unique=unique,
        default=default,
        precision=draw(st.integers(8, 20)) if precise else None,
        scale=draw(st.integers(2, 6)) if precise else None,
    )


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    enums = tuple(
        Enum(
            name=name, values=tuple(draw(st.lists(st.sampled_from(("ON", "OFF", "IN_WAIT")), min_size=1, unique=True)))
        )
        for name in draw(st.lists(st.sampled_from(("Mood", "Shade")), unique=True))
    )
    models = []
    for name in draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4, unique=True)):
        chosen = draw(st.lists(st.sampled_from(_FIELDS), max_size=5, unique=True))
        models.append(
            Model(
                name=name,
                fields=tuple(draw(fields(each, enums)) for each in chosen),
                timestamps=draw(st.booleans()),
                soft_delete=draw(st.booleans()),
            )
        )
    relations = []
    for number in range(draw(st.integers(0, 4))):
        model, target = (draw(st.sampled_from(models)).name for _ in range(2))
        kind = draw(st.sampled_from(list(Kind)))
        required = kind is Kind.MANY_TO_MANY or draw(st.booleans())
        choices = [OnDelete.RESTRICT, OnDelete.CASCADE] + ([] if required else [OnDelete.SET_NULL])
        relations.append(
            Relation(
                model=model,
                name=f"link{number}",
                target=target,
                inverse=plural(camel(f"back {number} {model}")),
                kind=kind,
                required=required,
                on_delete=OnDelete.RESTRICT if kind is Kind.MANY_TO_MANY else draw(st.sampled_from(choices)),
            )
        )
    return Blueprint(title="Generated", enums=enums, models=tuple(models), relations=tuple(relations))


def _relations(blueprint: Blueprint) -> set[tuple[object, ...]]:
    """Comparable whichever side of a many-to-many is named first, since a schema does not say."""
    found: set[tuple[object, ...]] = set()
    for r in blueprint.relations:
        ends = [(r.model, r.name), (r.target, r.inverse)]
        found.add((r.kind, *(sorted(ends) if r.kind is Kind.MANY_TO_MANY else ends), r.required, r.on_delete))
    return found


@settings(max_examples=150)
@given(blueprints())
def test_a_drafted_schema_reads_back_as_the_plan_it_came_from(blueprint: Blueprint) -> None:
    again = read(prisma_schema(blueprint))
    assert again.not_understood == ()
    assert again.enums == blueprint.enums
    assert _relations(again) == _relations(blueprint)
    for before, after in zip(blueprint.models, again.models, strict=True):
        assert after.fields == before.fields
        assert (after.name, after.timestamps, after.soft_delete) == (before.name, before.timestamps, before.soft_delete)
