"""First reading: which nouns of a brief are things to be stored."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.item import Item, items
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.notebook import Entity, Notebook, Words, key
from assistant.blueprint.read.phrase import Phrase, phrase, thing
from assistant.blueprint.read.segment import segments, without_brackets
from assistant.blueprint.read.statement import Endpoint, Source, Statement

GENERIC_LABELS = re.compile(
    r"^(?:the\s+)?(?:(?:functional|business|data|main|core|domain|key|access|user|api|rest|general|other|non-functional|technical)\s+)*"
    r"(?:models?|entit(?:y|ies)|tables?|data(?:\s*model)?|requirements?|roles?|rules?|permissions?|access|constraints?|notes?|endpoints?|routes?|scope|features?|"
    r"overview|background|context|stories|user\s+stories|goals?|what\s+we\s+(?:have|need)|needs?|details?|auth(?:entication|orisation|orization)?|security|stack|tech.*|"
    r"relations?(?:hips?)?|states?|status(?:es)?(?:\s+machine)?|workflow|lifecycle|validation|misc|objects?|resources?|schema|things|must\s+haves?|filters?|actions?|"
    r"who\s+can\s+do\s+what|todo|example|mvp|v1|summary|introduction|purpose|fields?|attributes?|columns?|in\s+scope|users\s+and\s+roles|todos|backend|brief)s?$",
    re.I,
)
_COMPOSITE = frozenset({"address", "location", "dimension", "coordinate", "name", "contact", "contact detail", "price", "money", "duration", "period"})
_SCALAR_PLURALS = frozenset(
    """minute hour day week month year second point serving seat note detail instruction coordinate dimension remark term credit calorie mile kilometer euro
    dollar cent term-and-condition setting preference stat metric symptom ingredient-list hour-worked spec goal-point condition reason
    contact-detail opening-hour opening allergy show-note initial bedroom bathroom room-count star unit carb protein rep set-rep lap""".split()
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
    return notebook


def _from_path(endpoint: Endpoint, notebook: Notebook) -> None:
    parts = [p for p in endpoint.path.split("?")[0].split("/") if p]
    for number, part in enumerate(parts):
        name = tuple(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])([A-Z])", r" \1", part).lower()))
        plain = name and not part.startswith((":", "{", "[", "<")) and not re.fullmatch(r"api|v\d+|rest|me|auth|login|register|logout|health", part)
        if plain and singular(name[-1]) != name[-1] and number < len(parts):
            notebook.declare((*name[:-1], singular(name[-1])), 3)


def _excluded(statement: Statement) -> list[str]:
    """The names of what a statement puts out of scope."""
    text = re.sub(r"\b(?:between|by|from|with|because|since|as|we|which|who|that|are|is|for)\b.*$", "", statement.text, flags=re.I)
    names = [thing(s.text).words for s in segments(f"{text}")] if len(text.split()) < 25 else []
    return [key(words) for words in names if words and words[-1] not in {"it", "that"}]


def _from_statement(statement: Statement, notebook: Notebook) -> None:
    label = label_words(statement)
    said = clauses(statement.text)
    if label and (statement.item or (statement.own_label and _is_description(said))):
        _declare(notebook, label, 3)
    if statement.actor:
        notebook.actors[statement.actor.lower()] = notebook.actors.get(statement.actor.lower(), 0) + 1
    for link in statement.text.split("→")[:: 1 if statement.text.count("→") and _is_chain(statement) else 10**6]:
        if "→" in statement.text:
            _declare(notebook, thing(link).words, 2)
    for clause in said:
        _from_clause(clause, statement, notebook)


def _is_chain(statement: Statement) -> bool:
    """Whether arrows lead from thing to thing, rather than from state to state."""
    return statement.label.lower().split()[-1:] not in (["status"], ["machine"], ["state"], ["flow"], ["lifecycle"], ["workflow"]) and "(" in statement.text


def label_words(statement: Statement) -> Words:
    """The topic as words in the singular; () where it is no thing, such as 'Requirements' or 'Status'."""
    label = re.sub(r"^(?:table|model|entity|object)\s+|\s+(?:table|model|entity|object|fields|attributes|resource)$", "", statement.label.strip(), flags=re.I)
    if not label or GENERIC_LABELS.match(label) or len(label.split()) > 4:
        return ()
    words = phrase(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)).words
    if not words or words[-1] in nouns.NEVER_MODELS or phrase(label).tail:
        return ()
    return words


def _is_description(said: list[Clause]) -> bool:
    return bool(said)


def _from_clause(clause: Clause, statement: Statement, notebook: Notebook) -> None:
    subject = thing(clause.subject)
    if clause.lead:
        lead = re.match(r"(?:for|per|in|inside|within)\s+(.*)", clause.lead, re.I)
        if lead and clause.by_us and (found := thing(lead[1])).words and (found.many or found.each or clause.lead.lower().startswith(("for", "per"))):
            _declare(notebook, found.words, 2 if clause.verb in verbs.KEEPING else 1)
    for piece in segments(clause.object + (f", {clause.listing}" if clause.listing else "")):
        for entry in items(piece.text):
            if entry.parts and entry.name not in _COMPOSITE:
                _declare(notebook, thing(_without_lead(piece.text)).words, 3)
    if clause.by_us and clause.verb:
        if clause.verb in verbs.KEEPING | verbs.MAKING | {"be", "support", "handle", "manage"}:
            _objects(clause, notebook, strong=True)
        return
    if clause.verb in verbs.HAVE:
        if not clause.negated:
            _declare(notebook, subject.words, 2, person_too=True)
            _objects(clause, notebook, strong=False)
    elif clause.verb in verbs.BELONG or (clause.verb == "be" and re.match(r"(?:for|in|per|part of|on)\s", clause.object)):
        _declare(notebook, subject.words, 2)
        _object_of_preposition(clause, notebook)
    elif clause.verb == "be" and subject.words == ("there",):
        _objects(clause, notebook, strong=True)
    elif clause.verb and clause.verb != "be":
        _from_action(clause, statement, subject, notebook)
    elif statement.own_label and label_words(statement):
        _objects(clause, notebook, strong=False)
    elif statement.item and not label_words(statement) and GENERIC_LABELS.match(statement.label):
        _declare(notebook, thing(re.split(r"\s[-:]\s", statement.text)[0]).words, 2)


def _without_lead(text: str) -> str:
    return re.sub(r"^(?:there (?:is|are)|then|and|with|which|just)\s+", "", text, flags=re.I)


def _object_of_preposition(clause: Clause, notebook: Notebook) -> None:
    for part in re.split(r"\b(?:to|for|with|in|of|by|per|on|at|under)\s+", without_brackets(clause.object)):
        found = phrase(part)
        if found.words and (found.counted or re.match(r"(?:an?|the|one|each|every|exactly)\s", part.strip(), re.I)):
            _declare(notebook, found.words, 1)


def _objects(clause: Clause, notebook: Notebook, *, strong: bool) -> None:
    for piece in segments(clause.object):
        text = without_brackets(piece.text)
        found = phrase(re.sub(r"^(?:to|about|of|with|up of)\s+", "", text))
        if not found.words or found.words[-1] in _SCALAR_PLURALS | nouns.NEVER_MODELS:
            continue
        counted_one = found.counted and not found.many and clause.verb == ""
        if found.many or counted_one or (strong and re.match(r"(?:an?|one)\s|.*\bwith\b|.*:", text, re.I)):
            _declare(notebook, found.words, 1)


def _from_action(clause: Clause, statement: Statement, subject: Phrase, notebook: Notebook) -> None:
    actor = subject.name
    if subject.words and subject.head in nouns.PEOPLE:
        notebook.actors[actor] = notebook.actors.get(actor, 0) + 1
    if clause.negated:
        return
    found = thing(re.sub(r"^(?:up|in|out|for|to|at|on|from|into)\s+", "", clause.object.split(" and ")[0]))
    making = clause.verb in verbs.MAKING | verbs.CREATING | set(verbs.NOUN_OF_ACTION) | {"split", "get", "receive", "view", "manage", "browse", "save", "learn", "use"}
    definite = re.match(r"(?:the|their|his|her|its|my|our|this)\b", clause.object, re.I)
    if found.words and making and (found.many or not definite) and found.words[-1] not in _SCALAR_PLURALS:
        indefinite = re.match(r"(?:an?|new|several|their|my|our|one|each|every)\s", clause.object, re.I)
        if found.many or indefinite or clause.listing:
            _declare(notebook, found.words, 1)
    for part in re.findall(r"\b(?:into|to|on|for|in|under)\s+((?:an?|the|one|several)?\s*[\w -]+)", without_brackets(clause.object)):
        inner = phrase(part)
        if inner.words and (inner.many or re.match(r"an?\s", part)):
            _declare(notebook, inner.words, 1)


def _declare(notebook: Notebook, words: Words, weight: int, *, person_too: bool = False) -> Entity | None:
    if not words or len(words) > 3 or (words[-1] in nouns.NEVER_MODELS and not (weight >= 3)):
        return None
    if key(words) in notebook.excluded or not all(w.replace("-", "").isalnum() for w in words):
        return None
    return notebook.declare(words, weight)


def _prune(notebook: Notebook) -> None:
    """Drops names that only repeat another in fewer words: 'movement' beside 'stock movement'."""
    for name, entity in sorted(notebook.entities.items(), key=lambda pair: len(pair[1].words)):
        longer = [e for e in notebook.entities.values() if e is not entity and len(e.words) > len(entity.words) and key(e.words[-len(entity.words) :]) == name]
        if len(longer) == 1 and entity.said <= longer[0].said + 2:
            notebook.aliases[name] = key(longer[0].words)
            longer[0].said += entity.said
            del notebook.entities[name]


def item_is_thing(entry: Item, notebook: Notebook) -> Entity | None:
    """The entity that a list entry refers to, if it is not an attribute."""
    return notebook.exact(entry.words) if entry.words else None
