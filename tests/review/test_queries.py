"""Rules over how the database is asked."""

from __future__ import annotations

import pytest

from assistant.review.code import queries
from tests.review.subjects import in_code


@pytest.mark.parametrize(
    "code",
    [
        "const rows = await db().note.findMany();",
        "const rows = await db().note.findMany({ where: { authorId } });",
        "const rows = await tx.note.findMany({ select: fields });",
        "const rows = await prisma.note.findMany({ where: { id: { not: id } } });",
        "const rows = await shared.prisma.note.findMany({});",
    ],
)
def test_a_list_without_an_end_is_found(code: str) -> None:
    assert in_code(queries.unbounded, code) == ["lib/data/notes.ts:1"]


@pytest.mark.parametrize(
    "code",
    [
        "await db().note.findMany({ where, take: 20 });",
        "await db().note.findMany({ where, ...page, select: fields });",
        "await db().note.findMany({ where: { id: { in: ids } } });",
        "await db().note.findMany(query);",
        "const found = notes.findMany();",
        "// await db().note.findMany();",
        'const text = "db().note.findMany()";',
    ],
)
def test_a_list_with_an_end_is_left_alone(code: str) -> None:
    assert in_code(queries.unbounded, code) == []


@pytest.mark.parametrize(
    "code",
    [
        "for (const id of ids) {\n await db().note.findFirst({ where: { id } });\n}",
        "await Promise.all(ids.map(async (id) =>\n db().note.findUnique({ where: { id } })));",
        "while (more) {\n more = await tx.note.count() > 0; }",
        "rows.forEach((row) => {\n void db().note.update({ where: { id: row.id }, data, select });\n});",
    ],
)
def test_a_query_for_every_element_is_found(code: str) -> None:
    assert in_code(queries.in_loops, code)


@pytest.mark.parametrize(
    "code",
    [
        "for (const row of await db().note.findMany({ take: 5 })) use(row);",
        "const rows = (await db().note.findMany({ take: 5 })).map(toNote);",
        "for (const id of ids) { const load = function load() {}; }\nawait db().note.findFirst({ where });",
        "await db().$transaction((tx) => tx.note.findFirst({ where, select }));",
    ],
)
def test_a_query_that_runs_once_is_left_alone(code: str) -> None:
    assert in_code(queries.in_loops, code) == []


def test_whole_rows_are_found_where_the_call_can_be_seen_whole() -> None:
    assert in_code(queries.whole_rows, "await db().note.findFirst({ where: { id } });")
    assert in_code(queries.whole_rows, "await db().note.findMany();")
    assert not in_code(queries.whole_rows, "await db().note.findFirst({ where: { id }, select: fields });")
    assert not in_code(queries.whole_rows, "await db().note.count({ where });")
    assert not in_code(queries.whole_rows, "await db().note.findMany(query);")


def test_sql_put_together_from_text_weighs_more_than_fixed_sql() -> None:
    built = in_code(queries.raw_sql, "await db().$queryRawUnsafe(`select ${id}`);")
    assert built == ["lib/data/notes.ts:1"]
    assert not in_code(queries.raw_sql, "await db().$queryRaw`select ${id}`;")


def test_queries_belong_into_the_data_access_layer() -> None:
    query = "await db().note.findFirst({ where, select });"
    assert in_code(queries.elsewhere, query, "app/api/notes/route.ts") == ["app/api/notes/route.ts:1"]
    assert in_code(queries.elsewhere, query, "lib/policy/notes.ts")
    assert not in_code(queries.elsewhere, query, "lib/data/notes.ts")
    assert not in_code(queries.elsewhere, query, "tests/notes.test.ts")
