"""Which row a foreign key of the i-th row points at."""

from __future__ import annotations

from assistant.draft.design import Design
from assistant.draft.entity import Entity, Key, Source
from assistant.draft.measure.cells import ROWS

FEW = 8
"""Rows that most keys point at: each then has more than a page of others hanging on it."""


def row_id(design: Design, entity: Entity, row: str) -> str:
    """SQL for the id of a row, 1 to ROWS."""
    return f"pg_temp.row_id({design.entities.index(entity)}, {row})"


def targets(entity: Entity) -> dict[str, str]:
    """The row that each key points at, by the relation's name; combinations that must be unique are.

    Read as a number in base FEW, `i` gives each key a digit of its own. Of a combination that must be unique, one key
    takes all the digits that are left, and so points at many rows.
    """
    wide = {_wide(entity, group): len(group) - 1 for group in _groups(entity)}
    grouped = [key for group in _groups(entity) for key in group]
    few = [key for key in dict.fromkeys((*grouped, *entity.keys)) if key not in wide and not key.column.field.unique]
    found = {key.relation.name: "i" for key in entity.keys if key.column.field.unique}
    found |= {key.relation.name: _digits(place, FEW) for place, key in enumerate(few)}
    return found | {key.relation.name: _digits(place, ROWS) for key, place in wide.items()}


def _digits(place: int, many: int) -> str:
    return f"1 + i / {FEW**place} % {many}" if place else f"1 + i % {many}"


def _groups(entity: Entity) -> list[tuple[Key, ...]]:
    """The keys of each combination that must be unique."""
    groups = [
        tuple(key for key in entity.keys if key.relation.name in group or key.column.name in group)
        for group in entity.model.unique_together
    ]
    return [group for group in groups if group]


def _wide(entity: Entity, group: tuple[Key, ...]) -> Key:
    """Neither the parent, whose list is to be long, nor the caller, who is to own much, if there is another."""
    parent = entity.resource.parent if entity.resource else None

    def cost(key: Key) -> int:
        return 2 if key.relation.name == parent else 1 if key.source is Source.ACTOR else 0

    return min(reversed(group), key=cost)


def in_order(design: Design) -> list[Entity]:
    """The entities so that required keys point backwards; a cycle of required keys is no sound plan."""
    waiting, found = list(design.entities), list[Entity]()
    while waiting:
        ready = next((each for each in waiting if _ready(design, each, waiting, required=False)), None)
        ready = ready or next((each for each in waiting if _ready(design, each, waiting, required=True)), waiting[0])
        waiting.remove(ready)
        found.append(ready)
    return found


def _ready(design: Design, entity: Entity, waiting: list[Entity], *, required: bool) -> bool:
    keys = [key for key in entity.keys if key.relation.required or not required]
    return not any(
        design.entity(key.relation.target) in waiting for key in keys if key.relation.target != entity.pascal
    )
