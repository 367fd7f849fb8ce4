"""The words of our own trade, for those who ask what they mean."""

from __future__ import annotations

import re

from assistant.agent.offline.explain.ground import Answer, Ground, Question

_BEFORE = r"\b(?:what(?:'s| is| are|s| does)?|define|explain|meaning of|mean by)\W+(?:an? |the )*\W*(?:"
_AFTER = r")\W*(?:mean\w*|here)?\W*$"
_TERMS: tuple[tuple[str, str], ...] = (
    (r"receipts?", (
        "A receipt is what the workbench writes when a check ran: check, tool and version, result, duration, "
        "and the hash of exactly the bytes it ran on."
    )),
    (r"blueprints?", (
        "The Blueprint is the typed plan: models, relations, access rules, endpoints. Every file is derived "
        "from it."
    )),
    (r"access proofs?", (
        "An access proof is a test that calls an endpoint as an outsider, as another user and in a wrong "
        "role, and holds the answer to the rule."
    )),
    (r"contract checks?", "A contract check holds the answer of a running handler against openapi.yaml."),
    (r"hazards?", (
        "A hazard is what a change means for rows that there already are: values lost, a migration that "
        "stops, writers that wait."
    )),
    (r"drift", "Drift is a difference between the migrated database and schema.prisma; a check looks for it."),
    (r"owner(?: rules?)?", (
        "An owner is the account at the end of a path of relations, from the record to whoever it belongs to."
    )),
    (r"soft[- ]?delet\w+", "A soft delete marks a record with deletedAt: the row stays, and nobody finds it any more."),
    (r"lifecycles?", "A lifecycle lists the only steps in which a state changes, and who may take each."),
    (r"guards?", "A guard is a condition on the record without which an action is refused with 409."),
    (r"cursors?", (
        "A cursor says where the next page of a list begins; it comes as nextCursor and is sent back as it "
        "is."
    )),
)  # fmt: skip


def glossary(question: Question, _ground: Ground) -> Answer | None:
    """What a term means."""
    if question.about:
        return None
    for pattern, meaning in _TERMS:
        if re.search(_BEFORE + pattern + _AFTER, question.text, re.I):
            return Answer(meaning)
    return None
