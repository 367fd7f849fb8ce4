"""Sign-in: the account, what one signs in with, and roles."""

from __future__ import annotations

from assistant.blueprint.check.finding import Finding, Findings, Scope, repeated, unknown
from assistant.blueprint.field import Scalar
from assistant.blueprint.names import snake
from assistant.blueprint.plan import AuthKind


def account(scope: Scope) -> Findings:
    """The account is a model whose identifier is a required, unique String that may be shown."""
    auth = scope.blueprint.auth
    if auth.kind is AuthKind.NONE:
        return
    model = scope.models.get(auth.model)
    if model is None:
        yield unknown("auth.model", "a model of this plan", auth.model, scope.models)
        return
    field = model.field(auth.identifier)
    if field is None:
        names = [f.name for f in model.fields]
        yield unknown("auth.identifier", f"a field of {model.name}", auth.identifier, names)
        return
    faults = {
        "a String": field.scalar is not Scalar.STRING or field.many,
        "required": not field.required,
        "unique": not field.unique,
        "not secret": field.secret,
    }
    if wrong := [need for need, fault in faults.items() if fault]:
        yield Finding(
            f"models.{model.name}.fields.{field.name}",
            f"People sign in with it, so it has to be {' and '.join(wrong)}.",
            "Change the field, or sign in with another one (auth.identifier).",
        )


def newcomers(scope: Scope) -> Findings:
    """Registration can give everything that an account must have."""
    auth = scope.blueprint.auth
    model = scope.models.get(auth.model)
    if auth.kind is AuthKind.NONE or not auth.registration or model is None:
        return
    resource = scope.blueprint.resource(model.name)
    relation = scope.blueprint.relation(model.name, resource.parent) if resource and resource.parent else None
    if relation is not None and relation.required:
        yield Finding(
            f"endpoints.{model.name}.parent",
            f"Whoever registers could not say which {relation.target} they belong to.",
            "Drop the parent, make the relation optional, or set auth.registration to false.",
        )


def roles(scope: Scope) -> Findings:
    """Roles need accounts to carry them, names of their own, and one that newcomers get."""
    auth = scope.blueprint.auth
    if auth.kind is AuthKind.NONE and (auth.roles or auth.default_role):
        yield Finding("auth.roles", "There are roles, but nobody signs in.", "Set auth.kind, or drop the roles.")
        return
    for role in auth.roles:
        if not snake(role) or not snake(role)[0].isalpha():
            yield Finding("auth.roles", f"{role!r} is no name for a role.", "Start it with a letter.")
    for twice in repeated(snake(role) for role in auth.roles):
        yield Finding("auth.roles", f"{twice!r} is listed twice.", "Remove one.")
    if auth.roles and auth.default_role is None:
        yield Finding(
            "auth.default_role", "Nothing says which role newcomers get.", f"Choose one of {', '.join(auth.roles)}."
        )
    elif auth.default_role is not None and auth.default_role not in auth.roles:
        yield unknown("auth.default_role", "a role of the account", auth.default_role, auth.roles)


def providers(scope: Scope) -> Findings:
    """OAuth, and only OAuth, needs somewhere to sign in at."""
    auth = scope.blueprint.auth
    if auth.kind is AuthKind.OAUTH and not auth.providers:
        yield Finding("auth.providers", "OAuth needs somewhere to sign in at.", "Name a provider, such as github.")
    if auth.kind is not AuthKind.OAUTH and auth.providers:
        yield Finding("auth.providers", "Providers are for OAuth alone.", "Set auth.kind to oauth, or drop them.")
    for twice in repeated(auth.providers):
        yield Finding("auth.providers", f"{twice!r} is listed twice.", "Remove one.")
