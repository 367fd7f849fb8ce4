from __future__ import annotations

import asyncio
import re
import struct
from itertools import combinations

import pytest

from assistant.blueprint.field import Enum, Field
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.relation import Kind, Relation
from assistant.draft.diagram import MOST_PIXELS, diagram_dot, er_diagram
from assistant.draft.diagram_layout import STUB, Placed, layout
from assistant.draft.diagram_svg import drawing
from assistant.draft.diagram_table import ROW, End, Link, Row, picture
from assistant.draft.diagram_text import shortened, text_width
from tests.blueprint.plans import lending


def large(models: int) -> Blueprint:
    """A plan of many models, each hanging on two before it, with fields and names of many lengths."""
    names = [f"Model{'Long' * (number % 4)}{number}" for number in range(models)]
    fields = [
        tuple(Field(name=f"field{'Wide' * (number % 3)}{i}", type="String") for i in range(1 + number % 9))
        for number in range(models)
    ]
    relations = [
        Relation(model=names[number], name=f"on{back}", target=names[number - back], inverse=f"under{number}By{back}")
        for number in range(models)
        for back in (1, 4)
        if number >= back
    ]
    return Blueprint(
        title="A large plan",
        enums=tuple(Enum(name=f"Kind{number}", values=("A", "B", "C")) for number in range(8)),
        models=tuple(Model(name=name, fields=some) for name, some in zip(names, fields, strict=True)),
        relations=tuple(relations),
    )


def _size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _apart(one: Placed, other: Placed) -> bool:
    return (
        one.x + one.table.width <= other.x
        or other.x + other.table.width <= one.x
        or one.y + one.table.height <= other.y
        or other.y + other.table.height <= one.y
    )


async def test_the_diagram_is_a_png_and_always_the_same() -> None:
    first, second = await asyncio.gather(er_diagram(lending()), er_diagram(lending()))
    assert first == second
    width, height = _size(first)
    assert 1000 < width < 3000
    assert 600 < height < width


async def test_a_large_diagram_stays_within_its_pixels() -> None:
    width, height = _size(await er_diagram(large(30)))
    assert MOST_PIXELS * 0.9 < width * height < MOST_PIXELS * 1.01


async def test_a_plan_with_nothing_linked_has_a_diagram_too() -> None:
    plan = Blueprint(title="Notes", models=(Model(name="Note"), Model(name="Tag")))
    assert _size(await er_diagram(plan))[0] > 200
    assert _size(await er_diagram(Blueprint(title="Nothing")))[0] > 100


@pytest.mark.parametrize("plan", [lending(), large(10), large(30)], ids=["lending", "10", "30"])
def test_no_table_covers_another_and_all_lie_inside(plan: Blueprint) -> None:
    shown = picture(plan)
    found = layout(shown)
    assert sorted(it.table.name for it in found.tables) == sorted(t.name for t in (*shown.models, *shown.enums))
    assert all(_apart(one, other) for one, other in combinations(found.tables, 2))
    assert all(it.x >= 0 and it.x + it.table.width <= found.width for it in found.tables)
    assert all(it.y >= 0 and it.y + it.table.height <= found.height for it in found.tables)
    points = [point for curve in found.curves for point in curve.points]
    assert all(-1 <= x <= found.width + 1 and -1 <= y <= found.height + 1 for x, y in points)


@pytest.mark.parametrize("plan", [lending(), large(30)], ids=["lending", "30"])
def test_every_link_meets_its_two_rows(plan: Blueprint) -> None:
    shown = picture(plan)
    found = layout(shown)
    assert sorted(map(str, (curve.link for curve in found.curves))) == sorted(map(str, shown.links))
    placed = {it.table.name: it for it in found.tables}
    for curve in found.curves:
        link = curve.link
        ends = ((curve.points[0], link.tail, link.tail_row), (curve.points[-1], link.head, link.head_row))
        for (x, y), name, row in ends:
            it = placed[name]
            assert abs(y - (it.y + (row + 0.5) * ROW)) < 2
            assert min(abs(x - it.x + STUB), abs(x - it.x - it.table.width - STUB)) < 2


def test_tables_show_derived_columns_keys_and_both_ends_of_many_to_many() -> None:
    shown = picture(lending())
    tables = {table.name: table for table in shown.models}
    loan = tables["Loan"]
    assert loan.rows[:4] == (
        Row("id", "Uuid", "PK"),
        Row("memberId", "Uuid", "FK"),
        Row("bookId", "Uuid", "FK"),
        Row("witnessId", "Uuid?", "FK", strong=False),
    )
    assert loan.footer == "createdAt, updatedAt"
    book = {row.name: row for row in tables["Book"].rows}
    assert book["isbn"].mark == "U"
    assert book["price"].type == "Decimal(10,2)?"
    assert book["tags"].type == "String[]"
    assert book["keepers"].type == "Member[]"
    assert tables["Book"].footer == "createdAt, updatedAt, deletedAt"
    assert {row.name for row in tables["Member"].rows} >= {"passwordHash", "role", "kept"}
    assert tables["Member"].account
    assert not loan.account
    assert [(enum.name, [row.name for row in enum.rows]) for enum in shown.enums] == [
        ("Role", ["member", "librarian"]),
        ("LoanState", ["REQUESTED", "OPEN", "RETURNED"]),
    ]


