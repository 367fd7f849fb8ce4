"""Names in the forms that code, tables, paths and sentences need."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import inflect


@cache
def _engine() -> inflect.engine:
    # Importing it takes longer than answering --help may.
    import inflect

    return inflect.engine()


_WITH_S = (
    "todo",
    "promo",
    "combo",
    "cargo",
    "expo",
    "condo",
    "peso",
    "disco",
    "turbo",
    "typo",
    "intro",
    "motto",
    "leave",
)
_WITH_ES = ("gas", "lens", "canvas", "atlas", "alias", "bias", "tennis", "chassis")
_UNCOUNTED = ("media", "data", "metadata", "staff", "criteria")
_PLURALS = {
    **{word: f"{word}s" for word in _WITH_S},
    **{word: f"{word}es" for word in _WITH_ES},
    **{word: word for word in _UNCOUNTED},
    "quiz": "quizzes",
    "axis": "axes",
}
"""Singular -> plural, where the rules of inflect do not give what a backend would be named."""
_SINGULARS = {many: one for one, many in _PLURALS.items()}
_SINGULAR_ENDINGS = ("ss", "us", "is")


def words(name: str) -> list[str]:
    """The lower-case words of a name in any case: 'HTTPServerId' -> ['http', 'server', 'id']; accents are dropped."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z]+)([A-Z](?!s(?![a-z]))[a-z])", r"\1\3 \2\4", plain)
    return [word.lower() for word in re.split(r"[^A-Za-z0-9]+", spaced) if word]


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


@cache
def plural(name: str) -> str:
    """The same name with its last word in the plural; already plural names stay."""
    head, last = _split(name)
    if not last.strip() or last.lower() in _SINGULARS or re.fullmatch(r"[A-Z0-9]{2,}s", last):
        return name
    if known := _PLURALS.get(last.lower()):
        return head + _as_case(last, known)
    if not last.lower().endswith(_SINGULAR_ENDINGS) and _engine().singular_noun(last.lower()):
        return name
    return head + _as_case(last, str(_engine().plural_noun(last.lower())))


@cache
def singular(name: str) -> str:
    """The same name with its last word in the singular; singular names stay."""
    head, last = _split(name)
    if re.fullmatch(r"[A-Z0-9]{2,}s", last):
        return head + last[:-1]
    if not last.strip():
        return name
    if known := _SINGULARS.get(last.lower()):
        return head + _as_case(last, known)
    if last.lower() in _PLURALS or last.lower().endswith(_SINGULAR_ENDINGS):
        return name
    found = _engine().singular_noun(last.lower())
    return head + _as_case(last, str(found)) if found else name


def article(noun: str) -> str:
    """'a loan', 'an order'."""
    return str(_engine().a(noun))


def _split(name: str) -> tuple[str, str]:
    """Everything before the last word, and the last word as it is written."""
    match = re.fullmatch(r"(.*?)([A-Z0-9]{2,}s|[A-Z]?[a-z0-9]+|[A-Z0-9]+)", name, re.S)
    return (match[1], match[2]) if match else ("", name)


def _as_case(like: str, word: str) -> str:
    if len(like) > 1 and like.isupper():
        return like + "s" if len(word) > len(like) else word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
