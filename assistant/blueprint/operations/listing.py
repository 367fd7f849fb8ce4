"""Endpoints that follow what a model gains: usual paths, filters and orders."""

from __future__ import annotations

from assistant.blueprint.access import Operation
from assistant.blueprint.check.endpoints import parameters
from assistant.blueprint.check.finding import Scope
from assistant.blueprint.field import Field, Write
from assistant.blueprint.lists import MOST_ORDERS, filtered, ordered, usual_filters, usual_path, usual_sort
from assistant.blueprint.operations.lookup import with_resource
from assistant.blueprint.plan import AuthKind, Blueprint, Model, Resource
from assistant.blueprint.relation import Kind, OnDelete, Relation


def exposed(plan: Blueprint, model: Model) -> Blueprint:
    """The plan with the usual endpoints for whatever the model's access rules allow."""
    operations = tuple(operation for operation in Operation if model.access.rules(operation))
    if not operations:
        return plan
    parent = _parent(plan, model)
    resource = Resource(
        model=model.name,
        path=usual_path(model.name, {each.path for each in plan.endpoints}),
        operations=operations,
        parent=parent,
        filters=usual_filters(model, plan.relations, parent),
        sort=usual_sort(model),
    )
    return with_resource(plan, resource)


def _parent(plan: Blueprint, model: Model) -> str | None:
    """The relation to the one that it is a part of; whoever registers belongs to nobody yet."""
    if plan.auth.kind is not AuthKind.NONE and plan.auth.model == model.name:
        return None
    whole = [
        r.name
        for r in plan.keys_of(model.name)
        if r.required and r.on_delete is OnDelete.CASCADE and r.kind is Kind.MANY_TO_ONE
        if r.target != model.name and r.write is not Write.SERVER and plan.resource(r.target) is not None
    ]
    return whole[0] if len(whole) == 1 else None


def with_field_listed(plan: Blueprint, model: str, field: Field) -> Blueprint:
    """Lists are narrowed and ordered by a new field where that is usual."""
    resource = _list_of(plan, model)
    if resource is not None and ordered(field) and field.name not in resource.sort and len(resource.sort) < MOST_ORDERS:
        plan = with_resource(plan, resource.model_copy(update={"sort": (*resource.sort, field.name)}))
    return _narrowed(plan, model, field.name) if filtered(field) else plan


def with_key_listed(plan: Blueprint, relation: Relation) -> Blueprint:
    """Lists are narrowed by a new relation to one."""
    return plan if relation.kind is Kind.MANY_TO_MANY else _narrowed(plan, relation.model, relation.name)


def _narrowed(plan: Blueprint, model: str, name: str) -> Blueprint:
    """The plan with one more filter, unless its query parameters are taken."""
    resource = _list_of(plan, model)
    if resource is None or name in resource.filters or name == resource.parent:
        return plan
    more = with_resource(plan, resource.model_copy(update={"filters": (*resource.filters, name)}))
    place = f"endpoints.{model}.filters"
    return plan if any(each.place == place for each in parameters(Scope(more))) else more


def _list_of(plan: Blueprint, model: str) -> Resource | None:
    resource = plan.resource(model)
    return resource if resource is not None and Operation.LIST in resource.operations else None
