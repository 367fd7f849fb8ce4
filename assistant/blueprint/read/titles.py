"""What a backend is called: by its brief, else by what it keeps."""

from __future__ import annotations

import re

from assistant.blueprint.names import label, plural, words
from assistant.blueprint.read.labels import GENERIC_LABELS
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.statement import Source
from assistant.blueprint.read.tag import has_verb

_PRODUCT = re.compile(
    r"\b(?P<name>(?:[a-z][\w'-]*\s+){1,3}(?:api|app|application|backend|system|platform|service|tool|database|"
    r"software|crm|tracker|portal|shop))\b",
    re.I,
)
_LEADING = re.compile(
    r"^(?:(?:the|an?|our|my|your|this|small|simple|new|little|build|create|make|design|draft|us|me|for|want|need|needs|to|please|we|i|"
    r"internal|basic|some|with|of|is|and|about|rest|up|set|in|on)\s+)+",
    re.I,
)
_SECTION = re.compile(
    r"^(?:(?:short\s+)?summary|notes?|recap|minutes|(?:functional\s+)?requirements|specification|spec|brief|re|fwd)$",
    re.I,
)
_HEARSAY = re.compile(r"\b(?:her|him|them|us|it|promised|wants?|needs?)\b", re.I)
_LONGEST = 60


def title_of(source: Source, notebook: Notebook) -> str:
    """A title of at most eight words."""
    said = re.sub(r"^\d+(?:\.\d+)*[.)]?\s+", "", re.sub(r"\s+", " ", source.title)).strip(" .:,;-?!")
    parts = [part for part in said.split(" - ") if part.strip() and not _SECTION.match(part.strip())]
    said = " - ".join(parts).strip() or said
    if re.match(r"(?:please|build|create|make|design|draft|i|we|need|want)\b", said, re.I):
        said = _LEADING.sub("", said) or said
    if _is_name(said, notebook):
        return said[:1].upper() + said[1:]
    for statement in source.statements[:3]:
        text = statement.text
        if statement.own_label and statement.label.lower() in {"title", "app", "product"}:
            return text[:_LONGEST].strip()
        found = _PRODUCT.search(text)
        name = _LEADING.sub("", found["name"]).strip() if found else ""
        if len(name.split()) > 1 and not has_verb(name) and not _HEARSAY.search(name):
            return name[:1].upper() + name[1:]
    models = [entity.name for entity in notebook.entities.values() if not entity.inferred]
    if models:
        return " and ".join(plural(label(name)) for name in models[:2]).capitalize()
    return said[:_LONGEST].strip() if words(said[:_LONGEST]) else "Backend"


def _is_name(said: str, notebook: Notebook) -> bool:
    """Whether a first line names the whole, rather than a part of it or a thing to be stored."""
    short = len(said) <= _LONGEST and len(said.split()) <= 8 and bool(words(said))
    part = (
        _HEARSAY.search(said)
        or GENERIC_LABELS.match(said)
        or said.lower() in {"title", "purpose", "name"}
        or has_verb(said)
    )
    return short and not part and "(" not in said and notebook.exact(tuple(said.lower().split())) is None
