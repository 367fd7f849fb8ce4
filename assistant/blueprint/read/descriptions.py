"""Clauses that describe what is known already: what is stored of it, what it answers, what its parts are."""

from __future__ import annotations

import re

from assistant.blueprint.names import camel, plural, singular
from assistant.blueprint.read.acts import Acts
from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.attributes import give, looks_scalar
from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.focus import Focus
from assistant.blueprint.read.item import Item, items, parse_item
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import segments, without_brackets
from assistant.blueprint.read.tag import is_plural
from assistant.blueprint.relation import Kind

_HANDED = re.compile(r"\b(?:hands?|gives?|assigns?|distributes?)\b(?:\s+out)?", re.I)
_STORING = frozenset("store record keep note log capture save track".split())


class Descriptions:
    """Reads descriptions of the entities that a sentence or the topic names."""

    def __init__(self, notebook: Notebook, acts: Acts, focus: Focus) -> None:
        self.notebook = notebook
        self.acts = acts
        self.focus = focus

    def things(self, text: str) -> list[Entity]:
        """Entities named in a list, given what stands in their brackets and behind their 'with'; entries that name no
        entity belong to the one before them."""
        head, with_ = split_with(text)
        named: list[Entity] = []
        rest: list[Item] = []
        for piece in segments(head):
            entries = items(piece.text)
            entity = self.notebook.find(phrase(without_brackets(piece.text)).words) or (
                self.notebook.exact(entries[0].words) if entries else None
            )
            if entity is not None and entity.name != ACCOUNT and not (entity is self.notebook.user and named):
                named.append(entity)
                for entry in entries:
                    give(self.notebook, entity, list(entry.parts))
                self.acts.per(entity, piece.text)
                self.acts.towards(entity, " ".join(_TOWARDS.findall(without_brackets(piece.text))))
            elif named:
                rest += entries
        if named:
            self.focus.topic = self.focus.object = named[-1]
            for entity in named if re.search(r"\bboth\b|\beach\b", text) else named[-1:]:
                give(self.notebook, entity, items(with_) if with_ else [])
            give(self.notebook, named[-1], rest)
        return named

    def there(self, clause: Clause, listing: list[Item]) -> None:
        """'Per job there are several assignments, one per language: translator, word count'."""
        holder = self.focus.topic if re.match(r"(?:for|per)\b", clause.lead, re.I) else None
        object_ = re.sub(r"^(?:at\s+most|exactly|up\s+to)\s+(?=(?:one|an?)\b)", "", clause.object)
        single = object_ != clause.object
        on = re.search(r"\s+(?:on|for|in)\s+(?:each|every)\s+(?P<what>[a-z]+(?:\s[a-z]+)?)$", object_)
        bearer = self.notebook.exact(phrase(on["what"]).words) if on else None
        if on is not None and bearer is not None and scalars(object_[: on.start()]):
            give(self.notebook, bearer, items(object_[: on.start()]))
            return
        head, one, rest = object_.partition(", one per ")
        named = self.things(head)
        if one and named:
            self.acts.per(named[-1], f"per {rest}")
        inside = _INSIDE.match(object_)
        part, whole = (
            (self.notebook.find(phrase(inside[k]).words) for k in ("part", "whole")) if inside else (None, None)
        )
        if part is not None and whole is not None and part is not whole:
            self.notebook.link(part, whole)
            self.acts.pair = self.acts.inside = (whole, part) if part.fields else None
            self.focus.topic = self.focus.object = part
            return
        if not named and self.focus.topic is not None:
            give(self.notebook, self.focus.topic, items(clause.object))
        elif named:
            if re.match(r"(?:when|once|whenever|as\s+soon)\b", clause.lead, re.I):
                self.occasion(named[0], clause.lead)
            give(self.notebook, named[-1], listing)
            for entity in named if holder is not None else ():
                if entity is not holder:
                    kind = Kind.ONE_TO_ONE if single else Kind.MANY_TO_ONE
                    self.notebook.link(entity, holder or entity, kind=kind, cascade=True)

    def bracketed(self, text: str) -> None:
        """Attributes in the brackets right behind the name of an entity, wherever it stands."""
        for found in re.finditer(r"(?P<words>(?:[A-Za-z][\w-]*\s+){1,3})\((?P<inside>[^()]*)\)", text):
            words = tuple(found["words"].lower().split())
            if re.match(r"to\s", found["words"], re.I) and _HANDED.search(text[: found.start()]):
                continue
            whole = re.search(
                r"\b(?P<part>\w+)\s+(?:of|on|about|for)\s+(?:an?|the|each|every|their|its|his|her)\s+$",
                text[: found.start("words")] + found["words"].rsplit(maxsplit=1)[0] + " ",
                re.I,
            )
            part = self.notebook.exact((singular(whole["part"].lower()),)) if whole is not None else None
            if whole is not None and part is not None and (is_plural(whole["part"].lower()) or not part.fields):
                words = part.words
            entity = next((e for cut in range(len(words)) if (e := self.notebook.exact(words[cut:])) is not None), None)
            entry = parse_item(f"thing ({found['inside']})")
            if entity is not None and entity.name != ACCOUNT and entry is not None and not _only_span(entry):
                give(self.notebook, entity, list(entry.parts))

    def labelled(self, label: Entity, clause: Clause, listing: list[Item]) -> None:
        """What stands behind 'Response:': a list, or a description and a list behind a colon of its own."""
        if not listing:
            give(self.notebook, label, items(clause.object))
            return
        self.acts.per(label, clause.object)
        for found in re.finditer(r"\b(?:one|an?|each|the)\s+(?P<what>\w+(?:\s\w+)?)", without_brackets(clause.object)):
            target = self.notebook.find(phrase(found["what"]).words)
            if target is not None and target is not label and not self.acts.is_account(target):
                self.notebook.link(label, target)
        give(self.notebook, label, listing)

    def stored(self, clause: Clause, listing: list[Item]) -> bool:
        """'For each level the number is recorded', 'the following may be stored for an object: height, width'."""
        if not clause.passive or clause.verb not in _STORING:
            return False
        about = re.match(
            r"(?:for|of|on|per|with|about)\s+(?:(?:each|every|an?|the|all)\s+)?(?P<what>[\w -]+)", clause.object, re.I
        )
        target = (self.notebook.find(phrase(about["what"]).words) if about else None) or self.focus.topic
        pair = self.acts.pair
        if pair is not None and re.search(r"\b(?:each|every)\b", clause.lead) and target in pair:
            target = self.acts.join(*pair)
        both = re.match(
            r"(?:for|per)\s+(?:each|every)\s+(?P<one>\w+)\s+(?:in|on|of|at)\s+(?:an?|the|each|every)\s+(?P<two>\w+)$",
            clause.lead,
            re.I,
        )
        ends = [self.notebook.find(phrase(both[n]).words) for n in ("one", "two")] if both else []
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] is not ends[1]:
            sides = {ends[0].name, ends[1].name}
            self.notebook.links = [x for x in self.notebook.links if {x.child, x.parent} != sides]
            target = self.acts.join(ends[0], ends[1])
        elif re.search(r"\beach\s+(?:of\s+(?:them|these)|one)\b", clause.lead, re.I) and self.focus.object is not None:
            target = self._each_of(self.focus.object, self.focus.topic)
        if target is None:
            return False
        vague = re.search(r"\b(?:following|these|this|data|information|details|what|it|they)\b", clause.subject, re.I)
        bracket = re.match(r"\([^()]*\)", clause.object)
        entries = [] if vague else items(f"{clause.subject} {bracket[0] if bracket else ''}")
        give(
            self.notebook,
            target,
            [e for e in entries if len(e.words) < 5] + listing,
            optional=clause.modal in {"may", "can"},
        )
        return True

    def _each_of(self, part: Entity, whole: Entity | None) -> Entity:
        """What 'for each of them' is about: the parts, or where these are described already, each pairing."""
        if whole is None or whole is part or not part.fields:
            return part
        self.notebook.links = [
            x
            for x in self.notebook.links
            if not (x.child == part.name and x.parent == whole.name and x.name == camel(whole.name))
        ]
        return self.acts.join(whole, part)

    def answers(self, subject: Entity, clause: Clause) -> bool:
        """'Guests RSVP with yes, no or maybe and tell you their diet': what somebody says is kept of them."""
        found = re.match(r"with\s+(?P<values>\w+(?:\s*,\s*\w+)*,?\s+or\s+\w+)\b(?P<rest>.*)", clause.object, re.I)
        if found and clause.verb in {"rsvp", "respond", "answer", "reply", "vote"}:
            entry = parse_item(f"{clause.verb} ({found['values']})")
            told = re.search(
                r"\band\s+(?:tell|give|provide|state)s?\s+(?:you\s+|me\s+)?(?P<what>.*)$", found["rest"], re.I
            )
            give(self.notebook, subject, [entry] if entry is not None and entry.values else [], optional=True)
            give(self.notebook, subject, items(told["what"]) if told else [])
            return True
        if (
            clause.verb in {"tell", "provide"}
            and clause.object
            and not clause.passive
            and scalars(re.sub(r"^(?:you|me)\s+", "", clause.object))
        ):
            give(self.notebook, subject, items(re.sub(r"^(?:you|me)\s+", "", clause.object)))
            return True
        return False

    def role(self, clause: Clause) -> bool:
        """'The respondent is a user': what the topic calls its link to another."""
        topic = self.focus.topic
        named = re.match(
            r"(?:also\s+)?(?:an?|one|one\s+of\s+the)\s+(?P<what>[\w ]+?)(?:\s*,.*|\s+who\b.*)?$", clause.object, re.I
        )
        words = phrase(clause.subject).words
        target = self.notebook.find(phrase(named["what"]).words) if named else None
        if topic is None or target is None or clause.verb != "be" or not 0 < len(words) < 3 or target is topic:
            return False
        empty = re.search(
            r"\b(?:empty|null|optional|nobody|unknown|may|can)\b", f"{clause.object} {clause.modal}", re.I
        )
        self.notebook.link(topic, target, camel(" ".join(words)), required=not empty, second=True)
        return True

    def which(self, text: str) -> bool:
        """'which skills a shift needs, and how many people with each'."""
        found = re.search(
            r"\bwhich\s+(?P<what>\w+)\s+(?:an?|the|each|every)\s+(?P<who>\w+)\s+(?:needs?|requires?|has|"
            r"have|uses?|offers?)\b(?P<rest>.*)",
            text,
            re.I | re.S,
        )
        what, who = (
            (self.notebook.find(found["what"].lower()), self.notebook.find(found["who"].lower()))
            if found
            else (None, None)
        )
        if what is None or who is None or not found:
            return False
        many = re.search(r"\bhow\s+many\b", found["rest"], re.I)
        if many:
            give(self.notebook, self.acts.join(who, what), items("quantity (default 1)"))
        else:
            self.notebook.link(who, what, camel(plural(" ".join(what.words))), kind=Kind.MANY_TO_MANY)
        return True

    def occasion(self, entity: Entity, lead: str) -> None:
        """'When a courier puts a parcel into a locker we save a deposit': it is of the parcel, and of the others."""
        about = re.sub(r"^\w+(?:\s+soon\s+as)?\s+", "", lead)
        for part in re.split(r"\s+(?=(?:an?|the|one)\s)", about):
            words = phrase(part).words if re.match(r"(?:an?|the|one)\s", part) else ()
            cuts = (self.notebook.exact(words[:cut]) for cut in range(len(words), 0, -1))
            target = next((e for e in cuts if e is not None), None)
            if target is not None and target is not entity and not self.acts.is_account(target):
                self.notebook.link(entity, target)


_INSIDE = re.compile(
    r"(?:many|several|multiple)\s+(?P<part>[a-z]+)\s+(?:in|on|at|under|per|for)\s+(?:one|an?|each|every|the\s+same)\s+"
    r"(?P<whole>[a-z]+)$",
    re.I,
)
"""'There can be many items in one hire'."""
_TOWARDS = re.compile(r"\b(?:for|to|of|in|on)\s+(?:an?|one|the|each|every)\s+\w+", re.I)
"""'a ticket for a spot'."""


def scalars(text: str) -> bool:
    """Whether a list names attributes alone."""
    entries = items(text)
    return bool(entries) and all(looks_scalar(entry.words) for entry in entries)


def _only_span(entry: Item) -> bool:
    """Whether the brackets hold a start and an end alone: these belong to a booking rather than to what is booked."""
    return bool(entry.parts) and all(
        p.words[0] in {"start", "end", "from", "to", "starts", "ends"} for p in entry.parts
    )
