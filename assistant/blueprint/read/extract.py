"""Second reading: what each clause says about the entities that are known by now."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.names import camel, plural, singular
from assistant.blueprint.read.acts import Acts, split_with
from assistant.blueprint.read.attributes import give, looks_scalar
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.discover import ANNOUNCED, label_words
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.focus import Focus
from assistant.blueprint.read.holdings import Holdings
from assistant.blueprint.read.item import ATTRIBUTE_WITH_VALUES, Item, items, parse_item
from assistant.blueprint.read.leftovers import ELSEWHERE
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.lexicon.function_words import ANONYMOUS
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.phrase import phrase, thing
from assistant.blueprint.read.remarks import ONE_PER, is_aside, read_remarks
from assistant.blueprint.read.segment import segments, without_brackets
from assistant.blueprint.read.statement import Source, Statement
from assistant.blueprint.read.states import read_states, read_steps, states_of
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


class Extraction:
    """Goes through the statements once, remembering what 'it' and 'each' stand for."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.acts = Acts(notebook)
        self.focus = Focus()
        self.holdings = Holdings(notebook, self.acts, self.focus)
        self.paragraph = -1

    def read(self, source: Source) -> None:
        """Reads every statement that is in scope."""
        for endpoint in source.endpoints:
            self._nested(endpoint.path)
        for statement in source.statements:
            if statement.excluded:
                continue
            before = self.notebook.weight()
            self._statement(statement)
            if self.notebook.weight() == before:
                self.notebook.silent.append(statement)

    def settle(self, source: Source) -> None:
        """After reading: 'published events' and 'drafts' mean that events have a status."""
        text = " . ".join(s.text for s in source.statements if not s.excluded)
        for found in re.finditer(r"\bpublished\s+(?P<what>\w+)", text, re.I):
            entity = self.notebook.find(singular(found["what"].lower()))
            known = {v for t in entity.fields.values() for v in t.values} if entity else {"PUBLISHED"}
            if (
                entity is None
                or known & {"PUBLISHED", "DRAFT"}
                or any(n.lower().endswith("published") for n in entity.fields)
            ):
                continue
            if re.search(r"\bdrafts?\b|\bunpublished\b", text, re.I):
                values = ("draft", "published")
                give(self.notebook, entity, [Item(text="status", words=("status",), values=values)])
            else:
                give(self.notebook, entity, [Item(text="published", words=("published",), boolean=True)])

    def _nested(self, path: str) -> None:
        """'/tickets/:id/comments': comments belong to tickets."""
        above: Entity | None = None
        for part in re.findall(r"(?<=/)([a-zA-Z-]+)", path.split("?")[0]):
            entity = self.notebook.exact(tuple(re.findall(r"[a-z]+", part.lower())))
            if above is not None and entity is not None and entity is not above:
                self.notebook.link(entity, above, cascade=True)
            above = entity

    def _statement(self, statement: Statement) -> None:
        chain = _WITH_CHAIN.match(statement.text)
        if chain is not None:
            self._statement(replace(statement, text=chain["head"]))
            self._statement(replace(statement, text=chain["chain"], label="status", own_label=True, item=False))
            return
        words = label_words(statement)
        entity = self.notebook.find(words) if words else None
        if statement.paragraph != self.paragraph:
            self.paragraph = statement.paragraph
            self.focus.object = None
            self.acts.pair = None
        if entity is not None:
            self.focus.topic = entity
        if statement.item and entity is not None and "→" not in statement.text:
            give(self.notebook, entity, items(statement.text))
        elif "→" in statement.text and "(" in statement.text and not statement.label.lower().endswith("status"):
            self._chain(statement.text)
        elif not is_aside(statement.text) and not read_states(self.notebook, self.focus.topic, statement):
            self._bracketed(statement.text)
            for clause in clauses(statement.text, statement.label if statement.own_label and entity else ""):
                self._clause(clause, entity if statement.own_label else None)
        read_steps(self.focus.topic, statement.text)
        read_remarks(self.notebook, self.focus.topic, self.focus.object, statement.text)

    def _bracketed(self, text: str) -> None:
        """Attributes in the brackets right behind the name of an entity, wherever it stands."""
        for found in re.finditer(r"(?P<words>(?:[A-Za-z][\w-]*\s+){1,3})\((?P<inside>[^()]*)\)", text):
            words = tuple(found["words"].lower().split())
            entity = next((e for cut in range(len(words)) if (e := self.notebook.exact(words[cut:])) is not None), None)
            entry = parse_item(f"thing ({found['inside']})")
            if entity is not None and entity.name != ACCOUNT and entry is not None and not _only_span(entry):
                give(self.notebook, entity, list(entry.parts))

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
            return self.focus.topic
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
                give(self.notebook, label, items(clause.object))
            else:
                self._bare(clause)
            return
        subject = self._resolve(clause.subject) if clause.subject or label is None else label
        if clause.subject.isupper() and len(clause.subject) > 3:
            subject = None
        if subject is not None and subject.name != ACCOUNT and subject is not self.notebook.user:
            self.focus.before, self.focus.topic = self.focus.topic, subject
        if clause.negated:
            return
        listing = items(clause.listing)
        if re.search(r"\bwhich\s+\w+\s+(?:an?|the|each|every)\s", clause.object) and self._which(clause.object):
            return
        if re.match(r"(?:\w+ed|overlap\w*)\b", clause.object) and clause.verb == "get":
            return
        if clause.by_us:
            self._ours(clause, listing)
        elif clause.verb in verbs.HAVE and not clause.passive:
            if subject is not None:
                self.holdings.read(subject, clause, listing)
        elif clause.verb in verbs.BELONG or clause.verb == "be" or clause.passive:
            self._is(subject, clause, listing)
        else:
            last = self.focus.object if self.focus.object is not subject else None
            self.acts.aside = last or (self.focus.before if self.focus.topic is subject else self.focus.topic)
            done = self.acts.read(subject, clause, listing)
            self.focus.object = done or self.focus.object
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
        apiece = re.match(r"(?:per|for\s+(?:each|every|all))\b", clause.lead, re.I)
        if keeping and apiece and pair is not None and (entity is None or entity.name in {pair[0].name, pair[1].name}):
            give(self.notebook, self.acts.join(*pair), items(_cut(clause.object)) + items(clause.listing))
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
        each = _EACH_WITH.fullmatch(clause.object)
        announced = ANNOUNCED.match(clause.object)
        if announced:
            self._things(announced["rest"])
            return
        target = self.focus.object or self.focus.topic
        if each and target is not None:
            give(self.notebook, target, items(each["rest"]))
            return
        if re.search(r"\bwhich\s+\w+\s+(?:an?|the|each|every)\s", clause.object) and self._which(clause.object):
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
        self._things(clause.object)
        if clause.listing and self.focus.topic is not None:
            give(self.notebook, self.focus.topic, items(clause.listing))

    def _which(self, text: str) -> bool:
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

    def _things(self, text: str) -> list[Entity]:
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
            elif named:
                rest += entries
        if named:
            self.focus.topic = self.focus.object = named[-1]
            for entity in named if re.search(r"\bboth\b|\beach\b", text) else named[-1:]:
                give(self.notebook, entity, items(with_) if with_ else [])
            give(self.notebook, named[-1], rest)
        return named

    def _ours(self, clause: Clause, listing: list[Item]) -> None:
        """'We keep X (…)', 'the system maintains a catalogue of products'."""
        if clause.verb not in verbs.KEEPING | verbs.MAKING | {"be", "support", "handle", "manage", "mark"}:
            return
        text = re.sub(r"^(?:about|of|up)\s+", "", _cut(clause.object or clause.listing))
        listing = listing if clause.object else []
        event = self.focus.topic
        holder = self.focus.topic if re.match(r"(?:for|per)\s+(?:each|every|an?)\b", clause.lead, re.I) else None
        named = self._things(text)
        if named:
            give(self.notebook, named[-1], listing)
            for entity in named if holder is not None else ():
                if entity is not holder:
                    self.notebook.link(entity, holder or entity)
            if clause.verb in verbs.MAKING and clause.lead.lower().startswith(("when", "if", "whenever", "once")):
                self._occasion(named[-1], clause.lead)
            after = clause.verb in {"log", "write", "record"} and re.match(r"the\b", text) and event in self.acts.events
            if after and event is not None and named[-1] is not event:
                self.notebook.link(named[-1], event, kind=Kind.ONE_TO_ONE)
            return
        on = re.search(r"\s+on\s+(?:the|each|every)\s+(\w+)\b.*$", text)
        target = (self.notebook.find(on[1].lower()) if on else None) or self.focus.topic
        text = text[: on.start()] if on else text
        if (
            target is not None
            and clause.verb in verbs.KEEPING
            and not re.match(r"(?:who|by whom|to know|nothing)\b", text)
        ):
            give(self.notebook, target, items(text) + listing)

    def _occasion(self, entity: Entity, lead: str) -> None:
        """'When a vehicle enters we create a ticket': the ticket is for the vehicle."""
        subject = phrase(re.sub(r"^\w+(?:\s+soon\s+as)?\s+", "", lead))
        target = next(
            (
                e
                for cut in range(len(subject.words), 0, -1)
                if (e := self.notebook.exact(subject.words[:cut])) is not None
            ),
            None,
        )
        if target is not None and target is not entity and not self.acts.is_account(target):
            self.notebook.link(entity, target)

    def _is(self, subject: Entity | None, clause: Clause, listing: list[Item]) -> None:
        """'belongs to a course', 'is for one pet with one vet', 'is either open or closed', 'is nice to have'."""
        if clause.subject.lower().strip() == "there":
            if ELSEWHERE.search(clause.object):
                return
            if not self._things(clause.object) and self.focus.topic is not None:
                give(self.notebook, self.focus.topic, items(clause.object))
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
        if subject is None:
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
                self._things(re.sub(r"^.*?\bas\s+(?=an?\s)", "", clause.object))
            return
        assigned = (
            self.notebook.exact(("assignment",)) if clause.passive and clause.verb == "assign" and listing else None
        )
        if assigned is not None:
            what = self.notebook.find(phrase(re.sub(r"^to\s+", "", clause.object)).words)
            for end in (subject, what):
                if end is not None and end.name != ACCOUNT:
                    self.notebook.link(assigned, end)
            give(self.notebook, assigned, listing)
            return
        if clause.passive and clause.verb in {"keep", "store", "record", "track", "log"} and subject.name != ACCOUNT:
            with_ = split_with(clause.object)[1]
            give(self.notebook, subject, (items(with_) if with_ else []) + listing)
            return
        noun = verbs.NOUN_OF_ACTION.get(clause.verb) if clause.passive else None
        event = self.notebook.exact(tuple(noun.split("-"))) if noun else None
        what = self.notebook.find(
            phrase(re.sub(r"^(?:to|in|into|for|on)\s+", "", without_brackets(clause.object))).words
        )
        ends = [e for e in (subject, what) if e is not None]
        person = any(self.acts.is_account(e) or nouns.is_person(e.words[-1]) or e.words[-1] == "person" for e in ends)
        if person and event is not None and what is not None and what is not event and subject is not event:
            self.notebook.link(event, what)
            self.notebook.link(event, subject)
            values = re.search(r"\(([^()]*)\)", clause.object)
            entry = parse_item(f"status ({values[1]})") if values else None
            give(self.notebook, event, ([entry] if entry is not None and entry.values else []) + listing)
            self.focus.topic = event
            return
        if subject.name == ACCOUNT or (
            clause.passive
            and clause.verb not in verbs.PLACING | verbs.BELONG
            and not re.match(r"(?:by|for|in)\s", clause.object)
        ):
            return
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
        self.acts.relate(subject, clause)
        rest = [s.text for s in others if not re.match(r"(?:to|for|with|in|of|by|per|on|under|usually|also)\b", s.text)]
        give(self.notebook, subject, items(", ".join(rest)) if rest and clause.verb in verbs.BELONG else [])
        give(self.notebook, subject, listing)


def _only_span(entry: Item) -> bool:
    """Whether the brackets hold a start and an end alone: these belong to a booking rather than to what is booked."""
    return bool(entry.parts) and all(
        p.words[0] in {"start", "end", "from", "to", "starts", "ends"} for p in entry.parts
    )


def _cut(text: str) -> str:
    return re.split(r"\bso that\b|\bbecause\b", text)[0]
