"""Names that drafted code can bear."""

from __future__ import annotations

import re

from assistant.blueprint.check.reserved import free_member, free_type, member_reserved, type_reserved
from assistant.blueprint.read.field_type import Typed
from assistant.blueprint.read.notebook import Notebook

_BAD = re.compile(r"[^A-Za-z0-9]")


def settle_names(notebook: Notebook) -> None:
    """Renames models and fields whose names are reserved or no identifiers."""
    for entity in notebook.entities.values():
        name = _BAD.sub("", entity.name)
        if type_reserved(name) or name == "Role":
            name = free_type(name)
        if name != entity.name:
            _rename(notebook, entity.name, name)
        fields: dict[str, Typed] = {}
        for old, typed in entity.fields.items():
            new = _BAD.sub("", old)
            if member_reserved(new) or new in {"id", "createdAt", "updatedAt", "deletedAt", "passwordHash", "password"}:
                new = free_member(entity.name, new)
            kind = typed.field.type
            if typed.values and type_reserved(kind):
                typed = Typed(typed.field.model_copy(update={"type": f"{entity.name}{kind}"}), typed.values)
            fields.setdefault(new, Typed(typed.field.model_copy(update={"name": new}), typed.values))
        entity.fields = fields


def _rename(notebook: Notebook, old: str, new: str) -> None:
    for entity in notebook.entities.values():
        if entity.name == old:
            entity.name = new
    for link in notebook.links:
        link.child = new if link.child == old else link.child
        link.parent = new if link.parent == old else link.parent
    if old in notebook.events:
        notebook.events = (notebook.events - {old}) | {new}
