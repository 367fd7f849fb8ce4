"""Names: their case, their length, words that are taken, and two things under one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.blueprint.check.finding import ROLE_ENUM, Finding, Findings, Scope, repeated
from assistant.blueprint.check.reserved import free_member, free_type, member_reserved, type_reserved
from assistant.blueprint.names import camel, pascal, plural, screaming, snake
from assistant.blueprint.plan import AuthKind, Model
from assistant.blueprint.relation import Kind

_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
CAMEL = re.compile(r"[a-z][A-Za-z0-9]*")
_SCREAMING = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")

_DERIVED_SCHEMAS = ("New{}", "{}Changes", "{}Page", "{}Query", "{}Transition")
LONGEST = 63
"""Bytes of an identifier in PostgreSQL; what is longer is cut without a word."""


def types(scope: Scope) -> Findings:
    """Models and enums: PascalCase, not reserved, each name once, short enough for the primary key's name."""
    plan = scope.blueprint
    named = [(f"models.{m.name}", m.name) for m in plan.models] + [(f"enums.{e.name}", e.name) for e in plan.enums]
    for place, name in named:
        if not _PASCAL.fullmatch(name):
            yield _case(place, name, "PascalCase", pascal(name))
        elif type_reserved(name):
            yield _taken(place, name, free_type(name))
        yield from _length(place, f"{name}_pkey")
    # By words, so that HTTPLog and HttpLog, whose files would be the same, count as one name.
    for twice in repeated(snake(name) for _, name in named):
        places = [place for place, name in named if snake(name) == twice]
        yield Finding(places[-1], f"{' and '.join(places)} have the same name.", "Rename one of them.")
    yield from _tables(scope)
    if plan.auth.roles:
        for place, name in named:
            if name == ROLE_ENUM:
                yield Finding(
                    place, "The roles of the account become an enum called 'Role'.", "Call this one 'JobRole', say."
                )


def _tables(scope: Scope) -> Findings:
    """Loan and Loans would both be the table loans, and an enum Loans the type that each table is as well."""
    stored = [(f"models.{m.name}", m.name, snake(plural(m.name))) for m in scope.blueprint.models]
    stored += [(f"enums.{e.name}", e.name, snake(e.name)) for e in scope.blueprint.enums]
    for table in repeated(table for _, _, table in stored):
        places = [(place, name) for place, name, of in stored if of == table]
        if len({snake(name) for _, name in places}) > 1:
            told = " and ".join(name for _, name in places)
            yield Finding(places[-1][0], f"{told} are both {table!r} in the database.", "Rename one of them.")


def schemas(scope: Scope) -> Findings:
    """No model or enum is called as the bodies and pages that are derived for another one, such as BookPage."""
    plan = scope.blueprint
    for name in [*(model.name for model in plan.models), *(enum.name for enum in plan.enums)]:
        for resource in plan.endpoints:
            if name in [form.format(resource.model) for form in _DERIVED_SCHEMAS]:
                place = f"models.{name}" if plan.model(name) else f"enums.{name}"
                yield Finding(place, f"{name!r} is derived for {resource.model}.", f"Call it {free_type(name)!r}, say.")


def enum_values(scope: Scope) -> Findings:
    """Enums: at least one value, each once, SCREAMING_SNAKE_CASE."""
    for enum in scope.blueprint.enums:
        place = f"enums.{enum.name}"
        if not enum.values:
            yield Finding(place, "It has no values.", "List the values it may take.")
        for value in repeated(enum.values):
            yield Finding(f"{place}.values", f"{value!r} is listed twice.", "Remove one.")
        for value in dict.fromkeys(enum.values):
            if not _SCREAMING.fullmatch(value):
                yield _case(f"{place}.values", value, "SCREAMING_SNAKE_CASE", screaming(value))


def members(scope: Scope) -> Findings:
    """Fields, relations and inverses: camelCase, not reserved, and their columns and keys short enough."""
    for model in scope.blueprint.models:
        for field in model.fields:
            place = f"models.{model.name}.fields.{field.name}"
            yield from _member(place, model.name, field.name)
            yield from _length(place, f"{model.name}_{field.name}_key" if field.unique else field.name)
    for relation in scope.blueprint.relations:
        place = f"relations.{relation.model}.{relation.name}"
        yield from _member(place, relation.model, relation.name)
        yield from _member(f"{place}.inverse", relation.target, relation.inverse)
        # Names of compound keys are not looked at: Prisma shortens those itself.
        if relation.kind is not Kind.MANY_TO_MANY:
            yield from _length(place, f"{relation.model}_{relation.name}Id_fkey")


def clashes(scope: Scope) -> Findings:
    """Within a model every field, relation, inverse and derived column has a name of its own."""
    for model in {model.name: model for model in scope.blueprint.models}.values():
        owners: dict[str, list[tuple[str, str]]] = {}
        for place, name, noun in _names_in(scope, model):
            owners.setdefault(name, []).append((place, noun))
        for name, found in owners.items():
            if len(found) > 1:
                nouns = " and ".join(noun for _, noun in found)
                yield Finding(found[-1][0], f"{model.name} has {name!r} more than once: {nouns}.", "Rename one.")


def _names_in(scope: Scope, model: Model) -> Iterator[tuple[str, str, str]]:
    place = f"models.{model.name}"
    for name in _derived_names(scope, model):
        yield place, name, "the derived one"
    for field in model.fields:
        yield f"{place}.fields.{field.name}", field.name, "a field"
    for relation in scope.blueprint.relations:
        at = f"relations.{relation.model}.{relation.name}"
        if relation.model == model.name:
            yield at, relation.name, "a relation"
            if relation.kind is not Kind.MANY_TO_MANY:
                yield at, f"{relation.name}Id", f"the key of the relation {relation.name!r}"
        if relation.target == model.name:
            yield f"{at}.inverse", relation.inverse, f"the inverse of {relation.model}.{relation.name}"


def _derived_names(scope: Scope, model: Model) -> list[str]:
    auth = scope.blueprint.auth
    names = ["id"]
    if model.timestamps:
        names += ["createdAt", "updatedAt"]
    if model.soft_delete:
        names += ["deletedAt"]
    if model.name == scope.account:
        if auth.roles:
            names += ["role"]
        if auth.kind is AuthKind.JWT:
            # Registration takes `password`, so a field of that name could not be told from it.
            names += ["passwordHash", "password"]
    return names


def _member(place: str, model: str, name: str) -> Findings:
    if not CAMEL.fullmatch(name):
        yield _case(place, name, "camelCase", camel(name))
    elif member_reserved(name):
        yield _taken(place, name, free_member(model, name))


def _case(place: str, name: str, case: str, suggestion: str) -> Finding:
    mend = f"Write {suggestion!r}." if suggestion else "Give it a name of letters and digits."
    return Finding(place, f"{name!r} is not in {case}.", mend)


def _taken(place: str, name: str, suggestion: str) -> Finding:
    return Finding(place, f"{name!r} is a reserved word.", f"Call it {suggestion!r}, say.")


def _length(place: str, identifier: str) -> Findings:
    if (size := len(identifier.encode())) > LONGEST:
        yield Finding(
            place, f"{identifier!r} takes {size} bytes; a database name holds {LONGEST}.", "Choose a shorter name."
        )
