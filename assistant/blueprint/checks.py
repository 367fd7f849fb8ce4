"""Whether a Blueprint contradicts itself: every finding at once, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Callable

from assistant.blueprint.check import account, behaviour, custom, endpoints, fields, naming, relations
from assistant.blueprint.check.finding import Finding, Findings, Scope
from assistant.blueprint.plan import Blueprint
from assistant.errors import BlueprintError

__all__ = ["Finding", "check", "require_sound"]

_CHECKS: tuple[Callable[[Scope], Findings], ...] = (
    endpoints.models,
    naming.types,
    naming.schemas,
    naming.enum_values,
    naming.members,
    naming.clashes,
    fields.types,
    fields.bounds,
    fields.defaults,
    fields.uniques,
    fields.writers,
    relations.ends,
    relations.set_null,
    relations.cycles,
    relations.server_written,
    relations.newcomers,
    relations.compound,
    account.account,
    account.newcomers,
    account.roles,
    account.providers,
    behaviour.access,
    behaviour.constraints,
    behaviour.lifecycles,
    behaviour.actions,
    endpoints.paths,
    endpoints.operations,
    endpoints.parents,
    endpoints.filters,
    endpoints.parameters,
    endpoints.sorting,
    endpoints.pages,
    custom.custom_names,
    custom.custom_rules,
    custom.custom_fields,
    custom.custom_code,
)


def check(blueprint: Blueprint) -> tuple[Finding, ...]:
    """All findings, none where the plan is sound; the same plan gives the same findings in the same order."""
    scope = Scope(blueprint)
    return tuple(dict.fromkeys(finding for one in _CHECKS for finding in one(scope)))


def require_sound(blueprint: Blueprint) -> None:
    """Raises BlueprintError that lists every finding of `check`."""
    if findings := check(blueprint):
        lines = "\n".join(f"  {finding}" for finding in findings)
        count = "one place" if len(findings) == 1 else f"{len(findings)} places"
        raise BlueprintError(
            f"The blueprint contradicts itself in {count}:\n{lines}", mend="Mend these places and try again."
        )
