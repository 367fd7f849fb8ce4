"""Everyday wordings and the plain ones that the reader knows; tables by theme, meant to be read and extended."""

from __future__ import annotations

import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

START = r"(?P<start>^\s*(?:[-*+]\s+|\d+[.)]\s+|[A-Z]{1,4}-?\d+[.:]?\s+)?|(?<=[.!?]\s))"
"""Where a sentence begins."""

PART = START.removesuffix(")") + r"|(?<=[;:]\s))"
"""Where a sentence begins, or a part of one behind a semicolon or a colon."""
