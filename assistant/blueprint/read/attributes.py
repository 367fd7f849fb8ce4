"""List entries given to an entity: as fields, or as links to what they name."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.field import Scalar
from assistant.blueprint.names import camel, plural, singular
from assistant.blueprint.plan import NotUnderstood
from assistant.blueprint.read.field_type import field_of
from assistant.blueprint.read.item import Item
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.lexicon.fields import SHAPES
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook, key
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.tag import lemma
from assistant.blueprint.relation import Kind

_AMOUNT_WORDS = frozenset("max min maximum minimum number total count no average how many".split())
_NOTED = re.compile(
    r"^(?:(?:an?|the|one|several|many|optional|single|multiple|another)\s+)*([a-z]+(?:\s[a-z]+)?)$", re.I
)
_ALSO = re.compile(r"^(?:an?|another|one\s+of\s+the)\s+(\w+)\s+(?:but|who|too|as\s+well|which)\b", re.I)
_SCOPED = re.compile(
    r"\bunique\s+(?:within|per|in|inside|for|across)\s+(?:(?:its|the|their|each|an?|one|every)\s+)?(\w+(?:\s\w+)?)",
    re.I,
)
_DIRECTIONS = frozenset(
    """source destination from to origin target home away old new previous next current primary secondary first second
    start end pickup dropoff parent default main departure arrival shipping billing delivery""".split()
)
_PARTIAL = "Access is decided record by record here; showing some of them to some people alone is left to do."
_DONE = {"wrote": "written", "did": "done", "took": "taken", "gave": "given"}
_CALLERS = frozenset("author owner creator requester reporter sender poster uploader submitter commenter".split())
"""Whoever creates the record becomes these."""
_CHOSEN = frozenset("chosen selected assigned required invited related linked attached involved".split())
_CLOCK_ENDS = frozenset({("from",), ("to",), ("start",), ("end",), ("until",), ("opens",), ("closes",)})
_NO_PEOPLE = frozenset({"user agent", "user name", "customer number", "client id", "user id"})
"""Names that end or begin with a person and mean none."""
_GROUPS = frozenset("address location coordinates dimensions contact name price date dates times".split())


def give(notebook: Notebook, entity: Entity, entries: list[Item], *, optional: bool = False) -> None:
    """Adds each entry to the entity."""
    weekly = any(
        entry.words[-1:] == ("weekday",) or entry.name.startswith("day of") or entry.words == ("date",)
        for entry in entries
    )
    for entry in entries:
        if weekly and entry.words in _CLOCK_ENDS:
            entry = replace(entry, words=(*entry.words, "time"), hint="time")
        if optional and entry.optional is None:
            entry = replace(entry, optional=True)
        _give(notebook, entity, entry)


def _give(notebook: Notebook, entity: Entity, entry: Item) -> None:
    if entry.parts and entry.words and entry.words[-1] in _GROUPS and notebook.exact(entry.words) is None:
        give(notebook, entity, list(entry.parts), optional=entry.optional is True)
        return
    account = notebook.account() or notebook.exact(("person",))
    if (
        account is None
        and len(entry.words) == 2
        and entry.words[0] == "who"
        and (found := doer(notebook, entry.words[1], entity)) is not None
    ):
        together = entry.words[1] in _TOGETHER
        kind = Kind.MANY_TO_MANY if together else Kind.MANY_TO_ONE
        name = "attendees" if together else camel(" ".join(found.words))
        notebook.link(entity, found, name, kind=kind, required=entry.optional is not True)
        return
    if (
        account is not None
        and len(entry.words) > 1
        and entry.words[0] == "who"
        and re.match(r"\w+(?:ed|en|id|ade)$", entry.words[1])
    ):
        notebook.link(entity, account, f"{entry.words[1]}By", required=entry.optional is not True, second=True)
        return
    done = re.match(r"(?:the\s+)?\w+(?:\s\w+)?\s+who\s+(?P<verb>\w+)\b", entry.text, re.I)
    by = entry.words[:-1] if entry.words[-1:] == ("by",) and len(entry.words) == 2 and not entry.hint else ()
    if done and re.fullmatch(r"\w+ed|wrote|made|did|took|gave|sent|found", done["verb"].lower()):
        by = (_DONE.get(done["verb"].lower(), done["verb"].lower()),)
    if entry.words in {("by", "whom"), ("whom",), ("who",)} and not entry.values:
        by = ("done",)
        if account is None and (only := doer(notebook, "", entity)) is not None:
            notebook.link(entity, only, required=entry.optional is not True)
            return
    if account is not None and by:
        notebook.link(entity, account, camel(f"{by[0]} by"), required=entry.optional is not True, second=True)
        return
    target = target_of(notebook, entry, entity)
    if target is not None and (not entry.values or entry.many) and not entry.boolean:
        _refer(notebook, entity, entry, target)
        if entry.parts and target is not entity:
            give(notebook, target, list(entry.parts))
        return
    if entry.words in {("role",), ("roles",)} and entry.values and notebook.is_account(entity):
        notebook.roles.extend(entry.values)
        return
    hidden = re.search(
        r"\b(?:never\s+shown|not\s+(?:be\s+)?(?:shown|visible)|hidden|only\s+(?:visible|shown))\b.*", entry.remark, re.I
    )
    if hidden:
        notebook.unplaced.append(NotUnderstood(sentence=f"{entry.name}: {entry.remark}", why=_PARTIAL))
    if len(entry.words) == 2 and entry.words[1] in {"status", "state", "type"} and entry.words[0] == entity.words[-1]:
        entry = replace(entry, words=entry.words[1:])
    typed = field_of(entry, entity.name)
    scoped = _SCOPED.search(entry.remark)
    scope = (notebook.find(scoped[1].lower()) or notebook.find(scoped[1].lower().split()[0])) if scoped else None
    if scope is not None and typed is not None:
        notebook.link(entity, scope)
        entity.unique.append((camel(" ".join(scope.words)), typed.field.name))
    if typed is None or typed.field.name == camel(entity.name) or len(entry.words) > 5:
        return
    old = entity.fields.get(typed.field.name)
    if old is None or (typed.values and not old.values):
        entity.fields[typed.field.name] = typed
    elif entry.unique:
        entity.fields[old.field.name] = replace(old, field=old.field.model_copy(update={"unique": True}))


_CREDITED = {("artist",), ("composer",), ("director",), ("narrator",), ("publisher",)}
"""Who made a work is a name, unless the brief keeps them as things of their own."""
_CIRCLES = frozenset("follower followers contacts partners mentors mentees members".split())
"""Whom people have around them who are people with an account, too."""
_TOGETHER = frozenset("attended participated came joined turned".split())


def doer(notebook: Notebook, verb: str, entity: Entity) -> Entity | None:
    """Whom 'who picked it' means: the pickers, or the only people that there are; None where several fit."""
    base = lemma(verb) or verb.removesuffix("ed")
    people = [e for e in notebook.entities.values() if nouns.is_person(e.words[-1]) and e is not entity]
    named = [e for e in people if e.words[-1] in {f"{base}er", f"{base}r", f"{base}or"}]
    found = named or people
    return found[0] if len(found) == 1 else None


def target_of(notebook: Notebook, entry: Item, entity: Entity) -> Entity | None:
    """What an entry refers to: an entity, the account (for 'assignee', 'author' and such), or nothing."""
    words = entry.words
    if not words or _AMOUNT_WORDS & set(words[:-1]) or entry.boolean:
        return None
    if entry.refers:
        named = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", entry.refers)
        if (pointed := notebook.find(phrase(named).words)) is not None:
            return pointed
    for remark in re.split(r"\s*[,;]\s*", entry.remark) if not entry.values else ():
        noted = _NOTED.match(remark) or _ALSO.match(remark)
        meant = notebook.exact(phrase(noted[1]).words) if noted else None
        if meant is not None and meant is not entity:
            return meant
    found = notebook.exact(words)
    if found is entity and not entry.many:
        return None
    if found is not None:
        return found
    if "of" in words[1:] and entry.many and (whole := notebook.exact(words[: words.index("of")])) is not None:
        return whole
    if entry.name in _NO_PEOPLE:
        return None
    if words[0] in _CHOSEN and (meant := notebook.exact(words[1:])) is not None:
        return meant
    for cut in range(1, len(words)) if "of" not in words else ():
        tail = notebook.find(words[cut:]) if words[0] in _DIRECTIONS else notebook.exact(words[cut:])
        if tail is not None and not entry.hint:
            return tail
    if len(words) == 2 and words[-1] == "by" and words[0].endswith(("ed", "en", "id")) and not entry.values:
        return notebook.account()
    if words in _CREDITED:
        return None
    if words == ("author",) and entity.words[-1] in nouns.PUBLISHED:
        return None
    if len(words) > 1 and re.match(r"(?:concerned|involved|affected|coming|going|leaving|responsible|in)$", words[1]):
        return notebook.exact(words[:1])
    if words[-1] in nouns.ROLE_RELATIONS and len(words) <= 2 and not entry.hint:
        return notebook.account()
    if len(words) == 1 and key(words) in nouns.PEOPLE and not entry.hint and not entry.values:
        return notebook.account()
    if key(words[-1:]) in nouns.PEOPLE and (
        entry.counted or re.match(r"(?:an?|the|one|at most one)\s", entry.text, re.I)
    ):
        return notebook.account()
    near = notebook.find(words) if len(words) == 1 else None
    return near if near is not None and near is not entity and not _is_attribute(entry) else None


def _is_attribute(entry: Item) -> bool:
    typed = field_of(entry, "X")
    return typed is not None and (typed.field.type != Scalar.STRING.value or bool(typed.field.format))


def _refer(notebook: Notebook, entity: Entity, entry: Item, target: Entity) -> None:
    own = (
        key(entry.words[-len(target.words) :])
        in {key(target.words), *(a for a, k in notebook.aliases.items() if k == key(target.words))}
        and target.name != ACCOUNT
    )
    plain = own and len(entry.words) <= len(target.words)
    name = (
        camel(" ".join(target.words)) if plain and entry.words[-1] not in nouns.PEOPLE else camel(" ".join(entry.words))
    )
    required = entry.optional is not True
    roles = target is entity and notebook.is_account(entity) and nouns.is_person(singular(entry.words[-1]))
    if roles and entry.words[-1] not in _CIRCLES and entry.many:
        return
    if entry.many:
        chosen = (
            entry.chosen
            or entry.words[0] in _CHOSEN
            or entry.words[0] == "co"
            or (key(entry.words) != key(target.words) and not own)
        )
        if chosen or is_mutual(target.words) or target is entity or entity.words[-1] in nouns.COLLECTIONS:
            notebook.link(entity, target, camel(plural(" ".join(entry.words))), kind=Kind.MANY_TO_MANY)
        elif target.name != ACCOUNT and not notebook.is_account(target):
            target.ordered |= entry.ordered
            notebook.link(target, entity, cascade=True)
        else:
            notebook.link(entity, target, camel(plural(" ".join(entry.words))), kind=Kind.MANY_TO_MANY)
        return
    back = (
        next((x for x in notebook.links if x.child == target.name and x.parent == entity.name), None) if own else None
    )
    if back is not None:
        if re.match(r"(?:exactly|at\s+most|only|up\s+to)\s+one\b", entry.text, re.I) and back.kind is Kind.MANY_TO_ONE:
            back.kind = Kind.ONE_TO_ONE
        return
    account = target.name == ACCOUNT or notebook.is_account(target)
    notebook.link(
        entity,
        target,
        name,
        caller=account and required and entry.words[-1] in _CALLERS,
        required=required and target is not entity,
        kind=Kind.ONE_TO_ONE
        if entry.unique or _is_profile(notebook, entity, entry, target) or _once_per(notebook, entity, entry, target)
        else Kind.MANY_TO_ONE,
    )


def _once_per(notebook: Notebook, entity: Entity, entry: Item, target: Entity) -> bool:
    """'Booking - time slot (at most one booking per slot)'."""
    each = re.match(
        r"(?:each|every|an?|one)\s+(?P<of>[a-z]+)\s+(?:[a-z]+\s+){1,2}(?:exactly|only|at\s+most|"
        r"just)\s+one$",
        entry.remark,
        re.I,
    )
    if each is not None:
        return notebook.find(each["of"].lower()) is target
    said = re.match(
        r"(?:(?:only|exactly|at\s+most)\s+)?one\s+(?P<what>[a-z]+)\s+(?:per|for\s+each)\s+(?P<of>[a-z]+)$",
        entry.remark,
        re.I,
    )
    return (
        said is not None
        and notebook.find(said["what"].lower()) is entity
        and notebook.find(said["of"].lower()) is target
    )


def _is_profile(notebook: Notebook, entity: Entity, entry: Item, target: Entity) -> bool:
    """Whether 'Sitter: user, ...' says that a person has an account."""
    return (
        notebook.is_account(target) and entry.words in {("user",), ("account",)} and nouns.is_person(entity.words[-1])
    )


def is_mutual(words: tuple[str, ...]) -> bool:
    """Whether 'has several of these' most likely goes both ways."""
    return bool(words) and (key(words[-1:]) in nouns.VOCABULARY or words[-1] in nouns.VOCABULARY)


def looks_scalar(words: tuple[str, ...]) -> bool:
    """Whether a phrase names an attribute ('text', 'due date') rather than a thing."""
    if not words:
        return False
    entry = Item(text=" ".join(words), words=words)
    return (
        _is_attribute(entry)
        or any(pattern.search(entry.name) for pattern, _ in SHAPES)
        or words[-1] in {"name", "title"}
    )
