"""Sentences that ask for something and left no trace in the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.blueprint.plan import NotUnderstood
from assistant.blueprint.read.clause import clauses
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.permission import read_permissions
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.read.statement import Source, Statement

ELSEWHERE = re.compile(
    r"\b(?:send|sends|sent|e-?mail(?:s|ed)?\s+(?:to|them|him|her|the|a|when|every)|notif\w+|"
    r"remind\w*|ping\w*|export\w*|import\w*|sync\w*|"
    r"integrat\w+|charg(?:e|es|ed)\b|calculat\w+|comput(?:e|es|ed)\b|pdfs?|csv|nightly|"
    r"every\s+(?:night|morning|day|week|month|hour)|cron|"
    r"webhooks?|sms|push\s+notification|print(?:s|ed)?|scans?|back-?ups?|forecast\w*|translat\w+|"
    r"real[- ]time|websockets?|stripe|paypal|"
    r"statistics|reports?|dashboards?|automatically|auto-?\w+)\b",
    re.I,
)
"""What no stored record does: messages, schedules, files for others, other systems."""
_ASKED = re.compile(
    r"\b(?:must|shall|should|has\s+to|have\s+to|needs?\s+to|is\s+required|are\s+required)\b",
    re.I,
)
_OUTSIDE = "It runs by itself or talks to another system; a plan holds models, rules and endpoints."
_NOTHING = "I found no model, field or rule in it."


def leftovers(notebook: Notebook) -> Iterator[NotUnderstood]:
    """The sentences that were asked for and are not in the plan, with the reason."""
    for statement in notebook.silent:
        outside = bool(ELSEWHERE.search(statement.text))
        if not outside and not _ASKED.search(statement.text):
            continue
        if read_permissions(Source((statement,), (), ""), notebook) and not outside:
            continue
        if not outside and not statement.aside and _known(statement, notebook):
            continue
        yield NotUnderstood(sentence=statement.text, why=_OUTSIDE if outside else _NOTHING)


def _known(statement: Statement, notebook: Notebook) -> bool:
    """Whether a sentence only speaks again of a model that is planned."""
    named = {
        entity.name
        for clause in clauses(statement.text)
        for text in (
            clause.subject,
            *re.split(r"\b(?:to|of|for|in|on|with|and|by|,)\b", without_brackets(clause.object)),
        )
        if (entity := notebook.find(phrase(text).words)) is not None
    }
    return bool(named)
