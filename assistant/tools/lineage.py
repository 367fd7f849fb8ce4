"""How a thread's versions come from one another: what changed between two of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from assistant.blueprint.operations.differences import Difference, differences
from assistant.blueprint.operations.operation import Operation
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.text import from_yaml
from assistant.errors import OperationError
from assistant.store import Version

_OPERATIONS = TypeAdapter(tuple[Operation, ...])


def changes(
    old: Version,
    new: Version,
    versions: Sequence[Version],
    after: Blueprint | None = None,
    more: Sequence[Operation] = (),
) -> tuple[Difference, ...]:
    """What differs between two versions of `versions`; where the one was made from the other, a rename is told as one.

    `after` is a plan that `more` operations made of `new`, in place of the plan of `new` itself.
    """
    before, plan = from_yaml(old.plan), after or from_yaml(new.plan)
    try:
        return differences(before, plan, [*_between(old, new, {each.number: each for each in versions}), *more])
    except (OperationError, ValidationError):
        # Somewhere on the way a plan was written anew, or operations had another form: the plans still tell.
        return differences(before, plan)


def _between(old: Version, new: Version, versions: Mapping[int, Version]) -> list[Operation]:
    """The operations that led from the one to the other; none where it was not made from it."""
    found: list[Operation] = []
    step = new
    while step.number != old.number:
        if step.parent is None:
            return []
        found[:0] = _operations(step)
        step = versions[step.parent]
    return found


def _operations(version: Version) -> tuple[Operation, ...]:
    return _OPERATIONS.validate_json(json.dumps(version.operations))