def test_links_say_how_many_of_each() -> None:
    links = {(link.tail, link.tail_row): link for link in picture(lending()).links}
    assert links["Loan", 2] == Link("Loan", 2, End.MANY, "Member", 1, End.ONE)
    assert links["Loan", 4] == Link("Loan", 4, End.MANY, "Member", 0, End.MAYBE_ONE)
    (kept,) = (link for link in links.values() if link.tail == "Book")
    assert (kept.tail_end, kept.head_end) == (End.MANY, End.MANY)
    only = Relation(model="A", name="b", target="B", inverse="a", kind=Kind.ONE_TO_ONE)
    (link,) = picture(Blueprint(title="x", models=(Model(name="A"), Model(name="B")), relations=(only,))).links
    assert (link.tail_end, link.head_end) == (End.MAYBE_ONE, End.ONE)


def test_a_self_relation_stays_beside_its_table() -> None:
    own = Relation(model="Page", name="parent", target="Page", inverse="children", required=False)
    found = layout(picture(Blueprint(title="x", models=(Model(name="Page"),), relations=(own,))))
    (page,) = found.tables
    assert page.table.width < found.width <= page.table.width + 2 * STUB


def test_the_drawing_holds_every_text_and_escapes_it() -> None:
    plan = lending().model_copy(update={"title": "Books & <loans>"})
    shown = picture(plan)
    drawn = drawing(shown, layout(shown)).svg
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert texts[:2] == ["Books &amp; &lt;loans&gt;", "4 models · 5 relations · 2 enums"]
    assert {"Loan", "witnessId", "REQUESTED", "createdAt, updatedAt", "account"} <= set(texts)
    assert drawn.count("<circle") == 1, "one relation is optional"


@pytest.mark.parametrize("plan", [lending(), large(12)], ids=["lending", "12"])
def test_no_text_runs_into_another_or_out_of_its_table(plan: Blueprint) -> None:
    shown = picture(plan)
    for table in (*shown.models, *shown.enums):
        for row in table.rows:
            name, type_ = text_width(row.name, 12.5, bold=row.strong), text_width(row.type, 12.5)
            assert name + type_ + 30 < table.width


def test_a_title_too_long_for_the_picture_is_cut() -> None:
    plan = Blueprint(title="A very long title " * 20, models=(Model(name="A"),))
    drawn = drawing(picture(plan), layout(picture(plan)))
    title = re.findall(r"<text[^>]*>([^<]*)</text>", drawn.svg)[0]
    assert title.endswith("…")
    assert text_width(title, 22, bold=True) < drawn.width
    assert shortened("short", 12, 100) == "short"


def test_dot_has_a_record_for_each_linked_model_and_an_edge_for_each_relation() -> None:
    dot = diagram_dot(lending())
    assert dot.startswith("digraph {")
    assert dot.count("shape=record") == 1
    assert len(re.findall(r'^  "\w+" \[label=', dot, re.M)) == 4
    assert len(re.findall(r" -> ", dot)) == 5
    assert '"Member":r1:e -> "Loan":r2:w' in dot
    assert r"<r2>memberId\ Uuid" in dot


def test_dot_survives_any_name() -> None:
    plan = Blueprint(
        title="x",
        models=(Model(name="A", fields=(Field(name='we"i{rd}|<na me>\\', type="String"),)), Model(name="B")),
        relations=(Relation(model="B", name="a", target="A", inverse="bs"),),
    )
    assert len(layout(picture(plan)).tables) == 2


def test_what_hangs_on_one_model_stands_on_both_its_sides() -> None:
    leaves = [f"Leaf{number}" for number in range(20)]
    plan = Blueprint(
        title="x",
        models=tuple(Model(name=name) for name in ("Root", *leaves)),
        relations=tuple(Relation(model=name, name="root", target="Root", inverse=f"the{name}") for name in leaves),
    )
    found = layout(picture(plan))
    places = {it.table.name: it.x for it in found.tables}
    assert min(places.values()) < places["Root"] < max(places.values())
    assert found.width > found.height


def test_a_long_chain_is_folded() -> None:
    found = layout(picture(large(30)))
    assert found.width < 2.5 * found.height
    assert len(found.curves) == len(large(30).relations)
