"""Links as relations: names on both ends that clash with nothing, and no circle of required ones."""

from __future__ import annotations

from assistant.blueprint.check.reserved import free_member, member_reserved
from assistant.blueprint.field import Write
from assistant.blueprint.names import camel, pascal, plural
from assistant.blueprint.read.notebook import Link, Notebook
from assistant.blueprint.relation import Kind, OnDelete, Relation

_TAKEN = {"id", "createdAt", "updatedAt", "deletedAt", "passwordHash", "role", "password"}
_INVERSE = {
    "manager": "reports",
    "supervisor": "reports",
    "parent": "children",
    "replyTo": "replies",
    "mentor": "mentees",
}


def relations_of(notebook: Notebook) -> tuple[Relation, ...]:
    """The relations of every link."""
    _drop_bridged(notebook)
    _break_cycles(notebook.links)
    names = {e.name: set(e.fields) | _TAKEN for e in notebook.entities.values()}
    made: list[Relation] = []
    renamed: dict[tuple[str, str], str] = {}
    for link in notebook.links:
        if link.child not in names or link.parent not in names:
            continue
        name = _free(camel(link.name), names[link.child], f"{link.name} {link.parent}", link.child)
        if name != link.name:
            renamed[link.child, link.name] = name
            link.name = name
        names[link.child] |= {name, f"{name}Id"}
    for link in notebook.links:
        if link.child in names and link.parent in names:
            made.append(_relation(link, names, notebook.links))
    for entity in notebook.entities.values():
        entity.unique = [tuple(renamed.get((entity.name, c), c) for c in columns) for columns in entity.unique]
    return tuple(made)


def _drop_bridged(notebook: Notebook) -> None:
    """A plain many-to-many is dropped where a model with a key to both sides says the same."""
    for link in [link for link in notebook.links if link.kind is Kind.MANY_TO_MANY and link.child != link.parent]:
        usual = link.name in {camel(plural(link.parent)), camel(plural(link.child)), camel(link.parent)}
        for entity in notebook.entities.values():
            ends = {o.parent for o in notebook.parents(entity.name) if o.kind is not Kind.MANY_TO_MANY}
            together = any(
                {link.child, link.parent} <= {o.parent for o in notebook.parents(entity.name) if o.name in columns}
                for columns in entity.unique
            )
            if (
                usual
                and {link.child, link.parent} <= ends
                and (together or entity.name in notebook.events or entity.name.endswith("ship"))
            ):
                notebook.links = [o for o in notebook.links if o is not link]
                break


def _break_cycles(links: list[Link]) -> None:
    """Makes relations optional where otherwise no first record could be made."""
    needs: dict[str, set[str]] = {}
    for link in sorted(links, key=lambda x: not x.cascade):
        if link.kind is Kind.MANY_TO_MANY or not link.required:
            continue
        if link.child == link.parent or link.child in _reachable(link.parent, needs):
            link.required = False
        else:
            needs.setdefault(link.child, set()).add(link.parent)


def _reachable(start: str, needs: dict[str, set[str]]) -> set[str]:
    seen: set[str] = {start}
    todo = [start]
    while todo:
        for name in needs.get(todo.pop(), set()) - seen:
            seen.add(name)
            todo.append(name)
    return seen


def _relation(link: Link, names: dict[str, set[str]], links: list[Link]) -> Relation:
    many = link.kind is Kind.MANY_TO_MANY
    others = [o for o in links if o.child == link.child and o.parent == link.parent and o is not link]
    base = camel(link.child) if link.kind is Kind.ONE_TO_ONE else camel(plural(link.child))
    if link.child == link.parent:
        base = _INVERSE.get(link.name, f"{link.name}Of")
    elif others and link.name != camel(link.parent):
        base = f"{link.name}{pascal(base)}"
    inverse = _free(base, names[link.parent], f"{link.name} {base}", link.parent)
    names[link.parent] |= {inverse, f"{inverse}Id"}
    on_delete = (
        OnDelete.CASCADE
        if link.cascade and link.required
        else OnDelete.RESTRICT
        if link.required or many
        else OnDelete.SET_NULL
    )
    return Relation(
        model=link.child,
        name=link.name,
        target=link.parent,
        inverse=inverse,
        kind=link.kind,
        required=link.required,
        on_delete=on_delete,
        write=Write.SERVER if link.caller and not many else Write.ALWAYS,
    )


def _free(name: str, taken: set[str], longer: str, model: str) -> str:
    if member_reserved(name):
        name = free_member(model, name)
    for candidate in (name, camel(longer), camel(f"{name} {longer}")):
        if candidate and candidate not in taken and f"{candidate}Id" not in taken:
            return candidate
    number = 2
    while f"{name}{number}" in taken or f"{name}{number}Id" in taken:
        number += 1
    return f"{name}{number}"
