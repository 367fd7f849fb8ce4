"""Second reading: what each clause says about the entities that are known by now."""

from __future__ import annotations

import re

from assistant.blueprint.names import camel, pascal, plural
from assistant.blueprint.read.attributes import give, is_mutual
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.discover import label_words
from assistant.blueprint.read.item import Item, items
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.phrase import phrase, thing
from assistant.blueprint.read.segment import segments, without_brackets
from assistant.blueprint.read.states import read_states
from assistant.blueprint.read.statement import Source, Statement
from assistant.blueprint.relation import Kind


class Extraction:
    """Goes through the statements once, remembering what 'it' and 'each' stand for."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.topic: Entity | None = None
        self.object: Entity | None = None
        self.paragraph = -1

    def read(self, source: Source) -> None:
        """Reads every statement that is in scope."""
        for statement in source.statements:
            if not statement.excluded:
                self._statement(statement)

    def _statement(self, statement: Statement) -> None:
        words = label_words(statement)
        entity = self.notebook.find(words) if words else None
        if statement.paragraph != self.paragraph:
            self.paragraph = statement.paragraph
            self.object = None
        if entity is not None:
            self.topic = entity
        if read_states(self.notebook, self.topic, statement):
            return
        if statement.item and entity is not None:
            give(self.notebook, entity, items(statement.text))
            return
        if "→" in statement.text and "(" in statement.text:
            self._chain(statement.text)
            return
        for clause in clauses(statement.text):
            self._clause(clause, statement, entity if statement.own_label else None)

    def _chain(self, text: str) -> None:
        """'course → modules (title) → lessons (title)'."""
        above: Entity | None = None
        for part in text.split("→"):
            entity = self.notebook.find(thing(part).words)
            if entity is None:
                continue
            for entry in items(part):
                give(self.notebook, entity, list(entry.parts))
            if above is not None:
                self.notebook.link(entity, above, cascade=True)
            above = entity

    def _resolve(self, text: str) -> Entity | None:
        bare = without_brackets(text)
        if re.fullmatch(r"(?:it|they|this|these|each|each one|one|both|every one|there|each of (?:them|these)|)", bare.strip(), re.I):
            return self.topic
        found = phrase(bare)
        entity = self.notebook.find(found.words) if found.words else None
        if entity is None and found.words and found.head in nouns.PEOPLE:
            return self.notebook.account()
        return entity

    def _clause(self, clause: Clause, statement: Statement, label: Entity | None) -> None:
        notebook = self.notebook
        if clause.lead:
            self._lead(clause)
        if not clause.verb:
            if label is not None:
                give(notebook, label, items(clause.object))
            elif statement.actor == "":
                self._bare(clause)
            return
        subject = self._resolve(clause.subject)
        if subject is not None and subject.name != ACCOUNT and subject is not notebook.user:
            self.topic = subject
        if clause.negated:
            return
        listing = items(clause.listing)
        if clause.by_us:
            self._ours(clause, listing)
        elif clause.verb in verbs.HAVE:
            if subject is not None:
                self._has(subject, clause)
                give(notebook, subject, listing)
        elif clause.verb in verbs.BELONG or clause.verb == "be":
            self._is(subject, clause)
            if subject is not None:
                give(notebook, subject, listing)
        else:
            self._acts(subject, clause, listing)

    def _lead(self, clause: Clause) -> None:
        found = re.match(r"(?:for|per|on|in|within)\s+(.*)", clause.lead, re.I)
        entity = self._resolve(found[1]) if found else None
        if entity is not None and entity.name != ACCOUNT:
            self.topic = entity

    def _bare(self, clause: Clause) -> None:
        """'pet owners (name, phone)' or 'each with amount and currency'."""
        each = re.match(r"(?:each|all|every one|both)?\s*(?:with|having|has)\s+(.*)", clause.object, re.I | re.S)
        if each and self.topic is not None:
            give(self.notebook, self.object or self.topic, items(each[1]))
            return
        for entry in items(clause.object):
            entity = self.notebook.exact(entry.words)
            if entity is not None and entry.parts:
                give(self.notebook, entity, list(entry.parts))
                self.topic = entity
            elif entity is not None:
                self.topic = entity
        if clause.listing and self.topic is not None:
            give(self.notebook, self.topic, items(clause.listing))

    def _ours(self, clause: Clause, listing: list[Item]) -> None:
        entries = items(_cut(clause.object))
        named = [e for e in (self.notebook.exact(entry.words) for entry in entries) if e is not None]
        if named and entries and self.notebook.exact(entries[0].words):
            entity = named[0]
            self.topic = entity
            for entry, piece in zip(entries, segments(clause.object), strict=False):
                found = self.notebook.exact(entry.words)
                if found is not None:
                    give(self.notebook, found, list(entry.parts) + self._with(piece.text))
            give(self.notebook, entity, listing)
        elif self.topic is not None and clause.verb in verbs.KEEPING:
            give(self.notebook, self.topic, entries + listing)

    def _with(self, text: str) -> list[Item]:
        found = re.search(r"\bwith\s+(.*)$", without_brackets(text) if "with" in without_brackets(text) else "", re.I)
        return items(found[1]) if found else []

    def _has(self, subject: Entity, clause: Clause) -> None:
        text = re.sub(r"^(?:of|by|in|to|up of)\s+", "", clause.object)
        text, _, with_ = _split_with(text)
        entries = items(text)
        give(self.notebook, subject, entries)
        last = self.notebook.find(entries[-1].words) if entries else None
        if last is not None and last is not subject:
            self.object = last
            if with_:
                give(self.notebook, last, items(with_))
        elif with_:
            give(self.notebook, subject, items(with_))

    def _is(self, subject: Entity | None, clause: Clause) -> None:
        """'belongs to a course', 'is for one pet with one vet', 'is in one category and has ...'."""
        if subject is None or subject.name == ACCOUNT:
            if clause.subject.lower().strip() in {"there"} or clause.subject == "":
                self._bare(Clause(object=clause.object, listing=clause.listing))
            return
        optional = bool(re.search(r"\b(?:optional|usually|sometimes|may)\b", f"{clause.object} {clause.modal}"))
        text = without_brackets(clause.object)
        for joint, part in re.findall(r"\b(to|for|with|in|of|by|per|on|at|under|between|and|from)\s+((?:(?!\b(?:to|for|with|in|of|by|per|on|at|under|from|and)\b)[^,:.])+)", text):
            found = phrase(part)
            target = self.notebook.find(found.words) if found.words else None
            if target is None and found.words and (found.head in nouns.PEOPLE) and joint in {"by", "to"}:
                target = self.notebook.account()
            if target is None:
                continue
            name = camel(" ".join(found.words)) if target.name == ACCOUNT or found.head in nouns.PEOPLE else ""
            if found.many and not found.each:
                self.notebook.link(subject, target, camel(plural(" ".join(target.words))), kind=Kind.MANY_TO_MANY)
            else:
                self.notebook.link(subject, target, name, required=not optional and target is not subject)

    def _acts(self, subject: Entity | None, clause: Clause, listing: list[Item]) -> None:
        text, tail, with_ = _split_with(re.sub(r"^(?:up|in|out|for|to|at|on|from|into)\s+", "", clause.object))
        found = phrase(without_brackets(text))
        target = self.notebook.find(found.words) if found.words else None
        if target is None or target.name == ACCOUNT:
            if subject is not None and subject.name != ACCOUNT and clause.verb in {"register", "sign-up"}:
                give(self.notebook, subject, items(with_))
            return
        noun = verbs.NOUN_OF_ACTION.get(clause.verb)
        event = self.notebook.find(tuple(noun.split("-"))) if noun else None
        if event is not None and event is not target:
            self._event(event, subject, clause, target, with_)
            give(self.notebook, event, listing)
            self.topic = event
            return
        person = phrase(without_brackets(clause.subject))
        if subject is not None and subject is not target and clause.verb in verbs.MAKING | verbs.CREATING | {"get", "receive"} and not clause.only:
            self._makes(subject, target, person.head, found.many)
        elif subject is not None and subject is not target and (found.many or found.counted) and clause.verb not in verbs.READING:
            give(self.notebook, subject, items(text))
        for entry in items(text):
            give(self.notebook, target, list(entry.parts))
        give(self.notebook, target, items(with_) + listing)
        self.object = target
        if subject is None or subject.name == ACCOUNT or subject is self.notebook.user:
            self.topic = target
        _ = tail

    def _makes(self, subject: Entity, target: Entity, head: str, many: bool) -> None:
        if many and is_mutual(target.words):
            self.notebook.link(subject, target, camel(plural(" ".join(target.words))), kind=Kind.MANY_TO_MANY)
            return
        name = head if head in nouns.PEOPLE and (subject.name == ACCOUNT or subject is self.notebook.user) else ""
        account = subject.name == ACCOUNT or subject is self.notebook.user
        self.notebook.link(target, subject, camel(name) if name else "", caller=account)

    def _event(self, event: Entity, subject: Entity | None, clause: Clause, target: Entity, with_: str) -> None:
        if subject is not None and subject is not event:
            account = subject.name == ACCOUNT or subject is self.notebook.user
            self.notebook.link(event, subject, camel(phrase(clause.subject).head) if account else "", caller=account)
        self.notebook.link(event, target)
        give(self.notebook, event, items(with_))
        give(self.notebook, event, _period(clause.object))


def _period(text: str) -> list[Item]:
    between = re.search(r"\bfrom\s+(?:an?\s+|the\s+)?([\w -]*?(?:date|time|day))\s+(?:to|until|till)\s+(?:an?\s+|the\s+)?([\w -]*?(?:date|time|day))\b", text)
    if between:
        first, second = between[1], between[2]
        return items("start date, end date") if first == second == "date" else items(f"{first}, {second}")
    if re.search(r"\bfor\s+(?:a|some|the)\s+(?:\w+\s+)?(?:period|time\s*(?:slot|span|frame)|time|slot)\b|\bfrom\b.*\b(?:to|until)\b", text):
        return items("start time, end time")
    return []


def _cut(text: str) -> str:
    return re.split(r"\bso that\b|\bbecause\b", text)[0]


def _split_with(text: str) -> tuple[str, str, str]:
    """('an event', 'with', 'a title and a date') of 'an event with a title and a date'; brackets are left alone."""
    depth = 0
    for match in re.finditer(r"[()]|(?:,\s*)?\b(?:each\s+)?with\b(?!\s+(?:the\s+same|each\s+other))\s+(?:its\s+own\s+|their\s+own\s+)?", text):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
        elif depth <= 0:
            return text[: match.start()], "with", text[match.end() :]
    return text, "", ""


def title_case(words: tuple[str, ...]) -> str:
    """The model name of words."""
    return pascal(" ".join(words))
