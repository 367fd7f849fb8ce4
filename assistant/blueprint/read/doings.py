"""First reading of actions: what people make, book, send and get."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.declared import declare, declare_objects
from assistant.blueprint.read.item import items
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.measures import is_scalar_plural, measured
from assistant.blueprint.read.notebook import Notebook, key
from assistant.blueprint.read.occurrence import event_noun
from assistant.blueprint.read.phrase import Phrase, phrase, thing
from assistant.blueprint.read.segment import without_brackets


def read_action(clause: Clause, subject: Phrase, notebook: Notebook) -> None:
    person = bool(subject.words) and (
        subject.head in {"anyone", "everyone", "everybody", "anybody"}
        or nouns.is_person(subject.head)
        or notebook.exact(subject.words) is not None
    )
    if subject.words and nouns.is_person(subject.head):
        notebook.actors[subject.name] = notebook.actors.get(subject.name, 0) + 1
    head, with_ = split_with(re.sub(r"^(?:up|in|out|for|to|at|on|from|into|over|across|through)\s+", "", clause.object))
    if clause.verb in {"register", "sign-up", "join"} and clause.object.lower().startswith("with"):
        declare_objects(Clause(object=re.sub(r"^with\s+", "", clause.object)), notebook, strong=False)
        notebook.registers = notebook.registers or subject.words
        declare(
            notebook,
            ("user",)
            if subject.head in {"person", "people", "someone", "they", "anyone"} or not subject.words
            else subject.words,
            4,
        )
        return
    found = thing(head.split(" and ")[0])
    spread = found.many and found.counted and re.match(r"(?:an?|each|every)\s", clause.subject, re.I)
    listed = found.many and len(items(clause.listing)) > 1
    making = spread or listed or clause.verb in verbs.MAKING | verbs.CREATING | set(verbs.NOUN_OF_ACTION) | _INVOLVING
    definite = re.match(r"(?:the|their|his|her|its|this)\b", clause.object, re.I)
    if (
        found.words
        and making
        and (found.many or not definite)
        and ((with_ and len(found.words) > 1) or not is_scalar_plural(found.words))
        and (with_ or not measured(found.words))
    ):
        indefinite = re.match(r"(?:an?|new|several|their|my|our|one|each|every)\s", head, re.I)
        remark = (
            found.head in {"comment", "note", "feedback", "message", "reason"}
            and not with_
            and not clause.listing
            and not re.search(r"\([^()]*,[^()]*\)", clause.object)
            and not found.many
        )
        described = with_ or clause.listing or re.search(r"\([^()]*,[^()]*\)", head)
        if (found.many or indefinite or described) and not remark:
            declare(notebook, found.words, 2 if described else 1)
    if clause.verb in {"request", "order"} and found.many and found.words and clause.verb in notebook.mentioned:
        notebook.aliases.setdefault(clause.verb, key(found.words))
    for part in re.findall(
        r"\b(?:into|to|on|for|in|under)\s+((?:an?|one|several|exactly one)\s[\w -]+|(?<=into )[\w ]+)",
        without_brackets(head),
    ):
        inner = phrase(part)
        if inner.words and making and not measured(inner.words) and inner.head not in _PERIODS:
            declare(notebook, inner.words, 1)
    given = re.match(
        r"(?P<what>[\w ]+?)\s+to\s+(?:(?:the|an?|their|our)\s+)?(?P<who>\w+)", without_brackets(clause.object)
    )
    if (
        clause.verb in {"assign", "hand", "distribute"}
        and given
        and found.many
        and nouns.is_person(singular(given["who"].lower()))
    ):
        declare(notebook, phrase(given["what"]).words, 3)
        declare(notebook, phrase(given["who"]).words, 2)
    event = event_noun(clause, notebook.find(found.words) if found.words else None, notebook.mentioned)
    derived = event is not None and event[-1] in notebook.mentioned and event[-1] != clause.verb
    if event and person and clause.verb in _EVENTFUL and clause.object.lower().startswith("with "):
        made = declare(notebook, event, 3)
        if made is not None:
            made.event = True
    attributed = (with_ or clause.listing) and clause.verb not in verbs.MAKING
    if (
        event
        and person
        and not clause.only
        and (derived or clause.verb in _EVENTFUL or attributed or " per " in clause.object)
    ):
        once = re.search(r"\b(?:once|one)\s+per\s+\w+", clause.object)
        other = (
            found.words
            and key(found.words) != key(event)
            and not (nouns.is_person(found.head) and not (clause.listing and notebook.exact(found.words)))
        )
        aimed = re.search(r"\b(?:to|for|on|in|at)\s+(?:(?:an?|the|several)\s+)?([\w]+(?:\s\w+)?)", head)
        beside = phrase(aimed[1]).words if aimed else ()
        other = other and (found.head not in nouns.OCCURRENCES or clause.verb not in _ARRANGING)
        if (
            (other and notebook.find(found.words))
            or once
            or (found.words and beside and notebook.find(beside) and measured(found.words))
        ):
            made = declare(notebook, event, 3)
            if made is not None:
                made.event = True


_ARRANGING = frozenset("book order reserve register apply subscribe schedule submit check-in".split())
_INVOLVING = frozenset(
    "cover put group gather split get receive view manage browse learn use teach pick select choose earn want need "
    "maintain".split()
)
_PERIODS = frozenset("period time slot while day week month".split())
_EVENTFUL = frozenset(
    """follow book reserve borrow rent order enrol enroll sign-up apply subscribe rsvp lease lend donate pledge bid vote
    like
    bookmark favourite favorite review rate comment attend purchase buy check-in score join register pay invite
    """.split()
)
"""Verbs whose doing is always worth a record."""
