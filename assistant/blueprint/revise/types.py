"""Type words of change requests: 'an Int', 'a whole number', 'a yes/no flag', 'number 0-100'."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.read.lexicon.fields import FLAG, HINTS, LONG, SHORT, Shape

_EXACT: tuple[tuple[str, Shape], ...] = (
    (r"big\s?ints?", Shape(Scalar.BIG_INT)),
    (r"ints?|integers?|whole\s+numbers?|int32|counts?|counter", Shape(Scalar.INT)),
    (r"decimals?|numeric", Shape(Scalar.DECIMAL, precision=12, scale=2)),
    (r"money|monetary(?:\s+amount)?|currency\s+amount", HINTS["money"]),
    (r"floats?|doubles?|floating[- ]point(?:\s+numbers?)?", Shape(Scalar.FLOAT)),
    (
        r"bool(?:ean)?s?|(?:yes\s*/\s*no|true\s*/\s*false|on\s*/\s*off)(?:\s+(?:flag|field|value))?|"
        r"yes\s+or\s+no|flags?|checkbox|toggle",
        FLAG,
    ),
    (
        r"date\s?times?|timestamps?|date\s+and\s+time|date\s+with\s+(?:a\s+)?time|points?\s+in\s+time|instants?",
        HINTS["datetime"],
    ),
    (r"(?:plain\s+|calendar\s+|just\s+a\s+)?dates?(?:\s+only)?|days?", HINTS["date"]),
    (r"json(?:b)?(?:\s+(?:object|blob|field))?", HINTS["json"]),
    (r"uuids?|guids?", HINTS["uuid"]),
    (r"bytes|binary|blob", HINTS["bytes"]),
    (r"e-?mails?(?:\s+address(?:es)?)?", HINTS["email"]),
    (r"urls?|links?", HINTS["url"]),
    (r"phone\s+numbers?", HINTS["phone"]),
    (r"slugs?", HINTS["slug"]),
    (r"percent(?:age)?s?", HINTS["percent"]),
    (r"years?", HINTS["year"]),
    (r"(?:long|free|multi-?line|rich|unlimited)\s*-?texts?|paragraphs?|markdown", LONG),
    (r"texts?", LONG),
    (r"strings?|varchar|short\s*texts?|words?|free\s+strings?", SHORT),
    (r"numbers?|numerics?", Shape(Scalar.INT)),
)
_WORDS = tuple((re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.I), shape) for pattern, shape in _EXACT)
_VAGUE = _WORDS[-1][0]
_RANGE = re.compile(
    r"(?:between|from)?\s*(?<![\w.])(?P<low>-?\d+(?:\.\d+)?)\s*(?:-|–|to|\.\.+|and|through)"
    r"\s*(?P<high>\d+(?:\.\d+)?)(?![\w-])",
    re.I,
)
_LOW = re.compile(
    r"(?:(?:can't|cannot|must\s+not|mustn't|shouldn't|may\s+not|never)\s+(?:be|go|fall)\s+(?:below|under|"
    r"less\s+than|lower\s+than)|at\s+least|min(?:imum)?(?:\s+of)?|>=|not\s+(?:below|less\s+than|under)|"
    r"no\s+less\s+than|from)"
    r"\s*(?P<n>-?\d+(?:\.\d+)?)",
    re.I,
)
_HIGH = re.compile(
    r"(?:at\s+most|allow(?:s|ing)?(?:\s+for)?(?:\s+up\s+to)?|max(?:imum)?(?:\s+(?:of|length(?:\s+of)?))?|"
    r"<=|up\s+to|no\s+more\s+than|not\s+(?:above|"
    r"more\s+than|over|longer\s+than|exceed)|"
    r"(?:can't|cannot|must\s+not|mustn't|may\s+not)\s+(?:be\s+)?(?:above|over|exceed|longer\s+than|"
    r"more\s+than)|limit(?:ed)?\s+(?:to|of)|shorter\s+than|capped\s+at)\s*(?P<n>-?\d+(?:\.\d+)?)",
    re.I,
)
_LETTERS = re.compile(r"(?:chars?|characters?|letters?|symbols?|long\b)", re.I)


def type_named(text: str) -> Shape | None:
    """The type that a text is the name of, and no more."""
    bare = re.sub(r"^(?:an?|the|plain|simple|just)\s+", "", text.strip(" .,;:!\"'`"), flags=re.I)
    return next((shape for pattern, shape in _WORDS if pattern.fullmatch(bare)), None)


def type_in(text: str) -> Shape | None:
    """The type that a text speaks of; the first precise word counts before 'number'."""
    kept = re.sub(r"\b(?:instead\s+of|rather\s+than|not|no\s+longer)\s+(?:an?\s+)?[\w/]+", " ", text, flags=re.I)
    found = [
        (match.start(), shape) for pattern, shape in _WORDS if pattern is not _VAGUE and (match := pattern.search(kept))
    ]
    if found:
        return _scaled(bounded(min(found, key=lambda pair: pair[0])[1], text), text)
    if not _VAGUE.search(kept):
        return None
    fractions = re.search(r"\bdecimals?\b|\bfractions?\b|\d\.\d", kept, re.I)
    return bounded(Shape(Scalar.DECIMAL, precision=12, scale=2) if fractions else Shape(Scalar.INT), kept)


def _scaled(shape: Shape, text: str) -> Shape:
    """A decimal with as many places as a text says."""
    places = re.search(r"\b(?P<n>\d)\s+(?:digits?|decimals?|places?|decimal\s+places?)\b", text, re.I)
    return replace(shape, scale=int(places["n"])) if places and shape.type is Scalar.DECIMAL else shape


def bounded(shape: Shape, text: str) -> Shape:
    """The type with the bounds that a text gives."""
    low, high = bounds_in(text)
    if low is None and high is None:
        return shape
    if shape.type in {Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL}:
        return replace(shape, min=low if low is not None else shape.min, max=high if high is not None else shape.max)
    if shape.type is Scalar.STRING:
        least = int(low) if low is not None else min(shape.min_length or 0, int(high or 0)) or None
        return replace(shape, min_length=least, max_length=int(high) if high is not None else shape.max_length)
    return shape


def bounds_in(text: str) -> tuple[int | float | None, int | float | None]:
    """The least and the greatest number that a text allows."""
    if found := _RANGE.search(text):
        least, most = _number(found["low"]), _number(found["high"])
        return (least, most) if least < most else (None, None)
    if found := re.search(r"\bexactly\s+(\d+)\s*(?:char|letter|digit)", text, re.I):
        return int(found[1]), int(found[1])
    low = _number(found["n"]) if (found := _LOW.search(text)) else None
    high = _number(found["n"]) if (found := _HIGH.search(text)) else None
    if low is None and re.search(
        r"\bpositive\b|\b(?:greater|more|bigger)\s+than\s+(?:0|zero)\b|\babove\s+(?:0|zero)\b", text, re.I
    ):
        low = 1
    if low is None and re.search(
        r"(?:\bnot|n't|\bnever|\bnon)[\s-]+(?:be\s+|go\s+)?(?:negative|below\s+(?:0|zero))\b", text, re.I
    ):
        low = 0
    return low, high


def speaks_of_letters(text: str) -> bool:
    """Whether bounds are those of a text's length."""
    return bool(_LETTERS.search(text))


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def patch_to(field: Field, shape: Shape) -> FieldPatch:
    """What makes the field one of this type: bounds that its new type can't have go, its default too."""
    given: dict[str, object] = {"type": shape.type.value}
    for name in ("min", "max", "min_length", "max_length", "format", "precision", "scale"):
        wanted = getattr(shape, name)
        if name in {"min", "max"} and wanted is None and shape.type in _NUMBERS and field.scalar in _NUMBERS:
            continue
        if getattr(field, name) != wanted:
            given[name] = wanted
    if field.default is not None and not _keeps(field, shape):
        given["default"] = False if shape.type is Scalar.BOOLEAN else None
    if field.unique and shape.type in {Scalar.JSON, Scalar.BYTES}:
        given["unique"] = False
    return FieldPatch.model_validate(given)


_NUMBERS = frozenset({Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL})


def _keeps(field: Field, shape: Shape) -> bool:
    both = {field.scalar, shape.type}
    return field.scalar is shape.type or both <= _NUMBERS or both <= {Scalar.DATE, Scalar.DATE_TIME}
