"""Clauses that tell where something stands: what it is, belongs to, or what has been done with it."""

from __future__ import annotations

import re

from assistant.blueprint.read.acts import Acts
from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.attributes import give, looks_scalar
from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.descriptions import Descriptions
from assistant.blueprint.read.focus import Focus
from assistant.blueprint.read.item import Item, items, parse_item
from assistant.blueprint.read.leftovers import ELSEWHERE
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import segments, without_brackets
from assistant.blueprint.read.states import states_of
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES


class Standings:
    """Reads what is and belongs, and what is done with something."""

    def __init__(self, notebook: Notebook, acts: Acts, focus: Focus, told: Descriptions) -> None:
        self.notebook = notebook
        self.acts = acts
        self.focus = focus
        self.told = told

    def read(self, subject: Entity | None, clause: Clause, listing: list[Item]) -> None:
        """'belongs to a course', 'is for one pet with one vet', 'is either open or closed', 'is nice to have'."""
        if clause.subject.lower().strip() == "there":
            if ELSEWHERE.search(clause.object):
                return
            self.told.there(clause, listing)
            return
        words = phrase(without_brackets(clause.subject)).words
        if (
            words
            and words[-1] in ATTRIBUTE_WITH_VALUES
            and clause.verb == "be"
            and not re.match(r"unique|optional|required|mandatory", clause.object)
        ):
            owner = self.notebook.find(words[:-1]) if len(words) > 1 else self.focus.topic
            said = re.sub(r"^(?:either|one of|any of)[: ]*", "", f"{clause.object} {clause.listing}".strip())
            entry = parse_item(f"{words[-1]} ({said})")
            if owner is not None and entry is not None and entry.values:
                give(self.notebook, owner, [entry])
                return
        duty = re.match(r"(?:responsible\s+for|in\s+charge\s+of|the\s+\w+\s+of)\s+(?P<what>.*)", clause.object, re.I)
        charge = self.notebook.find(phrase(duty["what"]).words) if duty and subject is not None else None
        if charge is not None and subject is not None and charge is not subject:
            self.notebook.link(charge, subject)
            return
        if subject is None:
            self._unknown(clause, listing)
        elif not self._happened(subject, clause, listing):
            self._stands(subject, clause, listing)

    def _unknown(self, clause: Clause, listing: list[Item]) -> None:
        """'The number is stored', 'a comment is optional': an attribute of what was spoken of last."""
        if self.told.stored(clause, listing) or self.told.role(clause):
            return
        optional = re.match(
            r"(?:an?\s+)?(?:optional|nullable|empty|null|blank|unset|nice\s+to\s+have|not\s+(?:mandatory|"
            r"required))",
            clause.object,
            re.I,
        )
        required = re.match(r"(?:mandatory|required|needed)\b", clause.object, re.I)
        entry = parse_item(f"{clause.subject}{' (optional)' if optional else ''}") if optional or required else None
        if entry is not None and self.focus.topic is not None and len(entry.words) <= 3:
            more = [s.text for s in segments(clause.object)[1:]]
            give(self.notebook, self.focus.topic, [entry, *items(", ".join(more))])
        elif clause.passive and re.search(r"\bas\s+an?\s+", clause.object):
            self.told.things(re.sub(r"^.*?\bas\s+(?=an?\s)", "", clause.object))

    def _happened(self, subject: Entity, clause: Clause, listing: list[Item]) -> bool:
        """'Guests are assigned to tables', 'a docking is opened'; False where more is to be said."""
        assigned = (
            self.notebook.exact(("assignment",)) if clause.passive and clause.verb == "assign" and listing else None
        )
        if assigned is not None:
            what = self.notebook.find(phrase(re.sub(r"^to\s+", "", clause.object)).words)
            for end in (subject, what):
                if end is not None and end.name != ACCOUNT:
                    self.notebook.link(assigned, end)
            give(self.notebook, assigned, listing)
            return True
        if clause.passive and clause.verb in {"keep", "store", "record", "track", "log"} and subject.name != ACCOUNT:
            with_ = split_with(clause.object)[1]
            give(self.notebook, subject, (items(with_) if with_ else []) + listing)
            return True
        made = clause.passive and clause.verb in verbs.MAKING | verbs.CREATING and subject.name != ACCOUNT
        if made and re.match(r"(?:when|once|if|whenever|as\s+soon)\b", clause.lead, re.I):
            self.told.occasion(subject, clause.lead)
        noun = verbs.NOUN_OF_ACTION.get(clause.verb) if clause.passive else None
        event = self.notebook.exact(tuple(noun.split("-"))) if noun else None
        what = self.notebook.find(
            phrase(re.sub(r"^(?:to|in|into|for|on|by)\s+", "", without_brackets(clause.object))).words
        )
        ends = [e for e in (subject, what) if e is not None]
        person = any(self.acts.is_account(e) or nouns.is_person(e.words[-1]) or e.words[-1] == "person" for e in ends)
        person = person or (len(ends) == 2 and clause.verb in {"loan", "lend", "rent", "lease", "book", "hire"})
        if person and event is not None and what is not None and what is not event and subject is not event:
            self.notebook.link(event, what)
            self.notebook.link(event, subject)
            values = re.search(r"\(([^()]*)\)", clause.object)
            entry = parse_item(f"status ({values[1]})") if values else None
            give(self.notebook, event, ([entry] if entry is not None and entry.values else []) + listing)
            self.focus.topic = event
            return True
        if subject.name == ACCOUNT or (
            clause.passive
            and clause.verb not in verbs.PLACING | verbs.BELONG
            and not (clause.verb == "do" and what is not None)
            and not re.match(
                r"(?:by|for|in)\s|(?:to|under|with|at|on|from|against|into|within|during|through)\s+"
                r"(?:an?|one|exactly|at\s+most|several|the|each)\s",
                clause.object,
            )
        ):
            if subject.name != ACCOUNT:
                bracket = next((e for e in items(f"thing {clause.object}") if e.parts), None)
                give(self.notebook, subject, listing + list(bracket.parts if bracket is not None else ()))
            return True
        return False

    def _stands(self, subject: Entity, clause: Clause, listing: list[Item]) -> None:
        """'belongs to a course', 'is either open or closed', 'is one of our staff'."""
        pieces = segments(clause.object)
        if not pieces:
            return
        first, others = pieces[0], pieces[1:]
        if states_of(self.notebook, subject, clause):
            return
        only = phrase(first.text)
        if (
            clause.verb == "be"
            and not clause.modal
            and re.match(r"(?:just\s+|only\s+)?(?:an?|one)\s", first.text)
            and looks_scalar(only.words)
        ):
            give(self.notebook, subject, items(first.text))
            return
        if clause.verb == "be" and (kind := _KIND.match(clause.object)):
            give(
                self.notebook,
                subject,
                items(kind["with"] or "") + [p for e in items(clause.object) for p in e.parts] + listing,
            )
            return
        if first.text.lower().startswith("either ") and clause.verb == "be":
            alternatives = re.sub(
                r"\bor\s+(?=an?\s|several\s)", ", ", re.sub(r"^either\s+", "", clause.object, flags=re.I)
            )
            give(self.notebook, subject, items(alternatives), optional=True)
            return
        kind_of = parse_item(re.sub(r"^(?:to|in|of|under)\s+(?:exactly\s+)?(?:an?|one)\s+", "", first.text))
        if (
            clause.verb in verbs.BELONG
            and kind_of is not None
            and kind_of.values
            and not self.notebook.find(kind_of.words)
        ):
            give(self.notebook, subject, [kind_of])
            return
        self.acts.relate(subject, clause)
        if clause.verb == "share" and others and self.acts.pair is not None and self.acts.pair[0] is subject:
            granted = [e for e in items(", ".join(s.text for s in others)) if e.values]
            if granted:
                give(self.notebook, self.acts.join(*self.acts.pair, (*subject.words, "share")), granted)
            return
        for piece in others:
            inside = re.fullmatch(r"(?:in|at|on|with|for)\s+an?\s+(?P<what>[a-z]+(?:\s[a-z]+)?)", piece.text)
            if (
                inside
                and looks_scalar(phrase(inside["what"]).words)
                and not self.notebook.find(phrase(inside["what"]).words)
            ):
                give(self.notebook, subject, items(inside["what"]))
        rest = [s.text for s in others if not re.match(r"(?:to|for|with|in|of|by|per|on|under|usually|also)\b", s.text)]
        give(self.notebook, subject, items(", ".join(rest)) if rest and clause.verb in verbs.BELONG else [])
        give(self.notebook, subject, listing)


_KIND = re.compile(
    r"(?!(?:for|in|on|at|part|of|to|per|by|with|one|either|under|from)\b)(?:an?\s+)?(?:\w+\s+){0,2}\w+?(?:\s+with\s+(?P<with>.*)|\s*\(.*\))$|(?:an?\s+)?\w+(?P<none>(?!))$",
    re.I | re.S,
)
"""'freelancers with name and email', 'a fixed table (code, name)': what is kept of the subject."""
