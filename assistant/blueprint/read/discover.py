"""First reading: which nouns of a brief are things to be stored."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.acts import event_noun, split_with
from assistant.blueprint.read.attributes import is_mutual
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.field_type import field_of
from assistant.blueprint.read.item import ATTRIBUTE_WITH_VALUES, Item, items, looks_like_fields
from assistant.blueprint.read.labels import GENERIC_LABELS
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.notebook import Entity, Notebook, Words, key
from assistant.blueprint.read.phrase import Phrase, phrase, thing
from assistant.blueprint.read.segment import Segment, segments, without_brackets
from assistant.blueprint.read.statement import Endpoint, Source, Statement
from assistant.blueprint.read.tag import is_plural

_COMPOSITE = frozenset(
    {
        "address",
        "location",
        "dimension",
        "coordinate",
        "name",
        "contact",
        "contact detail",
        "price",
        "money",
        "duration",
        "period",
    }
)
_SCALAR_PLURALS = frozenset(
    """minute hour day week month year second point serving seat note detail instruction coordinate dimension remark
    term credit calorie mile kilometer euro dollar cent term-and-condition setting preference stat metric symptom
    ingredient-list hour-worked spec goal-point condition reason contact-detail opening-hour opening allergy
    show-note initial bedroom bathroom room-count star unit carb protein rep set-rep lap""".split()
)


def discover(source: Source) -> Notebook:
    """A notebook with the entities that the brief speaks of, none of their fields read yet."""
    notebook = Notebook()
    for endpoint in source.endpoints:
        _from_path(endpoint, notebook)
    for statement in source.statements:
        if statement.excluded:
            notebook.excluded |= set(_excluded(statement))
    for statement in source.statements:
        if not statement.excluded:
            _from_statement(statement, notebook)
    _prune(notebook)
    for statement in source.statements:
        for found in re.finditer(
            r"\b(\w+)\s+(directory|catalog(?:ue)?|register|inventory|roster)\b", statement.text, re.I
        ):
            entity = notebook.exact((found[1].lower(),))
            if entity is not None and key(found[2].lower()) not in notebook.entities:
                notebook.aliases.setdefault(key(found[2].lower()), key(entity.words))
    return notebook


def _from_path(endpoint: Endpoint, notebook: Notebook) -> None:
    parts = [p for p in endpoint.path.split("?")[0].split("/") if p]
    for number, part in enumerate(parts):
        name = tuple(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])([A-Z])", r" \1", part).lower()))
        plain = (
            name
            and not part.startswith((":", "{", "[", "<"))
            and not re.fullmatch(r"api|v\d+|rest|me|auth|login|register|logout|health", part)
        )
        if plain and singular(name[-1]) != name[-1] and number < len(parts):
            notebook.declare((*name[:-1], singular(name[-1])), 3)


def _excluded(statement: Statement) -> list[str]:
    """The names of what a statement puts out of scope."""
    text = re.sub(
        r"\b(?:between|by|from|with|because|since|as|we|which|who|that|are|is|for)\b.*$", "", statement.text, flags=re.I
    )
    names = [thing(s.text).words for s in segments(f"{text}")] if len(text.split()) < 25 else []
    return [key(words) for words in names if words and words[-1] not in {"it", "that"}]


def _from_statement(statement: Statement, notebook: Notebook) -> None:
    label = label_words(statement)
    said = clauses(statement.text, " ".join(label) if statement.own_label else "")
    titled = statement.paragraph == 0 and said and (said[0].subject or "→" in statement.text)
    if label and not titled and (statement.item or (statement.own_label and said)):
        _declare(notebook, label, 3)
    if statement.actor:
        notebook.actors[statement.actor.lower()] = notebook.actors.get(statement.actor.lower(), 0) + 1
    for link in statement.text.split("→") if "→" in statement.text and _is_chain(statement) else []:
        _declare(notebook, thing(link).words, 2)
    bare = phrase(statement.text)
    if (
        not statement.label
        and is_plural(statement.text.split()[-1].lower())
        and not bare.tail
        and len(statement.text.split()) <= 2
    ):
        _declare(notebook, bare.words, 1)
    for clause in said:
        _from_clause(clause, statement, notebook)


def _is_chain(statement: Statement) -> bool:
    """Whether arrows lead from thing to thing, rather than from state to state."""
    return (
        statement.label.lower().split()[-1:]
        not in (["status"], ["machine"], ["state"], ["flow"], ["lifecycle"], ["workflow"])
        and "(" in statement.text
    )


def label_words(statement: Statement) -> Words:
    """The topic as words in the singular; () where it is no thing, such as 'Requirements' or 'Status'."""
    label = re.sub(
        r"^(?:table|model|entity|object)\s+|\s+(?:table|model|entity|object|fields|attributes|resource)$",
        "",
        statement.label.strip(),
        flags=re.I,
    )
    if not label or GENERIC_LABELS.match(label) or len(label.split()) > 4:
        return ()
    words = phrase(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)).words
    described = (
        statement.own_label and len(words) == 1 and words[0] in _LABELLED and looks_like_fields(items(statement.text))
    )
    if not words or (words[-1] in nouns.NEVER_MODELS and not described) or phrase(label).tail:
        return ()
    return words


_LABELLED = frozenset("list unit address size color note detail position day key phone point".split())


def _from_clause(clause: Clause, statement: Statement, notebook: Notebook) -> None:
    if clause.subject.isupper() and len(clause.subject) > 3:
        return
    subject = thing(clause.subject)
    _from_lead(clause, notebook)
    for piece in segments(", ".join(t for t in (clause.subject, clause.object, clause.listing) if t)):
        for entry in items(piece.text):
            if entry.parts and entry.words[-1] not in _COMPOSITE:
                _declare(notebook, thing(_without_lead(piece.text)).words, 3)
    if clause.negated:
        return
    if clause.by_us and clause.verb:
        if clause.verb in verbs.KEEPING | verbs.MAKING | {"be", "support", "handle", "manage"}:
            _objects(clause, notebook, strong=clause.verb not in _BUSINESS)
            made = thing(clause.object)
            if clause.verb in verbs.MAKING and clause.listing and made.words:
                _declare(notebook, made.words, 2)
    elif (
        clause.verb in verbs.HAVE
        and not clause.passive
        and not (clause.verb == "need" and ANNOUNCED_KIND.search(clause.object))
    ):
        _declare(notebook, subject.words, 2)
        _objects(clause, notebook, strong=False)
    elif (
        clause.verb in verbs.BELONG
        or (clause.passive and clause.verb in verbs.PLACING)
        or (clause.verb == "be" and re.match(r"(?:for|in|per|part of|on|shared|(?:a )?members? of)\s", clause.object))
    ):
        if clause.verb == "assign" and clause.listing:
            _declare(notebook, ("assignment",), 3)
        _declare(notebook, subject.words, 2)
        _object_of_preposition(clause, notebook)
    elif clause.verb == "be" and clause.subject.lower() == "there":
        _objects(clause, notebook, strong=True)
    elif clause.passive:
        if (
            clause.verb in verbs.MAKING | verbs.CREATING | {"keep", "store", "record"}
            and subject.words
            and not re.match(r"(?:the|neither|no)\s", clause.subject, re.I)
        ):
            _declare(notebook, subject.words, 2)
        if clause.verb in verbs.NOUN_OF_ACTION and (
            nouns.is_person(subject.head) or subject.head in {"person", "people"}
        ):
            _declare(notebook, tuple(verbs.NOUN_OF_ACTION[clause.verb].split("-")), 3)
        for what in re.findall(r"\b(?:as|to|in|into)\s+(an?\s[\w ]+)", clause.object):
            _declare(notebook, phrase(what).words, 1)
    elif clause.verb and clause.verb != "be":
        _from_action(clause, subject, notebook)
    elif not clause.verb:
        _from_bare(clause, statement, notebook)


def _from_lead(clause: Clause, notebook: Notebook) -> None:
    lead = re.match(r"(?P<prep>for|per|in|inside|within|after)\s+(?P<what>.*)", clause.lead, re.I)
    if not lead:
        return
    found = thing(lead["what"])
    if (
        lead["prep"].lower() in {"for", "per"}
        and clause.by_us
        and found.words
        and found.head not in {"app", "system", "backend", "api"}
    ):
        _declare(notebook, found.words, 2 if clause.verb in verbs.KEEPING else 1)


def _from_bare(clause: Clause, statement: Statement, notebook: Notebook) -> None:
    """'Lesson: one teacher, a room', '- tags, eg vegan', 'One membership per user per org'."""
    per = re.match(r"(?:only\s+|exactly\s+|at\s+most\s+)?(?:one|1)\s+([\w ]+?)\s+per\s+", clause.object, re.I)
    if per:
        _declare(notebook, thing(per[1]).words, 2)
    elif statement.own_label and label_words(statement):
        _objects(clause, notebook, strong=False)
    elif statement.item and not label_words(statement) and GENERIC_LABELS.match(statement.label):
        _declare(notebook, thing(re.split(r"\s[-:]\s", statement.text)[0]).words, 2)
    elif each := re.match(
        r"(?:an?|one)\s+(?P<what>[\w ]+?)\s+(?:per|for\s+each|for\s+every)\s+\w+\s+with\s+(?P<parts>.*)",
        clause.object,
        re.I,
    ):
        _declare(notebook, phrase(each["what"]).words, 2)
        _objects(Clause(object=each["parts"]), notebook, strong=False)
    elif announced := ANNOUNCED.match(clause.object):
        for piece in segments(announced["rest"]):
            named = phrase(without_brackets(piece.text))
            if named.many and not _is_scalar_plural(named.words):
                _declare(notebook, named.words, 3)
    else:
        first = phrase(re.split(r"[,(]|\bwith\b", clause.object)[0])
        if (
            first.many
            and not first.tail
            and not _is_scalar_plural(first.words)
            and re.match(r"[\w ]+(?:,|\(|\swith\s)", clause.object)
        ):
            _declare(notebook, first.words, 1)
            for piece in segments(split_with(clause.object)[1]):
                inner = phrase(without_brackets(piece.text))
                if inner.many and inner.words and not _is_scalar_plural(inner.words) and not _measured(inner.words):
                    _declare(notebook, inner.words, 1)


ANNOUNCED_KIND = re.compile(
    r"\b(?:api|app|application|backend|system|tool|platform|service|website|software|database)\b\W*$", re.I
)
ANNOUNCED = re.compile(
    r"^.*?\b(?:api|app|application|backend|system|tool|platform|service|site|website|software|"
    r"database|db|mvp|crud|server|program)\b\s*(?:for\s+(?:managing|tracking|storing|handling)|"
    r"to\s+(?:manage|track|store|handle|organi[sz]e|keep\s+track\s+of)|with|that\s+(?:has|manages|"
    r"tracks|stores|handles)|containing|for|of|about)\s*:?\s+(?P<rest>.+)$",
    re.I | re.S,
)
"""'a blog API with posts and comments'."""


def _without_lead(text: str) -> str:
    return re.sub(r"^(?:there (?:is|are)|then|and|with|which|just|off|about|of|like)\s+", "", text, flags=re.I)


def _object_of_preposition(clause: Clause, notebook: Notebook) -> None:
    first = (segments(clause.object) or [Segment("")])[0].text
    for part in re.split(r"\b(?:to|for|with|in|of|by|per|on|at|under|from|across|off|and)\s+", without_brackets(first)):
        part = part.strip(" ,")
        found = phrase(part)
        article = re.match(r"(?:an?|the|one|each|every|exactly)\s", part, re.I)
        if (
            found.words
            and (clause.verb in verbs.BELONG or not nouns.is_person(found.head))
            and (article or found.many)
            and not re.match(r"the\s", part)
        ):
            _declare(notebook, found.words, 1)


def _objects(clause: Clause, notebook: Notebook, *, strong: bool) -> None:
    """Things that a list names: in the plural, counted, or with attributes of their own."""
    pieces = segments(clause.object or clause.listing)
    counting = any(re.match(r"one\s", p.text, re.I) for p in pieces)
    for number, piece in enumerate(pieces):
        text = without_brackets(piece.text)
        if re.match(r"(?:never|not|no|whether|if|how|when|who)\b", text, re.I):
            continue
        found = phrase(re.sub(r"^(?:to|about|of|with|up of|across)\s+", "", text))
        entry = next(iter(items(piece.text)), None)
        if (
            entry is not None
            and nouns.is_person(singular(entry.remark.split()[-1].lower()) if entry.remark else "")
            and not entry.parts
        ):
            continue
        plain = entry is None or not (
            (entry.values and not is_mutual(found.words)) or entry.boolean or entry.hint or entry.unit
        )
        if not found.words or not plain or _is_scalar_plural(found.words) or found.words[-1] in nouns.NEVER_MODELS:
            continue
        counted_one = (
            not clause.verb and counting and re.match(r"(?:one|an?)\s", text, re.I) and not _measured(found.words)
        )
        described = re.match(r"(?:also\s+)?an?\s.*\bwith\s", text, re.I) and not re.search(
            r"\bwith\s+(?:it|the|one|time\s?zone)\b", text
        )
        listed = (
            number == len(pieces) - 1
            and clause.listing
            and not _measured(found.words)
            and found.words[-1] not in ATTRIBUTE_WITH_VALUES
        )
        if (
            (found.many and not _measured(found.words))
            or counted_one
            or described
            or listed
            or (strong and re.match(r"(?:an?|one)\s", text) and piece.text != text)
        ):
            shown = found.many and re.search(r"\b(?:with|eg)\b", text)
            _declare(notebook, found.words, 2 if listed or described or shown else 1)


def _is_scalar_plural(words: Words) -> bool:
    return (
        bool(words)
        and words[-1] in _SCALAR_PLURALS
        and (len(words) == 1 or words[-1] not in {"opening", "star", "unit", "condition", "point", "serving"})
    )


def _measured(words: Words) -> bool:
    """Whether a name is that of a number, date or other plain value."""
    if words[-1] in {"photo", "image", "picture", "video"}:
        return False
    typed = field_of(Item(" ".join(words), words), "X")
    return typed is not None and (typed.field.type in _NUMBERS or bool(typed.field.format))


_NUMBERS = frozenset({"Int", "Decimal", "Float", "BigInt", "DateTime", "Date", "Json"})


def _from_action(clause: Clause, subject: Phrase, notebook: Notebook) -> None:
    person = bool(subject.words) and (
        subject.head in {"anyone", "everyone", "everybody", "anybody"}
        or nouns.is_person(subject.head)
        or notebook.exact(subject.words) is not None
    )
    if subject.words and nouns.is_person(subject.head):
        notebook.actors[subject.name] = notebook.actors.get(subject.name, 0) + 1
    head, with_ = split_with(re.sub(r"^(?:up|in|out|for|to|at|on|from|into)\s+", "", clause.object))
    if clause.verb in {"register", "sign-up", "join"} and clause.object.lower().startswith("with"):
        _objects(Clause(object=re.sub(r"^with\s+", "", clause.object)), notebook, strong=False)
        notebook.registers = notebook.registers or subject.words
        _declare(
            notebook,
            ("user",)
            if subject.head in {"person", "people", "someone", "they", "anyone"} or not subject.words
            else subject.words,
            4,
        )
        return
    found = thing(head.split(" and ")[0])
    making = clause.verb in verbs.MAKING | verbs.CREATING | set(verbs.NOUN_OF_ACTION) | _INVOLVING
    definite = re.match(r"(?:the|their|his|her|its|this)\b", clause.object, re.I)
    if (
        found.words
        and making
        and (found.many or not definite)
        and not _is_scalar_plural(found.words)
        and (with_ or not _measured(found.words))
    ):
        indefinite = re.match(r"(?:an?|new|several|their|my|our|one|each|every)\s", head, re.I)
        remark = (
            found.head in {"comment", "note", "feedback", "message", "reason"}
            and not with_
            and not clause.listing
            and not found.many
        )
        if (found.many or indefinite or clause.listing or with_) and not remark:
            _declare(notebook, found.words, 2 if with_ or clause.listing else 1)
    for part in re.findall(
        r"\b(?:into|to|on|for|in|under)\s+((?:an?|one|several|exactly one)\s[\w -]+|(?<=into )[\w ]+)",
        without_brackets(head),
    ):
        inner = phrase(part)
        if inner.words and making and not _measured(inner.words) and inner.head not in _PERIODS:
            _declare(notebook, inner.words, 1)
    event = event_noun(clause, notebook.find(found.words) if found.words else None)
    if event and person and clause.verb in _EVENTFUL and clause.object.lower().startswith("with "):
        made = _declare(notebook, event, 3)
        if made is not None:
            made.event = True
    attributed = (with_ or clause.listing) and clause.verb not in verbs.MAKING
    if event and person and not clause.only and (clause.verb in _EVENTFUL or attributed or " per " in clause.object):
        once = re.search(r"\b(?:once|one)\s+per\s+\w+", clause.object)
        other = found.words and key(found.words) != key(event) and not nouns.is_person(found.head)
        aimed = re.search(r"\b(?:to|for|on|in|at)\s+(?:an?|the|several)?\s*([\w]+(?:\s\w+)?)", head)
        beside = phrase(aimed[1]).words if aimed else ()
        other = other and (found.head not in nouns.OCCURRENCES or clause.verb not in _ARRANGING)
        if (
            (other and notebook.find(found.words))
            or once
            or (found.words and beside and notebook.find(beside) and _measured(found.words))
        ):
            made = _declare(notebook, event, 3)
            if made is not None:
                made.event = True


_ARRANGING = frozenset("book order reserve register apply subscribe schedule submit check-in".split())
_BUSINESS = frozenset(
    "run operate own host lead build make write design start teach plan organise organize produce create".split()
)
"""'We run a gym' tells of the business, not of a table of gyms."""
_INVOLVING = frozenset(
    "split get receive view manage browse learn use teach pick select choose earn want need maintain".split()
)
_PERIODS = frozenset("period time slot while day week month".split())
_EVENTFUL = frozenset(
    """follow book reserve borrow rent order enrol enroll sign-up apply subscribe rsvp donate pledge bid vote like
    bookmark favourite favorite review rate comment attend purchase buy check-in score join register pay invite
    """.split()
)
"""Verbs whose doing is always worth a record."""


def _declare(notebook: Notebook, words: Words, weight: int) -> Entity | None:
    compound = len(words) > 1 and (words[-1] in {"list", "record"} or (weight >= 2 and words[-1] in _KINDS))
    if not words or len(words) > 3 or (words[-1] in nouns.NEVER_MODELS and not compound and weight < 3):
        return None
    if len(words) == 1 and words[0] in nouns.SELDOM_MODELS and weight < 2:
        return None
    if key(words) in notebook.excluded or not all(w.replace("-", "").isalnum() for w in words):
        return None
    return notebook.declare(words, weight)


_KINDS = frozenset("type group level unit point item class plan line entry code size list order".split())
"""'Room types have a name' makes a model of a word that alone is none."""


def _prune(notebook: Notebook) -> None:
    """Drops names that only repeat another in fewer words: 'movement' beside 'stock movement'."""
    for name, entity in sorted(notebook.entities.items(), key=lambda pair: len(pair[1].words)):
        longer = [e for e in notebook.entities.values() if e is not entity and not e.event and _extends(e, entity)]
        if len(longer) != 1 or name not in notebook.entities:
            continue
        order = list(notebook.entities)
        specific = key(longer[0].words[-len(entity.words) :]) == name and order.index(name) < order.index(
            key(longer[0].words)
        )
        if longer[0].words[-1] in _CARRIERS and len(longer[0].words) > len(entity.words) and not specific:
            notebook.aliases[name] = key(longer[0].words)
            longer[0].said += entity.said
            del notebook.entities[name]
        elif (specific and entity.said >= 3 and longer[0].said <= 4) or (
            longer[0].said <= 2 < entity.said - 2 and order.index(name) < order.index(key(longer[0].words))
        ):
            notebook.aliases[key(longer[0].words)] = name
            del notebook.entities[key(longer[0].words)]
        elif entity.said <= longer[0].said + 2 or order.index(name) > order.index(key(longer[0].words)):
            notebook.aliases[name] = key(longer[0].words)
            longer[0].said += entity.said
            del notebook.entities[name]
    for short, full in _ABBREVIATIONS.items():
        if short in notebook.entities and key(full) in notebook.entities:
            notebook.aliases[short] = key(full)
            del notebook.entities[short]
        elif key(full) in notebook.entities:
            notebook.aliases[short] = key(full)


def _extends(longer: Entity, shorter: Entity) -> bool:
    """'stock movement' extends 'movement'; 'leave request' extends 'leave'."""
    count = len(shorter.words)
    tail = len(longer.words) > count and key(longer.words[-count:]) == key(shorter.words)
    grown = len(shorter.words) == 1 and key(longer.words) == key(shorter.words)[:-1] + "ation"
    return (
        tail
        or grown
        or (key(longer.words[:count]) == key(shorter.words) and longer.words[-1] in {"request", "record", "entry"})
    )


_CARRIERS = frozenset({"request", "record", "entry"})
_ABBREVIATIONS = {
    "org": "organisation",
    "dept": "department",
    "acct": "account",
    "repo": "repository",
    "doc": "document",
    "pic": "picture",
    "prof": "professor",
    "vet": "veterinarian",
    "emp": "employee",
    "sub": "subscription",
    "spec": "specification",
}
