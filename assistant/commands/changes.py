"""What changed between two versions of a thread."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from assistant.blueprint.operations.differences import differences
from assistant.blueprint.operations.operation import Operation
from assistant.blueprint.text import from_yaml
from assistant.draft.schema import prisma_schema
from assistant.errors import OperationError
from assistant.store import Version

_OPERATIONS = TypeAdapter(tuple[Operation, ...])


def told(old: Version, new: Version, versions: Sequence[Version]) -> list[str]:
    """A sentence for each difference of the plans; `versions` are those of the thread.

    Where the one was made from the other, what was renamed is told as renamed.
    """
    before, after = from_yaml(old.plan), from_yaml(new.plan)
    try:
        found = differences(before, after, _between(old, new, {each.number: each for each in versions}))
    except (OperationError, ValidationError):
        # Somewhere on the way a plan was written anew, or operations had another form: the plans still tell.
        found = differences(before, after)
    return [f"{each.place}: {each.text}" for each in found]


def schema_diff(old: Version, new: Version) -> str:
    """A unified diff of the Prisma schemas; empty where they are equal."""
    before, after = (prisma_schema(from_yaml(each.plan)).splitlines(keepends=True) for each in (old, new))
    return "".join(difflib.unified_diff(before, after, f"v{old.number}/schema.prisma", f"v{new.number}/schema.prisma"))


def _between(old: Version, new: Version, versions: Mapping[int, Version]) -> list[Operation]:
    """The operations that led from the one to the other; none where it was not made from it."""
    found: list[Operation] = []
    step = new
    while step.number != old.number:
        if step.parent is None:
            return []
        found[:0] = _OPERATIONS.validate_json(json.dumps(step.operations))
        step = versions[step.parent]
    return found
