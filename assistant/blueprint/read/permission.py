"""Who a brief says may do what, as it says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.blueprint.access import Operation
from assistant.blueprint.names import label, singular
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.headed import label_words
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Notebook
from assistant.blueprint.read.occurrence import event_noun
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.read.statement import Source
from assistant.blueprint.read.telling import told_plainly

PUBLIC, SIGNED_IN, NOBODY = "public", "signed in", "nobody"
_ANYBODY = re.compile(
    r"\b(?:anyone|anybody|everyone|everybody|visitors?|the\s+public|public|guests?\s+without|strangers?|the\s+world)\b",
    re.I,
)
_KNOWN = re.compile(r"\b(?:logged[- ]in|signed[- ]in|authenticated|registered|with\s+an\s+account)\b", re.I)
_OWN = re.compile(
    r"\b(?:own|theirs|their|his|her|my|our|themselves|made\s+(?:with|by)\s+them|"
    r"(?:given|allocated|assigned|shared|sent)\s+(?:to|with)\s+(?:them|him|her|me)|each\s+other's|one\s+another's|others'|other\s+people's|they\s+\w+ed)\b",
    re.I,
)
_OWNER = re.compile(r"\b(?:author|owner|creator|sender|poster|uploader|writer|organi[sz]er)\b", re.I)
_WITH_ROLE = re.compile(r"\b(?:with|having|in|of)\s+(?:the\s+)?roles?\s+(?:of\s+)?(?:an?\s+)?(?P<roles>[\w, ]+)", re.I)
_VISIBLE = re.compile(
    r"(?P<what>[\w' -]*?)\s*\b(?:is|are|stays?|remains?|must\s+be|should\s+be|can\s+be\s+(?:seen|"
    r"read|viewed)|(?:is|are)\s+readable)\s*(?P<only>only\s+)?"
    r"(?:publicly\s+visible|public(?:ly)?\b|private\b|(?:visible|shown|readable|accessible|"
    r"available|open)?\s*(?:only\s+)?(?:to|by|for)\s+(?P<who>(?:only\s+)?(?:the\s+|their\s+|"
    r"its\s+)?[\w ]+?))"
    r"(?:\s+(?P<after>only)|$|[,.;]|\s+and\b|\s+but\b)",
    re.I,
)
_HIDDEN = re.compile(
    r"(?P<what>[\w' -]+?)\s+(?:is|are|must|should|shall|may|can|will|stay|remain)(?:\s+be)?\s*"
    r"(?:n't|never|not|hidden)\s*(?:be\s+)?(?:(?:shown|visible|seen|readable|accessible|displayed|available)\s+)?"
    r"(?:to|by|from|for)\s+(?P<who>[\w ]+?)(?=$|[,.;()])",
    re.I,
)
_KEPT = re.compile(
    r"(?:^|[,;]\s*|\band\s+)(?P<what>[\w' -]+?)\s+(?:(?:is|are)\s+never|"
    r"(?:can|must|may|should|shall)\s*(?:not|never|n't)\s+be|cannot\s+be|can't\s+be)"
    r"\s+(?P<deeds>(?:(?:deleted|removed|edited|changed|modified|updated|altered)(?:\s*,\s*|\s+(?:or|and|nor)\s+)?)+)(?=$|[,.;]|\s+(?:by\s+(?:anyone|anybody)|at\s+all|ever|later|afterwards)\b)",
    re.I,
)
_EVERY = re.compile(r"\b(?:all|any|every|everyone's|everybody's|each\s+other's|one\s+another's|others'?|other)\b", re.I)
_ALL = re.compile(r"^(?:everything|all|anything|all\s+of\s+(?:it|this|that|them))\b", re.I)


@dataclass(frozen=True)
class Permission:
    """`who` holds PUBLIC, SIGNED_IN or nouns for people; `entities` names models, empty for all of them.

    `states` are the adjectives before the model ('published'). `own` narrows to what belongs to the people.
    `denied` says that they may not; of NOBODY, that nobody may. `every` says that it is not about their own alone.
    """

    who: tuple[str, ...]
    operations: tuple[Operation, ...]
    entities: tuple[str, ...] = ()
    own: bool = False
    only: bool = False
    states: tuple[str, ...] = ()
    definite: bool = False
    verb: str = ""
    told: bool = True
    denied: bool = False
    also: tuple[str, ...] = ()
    every: bool = False


def read_permissions(source: Source, notebook: Notebook) -> list[Permission]:
    """Every permission that the statements in scope give."""
    found: list[Permission] = []
    topic: Entity | None = None
    last = ""
    known = frozenset(role.lower() for role in notebook.roles)
    for statement in source.statements:
        if statement.excluded:
            continue
        words = label_words(statement)
        topic = (notebook.find(words) if words else None) or topic
        found += _visible(_SHORT.sub(r"\1 \2 are visible only to ", statement.text), notebook, topic)
        found += _forbidden(statement.text, notebook, topic)
        for clause in clauses(told_plainly(statement.text, statement.label, known)):
            if re.fullmatch(r"they|he|she|these|those", clause.subject, re.I) and last:
                clause = replace(clause, subject=last)
            elif _who(clause.subject, known):
                last = clause.subject
            subject = notebook.find(phrase(without_brackets(clause.subject)).words)
            given = _permission(clause, notebook, topic, known)
            if given is not None:
                found.append(given)
            named = _entities(clause.object, notebook, None)
            topic = named[-1] if named else subject if subject is not None and subject.name != ACCOUNT else topic
    return found


_SHORT = re.compile(r"(,|;|\band|\bbut)\s+(\w+)\s+only\s+(?:for|to)\s+", re.I)
_CHANGES = {"deleted": Operation.DELETE, "removed": Operation.DELETE}


def _forbidden(text: str, notebook: Notebook, topic: Entity | None) -> list[Permission]:
    """'internal comments are never shown to customers', 'invoices are never deleted'."""
    found: list[Permission] = []
    for match in _HIDDEN.finditer(text):
        entities = _entities(match["what"], notebook, topic) or ([topic] if topic is not None else [])
        who = people_of(match["who"], notebook)
        states = _states(match["what"], entities[0]) if entities else ()
        if who and entities and (states or "hidden" not in match[0]):
            name = entities[0].name
            found.append(Permission(who, (Operation.READ,), (name,), states=states, denied=True))
    for match in _KEPT.finditer(without_brackets(text)):
        words = phrase(match["what"]).words
        entity = (
            topic if re.fullmatch(r"it|they", match["what"].strip(), re.I) else notebook.find(words) if words else None
        )
        if entity is not None and not entity.soft_delete:
            deeds = re.findall(r"\w+ed\b", match["deeds"].lower())
            operations = tuple(dict.fromkeys(_CHANGES.get(deed, Operation.UPDATE) for deed in deeds))
            states = _states(match["what"], entity)
            found.append(Permission((NOBODY,), operations, (entity.name,), states=states, denied=True))
    return found


def _visible(text: str, notebook: Notebook, topic: Entity | None) -> list[Permission]:
    """'published courses are public', 'drafts are visible to their creator only', 'reading is public'."""
    found: list[Permission] = []
    for match in _VISIBLE.finditer(without_brackets(text)):
        what, whom = match["what"].strip(), (match["who"] or "").strip()
        if re.search(r"\bprivate\b", match[0]) or (not whom and "public" not in match[0].lower()):
            continue
        if re.fullmatch(r"(?:reading|browsing|viewing|read\s+access)", what, re.I):
            found.append(Permission((PUBLIC,) if not whom else _who(whom), (Operation.READ,)))
            continue
        entities = _entities(re.sub(r"^.*\b(?:and|only|but)\s+", "", what), notebook, topic)
        entities = entities or _in_state(what, notebook)
        if not entities:
            continue
        states = _states(what, entities[0])
        who = (PUBLIC,) if not whom or _ANYBODY.search(whom) else _who(whom)
        if who and (who == (PUBLIC,) or _OWNER.search(whom) or nouns.is_person(who[0])):
            found.append(
                Permission(
                    who,
                    (Operation.READ,),
                    (entities[0].name,),
                    own=bool(_OWN.search(whom)),
                    states=states,
                    definite=True,
                )
            )
    return found


def _permission(clause: Clause, notebook: Notebook, topic: Entity | None, known: frozenset[str]) -> Permission | None:
    who = _who(clause.subject, known | _signing(notebook) | _privileged(clause, notebook))
    if not who or not clause.verb or clause.verb == "be" or clause.passive:
        return None
    own = bool(_OWN.search(clause.object)) or bool(
        _OWNER.search(clause.subject) and re.match(r"(?:only\s+)?(?:the|its|their)\b", clause.subject, re.I)
    )
    denied = clause.negated and not (own and clause.verb in verbs.READING)
    if denied and (own or clause.modal not in {"can't", "cannot", "can", "may", "must", "should", "shall", "could"}):
        return None
    operations = _operations(clause)
    if denied and (
        re.search(r"\b(?:more|than|over|until|before|after|once|twice|same|unless|while|if|when)\b|\d", clause.object)
        or clause.lead
    ):
        return None
    allowed = clause.modal in {"can", "may", "must", "should", "shall", "could"} or clause.only or own or clause.negated
    allowed = (
        allowed
        or clause.verb in verbs.READING | verbs.ALL_OF_IT | verbs.UPDATING | verbs.DELETING
        or clause.verb in verbs.CREATING | verbs.MAKING
        or clause.verb in verbs.NOUN_OF_ACTION
    )
    if not allowed or not operations:
        return None
    entities = _object(clause, notebook, topic)
    everything = bool(_ALL.match(clause.object)) and not entities
    if not entities and not everything:
        return None
    return Permission(
        who,
        operations,
        tuple(e.name for e in entities),
        own,
        clause.only or bool(re.search(r"\bonly\b", clause.object)),
        _states(clause.object, entities[0]) if entities else (),
        definite=bool(re.match(r"(?:only\s+)?(?:the|its|their)\b", clause.subject, re.I)),
        verb=clause.verb,
        told=clause.modal not in {"", "will"} or clause.only or own,
        denied=denied,
        also=clause.also,
        every=bool(_EVERY.search(clause.object)),
    )


def people_of(text: str, notebook: Notebook) -> tuple[str, ...]:
    """The people that a subject names, as the brief calls them in the singular; () where it names none."""
    return _who(text, frozenset(role.lower() for role in notebook.roles) | _signing(notebook))


def _signing(notebook: Notebook) -> frozenset[str]:
    """Models that are people because they have an email address: 'permit holder'."""
    return frozenset(label(e.name) for e in notebook.entities.values() if "email" in e.fields)


def _privileged(clause: Clause, notebook: Notebook) -> frozenset[str]:
    """Whoever alone may do something is a person: 'only registrars may ...'."""
    words = phrase(re.sub(r"^only\s+", "", clause.subject, flags=re.I)).words
    named = notebook.exact(words) if words else None
    alone = clause.only and bool(clause.modal) and bool(re.match(r"only\b", clause.subject, re.I))
    return frozenset({" ".join(words)}) if alone and words and named is None else frozenset()


def _who(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The people that a subject names; () where it names none."""
    with_role = _WITH_ROLE.search(text)
    if with_role:
        return tuple(r for part in re.split(r",|\bor\b|\band\b", with_role["roles"]) if (r := enum_value(part).lower()))
    if _KNOWN.search(text):
        return (SIGNED_IN,)
    if _ANYBODY.search(text):
        return (PUBLIC,)
    names: list[str] = []
    text = re.sub(
        r"\b(?:of|from|in)\s+(?:the|an?|their|its)\b.*$", "", re.sub(r"^only\s+", "", text.strip(), flags=re.I)
    )
    for part in re.split(r",|/|\band\b|\bor\b", without_brackets(text)):
        words = phrase(re.sub(r"\bonly\b", "", part)).words
        if not words:
            continue
        name = " ".join(w for w in words if w not in {"staff", "user", "account", "role"} or len(words) == 1)
        people = nouns.is_person(words[-1]) or words[-1] in {"rep", "people", "person"} or part.strip().isupper()
        if re.search(r"\bpermissions?\b", part):
            continue
        if people or {name, words[-1], singular(name)} & known:
            names.append(singular(name))
    return tuple(names)


