"""A placed diagram as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from assistant.draft.diagram_layout import STUB, Curve, Layout, Placed, Point
from assistant.draft.diagram_table import HEAD, MARKS, PAD, ROW, SMALL, TEXT, End, Picture, Row
from assistant.draft.diagram_text import FAMILY, shortened, text_width

MARGIN = 32
_TITLE = 22.0
_TOP = 64
"""Height of the title and what is said under it."""

_INK, _MUTED, _LINE, _HAIR = "#1e293b", "#64748b", "#cbd5e1", "#eef2f7"
_MARK_INK = {"PK": "#b45309", "FK": "#4f46e5", "U": "#0f766e"}
_ENUM_HEAD, _ENUM_INK = "#ede9fe", "#5b21b6"
# One colour for each model, on its header and on the links that lead to it; dark enough for white text.
_COLOURS = ("#3b5b92", "#0f766e", "#9a3f5f", "#7a5c1e", "#5b4b9a", "#2f6f9f", "#54702a", "#a14e2a")


@dataclass(frozen=True)
class Drawing:
    """An SVG document and its size in pixels."""

    svg: str
    width: float
    height: float


def drawing(picture: Picture, layout: Layout) -> Drawing:
    """The drawing of a placed picture, with its title above and a margin all round."""
    summary = _summary(picture)
    text = max(text_width(summary, TEXT), min(text_width(picture.title, _TITLE, bold=True), 560))
    width, height = max(layout.width, text) + 2 * MARGIN, layout.height + _TOP + 2 * MARGIN
    colours = {table.name: _COLOURS[number % len(_COLOURS)] for number, table in enumerate(picture.models)}
    title = shortened(picture.title, _TITLE, width - 2 * MARGIN, bold=True)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'font-family="{FAMILY}" font-size="{TEXT}">',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        _text(MARGIN, MARGIN + 20, title, _INK, size=_TITLE, bold=True),
        _text(MARGIN, MARGIN + 42, summary, _MUTED),
        f'<g transform="translate({MARGIN},{MARGIN + _TOP})">',
    ]
    for curve in layout.curves:
        parts += _curve(curve, colours[curve.link.head])
    for placed in layout.tables:
        parts += _table(placed, colours.get(placed.table.name, _ENUM_INK))
    return Drawing("\n".join([*parts, "</g>", "</svg>"]), width, height)


def _summary(picture: Picture) -> str:
    counts = [(len(picture.models), "model"), (len(picture.links), "relation"), (len(picture.enums), "enum")]
    return " · ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in counts if number)


def _table(placed: Placed, colour: str) -> Iterator[str]:
    table, x, y = placed.table, placed.x, placed.y
    width, height, right = table.width, table.height, placed.x + placed.table.width
    yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{width}" height="{height}" rx="6" fill="#ffffff"/>'
    head, ink = (_ENUM_HEAD, _ENUM_INK) if table.enum else (colour, "#ffffff")
    yield (
        f'<path d="M{x:.1f},{y + ROW:.1f} v{6 - ROW} a6,6 0 0 1 6,-6 h{width - 12} a6,6 0 0 1 6,6 v{ROW - 6} z" '
        f'fill="{head}"/>'
    )
    yield _text(x + PAD, y + 16.5, table.name, ink, size=HEAD, bold=True)
    if table.account:
        yield _text(right - PAD, y + 16, "account", ink, size=SMALL, anchor="end")
    for number, row in enumerate(table.rows, start=1):
        top = y + number * ROW
        if number > 1:
            yield _hair(x, top, width)
        yield from _row(row, x, top, right, enum=table.enum)
    if table.footer:
        top = y + height - ROW
        yield _hair(x, top, width)
        yield _text(x + MARKS, top + 16, table.footer, _MUTED, size=SMALL)
    outline = _LINE if not table.enum else "#c4b5fd"
    yield (f'<rect x="{x:.1f}" y="{y:.1f}" width="{width}" height="{height}" rx="6" fill="none" stroke="{outline}"/>')


def _row(row: Row, x: float, top: float, right: float, *, enum: bool) -> Iterator[str]:
    if row.mark:
        yield _text(x + PAD, top + 16, row.mark, _MARK_INK[row.mark], size=SMALL - 1, bold=True)
    yield _text(x + (PAD if enum else MARKS), top + 16.5, row.name, _INK, bold=row.strong)
    if row.type:
        yield _text(right - PAD, top + 16.5, row.type, _MUTED, anchor="end")


def _curve(curve: Curve, colour: str) -> Iterator[str]:
    first, *rest = curve.points
    last = curve.points[-1]
    # Both ends lie STUB away from their table; which side that is shows in where the curve sets off to.
    tail, head = _towards(first, curve.points[1]), _towards(last, curve.points[-2])
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in rest)
    d = f"M{first[0] + tail * STUB:.1f},{first[1]:.1f} L{first[0]:.1f},{first[1]:.1f} C{path}"
    yield _stroke(f"{d} L{last[0] + head * STUB:.1f},{last[1]:.1f}", colour)
    yield from _end(curve.link.tail_end, (first[0] + tail * STUB, first[1]), -tail, colour)
    yield from _end(curve.link.head_end, (last[0] + head * STUB, last[1]), -head, colour)


def _towards(end: Point, following: Point) -> int:
    """The direction along x from the end of a curve to its table."""
    return 1 if following[0] < end[0] else -1


def _end(end: End, at: Point, away: int, colour: str) -> Iterator[str]:
    """The sign at a table's edge: crow's foot, bars or a ring; `away` points along x off the table."""
    x, y = at
    if end is End.MANY:
        foot = x + away * 11
        yield _stroke(f"M{x:.1f},{y - 6:.1f} L{foot:.1f},{y:.1f} L{x:.1f},{y + 6:.1f}", colour)
        return
    bar = x + away * 6
    yield _stroke(f"M{bar:.1f},{y - 5:.1f} v10", colour)
    if end is End.ONE:
        yield _stroke(f"M{bar + away * 4:.1f},{y - 5:.1f} v10", colour)
    else:
        ring = f'cx="{x + away * 12:.1f}" cy="{y:.1f}" r="4"'
        yield f'<circle {ring} fill="#ffffff" stroke="{colour}" stroke-width="1.5"/>'


def _stroke(d: str, colour: str) -> str:
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-linecap="round"/>'


def _hair(x: float, y: float, width: float) -> str:
    return f'<path d="M{x:.1f},{y:.1f} h{width:.1f}" stroke="{_HAIR}"/>'


def _text(
    x: float, y: float, text: str, fill: str, *, size: float = TEXT, bold: bool = False, anchor: str = "start"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" font-size="{size}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )
