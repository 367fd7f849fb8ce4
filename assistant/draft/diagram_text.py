"""How wide a text is in the font of the diagrams, Liberation Sans, in pixels."""

from __future__ import annotations

from pathlib import Path

FAMILY = "Liberation Sans"
FONTS = tuple(str(Path(__file__).parent / "fonts" / f"LiberationSans-{face}.ttf") for face in ("Regular", "Bold"))

# Advance widths of the printable ASCII characters, space to tilde, in thousandths of the font size.
_REGULAR = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584
584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278
278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500
500 334 260 334 584
"""
_BOLD = """
278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584
584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333
278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556
500 389 280 389 584
"""
_WIDTHS = {bold: tuple(map(int, text.split())) for bold, text in ((False, _REGULAR), (True, _BOLD))}
_WIDEST = 1000
"""What any other character is taken for."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels from the start of the text to its end; exact for ASCII, generous for the rest."""
    widths = _WIDTHS[bold]
    return sum(widths[ord(c) - 32] if 32 <= ord(c) < 127 else _WIDEST for c in text) * size / 1000


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, its end cut off where it would be wider than `room` pixels."""
    if text_width(text, size, bold=bold) <= room:
        return text
    while text and text_width(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
