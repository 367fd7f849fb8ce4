"""Constraints over several rows or fields: limits, no overlap, order, difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.blueprint.access import Condition
from assistant.blueprint.behaviour import Constraint, Distinct, Limit, NoOverlap, Ordered
from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.names import singular
from assistant.blueprint.plan import Model
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.statement import Source, Statement
from assistant.blueprint.relation import Kind, Relation

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "twenty": 20,
}
_LIMIT = re.compile(
    r"(?:\b(?:more\s+than|over|exceed\w*)|\b(?:at\s+most|up\s+to|(?:a\s+)?max(?:imum)?(?:\s+of)?|"
    r"no\s+more\s+than|limit\s+of))\s+(?P<number>\d+|" + "|".join(_NUMBERS) + r")\s+"
    r"(?P<what>[a-z][\w -]*?)(?=\s+(?:at|per|in|for|each|on)\b|[,.;)]|$)",
    re.I,
)
_OVERLAP = re.compile(
    r"\b(?:overlap\w*|double[- ]?book\w*|booked\s+twice|two\s+\w+(?:\s+\w+)?\s+at\s+(?:once|"
    r"the\s+same\s+time)|at\s+the\s+same\s+time)\b",
    re.I,
)
_PAIRS = (
    ("startsAt", "endsAt"),
    ("startDate", "endDate"),
    ("checkIn", "checkOut"),
    ("checkInDate", "checkOutDate"),
    ("opensAt", "closesAt"),
    ("borrowedAt", "dueAt"),
    ("issuedOn", "dueOn"),
    ("salesStart", "salesEnd"),
    ("currentPeriodStart", "currentPeriodEnd"),
    ("entryTime", "exitTime"),
    ("validFrom", "validTo"),
    ("validFrom", "validUntil"),
    ("hiredOn", "leftOn"),
    ("fromDate", "toDate"),
)
_CAPACITY = re.compile(
    r"^(?:capacity|copies|seats|spots|places|slots|max(?:Participants|Volunteers|Attendees|Members|"
    r"Students|Players|People|Guests|Seats))$"
)
_OVER = re.compile(
    r"^(?:CANCEL|REJECT|DECLIN|WITHDR|REFUND|NO_SHOW|DONE|COMPLET|RETURN|CLOSED|EXPIR|MISSED|"
    r"FINISH|WAITLIST|VOID|FAIL|LOST)"
)
_OTHERS = (
    ("home", "away"),
    ("source", "destination"),
    ("sender", "recipient"),
    ("follower", "followed"),
    ("origin", "destination"),
    ("from", "to"),
)


@dataclass(frozen=True)
class Unplaced:
    """A constraint that the plan can't hold, and why."""

    sentence: str
    why: str


def constraints(
    source: Source, notebook: Notebook, models: tuple[Model, ...], relations: tuple[Relation, ...]
) -> tuple[dict[str, tuple[Constraint, ...]], list[Unplaced]]:
    """The constraints of each model, and sentences of limits and overlaps that found no place."""
    found: dict[str, list[Constraint]] = {m.name: [] for m in models}
    unplaced: list[Unplaced] = []
    for statement in source.statements:
        if statement.excluded:
            continue
        for name, limit in _limits(statement, notebook, models, relations):
            found[name].append(limit)
            _heard(notebook, statement)
        if _OVERLAP.search(statement.text):
            placed = list(_overlaps(statement, notebook, models, relations))
            for name, constraint in placed:
                found[name].append(constraint)
                _heard(notebook, statement)
            if not placed:
                unplaced.append(
                    Unplaced(
                        statement.text,
                        "Overlap needs a record with a start and an end, and I found none that this is about.",
                    )
                )
    for model in models:
        found[model.name] += [
            *_ordered(model),
            *_distinct(model, relations),
            *_capacities(model, notebook, models, relations),
        ]
    for statement in source.statements:
        if _ORDER.search(statement.text) and any(isinstance(c, Ordered) for given in found.values() for c in given):
            _heard(notebook, statement)
    return {name: tuple(dict.fromkeys(c for c in given)) for name, given in found.items()}, unplaced


