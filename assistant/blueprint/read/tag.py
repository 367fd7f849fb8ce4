"""Words of a sentence with a rough part of speech, from word lists and the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache

from assistant.blueprint.names import singular
from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.lexicon import verbs
from assistant.blueprint.read.lexicon.nouns import is_person

_WORD = re.compile(r"[A-Za-z_][\w'&-]*(?<!-)|\d+(?:[.,]\d+)*%?|→|[^\s\w]")
_BE = frozenset("is are was were be been being".split())
_NOT_PLURAL_S = ("ss", "us", "is")


class Tag(Enum):
    """Parts of speech, as far as they are told apart here."""

    NOUN = "noun"
    VERB = "verb"
    BE = "be"
    MODAL = "modal"
    DETERMINER = "determiner"
    PRONOUN = "pronoun"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True)
class Token:
    """A word as written, its lower-case form, what it is and where it starts; `lemma` is the base form of a verb."""

    text: str
    word: str
    tag: Tag
    lemma: str = ""
    start: int = 0


@cache
def lemma(word: str) -> str | None:
    """The base form, if the word can be a verb that is known; 'writes' -> 'write'."""
    if word in verbs.IRREGULAR:
        return verbs.IRREGULAR[word]
    stems = [word]
    if word.endswith("ies"):
        stems.append(word[:-3] + "y")
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        stems.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        stems.append(word[:-1])
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[: -len(ending)]
            stems += [base, base + "e"]
            if base[-1] == base[-2]:
                stems.append(base[:-1])
            if base.endswith("i"):
                stems.append(base[:-1] + "y")
    known = verbs.HAVE | verbs.BELONG | verbs.ACTIONS
    return next((stem for stem in stems if stem in known), None)


@cache
def is_plural(word: str) -> bool:
    """Whether a noun is in the plural."""
    return len(word) > 2 and not word.endswith(_NOT_PLURAL_S) and singular(word) != word


@lru_cache(maxsize=8192)
def tag(text: str) -> tuple[Token, ...]:
    """The tokens of a sentence or phrase."""
    raw = list(_WORD.finditer(text))
    tokens: list[Token] = []
    for number, match in enumerate(raw):
        after = raw[number + 1][0].lower() if number + 1 < len(raw) else ""
        tokens.append(replace(_token(match[0], tokens, after), start=match.start()))
    return tuple(tokens)


def _token(text: str, before: list[Token], after: str) -> Token:
    word = text.lower()
    last = before[-1] if before else None
    if not text[0].isalnum() and text[0] != "_":
        return Token(text, word, Tag.MARK)
    if text[0].isdigit():
        return Token(text, word, Tag.NUMBER)
    simple = _SIMPLE.get(word)
    if simple is Tag.ADJECTIVE and lemma(word) and last and _takes_verb(last):
        simple = None
    if simple is not None:
        return Token(text, word, simple)
    if word in {"has", "have", "need", "needs"} and after == "to":
        return Token(text, word, Tag.MODAL)
    base = lemma(word)
    if base and _acts(word, last, before, after):
        return Token(text, word, Tag.VERB, base)
    if last and word.isalpha() and (last.tag is Tag.MODAL or last.word in {"we", "i", "they"}):
        return Token(text, word, Tag.VERB, word)
    if last and last.word in {"it", "he", "she"} and is_plural(word) and word.isalpha():
        return Token(text, word, Tag.VERB, base or word.removesuffix("s"))
    if not base and (_agrees(word, before, after) if last else _opens_with(word, after)):
        return Token(text, word, Tag.VERB, word.removesuffix("s") if not word.endswith("sses") else word[:-2])
    return Token(text, word, Tag.NOUN)


def _agrees(word: str, before: list[Token], after: str) -> bool:
    """Whether an unknown word stands where the verb of a sentence does: 'each donation yields several units'."""
    opening = before[0]
    plain = all(token.tag in {Tag.NOUN, Tag.ADJECTIVE} for token in before[1:])
    if not plain or before[-1].tag is not Tag.NOUN or not word.isalpha():
        return False
    aimed = after in _AIMED or after.isdigit()
    several = is_plural(before[-1].word)
    if opening.word in {"a", "an", "each", "every"}:
        return not several and is_plural(word) and (aimed or after in fw.PREPOSITIONS)
    if opening.tag in {Tag.NOUN, Tag.ADJECTIVE} or opening.word in {"all", "the", "our"}:
        bare = not word.endswith(("s", "ed", "ing", "ly"))
        return aimed and (several and bare if several else is_plural(word) and opening.word == "the")
    return False


def _opens_with(word: str, after: str) -> bool:
    """'yields a number of litres', behind what the subject does first."""
    return (is_plural(word) and after in {"a", "an", "its", "their", "exactly"}) or (word == "end" and after == "the")


_AIMED = frozenset("a an the its their his her one two several many exactly at-most up-to".split())
"""What follows a verb and seldom a noun."""


def _takes_verb(last: Token) -> bool:
    """Whether a word behind this one is rather a verb than an adjective: 'users own projects', 'they own'."""
    return last.tag in {Tag.MODAL, Tag.PRONOUN} or last.word == "to" or (last.tag is Tag.NOUN and is_plural(last.word))


def _acts(word: str, last: Token | None, before: list[Token], after: str) -> bool:
    """Whether a word that can be a verb is one here."""
    if word in {"has", "have", "had"}:
        return True
    if word.endswith(("ed", "ing")) and not (last and last.tag is Tag.BE):
        return False
    if last is None:
        return after in _AFTER_VERB or (word == lemma(word) and after in fw.DETERMINERS)
    if last.tag in {Tag.MODAL, Tag.PRONOUN} or last.word in {"to", "cannot"}:
        return True
    if last.word in _MAKERS and before[0].word in {"the", "our", "this", "your"}:
        return True
    if last.tag is Tag.ADVERB:
        earlier = before[-2] if len(before) > 1 else None
        return earlier is not None and earlier.tag in {Tag.MODAL, Tag.PRONOUN, Tag.NOUN, Tag.BE}
    if last.tag is Tag.BE:
        return word.endswith(("ed", "ing", "en", "wn")) or word in verbs.IRREGULAR
    if last.tag is Tag.NOUN and word in verbs.IRREGULAR and word not in _FINITE and after not in fw.DETERMINERS:
        return False
    if last.tag is Tag.NOUN:
        many = is_plural(last.word) or last.word in {"staff", "people", "crew"}
        if word == lemma(word) and (word not in verbs.IRREGULAR or many):
            ended = after == "" and not is_person(singular(last.word))
            return many and not ended and after not in {",", ")", ":"} and after not in _BE and after not in fw.MODALS
        acts = is_person(last.word) and before[0].word in {"a", "an", "the", "each", "every"} and is_plural(after)
        return not many and after not in {"", ",", ")"} and (acts or after in _AFTER_VERB or not is_common_noun(word))
    if last.tag is Tag.CONJUNCTION and last.word in {"and", "or"}:
        return after in fw.DETERMINERS or any(t.tag is Tag.MODAL or t.tag is Tag.VERB for t in before)
    return last.tag is Tag.MARK and last.text in ",→" and after in fw.DETERMINERS and after != "one"


def is_common_noun(word: str) -> bool:
    """Whether an -s form is at least as likely a plural noun as a verb."""
    base = lemma(word) or ""
    return verbs.NOUN_OF_ACTION.get(base) == base or base in _NOUNS_TOO


_MAKERS = frozenset("system app application api platform backend software tool service".split())
_FINITE = frozenset("does goes applies has wrote gave took ran saw did led left put set read".split())
_NOUNS_TOO = frozenset(
    """feature record note track list plan post log host rank cover design share stock store view mark name offer park
    place set show use request release produce open issue make file work play stop start run drive change close cost
    fee feed land load lead lesson supply time train transfer exchange grade help hold measure mentor monitor pick
    process return watch reference point schedule raise download""".split()
)
_AFTER_VERB = fw.DETERMINERS | fw.MANY | fw.PREPOSITIONS | {"only", "exactly", "their", "one", "many"}

_SIMPLE: dict[str, Tag] = {
    **dict.fromkeys(fw.ADJECTIVES, Tag.ADJECTIVE),
    **dict.fromkeys(fw.ADVERBS, Tag.ADVERB),
    **dict.fromkeys(fw.CONJUNCTIONS, Tag.CONJUNCTION),
    **dict.fromkeys(fw.SUBORDINATORS - {"that"}, Tag.CONJUNCTION),
    **dict.fromkeys(fw.PREPOSITIONS, Tag.PREPOSITION),
    **dict.fromkeys(fw.MANY, Tag.DETERMINER),
    **dict.fromkeys(fw.DETERMINERS, Tag.DETERMINER),
    **dict.fromkeys(fw.PRONOUNS - {"that"}, Tag.PRONOUN),
    **dict.fromkeys(fw.MODALS, Tag.MODAL),
    **dict.fromkeys(_BE, Tag.BE),
    **dict.fromkeys(("isn't", "aren't", "don't", "doesn't", "didn't"), Tag.MODAL),
    "not": Tag.ADVERB,
    "never": Tag.ADVERB,
}


def has_verb(text: str) -> bool:
    """Whether a text says something, rather than only naming things."""
    bare = re.sub(r"\([^()]*\)", " ", text)
    return any(token.tag in {Tag.VERB, Tag.BE, Tag.MODAL} for token in tag(bare))
