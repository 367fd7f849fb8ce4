"""The stages that a person sees: those of the role's Workflow, whatever words it uses for them."""

from __future__ import annotations

import re

from assistant.tools.tool import Phase
from roles.role import Role

WORDS: dict[Phase, tuple[str, ...]] = {
    Phase.RECEIVE: (
        "receive",
        "read",
        "intake",
        "understand",
        "clarify",
        "analyse",
        "analyze",
        "gather",
        "brief",
        "task",
    ),
    Phase.PLAN: ("plan", "design", "model", "architect", "split", "order", "outline", "structure"),
    Phase.IMPLEMENT: ("implement", "build", "write", "code", "develop", "draft", "hand", "derive", "create"),
    Phase.MIGRATE: ("migrate", "migration", "schema", "database"),
    Phase.TEST: ("test", "verify", "check", "prove", "validate", "quality", "run"),
    Phase.REVIEW: ("review", "submit", "report", "deliver", "hand", "document", "accept", "summarise", "summarize"),
}
"""Words of a stage that tell which phase it is, by their stems, the telling ones first."""


def stages_of(role: Role) -> dict[Phase, str]:
    """For each phase the title of its stage; one that no stage speaks of goes on in the stage before it."""
    titles = [stage.title for stage in role.workflow]
    found: dict[Phase, str] = {}
    current = titles[0]
    for phase in Phase:
        current = _best(phase, titles) or current
        found[phase] = current
    return found


def _best(phase: Phase, titles: list[str]) -> str | None:
    for word in WORDS[phase]:
        stem = re.compile(rf"\b{word[:-1] if word.endswith('e') else word}", re.IGNORECASE)
        for title in titles:
            if stem.search(title):
                return title
    return None
