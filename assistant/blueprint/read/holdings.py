"""Clauses in which something has something."""

from __future__ import annotations

import re

from assistant.blueprint.names import camel, plural
from assistant.blueprint.read.acts import Acts
from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.attributes import give, is_mutual
from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.focus import Focus
from assistant.blueprint.read.item import Item, items, parse_item
from assistant.blueprint.read.notebook import Entity, Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.read.ties import linked_by
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES
from assistant.blueprint.relation import Kind

_FROM = re.compile(r"\b(?:from|for|of|by)\s+(?:an?|one|the)\s+\w+", re.I)
"""'a prescription from a doctor'."""


class Holdings:
    """Reads what entities have: attributes, parts, and others that they are linked to."""

    def __init__(self, notebook: Notebook, acts: Acts, focus: Focus) -> None:
        self.notebook = notebook
        self.acts = acts
        self.focus = focus

    def read(self, subject: Entity, clause: Clause, listing: list[Item]) -> None:
        text = re.sub(r"^(?:of|by|in|to|up of)\s+", "", clause.object)
        none = re.match(r"no\s+(.*)", text)
        if none:
            self._without(subject, none[1])
            return
        relative = re.match(
            r"(?:an?|one|the)\s+(?P<role>\w+),?\s+who\s+is\s+(?:also\s+)?(?:an?|another|one)\s+(?P<what>\w+)",
            text,
            re.I,
        )
        target = self.notebook.find(relative["what"].lower()) if relative else None
        if relative and target is not None:
            self.notebook.link(subject, target, relative["role"].lower(), required=target is not subject)
            return
        head, with_ = split_with(text)
        several = re.match(
            r"(?:several|many|multiple)(?:\s+of\s+(?:them|these|those))?$", without_brackets(head).strip()
        )
        if several and self.focus.before not in {None, subject}:
            self._give_many(subject, self.focus.before, with_)
            return
        entries = items(head)
        if (
            listing
            and entries
            and entries[-1].words[-1:]
            and entries[-1].words[-1] in ATTRIBUTE_WITH_VALUES
            and all(len(e.words) <= 3 for e in listing)
        ):
            entries[-1] = parse_item(f"{entries[-1].text} ({clause.listing})") or entries[-1]
            listing = []
        alone = phrase(without_brackets(head))
        described = self.notebook.exact(alone.words) if len(entries) == 1 and not alone.many and alone.words else None
        if (
            described is not None
            and described is not subject
            and (listing or with_ or entries[0].parts)
            and not self.acts.is_account(described)
        ):
            one = (
                " per " not in head
                and bool(re.match(r"(?:an?|one)\s", head))
                and (clause.verb not in {"get", "receive"} or "exactly one" in head)
                and not re.search(r"\bat\s+a\s+time\b|\b(?:current|running|active|open)\b", head)
            )
            self.notebook.link(described, subject, kind=Kind.ONE_TO_ONE if one else Kind.MANY_TO_ONE, cascade=True)
            give(self.notebook, described, list(entries[0].parts) + items(with_) + listing)
            self.acts.towards(described, " ".join(_FROM.findall(without_brackets(head))))
            self.focus.topic = self.focus.object = described
            return
        if (
            clause.verb == "get"
            and entries
            and (event := self.notebook.exact(entries[0].words)) is not None
            and entries[0].parts
        ):
            self.notebook.link(event, subject)
            give(self.notebook, event, [*entries[0].parts, *entries[1:], *items(with_), *listing])
            self.focus.topic = self.focus.object = event
            return
        give(self.notebook, subject, entries)
        last = self.notebook.find(entries[-1].words) if entries else None
        pair = last if last is not None and entries and entries[-1].many else None
        self.acts.pair = (
            (subject, pair)
            if pair is not None and linked_by(self.notebook, subject, pair) is Kind.MANY_TO_MANY
            else self.acts.pair
        )
        if last is not None and last is not subject:
            self.focus.object = last
            counted = bool(entries) and entries[-1].counted and last in {self.notebook.exact(e.words) for e in entries}
            receiver = (
                self.acts.join(subject, last)
                if with_ and (self.acts.pair == (subject, last) or (counted and last.fields))
                else last
            )
            if receiver is not last:
                self.notebook.links = [
                    x for x in self.notebook.links if not (x.child == last.name and x.parent == subject.name)
                ]
            give(self.notebook, receiver, items(with_) + listing)
            if listing:
                self.focus.topic = last
        else:
            give(self.notebook, subject, (items(with_) if with_ else []) + listing)

    def _give_many(self, subject: Entity, what: Entity | None, with_: str) -> None:
        if what is None:
            return
        if is_mutual(what.words):
            self.notebook.link(subject, what, camel(plural(" ".join(what.words))), kind=Kind.MANY_TO_MANY)
        else:
            self.notebook.link(what, subject)
        give(self.notebook, what, items(with_) if with_ else [])
        self.focus.topic = self.focus.object = what

    def _without(self, subject: Entity, text: str) -> None:
        for link in self.notebook.parents(subject.name):
            if any(word in link.name.lower() for word in phrase(text).words):
                link.required = False
