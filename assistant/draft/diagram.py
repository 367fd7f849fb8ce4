"""Blueprint -> entity-relationship diagram, as DOT or PNG."""

from __future__ import annotations

import asyncio

from resvg_py import svg_to_bytes

from assistant.blueprint.plan import Blueprint
from assistant.draft.diagram_layout import dot, layout
from assistant.draft.diagram_svg import drawing
from assistant.draft.diagram_table import picture
from assistant.draft.diagram_text import FAMILY, FONTS

SCALE = 2.0
"""Pixels of the PNG for one of the drawing, so that it is sharp on a dense screen."""
MOST_PIXELS = 4_000_000
"""Above this the scale is lowered: drawing takes a tenth of a second for each million, and no chat shows more."""


def diagram_dot(blueprint: Blueprint) -> str:
    """The models and relations of a sound Blueprint as Graphviz DOT: a record for each model, a port for each row."""
    return dot(picture(blueprint))


async def er_diagram(blueprint: Blueprint) -> bytes:
    """The diagram of a sound Blueprint as PNG; the same bytes for the same Blueprint.

    Drawn in a thread with the fonts that come along, so that neither Graphviz nor a font has to be installed.
    """
    return await asyncio.to_thread(_png, blueprint)


def _png(blueprint: Blueprint) -> bytes:
    shown = picture(blueprint)
    drawn = drawing(shown, layout(shown))
    scale = min(SCALE, (MOST_PIXELS / (drawn.width * drawn.height)) ** 0.5)
    return bytes(
        svg_to_bytes(
            svg_string=drawn.svg,
            zoom=scale,
            skip_system_fonts=True,
            font_files=list(FONTS),
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
