"""What mends a contradiction that operations left behind, in terms of operations."""

from __future__ import annotations

from assistant.blueprint.checks import Finding

_WITH = {
    "unique_together": "drop_unique",
    "indexes": "drop_index",
    "constraints": "set_constraints",
    "lifecycle": "set_lifecycle",
    "actions": "add_action` or `drop_action",
    "fields": "change_field` or `drop_field",
}
_BY_PART = {
    "auth": "set_auth",
    "conventions": "set_convention",
    "custom": "add_custom` or `drop_custom",
    "endpoints": "change_endpoint",
    "enums": "add_enum_value`, `rename_enum_value` or `drop_enum_value",
    "relations": "change_relation` or `drop_relation",
    "title": "set_plan",
}


def what_mends(finding: Finding) -> str:
    """The operation that can set anew what the finding is about."""
    part, owner, kind, name = [*finding.place.split("."), "", "", ""][:4]
    if part == "models" and kind == "access":
        return f"`set_access` (model {owner!r}, operation {name!r}, all its rules)"
    if part == "models":
        return f"`{_WITH.get(kind, 'change_model` or `rename_model')}` (model {owner!r})"
    return f"`{_BY_PART.get(part, 'add_model')}`"
