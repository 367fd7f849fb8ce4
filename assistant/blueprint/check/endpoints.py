"""Endpoints: paths, operations, nesting, filters, sorting and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.blueprint.check.finding import Finding, Findings, Scope, repeated, unknown
from assistant.blueprint.field import Scalar, Write
from assistant.blueprint.names import kebab, singular, words
from assistant.blueprint.plan import Model, Resource
from assistant.blueprint.relation import Kind

_SEGMENT = r"/[a-z][a-z0-9]*(-[a-z0-9]+)*"
_PATH = re.compile(_SEGMENT)
_BASE = re.compile(f"({_SEGMENT})+")
_UNORDERED = (Scalar.JSON, Scalar.BYTES)


def models(scope: Scope) -> Findings:
    """There is something to serve, and every resource serves a model that has no other."""
    plan = scope.blueprint
    if not words(plan.title):
        yield Finding("title", "The plan has no title.", "Give it a name of letters and digits.")
    if not plan.models:
        yield Finding("models", "There is nothing to store.", "Add a model.")
    for number, resource in enumerate(plan.endpoints):
        if resource.model not in scope.models:
            yield unknown(f"endpoints.{number}.model", "a model of this plan", resource.model, scope.models)
    for name in repeated(resource.model for resource in plan.endpoints):
        yield Finding(f"endpoints.{name}", f"{name} has endpoints twice.", "Make them one.")


def paths(scope: Scope) -> Findings:
    """Paths are /kebab-case, each used once, and sign-in keeps its own."""
    plan = scope.blueprint
    if not _BASE.fullmatch(plan.conventions.base_path):
        yield Finding(
            "conventions.base_path", f"{plan.conventions.base_path!r} is no path.", "Write it like /api or /api/v1."
        )
    for resource in plan.endpoints:
        place = f"endpoints.{resource.model}.path"
        if not _PATH.fullmatch(resource.path):
            better = kebab(resource.path) or kebab(resource.model) or "records"
            yield Finding(place, f"{resource.path!r} is not a /kebab-case path.", f"Write '/{better}'.")
        elif resource.path == "/auth" and scope.account is not None:
            yield Finding(place, "'/auth' is where people sign in.", "Choose another path.")
    for path in repeated(resource.path for resource in plan.endpoints):
        users = [resource.model for resource in plan.endpoints if resource.path == path]
        yield Finding(f"endpoints.{users[-1]}.path", f"{' and '.join(users)} share the path {path!r}.", "Change one.")
    for resource, model in _served(scope):
        for child in plan.endpoints:
            relation = plan.relation(child.model, child.parent) if child.parent else None
            taken = {f"/{kebab(action.name)}" for action in model.actions}
            if relation is not None and relation.target == model.name and child.path in taken:
                yield Finding(
                    f"endpoints.{child.model}.path",
                    f"{resource.path}/{{id}}{child.path} is an action of {model.name} already.",
                    "Change the path, or rename the action.",
                )


def operations(scope: Scope) -> Findings:
    """Every operation is listed once, and somebody may use it."""
    for resource, model in _served(scope):
        place = f"endpoints.{resource.model}.operations"
        if not resource.operations:
            yield Finding(place, "It offers no operation.", "Name some, or remove these endpoints.")
        for name in repeated(operation.value for operation in resource.operations):
            yield Finding(place, f"{name!r} is listed twice.", "Remove one.")
        for operation in dict.fromkeys(resource.operations):
            if not model.access.rules(operation):
                yield Finding(
                    place,
                    f"Nobody may {operation.value} a {model.name}.",
                    f"Add a rule to models.{model.name}.access.{operation.value}, or leave the operation out.",
                )


def parents(scope: Scope) -> Findings:
    """A parent is what the foreign key of many points at."""
    for resource, model in _served(scope):
        if resource.parent is None:
            continue
        place = f"endpoints.{resource.model}.parent"
        relation = scope.blueprint.relation(model.name, resource.parent)
        if relation is None:
            yield unknown(place, f"a relation of {model.name}", resource.parent, scope.keys(model))
        elif relation.kind is not Kind.MANY_TO_ONE:
            yield Finding(
                place, f"{relation.name!r} is {relation.kind.value}, so nothing nests under it.", "Drop the parent."
            )
        elif relation.write is Write.SERVER:
            yield Finding(
                place,
                f"The server sets {relation.name!r} to the caller, whatever the path says.",
                "Drop the parent, or let callers write the relation.",
            )


def filters(scope: Scope) -> Findings:
    """Lists are narrowed by what can be compared and may be known."""
    for resource, model in _served(scope):
        place = f"endpoints.{resource.model}.filters"
        linked = [
            name for name, step in scope.steps(model.name).items() if not step.backwards or _joined(scope, model, name)
        ]
        for name in dict.fromkeys(resource.filters):
            field = scope.field(model, name)
            if field is None:
                if name not in linked:
                    yield unknown(place, f"a field or relation of {model.name}", name, (*scope.fields(model), *linked))
            elif field.secret:
                yield Finding(place, f"{name!r} is secret; a filter would let it be guessed.", "Leave it out.")
            elif field.scalar in _UNORDERED:
                yield Finding(place, f"{name!r} is {field.type}, which no list is narrowed by.", "Leave it out.")
        for name in repeated(resource.filters):
            yield Finding(place, f"{name!r} is named twice.", "Remove one.")


def parameters(scope: Scope) -> Findings:
    """Each filter has parameters of its own, and leaves those of the pages alone."""
    for resource, model in _served(scope):
        place = f"endpoints.{resource.model}.filters"
        named = [(each, name) for name in dict.fromkeys(resource.filters) for each in _parameters(scope, model, name)]
        for parameter, name in named:
            if parameter in _PAGES:
                yield Finding(
                    place,
                    f"Filtering by {name!r} would take the parameter {parameter!r}, which is for the pages.",
                    "Leave it out, or rename it.",
                )
        for parameter in repeated(parameter for parameter, _ in named):
            users = " and ".join(repr(name) for each, name in named if each == parameter)
            yield Finding(place, f"{users} would take the same parameter, {parameter!r}.", "Leave one out.")


_PAGES = ("limit", "cursor", "sort")
_RANGES = {
    **dict.fromkeys((Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL), ("Min", "Max")),
    **dict.fromkeys((Scalar.DATE_TIME, Scalar.DATE), ("From", "To")),
}


def _parameters(scope: Scope, model: Model, name: str) -> list[str]:
    """The query parameters of a filter, as docs/drafts.md has them."""
    field = scope.field(model, name)
    if field is None:
        return [
            f"{singular(name)}Id" if name in scope.steps(model.name) and _joined(scope, model, name) else f"{name}Id"
        ]
    if field.many:
        return [singular(name)]
    ends = _RANGES.get(field.scalar) if field.scalar else None
    return [f"{name}{end}" for end in ends] if ends else [name]


def _joined(scope: Scope, model: Model, name: str) -> bool:
    return scope.steps(model.name)[name].relation.kind is Kind.MANY_TO_MANY


def sorting(scope: Scope) -> Findings:
    """Lists are ordered by required fields that have an order and may be known."""
    for resource, model in _served(scope):
        place = f"endpoints.{resource.model}.sort"
        for name in dict.fromkeys(resource.sort):
            field = scope.field(model, name)
            if field is None:
                yield unknown(place, f"a field of {model.name}", name, scope.fields(model))
                continue
            faults = {
                "secret": field.secret,
                "optional": not field.required,
                "a list": field.many,
                field.type: field.scalar in _UNORDERED,
            }
            if wrong := [fault for fault, found in faults.items() if found]:
                yield Finding(
                    place, f"{name!r} is {' and '.join(wrong)}, so no list is ordered by it.", "Leave it out."
                )
        for name in repeated(resource.sort):
            yield Finding(place, f"{name!r} is named twice.", "Remove one.")


def pages(scope: Scope) -> Findings:
    """A page fits into the largest page."""
    conventions = scope.blueprint.conventions
    if conventions.page_size > conventions.max_page_size:
        yield Finding(
            "conventions.page_size",
            f"A page of {conventions.page_size} is above the largest page of {conventions.max_page_size}.",
            "Lower page_size or raise max_page_size.",
        )


def _served(scope: Scope) -> Iterator[tuple[Resource, Model]]:
    for resource in scope.blueprint.endpoints:
        if (model := scope.models.get(resource.model)) is not None:
            yield resource, model