_ORDER = re.compile(r"\bend\w*\b.*\b(?:after|later|follow)\b.*\b(?:start|begin)|\bstart\w*\b.*\bbefore\b.*\bend", re.I)


def _heard(notebook: Notebook, statement: Statement) -> None:
    """The statement left its trace after all."""
    notebook.silent = [s for s in notebook.silent if s is not statement]


def _limits(
    statement: Statement, notebook: Notebook, models: tuple[Model, ...], relations: tuple[Relation, ...]
) -> Iterator[tuple[str, Limit]]:
    for match in _LIMIT.finditer(statement.text):
        before, after = statement.text[: match.start()], statement.text[match.end() :]
        if re.search(r"more\s+than|over|exceed", match[0], re.I) and not re.search(
            r"\b(?:can't|cannot|not|never|no|nobody|none)\b[^.;]*$", statement.text[: match.start() + 3], re.I
        ):
            continue
        entity = notebook.find(phrase(match["what"]).words)
        if entity is None:
            continue
        number = int(match["number"]) if match["number"].isdigit() else _NUMBERS[match["number"].lower()]
        per = re.match(
            r"\s*(?:at\s+(?:once|a\s+time|the\s+same\s+time)\s*)?(?:per|for\s+each|each)\s+(\w+)", after, re.I
        )
        subject = notebook.find(per[1].lower()) if per else None
        subject = subject or next(
            (
                e
                for part in reversed(re.split(r",|;|\band\b", before))
                if (
                    e := notebook.find(
                        phrase(re.sub(r"\b(?:can|may|must|should|could|cannot|can't)\b.*", "", part)).words
                    )
                )
                is not None
            ),
            None,
        )
        model = next((m for m in models if m.name == entity.name), None)
        relation = _key(entity.name, subject.name, relations) if subject is not None else None
        who = (
            per[1].lower()
            if per
            else (phrase(re.split(r"\b(?:can|may|must|should|could|cannot|can't|has|have)\b", before)[0]).head)
        )
        relation = relation or next((r for r in relations if r.model == entity.name and r.name == singular(who)), None)
        if relation is None and subject is not None:
            between = (
                m for m in models if _key(m.name, entity.name, relations) and _key(m.name, subject.name, relations)
            )
            model = next(between, model)
            relation = _key(model.name, subject.name, relations) if model is not None else None
        if model is not None and relation is not None:
            yield model.name, Limit(per=relation.name, max=number, counting=_live(model, match["what"]))


def _key(child: str, parent: str, relations: tuple[Relation, ...]) -> Relation | None:
    return next((r for r in relations if r.model == child and r.target == parent and r.kind is Kind.MANY_TO_ONE), None)


def _live(model: Model, said: str) -> tuple[Condition, ...]:
    """Which records count: 'open loans' are those without a return date, others those not over."""
    if re.search(r"\b(?:open|active|current|outstanding|unreturned|live|ongoing|running)\b", said, re.I):
        gone = next(
            (
                f
                for f in model.fields
                if not f.required
                and re.match(r"(?:returned|closed|ended|finished|completed|cancelled|canceled|left|exit)", f.name)
            ),
            None,
        )
        if gone is not None:
            return (Condition(field=gone.name, null=True),)
    return ()


