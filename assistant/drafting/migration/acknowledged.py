"""The rules of the migration lint that a change knowingly breaks, for squawk to leave out and readers to see."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.blueprint.operations.hazard import Hazard, HazardKind

_LOSS = {HazardKind.DROP_COLUMN, HazardKind.DROP_TABLE, HazardKind.KEY_CHANGE, HazardKind.TYPE_CHANGE}
_ASKED_FOR = (
    ("ban-drop-column", r"\bDROP COLUMN\b", _LOSS),
    ("ban-drop-table", r"\bDROP TABLE\b", _LOSS),
    ("adding-required-field", r"\bADD COLUMN\b.*\bNOT NULL\b", {HazardKind.NOT_NULL, *_LOSS}),
)
"""Rules about lost data: left out only for what somebody asked for by name."""

_LOCKS = (
    ("renaming-column", r"\bRENAME COLUMN\b"),
    ("renaming-table", r"\bALTER TABLE \S+ RENAME TO\b"),
    ("require-concurrent-index-creation", r"\bCREATE (UNIQUE )?INDEX\b"),
    ("require-concurrent-index-deletion", r"\bDROP INDEX\b"),
    ("adding-foreign-key-constraint", r"\bFOREIGN KEY\b"),
    ("constraint-missing-not-valid", r"\bADD CONSTRAINT\b"),
    ("disallowed-unique-constraint", r"\bADD CONSTRAINT\b.*\bPRIMARY KEY\b"),
    ("adding-serial-primary-key-field", r"\bADD CONSTRAINT\b.*\bPRIMARY KEY\b"),
    ("adding-not-nullable-field", r"\bSET NOT NULL\b"),
    ("changing-column-type", r"\bSET DATA TYPE\b"),
    ("renaming-object", r"\bRENAME (CONSTRAINT|VALUE)\b|\bALTER (TYPE|INDEX|SEQUENCE) .*\bRENAME TO\b"),
    ("ban-drop-constraint", r"\bDROP CONSTRAINT\b"),
    ("ban-drop-default", r"\bDROP DEFAULT\b"),
    ("ban-drop-not-null", r"\bDROP NOT NULL\b"),
    ("ban-drop-type", r"\bDROP TYPE\b"),
)
"""Rules about locks, and about names, which only a change that was asked for by name gives anew.

Prisma runs a migration as one transaction, so that nothing in it can be done without a lock.
"""


def acknowledged(sql: str, hazards: Iterable[Hazard]) -> tuple[str, ...]:
    """The rules, sorted, that these hazards and the statements of `sql` break."""
    kinds = {hazard.kind for hazard in hazards}
    rules = {rule for rule, pattern, asked in _ASKED_FOR if asked & kinds and re.search(pattern, sql)}
    return tuple(sorted(rules | {rule for rule, pattern in _LOCKS if re.search(pattern, sql)}))
