"""Closed sets in every notation: 'low|high', 'one of low, high', '(low, high)', 'low / high'."""

from __future__ import annotations

import re

ATTRIBUTE_WITH_VALUES = frozenset(
    "role status state stage type kind category level priority size condition mode visibility "
    "unit interval format species gender weekday severity permission specialization specialisation side method".split()
)
"""Attributes behind which values are listed, not attributes."""


_NOT_VALUES = frozenset(
    """unique optional required default nullable mandatory eg ie like such not no can may must is are be if when for
    per in only the to of from by max min at least most whole number between up than more less integer
    string text boolean date characters chars letters digits format never always nobody empty until auto generated
    automatically hidden shared free with same one several each every multiple all who""".split()
)


def inline_values(bare: str) -> tuple[str, list[str]]:
    """('priority', ['low', 'high']) of 'priority low|high', 'priority low / high' or 'level one of low, high'."""
    piped = re.match(r"^(?P<name>.*?)(?P<first>[\w-]+)\s*(?:\|\s*[\w -]+?)+$", bare)
    if piped and "|" in bare:
        first, *rest = [part.strip() for part in bare.split("|")]
        head, _, value = first.rpartition(" ")
        head = re.sub(r"\s*\b(?:one of|either|is|of)\s*$", "", head)
        return (head, [value, *rest]) if head else (first, rest)
    chosen = re.match(r"^(?P<name>.+?)\s+(?:is\s+)?(?:one\s+of|either|being|can\s+be)\s*:?\s*(?P<rest>.+)$", bare, re.I)
    if chosen:
        return chosen["name"], _split_values(chosen["rest"])
    among = re.match(
        rf"^(?P<name>(?:[\w' -]*\s)?(?:{'|'.join(sorted(ATTRIBUTE_WITH_VALUES))}))\s*:?\s+"
        rf"(?P<values>[\w -]+(?:\s*/\s*[\w -]+)+)$",
        bare,
        re.I,
    )
    if among:
        return among["name"], _split_values(among["values"])
    slashed = re.match(r"^(?P<name>[\w' -]+?)\s+(?P<values>[\w-]+(?:\s?/\s?[\w-]+){1,}(?:\s+or\s+[\w-]+)?)$", bare)
    if (
        slashed
        and not re.search(r"\b(?:in|as|per)$", slashed["name"])
        and not re.search(r"\b(?:start|end|and|min|max)\b|/(?:time|date|month|year)", slashed["values"])
    ):
        return slashed["name"], _split_values(slashed["values"])
    two = re.match(
        rf"^(?P<name>(?:[\w' -]*\s)?(?:{'|'.join(sorted(ATTRIBUTE_WITH_VALUES))}))\s+(?P<values>[a-z]+\s+or\s+[a-z]+)$",
        bare,
        re.I,
    )
    if two:
        return two["name"], _split_values(two["values"])
    either = re.match(r"^(?P<name>[\w' -]*?[\w]+)\s+(?P<values>[A-Z][A-Z_]+\s+or\s+[A-Z][A-Z_]+)$", bare)
    if either:
        return either["name"], _split_values(either["values"])
    shouted = re.match(r"^(?P<name>[a-z][\w' -]*?)\s+(?P<value>[A-Z][A-Z_0-9]{2,})$", bare)
    if shouted and shouted["name"].split()[-1] in ATTRIBUTE_WITH_VALUES:
        return shouted["name"], [shouted["value"]]
    return bare, []


def _split_values(text: str) -> list[str]:
    parts = re.split(r"\s*[,;|]\s*(?:or\s+|and\s+)?|\s*/\s*|\s+or\s+|\s+and\s+", text)
    return [p.strip(" .!?\"'") for p in parts if p.strip(" .!?\"'")]


def listed(note: str, *, sure: bool = False) -> list[str]:
    """The values in a bracket, if it lists some: '(talk 30 min, or workshop)'; `sure` for a status and such."""
    note = re.sub(r"^(?:which|that)\s+(?:is|are|can\s+be)\s+", "", note.strip(), flags=re.I)
    note = re.sub(r"^(?:one\s+of|either|enum|can\s+be|values?|options?)\s*:?\s*", "", note.strip(), flags=re.I)
    note = re.sub(r"[;,]\s*(?:default\b.*|(?:.*\bby default)$)", "", note, flags=re.I)
    parts = _split_values(note)
    if len(parts) < 2:
        return []
    spread = [word for part in parts for word in part.split()] if any(len(p.split()) > 2 for p in parts) else parts
    if all(re.fullmatch(r"[a-z]+", w) and w not in _NOT_VALUES for w in spread) and len(parts[0].split()) > 2:
        return spread
    values = [
        re.sub(r"\s+\d+\s*(?:min|minutes|h|hours|days?|%)?$", "", part)
        for part in parts
        if part.lower() not in {"etc", "and so on", "other stuff"}
    ]
    fit = all(
        re.fullmatch(r"[A-Za-z][\w' -]*", v)
        and len(v.split()) <= 3
        and (sure or not {w.lower() for w in v.split()} & _NOT_VALUES)
        for v in values
    ) and not (sure and {w.lower() for w in values[0].split()} & {"unique", "optional", "required", "default"})
    return values if fit and len(values) >= 2 else []
