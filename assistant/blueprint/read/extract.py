"""Second reading: what each clause says about the entities that are known by now."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.read.acts import Acts
from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.attributes import give
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.descriptions import Descriptions, scalars
from assistant.blueprint.read.discover import ANNOUNCED
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.focus import Focus
from assistant.blueprint.read.headed import PARTS_OF, label_words
from assistant.blueprint.read.holdings import Holdings
from assistant.blueprint.read.item import Item, items
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.lexicon.function_words import ANONYMOUS
from assistant.blueprint.read.mutual import both_ways
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.phrase import phrase, thing
from assistant.blueprint.read.remarks import ONE_PER, is_aside, read_remarks
from assistant.blueprint.read.segment import segments, without_brackets
from assistant.blueprint.read.standings import Standings
from assistant.blueprint.read.statement import Source, Statement
from assistant.blueprint.read.states import is_state_chain, read_states, read_steps, state_topic
from assistant.blueprint.read.ties import linked_by
from assistant.blueprint.relation import Kind

_IT = re.compile(
    r"(?:it|they|this|these|each|each\s+one|one|ones|both|all|some|every\s+one|"
    r"each\s+of\s+(?:them|these)|(?:\w+ed|accepted)\s+ones?|an?\s+\w+ed\s+one|)",
    re.I,
)
_EACH_WITH = re.compile(
    r"(?:each|all|both|every\s+one|they|which|that)?\s*(?:of\s+(?:them|which)\s+)?(?:with|having|"
    r"has|have|identified\s+by|carrying|carries|consisting\s+of)\s+(?:its\s+own\s+|"
    r"their\s+own\s+)?(?P<rest>.*)",
    re.I | re.S,
)


_WITH_CHAIN = re.compile(
    r"^(?P<head>[^→:]+?\b(?:has|have|with)\b[^→:]+?)(?:,\s*(?:and\s+)?|\s+and\s+)(?:an?\s+|the\s+|its\s+)?(?:status|state)\s*"
    r"(?::|\(|which\s+(?:goes|moves)(?:\s+from)?|of)?\s*(?P<chain>\w[\w ]*→.*?)\)?$",
    re.I | re.S,
)
"""'a subject and a status: open → closed': attributes, and then states."""

_EVERY_WITH = re.compile(r"(?:^|,\s+)(?:each|every)\s+(?P<what>\w+(?:\s\w+)?)\s+with\s+(?P<rest>[^.;:]+)$", re.I)


_EVERY_PAIR = re.compile(r"(?:for|per)\s+(?:each\s+|every\s+)?(\w+)\s+and\s+(?:per\s+|each\s+|every\s+)?(\w+)$", re.I)


class Extraction:
    """Goes through the statements once, remembering what 'it' and 'each' stand for."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.acts = Acts(notebook)
        self.focus = Focus()
        self.holdings = Holdings(notebook, self.acts, self.focus)
        self.told = Descriptions(notebook, self.acts, self.focus)
        self.standings = Standings(notebook, self.acts, self.focus, self.told)
        self.paragraph = -1
        self.labelled = (-1, "")
        self.person = False
        self.mutual: frozenset[frozenset[str]] = frozenset()
        self.sentence_event: Entity | None = None
        self.exemplified: Entity | None = None
        self.sentence_thing: Entity | None = None

    def read(self, source: Source) -> None:
        """Reads every statement that is in scope."""
        self.mutual = both_ways(self.notebook, source)
        for endpoint in source.endpoints:
            self._nested(endpoint.path)
        for statement in source.statements:
            if statement.excluded:
                self.notebook.silent += [statement] if statement.aside else []
                continue
            before = self.notebook.weight()
            self._statement(statement)
            if self.notebook.weight() == before:
                self.notebook.silent.append(statement)

    def _nested(self, path: str) -> None:
        """'/tickets/:id/comments': comments belong to tickets."""
        above: Entity | None = None
        for part in re.findall(r"(?<=/)([a-zA-Z-]+)", path.split("?")[0]):
            entity = self.notebook.exact(tuple(re.findall(r"[a-z]+", part.lower())))
            if above is not None and entity is not None and entity is not above:
                self.notebook.link(entity, above, cascade=True)
            above = entity

    def _statement(self, statement: Statement) -> None:
        self.sentence_event = self.exemplified = self.sentence_thing = None
        chain = _WITH_CHAIN.match(statement.text)
        if chain is not None:
            self._statement(replace(statement, text=chain["head"]))
            self._statement(replace(statement, text=chain["chain"], label="status", own_label=True, item=False))
            return
        words = label_words(statement)
        entity = self.notebook.find(words) if words else None
        if statement.paragraph != self.paragraph:
            self.paragraph = statement.paragraph
            self.person = False
            self.focus.object = None
            self.acts.pair = None
        if entity is None and (what := state_topic(statement.label)):
            entity = self.notebook.find(phrase(what).words)
        if entity is not None:
            again = (statement.paragraph, statement.label) == self.labelled
            if not again or not re.match(r"(?:it|they|each|these|this)\b", statement.text, re.I):
                self.focus.topic = entity
            self.labelled = (statement.paragraph, statement.label)
            parts = PARTS_OF.match(statement.label)
            whole = self.notebook.find(phrase(parts["whole"]).words) if parts else None
            if whole is not None and whole is not entity:
                self.notebook.link(entity, whole, cascade=True)
        if statement.item and entity is not None and "→" not in statement.text:
            give(self.notebook, entity, items(statement.text))
        elif (
            "→" in statement.text
            and "(" in statement.text
            and not is_state_chain(statement.text, statement.label)
            and sum(self.notebook.find(thing(link).words) is not None for link in statement.text.split("→")) > 1
        ):
            self._chain(statement.text)
        elif not is_aside(statement.text) and not read_states(self.notebook, self.focus.topic, statement):
            self.told.bracketed(statement.text)
            for clause in clauses(statement.text, statement.label if statement.own_label and entity else ""):
                self._clause(clause, entity if statement.own_label else None)
        for found in _EVERY_WITH.finditer(statement.text):
            described = self.notebook.find(phrase(found["what"]).words)
            if described is not None and described.name != ACCOUNT:
                give(self.notebook, described, items(found["rest"]))
        read_steps(self.focus.topic, statement.text)
        read_remarks(self.notebook, self.focus.topic, self.focus.object, statement.text)

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
        bare = without_brackets(text).strip()
        ones = re.fullmatch(r"(?:an?\s+)?(\w+)\s+ones?", bare, re.I)
        if ones:
            state = enum_value(ones[1])
            fits = [e for e in self.notebook.entities.values() if any(state in t.values for t in e.fields.values())]
            return fits[0] if len(fits) == 1 else self.focus.topic
        if _IT.fullmatch(bare):
            person = self.notebook.user if self.person and bare.lower() in {"they", "he", "she", "each"} else None
            return person or self.focus.topic
        found = phrase(bare)
        entity = self.notebook.find(found.words) if found.words else None
        if entity is None and found.words and nouns.is_person(found.head) and found.head not in ANONYMOUS:
            return self.notebook.account()
        return entity

    def _clause(self, clause: Clause, label: Entity | None) -> None:
        if clause.lead and self._lead(clause):
            return
        if not clause.verb:
            if label is not None:
                self.told.labelled(label, clause, listing=items(clause.listing))
            else:
                self._bare(clause)
            return
        subject = self._resolve(clause.subject) if clause.subject or label is None else label
        if clause.subject.isupper() and len(clause.subject) > 3:
            subject = None
        doing = (
            clause.verb not in verbs.HAVE | verbs.BELONG | {"be"}
            and self.focus.topic is self.sentence_event is not None
        )
        if subject is not None and subject.name != ACCOUNT and subject is not self.notebook.user and not doing:
            self.focus.before, self.focus.topic = self.focus.topic, subject
        if clause.subject and subject is not None:
            self.person = subject is self.notebook.user
        if clause.negated:
            return
        if clause.verb == "be" and subject is not None and re.match(r"(?:eg|like)\b", clause.object):
            self.exemplified = subject
            return
        listing = items(clause.listing)
        if subject is not None and subject.name != ACCOUNT and self.told.answers(subject, clause):
            return
        if clause.verb == "exist" and subject is not None:
            give(self.notebook, subject, [p for e in items(clause.object) for p in e.parts] + listing)
            return
        if subject is not None and clause.verb == "receive" and not clause.passive and scalars(clause.object):
            give(self.notebook, subject, items(clause.object) + listing, optional=True)
            return
        if (
            label is not None
            and clause.by_us
            and clause.verb in verbs.MAKING
            and not self.told.things(_cut(clause.object))
        ):
            self.acts.per(label, clause.object)
            give(self.notebook, label, items(", ".join(s.text for s in segments(clause.object)[1:])) + listing)
            return
        if re.search(r"\bwhich\s+\w+\s+(?:an?|the|each|every)\s", clause.object) and self.told.which(clause.object):
            return
        if re.match(r"(?:\w+ed|overlap\w*)\b", clause.object) and clause.verb == "get":
            return
        self.sentence_thing = self.notebook.find(phrase(without_brackets(clause.object)).words)
        subjectless = not clause.subject and clause.verb in verbs.BELONG | {"be", "have", "contain", "consist"}
        if clause.by_us and not (subjectless and subject is not None):
            self._ours(clause, listing)
        elif clause.holds:
            if subject is not None:
                self.holdings.read(subject, clause, listing)
                if re.match(r"(?:when|whenever|once)\b", clause.lead, re.I) and re.match(
                    r"an?\s", clause.subject, re.I
                ):
                    self.told.occasion(subject, clause.lead)
        elif clause.verb in verbs.BELONG or clause.verb == "be" or clause.passive:
            self.standings.read(subject, clause, listing)
        else:
            last = self.focus.object if self.focus.object is not subject else None
            self.acts.aside = last or (self.focus.before if self.focus.topic is subject else self.focus.topic)
            done = self.acts.read(subject, clause, listing)
            self.focus.object = done or self.focus.object
            if done is not None and done in self.acts.events:
                self.sentence_event = done
            if done is not None and (subject is None or self.acts.is_account(subject) or done in self.acts.events):
                self.focus.topic = done

    def _lead(self, clause: Clause) -> bool:
        """'For each one we note ...'; True where the whole clause is used up."""
        found = re.match(r"(?:for|per|on|in|within)\s+(?:each\s+|every\s+)?(.*)", clause.lead, re.I)
        if not found:
            return False
        entity = self._resolve(found[1]) if not re.fullmatch(r"one|of them|them|each", found[1].strip(), re.I) else None
        keeping = (clause.by_us and (clause.verb in verbs.KEEPING or not clause.verb)) or not clause.verb
        pair = self.acts.pair
        both = re.fullmatch(
            r"(?:for|per)\s+(?:each|every)\s+(?P<one>\w+)\s+(?:of|in|on|at)\s+(?:an?|the|each|every)\s+(?P<two>\w+)",
            clause.lead,
            re.I,
        )
        one, two = (self.notebook.find(both[k].lower()) if both else None for k in ("one", "two"))
        mutual = one is not None and two is not None and frozenset({one.name, two.name}) in self.mutual
        if (
            keeping
            and one is not None
            and two is not None
            and (mutual or linked_by(self.notebook, one, two) is Kind.MANY_TO_MANY)
        ):
            joined = self.acts.join(two, one, instead=mutual)
            give(self.notebook, joined, items(_cut(clause.object)) + items(clause.listing))
            return True
        apiece = re.match(r"(?:per|for\s+(?:each|every|all))\b", clause.lead, re.I)
        if keeping and apiece and pair is not None and (entity is None or entity.name in {pair[0].name, pair[1].name}):
            joined = self.acts.join(*pair, instead=pair == self.acts.inside)
            give(self.notebook, joined, items(_cut(clause.object)) + items(clause.listing))
            return True
        thing_ = self.sentence_thing
        if (
            keeping
            and apiece
            and clause.by_us
            and entity is not None
            and thing_ is not None
            and thing_ is not entity
            and entity.name != ACCOUNT
        ) and not any({link.child, link.parent} == {entity.name, thing_.name} for link in self.notebook.links):
            give(self.notebook, self.acts.join(entity, thing_), items(_cut(clause.object)) + items(clause.listing))
            return True
        if entity is not None and entity.name != ACCOUNT:
            if (
                keeping
                and re.match(r"(?:per|for\s+(?:each|every))\b", clause.lead, re.I)
                and self.focus.topic not in {None, entity}
                and clause.by_us
            ):
                self.acts.pair = None
            self.focus.topic = entity
        return False

    def _bare(self, clause: Clause) -> None:
        """'pet owners (name, phone)' or 'each with amount and currency'."""
        if self.exemplified is not None:
            give(self.notebook, self.exemplified, items(clause.object) + items(clause.listing))
            return
        each = _EACH_WITH.fullmatch(clause.object)
        announced = ANNOUNCED.match(clause.object)
        if announced:
            self.told.things(announced["rest"])
            return
        target = self.focus.object or self.focus.topic
        if each and target is not None:
            give(self.notebook, target, items(each["rest"]))
            return
        if re.search(r"\bwhich\s+\w+\s+(?:an?|the|each|every)\s", clause.object) and self.told.which(clause.object):
            return
        if ONE_PER.search(clause.object):
            return
        just = re.match(
            r"(?:that|this|it)\s+is\s+(?:just\s+|simply\s+|only\s+)?(?P<what>.*?)(?:\s+on\s+(?:the|each|"
            r"every)\s+(?P<on>\w+))?$",
            clause.object,
            re.I | re.S,
        )
        if just:
            on = self.notebook.find(just["on"].lower()) if just["on"] else self.focus.topic
            if on is not None and just["what"]:
                give(self.notebook, on, items(just["what"]))
            return
        self.told.things(clause.object)
        if clause.listing and self.focus.topic is not None:
            give(self.notebook, self.focus.topic, items(clause.listing))

    def _ours(self, clause: Clause, listing: list[Item]) -> None:
        """'We keep X (…)', 'the system maintains a catalogue of products'."""
        if clause.verb == "be" and clause.subject:
            self.told.things(split_with(clause.object)[1])
            return
        noun = verbs.NOUN_OF_ACTION.get(clause.verb, "")
        record = self.notebook.exact(tuple(noun.split("-"))) if noun and noun != clause.verb else None
        lent = self.notebook.find(phrase(without_brackets(clause.object)).words) if record is not None else None
        if record is not None and lent is not None and lent is not record and lent.name != ACCOUNT:
            self.notebook.link(record, lent)
            return
        if clause.verb not in verbs.KEEPING | verbs.MAKING | {"be", "support", "handle", "manage", "mark"}:
            return
        text = re.sub(r"^(?:about|of|up)\s+", "", _cut(clause.object or clause.listing))
        listing = listing if clause.object else []
        event = self.focus.topic
        holder = self.focus.topic if re.match(r"(?:for|per)\s+(?:each|every|an?)\b", clause.lead, re.I) else None
        named = self.told.things(text)
        if named:
            give(self.notebook, named[-1], listing)
            for entity in named if holder is not None else ():
                if entity is not holder:
                    self.notebook.link(entity, holder or entity)
            pairing = _EVERY_PAIR.match(clause.lead)
            for end in pairing.groups() if pairing else ():
                whole = self.notebook.find(phrase(end).words)
                if whole is not None and whole is not named[-1]:
                    self.notebook.link(named[-1], whole)
            if clause.lead.lower().startswith(("when", "if", "whenever", "once", "after", "as soon")):
                self.told.occasion(named[-1], clause.lead)
            after = clause.verb in {"log", "write", "record"} and re.match(r"the\b", text) and event in self.acts.events
            if after and event is not None and named[-1] is not event:
                self.notebook.link(named[-1], event, kind=Kind.ONE_TO_ONE)
            return
        on = re.search(r"\s+on\s+(?:the|each|every)\s+(\w+)\b.*$", text)
        target = (self.notebook.find(on[1].lower()) if on else None) or self.focus.topic
        text = text[: on.start()] if on else text
        pair = self.acts.pair
        if pair is not None and on is None and not clause.lead and clause.verb in verbs.KEEPING and target in pair:
            give(self.notebook, self.acts.join(*pair), items(text) + listing)
            return
        if (
            target is not None
            and clause.verb in verbs.KEEPING
            and not re.match(r"(?:who|by whom|to know|nothing)\b", text)
        ):
            give(self.notebook, target, items(text) + listing)


def _cut(text: str) -> str:
    return re.split(r"\bso that\b|\bbecause\b", text)[0]
