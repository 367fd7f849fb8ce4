"""What a brief leaves unsaid because everybody knows it: a tag has a name, a person an email address."""

from __future__ import annotations

from assistant.blueprint.field import Field, Format, Scalar
from assistant.blueprint.names import article, camel, label, plural, screaming
from assistant.blueprint.read.field_type import Typed
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import Entity, Notebook, key
from assistant.blueprint.relation import Kind

_NAME = Field(name="name", type=Scalar.STRING.value, min_length=1, max_length=200)


def complete(notebook: Notebook, account: Entity | None) -> None:
    """Drops entities that nothing is known of, and gives the others the fields they cannot do without."""
    _relate_loose(notebook, account)
    _drop_unknown(notebook, account)
    for entity in notebook.entities.values():
        if entity.ordered and not {"position", "order", "number", "sortOrder"} & set(entity.fields):
            entity.fields["position"] = Typed(Field(name="position", type=Scalar.INT.value, min=0))
        _dates_of_states(notebook, entity)
        if entity is account:
            named = next(
                (n for n in ("email", *entity.fields) if n in entity.fields and n.lower().endswith("email")), None
            )
            if named is not None and named != "email":
                entity.fields[named] = Typed(
                    entity.fields[named].field.model_copy(update={"required": True, "unique": True})
                )
                continue
            email = entity.fields.get("email")
            field = (
                email.field
                if email
                else Field(name="email", type=Scalar.STRING.value, format=Format.EMAIL, max_length=254)
            )
            entity.fields["email"] = Typed(field.model_copy(update={"required": True, "unique": True}))
        elif not entity.fields:
            _basics(notebook, entity)


def _dates_of_states(notebook: Notebook, entity: Entity) -> None:
    """When it was paid or cancelled is empty until it is."""
    values = {v[:4] for typed in entity.fields.values() for v in typed.values[1:]}
    for name, typed in list(entity.fields.items()):
        date = typed.field.scalar in {Scalar.DATE_TIME, Scalar.DATE} and typed.field.required
        if date and name.endswith(("At", "On", "Date")) and screaming(name)[:4] in values:
            entity.fields[name] = Typed(typed.field.model_copy(update={"required": False}))
            notebook.assumptions.append(f"The {label(name)} of {article(label(entity.name))} is empty until then.")


def _relate_loose(notebook: Notebook, account: Entity | None) -> None:
    """Entities that a brief only lists are linked as usual: comments to posts, tags to posts both ways."""
    for entity in notebook.entities.values():
        whole = notebook.exact(entity.words[:-1]) if len(entity.words) > 1 and entity.words[-1] in _PARTS else None
        if whole is not None and not any(
            {link.child, link.parent} == {entity.name, whole.name} for link in notebook.links
        ):
            notebook.link(entity, whole, cascade=True)
    for entity in notebook.entities.values():
        kinds = (
            notebook.exact(entity.words[:-1])
            if len(entity.words) > 1 and entity.words[-1] in {"type", "category", "plan", "kind"}
            else None
        )
        if kinds is not None and kinds is not entity and not any(x.parent == entity.name for x in notebook.links):
            notebook.link(kinds, entity)
    linked = {name for link in notebook.links for name in (link.child, link.parent)}
    loose = [e for e in notebook.entities.values() if e.name not in linked and e is not account and e.said >= 3]
    things = [
        e
        for e in notebook.entities.values()
        if e is not account
        and not nouns.is_person(e.words[-1])
        and not _depends(e)
        and key(e.words[-1:]) not in nouns.PICK_LIST
    ]
    if len(things) == 0 or len(notebook.entities) < 2:
        return
    main = things[0]
    for entity in loose:
        head = key(entity.words[-1:])
        if entity is main or (entity.fields and head not in _DEPENDENT):
            continue
        if head == "category":
            link = notebook.link(main, entity, required=False)
        elif head in nouns.PICK_LIST or head in {"author"}:
            link = notebook.link(main, entity, plural(camel(" ".join(entity.words))), kind=Kind.MANY_TO_MANY)
        elif head in _DEPENDENT or (main.words[-1] in _CONTAINERS and not nouns.is_person(head)):
            link = notebook.link(entity, main, cascade=True)
        elif head in _EVENTS:
            link = notebook.link(entity, main)
            for person in notebook.entities.values():
                if nouns.is_person(person.words[-1]) or person is account:
                    notebook.link(entity, person)
        else:
            continue
        if link is not None:
            notebook.assumptions.append(
                f"{label(entity.name).capitalize()} and {label(main.name)} belong together, as is usual (not stated)."
            )


def _depends(entity: Entity) -> bool:
    return key(entity.words[-1:]) in _DEPENDENT | _EVENTS


_DEPENDENT = frozenset(
    "comment review rating like reply photo image attachment answer item line note step chapter "
    "episode track message option reaction vote subtask".split()
)
_PARTS = frozenset(
    "line item entry row step photo image comment note attachment option question answer variant "
    "detail event log version file copy member message reading rule".split()
)
"""'Invoice lines' belong to invoices."""
_EVENTS = frozenset(
    "loan booking reservation order enrolment enrollment appointment subscription registration "
    "payment rental checkout visit purchase".split()
)
_CONTAINERS = frozenset(
    "project list board playlist album course folder team company shop store blog forum survey "
    "quiz trip event invoice wiki workspace".split()
)


def _drop_unknown(notebook: Notebook, account: Entity | None) -> None:
    linked = {name for link in notebook.links for name in (link.child, link.parent)}
    for name, entity in list(notebook.entities.items()):
        if entity is account:
            continue
        empty = not entity.fields and entity.name not in linked and entity.said < 3
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
