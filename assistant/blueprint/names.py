"""Names in the forms that code, tables, paths and sentences need."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pluralizer import Pluralizer

_IRREGULAR = {
    "leave": "leaves",
    "lens": "lenses",
    "axis": "axes",
    "bias": "biases",
    "virus": "viruses",
    "focus": "focuses",
    "syllabus": "syllabuses",
    "index": "indexes",
    "data": "data",
    "metadata": "metadata",
    "species": "species",
    "money": "money",
}
_UNCOUNTED = ("inventory", "feedback", "furniture", "luggage", "baggage", "knowledge", "media")
_VOWEL_SOUND = re.compile(r"(?!(uni([^mn]|$)|us[ae]|eu|one|ur[io]))[aeiou]|hour|honest|honou?r|heir", re.I)

_REMEMBERED = 20_000
"""How many names are kept in each form; they come from texts that anybody may send."""


@cache
def _engine() -> Pluralizer:
    engine = Pluralizer()
    for one, many in _IRREGULAR.items():
        engine.add_irregular_rule(one, many)
    for word in _UNCOUNTED:
        engine.add_uncountable_rule(word)
    return engine


def words(name: str) -> list[str]:
    """The lower-case words of a name in any case: 'HTTPServerId' -> ['http', 'server', 'id']; accents are dropped."""
    return list(_words(name))


@lru_cache(maxsize=_REMEMBERED)
def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z]+)([A-Z](?!s(?![a-z]))[a-z])", r"\1\3 \2\4", plain)
    return tuple(word.lower() for word in re.split(r"[^A-Za-z0-9]+", spaced) if word)


def pascal(name: str) -> str:
    """'stock movement' -> 'StockMovement'."""
    return "".join(word[:1].upper() + word[1:] for word in words(name))


def camel(name: str) -> str:
    """'stock movement' -> 'stockMovement'."""
    joined = pascal(name)
    return joined[:1].lower() + joined[1:]


def snake(name: str) -> str:
    """'StockMovement' -> 'stock_movement'."""
    return "_".join(words(name))


def kebab(name: str) -> str:
    """'StockMovement' -> 'stock-movement'."""
    return "-".join(words(name))


def screaming(name: str) -> str:
    """'non fiction' -> 'NON_FICTION'."""
    return snake(name).upper()


def label(name: str) -> str:
    """'StockMovement' -> 'stock movement', for sentences."""
    return " ".join(words(name))


@lru_cache(maxsize=_REMEMBERED)
def plural(name: str) -> str:
    """The same name with its last word in the plural; already plural names stay."""
    return _last_word(name, plural=True)


@lru_cache(maxsize=_REMEMBERED)
def singular(name: str) -> str:
    """The same name with its last word in the singular; singular names stay."""
    return _last_word(name, plural=False)


def article(noun: str) -> str:
    """'a loan', 'an order', 'an hour', 'a user'."""
    return f"an {noun}" if _VOWEL_SOUND.match(noun) else f"a {noun}"


def _last_word(name: str, *, plural: bool) -> str:
    match = re.fullmatch(r"(.*?)([A-Z0-9]{2,}s?|[A-Z]?[a-z0-9]+)", name, re.S)
    if match is None:
        return name
    head, last = match.groups()
    if acronym := re.fullmatch(r"([A-Z0-9]{2,})s?", last):
        return head + acronym[1] + ("s" if plural else "")
    word = last.lower()
    found = _engine().plural(word) if plural else _engine().singular(word)
    return head + (found[:1].upper() + found[1:] if last[:1].isupper() else found)
