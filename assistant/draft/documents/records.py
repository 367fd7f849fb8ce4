"""The fields of a record as a table."""

from __future__ import annotations

from assistant.blueprint import names
from assistant.draft.design import Design
from assistant.draft.documents.bounds import in_words
from assistant.draft.documents.markdown import table
from assistant.draft.documents.value import Enums
from assistant.draft.entity import MAX_LINKS, Column, Entity, Origin

_DERIVED = {
    Origin.ID: "set by the service",
    Origin.STAMP: "set by the service",
    Origin.ROLE: "set by the service",
}


def record_table(design: Design, entity: Entity) -> str:
    """One row a field that bodies or answers hold, in the order of the answer."""
    enums = dict(design.enums)
    created = {each.name: each for each in entity.creation()}
    changed = {each.name for each in entity.changes()}
    written = (*created, *changed)
    rows = [
        [column.name, in_words(column, enums), ", ".join(_notes(entity, column, enums, set(created), changed))]
        for column in entity.columns
        if column.answered or column.name in written
    ]
    rows += [
        [link.name, f"list of ids of {names.label(names.plural(link.relation.target))}; at most {MAX_LINKS}", ""]
        for link in entity.links
    ]
    return table(["Field", "Form", "Notes"], rows)


def _notes(entity: Entity, column: Column, enums: Enums, created: set[str], changed: set[str]) -> list[str]:
    field = column.field
    found = [" ".join(field.description.split()).rstrip(".")] if field.description and not column.relation else []
    if column.origin in _DERIVED:
        return [*found, _DERIVED[column.origin]]
    if not field.required and not field.many:
        found.append("may be null")
    if field.unique:
        found.append("unique")
    found += _written(entity, column, created, changed)
    if field.write_roles:
        found.append(f"written by {' and '.join(names.label(names.plural(r.lower())) for r in field.write_roles)}")
    by_steps = entity.model.lifecycle is not None and entity.model.lifecycle.field == column.name
    if field.default is not None and not by_steps and (field.scalar is not None or field.type in enums):
        found.append(f"`{_literal(field.default)}` if left out")
    return found if column.answered else [*found, "never answered"]


def _written(entity: Entity, column: Column, created: set[str], changed: set[str]) -> list[str]:
    if entity.model.lifecycle is not None and column.name == entity.model.lifecycle.field:
        return ["changed by steps alone"]
    if column.name not in created | changed:
        return ["sent with a step"] if column.name in _sent_along(entity) else ["set by the service"]
    return [] if column.name in changed else ["set once"]


def _sent_along(entity: Entity) -> set[str]:
    steps = entity.model.lifecycle.transitions if entity.model.lifecycle else ()
    accepted = {name for action in entity.model.actions for name in action.accepts}
    return accepted | {name for step in steps for name in step.requires}


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
