"""A sentence as clauses of a subject, a verb and what the verb is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.lexicon import verbs
from assistant.blueprint.read.measures import is_scalar_plural, measured
from assistant.blueprint.read.short.noun import Noun, Word, noun_at, words_of
from assistant.blueprint.read.tag import lemma

HAS = frozenset("have has contain contains include includes need needs comprise".split())
PLACES = frozenset("in on at to for from into about by during per under of against as with".split())
DOING = frozenset(
    """bring see fix treat drive ride borrow rate follow enrol order ship attend suggest propose visit train coach own
    assign approve reject feed walk clean repair play watch sell buy review report claim pay bake cook teach take give
    lend return win sing study examine prescribe serve sign cut wash inspect organise organize vote like post log
    receive hire rent reserve upload""".split()
)
"""Verbs of everyday work that need no plural behind them to be known as such."""

_ENDS = frozenset({",", ";", "."})
_ORDER = re.compile(r"in (?:(?:a|an|the|some) )?(?:(?:certain|given|fixed|specific|right) )?order\b", re.I)
_NOT_PLAIN = re.compile(
    r"[:→?=\"]|\b(?:which|who|whom|that|what|how|whose|later|between|numbered|either|"
    r"(?:every|each) (?:day|week|month|year))\b",
    re.I,
)
_EACH_OTHER = re.compile(r" (?:each other|one another)\b", re.I)
_SPAN = re.compile(r"(?:from )?(\d+) ?(?:to|-|and) ?(\d+)\b(?: (?:stars|points))?", re.I)


@dataclass
class Thing:
    """A noun with what is said of it: its attributes as typed, and whether it comes 'in order' or '1 to 5'."""

    noun: Noun
    attributes: list[str] = field(default_factory=list)
    ordered: bool = False
    span: tuple[str, str] | None = None
    by: Noun | None = None


@dataclass
class Told:
    """A clause: 'vets see pets in appointments' has one subject, a verb in its base form, one object, one place."""

    subjects: list[Noun]
    verb: str
    objects: list[Thing] = field(default_factory=list)
    places: list[tuple[str, Thing]] = field(default_factory=list)
    parts: str = ""
    mutual: bool = False
    text: str = ""
    described: list[tuple[Noun, str]] = field(default_factory=list)


def tell(text: str) -> list[Told] | None:
    """The clauses of a sentence, or None where it is not made of plain ones alone."""
    words = words_of(text)
    if _NOT_PLAIN.search(text):
        return None
    found: list[Told] = []
    at = 0
    while at < len(words):
        if words[at].text in {",", ";", "-", "."} or words[at].low in {"and", "then", "also", "so", "but"}:
            at += 1
            continue
        clause = _clause(text, words, at, found[-1] if found else None)
        if clause is None:
            return None
        told, at = clause
        found.append(told)
    return found or None


def _subject(words: list[Word], at: int) -> tuple[list[Noun], int] | None:
    if words[at].low in {"we", "i", "others"}:
        return [], at + 1
    subjects: list[Noun] = []
    while at < len(words) and (noun := noun_at(words, at)) is not None:
        if noun.said == "the" and not noun.many:
            return None
        subjects.append(noun)
        at = noun.end + (noun.end < len(words) and words[noun.end].text[0] == "(")
        if at < len(words) and words[at].low in {"and", "or"} and verb_at(words, at + 1, noun) is None:
            at += 1
            continue
        break
    return (subjects, at) if subjects else None


def verb_at(words: list[Word], at: int, subject: Noun | None) -> tuple[str, int] | None:
    """The verb behind a subject in its base form, and where its object starts; by its form and by what follows."""
    while at < len(words) and words[at].low in fw.ADVERBS:
        at += 1
    if at + 1 >= len(words) or not words[at].text.isalpha():
        return None
    word, after = words[at].low, words[at + 1]
    several = subject is None or subject.many
    if word in HAS:
        return "have", at + 1
    if word in {"belong", "belongs"} and after.low == "to":
        return "belong", at + 2
    if word in {"is", "are"} and after.low == "assigned" and at + 2 < len(words) and words[at + 2].low == "to":
        return "handle", at + 3
    if (
        not words[at].content
        or word in fw.ADJECTIVES - {"own", "open"}
        or (word.endswith(("ed", "ing", "ly")) and lemma(word) != word and word not in DOING)
    ):
        return None
    if several == words[at].plural and not (several and lemma(word) == word):
        return None
    base = word if several else (lemma(word) or word[:-1])
    if (base, after.low) in verbs.PARTICLE_VERBS:
        at += 1 + (at + 2 < len(words) and words[at + 2].low == "for" and base == "sign")
        return verbs.PARTICLE_VERBS[base, after.low], at + 1
    if after.low in {"off", "up", "out", "down", "over"} and names_many(words, at + 2):
        return base, at + 2
    known = base in DOING or lemma(base) is not None
    opens = after.low in fw.DETERMINERS | fw.MANY | {"them"} or names_many(words, at + 1)
    joined = after.low in {"or", "and"} and at + 2 < len(words) and lemma(words[at + 2].low) == words[at + 2].low
    if opens or joined or (known and (after.low in PLACES or after.content)):
        return base, at + 1 + 2 * joined
    return None


def names_many(words: list[Word], at: int) -> bool:
    """Whether a plural stands here, maybe behind words that belong to it: 'time entries'."""
    noun = noun_at(words, at)
    return noun is not None and noun.many


def starts(words: list[Word], at: int) -> bool:
    """Whether a clause of its own starts at a word behind a comma or 'and'."""
    subject = _subject(words, at)
    if subject is not None:
        last = subject[0][-1] if subject[0] else None
        any_one = last is None or last.many or last.said in {"a", "an", "each", "every"}
        if any_one and verb_at(words, subject[1], last) is not None:
            return True
    word = words[at].low
    if word in {"has", "have", "belongs", "belong"}:
        return True
    if at + 1 >= len(words) or (lemma(word) != word and word not in DOING) or word in {"note", "name", "rate"}:
        return False
    after = words[at + 1].low
    each_other = after in {"each", "one"} and at + 2 < len(words) and words[at + 2].low in {"other", "another"}
    aimed = after in {"on", "for", "to"} and word in verbs.NOUN_OF_ACTION and names_many(words, at + 2)
    return aimed or each_other or after in {"them", "their"} or names_many(words, at + 1)


def _clause(text: str, words: list[Word], at: int, before: Told | None) -> tuple[Told, int] | None:
    start = at
    subject = _subject(words, at)
    last = subject[0][-1] if subject and subject[0] else None
    verb = verb_at(words, subject[1], last) if subject else None
    if subject is None or verb is None:
        verb = verb_at(words, at, None) if before is not None else None
        if verb is None or before is None:
            return None
        told = Told(before.subjects, verb[0])
    else:
        told = Told(subject[0] or (before.subjects if before else []), verb[0])
    told.described = [(n, words[n.end].text[1:-1]) for n in told.subjects if _bracketed(words, start, n)]
    at = verb[1]
    end = _end(words, at)
    told.text = text[words[start].start : words[end - 1].end] if end > start else text
    if told.verb == "have":
        told.parts = text[words[at].start : words[end - 1].end] if end > at else ""
        return (told, end) if told.parts else None
    return (told, end) if _objects(text, words[:end], at, told) else None


def _bracketed(words: list[Word], start: int, noun: Noun) -> bool:
    return start < noun.end < len(words) and words[noun.end].text[0] == "("


def _end(words: list[Word], at: int) -> int:
    """Where the clause ends whose object starts here."""
    while at < len(words):
        if words[at].text == ";":
            return at
        following = at + 1
        if words[at].text == "," or words[at].low == "and":
            while following < len(words) and words[following].low in {"and", "also", "then"}:
                following += 1
            if following < len(words) and starts(words, following):
                return at
        at = following
    return at


def _objects(text: str, words: list[Word], at: int, told: Told) -> bool:
    """Reads what stands behind a verb; False where it is not plain."""
    last: Thing | None = None
    while at < len(words):
        word = words[at]
        rest = text[word.start :]
        if word.text == "," or word.low in {"and", "or"}:
            at += 1
        elif word.low == "to" and last is not None and _EACH_OTHER.match(text[words[at].end :]):
            last.attributes.append("recipient")
            at += 3
        elif word.low in {"each", "one"} and at + 1 < len(words) and words[at + 1].low in {"other", "another"}:
            told.mutual = True
            at += 2
        elif word.text[0] == "(" and last is not None:
            last.attributes.append(word.text[1:-1])
            at += 1
        elif (order := _ORDER.match(rest)) and last is not None:
            last.ordered = True
            at = _past(words, at, order)
        elif (span := _SPAN.match(rest)) and last is not None:
            last.span = (span[1], span[2])
            at = _past(words, at, span)
        elif word.low in {"them", "it"}:
            last = Thing(Noun((word.low,), True, at + 1))
            told.objects.append(last)
            at += 1
        elif word.low == "with" and not _shared(words, at + 1):
            at = _attributes(text, words, at + 1, last, told)
        elif (
            word.text.endswith(("ed", "en")) and at + 1 < len(words) and words[at + 1].low == "by" and last is not None
        ):
            last.by = noun_at(words, at + 2)
            if last.by is None:
                return False
            at = last.by.end
        else:
            joint = word.low if word.low in PLACES else ""
            noun = _named(words, at + bool(joint))
            if noun is None or (not joint and not (noun.many or noun.said)):
                return False
            last = Thing(noun)
            if joint:
                told.places.append((joint, last))
            else:
                told.objects.append(last)
            at = noun.end
    return bool(told.objects or told.places or told.mutual)


def _named(words: list[Word], at: int) -> Noun | None:
    if at < len(words) and words[at].low in {"them", "it"}:
        return Noun((words[at].low,), True, at + 1)
    return noun_at(words, at)


def _past(words: list[Word], at: int, found: re.Match[str]) -> int:
    """The first word behind what was found."""
    end = words[at].start + found.end()
    while at < len(words) and words[at].start < end:
        at += 1
    return at


def _shared(words: list[Word], at: int) -> bool:
    """Whether 'with a teacher' says with whom, rather than what belongs to the thing before it."""
    noun = noun_at(words, at)
    return noun is not None and noun.person and (noun.end >= len(words) or words[noun.end].low in PLACES)


def _attributes(text: str, words: list[Word], at: int, last: Thing | None, told: Told) -> int:
    """What stands behind 'with', up to a place at the end: 'with an amount on lots'."""
    start, end = at, len(words)
    for number in range(at + 1, len(words) - 1):
        aimed = noun_at(words, number + 1) if words[number].low in {"on", "for", "to", "in"} else None
        if (
            aimed is not None
            and aimed.many
            and aimed.end >= len(words)
            and not is_scalar_plural(aimed.name)
            and not measured(aimed.name)
        ):
            end = number
    if end > start:
        target = last or Thing(Noun(("",), False, at))
        if last is None:
            told.places.append(("with", target))
        target.attributes.append(text[words[start].start : words[end - 1].end])
    return end
