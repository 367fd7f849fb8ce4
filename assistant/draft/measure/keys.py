"""Which row a foreign key of the i-th row points at."""

from __future__ import annotations

from assistant.draft.design import Design
from assistant.draft.entity import Entity, Key
from assistant.draft.measure.cells import ROWS

FEW = 8
"""Rows that most keys point at: each then has more than a page of others hanging on it."""


def row_id(design: Design, entity: Entity, row: str) -> str:
    """SQL for the id of a row, 1 to ROWS."""
    return f"pg_temp.row_id({design.entities.index(entity)}, {row})"


def targets(entity: Entity) -> dict[str, str]:
    """The row that each key points at, by the relation's name; combinations that must be unique are."""
    found: dict[str, str] = {}
    step = 1
    for key in entity.keys:
        if key.column.field.unique:
            found[key.relation.name] = "i"
            continue
        many = ROWS if _last_of_group(entity, key) else FEW
        found[key.relation.name] = f"1 + i / {step} % {many}" if step > 1 else f"1 + i % {many}"
        step *= many if many == FEW else 1
    return found


def _last_of_group(entity: Entity, key: Key) -> bool:
    """Whether the key is the last of a combination that must be unique: by then the others are used up."""
    keys = [each.relation.name for each in entity.keys]
    for group in entity.model.unique_together:
        named = [name for name in keys if name in group or f"{name}Id" in group]
        if named and named[-1] == key.relation.name:
            return True
    return False


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
