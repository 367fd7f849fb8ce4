"""The words of a sentence, and the noun phrases among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.blueprint.names import singular
from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.tag import is_plural, lemma

_TOKEN = re.compile(r"\((?:[^()]|\([^()]*\))*\)|[A-Za-z][\w'/&-]*|\d[\w.,:-]*|[^\s\w]")
_UNSAID = frozenset("some more their its our his her my your the these those own all each every".split())
_IRREGULAR = frozenset("people children men women staff media species feet mice geese data".split())
_CLOSED = (
    fw.PREPOSITIONS | fw.CONJUNCTIONS | fw.PRONOUNS | fw.MODALS | fw.SUBORDINATORS | fw.NEGATIONS | fw.ADVERBS
) - {"like", "then"} | frozenset("is are was were be been has have had do does not".split())
_COUNTS = frozenset("a an one exactly single optional optionally several many multiple various few two three".split())
_QUALIFIERS = fw.ADJECTIVES - {"open", "available", "new"} | {"new"}


@dataclass(frozen=True)
class Word:
    """A word, a mark or a whole pair of brackets, with its place in the sentence."""

    text: str
    start: int

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def plural(self) -> bool:
        """Whether it is a noun in the plural."""
        return self.low.isalpha() and (is_plural(self.low) or self.low in _IRREGULAR - {"species", "data", "media"})

    @property
    def content(self) -> bool:
        """Whether it can be part of a name."""
        return self.text[0].isalpha() and self.low not in _CLOSED


@dataclass(frozen=True)
class Noun:
    """A noun phrase: its name in the singular, and the words after it. `one` is said of 'a', `optional` of 'maybe'."""

    name: tuple[str, ...]
    many: bool
    end: int
    counted: bool = False
    said: str = ""

    @property
    def head(self) -> str:
        """Its last word."""
        return self.name[-1]

    @property
    def person(self) -> bool:
        """Whether it names people by what they do."""
        return nouns.is_person(self.head) or self.head in _PEOPLE


_PEOPLE = frozenset("people child parent host guest patient student resident".split())


def words_of(text: str) -> list[Word]:
    """The words of a sentence in order."""
    return [Word(found[0], found.start()) for found in _TOKEN.finditer(text)]


def noun_at(words: list[Word], at: int) -> Noun | None:
    """The noun phrase that starts at a word: 'monthly budgets', 'a cover letter', 'each booking'."""
    said = ""
    counted = False
    while at < len(words) and (words[at].low in _UNSAID | _COUNTS or words[at].text.isdigit()):
        said = words[at].low
        counted = counted or said in _COUNTS or words[at].text.isdigit()
        at += 1
    while at < len(words) and words[at].low in _QUALIFIERS and at + 1 < len(words) and words[at + 1].content:
        at += 1
    named: list[Word] = []
    while at < len(words) and words[at].content and len(named) < 4:
        word = words[at]
        if named and not named[-1].plural and _is_verb_of_one(words, at, known=not said):
            break
        named.append(word)
        at += 1
        if word.plural:
            break
    if not named:
        return None
    name = (*(w.low for w in named[:-1]), singular(named[-1].low))
    return Noun(name, named[-1].plural, at, counted, said)


def _is_verb_of_one(words: list[Word], at: int, *, known: bool) -> bool:
    """Whether 'makes' in 'a client makes orders' is what the client does; without an article only a `known` verb is."""
    word = words[at].low
    if not word.endswith("s") or at + 1 >= len(words) or (known and lemma(word) is None):
        return False
    after = words[at + 1]
    return after.low in fw.DETERMINERS | fw.MANY | (frozenset() if known else fw.PREPOSITIONS) or after.plural
