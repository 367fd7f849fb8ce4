"""Two forms of one model, relation or resource: what differs, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.blueprint.access import Operation
from assistant.blueprint.field import Field
from assistant.blueprint.names import label, plural
from assistant.blueprint.operations.wording import (
    ON_DELETE,
    WRITERS,
    a_constraint,
    a_field,
    a_lifecycle,
    a_relation,
    a_type,
    a_value,
    an_action,
    listed,
)
from assistant.blueprint.plan import Model, Resource
from assistant.blueprint.relation import Kind, Relation
from assistant.blueprint.who import who
from assistant.conversation import Record


class Difference(Record):
    """One change: where in the plan (`Product.price`, `Loan access`, `auth`), and a sentence on it."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


Differences = Iterator[Difference]

_DEEDS = {
    Operation.LIST: "list",
    Operation.READ: "read",
    Operation.CREATE: "create",
    Operation.UPDATE: "change",
    Operation.DELETE: "delete",
}


def model_differences(old: Model, new: Model) -> Differences:
    """Fields, keys, access and behaviour of two forms of a model of one name."""
    yield from _fields(old, new)
    yield from _flags(old, new)
    yield from _groups(new.name, "unique together", old.unique_together, new.unique_together)
    yield from _groups(new.name, "indexed", old.indexes, new.indexes)
    yield from _access(old, new)
    yield from _constraints(old, new)
    yield from _behaviour(old, new)


def _fields(old: Model, new: Model) -> Differences:
    for field in old.fields:
        if new.field(field.name) is None:
            yield Difference(place=f"{new.name}.{field.name}", text=f"{field.name} is gone.")
    for field in new.fields:
        place, before = f"{new.name}.{field.name}", old.field(field.name)
        if before is None:
            yield Difference(place=place, text=f"{field.name} is new: {a_field(field)}.")
        elif before != field:
            yield from _field(place, before, field)


def _field(place: str, old: Field, new: Field) -> Differences:
    def told(text: str) -> Difference:
        return Difference(place=place, text=text)

    if a_type(old) != a_type(new) or old.many != new.many:
        was, now = (f"{'a list of ' if each.many else ''}{a_type(each)}" for each in (old, new))
        yield told(f"It is now {now}; it was {was}.")
    flags: tuple[tuple[bool, bool, str, str], ...] = (
        (old.required, new.required, "It is required now.", "It may be left out now."),
        (old.unique, new.unique, "It is unique now.", "It may occur more than once now."),
        (old.secret, new.secret, "It is never shown now.", "It is shown now."),
    )
    yield from (told(yes if now else no) for was, now, yes, no in flags if was != now)
    if old.default != new.default:
        yield told(f"Its default is now {a_value(new.default)}; it was {a_value(old.default)}.")
    bounds = (
        ("smallest value", old.min, new.min),
        ("largest value", old.max, new.max),
        ("least length", old.min_length, new.min_length),
        ("greatest length", old.max_length, new.max_length),
        ("format", old.format, new.format),
    )
    yield from (
        told(f"Its {name} is now {_or_any(now)}; it was {_or_any(was)}.") for name, was, now in bounds if was != now
    )
    if old.write is not new.write:
        yield told(f"{WRITERS[new.write].capitalize()} now.")
    if old.write_roles != new.write_roles:
        yield told(f"It may be written by {listed(new.write_roles) if new.write_roles else 'any role'} now.")
    if old.description != new.description:
        yield told(f"Its description is now {new.description!r}.")


def _or_any(value: object) -> str:
    return "any" if value is None else str(value)


def _flags(old: Model, new: Model) -> Differences:
    if old.soft_delete != new.soft_delete:
        kept = "Deleted records are kept and no longer found." if new.soft_delete else "Deleting removes records now."
        yield Difference(place=new.name, text=kept)
    if old.timestamps != new.timestamps:
        text = "It has createdAt and updatedAt now." if new.timestamps else "createdAt and updatedAt are gone."
        yield Difference(place=new.name, text=text)
    if old.description != new.description:
        yield Difference(place=new.name, text=f"Its description is now {new.description!r}.")


