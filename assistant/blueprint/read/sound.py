"""Contradictions that single readings can't see, resolved the cautious way, so that every plan can be drafted."""

from __future__ import annotations

from assistant.blueprint.field import Field, Scalar, Write
from assistant.blueprint.plan import AuthKind, Blueprint, Model, Resource


def sound(plan: Blueprint) -> Blueprint:
    """The plan without parents that the server sets, unknown types, unique defaults and columns that are derived."""
    enums = {enum.name for enum in plan.enums}
    return plan.model_copy(
        update={
            "models": tuple(_model(model, enums, _derived(plan, model)) for model in plan.models),
            "endpoints": tuple(_resource(plan, each) for each in plan.endpoints),
        }
    )


def _model(model: Model, enums: set[str], derived: set[str]) -> Model:
    fields = (each for each in model.fields if each.name not in derived)
    return model.model_copy(update={"fields": tuple(_field(each, enums) for each in fields)})


def _derived(plan: Blueprint, model: Model) -> set[str]:
    """Columns that the account gets anyway."""
    if plan.auth.kind is AuthKind.NONE or plan.auth.model != model.name:
        return set()
    return {"password", "passwordHash", *(["role"] if plan.auth.roles else [])}


def _field(field: Field, enums: set[str]) -> Field:
    if field.scalar is None and field.type not in enums:
        field = field.model_copy(update={"type": Scalar.STRING.value, "default": None})
    if field.unique and (field.scalar is None or field.scalar is Scalar.BOOLEAN):
        # Few values could ever be stored; "unique" was said of something around it.
        return field.model_copy(update={"unique": False})
    if field.unique and field.default is not None:
        return field.model_copy(update={"default": None})
    return field


def _resource(plan: Blueprint, resource: Resource) -> Resource:
    parent = plan.relation(resource.model, resource.parent) if resource.parent else None
    if parent is not None and parent.write is Write.SERVER:
        return resource.model_copy(update={"parent": None})
    return resource
