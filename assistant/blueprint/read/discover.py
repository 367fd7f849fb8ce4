"""First reading: which nouns of a brief are things to be stored."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.declared import declare, declare_objects
from assistant.blueprint.read.doings import read_action
from assistant.blueprint.read.headed import APPLICATION, PARTS_OF, label_words, meant
from assistant.blueprint.read.item import items, looks_like_fields
from assistant.blueprint.read.labels import GENERIC_LABELS
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.measures import is_scalar_plural, measured
from assistant.blueprint.read.merge import fold_kinds, prune, split_clauses
from assistant.blueprint.read.notebook import Notebook, key
from assistant.blueprint.read.phrase import Phrase, phrase, thing
from assistant.blueprint.read.segment import Segment, segments, without_brackets
from assistant.blueprint.read.statement import Endpoint, Source, Statement
from assistant.blueprint.read.states import is_state_chain
from assistant.blueprint.read.tag import is_plural
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES

_COMPOSITE = frozenset(
    {
        "address",
        "location",
        "dimension",
        "coordinate",
        "name",
        "date",
        "time",
        "contact",
        "contact detail",
        "price",
        "money",
        "duration",
        "period",
    }
)


def discover(source: Source) -> Notebook:
    """A notebook with the entities that the brief speaks of, none of their fields read yet."""
    notebook = Notebook()
    notebook.mentioned = frozenset(w for s in source.statements for w in _MENTIONED.findall(s.text.lower()))
    for endpoint in source.endpoints:
        _from_path(endpoint, notebook)
    for statement in source.statements:
        if statement.excluded and not statement.aside:
            notebook.excluded |= set(_excluded(statement))
    for statement in source.statements:
        if not statement.excluded:
            _from_statement(statement, notebook)
    split_clauses(notebook)
    fold_kinds(source, notebook)
    prune(notebook)
    for statement in source.statements:
        for found in re.finditer(
            r"\b(\w+)\s+(directory|catalog(?:ue)?|register|inventory|roster)\b", statement.text, re.I
        ):
            entity = notebook.exact((found[1].lower(),))
            if entity is not None and key(found[2].lower()) not in notebook.entities:
                notebook.aliases.setdefault(key(found[2].lower()), key(entity.words))
    return notebook


_MENTIONED = re.compile(
    r"\b(?:an?|each|every|the|one|per|such)\s+([a-z]+)(?=\s*(?:[.,;:()]|$)|\s+(?:is|has|was|are|can|may|must|shall|should|will|"
    r"gets?|belongs?|for|of|in|on|by|with|from|to|as|later|stores?|carries|states?|records?|keeps?|contains?|needs?)\b)"
)
"""A noun that stands for a thing of its own, rather than before another noun."""


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
    denied = re.match(
        r"(?P<who>\w+(?:\s\w+)?)\s+(?:do(?:es)?\s+not|don't|doesn't|won't|will\s+not|need\s+not)\s+(?:\w+\s+)?"
        r"(?:need|want|have|get|require|use|care)\b(?P<what>.*)$",
        statement.text,
        re.I,
    )
    if denied and denied["who"].lower() not in {"we", "i", "you", "they", "it"}:
        return []
    text = re.sub(
        r"\b(?:between|by|from|with|because|since|as|we|which|who|that|are|is|for)\b.*$", "", statement.text, flags=re.I
    )
    names = [thing(s.text).words for s in segments(f"{text}")] if len(text.split()) < 25 else []
    return [key(words) for words in names if words and words[-1] not in {"it", "that"}]


def _from_statement(statement: Statement, notebook: Notebook) -> None:
    label = label_words(statement)
    said = clauses(statement.text, " ".join(label))
    if label and key(label) not in notebook.entities and (known := notebook.exact(label)) is not None:
        label = known.words
    other = meant(statement)
    if label and other and key(label) != key(other):
        notebook.aliases[key(label)] = key(other)
        label = other if declare(notebook, other, 3) else label
    titled = statement.paragraph == 0 and said and (said[0].subject or "→" in statement.text)
    if label and not titled and (statement.item or (statement.own_label and said)):
        made = declare(notebook, label, 3)
        if made is not None:
            made.headed = True
        if made is not None and PARTS_OF.match(statement.label):
            made.apart = True
    if label and not statement.own_label and _SUBJECTLESS.match(statement.text):
        declare(notebook, label, 3)
    if statement.actor:
        notebook.actors[statement.actor.lower()] = notebook.actors.get(statement.actor.lower(), 0) + 1
    for link in statement.text.split("→") if _is_chain(statement) else []:
        declare(notebook, thing(link).words, 2)
    bare = phrase(statement.text)
    if statement.header:
        declare(notebook, bare.words, 2)
    elif (
        not statement.label
        and is_plural(statement.text.split()[-1].lower())
        and not bare.tail
        and len(statement.text.split()) <= 2
    ):
        declare(notebook, bare.words, 1)
    for clause in said:
        _from_clause(clause, statement, notebook)


_SUBJECTLESS = re.compile(
    r"(?:has|have|contains?|consists?|belongs?|stores?|holds?|is\s+(?:for|in|part)|comes?\s+with|carries)\s", re.I
)
"""How a sentence below a heading starts that leaves out what the heading says."""


def _is_chain(statement: Statement) -> bool:
    """Whether arrows lead from thing to thing, some of them with attributes in brackets."""
    return (
        "→" in statement.text
        and bool(re.search(r"\([^()]*\)\s*(?:→|$)", statement.text))
        and not is_state_chain(statement.text, statement.label)
    )


def _from_clause(clause: Clause, statement: Statement, notebook: Notebook) -> None:
    if clause.subject.isupper() and len(clause.subject) > 3:
        return
    subject = thing(clause.subject)
    _from_lead(clause, notebook)
    kind_of = clause.verb in {"be", "exist"} and subject.many and _describes(clause, subject)
    for piece in segments(", ".join(t for t in (clause.subject, clause.object, clause.listing) if t)):
        for entry in items(piece.text):
            if entry.parts and singular(entry.words[-1]) not in _COMPOSITE and not kind_of:
                named = re.sub(r"^.*\bwith\s+(?=[\w ]+\()", "", piece.text) if clause.by_us else piece.text
                declare(notebook, thing(_without_lead(named)).words, 3)
    if clause.negated:
        return
    if _tells_of_topic(clause) and notebook.about:
        declare(notebook, notebook.about, 2)
    elif subject.words and not clause.by_us and subject.head not in _PRONOUNS:
        notebook.about = subject.words if _indefinite(clause, subject) else ()
    if clause.by_us and clause.verb == "be" and clause.subject:
        for piece in segments(split_with(clause.object)[1]):
            owned = phrase(without_brackets(piece.text))
            if owned.many and owned.words and not is_scalar_plural(owned.words):
                declare(notebook, owned.words, 2)
    elif clause.by_us and clause.verb:
        if clause.verb in verbs.KEEPING | verbs.MAKING | {"be", "support", "handle", "manage"}:
            declare_objects(clause, notebook, strong=clause.verb not in _BUSINESS)
            made = thing(clause.object)
            if clause.verb in verbs.MAKING and clause.listing and made.words:
                declare(notebook, made.words, 2)
            elif re.fullmatch(r"(?:an?|one|the)\s+[a-z]+", clause.object) and len(items(clause.listing)) > 1:
                declare(notebook, made.words if made.words[-1:] not in _VALUED else (), 2)
    elif clause.holds and not (clause.verb == "need" and ANNOUNCED_KIND.search(clause.object)):
        declare(notebook, subject.words, 2)
        declare_objects(clause, notebook, strong=False)
    elif (
        clause.verb in verbs.BELONG
        or (clause.passive and clause.verb in verbs.PLACING and not _kept_of(clause, subject))
        or (clause.verb == "be" and re.match(r"(?:for|in|per|part of|on|shared|(?:a )?members? of)\s", clause.object))
        or (clause.verb == "be" and not clause.modal and _DONE_BY.match(clause.object) and _indefinite(clause, subject))
        or (clause.passive and not clause.modal and _BY_ONE.match(clause.object) and _indefinite(clause, subject))
    ):
        if clause.verb == "assign" and clause.listing:
            declare(notebook, ("assignment",), 3)
        declare(notebook, subject.words, 2)
        _object_of_preposition(clause, notebook)
    elif clause.verb == "be" and clause.subject.lower() == "there":
        declare_objects(clause, notebook, strong=True)
        made = thing(re.sub(r"^(?:at\s+most|exactly|up\s+to)\s+", "", clause.object))
        if clause.listing and made.words and len(items(clause.listing)) > 1:
            declare(notebook, made.words, 2)
    elif clause.verb in {"be", "exist"} and subject.words and _describes(clause, subject):
        declare(notebook, subject.words, 3)
    elif clause.passive:
        logged = re.match(r"(?:every|each)\s", clause.subject, re.I) and len(items(clause.listing)) + sum(
            len(e.parts) for e in items(f"thing {clause.object}")
        )
        if logged and clause.verb in verbs.KEEPING and logged > 2:
            declare(notebook, subject.words, 3)
        if (
            clause.verb in verbs.MAKING | verbs.CREATING | {"keep", "store", "record"}
            and subject.words
            and not re.match(r"(?:the|neither|no)\s", clause.subject, re.I)
        ):
            declare(notebook, subject.words, 2)
        aimed = re.search(r"\b(?:for|in|to)\s+(?:an?|the|one|several)\s", clause.object)
        if clause.verb in {"register", "enrol", "enroll", "sign-up", "invite"} and aimed and subject.many:
            declare(notebook, subject.words, 2)
        people = nouns.is_person(subject.head) or subject.head in {"person", "people"}
        described = len(items(clause.listing)) > 1 and clause.object.startswith("by ")
        if clause.verb in verbs.NOUN_OF_ACTION and (people or described):
            declare(notebook, tuple(verbs.NOUN_OF_ACTION[clause.verb].split("-")), 3)
        for what in re.findall(r"\b(?:as|to|in|into)\s+(an?\s[\w ]+)", clause.object):
            declare(notebook, phrase(what).words, 1)
    elif clause.verb and clause.verb != "be":
        read_action(clause, subject, notebook)
    elif not clause.verb:
        _from_bare(clause, statement, notebook)


_BY_ONE = re.compile(r"(?:by|for|in|at|on|under|with|from|against)\s+(?:exactly\s+)?(?:an?|one)\s", re.I)
_VALUED = {(name,) for name in ATTRIBUTE_WITH_VALUES}
_PRONOUNS = frozenset("it they each both this these he she we i you".split())


def _tells_of_topic(clause: Clause) -> bool:
    """'We keep the name and the number', 'they have a name and a number' behind a sentence about something."""
    kept = clause.by_us and clause.verb in verbs.KEEPING and bool(clause.subject) and not clause.lead
    own = clause.holds and clause.subject.lower() in _PRONOUNS
    entries = items(clause.object)
    return (kept or own) and len(entries) > 1 and (looks_like_fields(entries[:1]) or measured(entries[0].words))


_DONE_BY = re.compile(
    r"\w+(?:ed|en|wn|ung|ade|ent|ught|old|uilt|ead|eld|iven)\s+(?:by|for|in|at|on|to|with|from|against|under)\s+"
    r"(?:exactly\s+)?(?:an?|one)\s",
    re.I,
)
"""'made by one donor at one site': what ties the subject to others."""


def _indefinite(clause: Clause, subject: Phrase) -> bool:
    """Whether a subject is any one of its kind: 'a donation', 'every trip', 'trips'."""
    any_ = re.match(r"(?:an?|each|every)\s", clause.subject, re.I) or (subject.many and not subject.counted)
    return bool(any_) and not measured(subject.words) and not nouns.is_person(subject.head)


def _kept_of(clause: Clause, subject: Phrase) -> bool:
    """Whether 'its condition and the start date shall be stored' names attributes rather than things."""
    return bool(re.match(r"(?:its|their|his|her)\s", clause.subject, re.I)) or measured(subject.words)


def _is_each(clause: Clause) -> bool:
    """Whether 'for every loan the start date and the end date shall be stored' describes what it leads with."""
    each = re.match(r"(?:for|per)\s+(?:each|every|an?)\s", clause.lead, re.I)
    return bool(clause.listing) or (bool(each) and len(items(clause.subject)) > 1)


def _describes(clause: Clause, subject: Phrase) -> bool:
    """Whether 'Translators are freelancers: name, email' gives what is kept of the subject."""
    if not subject.many or clause.passive:
        return False
    bracketed = any(entry.parts for entry in items(clause.object))
    listed = len(items(clause.listing)) > 1
    return (
        bracketed or listed or bool(re.search(r"^\w+(?:\s\w+)?\s+with\s+(?:an?\s+)?\w+(?:,|\s+and\s)", clause.object))
    )


def _from_lead(clause: Clause, notebook: Notebook) -> None:
    lead = re.match(r"(?P<prep>for|per|in|inside|within|after)\s+(?P<what>.*)", clause.lead, re.I)
    if not lead:
        return
    found = thing(lead["what"])
    if (
        lead["prep"].lower() in {"for", "per"}
        and (clause.by_us or (clause.passive and clause.verb in verbs.KEEPING and _is_each(clause)))
        and found.words
        and not found.tail
        and found.head not in {"app", "system", "backend", "api"}
    ):
        declare(notebook, found.words, (3 if clause.listing else 2) if clause.verb in verbs.KEEPING else 1)


def _from_bare(clause: Clause, statement: Statement, notebook: Notebook) -> None:
    """'Lesson: one teacher, a room', '- tags, eg vegan', 'One membership per user per org'."""
    if re.match(
        r"(?:only|at\s+most)\s+(?:one|1)\s+(?:running|active|open|current|pending|\w+ed)\s", clause.object, re.I
    ):
        return
    per = re.match(r"(?:only\s+|exactly\s+|at\s+most\s+)?(?:one|1)\s+([\w ]+?)\s+per\s+", clause.object, re.I)
    if per:
        declare(notebook, thing(per[1]).words, 2)
    elif (statement.own_label or statement.item) and label_words(statement):
        declare_objects(Clause(object=clause.listing) if clause.listing else clause, notebook, strong=False)
    elif statement.item and not label_words(statement) and GENERIC_LABELS.match(statement.label):
        declare(notebook, thing(re.split(r"\s[-:]\s", statement.text)[0]).words, 2)
    elif each := re.match(
        r"(?:an?|one)\s+(?P<what>[\w ]+?)\s+(?:per|for\s+each|for\s+every)\s+\w+\s+with\s+(?P<parts>.*)",
        clause.object,
        re.I,
    ):
        declare(notebook, phrase(each["what"]).words, 2)
        declare_objects(Clause(object=each["parts"]), notebook, strong=False)
    elif statement.own_label and statement.paragraph == 0 and APPLICATION.search(statement.label):
        for piece in segments(clause.object):
            named = phrase(without_brackets(piece.text))
            if named.many and not is_scalar_plural(named.words):
                declare(notebook, named.words, 3)
    elif announced := ANNOUNCED.match(clause.object):
        for piece in segments(announced["rest"]):
            named = phrase(without_brackets(piece.text))
            if named.many and not is_scalar_plural(named.words):
                declare(notebook, named.words, 3)
    else:
        first = phrase(re.split(r"[,(]|\bwith\b", clause.object)[0])
        if (
            first.many
            and (not first.tail or first.tail.startswith("per "))
            and not is_scalar_plural(first.words)
            and re.match(r"[\w ]+(?:,|\(|\swith\s)", clause.object)
        ):
            declare(notebook, first.words, 1)
            for piece in segments(split_with(clause.object)[1]):
                inner = phrase(without_brackets(piece.text))
                if inner.many and inner.words and not is_scalar_plural(inner.words) and not measured(inner.words):
                    declare(notebook, inner.words, 1)


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
        if any(e.values for e in items(re.sub(r"^(?:to|in|of|under|for)\s+", "", first))) and " and " not in first:
            continue
        article = re.match(r"(?:an?|the|one|each|every|exactly)\s", part, re.I)
        if (
            found.words
            and (clause.verb in verbs.BELONG or not nouns.is_person(found.head))
            and (article or found.many)
            and not measured(found.words)
            and not re.match(r"the\s", part)
        ):
            declare(notebook, found.words, 1)


_BUSINESS = frozenset(
    "run operate own host lead build make write design start teach plan organise organize produce create".split()
)
"""'We run a gym' tells of the business, not of a table of gyms."""
