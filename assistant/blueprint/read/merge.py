"""Names of a brief that mean the same thing, made one."""

from __future__ import annotations

from assistant.blueprint.names import singular
from assistant.blueprint.read.headed import label_words
from assistant.blueprint.read.item import items
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import Entity, Notebook, Words, key
from assistant.blueprint.read.short.clause import DOING
from assistant.blueprint.read.statement import Source
from assistant.blueprint.read.tag import is_common_noun, is_plural, lemma


def fold_kinds(source: Source, notebook: Notebook) -> None:
    """'Scale questions' are questions where their kind can be 'scale'."""
    for statement in source.statements:
        base = notebook.exact(label_words(statement)) if label_words(statement) else None
        if base is None or statement.excluded:
            continue
        said = [words for e in items(statement.text) for v in e.values if (words := v.lower().split())]
        values = {words[0] for words in said} | {words[-1] for words in said}
        for name, entity in list(notebook.entities.items()):
            if len(entity.words) == 2 and key(entity.words[1:]) == key(base.words) and entity.words[0] in values:
                notebook.aliases[name] = key(base.words)
                del notebook.entities[name]


def split_clauses(notebook: Notebook) -> None:
    """Undoes names that are whole clauses: 'customers bring device' are the customers and a device."""
    for name, entity in list(notebook.entities.items()):
        at = next((n for n in range(1, len(entity.words) - 1) if _acts(entity.words, n, notebook)), 0)
        if not at:
            continue
        del notebook.entities[name]
        doers, done = (*entity.words[: at - 1], singular(entity.words[at - 1])), entity.words[at + 1 :]
        notebook.declare(doers, entity.said)
        notebook.declare(done, entity.said)
        notebook.aliases[name] = key(done)


def _acts(words: Words, at: int, notebook: Notebook) -> bool:
    """Whether a word inside a name is what those before it do to what stands behind it."""
    before = words[at - 1]
    several = is_plural(before)
    base = lemma(words[at]) or (words[at] if words[at] in DOING else None)
    someone = several or nouns.is_person(before) or notebook.exact((before,)) is not None
    form = words[at] == base if several else words[at] in {f"{base}s", f"{base}es"}
    doing = base is not None and (base in _SELDOM_NOUNS or not (is_common_noun(base) or is_common_noun(f"{base}s")))
    return doing and form and someone


_SELDOM_NOUNS = frozenset({"make", "open", "close"})


def prune(notebook: Notebook) -> None:
    """Drops names that only repeat another in fewer words: 'movement' beside 'stock movement'."""
    for name, entity in sorted(notebook.entities.items(), key=lambda pair: len(pair[1].words)):
        longer = [
            e
            for e in notebook.entities.values()
            if e is not entity and not e.event and not e.apart and _extends(e, entity)
        ]
        if len(longer) != 1 or name not in notebook.entities or (entity.headed and longer[0].headed):
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
    for name, entity in list(notebook.entities.items()):
        base = key((*entity.words[:-1], entity.words[-1].removeprefix("co-")))
        if entity.words[-1].startswith("co-") and base in notebook.entities:
            notebook.aliases[name] = base
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
