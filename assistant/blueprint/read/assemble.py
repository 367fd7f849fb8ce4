"""From the notebook to a Blueprint: valid names, relations with a way back, endpoints."""

from __future__ import annotations

from assistant.blueprint.access import Access, Authenticated, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.field import Enum, Field, Scalar, Write
from assistant.blueprint.names import camel, kebab, pascal, plural
from assistant.blueprint.plan import Auth, AuthKind, Blueprint, Model, Resource
from assistant.blueprint.read.defaults import complete
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Link, Notebook
from assistant.blueprint.read.people import choose_account
from assistant.blueprint.relation import Kind, OnDelete, Relation

_RESERVED_MODELS = {"Model": "ModelRecord", "Enum": "EnumRecord", "Type": "TypeRecord", "Prisma": "PrismaRecord"}
_TAKEN = {"id", "createdAt", "updatedAt", "deletedAt", "passwordHash"}


def assemble(notebook: Notebook, title: str) -> Blueprint:
    """The Blueprint of what was read."""
    account = choose_account(notebook)
    _settle_account(notebook, account)
    complete(notebook, account)
    entities = list(notebook.entities.values())
    enums = _enums(entities)
    _break_cycles(notebook.links)
    relations = _relations(entities, notebook.links)
    models = tuple(_model(entity, relations) for entity in entities)
    auth = Auth()
    if account is not None:
        roles = tuple(dict.fromkeys(v for role in notebook.roles if (v := enum_value(role))))
        auth = Auth(kind=AuthKind.JWT, model=account.name, roles=roles, default_role=roles[0] if roles else None)
    models = tuple(m.model_copy(update={"access": _access(m, relations, auth)}) for m in models)
    return Blueprint(
        title=title, enums=enums, models=models, relations=relations, auth=auth,
        endpoints=tuple(_resource(m, relations) for m in models),
    )  # fmt: skip


def _settle_account(notebook: Notebook, account: Entity | None) -> None:
    """Puts the account in the place of its stand-in."""
    kept = []
    for link in notebook.links:
        if ACCOUNT in (link.child, link.parent):
            if account is None:
                continue
            link.child = account.name if link.child == ACCOUNT else link.child
            link.parent = account.name if link.parent == ACCOUNT else link.parent
        kept.append(link)
    notebook.links = kept


def _enums(entities: list[Entity]) -> tuple[Enum, ...]:
    found: dict[str, tuple[str, ...]] = {}
    taken = {entity.name for entity in entities}
    for entity in entities:
        for name, typed in list(entity.fields.items()):
            if not typed.values:
                continue
            enum = typed.field.type
            if enum in taken or (enum in found and found[enum] != typed.values):
                enum = f"{entity.name}{pascal(name)}"
            while enum in taken or (enum in found and found[enum] != typed.values):
                enum += "Kind"
            found[enum] = typed.values
            entity.fields[name] = type(typed)(typed.field.model_copy(update={"type": enum}), typed.values)
    return tuple(Enum(name=name, values=values) for name, values in found.items())


def _relations(entities: list[Entity], links: list[Link]) -> tuple[Relation, ...]:
    names: dict[str, set[str]] = {e.name: set(e.fields) | _TAKEN for e in entities}
    made: list[Relation] = []
    for link in links:
        if link.child not in names or link.parent not in names:
            continue
        name = _free(camel(link.name), names[link.child], link.parent)
        names[link.child] |= {name, f"{name}Id"}
        made.append(_relation(link, name, names, links))
    return tuple(made)


def _break_cycles(links: list[Link]) -> None:
    """Makes relations optional where otherwise no first record could be made."""
    needs: dict[str, set[str]] = {}
    for link in links:
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


def _relation(link: Link, name: str, names: dict[str, set[str]], links: list[Link]) -> Relation:
    many = link.kind is Kind.MANY_TO_MANY
    others = [o for o in links if o.child == link.child and o.parent == link.parent and o is not link]
    base = camel(link.child) if link.kind is Kind.ONE_TO_ONE else camel(plural(link.child))
    if link.child == link.parent:
        base = {"manager": "reports", "parent": "children", "supervisor": "reports"}.get(name, f"{name}Of" if not many else f"{name}By")
    elif others and name != camel(link.parent):
        base = f"{name}{pascal(base)}"
    inverse = _free(base, names[link.parent], f"{name}{pascal(base)}")
    names[link.parent] |= {inverse, f"{inverse}Id"}
    on_delete = OnDelete.CASCADE if link.cascade and link.required else OnDelete.RESTRICT if link.required else OnDelete.SET_NULL
    return Relation(
        model=link.child, name=name, target=link.parent, inverse=inverse, kind=link.kind, required=link.required,
        on_delete=OnDelete.RESTRICT if many else on_delete, write=Write.SERVER if link.caller else Write.ALWAYS,
    )  # fmt: skip


def _free(name: str, taken: set[str], longer: str) -> str:
    for candidate in (name, camel(longer), camel(f"{name} {longer}")):
        if candidate and candidate not in taken and f"{candidate}Id" not in taken:
            return candidate
    number = 2
    while f"{name}{number}" in taken:
        number += 1
    return f"{name}{number}"


def _model(entity: Entity, relations: tuple[Relation, ...]) -> Model:
    known = set(entity.fields) | {r.name for r in relations if r.model == entity.name}
    fields: list[Field] = [t.field for t in entity.fields.values()]
    unique = tuple(dict.fromkeys(u for u in entity.unique if set(u) <= known and len(u) > 1))
    return Model(name=entity.name, fields=tuple(fields), unique_together=unique, soft_delete=entity.soft_delete)


def _access(model: Model, relations: tuple[Relation, ...], auth: Auth) -> Access:
    if auth.kind is AuthKind.NONE:
        anyone: tuple[Rule, ...] = (Public(),)
        return Access(read=anyone, create=anyone, update=anyone, delete=anyone)
    signed: tuple[Rule, ...] = (Authenticated(),)
    if model.name == auth.model:
        own: tuple[Rule, ...] = (Owner(path="self"),)
        return Access(read=signed, create=(), update=own, delete=own)
    path = next((r.name for r in relations if r.model == model.name and r.target == auth.model and r.write is Write.SERVER), None)
    write: tuple[Rule, ...] = (Owner(path=path),) if path else signed
    admin: tuple[Rule, ...] = (HasRole(roles=("ADMIN",)),) if "ADMIN" in auth.roles else ()
    return Access(read=signed, create=signed, update=write + admin if path else write, delete=write + admin if path else write)


def _resource(model: Model, relations: tuple[Relation, ...]) -> Resource:
    filters = [f.name for f in model.fields if f.scalar is None or f.scalar is Scalar.BOOLEAN]
    filters += [r.name for r in relations if r.model == model.name and r.kind is not Kind.MANY_TO_MANY]
    allowed = tuple(o for o in Operation if model.access.rules(o))
    return Resource(model=model.name, operations=allowed, path=f"/{kebab(plural(model.name))}", filters=tuple(filters))