def _overlaps(
    statement: Statement, notebook: Notebook, models: tuple[Model, ...], relations: tuple[Relation, ...]
) -> Iterator[tuple[str, NoOverlap]]:
    named = [
        e.name
        for part in re.split(
            r",|;|\band\b|\bor\b|\bnor\b|\bfor\b|\bof\b|\b(?:have|has|be|is|in|with|overlap\w*)\b", statement.text
        )
        if (e := notebook.find(phrase(part).words)) is not None
    ]
    spans = [(m, pair) for m in models if (pair := _span(m)) is not None]
    about = re.search(r"\b(?:two|double|same)\s+(\w+)", statement.text, re.I)
    meant = notebook.find(singular(about[1].lower())) if about else None
    if meant is not None and meant.name not in {model.name for model, _ in spans}:
        return
    chosen = [s for s in spans if s[0].name in named] or [
        s for s in spans if any(r.model == s[0].name and r.target in named for r in relations)
    ]
    for model, (start, end) in chosen[:1]:
        pers = [
            r
            for r in relations
            if r.model == model.name
            and r.kind is Kind.MANY_TO_ONE
            and r.target in named
            and r.target != model.name
            and _means(notebook, r, statement.text)
        ]
        for relation in pers:
            yield (
                model.name,
                NoOverlap(per=relation.name, start=start, end=end, counting=_counting(model, notebook, statement.text)),
            )


def _means(notebook: Notebook, relation: Relation, text: str) -> bool:
    """Whether a sentence about people is about these: 'doctors' are not the patients of an appointment."""
    target = notebook.by_name(relation.target)
    if target is None or not (target.inferred or notebook.is_account(target)):
        return True
    return bool(re.search(rf"\b(?:{relation.name}|{target.words[-1]}|person|people|they|he|she)", text, re.I))


def _span(model: Model) -> tuple[str, str] | None:
    dates = {f.name: f for f in model.fields if f.scalar in {Scalar.DATE_TIME, Scalar.DATE}}
    return next(
        ((a, b) for a, b in _PAIRS if a in dates and b in dates and dates[a].required and dates[b].required), None
    )


def _counting(model: Model, notebook: Notebook, text: str) -> tuple[Condition, ...]:
    entity = notebook.by_name(model.name)
    for name, typed in entity.fields.items() if entity else ():
        if not typed.values or name not in {"status", "state"}:
            continue
        said = tuple(v for v in typed.values if re.search(rf"\b{v.replace('_', ' ')}\b", text, re.I))
        live = said or tuple(v for v in typed.values if not _OVER.match(v))
        return (Condition(field=name, one_of=live),) if live and live != typed.values else ()
    return _live(model, "open")


def _ordered(model: Model) -> Iterator[Ordered]:
    fields = {f.name: f for f in model.fields if not f.many}
    for before, after in _PAIRS:
        if before in fields and after in fields and _alike(fields[before], fields[after]):
            yield Ordered(
                before=before,
                after=after,
                or_equal=fields[before].scalar is Scalar.DATE and not before.startswith("checkIn"),
            )
    for name, field in fields.items():
        other = "max" + name[3:]
        if name.startswith("min") and other in fields and _alike(field, fields[other]):
            yield Ordered(before=name, after=other, or_equal=True)


def _alike(first: Field, second: Field) -> bool:
    dates, numbers = {Scalar.DATE, Scalar.DATE_TIME}, {Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL}
    return any({first.scalar, second.scalar} <= kind for kind in (dates, numbers))


def _distinct(model: Model, relations: tuple[Relation, ...]) -> Iterator[Distinct]:
    keys = {r.name: r for r in relations if r.model == model.name and r.kind is not Kind.MANY_TO_MANY}
    for first, second in _OTHERS:
        one = next((r for n, r in keys.items() if n.startswith(first)), None)
        two = next((r for n, r in keys.items() if n.startswith(second)), None)
        if one is not None and two is not None and one.target == two.target and one is not two:
            yield Distinct(first=one.name, second=two.name)


def _capacities(
    model: Model, notebook: Notebook, models: tuple[Model, ...], relations: tuple[Relation, ...]
) -> Iterator[Limit]:
    """Sign-ups and bookings are limited by the capacity of what they are for."""
    if model.name not in notebook.events:
        return
    for relation in relations:
        target = next((m for m in models if m.name == relation.target), None)
        if relation.model != model.name or target is None or relation.kind is not Kind.MANY_TO_ONE:
            continue
        field = next((f for f in target.fields if _CAPACITY.match(f.name) and f.scalar is Scalar.INT), None)
        if field is not None and _span(model) is None:
            yield Limit(per=relation.name, max_field=field.name, counting=_counting(model, notebook, ""))
