"""What a label or heading names: a thing to be stored, another word for one, or none."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.blueprint.names import singular
from assistant.blueprint.read.item import items, looks_like_fields
from assistant.blueprint.read.labels import GENERIC_LABELS
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import Words, key
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import segments
from assistant.blueprint.read.statement import Statement
from assistant.blueprint.read.tag import has_verb, is_plural


def meant(statement: Statement) -> Words:
    """What a label is another word for: 'Tenant = Studio (name)', 'Terminology: term entries per customer: ...'."""
    if not statement.own_label:
        return ()
    same = re.fullmatch(
        r"(?:an?\s+|our\s+|the\s+)?(?P<what>[A-Za-z][\w ]{2,30}?)\s*\([^()]*,[^()]*\)", statement.text, re.S
    )
    account = re.fullmatch(r"an?\s+(?P<what>user)\b.*|(?P<bare>users?)\s+with\s+.*", statement.text, re.I)
    kept = re.match(
        r"(?P<what>[a-z]\w+(?:\s\w+)?)\s+(?:per|for\s+each|for\s+every|of\s+an?|of\s+each)\s+\w+\s*:\s", statement.text
    )
    if kept and is_plural(kept["what"].split()[-1]):
        return phrase(kept["what"]).words
    if account:
        return ("user",)
    found = phrase(same["what"]) if same else None
    return found.words if found is not None and not found.tail and found.words[-1] not in nouns.NEVER_MODELS else ()


PARTS_OF = re.compile(
    r"(?P<what>\w+)\s+(?:\w+ed\s+)?(?:on|in|of|for|per)\s+(?:an?|the|each|every)\s+(?P<whole>\w+(?:\s\w+)?)$", re.I
)
"""'Parts used on a work order', as a label."""


APPLICATION = re.compile(
    r"\b(?:crm|erp|api|app|application|backend|system|tool|service|platform|saas|mvp|database|db|website|software)$",
    re.I,
)


@lru_cache(maxsize=2048)
def label_words(statement: Statement) -> Words:
    """The topic as words in the singular; () where it is no thing, such as 'Requirements' or 'Status'."""
    if statement.named:
        return tuple(statement.label.lower().split())
    label = re.sub(
        r"^(?:table|model|entity|object)\s+|\s+(?:table|model|entity|object|fields|attributes|resource)$",
        "",
        statement.label.strip(),
        flags=re.I,
    )
    parts = PARTS_OF.match(label)
    first = next(iter(items(statement.text)), None) if parts and statement.own_label else None
    if parts and first is not None and key(first.words) == key(parts["what"]):
        return (*phrase(parts["whole"]).words, singular(parts["what"].lower()))
    if statement.paragraph == 0 and APPLICATION.search(label):
        return ()
    if not label or len(label.split()) > 5 or (GENERIC_LABELS.match(label) and not _is_thing(label, statement)):
        return ()
    words = phrase(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)).words
    described = (
        statement.own_label and len(words) == 1 and words[0] in _LABELLED and looks_like_fields(items(statement.text))
    )
    tail = phrase(label).tail
    listed = (
        statement.own_label
        and len(segments(statement.text)) > 1
        and not GENERIC_LABELS.match(words[-1] if words else "")
    )
    if not words or (tail and not (listed and re.match(r"(?:at|on|in|for|per|of|used)\b", tail))):
        return ()
    if (
        label.isupper()
        and len(label) > 3
        and not statement.item
        and "(" not in statement.text
        and (has_verb(statement.text) or len(segments(statement.text)) < 3)
    ):
        return ()
    compound = len(words) == 2 and words[-1] in _SORTS and statement.own_label
    described = described or (compound and looks_like_fields(items(statement.text)))
    headed = label[0].isupper() and (statement.item or len(segments(statement.text)) > 2)
    if words[-1] in nouns.NEVER_MODELS and not (described or (headed and words[-1] in nouns.MODELS_IF_HEADED)):
        return ()
    return words


def _is_thing(label: str, statement: Statement) -> bool:
    """Whether 'Route: grade, colour, ...' is a thing after all, because its attributes follow."""
    entries = items(statement.text) if statement.own_label else []
    plain = singular(label.lower()) in _GENERIC_THINGS and not re.search(r"[/→]", statement.text)
    return plain and len(entries) > 1 and looks_like_fields(entries)


_GENERIC_THINGS = frozenset("note route table feature goal action rule filter object resource example story".split())
_SORTS = frozenset("type kind level class group plan".split())
_LABELLED = frozenset("part list unit address size color note detail position day key phone point".split())
