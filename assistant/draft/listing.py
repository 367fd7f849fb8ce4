"""The query parameters by which a list is narrowed and ordered, named once for code, tests and documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.blueprint import names
from assistant.blueprint.field import Scalar
from assistant.blueprint.relation import Kind, Relation
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity


class Comparison(StrEnum):
    """How a parameter is compared: `HAS` with the items of a list or many-to-many relation; bounds are inclusive."""

    EQUALS = "equals"
    MIN = "min"
    MAX = "max"
    HAS = "has"


@dataclass(frozen=True)
class Filter:
    """One query parameter. `column` is what it is compared with; `link` where that is a many-to-many relation."""

    name: str
    comparison: Comparison
    column: Column | None = None
    link: Relation | None = None


_RANGED = {
    Scalar.INT: ("Min", "Max"),
    Scalar.BIG_INT: ("Min", "Max"),
    Scalar.FLOAT: ("Min", "Max"),
    Scalar.DECIMAL: ("Min", "Max"),
    Scalar.DATE_TIME: ("From", "To"),
    Scalar.DATE: ("From", "To"),
}


def filters(design: Design, entity: Entity) -> tuple[Filter, ...]:
    """The filters of an entity's list, in the order of the plan."""
    if entity.resource is None:
        return ()
    return tuple(each for name in entity.resource.filters for each in _filters(design, entity, name))


def _filters(design: Design, entity: Entity, name: str) -> tuple[Filter, ...]:
    column = entity.column(name)
    if column is None:
        link = next(r for r in design.blueprint.relations if _joins(r, entity, name))
        return (Filter(f"{names.singular(name)}Id", Comparison.HAS, link=link),)
    if column.field.many:
        return (Filter(names.singular(name), Comparison.HAS, column),)
    ends = _RANGED.get(column.field.scalar) if column.field.scalar and column.relation is None else None
    if ends:
        return (Filter(name + ends[0], Comparison.MIN, column), Filter(name + ends[1], Comparison.MAX, column))
    return (Filter(column.name, Comparison.EQUALS, column),)


def _joins(relation: Relation, entity: Entity, name: str) -> bool:
    ends = ((relation.model, relation.name), (relation.target, relation.inverse))
    return relation.kind is Kind.MANY_TO_MANY and (entity.pascal, name) in ends


def orders(entity: Entity) -> tuple[str, ...]:
    """The values of `sort`: each field ascending, then descending."""
    fields = entity.resource.sort if entity.resource else ()
    return tuple(value for field in fields for value in (field, f"-{field}"))
