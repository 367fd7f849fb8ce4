"""What was decided without being told, in the words of a colleague; and what is worth asking."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.access import Authenticated, Operation
from assistant.blueprint.behaviour import Ordered
from assistant.blueprint.field import Write
from assistant.blueprint.names import article, label, plural
from assistant.blueprint.plan import Auth, AuthKind, Model
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.permission import Permission
from assistant.blueprint.relation import Kind, Relation


def assumptions(
    notebook: Notebook,
    models: tuple[Model, ...],
    relations: tuple[Relation, ...],
    auth: Auth,
    permissions: list[Permission],
) -> tuple[str, ...]:
    """One short sentence a decision."""
    if not models:
        return ()
    found = [
        *notebook.assumptions,
        *_sign_in(notebook, auth),
        *_rights(models, auth, permissions),
        *_values(notebook, models),
        *_links(relations),
    ]
    return tuple(dict.fromkeys(found))


def _sign_in(notebook: Notebook, auth: Auth) -> Iterator[str]:
    if auth.kind is AuthKind.NONE:
        yield (
            "Nothing in the brief speaks of signing in, so there are no accounts and every endpoint is open to anyone."
        )
        return
    account = notebook.by_name(auth.model)
    if account is not None and account.inferred:
        yield (
            f"The brief names no account, so I added a {auth.model} who signs in with an email address and a password."
        )
    else:
        yield (
            f"People sign in as {article(label(auth.model))} with {label(auth.identifier)} and a "
            f"password, and get a JWT."
        )
    if auth.roles:
        yield (
            f"Whoever registers starts as {auth.default_role}; other roles "
            f"({', '.join(r for r in auth.roles if r != auth.default_role)}) are given by hand."
        )


def _rights(models: tuple[Model, ...], auth: Auth, permissions: list[Permission]) -> Iterator[str]:
    if auth.kind is AuthKind.NONE:
        return
    told = {
        (name, operation)
        for p in permissions
        for name in p.entities or tuple(m.name for m in models)
        for operation in p.operations
    }
    readable = [
        plural(label(m.name))
        for m in models
        if (m.name, Operation.READ) not in told and Authenticated() in m.access.read
    ]
    if readable:
        yield f"Everyone who is signed in may read {_listed(readable)} (not stated)."
    writable = [
        plural(label(m.name))
        for m in models
        if (m.name, Operation.CREATE) not in told and Authenticated() in m.access.create
    ]
    if writable:
        yield f"Everyone who is signed in may create {_listed(writable)} (not stated)."


def _values(notebook: Notebook, models: tuple[Model, ...]) -> Iterator[str]:
    for model in models:
        for constraint in model.constraints:
            if isinstance(constraint, Ordered):
                order = f"{constraint.after} lies after {constraint.before}"
                yield f"In {article(label(model.name))}, {order} (not stated)."
        entity = notebook.by_name(model.name)
        for name, typed in entity.fields.items() if entity else ():
            status = name in {"status", "state", "stage"} and typed.values
            if status and model.lifecycle is None and typed.field.default is None:
                yield (
                    f"{article(label(model.name)).capitalize()} starts as {typed.values[0]}, and its {name} may "
                    f"change from any value to any other."
                )


def _links(relations: tuple[Relation, ...]) -> Iterator[str]:
    for relation in relations:
        if relation.write is Write.SERVER:
            yield f"Whoever creates {article(label(relation.model))} is stored as its {relation.name}."
    both = [f"{label(r.model)} and {label(r.target)}" for r in relations if r.kind is Kind.MANY_TO_MANY]
    if both:
        yield f"These go both ways, several to several: {_listed(both)}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def questions(models: tuple[Model, ...], auth: Auth) -> tuple[str, ...]:
    """What only the author of the brief can answer."""
    if not models:
        return (
            "What should the backend keep? Name the things and what you want to know about each, such as "
            "'books with title and ISBN, borrowed by members'.",
        )
    found: list[str] = []
    personal = [m for m in models if any(f.name.lower().endswith(("email", "phone")) for f in m.fields)]
    if auth.kind is AuthKind.NONE and personal:
        found.append(
            f"{plural(label(personal[0].name)).capitalize()} have contact details, but nobody signs in: "
            f"should anyone be able to read them?"
        )
    return tuple(found)
