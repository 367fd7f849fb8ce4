"""Links between entities that prepositions and 'belongs to' tell."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.names import camel, plural
from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.attributes import give, is_mutual
from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.item import items
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook, key
from assistant.blueprint.read.occurrence import period
from assistant.blueprint.read.phrase import Phrase, phrase
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.relation import Kind

PREPOSITIONAL = re.compile(
    r"\b(?P<joint>to|for|with|in|into|of|by|per|on|at|under|between|from|against|across|through|during|about|and|or)\s+"
    r"(?P<what>(?:(?!\b(?:to|for|with|in|into|of|by|per|on|at|under|from|against|across|through|during|"
    r"about|and)\b(?!-))[^,:.])+)",
    re.I,
)


class Ties:
    """Ties entities to each other; `pair` is the last many-to-many spoken of, `inside` the last whole and its parts."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.pair: tuple[Entity, Entity] | None = None
        self.inside: tuple[Entity, Entity] | None = None

    def is_account(self, entity: Entity) -> bool:
        """Whether an entity is the account or its stand-in."""
        return entity.name == ACCOUNT or entity is self.notebook.user

    def towards(self, entity: Entity, text: str) -> None:
        """'proposals for an edition': the thing behind a preposition is a parent, also in 'jobs on vehicles'."""
        for found in PREPOSITIONAL.finditer(text):
            what = phrase(found["what"])
            joints = {"to", "for", "on", "in", "under", "at", "of", "about", "from"} | (
                {"with"} if nouns.is_person(what.head) else set()
            )
            if found["joint"].lower() not in joints or not what.words or (what.counted and what.many):
                continue
            parent = self.notebook.find(what.words)
            if parent is not None and parent is not entity and not self.is_account(parent):
                self.notebook.link(entity, parent)

    def relate(self, subject: Entity, clause: Clause) -> None:
        """Links for 'is assigned to one category', 'ties an organisation to a plan', 'are shared across recipes'."""
        text, with_ = split_with(clause.object)
        text = without_brackets(text)
        if not re.search(r"\b(?:is|are)?\s*(?:in|of|used)\b", f"{clause.verb} {text}") or not with_:
            entries = items(with_) if with_ else []
            attributes = (
                clause.verb == "be" and len(entries) > 1 and all(self.notebook.find(e.words) is None for e in entries)
            )
            text, with_ = (text, with_) if attributes else (without_brackets(clause.object), "")
        if clause.verb in {"tie", "link", "connect", "reference", "concern", "associate"} and not clause.passive:
            text = f"of {text}"
        text = re.sub(r"\bat\s+most\s+(?=(?:one|an?)\b)", "optionally ", text, flags=re.I)
        self.per(subject, text)
        give(self.notebook, subject, period(text))
        last = 0
        for found in PREPOSITIONAL.finditer(text):
            what = phrase(found["what"])
            before = text[last : found.start()]
            if re.search(r"\bnot\b", text[max(0, found.start() - 5) : found.start()]):
                continue
            last = found.end()
            target = self.notebook.find(what.words) if what.words else None
            if target is None and what.words and nouns.is_person(what.head) and found["joint"] in {"by", "to"}:
                target = self.notebook.account()
            allowed = clause.passive and clause.modal in {"can", "may", "must"} and not (what.many and what.counted)
            if found["joint"].lower() == "by" and allowed:
                continue
            managed = clause.verb in verbs.UPDATING | verbs.ALL_OF_IT | verbs.DELETING
            if found["joint"].lower() == "by" and clause.passive and managed and what.many:
                continue
            if target is None or (
                target is subject
                and not re.search(
                    r"\b(?:another|other|parent|same|older|younger|senior|fellow|different|experienced)\b",
                    found["what"],
                )
            ):
                continue
            optional = bool(
                re.search(
                    r"\b(?:usually|optionally|sometimes|maybe|possibly|may|can)\b",
                    f"{before} {found['what']} {clause.modal}",
                )
            )
            if (
                found["joint"].lower() == "by"
                and self.is_account(target)
                and (done := re.search(r"(\w+(?:ed|en))\s*$", before))
                and done[1] not in _MADE
            ):
                self.notebook.link(subject, target, f"{done[1]}By", required=not clause.modal, second=True)
                continue
            spread = (
                what.many
                and not what.counted
                and not is_mutual(target.words)
                and key(subject.words[-1:]) not in nouns.PICK_LIST
                and clause.verb not in {"use", "share"}
            )
            what = replace(
                what,
                many=what.many
                and not (spread and found["joint"].lower() in {"at", "in", "to", "under", "by", "into", "on"}),
            )
            self._relate(subject, target, what, found["joint"].lower(), optional)

        granted = re.search(r"\bas\s+(?:an?\s+)?(\w+(?:\s*(?:,|/|\bor\b|\band\b)\s*(?:an?\s+)?\w+)+)", text)
        if clause.verb == "share" and granted and self.pair is not None and self.pair[0] is subject:
            give(self.notebook, self.join(*self.pair, (*subject.words, "member")), items(f"role ({granted[1]})"))
            return
        if with_ and (self.pair is None or self.pair[0] is not subject):
            single = self.notebook.find(phrase(re.sub(r"^(?:to|in|into|for|on)\s+", "", text)).words)
            if (
                clause.passive
                and clause.verb in {"add", "include", "use"}
                and single is not None
                and single is not subject
            ):
                self.notebook.links = [
                    x for x in self.notebook.links if (x.child, x.parent) != (subject.name, single.name)
                ]
                give(self.notebook, self.join(single, subject), items(with_))
            else:
                give(self.notebook, subject, items(with_))
            return
        if with_ and self.pair is not None and self.pair[0] is subject:
            name = ("membership",) if re.search(r"\bmembers?\s+of\b|\bbelong", clause.object) else ()
            give(self.notebook, self.join(*self.pair, name), items(with_))

    def _relate(self, subject: Entity, target: Entity, what: Phrase, joint: str, optional: bool) -> None:
        if (what.many and not what.each) or (joint in {"across", "between"} and what.many):
            self.notebook.link(subject, target, camel(plural(" ".join(target.words))), kind=Kind.MANY_TO_MANY)
            self.pair = (subject, target)
            return
        told = self.is_account(target) or nouns.is_person(what.head) or len(what.words) > len(target.words)
        name = camel(" ".join(what.words)) if told else ""
        self.notebook.link(subject, target, name, required=not optional and target is not subject)

    def per(self, entity: Entity, text: str) -> None:
        """'an invoice per member per month': links, and with the time span what is unique."""
        names: list[str] = []
        text = re.sub(r"\b(per\s+\w+)\s+and\s+(?=\w+\s*(?:$|[,(:]))", r"\1 per ", text, flags=re.I)
        for word in re.findall(r"(?<!not )(?<!several )\bper\s+(\w+)", text, re.I):
            parent = self.notebook.find(word.lower())
            if parent is not None and parent is not entity:
                link = self.notebook.link(entity, parent)
                names += [link.name] if link else []
            elif word.lower() in {"year", "month", "week", "day"}:
                give(self.notebook, entity, items(word.lower() if word.lower() in {"year", "month"} else "date"))
                names.append(word.lower() if word.lower() in {"year", "month"} else "date")
        if len(names) > 1:
            entity.unique.append(tuple(names))

    def join(self, first: Entity, second: Entity, name: tuple[str, ...] = (), *, instead: bool = False) -> Entity:
        """The model that stands between two entities, in place of a plain many-to-many, or of any link (`instead`)."""
        for entity in self.notebook.entities.values():
            if entity not in {first, second} and {first.name, second.name} <= {
                link.parent for link in self.notebook.parents(entity.name)
            }:
                return entity
        one, two = (first, second) if not is_mutual(first.words) else (second, first)
        made = self.notebook.declare(name or (*one.words, *two.words), 4) or second
        self.notebook.links = [
            link
            for link in self.notebook.links
            if {link.child, link.parent} != {first.name, second.name} or not (instead or link.kind is Kind.MANY_TO_MANY)
        ]
        names = [
            link.name for entity in (one, two) if (link := self.notebook.link(made, entity, cascade=entity is one))
        ]
        made.unique.append(tuple(names))
        return made


_MADE = frozenset("created owned written made posted uploaded submitted authored placed".split())


def linked_by(notebook: Notebook, one: Entity, two: Entity) -> Kind | None:
    """How two entities are linked, if they are."""
    return next((link.kind for link in notebook.links if {link.child, link.parent} == {one.name, two.name}), None)