def _operations(clause: Clause) -> tuple[Operation, ...]:
    found: list[Operation] = []
    for verb in (clause.verb, *clause.also):
        if verb in verbs.ALL_OF_IT or (verb == "have" and "access" in clause.object):
            seen = (
                []
                if clause.verb == "manage" and not clause.only and not _ALL.match(clause.object)
                else [Operation.READ]
            )
            found += [*seen, Operation.CREATE, Operation.UPDATE, Operation.DELETE]
        elif verb == "list" and clause.modal in {"", "will"}:
            found.append(Operation.CREATE)
        elif verb in verbs.READING:
            found.append(Operation.READ)
        elif verb in verbs.DELETING:
            found.append(Operation.DELETE)
        elif verb in verbs.UPDATING:
            found.append(Operation.UPDATE)
        elif verb in verbs.CREATING | verbs.MAKING or verb in verbs.NOUN_OF_ACTION or verb in {"sign-up", "submit"}:
            found.append(Operation.CREATE)
    return tuple(dict.fromkeys(found))


def _object(clause: Clause, notebook: Notebook, topic: Entity | None) -> list[Entity]:
    named = _entities(clause.object, notebook, topic)
    noun = event_noun(clause, named[0] if named else None)
    event = notebook.exact(noun) if noun else None
    if event is not None and (clause.verb not in verbs.MAKING or event.name in notebook.events):
        return [event]
    if not named and not without_brackets(clause.object):
        stem = clause.verb[:5]
        return [
            e
            for e in notebook.entities.values()
            if any(
                stem in name.lower() or (clause.verb == "grade" and name in {"points", "score", "feedback"})
                for name in e.fields
            )
        ]
    return named


