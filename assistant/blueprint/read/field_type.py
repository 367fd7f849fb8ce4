"""From an entry of a list to a typed field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from assistant.blueprint.field import NOW, Field, Format, Literal, Scalar
from assistant.blueprint.names import camel, pascal, screaming, singular
from assistant.blueprint.read.item import Item
from assistant.blueprint.read.lexicon import fields as lex
from assistant.blueprint.read.lexicon.fields import Shape

_MINOR = re.compile(r"\b(?:minor\s+units?|in\s+cents|cents|pence|integer\s+cents)\b", re.I)
_RANGE = re.compile(
    r"(?<![\w.])(-?\d+(?:\.\d+)?)\s*(?:-|–|to|\.\.+|through|and)\s*(\d+(?:\.\d+)?)(?!\s*(?:min|"
    r"chars?|char|letters|days|weeks|times)\w*)\b(?!-\d)"
)
_RENAMED = tuple((re.compile(pattern), new) for pattern, new in lex.RENAMED)
_RESERVED = {
    "id": "code",
    "created at": "",
    "updated at": "",
    "deleted at": "",
    "created date": "",
    "timestamps": "",
    "created": "",
    "updated": "",
    "password": "",
    "password hash": "",
    "hashed password": "",
}


@dataclass(frozen=True)
class Typed:
    """A field, and the values of its enum where its type is one."""

    field: Field
    values: tuple[str, ...] = ()


def field_of(item: Item, model: str) -> Typed | None:
    """The field of an entry; None for what is derived anyway, such as created_at or a password."""
    words = _renamed(item.name)
    words = _RESERVED.get(words, words)
    if not words:
        return None
    values = item.values or _known_values(words, item)
    boolean = item.boolean or words.endswith((" flag",))
    words = words.removesuffix(" flag")
    if not values and item.unit and words.split()[-1] != item.unit and not _is_money_unit(item.unit):
        words = f"{words} {_unit_word(item.unit)}"
    name = camel(words)
    if not re.match(r"[A-Za-z]", name):
        name = camel(f"value {words}")
    required = item.optional is not True
    if values and not boolean:
        found = tuple(dict.fromkeys(v for value in values if (v := _value(value))))
        default = next((v for v in found if item.default and _value(item.default) == v), None)
        typed = (
            pascal(name)
            if name not in {"type", "status", "state", "role", "level", "kind", "format", "condition", "category"}
            else ""
        )
        return Typed(
            Field(name=name, type=typed or f"{model}{pascal(name)}", required=required, default=default), found
        )
    shape = lex.FLAG if boolean else _shape(words, item)
    return Typed(_shaped(name, shape, item, required))


def _shaped(name: str, shape: Shape, item: Item, required: bool) -> Field:
    default = _default(item, shape)
    if shape.type is Scalar.BOOLEAN and default is None and item.optional is not True:
        default = name in {"active", "enabled", "available", "stillSold", "isActive", "visible", "inStock"}
    many = item.many and not item.counted and shape.type is Scalar.STRING and name.endswith(("Urls", "Emails"))
    return Field(
        name=name,
        type=shape.type.value,
        required=required,
        unique=item.unique,
        default=default,
        min=shape.min,
        max=shape.max,
        min_length=shape.min_length,
        max_length=shape.max_length,
        format=shape.format,
        precision=shape.precision,
        scale=shape.scale,
        many=many,
    )


@cache
def _renamed(name: str) -> str:
    for pattern, new in _RENAMED:
        if pattern.match(name):
            name = pattern.sub(new, name)
            break
    words = name.split()
    if len(words) > 1 and words[-1] == "count":
        words[-2] = singular(words[-2])
    return " ".join(words)


def _known_values(words: str, item: Item) -> tuple[str, ...]:
    if (item.hint and item.hint != "enum") or re.search(r"\d\s*(?:-|to|\.\.+)\s*\d", f"{item.text} {item.remark}"):
        return ()
    return lex.CLOSED_SETS.get(words, ())


def _is_money_unit(unit: str) -> bool:
    return bool(re.match(r"(?:minor|cents?|euros?|eur|dollars?|usd|gbp|pence|chf)", unit))


def _unit_word(unit: str) -> str:
    return {
        "kilos": "kg",
        "kilograms": "kg",
        "kilo": "kg",
        "%": "percent",
        "percent": "percent",
        "grams": "g",
        "gram": "g",
        "kilometers": "km",
        "kilometres": "km",
        "meters": "m",
        "metres": "m",
    }.get(unit, unit)


def _shape(words: str, item: Item) -> Shape:
    about = f"{item.text} {item.remark}"
    shape = lex.HINTS.get(item.hint)
    # A price per day is a price, and so many tickets per day are a number.
    thing, per, _ = words.partition(" per ")
    by_name = next((shape for pattern, shape in lex.SHAPES if pattern.search(thing)), None)
    if per and by_name is None:
        by_name = lex.MONEY if thing.endswith("rate") else lex.COUNT if thing.endswith("s") else None
    vague = by_name is not None and by_name.type in _NARROWS.get(item.hint, ())
    if shape is None or vague or (by_name and by_name.type is shape.type and by_name.format):
        shape = by_name or shape or lex.SHORT
    if item.unit and shape is lex.SHORT and not _is_money_unit(item.unit):
        shape = lex.COUNT if item.unit in _COUNTED else Shape(Scalar.DECIMAL, precision=12, scale=3)
    if item.unit and _is_money_unit(item.unit) and shape.type is not Scalar.INT:
        shape = lex.MONEY
    if (_MINOR.search(about) or item.unit.startswith(("minor", "cent"))) and shape.type is Scalar.DECIMAL:
        shape = lex.MINOR_UNITS
    if re.search(r"\bwhole\s+(?:number|\w+s)\b|\bintegers?\b", about, re.I) and shape.type in {
        Scalar.DECIMAL,
        Scalar.STRING,
    }:
        shape = lex.COUNT
    if (
        re.search(r"\b\d+\.\d+\b|\bdecimals?\b|\bfractions?\b|\bhalf\s+days\b", item.remark)
        and shape.type is Scalar.INT
    ):
        shape = Shape(Scalar.DECIMAL, min=0, precision=8, scale=2)
    if re.search(r"\bpositive\b|\bat\s+least\s+1\b|\bgreater\s+than\s+(?:0|zero)\b", about, re.I) and shape.type in {
        Scalar.INT,
        Scalar.DECIMAL,
    }:
        shape = replace(shape, min=1 if shape.type is Scalar.INT else shape.min)
    if shape.type is Scalar.STRING and (span := _SPAN.fullmatch(item.remark)) and int(span[1]) < int(span[2]):
        return Shape(Scalar.INT, min=int(span[1]), max=int(span[2]))
    return _bounded(shape, about)


_SPAN = re.compile(r"(\d{1,3})\s?(?:-|–|to|\.\.+)\s?(\d{1,3})")
_COUNTED = frozenset("seconds minutes days weeks months years pixels px points bytes".split())
_NARROWS = {
    "number": (Scalar.DECIMAL, Scalar.FLOAT, Scalar.BIG_INT, Scalar.INT),
    "date": (Scalar.DATE_TIME,),
}
"""Types that say less than the name of a field does: a 'paidAt: date' has a time of day."""


def _bounded(shape: Shape, about: str) -> Shape:
    found = _RANGE.search(about)
    if found and shape.type in {Scalar.INT, Scalar.DECIMAL, Scalar.FLOAT} and float(found[1]) < float(found[2]):
        low, high = (float(x) if "." in x else int(x) for x in (found[1], found[2]))
        return replace(shape, min=low, max=high)
    if found and shape is lex.SHORT and re.search(r"\b(?:stars?|rating|score|scale|points|from|grade)\b", about, re.I):
        return Shape(Scalar.INT, min=int(float(found[1])), max=int(float(found[2])))
    if found and shape is lex.SHORT and re.match(r"[a-z][a-z ]*\s\(?\d{1,2}\s?(?:-|to|\.\.+)\s?\d{1,3}\)?\s*$", about):
        return Shape(Scalar.INT, min=int(float(found[1])), max=int(float(found[2])))
    letters = re.search(r"\b(?:max(?:imum)?|up\s+to|at\s+most)\s+(\d+)\s*(?:char|letter)", about, re.I)
    if letters and shape.type is Scalar.STRING:
        return replace(
            shape, max_length=max(1, int(letters[1])), min_length=min(shape.min_length or 0, int(letters[1])) or None
        )
    return shape


def _default(item: Item, shape: Shape) -> Literal | None:
    given = item.default
    if given is None:
        return None
    if shape.type is Scalar.BOOLEAN:
        return given.lower() in {"true", "yes", "on", "1", "active", "enabled"}
    if shape.type in {Scalar.INT, Scalar.BIG_INT}:
        return int(float(given)) if re.fullmatch(r"-?\d+(?:\.\d+)?", given) else None
    if shape.type in {Scalar.DECIMAL, Scalar.FLOAT}:
        return (float(given) if "." in given else int(given)) if re.fullmatch(r"-?\d+(?:\.\d+)?", given) else None
    if shape.type in {Scalar.DATE_TIME, Scalar.DATE}:
        return NOW if given == "now" else None
    return (
        given.upper()
        if shape.format is Format.CURRENCY
        else given
        if shape.type is Scalar.STRING and not shape.format
        else None
    )


def _value(text: str) -> str:
    """'Non-fiction' -> 'NON_FICTION'; '' where nothing is left that may start a name."""
    name = screaming(re.sub(r"[^A-Za-z0-9]+", " ", text))
    if re.match(r"\d", name):
        name = f"V_{name}"
    return name


def enum_value(text: str) -> str:
    """The name of a value, as enums of a Blueprint hold it."""
    return _value(text)
