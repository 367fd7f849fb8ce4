"""Fields that change their place: 'move the notes from tasks to projects', 'split name into firstName and lastName'."""

from __future__ import annotations

import re

from assistant.blueprint.operations.operation import AddField, DropField, Operation
from assistant.blueprint.revise.known import Column
from assistant.blueprint.revise.sheet import Sheet
from assistant.blueprint.revise.target import given_name, member_name
from assistant.blueprint.revise.wording import Request

_MOVE = re.compile(
    r"^(?:move|shift|relocate)\s+(?P<what>.+?)\s+from\s+(?P<old>.+?)\s+(?:to|onto|into)\s+(?P<new>.+)$", re.I
)
_ONTO = re.compile(r"^(?:move|shift|relocate)\s+(?P<what>.+?)\s+(?:to|onto|into)\s+(?P<new>.+)$", re.I)
_SPLIT = re.compile(
    r"^(?:split|break)\s+(?:up\s+)?(?P<what>.+?)\s+(?:up\s+)?(?:into|in|to)\s+(?P<first>.+?)\s+and\s+(?P<second>.+)$",
    re.I,
)


def read(request: Request, sheet: Sheet) -> bool:
    """Moves or splits a field; the values that it holds are not carried over, and that is said."""
    return _moved(request.text, sheet) or _split(request.text, sheet)


def _moved(text: str, sheet: Sheet) -> bool:
    found = _MOVE.match(text) or _ONTO.match(text)
    target = sheet.thing(found["new"]) if found else None
    if found is None or target is None:
        return False
    old = found.groupdict().get("old")
    ref = sheet.resolve(f"{found['what']} of {old}" if old else found["what"], things=False)
    field = sheet.find(ref.model).field(ref.name) if isinstance(ref, Column) else None
    if not isinstance(ref, Column) or field is None or ref.model == target:
        return False
    sheet.do(DropField(model=ref.model, field=ref.name), AddField(model=target, field=field))
    _told(sheet, ref, f"{target}.{field.name}")
    sheet.about(target, Column(target, field.name))
    return True


def _split(text: str, sheet: Sheet) -> bool:
    found = _SPLIT.match(text)
    ref = sheet.resolve(found["what"], things=False) if found else None
    field = sheet.find(ref.model).field(ref.name) if isinstance(ref, Column) else None
    if found is None or not isinstance(ref, Column) or field is None:
        return False
    names = [member_name(given_name(found[part]), ref.model) for part in ("first", "second")]
    if not all(names):
        return False
    added: list[Operation] = [AddField(model=ref.model, field=field.model_copy(update={"name": n})) for n in names]
    sheet.do(*added, DropField(model=ref.model, field=ref.name))
    _told(sheet, ref, " and ".join(f"{ref.model}.{n}" for n in names))
    sheet.about(ref.model)
    return True


def _told(sheet: Sheet, ref: Column, new: str) -> None:
    sheet.assumptions.append(f"What {ref.model}.{ref.name} holds so far is not carried over to {new}.")
