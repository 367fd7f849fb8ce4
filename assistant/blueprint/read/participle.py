"""Verbs of a clause behind its first: participles, and others of the same subject."""

from __future__ import annotations

from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.lexicon import verbs
from assistant.blueprint.read.tag import Tag, Token, lemma


def another_verb(tokens: tuple[Token, ...], at: int) -> tuple[int, str] | None:
    """Where a second verb of the same subject stands: 'create, update or delete'."""
    if tokens[at].word in {"or", "and"} and at + 1 < len(tokens):
        at += 1
    base = lemma(tokens[at].word)
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    more = after in {"and", "or", ","} or after in fw.DETERMINERS or (tokens[at].tag is Tag.VERB)
    simple = base in verbs.READING | verbs.CREATING | verbs.UPDATING | verbs.DELETING
    if base and (tokens[at].word == base or tokens[at].word == base + "s") and (more or simple):
        return at, base
    return None


def skip(tokens: tuple[Token, ...], at: int, negated: bool) -> tuple[int, bool]:
    while at < len(tokens) and (
        tokens[at].tag in {Tag.ADVERB} or tokens[at].word in {"only", "be", "to", "not", "physically"}
    ):
        if tokens[at].word == "be":
            break
        negated |= tokens[at].word in {"not", "never"}
        at += 1
    return at, negated


LOCATED = frozenset("happen occur work sit stand reside stay live sleep".split())
_PARTICIPLE_OF = {
    "made": "consist",
    "composed": "consist",
    "identified": "have",
    "described": "have",
    "grouped": "belong",
    "shared": "share",
    "located": "belong",
    "parked": "belong",
    "stored": "store",
    "placed": "place",
    "divided": "split",
    "organised": "belong",
    "organized": "belong",
    "filed": "belong",
    "categorised": "belong",
    "categorized": "belong",
    "based": "belong",
    "allocated": "belong",
    "mapped": "belong",
    "used": "use",
    "connected": "belong",
    "issued": "issue",
    "linked": "link",
    "associated": "belong",
    "bound": "belong",
    "contained": "belong",
    "nested": "nest",
    "tagged": "tag",
}


def participle(tokens: tuple[Token, ...], at: int) -> str | None:
    token = tokens[at]
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if token.word == "made" and following not in {"of", "up"}:
        return None
    if token.word in _PARTICIPLE_OF:
        return _PARTICIPLE_OF[token.word]
    if token.tag is Tag.VERB and (
        token.word.endswith(("ed", "en", "wn", "ld", "ght", "de", "nt")) or token.word in verbs.IRREGULAR
    ):
        return token.lemma
    return None
