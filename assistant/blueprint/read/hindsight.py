"""What only the whole brief tells: states behind a word, owners behind "their own"."""

from __future__ import annotations

import re

from assistant.blueprint.names import label, plural, singular
from assistant.blueprint.read.attributes import give
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.item import Item
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.mutual import settle_mutual
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.statement import Source
from assistant.blueprint.relation import Kind

_THEIR_OWN = re.compile(
    r"\b(?P<who>[a-z]+)\s+(?:(?:can|may|should|must)\s+)?(?:only\s+)?(?:see|read|view|access|edit|change|update|delete|"
    r"cancel|manage)s?\s+(?:only\s+)?(?:their|his|her|its)\s+own\s+(?P<what>[a-z]+(?:\s[a-z]+)?)",
    re.I,
)


_DECIDED = re.compile(
    r"\b(?P<yes>approve|accept)s?\s+(?:or|and)\s+(?P<no>reject|decline|refuse)s?\s+(?:(?:an?|the|each|every|new)\s+)?"
    r"(?P<what>[a-z]+(?:\s[a-z]+)?)"
)
_PAST_OF = {"reject": "rejected", "decline": "declined", "refuse": "refused"}
_MARKED = re.compile(
    r"\bmark(?:s|ed)?\s+(?:(?:an?|the|each|every|their|its)\s+)(?P<what>[a-z]+(?:\s[a-z]+)?)\s+as\s+(?P<state>[a-z]+(?:ed|en|id|one))\b"
)
_STATES = frozenset({"status", "state", "stage"})


def settle(notebook: Notebook, source: Source) -> None:
    """After reading: 'published events' mean a status, and 'senders see only their own letters' an owner."""
    settle_mutual(notebook, source)
    _fold_states(notebook)
    _drop_settings(notebook, source)
    text = " . ".join(s.text for s in source.statements if not s.excluded)
    for found in re.finditer(r"\bpublished\s+(?P<what>\w+)", text, re.I):
        entity = notebook.find(singular(found["what"].lower()))
        known = {v for t in entity.fields.values() for v in t.values} if entity else {"PUBLISHED"}
        if (
            entity is None
            or known & {"PUBLISHED", "DRAFT"}
            or any(n.lower().endswith("published") for n in entity.fields)
        ):
            continue
        if re.search(r"\bdrafts?\b|\bunpublished\b", text, re.I):
            values = ("draft", "published")
            give(notebook, entity, [Item(text="status", words=("status",), values=values)])
        else:
            give(notebook, entity, [Item(text="published", words=("published",), boolean=True)])

    for found in _DECIDED.finditer(text):
        entity = notebook.find(phrase(found["what"]).words)
        if entity is not None and not any(t.values and n in _STATES for n, t in entity.fields.items()):
            decided = ("pending", "approved" if found["yes"] == "approve" else "accepted", _PAST_OF[found["no"]])
            give(notebook, entity, [Item(text="status", words=("status",), values=decided)])
            notebook.assumptions.append(f"{label(entity.name).capitalize()}s are pending until that is decided.")
    for found in _MARKED.finditer(text):
        entity = notebook.find(phrase(found["what"]).words)
        known = {v for t in entity.fields.values() for v in t.values} if entity else set()
        if (
            entity is not None
            and enum_value(found["state"]) not in known
            and not any(n in _STATES for n in entity.fields)
        ):
            give(notebook, entity, [Item(text=found["state"], words=(found["state"].lower(),), boolean=True)])

    for own in _THEIR_OWN.finditer(text):
        entity = notebook.find(phrase(own["what"]).words)
        account = notebook.account()
        person = notebook.exact(phrase(own["who"]).words)
        if (
            entity is not None
            and account is not None
            and entity is not account
            and nouns.is_person(singular(own["who"].lower()))
            and singular(own["who"].lower()) != "user"
            and (person is None or person is account)
            and not _reaches(notebook, entity, account, 3)
        ):
            notebook.link(entity, account, singular(own["who"].lower()), caller=True)


def _fold_states(notebook: Notebook) -> None:
    """'A duplicate points to the original report': where reports can be duplicates, it is one report and another."""
    for name, entity in list(notebook.entities.items()):
        whole = next(
            (
                e
                for e in notebook.entities.values()
                if e is not entity and any(enum_value(" ".join(entity.words)) in t.values for t in e.fields.values())
            ),
            None,
        )
        links = notebook.parents(entity.name)
        if whole is None or entity.fields or {link.parent for link in links} != {whole.name}:
            continue
        del notebook.entities[name]
        notebook.links = [x for x in notebook.links if entity.name not in {x.child, x.parent}]
        notebook.link(whole, whole, f"{entity.words[-1]}Of", required=False)


def _drop_settings(notebook: Notebook, source: Source) -> None:
    """'The choir has singers': where it is never 'a choir' or 'choirs', it is who asks and nothing to store."""
    text = " . ".join(f"{s.label} : {s.text}" for s in source.statements if not s.excluded).lower()
    for name, entity in list(notebook.entities.items()):
        words = " ".join(entity.words)
        several = (
            rf"\b(?:an?|each|every|per|one|any|which)\s+(?:\w+\s+)?{re.escape(words)}\b|\b{re.escape(plural(words))}\b"
        )
        here = rf"\b(?:the|our|my|this|their)\s+(?:\w+\s+)?{re.escape(words)}\b"
        above = [link for link in notebook.parents(entity.name) if link.kind is not Kind.MANY_TO_MANY]
        if entity.fields or entity.event or above or entity is notebook.user or plural(words) == words:
            continue
        if re.search(here, text) and not re.search(several, text) and not re.search(rf"\b{re.escape(words)} :", text):
            del notebook.entities[name]
            notebook.links = [x for x in notebook.links if entity.name not in {x.child, x.parent}]


def _reaches(notebook: Notebook, entity: Entity, account: Entity, depth: int) -> bool:
    """Whether an entity refers to the account, or to one that does."""
    above = [notebook.by_name(link.parent) for link in notebook.parents(entity.name)]
    if any(link.parent in {account.name, ACCOUNT} for link in notebook.parents(entity.name)):
        return True
    people = any(nouns.is_person(e.words[-1]) for e in above if e is not None)
    return people or (
        depth > 0 and any(_reaches(notebook, e, account, depth - 1) for e in above if e is not None and e is not entity)
    )
