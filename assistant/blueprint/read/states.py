"""States that a record goes through, as a status field."""

from __future__ import annotations

import re

from assistant.blueprint.read.attributes import give
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.item import Item
from assistant.blueprint.read.notebook import Entity, Notebook
from assistant.blueprint.read.statement import Statement

_STATE_LABEL = re.compile(r"^(?:\w+\s+)?(?:status(?:es)?|states?|state\s+machine|lifecycle|workflow|flow|status\s+(?:machine|flow))$", re.I)
_ARROWS = re.compile(r"[\w-]+(?:\s+[\w-]+){0,2}\s*→")


def read_states(notebook: Notebook, topic: Entity | None, statement: Statement) -> bool:
    """Reads a line of states for the topic; False where the statement is none."""
    if topic is None:
        return False
    labelled = bool(_STATE_LABEL.match(statement.label)) and statement.own_label
    if not labelled and not (statement.text.count("→") and "(" not in statement.text):
        return False
    text = re.sub(r"\b(?:from|by)\b[^,;]*$|^.*\b(?:goes|go|status|moves?)\b:?\s*", "", statement.text)
    values = [v for v in re.split(r"\s*(?:→|,|/|\||\bor\b|\band\b)\s*(?:or\s+|then\s+)?", text) if v and len(v.split()) <= 2]
    values = [v.strip(" .") for v in values if enum_value(v)]
    if len(values) < 2:
        return False
    give(notebook, topic, [Item(text="status", words=("status",), values=tuple(dict.fromkeys(values)))])
    return True