def _entities(text: str, notebook: Notebook, topic: Entity | None) -> list[Entity]:
    """The models that the object of a clause names; 'it' and 'theirs' stand for the topic."""
    bare = re.sub(
        r"\b(?:without|so\s+that|because|when|if|until|unless|except)\b.*$", "", without_brackets(text), flags=re.I
    )
    if re.match(
        r"(?:it|them|those|this|theirs|all|only\s+(?:their|his)\s+own|(?:their|his|her)\s+own)\s*(?:,|$)", bare, re.I
    ):
        return [topic] if topic is not None else []
    found: list[Entity] = []
    for part in re.split(r",|/|\band\b|\bor\b|\+", bare):
        part = re.sub(r"\s*\bper\s.*$", "", part)
        part = re.sub(r"^\s*(?:up|in|on|for|to|at|with|of|only|all|any|the)\s+", "", part)
        words = phrase(re.sub(r"\b(?:own|their|his|her|my|all|every|any)\b", " ", part)).words
        entity = (notebook.find(words) or _asked_for(notebook, words)) if words else None
        if entity is not None and entity.name != ACCOUNT and entity not in found:
            found.append(entity)
    if not found and topic is not None and re.search(r"\b(?:it|them|theirs|those)\b", bare, re.I):
        return [topic]
    return found


