"""What a brief leaves unsaid because everybody knows it: a tag has a name, a person an email address."""

from __future__ import annotations

from assistant.blueprint.field import Field, Format, Scalar
from assistant.blueprint.read.field_type import Typed
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import Entity, Notebook, key
from assistant.blueprint.relation import Kind

_NAME = Field(name="name", type=Scalar.STRING.value, min_length=1, max_length=200)


def complete(notebook: Notebook, account: Entity | None) -> None:
    """Drops entities that nothing is known of, and gives the others the fields they cannot do without."""
    _drop_unknown(notebook, account)
    for entity in notebook.entities.values():
        if entity.ordered and not {"position", "order", "number", "sortOrder"} & set(entity.fields):
            entity.fields["position"] = Typed(Field(name="position", type=Scalar.INT.value, min=0))
        if entity is account:
            email = entity.fields.get("email")
            field = email.field if email else Field(name="email", type=Scalar.STRING.value, format=Format.EMAIL, max_length=254)
            entity.fields["email"] = Typed(field.model_copy(update={"required": True, "unique": True}))
        elif not entity.fields:
            _basics(notebook, entity)


def _drop_unknown(notebook: Notebook, account: Entity | None) -> None:
    linked = {name for link in notebook.links for name in (link.child, link.parent)}
    for name, entity in list(notebook.entities.items()):
        if entity is account:
            continue
        empty = not entity.fields and entity.name not in linked
        person = key(entity.words[-1:]) in nouns.PEOPLE and not entity.fields and notebook.signed_in
        if empty or (person and entity.said < 3):
            del notebook.entities[name]
    notebook.links = [link for link in notebook.links if notebook.by_name(link.child) and notebook.by_name(link.parent)]


def _basics(notebook: Notebook, entity: Entity) -> None:
    head = entity.words[-1]
    joins = sum(1 for link in notebook.parents(entity.name) if link.kind is not Kind.MANY_TO_MANY)
    if head in nouns.TASKS:
        entity.fields["title"] = Typed(_NAME.model_copy(update={"name": "title"}))
        entity.fields["done"] = Typed(Field(name="done", type=Scalar.BOOLEAN.value, default=False))
    elif head in {"comment", "message", "reply", "answer", "post", "note"}:
        if head == "post":
            entity.fields["title"] = Typed(_NAME.model_copy(update={"name": "title"}))
        entity.fields["body"] = Typed(Field(name="body", type=Scalar.STRING.value, min_length=1, max_length=10_000))
    elif head in nouns.NAMELESS or joins >= 2:
        return
    elif head in nouns.TITLED:
        entity.fields["title"] = Typed(_NAME.model_copy(update={"name": "title"}))
    else:
        entity.fields["name"] = Typed(_NAME.model_copy(update={"unique": head in nouns.PICK_LIST}))
