"""A noun phrase: which thing, how many of it, and what is said about it in passing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.blueprint.names import singular
from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.tag import Tag, Token, is_plural, tag

_MANY = fw.MANY | {"all"}
_OPTIONAL = frozenset("optional optionally maybe perhaps".split())
_STATES = frozenset(
    "running overdue upcoming active inactive pending draft finished held open closed ongoing latest "
    "current public private published live".split()
)
_VAGUE = frozenset("object element asset party".split())
"""Nouns that say little without the word before them: 'insured objects', 'injured parties'."""
_LEADING = frozenset("most own other new different simple exact ordered actual short certain common shared".split())


@dataclass(frozen=True)
class Phrase:
    """`words` in lower case and the singular. `many` is None where neither number word nor plural tells."""

    words: tuple[str, ...]
    many: bool = False
    counted: bool = False
    optional: bool = False
    unique: bool = False
    ordered: bool = False
    each: bool = False
    tail: str = ""

    @property
    def name(self) -> str:
        """The words with spaces."""
        return " ".join(self.words)

    @property
    def head(self) -> str:
        """The last word."""
        return self.words[-1] if self.words else ""


@lru_cache(maxsize=8192)
def phrase(text: str) -> Phrase:
    """The leading noun phrase of a text without brackets: 'several ordered steps in a row' -> step, many, ordered."""
    tokens = list(tag(text))
    flags = {"optional": False, "unique": False, "ordered": False}
    many: bool | None = None
    counted = each = False
    while tokens and _leads(tokens[0]):
        word = tokens.pop(0).word
        flags["optional"] |= word in _OPTIONAL
        flags["unique"] |= word == "unique"
        flags["ordered"] |= word == "ordered"
        each |= word in {"each", "every", "per"}
        if word in _MANY:
            many, counted = True, True
        elif word.isdigit():
            counted = True
        elif word in {"one", "exactly", "single", "a", "an"}:
            many = False if many is None else many
            counted = counted or word not in {"a", "an"}
    named: list[Token] = []
    while tokens and _continues(tokens[0], named, tokens[1:]):
        named.append(tokens.pop(0))
    if named and named[-1].word == "of":
        tokens.insert(0, named.pop())
    if not named:
        return Phrase((), bool(many), counted, each=each, tail=" ".join(t.text for t in tokens), **flags)
    plural = is_plural(named[-1].word) if named[-1].tag is not Tag.NUMBER else False
    words = [token.word.removesuffix("'s").removesuffix("'") for token in _own(named)]
    words[-1] = singular(words[-1])
    return Phrase(
        tuple(words),
        plural if many is None else many or plural,
        counted,
        each=each,
        tail=" ".join(t.text for t in tokens),
        **flags,
    )


def _own(named: list[Token]) -> list[Token]:
    """The words without a possessor ("other people's recipes") and without states ("confirmed bookings")."""
    for number, token in enumerate(named[:-1]):
        if token.text.endswith(("'s", "s'")):
            return _own(named[number + 1 :])
    if len(named) == 2 and named[1].word in _VAGUE | {f"{word}s" for word in _VAGUE}:
        return named
    while len(named) > 1 and (
        re.fullmatch(r"(?!shed|feed|seed|need|bed)\w{3,}ed", named[0].word) or named[0].word in _STATES
    ):
        named = named[1:]
    return named


def _leads(token: Token) -> bool:
    if token.tag in {Tag.DETERMINER, Tag.ADVERB, Tag.CONJUNCTION} or token.word in _OPTIONAL | _LEADING:
        return token.word != "no"
    if token.tag is Tag.NUMBER:
        return token.word.isdigit()
    return token.word in {
        "unique",
        "required",
        "mandatory",
        "exactly",
        "single",
        "multiple",
        "various",
        "per",
        "existing",
        "additional",
    }


def _continues(token: Token, named: list[Token], after: list[Token]) -> bool:
    if named and token.word.endswith("ed") and after and after[0].tag is Tag.PREPOSITION:
        return False
    if token.tag is Tag.NOUN or (token.tag is Tag.VERB and not named):
        return True
    if token.tag is Tag.ADJECTIVE:
        return bool(after) and after[0].tag in {Tag.NOUN, Tag.ADJECTIVE}
    return False


def thing(text: str) -> Phrase:
    """The phrase of a text, brackets aside."""
    return phrase(re.sub(r"\([^()]*\)", " ", text))
