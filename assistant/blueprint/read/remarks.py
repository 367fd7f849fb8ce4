"""Things that sentences say about fields and models in set phrases: uniqueness, emptiness, deletion, audit."""

from __future__ import annotations

import re

from assistant.blueprint.names import camel, plural, singular
from assistant.blueprint.read.attributes import give
from assistant.blueprint.read.field_type import Typed, field_of
from assistant.blueprint.read.item import Item, items
from assistant.blueprint.read.notebook import Entity, Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.relation import Kind

_UNIQUE = re.compile(
    r"\b(?P<field>[a-z][\w-]*(?:\s[a-z][\w-]*){0,3}?)\s+(?:(?:is|are|must\s+be|has\s+to\s+be|"
    r"have\s+to\s+be|should\s+be|shall\s+be)\s+)?(?:also\s+|always\s+|obviously\s+)?"
    r"unique\b(?!\s+(?:code|name|number|id|slug|key|email|identifier))(?:\s*(?:within|per|inside|"
    r"in|for|across|among)\s+(?:(?:its|the|their|each|an?|one|every)\s+)?(?P<scope>\w+))?",
    re.I,
)
_NOT_FORCED = re.compile(
    r"\b(?:some|many|most|not\s+(?:every|all)|older)\b[^,.;()]*?\b(?:don't|doesn't|do\s+not|"
    r"does\s+not|have\s+no|has\s+no|won't)\b(?:\s+have)?\s*(?:(?:an?|any)\s+)?(?P<field>\w+)",
    re.I,
)
_SOFT = re.compile(
    r"\b(?:soft[- ]?delet\w*|(?:not|never)\s+(?:be\s+)?(?:physically|really|actually|hard[- "
    r"]?)\s*-?delet\w*|marked\s+as\s+deleted|never\s+(?:physically\s+)?(?:removed|"
    r"deleted)\s+(?:physically|from\s+the\s+database))\b",
    re.I,
)
_IMMUTABLE = re.compile(
    r"\b(?:immutable|append[- ]only|neither\s+updated?\s+nor\s+deleted?|(?:can(?:'t|not)|never|"
    r"must\s+not|may\s+not|shall\s+not)\s+(?:be\s+)?(?:changed|edited|modified|"
    r"updated)\s*(?:\w+\s+)?(?:once|after|or\s+deleted|nor\s+deleted|later|anymore|ever))\b",
    re.I,
)
_TREE = re.compile(
    r"\b(?:tree|nested|hierarch\w+|sub-?categor\w+|parent\s+(?P<parent>\w+)|without\s+a\s+parent|"
    r"arbitrary\s+depth|nest)\b",
    re.I,
)
_AUDIT = re.compile(
    r"\b(?:audit\s+(?:trail|log)|change\s+log|log\s+of\s+(?:all\s+)?changes|history\s+of\s+(?:all\s+)?changes)\b", re.I
)
_SET = re.compile(
    r"\b(?:set|sets|fill|stamp|store|record)\s+(?:the\s+)?(?P<field>[a-z]+(?:[A-Z][a-z]+)+|[a-z]+_(?:at|on|by))\b"
)
_WHO = re.compile(
    r"\b(?:who|by\s+whom|the\s+(?:user|person|employee|member|agent|"
    r"staff\s+member)\s+who)\s+(?P<verb>\w+ed|\w+en|did|made)\b(?P<rest>[^.;]*)",
    re.I,
)
_REASON = re.compile(
    r"\b(?:on|when|if|for|after|upon)\s+(?:an?\s+|the\s+|it\s+is\s+|it\s+|someone\s+)?(?:[\w "
    r"]*?\b)?(?P<what>rejection|rejected|rejecting|cancellation|cancell?ed|cancel|decline[ds]?|"
    r"refus\w+|return\w*|dispute\w*)\b(?P<rest>.*?\breason\b)",
    re.I,
)
_EVENT_NOUN = {
    "reject": "rejection",
    "cancel": "cancellation",
    "declin": "decline",
    "refus": "refusal",
    "return": "return",
    "disput": "dispute",
}


ONE_PER = re.compile(
    r"\b(?:(?:only|exactly|at\s+most|just)\s+)?(?:one|"
    r"1)(?:\s+(?P<what>(?!per\b)[a-z]\w*(?:\s(?!per\b)\w+)?))?\s+per\s+(?P<first>\w+)(?:\s+(?:per|"
    r"and)\s+(?P<second>\w+))?",
    re.I,
)


