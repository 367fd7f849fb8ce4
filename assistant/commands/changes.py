"""What changed between two versions of a thread."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from assistant.blueprint.text import from_yaml
from assistant.draft.schema import prisma_schema
from assistant.store import Version
from assistant.tools.lineage import changes


def told(old: Version, new: Version, versions: Sequence[Version]) -> list[str]:
    """A sentence for each difference of the plans, with its place; `versions` are those of the thread."""
    return [str(each) for each in changes(old, new, versions)]


def schema_diff(old: Version, new: Version) -> str:
    """A unified diff of the Prisma schemas; empty where they are equal."""
    before, after = (prisma_schema(from_yaml(each.plan)).splitlines(keepends=True) for each in (old, new))
    return "".join(difflib.unified_diff(before, after, f"v{old.number}/schema.prisma", f"v{new.number}/schema.prisma"))
