"""Nouns that stand for a plain value, even in the plural: minutes, points, prices."""

from __future__ import annotations

from assistant.blueprint.read.field_type import field_of
from assistant.blueprint.read.item import Item
from assistant.blueprint.read.notebook import Words

_SCALAR_PLURALS = frozenset(
    """minute hour day week month year second point serving seat note detail instruction coordinate dimension remark
    term credit calorie mile kilometer euro dollar cent term-and-condition setting preference stat metric symptom
    ingredient-list hour-worked spec goal-point condition reason contact-detail opening-hour opening allergy
    show-note initial bedroom bathroom room-count star unit carb protein rep set-rep lap
    pronoun wish need requirement restriction habit intolerance""".split()
)


def is_scalar_plural(words: Words) -> bool:
    """Whether a name in the plural is that of an attribute."""
    if len(words) > 1 and words[0] in {"max", "min", "maximum", "minimum"}:
        return True
    return (
        bool(words)
        and words[-1] in _SCALAR_PLURALS
        and (len(words) == 1 or words[-1] not in {"opening", "star", "unit", "condition", "point", "serving"})
    )


def measured(words: Words) -> bool:
    """Whether a name is that of a number, date or other plain value."""
    if not words or words[-1] in {"photo", "image", "picture", "video"}:
        return False
    typed = field_of(Item(" ".join(words), words), "X")
    return typed is not None and (typed.field.type in _NUMBERS or bool(typed.field.format))


_NUMBERS = frozenset({"Int", "Decimal", "Float", "BigInt", "DateTime", "Date", "Json"})
