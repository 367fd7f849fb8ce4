"""What a field is: type, requiredness, uniqueness, default, bounds, who writes it, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.agent.offline.explain.ground import SCHEMA, Answer, Ground, Question, capital, listed
from assistant.agent.offline.explain.subject import Held
from assistant.blueprint import names
from assistant.blueprint.field import NOW, Scalar
from assistant.draft.documents.bounds import in_words
from assistant.draft.entity import Column, Entity, Origin

_FIELD = re.compile(
    r"\b(?:required|mandatory|optional|null(?:able)?|empty|unique|duplicates?|twice|same|secret|hidden|type|"
    r"kind of|default|bounds?|range|long(?:est)?|length|max\w*|min\w*|characters|"
    r"format|negative|decimals?|precision|values?|options|choices|string|text|number|int(?:eger)?|float|"
    r"boolean|date(?:time)?|enum|json|uuid|left out|sets?|writes?|written|change[ds]?|stored|"
    r"have to be (?:given|sent)|be -?\d+|must (?:i|one|we) (?:give|send)|mean(?:s|ing)?|for)\b",
    re.I,
)
_FIELDS_OF = re.compile(
    r"\b(?:fields?|columns?|attributes?|properties|look like|consist|contain|store[ds]?|hold|have|shape|structure)\b",
    re.I,
)
_WHY = re.compile(r"\bwhy\b|\bhow come\b|\breason\b", re.I)


def fields_of(question: Question, ground: Ground) -> Answer | None:
    """The fields of a model."""
    wanted = question.about.entities
    named = [h for h in question.about.columns if not h.loose]
    if (
        len(wanted) != 1
        or named
        or not re.search(r"\b(?:which|what|list|show|describe|how many|tell|explain)\b", question.text, re.I)
    ):
        return None
    if not _FIELDS_OF.search(question.text) or re.search(
        r"\b(?:endpoints?|routes?|who|roles?|tests?)\b", question.text, re.I
    ):
        return None
    it = wanted[0]
    lines = [
        f"{capital(names.article(it.label))} has:",
        *(f"- {column_words(it, c, ground)}" for c in it.columns if c.origin is not Origin.PASSWORD),
    ]
    lines += [f"- {link.name}: links to {names.label(names.plural(link.relation.target))}" for link in it.links]
    return Answer("\n".join(lines), (it.pascal,), (SCHEMA, f"lib/schemas/{it.file}.ts"))


def column_words(it: Entity, column: Column, ground: Ground) -> str:
    """'isbn: text, 10 to 17 characters; required; unique'."""
    return f"{column.name}: {in_words(column, dict(ground.design.enums))}; {listed(_traits(it, column))}".replace(
        "`", ""
    )


_LISTED: tuple[tuple[str, Callable[[Column], bool]], ...] = (
    (r"\bsecret|\bnever (?:answered|returned)", lambda c: not c.answered and c.origin is not Origin.DELETED),
    (r"\bunique", lambda c: c.field.unique),
    (r"\boptional|\bnullable|\bmay be (?:empty|null)", lambda c: not c.field.required),
    (r"\bmandatory|\brequired", lambda c: c.field.required and c.origin in (Origin.FIELD, Origin.KEY)),
)


def fields_with(question: Question, ground: Ground) -> Answer | None:
    """The fields that are secret, unique, optional or required, of the models that are named or of all."""
    if question.about.named or not re.search(r"\b(?:which|what|any|list|all|are there)\b", question.text, re.I):
        return None
    entities = question.about.entities or ground.design.entities
    for pattern, holds in _LISTED:
        if re.search(pattern, question.text, re.I):
            found = [f"{it.pascal}.{c.name}" for it in entities for c in it.columns if holds(c)]
            groups = [f"{it.pascal} ({', '.join(g)})" for it in entities for g in it.model.unique_together]
            found += groups if "unique" in pattern else []
            return Answer(f"{listed(found)}." if found else "None.", tuple(it.pascal for it in entities), (SCHEMA,))
    return None


def field(question: Question, ground: Ground) -> Answer | None:
    """What was asked about one or several columns, all that is known of each."""
    held = question.about.named
    if (
        not held
        or (all(each.loose for each in held) and not _WHY.search(question.text))
        or not _FIELD.search(question.text)
        or (len(held) > 1 and all(each.column.origin is Origin.ID for each in held))
    ):
        return None
    texts = [_told(each, question, ground) for each in held[:3]]
    places, files = (
        tuple(h.place for h in held[:3]),
        (SCHEMA, *dict.fromkeys(f"lib/schemas/{h.entity.file}.ts" for h in held[:3])),
    )
    return Answer("\n".join(texts), places, files)


def _told(held: Held, question: Question, ground: Ground) -> str:
    column, it = held.column, held.entity
    verdict = _verdict(held, question)
    form = in_words(column, dict(ground.design.enums)).replace("`", "")
    text = f"{verdict} {held.name}: {form}; {listed(_traits(it, column))}.".strip()
    said = why(held, ground)
    if _WHY.search(question.text):
        text += (
            f" {said}" if said else " The plan gives no further reason: neither the brief nor an assumption says more."
        )
    elif said and _writes(question.text):
        text += f" {said}"
    return text


def _writes(text: str) -> bool:
    return bool(re.search(r"\b(?:sets?|writes?|written|change[ds]?)\b", text, re.I))


def why(held: Held, ground: Ground) -> str:
    """What the plan says of a column beside its form: its description, and the assumptions that speak of it."""
    column, it = held.column, held.entity
    name = column.relation.name if column.relation else column.name
    told = [column.field.description.rstrip(".") + "."] if column.field.description else []
    words = "|".join({re.escape(column.name), re.escape(name), re.escape(names.label(name))})
    of = "|".join({re.escape(it.pascal), re.escape(it.label), re.escape(it.labels)})
    naming = [a for a in ground.plan.assumptions if re.search(rf"\b(?:{words})\b", a, re.I)]
    close = [a for a in naming if re.search(rf"\b(?:{of})\b", a, re.I)] or naming
    told += [f"Assumed: {each}" for each in close[:2]]
    told += [_by_type(held)] if not close and _by_type(held) else []
    return " ".join(told)


_BY_TYPE = {
    Scalar.DECIMAL: "A Decimal holds amounts exactly, which a Float does not, so sums do not drift.",
    Scalar.BIG_INT: "A BigInt reaches beyond two thousand million, where an Int ends.",
    Scalar.DATE: "A Date has no time of day, so no time zone can move it to another day.",
    Scalar.DATE_TIME: "A DateTime is a moment, kept in UTC.",
    Scalar.JSON: "Json takes any shape; nothing in it can be checked or indexed as a column can.",
    Scalar.UUID: "A Uuid can't be guessed or counted up.",
}


def _by_type(held: Held) -> str:
    column = held.column
    if column.origin is Origin.ID and column.field.scalar is Scalar.UUID:
        return (
            "Ids are time-ordered UUIDs: they can't be guessed or counted, and new rows still go to the end of "
            "the index."
        )
    if column.field.scalar is None:
        return "An enum is a closed set: the database refuses any other value."
    return _BY_TYPE.get(column.field.scalar, "")


def _verdict(held: Held, question: Question) -> str:
    """'Yes.' or 'No.' to a question that asks whether."""
    text, column = question.text, held.column
    if not re.match(r"^(?:\W|and|so|but|ok|or)*(?:is|are|can|may|must|does|do|has|have|will|could)\b", text, re.I):
        return ""
    spans = column.field.unique or any(
        (column.relation.name if column.relation else column.name) in g for g in held.entity.model.unique_together
    )
    needed = column.field.required and column.field.default is None
    answers = (
        (r"\b(?:required|mandatory|have to be|must)\b", needed),
        (r"\b(?:optional|null(?:able)?|empty|left out|missing|blank)\b", not needed),
        (r"\b(?:unique)\b", spans),
        (r"\b(?:duplicates?|twice|same)\b", not spans),
        (r"\b(?:secret|hidden)\b", not column.answered),
        (r"\b(?:negative|below zero)\b", column.field.min is None or column.field.min < 0),
        (r"\b(?:enum)\b", column.field.scalar is None),
        (r"\b(?:decimal)\b", column.field.scalar is Scalar.DECIMAL),
        (r"\b(?:string|text)\b", column.field.scalar is Scalar.STRING),
        (r"\b(?:int|integer|whole number)\b", column.field.scalar in (Scalar.INT, Scalar.BIG_INT)),
        (r"\b(?:changed?|edited|updated)\b", column.name in {i.name for i in held.entity.changes()}),
    )  # fmt: skip
    number = re.search(r"\bbe (-?\d+)\b", text)
    if number:
        low, high = column.field.min, column.field.max
        fits = (low is None or int(number[1]) >= low) and (high is None or int(number[1]) <= high)
        return "Yes." if fits else "No."
    for pattern, holds in answers:
        if re.search(pattern, text, re.I):
            return "Yes." if holds else "No."
    return ""


def _traits(it: Entity, column: Column) -> Iterator[str]:
    """'required', 'unique', '0 if left out', 'set by the service' …"""
    field_ = column.field
    stepped = it.model.lifecycle is not None and it.model.lifecycle.field == column.name
    if column.origin is Origin.ID:
        yield "the primary key"
        yield "set by the service"
        return
    yield "required" if field_.required else "may be empty"
    if field_.unique:
        yield "unique"
    name = column.relation.name if column.relation else column.name
    yield from (
        f"unique together with {listed(n for n in group if n != name)}"
        for group in it.model.unique_together
        if name in group
    )
    if field_.default is not None:
        yield f"{_value(field_.default)} if nothing is sent"
    yield from _written(it, column, stepped)
    if not column.answered:
        yield "never answered"


def _value(default: object) -> str:
    if default == NOW:
        return "now"
    return str(default).lower() if isinstance(default, bool) else str(default)


def _written(it: Entity, column: Column, stepped: bool) -> Iterator[str]:
    if stepped:
        yield "changed by the steps of its lifecycle alone"
        return
    created, changed = {i.name for i in it.creation()}, {i.name for i in it.changes()}
    if column.field.write_roles:
        yield f"written by {listed(column.field.write_roles)} alone"
    key = it.key(column.relation.name) if column.relation else None
    if key is not None and key.source.value == "actor":
        yield "set to the caller"
    elif key is not None and key.source.value == "parent":
        yield "taken from the path"
    elif column.name not in created | changed:
        yield from _sent(it, column)
    elif column.name not in changed:
        yield "set once, on creation"


def _sent(it: Entity, column: Column) -> Iterator[str]:
    name = column.relation.name if column.relation else column.name
    by = [a.name for a in it.model.actions if name in a.accepts or any(e.field == name for e in a.effects)]
    steps = it.model.lifecycle.transitions if it.model.lifecycle else ()
    by += [f"the step to {s.to}" for s in steps if name in s.requires or any(e.field == name for e in s.effects)]
    yield f"set by {listed(dict.fromkeys(by))}" if by else "set by the service"
