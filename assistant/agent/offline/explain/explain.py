"""A question -> its answer, by the first topic that it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.agent.offline.explain.endpoints import answers_of, endpoints, lists, named_endpoint
from assistant.agent.offline.explain.fields import field, fields_of, fields_with
from assistant.agent.offline.explain.general import absent, conventions, files, signing
from assistant.agent.offline.explain.glossary import glossary
from assistant.agent.offline.explain.ground import Answer, Ground, Question, Topic
from assistant.agent.offline.explain.indexes import indexes
from assistant.agent.offline.explain.places import places
from assistant.agent.offline.explain.points import overview, points
from assistant.agent.offline.explain.proof import proof
from assistant.agent.offline.explain.relations import constraints, numbers, order, relations
from assistant.agent.offline.explain.removal import removal
from assistant.agent.offline.explain.rights import rights, roles
from assistant.agent.offline.explain.states import deeds, states, values

TOPICS: tuple[Topic, ...] = (
    glossary,
    points,
    named_endpoint,
    absent,
    files,
    indexes,
    places,
    proof,
    removal,
    roles,
    order,
    fields_with,
    constraints,
    values,
    states,
    deeds,
    relations,
    lists,
    endpoints,
    rights,
    answers_of,
    signing,
    numbers,
    fields_of,
    field,
    conventions,
    overview,
)
"""The particular before the general."""

_AGAIN = re.compile(
    r"^(?:\W|and|so|but|ok|or|then)*(?:(?:what|how) about|and|or|same for)\s+(?:for |of |with |"
    r"on )?(?P<what>[\w .'/-]{2,40})\?*$",
    re.I,
)
_POINTING = re.compile(r"\b(?:it|its|that|this|they|them|their|those|these)\b", re.I)
_BARE_WHY = re.compile(
    r"^(?:\W|and|but|so)*(?:why|how come|why (?:is|was|did you do) (?:it|that|so|this)|how so)\W*$", re.I
)


def explain(text: str, ground: Ground, earlier: tuple[str, ...] = ()) -> Answer | None:
    """The answer, or None where no topic has one.

    `earlier` are the user's messages before it, the last first: 'and bookings?' asks again what was asked there, and
    'is it unique?' is about what was spoken of there.
    """
    question = Question.of(text, ground)
    again = _AGAIN.match(question.text)
    if again and earlier and question.about:
        asked = Question.of(earlier[0], ground)
        return _answer(replace(asked, about=question.about), ground)
    if not question.about and (_POINTING.search(question.text) or _BARE_WHY.match(question.text)):
        for before in earlier:
            spoken = Question.of(before, ground)
            if spoken.about:
                found = _answer(replace(question, about=spoken.about), ground)
                if found is not None:
                    return found
                break
    return _answer(question, ground)


def _answer(question: Question, ground: Ground) -> Answer | None:
    return next((answer for topic in TOPICS if (answer := topic(question, ground)) is not None), None)
