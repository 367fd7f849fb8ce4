"""Measured figures as one line of words, whatever their shape."""

from __future__ import annotations

from pydantic import JsonValue

SHOWN_ITEMS = 3


def figures(value: JsonValue) -> str:
    """One measurement in a line: numbers with at most one decimal, keys as words, lists by their first entries."""
    if isinstance(value, dict):
        return "  ".join(f"{_words(key)} {_nested(part)}" for key, part in value.items() if part is not None)
    return _nested(value)


def _nested(value: JsonValue) -> str:
    if isinstance(value, dict):
        return " ".join(_nested(part) for part in value.values() if part is not None)
    if isinstance(value, list):
        shown = ", ".join(_nested(item) for item in value[:SHOWN_ITEMS])
        more = f" and {len(value) - SHOWN_ITEMS} more" if len(value) > SHOWN_ITEMS else ""
        return (shown or "none") + more
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _words(key: str) -> str:
    return key.replace("_", " ")
