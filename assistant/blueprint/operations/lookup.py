"""What an operation names in a Blueprint: found, or refused with what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError

from assistant.blueprint.check.finding import Scope, unknown
from assistant.blueprint.field import Enum, Field
from assistant.blueprint.operations.patch import Patch
from assistant.blueprint.plan import Blueprint, Model, Resource
from assistant.blueprint.relation import Relation
from assistant.conversation import Record
from assistant.errors import BlueprintError

T = TypeVar("T", bound=Record)


def no_such(noun: str, name: str, known: Iterable[str]) -> BlueprintError:
    """The error that a name refers to nothing, with the nearest known name or all of them."""
    finding = unknown("", noun, name, known)
    return BlueprintError(finding.message, mend=finding.mend)


def model_of(plan: Blueprint, name: str) -> Model:
    """Raises BlueprintError where there is no model of this name."""
    found = plan.model(name)
    if found is None:
        raise no_such("a model of this plan", name, (model.name for model in plan.models))
    return found


def enum_of(plan: Blueprint, name: str) -> Enum:
    """Raises BlueprintError where there is no enum of this name."""
    found = plan.enum(name)
    if found is None:
        if name == "Role":
            mend = "Change them with `set_auth`, whose `roles` are the whole new list."
            raise BlueprintError("'Role' is derived from the roles of the account.", mend=mend)
        raise no_such("an enum of this plan", name, (enum.name for enum in plan.enums))
    return found


def field_of(plan: Blueprint, model: Model, name: str) -> Field:
    """Raises BlueprintError where the model lists no field of this name, telling what carries it instead."""
    found = model.field(name)
    if found is not None:
        return found
    relation = plan.relation(model.name, name) or plan.relation(model.name, name.removesuffix("Id"))
    if relation is not None:
        mend = f"Use the operation for relations, with relation {relation.name!r}."
        raise BlueprintError(f"{name!r} is a relation of {model.name}, not a field.", mend=mend)
    derived = {"id", "createdAt", "updatedAt", "deletedAt", "passwordHash", *Scope(plan).fields(model)}
    if name in derived - {field.name for field in model.fields}:
        mend = "`change_model` sets timestamps and soft_delete, `set_auth` roles and sign-in."
        raise BlueprintError(f"{name!r} of {model.name} is derived, not a field of the plan.", mend=mend)
    raise no_such(f"a field of {model.name}", name, (field.name for field in model.fields))


def relation_of(plan: Blueprint, model: Model, name: str) -> Relation:
    """The relation that the model holds. Raises BlueprintError where there is none of this name."""
    found = plan.relation(model.name, name) or plan.relation(model.name, name.removesuffix("Id"))
    if found is not None:
        return found
    back = inverse_of(plan, model, name)
    if back is not None:
        mend = f"Name it from that side: model {back.model!r}, relation {back.name!r}."
        raise BlueprintError(f"{name!r} is the way back of {back.model}.{back.name}.", mend=mend)
    if model.field(name) is not None:
        mend = "Use the operation for fields."
        raise BlueprintError(f"{name!r} is a field of {model.name}, not a relation.", mend=mend)
    raise no_such(f"a relation of {model.name}", name, (r.name for r in plan.relations if r.model == model.name))


def inverse_of(plan: Blueprint, model: Model, name: str) -> Relation | None:
    """The relation whose way back from the model has this name."""
    return next((r for r in plan.relations if r.target == model.name and r.inverse == name), None)


def resource_of(plan: Blueprint, model: str) -> Resource:
    """Raises BlueprintError where the model is not served."""
    found = plan.resource(model_of(plan, model).name)
    if found is None:
        raise BlueprintError(f"{model} has no endpoints.", mend="Add them with `add_endpoint`.")
    return found


def users_of(plan: Blueprint, enum: str) -> list[str]:
    """Where the enum is a type: fields of models, and what endpoints written by hand take and answer."""
    found = [f"{model.name}.{field.name}" for model in plan.models for field in model.fields if field.type == enum]
    for custom in plan.custom:
        told = (*custom.query, *custom.body, *custom.answer)
        found += [f"{custom.name}.{field.name}" for field in told if field.type == enum]
    return found


def with_model(plan: Blueprint, model: Model) -> Blueprint:
    """The plan with the model of this name replaced."""
    models = tuple(model if each.name == model.name else each for each in plan.models)
    return plan.model_copy(update={"models": models})


def with_field(plan: Blueprint, model: Model, field: Field) -> Blueprint:
    """The plan with the field of this name replaced."""
    fields = tuple(field if each.name == field.name else each for each in model.fields)
    return with_model(plan, model.model_copy(update={"fields": fields}))


def with_relation(plan: Blueprint, old: Relation, new: Relation) -> Blueprint:
    """The plan with one relation replaced."""
    return plan.model_copy(update={"relations": tuple(new if each is old else each for each in plan.relations)})


def with_resource(plan: Blueprint, resource: Resource) -> Blueprint:
    """The plan with the endpoints of this model replaced, or added."""
    if plan.resource(resource.model) is None:
        return plan.model_copy(update={"endpoints": (*plan.endpoints, resource)})
    endpoints = tuple(resource if each.model == resource.model else each for each in plan.endpoints)
    return plan.model_copy(update={"endpoints": endpoints})


def without_resource(plan: Blueprint, model: str) -> Blueprint:
    """The plan without the endpoints of a model."""
    return plan.model_copy(update={"endpoints": tuple(each for each in plan.endpoints if each.model != model)})


def patched(patch: Patch, whole: T) -> T:
    """`whole` with the patch applied. Raises BlueprintError for a patch that sets nothing, or what can't be."""
    if not patch.model_fields_set:
        known = ", ".join(type(patch).model_fields)
        raise BlueprintError("It sets nothing.", mend=f"Give at least one key in `set`: {known}.")
    try:
        return patch.applied_to(whole)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc'])) or 'set'}: {each['msg']}" for each in error.errors())
        raise BlueprintError(f"`set` does not fit: {wrong}.", mend="Leave out what stays as it is.") from error


def require_free(plan: Blueprint, model: Model, name: str) -> None:
    """Raises BlueprintError where the model has a field, relation, key, way back or derived column of this name."""
    if name in taken(plan, model):
        raise BlueprintError(f"{model.name} has {name!r} already.", mend="Choose another name, or change that one.")


def taken(plan: Blueprint, model: Model) -> set[str]:
    """Every name that the model's fields, relations, keys, ways back and derived columns have."""
    scope = Scope(plan)
    keys = (f"{name}Id" for name in scope.keys(model))
    return {"id", *scope.fields(model), *scope.steps(model.name), *keys}
