"""Which phase of the work a stage or check of the drafting belongs to."""

from __future__ import annotations

from assistant.tools.tool import Phase

_PHASES = {
    "toolchain": Phase.IMPLEMENT,
    "setup": Phase.IMPLEMENT,
    "plan": Phase.PLAN,
    "design": Phase.IMPLEMENT,
    "format": Phase.IMPLEMENT,
    "migrate": Phase.MIGRATE,
    "migration": Phase.MIGRATE,
    "drift": Phase.MIGRATE,
    "migration-lint": Phase.MIGRATE,
    "migration-on-rows": Phase.MIGRATE,
    "pack": Phase.REVIEW,
}


def phase_of(stage: str) -> Phase:
    """The phase of what `drafting` and the workbench call `stage`; whatever checks is testing."""
    return _PHASES.get(stage, Phase.TEST)
