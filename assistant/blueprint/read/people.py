"""Who acts in a brief: the account, and the roles that people have."""

from __future__ import annotations

import re

from assistant.blueprint.access import Operation
from assistant.blueprint.names import singular, words
from assistant.blueprint.read.belonging import OWNERS
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Link, Notebook, key
from assistant.blueprint.read.permission import PUBLIC, SIGNED_IN, Permission
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.read.statement import Source
from assistant.blueprint.relation import Kind

_SIGNING_IN = re.compile(
    r"\b(?:log(?:ged)?[- ]?in|login|sign(?:s|ed)?[- ]?(?:up|in)\b(?!\s+for)|register(?:s|"
    r"ed)?\b(?!\s+(?:for|number|by|in|\w+\s+for)\b)|accounts?|passwords?|roles?|admins?|administrators?|"
    r"authenticat\w+|authori[sz]\w+|jwt|oauth|permissions?|"
    r"only\s+\w+s\s+(?:add|create|edit|update|change|delete|remove|manage|see|read|write)\b|"
    r"(?!(?:system|api|app|we|you|i)\s)\w+\s+(?:(?:approves?|rejects?|decides?\s+on)\s+(?:the|or|every)|sees?\s+(?:all|only))\b|"
    r"(?:their|his|her|my)\s+own|see(?:s)?\s+own|only\s+(?:an?\s+|"
    r"the\s+)?\w+(?:\s+\w+){0,3}\s+(?:can|may|is|are|should|must|sees?|reads?|edits?|manages?|"
    r"approves?|deletes?)\b|users?\b|members\s+(?:can|may)|"
    r"as\s+an?\s+\w+,?\s+i\b|(?:anyone|anybody|everyone|everybody)\s+can|public(?:ly)?\b|"
    r"their\s+(?:\w+\s+)?(?:profile))",
    re.I,
)
_REGISTERING = re.compile(
    r"(?:^|[,;.]\s*|\band\s+)(?:(?:the|all|new|any|an?)\s+)*(?P<who>[a-z]+(?:\s[a-z]+)?)\s+"
    r"(?:(?:can|may|must|will|should|have\s+to)\s+)?(?:first\s+)?(?:be\s+(?:logged|signed)\s+in\b|log\s+in\b|"
    r"(?:register|sign\s*-?up|create\s+(?:an\s+|their\s+)?accounts?)s?\b"
    r"(?=\s*(?:$|[,.;(]|(?:and|or|with|via|using|by|themselves|before|first|online)\b)))",
    re.I,
)
_SAME_ACCOUNT = re.compile(
    r"(?P<people>[\w ,/]+?)\s+are\s+(?:both\s+|all\s+)?(?:just\s+|simply\s+|"
    r"really\s+)?(?:the\s+same\s+(?:kind\s+of\s+|type\s+of\s+)?)?(?P<what>users?|accounts?|people|"
    r"members|persons?)\b(?!\s+(?:with|who|having|whose)\b)",
    re.I,
)
_ANY_ACCOUNT = frozenset({"user", "person", "account", "people"})
_LOOKED_AFTER = frozenset("employee worker staff student pupil patient resident".split())
"""Accounts whose records are made for them where the brief knows other people."""
_GENERIC = ("user", "account", "member", "person", "employee", "profile", "staff member", "customer")


def find_people(source: Source, notebook: Notebook) -> None:
    """Notes whether callers sign in, which entity is the account, and which nouns are people with an account."""
    text = " . ".join(
        s.text if not s.actor else f"as a {s.actor}, i {s.text}" for s in source.statements if not s.excluded
    )
    notebook.signed_in = bool(_SIGNING_IN.search(text))
    notebook.registrant = _registrant(source)
    same = _SAME_ACCOUNT.search(without_brackets(text))
    found = notebook.exact(("user",)) or notebook.exact(("account",))
    member = notebook.exact(phrase(same["what"]).words) if same else None
    if same and member is not None and member is not found and len(same["people"].split()) < 9:
        for name in re.split(r"\s*,\s*|\s+and\s+|\s*/\s*", same["people"].strip()):
            words = phrase(name).words
            if words and nouns.is_person(words[-1]) and key(words) != key(member.words):
                notebook.aliases[key(words)] = key(member.words)
                notebook.entities.pop(key(words), None)
    elif same and len(same["people"].split()) < 9:
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


