"""What a version stands on: its parent's migrations, and what led from the parent's plan to its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.blueprint.names import snake
from assistant.blueprint.operations.operation import Operation
from assistant.blueprint.plan import Blueprint

FOLDER = "prisma/migrations/"
SCRIPT = "/migration.sql"
_STAMP = "%Y%m%d%H%M%S"
_LONGEST = 60


@dataclass(frozen=True)
class History:
    """`migrations` is path -> text of everything below prisma/migrations/ of the parent, kept byte for byte.

    `operations` led from `plan`, the parent's, to the new one; empty where the plan was edited freely.
    """

    migrations: Mapping[str, str]
    plan: Blueprint
    operations: Sequence[Operation] = ()

    @property
    def scripts(self) -> tuple[str, ...]:
        """The parent's migration scripts, in the order in which they apply."""
        return tuple(self.migrations[path] for path in scripts(self.migrations))

    def path(self, at: datetime, summary: str) -> str:
        """Where the next migration lies: after every other, whatever the clock says."""
        found = [
            int(stamp[1]) for path in scripts(self.migrations) if (stamp := re.match(rf"{FOLDER}(\d{{14}})", path))
        ]
        last = datetime.strptime(str(max(found)), _STAMP).replace(tzinfo=at.tzinfo) if found else None
        moment = max(at, last + timedelta(seconds=1)) if last else at
        return f"{FOLDER}{moment.strftime(_STAMP)}_{summary}{SCRIPT}"


def scripts(files: Mapping[str, str]) -> tuple[str, ...]:
    """The paths of the migration scripts among `files`, in the order in which they apply."""
    return tuple(sorted(path for path in files if path.startswith(FOLDER) and path.endswith(SCRIPT)))


def summary(operations: Sequence[Operation]) -> str:
    """'rename_field_product_price', for the name of a migration; 'change' where nothing is known."""
    if not operations:
        return "change"
    first = operations[0]
    told = first.model_dump(mode="json", include={"model", "field", "relation", "enum", "value", "to"})
    words = [snake(first.kind), *(snake(_name(value)) for key, value in told.items() if key != "kind")]
    more = f"_and_{len(operations) - 1}_more" if len(operations) > 1 else ""
    return "_".join(filter(None, words))[: _LONGEST - len(more)].rstrip("_") + more


def _name(value: object) -> str:
    """A part of an operation by its name."""
    if isinstance(value, dict):
        return f"{value.get('model', '')} {value.get('name', '')}"
    return str(value)
