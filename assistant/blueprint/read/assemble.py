"""From the notebook to a Blueprint: everything that was read, under valid names."""

from __future__ import annotations

from assistant.blueprint.behaviour import Constraint
from assistant.blueprint.field import Enum, Field, Scalar
from assistant.blueprint.names import pascal
from assistant.blueprint.plan import Auth, AuthKind, Blueprint, Conventions, Model
from assistant.blueprint.read.assumptions import assumptions, questions
from assistant.blueprint.read.deeds import Deed, actions, fixed, kept_apart, read_deeds, without_deletion
from assistant.blueprint.read.defaults import complete
from assistant.blueprint.read.field_type import Typed, enum_value
from assistant.blueprint.read.flow import lifecycle, server_written
from assistant.blueprint.read.joints import relations_of
from assistant.blueprint.read.leftovers import leftovers
from assistant.blueprint.read.limits import constraints
from assistant.blueprint.read.naming import settle_names
from assistant.blueprint.read.notebook import Entity, Notebook
from assistant.blueprint.read.people import choose_account, find_owners, link_profiles, settle_account, settle_makers
from assistant.blueprint.read.permission import Permission, read_permissions
from assistant.blueprint.read.policy import Policy
from assistant.blueprint.read.resources import base_path, resources
from assistant.blueprint.read.sound import sound
from assistant.blueprint.read.statement import Source
from assistant.blueprint.relation import Kind, Relation


def assemble(notebook: Notebook, source: Source, title: str) -> Blueprint:
    """The Blueprint of what was read."""
    find_owners(source, notebook)
    account = choose_account(notebook)
    settle_account(notebook, account)
    complete(notebook, account)
    permissions = read_permissions(source, notebook)
    link_profiles(notebook, account, [who for p in permissions for who in p.who])
    settle_makers(notebook, account, permissions)
    settle_names(notebook)
    deeds = read_deeds(source, notebook)
    relations = fixed(relations_of(notebook), deeds)
    enums = _enums(notebook)
    models = tuple(_model(entity, relations) for entity in notebook.entities.values())
    told = [enum_value(role) for role in notebook.roles]
    policy = Policy(
        notebook,
        models,
        relations,
        account.name if account else None,
        list(dict.fromkeys(told)),
        ended=frozenset(d.entity for d in deeds if d.ends),
    )
    policy.hear(permissions)
    permissions = without_deletion(permissions, deeds)
    access = policy.access(permissions)
    models = tuple(m.model_copy(update={"access": access[m.name]}) for m in models)
    limits, unplaced = constraints(source, notebook, models, relations)
    models = tuple(_behaving(m, notebook, relations, policy, permissions, limits, deeds) for m in models)
    auth = _auth(policy, account)
    plan = Blueprint(
        title=title,
        enums=enums,
        models=models,
        relations=relations,
        auth=auth,
        endpoints=resources(notebook, models, relations, source.endpoints, account.name if account else None),
        conventions=Conventions(base_path=base_path(source.endpoints)),
        assumptions=assumptions(notebook, models, relations, auth, permissions, deeds),
        questions=questions(models, auth, deeds),
        not_understood=tuple(notebook.not_understood([*unplaced, *leftovers(notebook)])),
    )
    return sound(plan)


def _auth(policy: Policy, account: Entity | None) -> Auth:
    if account is None:
        return Auth()
    roles = tuple(policy.roles)
    low = policy.base if roles else None
    if low is not None and low not in roles:
        roles = (low, *roles)
    identifier = (
        "email" if "email" in account.fields else next(n for n in account.fields if n.lower().endswith("email"))
    )
    return Auth(kind=AuthKind.JWT, model=account.name, identifier=identifier, roles=roles, default_role=low)


def _enums(notebook: Notebook) -> tuple[Enum, ...]:
    found: dict[str, tuple[str, ...]] = {}
    taken = {entity.name for entity in notebook.entities.values()} | {"Role"}
    for entity in notebook.entities.values():
        for name, typed in list(entity.fields.items()):
            if not typed.values:
                continue
            enum = typed.field.type
            if enum in taken or (enum in found and found[enum] != typed.values):
                enum = f"{entity.name}{pascal(name)}"
            while enum in taken or (enum in found and found[enum] != typed.values):
                enum += "Kind"
            found[enum] = typed.values
            entity.fields[name] = Typed(typed.field.model_copy(update={"type": enum}), typed.values)
    return tuple(Enum(name=name, values=values) for name, values in found.items())


def _model(entity: Entity, relations: tuple[Relation, ...]) -> Model:
    fields: list[Field] = [typed.field for typed in entity.fields.values()]
    plain = {f.name for f in fields if not f.many and f.scalar not in {Scalar.JSON, Scalar.BYTES}}
    known = plain | {r.name for r in relations if r.model == entity.name and r.kind is not Kind.MANY_TO_MANY}
    unique: dict[frozenset[str], tuple[str, ...]] = {}
    for columns in entity.unique:
        if set(columns) <= known and len(set(columns)) > 1:
            unique.setdefault(frozenset(columns), tuple(dict.fromkeys(columns)))
    return Model(
        name=entity.name, fields=tuple(fields), unique_together=tuple(unique.values()), soft_delete=entity.soft_delete
    )


def _behaving(
    model: Model,
    notebook: Notebook,
    relations: tuple[Relation, ...],
    policy: Policy,
    permissions: list[Permission],
    limits: dict[str, tuple[Constraint, ...]],
    deeds: tuple[Deed, ...],
) -> Model:
    """The model with its constraints, lifecycle and the defaults that follow from them."""
    entity = notebook.by_name(model.name)
    cycle = lifecycle(entity, model, relations, policy, permissions) if entity else None
    fields = model.fields
    if entity is not None and cycle is not None:
        server_written(entity, cycle)
        fields = tuple(
            t.field.model_copy(update={"default": None, "required": True}) if t.field.name == cycle.field else t.field
            for t in entity.fields.values()
        )
    elif entity is not None:
        fields = tuple(_first_state(f, entity) for f in fields)
    made = actions(deeds, model, policy, notebook, cycle)
    if entity is not None:
        fields = tuple(kept_apart(f, entity.fields[f.name].values, made) for f in fields)
    return model.model_copy(
        update={
            "fields": fields,
            "constraints": limits[model.name],
            "lifecycle": cycle,
            "actions": made,
        }
    )


def _first_state(field: Field, entity: Entity) -> Field:
    """A status starts as its first value unless the brief says otherwise."""
    values = entity.fields[field.name].values
    if field.name in {"status", "state", "stage"} and values and field.default is None and field.required:
        return field.model_copy(update={"default": values[0]})
    return field
