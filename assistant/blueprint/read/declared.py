"""Names that a first reading puts down as things to be stored."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.attributes import is_mutual
from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.item import items
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.measures import is_scalar_plural, measured
from assistant.blueprint.read.notebook import Entity, Notebook, Words, key
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import segments, without_brackets
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES


def declare(notebook: Notebook, words: Words, weight: int) -> Entity | None:
    """The entity of this name, spoken of with this weight; None where a model is never called so."""
    compound = len(words) > 1 and (words[-1] in {"list", "record"} or (weight >= 2 and words[-1] in _KINDS))
    if not words or len(words) > 3 or (words[-1] in nouns.NEVER_MODELS and not compound and weight < 3):
        return None
    if len(words) == 1 and words[0] in nouns.SELDOM_MODELS and weight < 2:
        return None
    if key(words) in notebook.excluded or not all(w.replace("-", "").isalnum() for w in words):
        return None
    return notebook.declare(words, weight)


_KINDS = frozenset("type group level unit point item class plan line entry code size list order day part".split())
"""'Room types have a name' makes a model of a word that alone is none."""


def declare_objects(clause: Clause, notebook: Notebook, *, strong: bool) -> None:
    """Things that a list names: in the plural, counted, or with attributes of their own."""
    pieces = segments(clause.object or clause.listing)
    counting = any(re.match(r"one\s", p.text, re.I) for p in pieces)
    for number, piece in enumerate(pieces):
        text = without_brackets(piece.text)
        if re.search(r"\b[a-z]+[A-Z]|_", text) or re.match(r"(?:never|not|no|whether|if|how|when|who)\b", text, re.I):
            continue
        found = phrase(re.sub(r"^(?:to|about|of|with|up of|across)\s+", "", text))
        entry = next(iter(items(piece.text)), None)
        if entry is not None and (entry.hint or re.match(r"can\s+be\s+\d|eg\s+\d", entry.remark)):
            continue
        if (
            entry is not None
            and nouns.is_person(singular(entry.remark.split()[-1].lower()) if entry.remark else "")
            and not entry.parts
        ):
            continue
        plain = entry is None or not (
            (
                entry.values
                and not is_mutual(found.words)
                and not (found.many and (found.counted or re.search(r"\swith\s+an?\s", text)))
            )
            or entry.boolean
            or entry.hint
            or entry.unit
        )
        if not found.words or not plain or is_scalar_plural(found.words):
            continue
        if found.words[-1] in nouns.NEVER_MODELS and not (len(found.words) > 1 and found.many and found.counted):
            continue
        counted_one = (
            not clause.verb and counting and re.match(r"(?:one|an?)\s", text, re.I) and not measured(found.words)
        )
        following = pieces[number + 1].text if number + 1 < len(pieces) else ""
        described = (
            re.match(r"(?:also\s+)?(?:an?|one)\s.*\bwith\s", text, re.I)
            or (re.match(r"(?:an?|one)\s", text) and following.startswith("with "))
        ) and not re.search(rf"\bwith\s+(?:it|one|time\s?zone{'' if following else '|the'})\b", text)
        listed = (
            number == len(pieces) - 1
            and clause.listing
            and not measured(found.words)
            and found.words[-1] not in ATTRIBUTE_WITH_VALUES
        )
        if (
            (found.many and (not measured(found.words) or " with " in text))
            or counted_one
            or described
            or listed
            or (strong and re.match(r"(?:an?|one)\s", text) and piece.text != text)
        ):
            shown = found.many and re.search(r"\b(?:with|eg)\b", text)
            declare(
                notebook,
                found.words,
                2 if listed or described or shown or (found.many and found.counted and len(found.words) > 1) else 1,
            )
