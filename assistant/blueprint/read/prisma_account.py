"""What a schema does not say: who signs in, who may do what, and which endpoints there are. All of it is assumed."""

from __future__ import annotations

import re

from assistant.blueprint.access import Access, Authenticated, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.field import Enum, Field, Scalar, Write
from assistant.blueprint.names import kebab, label, plural
from assistant.blueprint.plan import Auth, AuthKind, Blueprint, Model, Resource
from assistant.blueprint.relation import Kind, Relation

_PASSWORD = re.compile(r"(hashed_?)?password(_?(hash|digest))?|pass_?hash", re.IGNORECASE)
_IDENTIFIERS = ("email", "username", "login", "phone")
_ADMIN = re.compile(r"(SUPER_?)?ADMIN(ISTRATOR)?")
_DATES = (Scalar.DATE_TIME, Scalar.DATE)
_TITLES = ("name", "title")
_QUESTION = "Who may read, create, change and delete what? A schema does not say, so the access rules are a guess."


def served(plan: Blueprint) -> Blueprint:
    """`plan` with sign-in where a model has a password, with access rules and with endpoints for every model."""
    notes = list(plan.assumptions)
    account = next((model for model in plan.models if _password(model) and _identifier(model)), None)
    if account is None:
        access = Access(read=(Public(),), create=(Public(),), update=(Public(),), delete=(Public(),))
        models = tuple(model.model_copy(update={"access": access}) for model in plan.models)
        notes.append("Anyone may do anything: no model of the schema has a password to sign in with.")
        plan = plan.model_copy(update={"models": models})
    else:
        plan = _with_account(plan, account, notes)
    secrets = (f"{model.name}.{field.name}" for model in plan.models for field in model.fields if field.secret)
    notes += [f"{name} is secret: no answer holds it." for name in secrets]
    endpoints = tuple(_resource(plan, model) for model in plan.models)
    return plan.model_copy(
        update={
            "models": tuple(map(_without_derived_indexes, plan.models, endpoints)),
            "endpoints": tuple(each for each in endpoints if each.operations),
            "assumptions": tuple(notes),
            "questions": (*plan.questions, _QUESTION),
        }
    )


def _with_account(plan: Blueprint, account: Model, notes: list[str]) -> Blueprint:
    identifier, password = _identifier(account), _password(account)
    role, enum = _role(plan, account)
    gone = {field.name for field in (password, role) if field}
    notes.append(f"People sign in as a {label(account.name)} with {identifier} and password (JWT).")
    auth = Auth(kind=AuthKind.JWT, model=account.name, identifier=identifier)
    models = []
    for model in plan.models:
        fields = tuple(field for field in model.fields if model.name != account.name or field.name not in gone)
        models.append(model.model_copy(update={"fields": fields}))
    enums = plan.enums
    if role and enum:
        humble = next((name for name in enum.values if not _ADMIN.fullmatch(name)), enum.values[0])
        default = str(role.default or humble)
        auth = auth.model_copy(update={"roles": enum.values, "default_role": default})
        notes.append(f"Roles are {', '.join(enum.values)}; whoever registers is {default}.")
        if not any(field.type == enum.name for model in models for field in model.fields):
            enums = tuple(each for each in enums if each is not enum)
    plan = plan.model_copy(update={"auth": auth, "models": tuple(models), "enums": enums})
    owned = {relation.model: relation for relation in reversed(plan.relations) if _owns(relation, account.name)}
    admin = next((name for name in auth.roles if _ADMIN.fullmatch(name)), None)
    ruled = tuple(
        model.model_copy(update={"access": _access(model, account, owned.get(model.name), admin)})
        for model in plan.models
    )
    notes += _said(account, owned, admin)
    relations = tuple(
        each.model_copy(update={"write": Write.SERVER}) if each in owned.values() else each for each in plan.relations
    )
    return plan.model_copy(update={"models": ruled, "relations": relations})


def _access(model: Model, account: Model, owner: Relation | None, admin: str | None) -> Access:
    admins: tuple[Rule, ...] = (HasRole(roles=(admin,)),) if admin else ()
    if model.name == account.name:
        own: tuple[Rule, ...] = (Owner(path="self"), *admins)
        return Access(read=own, update=own, delete=admins, list=admins)
    if owner:
        own = (Owner(path=owner.name), *admins)
        return Access(read=own, create=(Authenticated(),), update=own, delete=own)
    writers = admins or (Authenticated(),)
    return Access(read=(Authenticated(),), create=writers, update=writers, delete=writers)


def _said(account: Model, owned: dict[str, Relation], admin: str | None) -> list[str]:
    also = f", {admin} everyone's" if admin else ""
    said = [f"People see and change their own {label(account.name)}{also}."]
    if owned:
        what = ", ".join(label(plural(name)) for name in owned)
        said.append(f"People see and change their own {what}{also}.")
    said.append(f"Everything else is read by whoever is signed in, and changed by {admin or 'them'}.")
    return said


def _owns(relation: Relation, account: str) -> bool:
    to_account = relation.target == account and relation.model != account
    return to_account and relation.required and relation.kind is not Kind.MANY_TO_MANY


def _resource(plan: Blueprint, model: Model) -> Resource:
    registers = plan.auth.kind is not AuthKind.NONE and plan.auth.model == model.name
    operations = tuple(
        each for each in Operation if model.access.rules(each) and not (registers and each is Operation.CREATE)
    )
    filters = [field.name for field in model.fields if _filters(plan, field)]
    filters += [relation.name for relation in plan.keys_of(model.name)]
    sort = [field.name for field in model.fields if _sorts(field)]
    return Resource(
        model=model.name,
        path=f"/{kebab(plural(model.name))}",
        operations=operations,
        filters=tuple(filters),
        sort=("createdAt", *sort) if model.timestamps else tuple(sort),
    )


def _without_derived_indexes(model: Model, resource: Resource) -> Model:
    """The model without the indexes that its filters and orders get anyway."""
    derived = {(name,) for name in (*resource.filters, *resource.sort)}
    return model.model_copy(update={"indexes": tuple(each for each in model.indexes if each not in derived)})


def _filters(plan: Blueprint, field: Field) -> bool:
    return not field.many and not field.secret and (field.scalar is Scalar.BOOLEAN or bool(plan.enum(field.type)))


def _sorts(field: Field) -> bool:
    ordered = field.scalar in _DATES or (field.scalar is Scalar.STRING and field.name in _TITLES)
    return field.required and not field.many and not field.secret and ordered


def _password(model: Model) -> Field | None:
    found = (field for field in model.fields if _PASSWORD.fullmatch(field.name))
    return next((field for field in found if field.scalar is Scalar.STRING and not field.many), None)


def _identifier(model: Model) -> str:
    fits = {f.name for f in model.fields if f.scalar is Scalar.STRING and f.unique and f.required and not f.secret}
    return next((name for name in _IDENTIFIERS if name in fits), "")


def _role(plan: Blueprint, account: Model) -> tuple[Field | None, Enum | None]:
    field = account.field("role")
    enum = plan.enum(field.type) if field and field.required and not field.many else None
    return (field, enum) if enum else (None, None)
