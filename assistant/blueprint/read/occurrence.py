"""When things happen, and the records that they leave."""

from __future__ import annotations

import re

from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.item import Item, items
from assistant.blueprint.read.lexicon import verbs
from assistant.blueprint.read.notebook import Entity


def event_noun(
    clause: Clause, target: Entity | None, mentioned: frozenset[str] = frozenset()
) -> tuple[str, ...] | None:
    """The name of the record that the action leaves: 'book' -> booking, 'place' -> placement if that is mentioned."""
    direct = re.match(r"(?!(?:for|with|at|to|in|on|as|by)\b)\w", clause.object)
    if clause.verb == "register" and direct and not clause.passive and re.search(r"\bwith\b|\(", clause.object):
        return None
    if clause.verb in {"sign-up"}:
        return ("sign", "up")
    if clause.verb == "score":
        return ("score",) if clause.listing else ("review",)
    if clause.verb == "save" and target is not None:
        return ("saved", *target.words)
    noun = verbs.NOUN_OF_ACTION.get(clause.verb)
    if noun is None:
        stem = clause.verb.removesuffix("e")
        derived: tuple[str, ...] = (f"{clause.verb}ment", f"{stem}ation", f"{stem}ion", f"{stem}al")
        noun = next((d for d in derived if d in mentioned), None)
    return tuple(noun.split("-")) if noun else None


def period(text: str) -> list[Item]:
    """The dates of 'from a check-in date to a check-out date' or 'for a period'."""
    between = re.search(
        r"\bfrom\s+(?:an?\s+|the\s+)?([\w -]*?(?:date|time|day))\s+(?:to|until|till)\s+(?:an?\s+|"
        r"the\s+)?([\w -]*?(?:date|time|day))\b",
        text,
    )
    if between:
        first, second = between[1].strip(), between[2].strip()
        return items("start date, end date") if first == second == "date" else items(f"{first}, {second}")
    since = re.search(r"\bfrom\s+an?\s+((?:start|begin\w*|first)\s+(?:date|day|time))\b", text)
    if since:
        return items(since[1])
    if re.search(r"\bon\s+(?:an?|some)\s+(?:(?:given|certain|specific|particular|fixed|set)\s+)?(?:date|day)\b", text):
        return items("date")
    if re.search(r"\bat\s+an?\s+(?:\w+\s+)?(?:datetime|time)\b", text) and not re.search(
        r"\bone\b.*\bat\s+a\s+time\b", text
    ):
        return items("datetime")
    if re.search(
        r"\bfor\s+(?:a|some|the)\s+(?:\w+\s+)?(?:period|time\s*(?:slot|span|frame|range|window)|time|slot|interval)\b",
        text,
    ):
        return items("start time, end time")
    return []
