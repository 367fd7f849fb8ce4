"""What records may hold: secrets, bounds, pairs that must be ordered, joins that may occur once, deletions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.blueprint.behaviour import NoOverlap, Ordered
from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.names import article, label
from assistant.blueprint.plan import Model
from assistant.blueprint.relation import Kind, OnDelete
from assistant.conversation import Remark, Severity
from assistant.review.subject import Subject

SECRET = re.compile(r"password|passphrase|secret|token|apiKey|privateKey|accessKey|pinCode|ssn|cvv|cvc", re.IGNORECASE)
AMOUNT = re.compile(
    r"(quantity|amount|price|cost|fee|total|stock|count|capacity|seats|copies|rate|salary|balance)$", re.I
)
SIGNED = re.compile(r"balance|delta|change|adjust", re.IGNORECASE)
NUMBERS = (Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL)
TIMES = (Scalar.DATE, Scalar.DATE_TIME)
PAIRS = (
    ("start", "end"),
    ("starts", "ends"),
    ("from", "to"),
    ("begin", "end"),
    ("checkIn", "checkOut"),
    ("open", "close"),
)
JOINED = 2


def secrets(subject: Subject) -> Iterator[Remark]:
    """A column that sounds like a secret and leaves the service."""
    for model in subject.plan.models:
        for field in model.fields:
            if SECRET.search(field.name) and field.type == Scalar.STRING and not field.secret:
                yield Remark(
                    place=f"{model.name}.{field.name}",
                    rule="secrets",
                    message=f"{field.name} is answered to whoever may read {article(label(model.name))}.",
                    why="What opens another door must not lie in answers, logs and caches.",
                    mend="Mark it `secret: true`; better, keep a hash.",
                    severity=Severity.BLOCKER,
                )


def unbounded_amounts(subject: Subject) -> Iterator[Remark]:
    """An amount that may be negative."""
    for model in subject.plan.models:
        for field in model.fields:
            amount = AMOUNT.search(field.name) and field.scalar in NUMBERS and not SIGNED.search(field.name)
            if amount and field.min is None and field.write != "server":
                yield Remark(
                    place=f"{model.name}.{field.name}",
                    rule="validation",
                    message=f"{field.name} may be negative.",
                    why="A negative amount turns an order into a payout and a stock into nonsense.",
                    mend="Give it `min: 0`, or `min: 1` where none makes no sense.",
                    severity=Severity.MINOR,
                )


def unordered_times(subject: Subject) -> Iterator[Remark]:
    """A span that may end before it begins."""
    for model in subject.plan.models:
        held = {(c.before, c.after) for c in model.constraints if isinstance(c, Ordered)}
        held |= {(c.start, c.end) for c in model.constraints if isinstance(c, NoOverlap)}
        for start, end in _spans(model):
            if (start.name, end.name) not in held:
                yield Remark(
                    place=f"{model.name}.{end.name}",
                    rule="validation",
                    message=f"{end.name} may lie before {start.name}.",
                    why="Every query over such a span has to cope with spans that are none.",
                    mend=f"Add the constraint `ordered`, before: {start.name}, after: {end.name}.",
                    severity=Severity.MAJOR,
                )


def doubled_joins(subject: Subject) -> Iterator[Remark]:
    """A model that only joins two others, and may join the same two twice."""
    for model in subject.plan.models:
        keys = [r for r in subject.plan.keys_of(model.name) if r.required and r.kind is Kind.MANY_TO_ONE]
        bare = not any(f.required and f.default is None and f.write == "always" for f in model.fields)
        if len(keys) != JOINED or not bare or len({r.target for r in keys}) != JOINED or model.lifecycle:
            continue
        pair = {r.name for r in keys}
        if not any(set(unique) <= pair for unique in model.unique_together):
            first, second = (r.name for r in keys)
            yield Remark(
                place=model.name,
                rule="validation",
                message=f"The same {label(first)} and {label(second)} may be joined twice.",
                why="A request that is sent twice makes a second row, and counts are wrong from then on.",
                mend=f"Make ({first}, {second}) unique together, or say that it may repeat.",
                severity=Severity.MINOR,
            )


def deep_deletes(subject: Subject) -> Iterator[Remark]:
    """Deleting an account takes other records with it."""
    for relation in subject.plan.relations:
        target = subject.plan.model(relation.target)
        deletable = target is not None and bool(target.access.delete) and not target.soft_delete
        if relation.on_delete is OnDelete.CASCADE and deletable and relation.target == subject.plan.auth.model:
            yield Remark(
                place=f"{relation.model}.{relation.name}",
                rule="deletion",
                message=f"Deleting a {label(relation.target)} deletes every {label(relation.model)} of theirs.",
                why="What others rely on, such as orders or comments, is gone with one request and can't be restored.",
                mend="Use `restrict`, keep the record with `set_null`, or soft delete the account.",
                severity=Severity.MINOR,
            )


def _spans(model: Model) -> Iterator[tuple[Field, Field]]:
    times = {field.name: field for field in model.fields if field.scalar in TIMES and field.write != "server"}
    for name, field in times.items():
        for start, end in PAIRS:
            other = _swapped(name, start, end)
            if other in times and times[other].type == field.type:
                yield field, times[other]
                break


def _swapped(name: str, start: str, end: str) -> str | None:
    """endsAt for startsAt; None where the name does not begin or end with the word."""
    rest = name[len(start) :]
    if name.startswith(start) and (not rest or rest[0].isupper()):
        return end + rest
    capital = start[0].upper() + start[1:]
    return name.removesuffix(capital) + end[0].upper() + end[1:] if name.endswith(capital) else None
