"""What a version stands on: the nearest version before it that people may have deployed, and what led on from there."""

from __future__ import annotations

import json

from pydantic import JsonValue, TypeAdapter

from assistant.blueprint.operations.operation import Operation
from assistant.blueprint.text import from_yaml
from assistant.conversation import Status
from assistant.drafting.migration.history import FOLDER, History, scripts
from assistant.store import Version
from assistant.tools.desk import Desk

_OPERATION: TypeAdapter[Operation] = TypeAdapter(Operation)


async def history(desk: Desk, number: int) -> History | None:
    """The migrations that the version `number` goes on from, None where there are none.

    Drafts of this turn are passed over: nobody has seen them yet, so their migrations need not be kept.
    """
    version = await desk.store.versions.get(desk.thread, number)
    operations: tuple[Operation, ...] = ()
    exact = True
    while version.parent is not None:
        parent = await desk.store.versions.get(desk.thread, version.parent)
        exact = exact and (bool(version.operations) or version.plan == parent.plan)
        operations = (*(_operation(each) for each in version.operations), *operations)
        if migrations := await _deployable(desk, parent):
            return History(migrations, from_yaml(parent.plan), operations if exact else ())
        version = parent
    return None


async def _deployable(desk: Desk, version: Version) -> dict[str, str]:
    """The migrations of a version that was handed over and applies; empty for any other."""
    if version.number in desk.work.drafted:
        return {}
    receipts = await desk.store.drafts.receipts(desk.thread, version.number)
    if not any(receipt.check == "migration" and receipt.status is Status.PASSED for receipt in receipts):
        return {}
    files = await desk.store.drafts.files(desk.thread, version.number)
    found = {path: content.decode() for path, content in files.items() if path.startswith(FOLDER)}
    return found if scripts(found) else {}


def _operation(stored: dict[str, JsonValue]) -> Operation:
    return _OPERATION.validate_json(json.dumps(stored))
