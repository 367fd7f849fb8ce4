"""Words for how models hang together, and the relation that a noun names."""

from __future__ import annotations

from assistant.blueprint.names import words
from assistant.blueprint.read.notebook import key
from assistant.blueprint.relation import Relation
from assistant.blueprint.revise.known import bare
from assistant.blueprint.revise.sheet import Sheet

NOUN = (
    r"(?:the\s+|an?\s+|every\s+|each\s+|all\s+|our\s+|any\s+|one\s+|single\s+)"
    r"*[A-Za-z][\w-]*(?:\s(?!and\b|or\b|in\b|on\b|per\b|for\b|to\b|at\b)[A-Za-z][\w-]*)??"
)

CAN = (
    r"(?:(?:should|must|shall|will|may|can|could|needs?\s+to|has\s+to|have\s+to|ought\s+to)"
    r"\s+(?:also\s+|now\s+|only\s+|always\s+|then\s+)*(?:be\s+able\s+to\s+)?)"
)


def tie_of(sheet: Sheet, model: str, what: str) -> Relation | None:
    """The relation of a model that a noun names: by its own name, else by the only one that leads there."""
    name = key(tuple(words(bare(what))))
    own = [r for r in sheet.plan.relations if r.model == model]
    by_name = next(
        (r for r in own if key(tuple(words(r.name))) == name or key(tuple(words(r.name))[-1:]) == name), None
    )
    target = sheet.known.model(what)
    leading = [r for r in own if r.target == target and target is not None]
    return by_name or (leading[0] if len(leading) == 1 else None)
