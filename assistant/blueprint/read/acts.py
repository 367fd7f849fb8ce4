"""Clauses in which somebody does something to something."""

from __future__ import annotations

import re

from assistant.blueprint.names import camel, plural
from assistant.blueprint.read.attached import head_of, split_with
from assistant.blueprint.read.attributes import give, is_mutual, looks_scalar
from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.item import Item, items
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.occurrence import event_noun, period
from assistant.blueprint.read.phrase import Phrase, phrase
from assistant.blueprint.read.segment import brackets, segments, without_brackets
from assistant.blueprint.read.ties import PREPOSITIONAL, Ties, linked_by
from assistant.blueprint.relation import Kind


class Acts(Ties):
    """Reads actions; `events` are the records that these leave."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__(notebook)
        self.events: list[Entity] = []
        self.last_event: Entity | None = None
        self.aside: Entity | None = None

    def read(self, subject: Entity | None, clause: Clause, listing: list[Item]) -> Entity | None:
        """Reads a clause with an active verb; gives the entity that it is mostly about."""
        text = re.sub(r"^(?:up|in|out|for|to|at|on|from|into|over|across|through|about)\s+", "", clause.object)
        head, with_ = split_with(text)
        beside = phrase(without_brackets(with_))
        if beside.words and not beside.many and self.notebook.exact(beside.words) is not None:
            head, with_ = text, ""
        pieces = segments(head)
        first, others = (pieces[0] if pieces else None), pieces[1:]
        found = phrase(without_brackets(first.text)) if first else Phrase(())
        target = self.notebook.find(found.words) if found.words else None
        if (
            clause.verb in {"register", "sign-up", "join"}
            and clause.object.lower().startswith("with")
            and subject is not None
            and subject.name != ACCOUNT
        ):
            self.notebook.registering = subject
            give(self.notebook, subject, items(re.sub(r"^with\s+", "", clause.object, flags=re.I)))
            return None
        if clause.verb in {"put", "group", "gather", "seat", "assign", "hand", "distribute"} and (
            placed := self._put(clause)
        ):
            return placed
        if subject is not None and clause.verb in {"last", "run", "span", "extend", "go"} and period(clause.object):
            give(self.notebook, subject, period(clause.object))
        known = {e.words[-1] for e in self.notebook.entities.values()}
        noun = event_noun(clause, target, self.notebook.mentioned | known)
        event = self.notebook.exact(noun) if noun else None
        if event is None and noun and target is not None:
            event = self.notebook.exact((noun[0] + "ed" if not noun[0].endswith("e") else noun[0] + "d", *target.words))
        once = re.search(r"\b(?:once|one)\s+per\s+(\w+)", clause.object, re.I)
        if event is not None and target is None and once:
            target = self.notebook.find(once[1].lower())
        aimed = self._aimed(head) if event is not None and (target is None or target is event) else None
        if event is not None and target in {None, event} and aimed is not None and aimed is not event:
            give(self.notebook, event, [e for e in items(found.name) if looks_scalar(e.words)])
            target = aimed
        if (
            event is not None
            and target is None
            and clause.object.lower().startswith("with ")
            and self.aside is not None
        ):
            target, with_ = self.aside, re.sub(r"^with\s+", "", clause.object, flags=re.I)
            head = ""
        if event is not None and target is not None and event is not target and target.name != ACCOUNT:
            self._event(event, subject, clause, target, with_, once is not None)
            give(self.notebook, event, listing + [part for entry in items(head) for part in entry.parts])
            self.last_event = event
            return event
        if clause.verb in {"split", "divide"}:
            return self._split(clause, with_)
        if (
            (target is None or target is self.last_event)
            and self.last_event is not None
            and found.head in {"comment", "note", "feedback", "message"}
        ):
            give(self.notebook, self.last_event, items(first.text if first else ""))
            return self.last_event
        if target is None or target.name == ACCOUNT:
            if target is None and subject is not None and subject.name != ACCOUNT:
                self._placed(subject, head)
            return None
        if self.last_event is not None and target is not self.last_event and clause.verb in _PICKING and not found.many:
            self.notebook.link(self.last_event, target, required=not clause.modal)
            return self.last_event
        listed = len(listing) > 1 and found.many and subject is not None and subject is not target
        if listed and subject is not None and clause.verb not in verbs.MAKING | verbs.CREATING | {"get", "receive"}:
            self.notebook.link(target, subject)
            give(self.notebook, target, listing)
            return target
        if (
            found.words
            and clause.object.lower().startswith(("for ", "in ", "at ", "on ", "with ", "under "))
            and subject is not None
            and subject.name != ACCOUNT
            and clause.verb not in verbs.MAKING | verbs.CREATING
        ):
            self._placed(subject, clause.object)
            return None
        person = phrase(without_brackets(clause.subject))
        if (
            subject is not None
            and subject is not target
            and clause.verb in verbs.MAKING | verbs.CREATING | {"get", "receive", "teach", "own", "earn"}
            and not clause.only
        ):
            self._makes(subject, target, person.head, clause.verb, many=found.many, counted=found.counted)
        elif (
            subject is not None
            and subject is not target
            and (found.many or found.counted)
            and clause.verb in _ASSOCIATING
        ):
            if clause.verb == "cover" and found.many and target.fields:
                self.notebook.link(subject, target, camel(plural(" ".join(target.words))), kind=Kind.MANY_TO_MANY)
            give(self.notebook, subject, items(first.text if first else ""))
            give(self.notebook, target, items(with_) if with_ and clause.verb == "cover" else [])
            self.pair = (
                (subject, target) if linked_by(self.notebook, subject, target) is Kind.MANY_TO_MANY else self.pair
            )
        elif subject is not None and subject is not target and self._in_charge(subject, clause, found):
            self.notebook.link(target, subject)
            return None
        elif subject is not None and subject is not target and self._points(subject, clause, found):
            self.notebook.link(subject, target, required=not clause.modal)
            return None
        acting = subject is None or self.is_account(subject) or nouns.is_person(subject.words[-1])
        if clause.verb in _MARKS and not listing and acting:
            give(self.notebook, target, [Item(text=clause.verb, words=(_MARKS[clause.verb],), boolean=True)])
            return None
        making = clause.verb in verbs.MAKING | verbs.CREATING | {"get", "receive"}
        things = subject is not None and subject.name != ACCOUNT and not nouns.is_person(subject.words[-1])
        if (
            things
            and subject is not None
            and found.many
            and subject is not target
            and not making
            and clause.verb not in _ASSOCIATING
        ):
            self.notebook.link(target, subject, cascade=True)
            making = True
        if making:
            for entry in items(first.text if first else ""):
                give(self.notebook, target, list(entry.parts))
                if entry.values and found.many and not is_mutual(target.words):
                    kinds = Item(text="type", words=("type",), values=entry.values)
                    give(self.notebook, target, [kinds])
            extra = ", ".join(s.text for s in others)
            aside = [e for e in items(extra) if self.notebook.exact(e.words) is None] if extra else []
            give(self.notebook, target, (items(with_) if with_ else []) + aside + listing)
            give(
                self.notebook,
                target,
                [
                    e
                    for what, inside in re.findall(r"\bof\s+an?\s+([a-z]+)\s*\(([^()]*)\)", clause.object)
                    for e in items(inside if self.notebook.exact((what,)) else f"{what} ({inside})")
                ],
            )
            give(self.notebook, target, period(clause.object))
            self.towards(target, re.sub(r"\([^()]*\)", "", head))
        elif clause.verb in _CLOSING and with_:
            give(self.notebook, target, items(with_), optional=True)
        elif listing:
            give(self.notebook, target, listing)
        return target if making or clause.verb in {"view", "browse", "book"} or listing else None

    def _in_charge(self, subject: Entity, clause: Clause, what: Phrase) -> bool:
        """Whether 'a game master runs a booking' says who each booking is run by."""
        doing = verbs.READING | verbs.UPDATING | verbs.DELETING | verbs.CREATING | verbs.ALL_OF_IT - {"run"}
        return (
            nouns.is_person(subject.words[-1])
            and not self.is_account(subject)
            and not (clause.modal or clause.only or what.many)
            and clause.verb not in doing
            and bool(re.match(r"(?:an?|each|every|one|the)\s", clause.object, re.I))
        )

    def _points(self, subject: Entity, clause: Clause, what: Phrase) -> bool:
        """Whether 'a claim names the insured object' says what each claim refers to."""
        return (
            not nouns.is_person(subject.words[-1])
            and not (clause.only or clause.negated or what.many)
            and clause.verb
            in {"name", "mention", "concern", "cite", "target", "affect", "involve", "show", "reference", "use"}
            and bool(re.match(r"(?:an?|one|the|exactly)\s", clause.object, re.I))
        )

    def _put(self, clause: Clause) -> Entity | None:
        """'put guests into a household', 'hand out tasks to the cleaners (which room, what kind)'."""
        found = re.match(
            r"(?P<what>[\w -]+?)\s+(?:who\s.*?|which\s.*?|that\s.*?)?"
            r"(?:into|in|to|at|on)\s+(?:(?:an?|the|one|their|our)\s+)?(?P<where>\w+(?:\s\w+)?)",
            without_brackets(clause.object),
            re.I,
        )
        what = self.notebook.find(phrase(found["what"]).words) if found else None
        where = self.notebook.find(phrase(found["where"]).words) if found else None
        if what is None or where is None or what is where or what.name == ACCOUNT:
            return None
        if is_mutual(what.words):
            self.notebook.link(where, what, camel(plural(" ".join(what.words))), kind=Kind.MANY_TO_MANY)
        else:
            self.notebook.link(what, where, required=clause.verb in {"assign", "hand", "distribute"})
        told = [part for entry in items(clause.object) for part in entry.parts]
        inside = [e for note in brackets(clause.object) for e in items(note)]
        give(self.notebook, what, [e for e in told or inside if e.words != ("who",)])
        return what

    def _aimed(self, text: str) -> Entity | None:
        """The entity behind a preposition: 'an amount to a campaign'."""
        for found in PREPOSITIONAL.finditer(without_brackets(text)):
            entity = self.notebook.find(phrase(found["what"]).words)
            if entity is not None and found["joint"].lower() in {"to", "for", "on", "in", "at"}:
                return entity
        return None

    def _placed(self, subject: Entity, text: str) -> None:
        """'plays for one team', 'take part in several tournaments'."""
        for found in PREPOSITIONAL.finditer(without_brackets(text)):
            what = phrase(found["what"])
            entity = self.notebook.find(what.words) if what.words else None
            if (
                entity is None
                or entity is subject
                or self.is_account(entity)
                or found["joint"].lower() not in {"for", "in", "at", "on", "with", "under", "to"}
            ):
                continue
            if what.many and what.counted:
                self.notebook.link(subject, entity, camel(plural(" ".join(entity.words))), kind=Kind.MANY_TO_MANY)
            elif what.counted or re.match(r"(?:an?|one|exactly)\s", found["what"]):
                self.notebook.link(subject, entity)

    def _split(self, clause: Clause, with_: str) -> Entity | None:
        found = re.match(r"(?P<whole>.+?)\s+into\s+(?P<part>[\w ]+)", clause.object)
        whole = self.notebook.find(phrase(found["whole"]).words) if found else None
        part = self.notebook.find(phrase(found["part"]).words) if found else None
        if whole is None or part is None:
            return None
        self.notebook.link(part, whole, cascade=True)
        give(self.notebook, part, items(with_) if with_ else [])
        return part

    def _makes(self, subject: Entity, target: Entity, head: str, verb: str, *, many: bool, counted: bool) -> None:
        if many and (is_mutual(target.words) or (counted and verb == "teach" and not self.is_account(subject))):
            self.notebook.link(subject, target, camel(plural(" ".join(target.words))), kind=Kind.MANY_TO_MANY)
            self.pair = (subject, target)
            return
        account = self.is_account(subject)
        name = head if account and nouns.is_person(head) else ""
        if verb in {"manage", "maintain", "track", "open", "get"} and account:
            return
        if verb in {"manage", "maintain", "track"} and many and not counted:
            return
        if any(link.parent == subject.name for link in self.notebook.parents(target.name)):
            return
        link = self.notebook.link(target, subject, camel(name) if name else "", caller=account)
        if link is not None:
            link.explicit, link.acted = False, True

    def _event(
        self, event: Entity, subject: Entity | None, clause: Clause, target: Entity, with_: str, once: bool
    ) -> None:
        if event not in self.events:
            self.events.append(event)
            self.notebook.events.add(event.name)
        who = ""
        if subject is not None and subject is not event:
            account = self.is_account(subject)
            head = phrase(clause.subject).head
            link = self.notebook.link(
                event, subject, camel(head) if account and nouns.is_person(head) else "", caller=account
            )
            who = link.name if link else ""
            if link is not None:
                link.acted = True
        for met in re.findall(r"\b(?:to|with)\s+(?:an?|the|one)\s+(\w+(?:\s\w+)?)", clause.object):
            words = phrase(met).words
            person = self.notebook.exact(words) or (
                self.notebook.find(words[:1]) if nouns.is_person(met.split()[0]) else None
            )
            if person is not None and person not in {event, target, subject} and not self.is_account(person):
                self.notebook.link(event, person)
        self.towards(
            event, " ".join(re.findall(r"\b(?:in|on|at|during)\s+(?:an?|the|one)\s+\w+", head_of(clause.object)))
        )
        link = self.notebook.link(event, target)
        if (
            link
            and who
            and (once or re.search(r"\bonce\s+per\b|\bonly\s+once\b|\btwice\b", clause.object) or clause.verb in _ONCE)
        ):
            event.unique.append((who, link.name))
        score = re.search(r"\b(\d+)\s*(?:to|-)\s*(\d+)\b(?:\s+(stars?|points))?", clause.object)
        if score and clause.verb in {"score", "rate", "review", "grade"}:
            give(
                self.notebook,
                event,
                items(f"{'stars' if score[3] or clause.verb == 'rate' else 'score'} ({score[1]}-{score[2]})"),
            )
        give(self.notebook, event, (items(with_) if with_ else []) + period(clause.object))


_ASSOCIATING = frozenset(
    "learn teach use speak play support manage own like offer hold need require know list pick "
    "select choose cover watch attend sell select serve want add earn get".split()
)
_MARKS = {
    "ban": "banned",
    "block": "blocked",
    "suspend": "suspended",
    "archive": "archived",
    "pin": "pinned",
    "lock": "locked",
    "verify": "verified",
    "feature": "featured",
    "hide": "hidden",
    "pause": "paused",
    "mute": "muted",
}
_CLOSING = frozenset("end close finish complete cancel resolve return".split())
_PICKING = frozenset("pick choose select use add include attach".split())
_ONCE = frozenset("enrol enroll like bookmark favourite favorite save follow join rsvp vote sign-up".split())