def _registrant(source: Source) -> str:
    """What the brief calls those who register: 'member' of 'Members register and log in'; '' where it doesn't say."""
    for statement in source.statements:
        found = None if statement.excluded else _REGISTERING.search(without_brackets(statement.text))
        words = phrase(found["who"]).words if found else ()
        if words and words[-1] not in {"user", "people", "person"} and nouns.is_person(words[-1]):
            return " ".join(words)
    return ""


def find_owners(source: Source, notebook: Notebook) -> None:
    """Gives what somebody owns an owner: 'the author of a post', 'their own notes'; where nothing leads to one yet."""
    account = notebook.account()
    if account is None:
        return
    for statement in source.statements:
        text = "" if statement.excluded else statement.text
        _find_members(text, notebook, account)
        for pattern in _OWNED:
            for found in pattern.finditer(text):
                words = phrase(found["what"]).words
                entity = notebook.exact(words) or notebook.exact(words[:1]) if words else None
                if (
                    entity is None
                    or entity is account
                    or nouns.is_person(entity.words[-1])
                    or _reaches(notebook, entity.name)
                ):
                    continue
                subject = phrase(
                    re.split(r"\b(?:can|may|must|should|only|see|sees|edit|edits|manage|manages)\b", text, maxsplit=1)[
                        0
                    ]
                ).words
                doer = notebook.exact(subject) if subject else None
                if re.match(r"they\b", text, re.I) or (doer is not None and doer is not account and doer is not entity):
                    continue
                said = found.groupdict().get("who")
                whose = subject[-1] if subject and nouns.is_person(subject[-1]) and subject[-1] != "user" else ""
                usual = whose or ("author" if entity.words[-1] in _WRITTEN else "owner")
                name = singular(said.lower()) if said else usual
                notebook.link(entity, account, name, caller=True)


def _find_members(text: str, notebook: Notebook, account: Entity) -> None:
    """'Project members can ...' and 'members of a project may ...' give the project its members."""
    if any(
        e.words[-1] == "membership" or (len(e.words) > 1 and e.words[-1] == "member")
        for e in notebook.entities.values()
    ):
        return
    for found in _MEMBERS.finditer(text):
        words = phrase(found["of"] or found["what"]).words
        entity = notebook.exact(words) if words else None
        if entity is not None and entity is not account and not nouns.is_person(entity.words[-1]):
            notebook.link(entity, account, "members", kind=Kind.MANY_TO_MANY)