def is_aside(text: str) -> bool:
    """Whether a sentence only says what is written down at a step: 'on rejection a reason is required'."""
    opening = re.match(r"(?:when|once|on|if|after|upon|as\s+soon\s+as)\b", text, re.I)
    return bool(opening) and bool(_SET.search(text) or _REASON.search(text))


def read_remarks(notebook: Notebook, topic: Entity | None, last: Entity | None, text: str) -> None:
    """Applies every set phrase of a sentence; `topic` is what 'it' stands for, `last` what was named last."""
    bare = re.sub(r"\([^()]*\)", " ", text)
    for pattern, apply in _RULES:
        for found in pattern.finditer(bare if pattern is _UNIQUE else text):
            apply(notebook, topic, found)
    for found in ONE_PER.finditer(bare):
        _one_per(notebook, last or topic, found)


def _one_per(notebook: Notebook, last: Entity | None, found: re.Match[str]) -> None:
    """'one review per booking', 'one membership per user per organisation'."""
    entity = notebook.find(phrase(found["what"]).words) if found["what"] else last
    first = notebook.find(found["first"].lower())
    second = notebook.find(found["second"].lower()) if found["second"] else None
    holder = re.search(
        r"\b(?:each|every|an?|one)\s+(\w+)\s+(?:has|have|gets?|contains?)\s*$", found.string[: found.start()], re.I
    )
    if second is None and holder:
        second = notebook.find(holder[1].lower())
    if entity is None or first is None or first is entity:
        return
    if found["what"] and re.match(
        r"(?:\w+ed|open|active|running|current|pending|primary|main|default)\s", found["what"], re.I
    ):
        notebook.link(entity, first)
        return
    if second is None and (found["second"] or "").lower() in _SPANS:
        notebook.link(entity, first)
        return
    if second is None or second is entity:
        notebook.link(entity, first, kind=Kind.ONE_TO_ONE)
        return
    names = [link.name for target in (first, second) if (link := notebook.link(entity, target))]
    entity.unique.append(tuple(names))


_SPANS = frozenset("day week month quarter year season night hour date".split())


