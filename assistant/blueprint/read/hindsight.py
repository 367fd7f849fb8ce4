"""What only the whole brief tells: states behind a word, owners behind "their own"."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.attributes import give
from assistant.blueprint.read.item import Item
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.mutual import settle_mutual
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.statement import Source

_THEIR_OWN = re.compile(
    r"\b(?P<who>[a-z]+)\s+(?:(?:can|may|should|must)\s+)?(?:only\s+)?(?:see|read|view|access|edit|change|update|delete|"
    r"cancel|manage)s?\s+(?:only\s+)?(?:their|his|her|its)\s+own\s+(?P<what>[a-z]+(?:\s[a-z]+)?)",
    re.I,
)


def settle(notebook: Notebook, source: Source) -> None:
    """After reading: 'published events' mean a status, and 'senders see only their own letters' an owner."""
    settle_mutual(notebook, source)
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


def _reaches(notebook: Notebook, entity: Entity, account: Entity, depth: int) -> bool:
    """Whether an entity refers to the account, or to one that does."""
    above = [notebook.by_name(link.parent) for link in notebook.parents(entity.name)]
    if any(link.parent in {account.name, ACCOUNT} for link in notebook.parents(entity.name)):
        return True
    people = any(nouns.is_person(e.words[-1]) for e in above if e is not None)
    return people or (
        depth > 0 and any(_reaches(notebook, e, account, depth - 1) for e in above if e is not None and e is not entity)
    )