def _groups(model: str, what: str, old: Iterable[tuple[str, ...]], new: Iterable[tuple[str, ...]]) -> Differences:
    was, now = list(old), list(new)
    for group in now:
        if group not in was:
            yield Difference(place=model, text=f"{listed(group)} {_are(group)} {what} now.")
    for group in was:
        if group not in now:
            yield Difference(place=model, text=f"{listed(group)} {_are(group)} no longer {what}.")


def _are(names: tuple[str, ...]) -> str:
    return "is" if len(names) == 1 else "are"


def _access(old: Model, new: Model) -> Differences:
    for operation, deed in _DEEDS.items():
        follows = operation is Operation.LIST and old.access.list is None and new.access.list is None
        before, now = old.access.rules(operation), new.access.rules(operation)
        if before == now or follows:
            continue
        deed = "read or list" if operation is Operation.READ and new.access.list is None else deed
        name, people = label(new.name), who(now, label(new.name))
        text = f"Who may {deed} {label(plural(new.name))}: {people}; before: {who(before, name)}."
        yield Difference(place=f"{new.name} access", text=text)


def _constraints(old: Model, new: Model) -> Differences:
    name = label(new.name)
    for each in new.constraints:
        if each not in old.constraints:
            yield Difference(place=new.name, text=f"New rule: {a_constraint(each, name)}.")
    for each in old.constraints:
        if each not in new.constraints:
            yield Difference(place=new.name, text=f"No longer a rule: {a_constraint(each, name)}.")


def _behaviour(old: Model, new: Model) -> Differences:
    name = label(new.name)
    if old.lifecycle != new.lifecycle:
        text = a_lifecycle(new.lifecycle, name) if new.lifecycle else "none; bodies write the field"
        yield Difference(place=f"{new.name} lifecycle", text=f"It is now: {text}.")
    before, now = ({action.name: action for action in each.actions} for each in (old, new))
    for action in new.actions:
        if before.get(action.name) != action:
            word = "now" if action.name in before else "new"
            yield Difference(place=f"{new.name}.{action.name}", text=f"The action is {word} {an_action(action, name)}.")
    for action in old.actions:
        if action.name not in now:
            yield Difference(place=f"{new.name}.{action.name}", text=f"The action {action.name} is gone.")


def relation_differences(old: Relation, new: Relation) -> Differences:
    """Two forms of a relation of one name."""
    place = f"{new.model}.{new.name}"
    if (old.kind, old.required, old.target) != (new.kind, new.required, new.target):
        yield Difference(place=place, text=f"Now {a_relation(new)}; before, {a_relation(old)}.")
    if old.inverse != new.inverse:
        yield Difference(place=f"{new.target}.{new.inverse}", text=f"{old.inverse} is now called {new.inverse}.")
    if old.on_delete is not new.on_delete and new.kind is not Kind.MANY_TO_MANY:
        text = ON_DELETE[new.on_delete].format(target=label(new.target))
        yield Difference(place=place, text=f"{text[:1].upper()}{text[1:]} now.")
    if old.write is not new.write:
        yield Difference(place=place, text=f"{WRITERS[new.write].capitalize()} now.")
    if old.description != new.description:
        yield Difference(place=place, text=f"Its description is now {new.description!r}.")


def served_differences(old: Resource | None, new: Resource) -> Differences:
    """Two forms of the endpoints of a model, or its first ones."""
    if old is None:
        offered = listed(_DEEDS[each] for each in new.operations)
        below = f", below its {new.parent}" if new.parent else ""
        yield Difference(place=f"{new.model} endpoints", text=f"{new.path} is new: {offered}{below}.")
        return
    yield from attributes(f"{new.model} endpoints", old, new)


def attributes(place: str, old: Record, new: Record) -> Differences:
    """Every attribute of two records of one kind that differs."""
    before, now = old.model_dump(mode="json"), new.model_dump(mode="json")
    for name in now:
        if before[name] != now[name]:
            told = name.replace("_", " ").capitalize()
            yield Difference(place=place, text=f"{told}: now {_plain(now[name])}; before: {_plain(before[name])}.")


def _plain(value: object) -> str:
    if isinstance(value, list):
        return listed(map(str, value))
    return a_value(value) if value is None or isinstance(value, str | int | float | bool) else str(value)
