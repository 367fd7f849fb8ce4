"""What somebody does to something -> what is kept of it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.names import plural, singular
from assistant.blueprint.read.attributes import is_mutual
from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.measures import is_scalar_plural, measured
from assistant.blueprint.read.notebook import Words
from assistant.blueprint.read.short.clause import Thing, Told
from assistant.blueprint.read.short.sketch import Kept, Sketch

_BRINGING = (
    verbs.MAKING
    | verbs.CREATING
    | frozenset(
        """bring suggest propose write request list take prescribe own lead coach train supervise run bake cook
        ship rent-out return earn hand open review-of upload make post tell grow win collect run lease-out""".split()
    )
) - frozenset("sell see share track record book give".split())
"""Whoever does this is noted with what they do it to: 'owners register dogs', 'coaches train teams'."""

_HANDLING = frozenset(
    """handle answer process resolve approve reject review grade moderate deliver assign fix-up examine check close
    fulfil fulfill prepare pack""".split()
)
"""Whoever does this to something is noted with it once they do: 'agents answer tickets'."""

_SORTING = frozenset("organise organize group sort file arrange gather".split())
"""Whoever does this made the groups, too: 'users organise photos in albums'."""
_KNOWING = frozenset("teach play speak know".split())
_LOGGING = frozenset("log record track note save".split())
_LIVING = frozenset("live sit stand stay work sleep grow reside hang".split())
_RECORDS: dict[str, tuple[str, ...]] = {
    "book": ("booking", "reservation", "appointment"),
    "reserve": ("reservation", "booking"),
    "rent": ("rental", "lease", "ride", "hire", "booking"),
    "hire": ("hire", "rental", "booking"),
    "borrow": ("loan", "lending", "checkout"),
    "lend": ("loan", "lending"),
    "claim": ("claim",),
    "treat": ("treatment",),
    "drive": ("drive", "trip"),
    "ride": ("ride", "trip"),
    "water": ("watering",),
    "clean": ("cleaning",),
    "walk": ("walk",),
    "watch": ("viewing",),
}
"""The records that an action may leave, the usual one first."""
_ALWAYS = frozenset("book reserve rent hire borrow claim".split())
_GIVEN = frozenset("bid answer claim request ticket lesson hour offer proposal complaint question".split())
_ITSELF = nouns.OCCURRENCES | _GIVEN
_WHEN = (
    nouns.OCCURRENCES | nouns.NAMELESS | frozenset("walk lesson session ride treatment tour class game match".split())
)


class Doings:
    """Reads clauses into a sketch; what finds no place is kept in `unplaced` as it was typed."""

    def __init__(self, sketch: Sketch, described: frozenset[Words]) -> None:
        self.sketch = sketch
        self.described = described
        self.unplaced: list[str] = []
        self.plain = True
        self.kept: list[str] = []
        self._last: Words = ()
        self._done: dict[Words, Words] = {}

    def read(self, told: Told, lead: Words = ()) -> None:
        """Reads one clause; `lead` is what it starts with: 'for each device we open a repair'."""
        for thing in (*told.objects, *(place for _, place in told.places)):
            if thing.noun.name in {("them",), ("it",)} and self._last:
                thing.noun = replace(thing.noun, name=self._last)
            known = thing.noun.name in self.described or thing.noun.name in self.sketch.things
            if thing.noun.name in self._done and not known:
                thing.noun = replace(thing.noun, name=self._done[thing.noun.name])
        subjects = [s.name for s in told.subjects]
        named = " ".join(" ".join(t.attributes) for t in told.objects)
        for name in (*subjects, *([lead] if lead else [])):
            if not (name[-1] in fw.ANONYMOUS and re.search(r"\bname\b", named)):
                self.sketch.keep(name)
        for noun, parts in told.described:
            self.sketch.describe(self.sketch.keep(noun.name), parts)
        if told.verb == "have":
            for name in subjects:
                self.sketch.describe(self.sketch.keep(name), told.parts)
            return
        if told.verb == "belong":
            for name in subjects:
                for thing in told.objects:
                    self.plain &= not thing.attributes
                    self.sketch.refer(self.sketch.keep(name), thing.noun.name)
            return
        if told.mutual:
            self.kept.append(f"{plural(' '.join(subjects[0])).capitalize()} {told.verb} each other")
            return
        if told.objects and told.objects[0].noun.head in nouns.NEVER_MODELS | {"tracker"} and not subjects:
            return
        before = self._last
        done = [self._one(subjects, told, thing, lead, before) for thing in told.objects] or [
            self._aimed(subjects, told)
        ]
        if told.objects:
            self._last = told.objects[-1].noun.name
            self._done[told.verb,] = self._last
        if not all(done):
            self.unplaced.append(told.text)

    def _aimed(self, subjects: list[Words], told: Told) -> bool:
        """'candidates apply to jobs', 'animals live in barns'."""
        at = next((t for joint, t in told.places if joint in {"to", "in", "for", "on", "at"} and t.noun.name[0]), None)
        if at is None:
            return False
        record = self._record(told.verb, Thing(at.noun))
        if record:
            self._event(record, subjects, at, told)
            return True
        for name in subjects if told.verb in _LIVING else ():
            self.sketch.refer(self.sketch.keep(name), at.noun.name)
        return told.verb in _LIVING

    def _one(self, subjects: list[Words], told: Told, thing: Thing, lead: Words, before: Words) -> bool:
        if self.sketch.has(thing.noun):
            return True
        occasion = next((t for j, t in told.places if j in {"in", "on", "at", "during"} and self._is_occasion(t)), None)
        bringing = told.verb in _BRINGING - {"take"}
        if occasion is not None and not bringing:
            event = self.sketch.keep(occasion.noun.name)
            for name in (*subjects, thing.noun.name):
                self.sketch.refer(event, name)
            self._attributes(event, occasion)
            self._attributes(self.sketch.keep(thing.noun.name), thing)
            return True
        record = self._record(told.verb, thing)
        if record and thing.noun.name != record:
            self._event(record, subjects, thing, told)
            return True
        if not subjects and not lead:
            kept = self.sketch.keep(thing.noun.name)
            others = [other for other in self.sketch.things.values() if other is not kept]
            if len(others) == 1 and not kept.parents and told.verb in _LOGGING:
                self.sketch.refer(kept, others[0].name)
            self._attributes(kept, thing)
            return True
        whole = told.subjects[0] if told.subjects else None
        if whole is not None and not whole.person and whole.said and thing.noun.said in {"a", "an", "one"}:
            part = self.sketch.keep(whole.name)
            self.sketch.refer(part, thing.noun.name)
            for _, place in told.places:
                self._place(part, place)
            return True
        measure = measured(thing.noun.name) or is_scalar_plural(thing.noun.name)
        if measure and (told.verb,) in self.described:
            self._event((told.verb,), subjects, Thing(thing.noun), told)
            return True
        aimed = [t for j, t in told.places if j in {"in", "on", "to", "for", "with", "at", "of", "from", "about"}]
        handled = told.verb in _HANDLING
        given = thing.noun.head in _ITSELF or thing.attributes or thing.by is not None
        if is_mutual(thing.noun.name) and told.verb in _KNOWING and subjects:
            self.kept.append(f"Each {' '.join(subjects[0])} {told.verb}es several {plural(' '.join(thing.noun.name))}")
            return True
        if not (bringing or handled or given):
            self.sketch.keep(thing.noun.name)
            return False
        kept = self.sketch.keep(thing.noun.name)
        if thing.by is not None:
            self.sketch.refer(kept, thing.by.name)
        theirs = [t for t in aimed if t.noun.said in {"their", "his", "her"} or told.verb in _SORTING]
        for place in theirs:
            for name in subjects:
                self.sketch.refer(self.sketch.keep(place.noun.name), name)
        nameless = any(s[-1] in fw.ANONYMOUS for s in subjects) and re.search(r"\bname\b", " ".join(thing.attributes))
        if thing.noun.name in {("entry",), ("item",)} and before:
            self.sketch.refer(kept, before)
        elif "recipient" in thing.attributes:
            kept.attributes.append("sender")
        elif not nameless and (told.verb in _SORTING or not theirs):
            for name in (*([lead] if lead else []), *subjects):
                self.sketch.refer(kept, name, optional=handled)
        for place in aimed:
            self._place(kept, place)
        self._attributes(kept, thing)
        return True

    def _place(self, kept: Kept, place: Thing) -> None:
        if not place.noun.name[0]:
            return
        if measured(place.noun.name) or place.noun.head in {"address", "place", "time"}:
            kept.attributes.append(" ".join(place.noun.name))
            return
        self.sketch.refer(kept, place.noun.name)
        self._attributes(self.sketch.keep(place.noun.name), place)

    def _event(self, record: Words, subjects: list[Words], thing: Thing, told: Told) -> None:
        event = self.sketch.keep(record)
        measure = measured(thing.noun.name) or is_scalar_plural(thing.noun.name)
        for name in (*subjects, *([] if measure else [thing.noun.name])):
            self.sketch.refer(event, name)
        for _, place in told.places:
            if place is not thing and place.noun.name[0]:
                self._place(event, place)
            elif not place.noun.name[0]:
                self._attributes(event, place)
        self._attributes(event, thing)
        if thing.span:
            event.attributes.append(f"score ({thing.span[0]}-{thing.span[1]})")

    def _attributes(self, kept: Kept, thing: Thing) -> None:
        for text in thing.attributes:
            self.sketch.describe(kept, text)

    def _is_occasion(self, thing: Thing) -> bool:
        return bool(thing.attributes) or thing.noun.head in _WHEN

    def _record(self, verb: str, thing: Thing) -> Words:
        """The name of the record that an action on a thing leaves; () where the thing is that record itself."""
        usual = verbs.NOUN_OF_ACTION.get(verb)
        names = (*_RECORDS.get(verb, ()), *([usual] if usual else []))
        said = next((n for n in names if (n,) in self.sketch.names and (n,) != thing.noun.name), None)
        if said and thing.noun.head not in names:
            return (said,)
        itself = thing.noun.head in _ITSELF or singular(thing.noun.head) in names
        making = verb in _BRINGING | _HANDLING and verb not in _ALWAYS
        if itself or making or (not usual and verb not in _ALWAYS):
            return ()
        if thing.attributes and verb not in _ALWAYS:
            return ()
        return (names[0].replace("-", ""),)
