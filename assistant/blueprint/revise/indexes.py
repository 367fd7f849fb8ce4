"""'Put an index on that'."""

from __future__ import annotations

import re

from assistant.blueprint.operations.operation import (
    AddIndex,
)
from assistant.blueprint.revise.known import Column, Tie
from assistant.blueprint.revise.sheet import Sheet
from assistant.blueprint.revise.subjects import subjects

_INDEX = re.compile(r"\bindex(?:ed|es)?\b|\bindices\b", re.I)

_INDEXED = (
    re.compile(r"\b(?:index(?:es)?|indices)\s+(?:\w+\s+)?(?:on|for|over|to)\s+(?P<what>.+)$", re.I),
    re.compile(r"^(?:index|indexing)\s+(?P<what>.+)$", re.I),
    re.compile(r"^(?P<what>.+?)\s+(?:should|must|needs?\s+to|has\s+to|have\s+to|could)\s+be\s+indexed", re.I),
    re.compile(r"^(?P<what>.+?)\s+(?:needs?|should\s+have|wants?|gets?|deserves?)\s+an?\s+(?:\w+\s+)?index", re.I),
    re.compile(r"^(?:make|have)\s+(?P<what>.+?)\s+(?:be\s+)?indexed", re.I),
    re.compile(r"^(?:put|add|create|give|set)\s+(?P<what>.+?)\s+an?\s+index", re.I),
)


def read_index(text: str, sheet: Sheet) -> bool:
    if not _INDEX.search(text) or re.match(r"(?:drop|remove|no)\b", text, re.I):
        return False
    for pattern in _INDEXED:
        found = pattern.search(text)
        if found is None:
            continue
        what = re.sub(
            r"\s+(?:please|together|because\b.*|since\b.*|for\s+(?:speed|performance|that)\b.*|,.*)$",
            "",
            found["what"],
            flags=re.I,
        )
        refs = [r for r in subjects(what, sheet) if isinstance(r, Column | Tie)]
        models = {r.model for r in refs}
        if not refs or len(models) != 1:
            return False
        together = bool(re.search(r"\b(?:compound|composite|combined|joint|together)\b", text, re.I))
        model = models.pop()
        groups = [tuple(r.name for r in refs)] if together else [(r.name,) for r in refs]
        had = sheet.find(model).indexes
        for group in groups:
            if group in had:
                sheet.assumptions.append(f"{model}.{', '.join(group)} is indexed already.")
            else:
                sheet.do(AddIndex(model=model, names=group))
        sheet.about(model, refs[-1])
        return True
    return False
