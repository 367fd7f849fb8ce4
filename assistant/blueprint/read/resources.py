"""The endpoints of a plan: as a brief writes them out, else as they are usual."""

from __future__ import annotations

import re

from assistant.blueprint.access import Operation
from assistant.blueprint.lists import usual_filters, usual_path, usual_sort
from assistant.blueprint.names import kebab, plural, singular
from assistant.blueprint.plan import Model, Resource
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.statement import Endpoint
from assistant.blueprint.relation import Kind, Relation

_PARAMETER = re.compile(r"^[:{<\[].*")
_BY_METHOD = {"PATCH": Operation.UPDATE, "PUT": Operation.UPDATE, "DELETE": Operation.DELETE}


def base_path(endpoints: tuple[Endpoint, ...]) -> str:
    """What all paths start with before their first collection: '/api/v1'."""
    for endpoint in endpoints:
        found = re.match(r"((?:/(?:api|rest|v\d+))+)(?=/)", endpoint.path)
        if found:
            return found[1]
    return "/api"


def resources(
    notebook: Notebook,
    models: tuple[Model, ...],
    relations: tuple[Relation, ...],
    endpoints: tuple[Endpoint, ...],
    account: str | None,
) -> tuple[Resource, ...]:
    """One resource a model that anybody may use; registering serves the account, so it lies under nothing else."""
    told: dict[str, list[Endpoint]] = {m.name: [] for m in models}
    for endpoint in endpoints:
        if (served := _model_of(endpoint, models)) is not None:
            told[served].append(endpoint)
    made: list[Resource] = []
    taken: set[str] = set()
    for model in models:
        allowed = tuple(o for o in Operation if model.access.rules(o))
        written = [o for e in told[model.name] if (o := _operation(e)) is not None]
        operations = tuple(
            o for o in allowed if not written or o in written or (o is Operation.READ and Operation.LIST in written)
        )
        if not operations:
            continue
        path = usual_path(model.name, taken)
        taken.add(path)
        parent = None if model.name == account else _parent(notebook, model, relations, told[model.name], models)
        filters = _filters(model, relations, parent, told[model.name])
        made.append(
            Resource(
                model=model.name,
                path=path,
                operations=operations,
                parent=parent,
                filters=filters,
                sort=usual_sort(model),
            )
        )
    return tuple(made)


def _parts(endpoint: Endpoint) -> list[str]:
    path = re.sub(r"^(?:/(?:api|rest|v\d+))+(?=/)", "", endpoint.path.split("?")[0])
    return [p for p in path.split("/") if p]


def _named(part: str, models: tuple[Model, ...]) -> str | None:
    name = kebab(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", part))
    return next(
        (
            m.name
            for m in models
            if name in {kebab(plural(m.name)), kebab(m.name)} or kebab(m.name).endswith(f"-{kebab(singular(name))}")
        ),
        None,
    )


def _model_of(endpoint: Endpoint, models: tuple[Model, ...]) -> str | None:
    """The model that an endpoint serves: the last collection of its path, unless a verb stands behind a record."""
    parts = [p for p in _parts(endpoint) if not _PARAMETER.match(p)]
    return _named(parts[-1], models) if parts else None


def _operation(endpoint: Endpoint) -> Operation | None:
    single = bool(_PARAMETER.match((_parts(endpoint) or [""])[-1]))
    if endpoint.method == "GET":
        return Operation.READ if single else Operation.LIST
    return Operation.CREATE if endpoint.method == "POST" else _BY_METHOD.get(endpoint.method)


def _parent(
    notebook: Notebook, model: Model, relations: tuple[Relation, ...], told: list[Endpoint], models: tuple[Model, ...]
) -> str | None:
    keys = [r for r in relations if r.model == model.name and r.kind is Kind.MANY_TO_ONE and r.target != model.name]
    for endpoint in told:
        above = [p for p in _parts(endpoint) if not _PARAMETER.match(p)][:-1]
        target = _named(above[-1], models) if above else None
        relation = next((r for r in keys if r.target == target), None)
        if relation is not None:
            return relation.name
    if told:
        return None
    cascading = [link.name for link in notebook.links if link.child == model.name and link.cascade and link.required]
    owning = [r for r in keys if r.name in cascading and r.required]
    return owning[0].name if len(owning) == 1 else None


def _filters(
    model: Model, relations: tuple[Relation, ...], parent: str | None, told: list[Endpoint]
) -> tuple[str, ...]:
    keys = [r.name for r in relations if r.model == model.name and r.kind is not Kind.MANY_TO_MANY and r.name != parent]
    plain = [f.name for f in model.fields if not f.secret and not f.many]
    asked = [q.split("=")[0].strip() for e in told for q in e.path.partition("?")[2].split("&") if q]
    named = [n for q in asked for n in (q, q.removesuffix("Id"), q.removesuffix("_id")) if n in plain or n in keys]
    return tuple(dict.fromkeys(named)) or usual_filters(model, relations, parent)
