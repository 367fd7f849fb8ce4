"""Conditions and the values that meet or fail them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from assistant.blueprint import names
from assistant.blueprint.access import Condition, Tense
from assistant.blueprint.field import NOW, Literal, Scalar
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity
from assistant.draft.suite.value import values_of


@dataclass(frozen=True)
class Moment:
    """A date before or after now."""

    tense: Tense


@dataclass(frozen=True)
class Given:
    """Some value, whichever."""


Value = Literal | None | Moment | Given
Values = Mapping[str, Value]
Test = tuple[Condition, ...]


def holds(test: Iterable[Condition], values: Values) -> bool:
    """Whether all conditions are met; a column that is not given is empty."""
    return all(_meets(condition, values.get(condition.field)) for condition in test)


def _meets(condition: Condition, value: Value) -> bool:
    if condition.null is not None:
        return (value is None) == condition.null
    if condition.tense is not None:
        return value == Moment(condition.tense)
    return any(value == each and isinstance(value, bool) == isinstance(each, bool) for each in condition.one_of or ())


def usual(design: Design, it: Entity) -> dict[str, Value]:
    """What the rows of an entity hold where a test chooses nothing; a key is under its relation's name too."""
    found: dict[str, Value] = {}
    for column in it.columns:
        value = _usual(design, column)
        found[column.name] = value
        if column.relation:
            found[column.relation.name] = value
    return found


def _usual(design: Design, column: Column) -> Value:
    field = column.field
    if field.default is not None:
        return field.default if field.default != NOW else Moment(Tense.PAST)
    if not field.required:
        return None
    if field.scalar is None and not field.many:
        return values_of(design, field)[0]
    if field.scalar is Scalar.BOOLEAN:
        return True
    return Moment(Tense.FUTURE) if field.scalar in (Scalar.DATE, Scalar.DATE_TIME) else Given()


def variants(design: Design, it: Entity, tests: tuple[Test, ...]) -> list[dict[str, Value]]:
    """Values of the columns that conditions speak of, one choice for each way in which the tests come out."""
    fields = list(dict.fromkeys(condition.field for test in tests for condition in test))
    choices = [_choices(design, it, field, tests) for field in fields]
    found: dict[tuple[bool, ...], dict[str, Value]] = {}
    for combination in product(*choices):
        values = dict(zip(fields, combination, strict=True))
        found.setdefault(tuple(holds(test, values) for test in tests), values)
    return list(found.values())


def _choices(design: Design, it: Entity, field: str, tests: tuple[Test, ...]) -> list[Value]:
    """Values that tell the conditions on a field apart."""
    column = it.column(field)
    assert column is not None
    conditions = [c for test in tests for c in test if c.field == field]
    empty: list[Value] = [] if column.field.required else [None]
    if any(c.tense for c in conditions):
        return [Moment(Tense.FUTURE), Moment(Tense.PAST), *empty]
    if column.field.scalar is None and not column.field.many and not column.relation:
        return [*values_of(design, column.field), *empty]
    if column.field.scalar is Scalar.BOOLEAN:
        return [False, True, *empty]
    listed: list[Value] = [value for c in conditions for value in c.one_of or ()]
    return [*listed, Given(), *empty]


def value_text(value: Value) -> str:
    """A value in a title."""
    if isinstance(value, Moment):
        return f"in the {value.tense.value}"
    if isinstance(value, Given):
        return "set"
    return "not set" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def values_text(values: Values) -> str:
    """The values of a record in a title."""
    return ", ".join(f"{names.label(name)} {value_text(value)}" for name, value in values.items())
