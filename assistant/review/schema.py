"""Rules over schema.prisma: a foreign key that no index serves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.conversation import Remark, Severity
from assistant.review.subject import Subject

SCHEMA = "prisma/schema.prisma"
MODEL = re.compile(r"^model\s+(\w+)\s*\{")
KEY = re.compile(r"@relation\(.*fields:\s*\[\s*(\w+)")
LEADING = re.compile(r"@@(?:index|unique|id)\(\s*(?:fields:\s*)?\[\s*(\w+)")
OWN = re.compile(r"^\s*(\w+)\s.*@(?:unique|id)\b")


def unindexed_keys(subject: Subject) -> Iterator[Remark]:
    """A foreign key that no index begins with."""
    for model, lines in _models(subject.files.get(SCHEMA, "")):
        served = {found[1] for _, line in lines if (found := LEADING.search(line) or OWN.search(line))}
        for number, line in lines:
            key = KEY.search(line)
            if key and key[1] not in served:
                yield Remark(
                    place=f"{SCHEMA}:{number}",
                    rule="index on a foreign key",
                    message=f"No index begins with {model}.{key[1]}.",
                    why="PostgreSQL indexes no foreign key by itself: a list by it reads the whole table, and so does "
                    "every delete of what it refers to.",
                    mend=f"Add @@index([{key[1]}]) to {model}.",
                    severity=Severity.MAJOR,
                )


def _models(text: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Name -> numbered lines of every model block; comments are left out."""
    name, lines = "", list[tuple[int, str]]()
    for number, whole in enumerate(text.splitlines(), 1):
        line = whole.split("//")[0]
        if opened := MODEL.match(line.strip()):
            name, lines = opened[1], []
        elif name and line.strip() == "}":
            yield name, lines
            name = ""
        elif name:
            lines.append((number, line))