def _asked_for(notebook: Notebook, words: tuple[str, ...]) -> Entity | None:
    """'leave requests', or 'requests' alone, are what people ask for and somebody approves."""
    if words[-1] not in {"request", "application", "claim"}:
        return None
    if len(words) > 1:
        return notebook.exact(words[:-1])
    decided = [
        e
        for e in notebook.entities.values()
        if any({"APPROVED", "REJECTED", "ACCEPTED"} & set(t.values) for t in e.fields.values())
    ]
    return decided[0] if len(decided) == 1 else None


def _in_state(text: str, notebook: Notebook) -> list[Entity]:
    """'drafts' are what can be a draft."""
    last = enum_value(singular(text.split()[-1].lower())) if text.split() else ""
    return [e for e in notebook.entities.values() if any(last in t.values for t in e.fields.values())][:1]


def _states(text: str, entity: Entity) -> tuple[str, ...]:
    """The states of the model that stand before its name: 'published' in 'browse published events'."""
    values = {v for typed in entity.fields.values() for v in typed.values}
    flags = {enum_value(name) for name, typed in entity.fields.items() if typed.field.type == "Boolean"}
    flags |= {f.removeprefix("IS_") for f in flags}
    said = [enum_value(word) for word in re.findall(r"[A-Za-z-]+", text)]
    return tuple(
        dict.fromkeys(
            word if word in values | flags else singular(word)
            for word in said
            if word in values | flags or enum_value(singular(word.lower())) in values
        )
    )