def _reaches(notebook: Notebook, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether links lead from an entity to somebody with an account."""
    people = {
        ACCOUNT,
        *(e.name for e in notebook.entities.values() if nouns.is_person(e.words[-1]) or "email" in e.fields),
    }
    return name in people or any(
        link.kind is not Kind.MANY_TO_MANY
        and link.parent not in seen
        and _reaches(notebook, link.parent, seen | {name})
        for link in notebook.parents(name)
    )


_MEMBERS = re.compile(
    r"\b(?:members\s+of\s+(?:an?|the|that|its)\s+(?P<of>[a-z]+)|(?P<what>[a-z]+)\s+members)\s+"
    r"(?:can|may|must|should|only|see|read|edit|manage)\b",
    re.I,
)
_WRITTEN = frozenset("post article comment story page recipe review blog entry document note poem".split())
_OWNED = (
    re.compile(
        r"\b(?P<who>author|owner|creator|organi[sz]er|uploader|poster)s?\s+of\s+(?:an?|the|each|every)\s+(?P<what>[a-z]+(?:\s[a-z]+)?)",
        re.I,
    ),
    re.compile(
        r"(?:^|[,;]\s*|\b(?:and|only|published|every|each|an?|the)\s+)(?P<what>[a-z]+)\s+(?:is|are|can|may|must)\b[^.;]{0,80}?\b(?:its|their)\s+"
        r"(?P<who>author|owner|creator|organi[sz]er|uploader)\b",
        re.I,
    ),
    re.compile(r"\b(?:their|his|her|my)\s+own\s+(?P<what>[a-z]+(?:\s[a-z]+)?)", re.I),
)


def choose_account(notebook: Notebook) -> Entity | None:
    """After reading: the entity that people sign in as, replacing the stand-in; None where nobody signs in."""
    if not notebook.signed_in:
        return None
    if notebook.user is not None and not notebook.user.inferred:
        return notebook.user
    registering = notebook.exact(tuple(notebook.registrant.split())) if notebook.registrant else None
    if registering is not None:
        return registering
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
    """Puts the account in the place of its stand-in, and under the names of those who act."""
    for actor in notebook.actors if account is not None and account.inferred else ():
        words = tuple(actor.split())
        if account is not None and notebook.find(words) is None and nouns.is_person(words[-1]):
            notebook.aliases.setdefault(key(words), key(account.words))
    kept = []
    for link in notebook.links:
        if ACCOUNT in (link.child, link.parent):
            if account is None:
                continue
            link.child = account.name if link.child == ACCOUNT else link.child
            link.parent = account.name if link.parent == ACCOUNT else link.parent
        mine = account is not None and link.parent == account.name and link.child != account.name
        ours = mine and account is not None and _is_asked_by(notebook, link, account)
        link.caller = ours or (mine and (link.caller or link.acted) and link.kind is not Kind.MANY_TO_MANY)
        kept.append(link)
    notebook.links = kept


def settle_makers(notebook: Notebook, account: Entity | None, permissions: list[Permission]) -> None:
    """Whoever creates what belongs to an account becomes its owner, unless others create it for them."""
    if account is None:
        return
    others = {p for each in permissions for p in each.who} - {*_ANY_ACCOUNT, " ".join(account.words), PUBLIC, SIGNED_IN}
    staffed = account.words[-1] in _LOOKED_AFTER and bool(others or len(notebook.roles) > 1)
    for entity in notebook.entities.values():
        mine = [
            link
            for link in notebook.parents(entity.name)
            if link.parent == account.name and link.kind is not Kind.MANY_TO_MANY
        ]
        if (
            entity is account
            or staffed
            or any(link.caller for link in mine)
            or "role" in entity.fields
            or entity.words[-1] in {"membership", "member"}
            or _made_for(entity, account, permissions)
        ):
            continue
        if not mine and not staffed and _is_shared(notebook, entity, account):
            notebook.links.append(Link(entity.name, account.name, "creator", caller=True))
            continue
        whose = [link for link in mine if link.required and words(link.name)[-1] in {*OWNERS, account.words[-1]}]
        if len(whose) == 1:
            whose[0].caller = True


def _is_shared(notebook: Notebook, entity: Entity, account: Entity) -> bool:
    """Whether an entity only lists people, so that nobody could see the first that is made: a conversation."""
    return not any(link.kind is not Kind.MANY_TO_MANY for link in notebook.parents(entity.name)) and any(
        link.kind is Kind.MANY_TO_MANY
        and (link.child, link.parent) == (entity.name, account.name)
        and link.name in {"participants", "collaborators", "members"}
        for link in notebook.links
    )


def _made_for(entity: Entity, account: Entity, permissions: list[Permission]) -> bool:
    """Whether the brief says that people of a role create these records."""
    same = {*_ANY_ACCOUNT, " ".join(account.words), PUBLIC, SIGNED_IN}
    return any(
        Operation.CREATE in p.operations and not p.own and entity.name in p.entities and not set(p.who) <= same
        for p in permissions
        if not p.denied
    )


def _is_asked_by(notebook: Notebook, link: Link, account: Entity) -> bool:
    """Whether a request or booking belongs to one person alone, who then is the one that makes it."""
    entity = notebook.by_name(link.child)
    to_account = [x for x in notebook.parents(link.child) if x.parent == account.name]
    asked = entity is not None and entity.words[-1] in _ASKED
    return asked and len(to_account) == 1 and link.required and link.explicit


_ASKED = frozenset("request claim application booking reservation order subscription enrolment enrollment".split())


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
