"""How great a number and how long a text may be: 'quantity can't be negative', 'name max 80 chars'."""

from __future__ import annotations

import re

from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.operations.operation import (
    ChangeField,
)
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.revise.known import Column
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.subjects import SUBJECT, subjects
from assistant.blueprint.revise.types import bounds_in, speaks_of_letters


def read_bounds(text: str, sheet: Sheet) -> bool:
    low, high = bounds_in(text)
    if low is None and high is None:
        return False
    found = SUBJECT.match(text) or re.match(
        r"^(?:limit|cap|restrict|allow|keep|bump|raise|increase|lower|reduce)\s+(?P<what>.+?)\s+(?:to|at|"
        r"between|from|below|under)\b",
        text,
        re.I,
    )
    what = (
        re.sub(
            r"\s+(?:length|size|value|limit|maximum|minimum)$|^(?:the\s+)?(?:length|maximum|max|minimum|"
            r"limit)\s+(?:length\s+)?(?:of|for|on)\s+",
            "",
            found["what"],
            flags=re.I,
        )
        if found
        else ""
    )
    refs = [r for r in subjects(what, sheet) if isinstance(r, Column)] if what else []
    refs = refs or (
        [sheet.member]
        if isinstance(sheet.member, Column) and re.match(r"(?:max|min|at|between|from|up|not|allow|\d)", text, re.I)
        else []
    )
    for ref in refs:
        field = sheet.find(ref.model).field(ref.name)
        if field is None:
            return False
        sheet.do(ChangeField(model=ref.model, field=ref.name, set=_bounds(field, text, low, high)))
        sheet.about(ref.model, ref)
    return bool(refs)


def _bounds(field: Field, text: str, low: int | float | None, high: int | float | None) -> FieldPatch:
    if field.scalar is Scalar.STRING or field.many:
        if low is not None and high is not None and low != high and not field.many and not speaks_of_letters(text):
            raise UnclearError(f"{field.name} is a text. Is it to be a number from {low} to {high}?")
        given = {"min_length": None if low is None else int(low), "max_length": None if high is None else int(high)}
        if high is not None and low is None and field.min_length is not None and field.min_length > high:
            given["min_length"] = int(high)
            return FieldPatch.model_validate(given)
    elif field.scalar in {Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL} and not speaks_of_letters(text):
        return FieldPatch.model_validate({k: v for k, v in {"min": low, "max": high}.items() if v is not None})
    else:
        raise UnclearError(f"{field.name} is a {field.type}; what is to be bounded about it?")
    return FieldPatch.model_validate({k: v for k, v in given.items() if v is not None})
