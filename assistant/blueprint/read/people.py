"""Who acts in a brief: the account, and the roles that people have."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook, key
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.read.statement import Source
from assistant.blueprint.relation import Kind

_SIGNING_IN = re.compile(
    r"\b(?:log(?:ged)?[- ]?in|login|sign(?:s|ed)?[- ]?(?:up|in)\b(?!\s+for)|register(?:s|"
    r"ed)?\b(?!\s+(?:for|number|by|in|\w+\s+for)\b)|accounts?|passwords?|roles?|admins?|administrators?|"
    r"authenticat\w+|authori[sz]\w+|jwt|oauth|permissions?|"
    r"(?:their|his|her|my)\s+own|see(?:s)?\s+own|only\s+(?:an?\s+|"
    r"the\s+)?\w+(?:\s+\w+){0,3}\s+(?:can|may|is|are|should|must|sees?|reads?|edits?|manages?|"
    r"approves?|deletes?)\b|users?\b|members\s+(?:can|may)|"
    r"as\s+an?\s+\w+,?\s+i\b|(?:anyone|anybody|everyone|everybody)\s+can|public(?:ly)?\b|"
    r"their\s+(?:\w+\s+)?(?:profile))",
    re.I,
)
_SAME_ACCOUNT = re.compile(
    r"(?P<people>[\w ,/]+?)\s+are\s+(?:both\s+|all\s+)?(?:just\s+|simply\s+|"
    r"really\s+)?(?:the\s+same\s+(?:kind\s+of\s+|type\s+of\s+)?)?(?P<what>users?|accounts?|people|"
    r"members|persons?)\b",
    re.I,
)
_GENERIC = ("user", "account", "member", "person", "employee", "profile", "staff member", "customer")


def find_people(source: Source, notebook: Notebook) -> None:
    """Notes whether callers sign in, which entity is the account, and which nouns are people with an account."""
    text = " . ".join(
        s.text if not s.actor else f"as a {s.actor}, i {s.text}" for s in source.statements if not s.excluded
    )
    notebook.signed_in = bool(_SIGNING_IN.search(text))
    same = _SAME_ACCOUNT.search(without_brackets(text))
    found = notebook.exact(("user",)) or notebook.exact(("account",))
    if same and len(same["people"].split()) < 9:
        found = found or notebook.exact(notebook.registers) or notebook.declare(("user",), 3)
        for name in re.split(r"\s*,\s*|\s+and\s+|\s*/\s*", same["people"].strip()):
            words = phrase(name).words
            if words and found and nouns.is_person(words[-1]):
                notebook.aliases[key(words)] = key(found.words)
                notebook.entities.pop(key(words), None)
    if found is None:
        for actor in notebook.actors if not notebook.signed_in else ():
            notebook.declare(tuple(actor.split()), 1)
        return
    notebook.user = found
    for alias in ("person", "people", "user"):
        if key(alias) not in notebook.entities:
            notebook.aliases[key(alias)] = key(found.words)
    for actor in notebook.actors:
        words = tuple(actor.split())
        known = notebook.entities.get(key(words))
        if known is None:
            notebook.aliases.setdefault(key(words), key(found.words))


def choose_account(notebook: Notebook) -> Entity | None:
    """After reading: the entity that people sign in as, replacing the stand-in; None where nobody signs in."""
    if not notebook.signed_in:
        return None
    if notebook.user is not None and not notebook.user.inferred:
        return notebook.user
    fit = [e for e in notebook.entities.values() if _can_sign_in(e)]
    named = [e for e in fit if e.name.lower() in {n.replace(" ", "") for n in _GENERIC}]
    others = [
        a
        for a in notebook.actors
        if a not in {"visitor", "person"} and not (len(fit) == 1 and notebook.find(tuple(a.split())) is fit[0])
    ]
    sole = fit[0] if len(fit) == 1 and not others else None
    chosen = notebook.registering or (named[0] if len(named) == 1 else sole)
    if chosen is not None:
        return chosen
    added = notebook.declare(("user",), 1)
    if added is not None:
        added.inferred = True
    return added


def settle_account(notebook: Notebook, account: Entity | None) -> None:
    """Puts the account in the place of its stand-in."""
    kept = []
    for link in notebook.links:
        if ACCOUNT in (link.child, link.parent):
            if account is None:
                continue
            link.child = account.name if link.child == ACCOUNT else link.child
            link.parent = account.name if link.parent == ACCOUNT else link.parent
        mine = account is not None and link.parent == account.name and link.child != account.name
        link.caller = mine and (link.caller or link.acted) and link.kind is not Kind.MANY_TO_MANY
        kept.append(link)
    notebook.links = kept


def link_profiles(notebook: Notebook, account: Entity | None, people: list[str]) -> None:
    """Gives the people who act, and are models beside the account, an optional account of their own."""
    if account is None:
        return
    for name in dict.fromkeys(people):
        entity = notebook.exact(tuple(name.split()))
        if (
            entity is None
            or entity is account
            or any(link.parent == account.name for link in notebook.parents(entity.name))
        ):
            continue
        if nouns.is_person(entity.words[-1]):
            notebook.link(entity, account, "user", kind=Kind.ONE_TO_ONE, required=False)


def _can_sign_in(entity: Entity) -> bool:
    typed = next((t for n, t in entity.fields.items() if n.lower().endswith("email")), None)
    return typed is not None and typed.field.required and nouns.is_person(singular(entity.words[-1]))
