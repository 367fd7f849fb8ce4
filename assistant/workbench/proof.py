"""What the workbench is asked for and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from assistant.conversation import Receipt

Files = Mapping[str, str]
"""Text by path, relative to the project."""

NEEDS: Mapping[str, tuple[str, ...]] = {
    "schema": (),
    "migration": (),
    "drift": ("schema", "migration"),
    "migration-on-rows": ("migration",),
    "migration-lint": (),
    "client": ("schema",),
    "types": ("schema", "client"),
    "lint": (),
    "tests": ("schema", "client", "migration"),
    "contract": ("schema", "client", "migration"),
    "access": ("schema", "client", "migration"),
}
"""Every gate, in the order of the receipts, with all that must have passed for it to mean anything."""
CHECKS = tuple(NEEDS)
ON_HISTORY = ("migration-on-rows",)
"""Those that a project of one migration has no use for, and no receipt of."""


@dataclass(frozen=True)
class Suites:
    """Which test files prove what, by their path in the project; every other `*.test.ts` counts as `tests`.

    `workers` files run at a time, each Vitest worker being told apart by VITEST_POOL_ID.
    """

    contract: tuple[str, ...] = ("tests/contract.test.ts",)
    access: tuple[str, ...] = ("tests/access.test.ts",)
    workers: int = 2


@dataclass(frozen=True)
class Proof:
    """One receipt a gate, in the order of CHECKS. `metrics` is what the measurement wrote; empty when none ran."""

    receipts: tuple[Receipt, ...]
    metrics: dict[str, JsonValue] = field(default_factory=dict)