def _unique(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    words = phrase(
        re.sub(r"^.*\b(?:and|the|a|with|has|have|its|their|,)\s", "", found["field"], flags=re.I)
    ).words or tuple(found["field"].lower().split()[-1:])
    entity = notebook.exact(words[:-1]) if len(words) > 1 else None
    account = notebook.user if words[-1:] == ("email",) else None
    entity = entity or (account if account is not None and topic is not None and "email" not in topic.fields else topic)
    if entity is None:
        return
    name = camel(" ".join(words[-1:] if notebook.exact(words[:-1]) else words))
    name = name if name in entity.fields else camel(words[-1])
    if found["scope"] and found["scope"].lower() not in {"whole", "system", "all", "everything", "present", "globally"}:
        target = notebook.find(found["scope"].lower())
        if target is not None and (
            name in entity.fields or any(link.name == name for link in notebook.parents(entity.name))
        ):
            notebook.link(entity, target)
            entity.unique.append((camel(" ".join(target.words)), name))
        return
    if (
        name not in entity.fields
        and words[-1] in {"name", "email", "slug", "code", "title", "number"}
        and len(words) <= 2
    ):
        if words[-1] == "number" and notebook.exact(words[:-1]) is not entity:
            return
        name = camel(" ".join(words)) if words[-1] == "number" else name
        give(notebook, entity, items(" ".join(words) if words[-1] == "number" else words[-1]))
    typed = entity.fields.get(name)
    if typed is not None and not typed.values:
        entity.fields[name] = Typed(typed.field.model_copy(update={"unique": True}), typed.values)


def _optional(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    name = camel(singular(found["field"].lower()))
    owner = (
        topic
        if topic is not None and name in topic.fields
        else next((e for e in reversed(notebook.entities.values()) if name in e.fields), None)
    )
    if owner is not None:
        typed = owner.fields[name]
        owner.fields[name] = Typed(typed.field.model_copy(update={"required": False}), typed.values)


def _soft_delete(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    before = re.split(
        r"\b(?:shall|should|must|are|is|can|may|will|get|gets|have|has)\b", found.string[: found.start()], flags=re.I
    )[0]
    named = [
        e for part in re.split(r",|\band\b|\bor\b", before) if (e := notebook.find(phrase(part).words)) is not None
    ]
    for entity in named or ([topic] if topic else []):
        entity.soft_delete = True


def _immutable(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    before = re.split(
        r"\b(?:shall|should|must|are|is|can|may|will|can't|cannot|never)\b", found.string[: found.start()], flags=re.I
    )[0]
    words = phrase(before).words
    entity = notebook.find(words) if words and words[-1] not in {"it", "they", "this", "these"} else topic
    if entity is not None:
        entity.immutable = True


def _tree(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    clause = re.split(r"[;,.(]", found.string[: found.start()])[-1]
    subject = notebook.find(phrase(clause).words)
    entity = notebook.find(found["parent"].lower()) if found["parent"] else subject or topic
    if entity is not None:
        notebook.link(entity, entity, "parent", required=False)


def _audit(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    entity = notebook.declare(("audit", "entry"), 5)
    account = notebook.account()
    if entity is None or "action" in entity.fields:
        return
    give(notebook, entity, [Item("action", ("action",), values=("create", "update", "delete"))])
    give(notebook, entity, items("old values (optional), new values (optional)"))
    entity.immutable = True
    what = topic or next((e for e in notebook.entities.values() if camel(e.name) in found.string.lower()), None)
    about = re.search(r"\bof\s+(?:(?:an?|the|every|each|all)\s+)?(\w+)", found.string[: found.start()], re.I)
    what = (notebook.find(about[1].lower()) if about else None) or what
    if what is not None and what is not entity:
        notebook.link(entity, what)
    if account is not None:
        notebook.link(entity, account, "actor", caller=True)


def _stamp(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    stem = re.sub(r"(?:At|On|By|_at|_on|_by)$", "", found["field"]).upper()
    staged = next(
        (e for e in notebook.entities.values() if any(stem in typed.values for typed in e.fields.values())), topic
    )
    if staged is not None:
        give(notebook, staged, items(f"{found['field']} (optional)"))


def _who(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    """'the user who posted it and the time of posting', 'who decided and when'."""
    account = notebook.account()
    verb = found["verb"].lower()
    if topic is None or account is None or verb in {"turned", "showed"} or re.match(r"\s+up\b", found["rest"]):
        return
    if not re.search(
        r"\b(?:store|stored|keep|kept|record|recorded|track|know|log|logged|note|remember|save|audit|who|by\s+whom)\b",
        found.string[: found.start() + 4],
        re.I,
    ) and not re.search(r"\b(?:stored|kept|recorded|logged|saved|tracked)\b", found["rest"]):
        return
    optional = verb not in {
        "posted",
        "created",
        "recorded",
        "submitted",
        "made",
        "logged",
        "uploaded",
        "entered",
        "added",
        "did",
    }
    verb = {"made": "created", "did": "performed"}.get(verb, verb)
    notebook.link(topic, account, f"{verb}By", required=not optional, caller=not optional, second=True)
    if re.search(r"\bwhen\b|\btime\b|\bdate\b", found["rest"], re.I):
        give(notebook, topic, items(f"{verb} at" + (" (optional)" if optional else "")))


def _reason(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    if topic is None:
        return
    stem = next((noun for start, noun in _EVENT_NOUN.items() if found["what"].lower().startswith(start)), "")
    give(notebook, topic, items(f"{stem} reason (optional)"))
    whom = re.search(r"\bby\s+whom\s*\((?P<who>[^()]*)\)", found["rest"], re.I)
    if whom:
        past = {"cancellation": "cancelled", "rejection": "rejected", "return": "returned"}.get(stem, stem + "ed")
        give(notebook, topic, items(f"{past} by (optional) ({whom['who']})"))


def _follow_each_other(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    entity = notebook.find(phrase(found["who"]).words) or notebook.account() or topic
    noun = {
        "follow": "follow",
        "befriend": "friendship",
        "block": "block",
        "message": "message",
        "mentor": "mentorship",
        "refer": "referral",
        "endorse": "endorsement",
        "invite": "invitation",
        "rate": "rating",
        "review": "review",
        "like": "like",
        "recommend": "recommendation",
    }.get(found["verb"].lower())
    if entity is None or noun is None:
        return
    join = notebook.declare((noun,), 3)
    if join is not None:
        first, second = ("follower", "followed") if noun == "follow" else ("sender", "recipient")
        notebook.link(join, entity, first, caller=True)
        notebook.link(join, entity, second, second=True)
        join.unique.append((first, second))
        join.distinct = (first, second)


def _send_each_other(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    """'they can send each other messages'."""
    account = notebook.account() or topic
    made = notebook.declare(phrase(found["what"]).words if found["what"] else ("message",), 3)
    if made is not None and account is not None:
        notebook.link(made, account, "sender", caller=True)
        notebook.link(made, account, "recipient", second=True)


def _one_of_them(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    """'several instructors, one of which is the lead'."""
    about = [x for x in notebook.links if topic is None or topic.name in {x.child, x.parent}]
    link = next((x for x in reversed(about) if x.kind is Kind.MANY_TO_MANY), None)
    child, parent = (notebook.by_name(link.child), notebook.by_name(link.parent)) if link else (None, None)
    if link is not None and child is not None and parent is not None:
        notebook.link(
            child, parent, camel(f"{found['role'].lower()} {singular(link.name)}"), required=False, second=True
        )


def _prerequisite(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    """'a course can have other courses as prerequisites'."""
    entity = notebook.find(phrase(found["what"]).words)
    if entity is not None and (topic is entity or notebook.find(phrase(found.string).words) is entity):
        notebook.link(entity, entity, camel(plural(singular(found["role"].lower()))), kind=Kind.MANY_TO_MANY)


_ONCE_WITHIN = re.compile(
    r"\b(?:an?\s+|the\s+same\s+|each\s+|every\s+)?(?P<field>\w+(?:\s\w+)?)\s+(?:can|may|must|shall)\s+(?:appear|occur|exist|be\s+used|"
    r"be\s+there)\s+(?:only\s+|at\s+most\s+)?once\s+(?:within|per|in|inside)\s+(?:(?:an?|the|each|its|one)\s+)?(?P<scope>\w+)",
    re.I,
)
_REASON_NEEDED = re.compile(
    r"\b(?!(?:an?|the|th[ai][st]|some|their)\s)(?P<field>\w+\s+reason)\s+(?:is\s+)?(?:required|mandatory|needed)\b",
    re.I,
)


def _once_within(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    """'an email address can appear only once within an envelope'."""
    scope = notebook.find(found["scope"].lower())
    entry = next(iter(items(found["field"])), None)
    typed = field_of(entry, "X") if entry is not None else None
    if topic is None or scope is None or typed is None or typed.field.name not in topic.fields:
        return
    notebook.links = [
        x
        for x in notebook.links
        if not (x.kind is Kind.MANY_TO_MANY and {x.child, x.parent} == {topic.name, scope.name})
    ]
    link = notebook.link(topic, scope, cascade=True)
    if link is not None:
        topic.unique.append((link.name, typed.field.name))


def _reason_needed(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    """'SENT → VOIDED (void reason required)': a field, empty until then."""
    if topic is not None:
        give(notebook, topic, items(f"{found['field']} (optional)"))


_SEVERAL_ON = re.compile(
    r"\bseveral\s+of\s+them\s+(?:on|in|for|to|at|per)\s+(?:an?|the|each|every|one)\s+(?P<what>\w+(?:\s\w+)?)", re.I
)


def _several_on(notebook: Notebook, topic: Entity | None, found: re.Match[str]) -> None:
    """'Tags per studio, any number of them on a time entry'."""
    holder = notebook.find(phrase(found["what"]).words)
    topic = notebook.exact(phrase(found.string).words) or topic
    if holder is not None and topic is not None and holder is not topic:
        notebook.link(holder, topic, camel(plural(" ".join(topic.words))), kind=Kind.MANY_TO_MANY)


_RULES = (
    (_SEVERAL_ON, _several_on),
    (_ONCE_WITHIN, _once_within),
    (_REASON_NEEDED, _reason_needed),
    (_UNIQUE, _unique),
    (_NOT_FORCED, _optional),
    (_SOFT, _soft_delete),
    (_IMMUTABLE, _immutable),
    (_TREE, _tree),
    (_AUDIT, _audit),
    (_SET, _stamp),
    (_WHO, _who),
    (_REASON, _reason),
    (
        re.compile(
            r"(?P<who>\w+)\s+(?:can|may|could)?\s*(?:also\s+)?(?P<verb>follow|befriend|block|message|"
            r"mentor|refer|endorse|invite|rate|review|like|recommend)\s+(?:each\s+other|one\s+another|"
            r"other\s+(?:users|members|people))\b",
            re.I,
        ),
        _follow_each_other,
    ),
    (
        re.compile(
            r"\b(?:send|write|give|leave|exchange|message)s?\s+(?:each\s+other|one\s+another)(?:\s+(?P<what>\w+))?",
            re.I,
        ),
        _send_each_other,
    ),
    (
        re.compile(
            r"\b(?:other|another)\s+(?P<what>\w+)\s+as\s+(?:an?\s+)?(?P<role>prerequisite|dependenc(?:y|ies)|"
            r"related|blocker)s?",
            re.I,
        ),
        _prerequisite,
    ),
    (
        re.compile(
            r"\bone\s+of\s+(?:which|whom|them)\s+is\s+(?:the\s+|an?\s+)?(?P<role>lead|main|primary|head|captain|"
            r"owner|chair|leader)\b",
            re.I,
        ),
        _one_of_them,
    ),
)
