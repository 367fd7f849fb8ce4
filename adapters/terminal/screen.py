"""A rich console that suits what it writes to, and text that can't take the terminal over."""

from __future__ import annotations

import os
import re
from typing import TextIO

from rich.console import Console

from assistant.settings import Colour

# Briefs and tools' messages are data: an escape sequence in one must not reach the terminal.
CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WIDEST = 120
PIPED_WIDTH = 10_000


def screen(stream: TextIO, colour: Colour) -> Console:
    """A console on `stream`.

    On a terminal it is as wide as that, up to 120 columns; piped, lines are never wrapped. Colours are for terminals,
    unless `colour` says otherwise; NO_COLOR takes them away from `AUTO`.
    """
    plain = colour is Colour.NEVER or (colour is Colour.AUTO and bool(os.environ.get("NO_COLOR")))
    forced = True if colour is Colour.ALWAYS else None
    console = Console(file=stream, color_system=None if plain else "auto", force_terminal=forced, highlight=False)
    if not stream.isatty():
        console.width = PIPED_WIDTH
    elif console.width > WIDEST:
        console.width = WIDEST
    return console


def clean(text: str) -> str:
    """`text` without escape sequences, control characters and direction overrides; tabs and line ends stay."""
    return CONTROL.sub("", text.replace("\r\n", "\n"))
