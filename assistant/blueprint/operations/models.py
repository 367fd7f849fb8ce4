"""Operations on models."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.check.reserved import member_reserved
from assistant.blueprint.lists import usual_path
from assistant.blueprint.names import camel, pascal, plural, words
from assistant.blueprint.operations.forgetting import unlisted, without_member
from assistant.blueprint.operations.listing import exposed, with_key_listed
from assistant.blueprint.operations.lookup import model_of, patched, taken, with_model, without_resource
from assistant.blueprint.operations.operation import AddModel, ChangeModel, DropModel, RenameModel
from assistant.blueprint.operations.renaming import Member, Renaming, renamed
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.relation import Kind
from assistant.errors import BlueprintError


def add(plan: Blueprint, operation: AddModel) -> Blueprint:
    """The plan with one more model, its relations and, if asked for, its endpoints."""
    model = operation.model
    _require_free(plan, model.name)
    plan = plan.model_copy(
        update={"models": (*plan.models, model), "relations": (*plan.relations, *operation.relations)}
    )
    if operation.expose:
        plan = exposed(plan, model)
    for relation in operation.relations:
        if relation.model != model.name:
            plan = with_key_listed(plan, relation)
    return plan


def _require_free(plan: Blueprint, name: str) -> None:
    if plan.model(name) is not None:
        mend = "Change that one with operations on its fields, relations and access."
        raise BlueprintError(f"There is a model {name!r} already.", mend=mend)
    if plan.enum(name) is not None:
        raise BlueprintError(f"There is an enum {name!r} already.", mend="Choose another name.")


def rename(plan: Blueprint, operation: RenameModel) -> Blueprint:
    """The plan with the model, its path, and the relations and enums that carry its name under the new one."""
    names = new_names(plan, operation)
    old, new = operation.model, operation.to
    resource = plan.resource(old)
    plan = renamed(plan, names)
    if resource is None or resource.path != usual_path(old, ()):
        return plan
    path = usual_path(new, {each.path for each in plan.endpoints})
    endpoints = tuple(each.model_copy(update={"path": path}) if each.model == new else each for each in plan.endpoints)
    return plan.model_copy(update={"endpoints": endpoints})


def new_names(plan: Blueprint, operation: RenameModel) -> Renaming:
    """The new name of the model, and of what is named after it. Raises BlueprintError where it can't be given."""
    model = model_of(plan, operation.model)
    _require_free(plan, operation.to)
    members = dict(_members(plan, model.name, operation.to))
    return Renaming({model.name: operation.to}, members, dict(_enums(plan, model, operation.to)))


def _members(plan: Blueprint, old: str, new: str) -> Iterator[tuple[Member, str]]:
    """The relations to and from the model that are named after it, under the new name where that is free."""
    for relation in plan.relations:
        to_many = relation.kind is Kind.MANY_TO_MANY
        ends = (
            (relation.target, relation.model, relation.name, to_many),
            (relation.model, relation.target, relation.inverse, relation.kind is not Kind.ONE_TO_ONE),
        )
        for leads_to, holder, name, many in ends:
            follows = _following(name, old, new, many=many) if leads_to == old else name
            model = plan.model(holder)
            if follows != name and model is not None and not {follows, f"{follows}Id"} & taken(plan, model):
                yield (holder, name), follows


def _following(name: str, old: str, new: str, *, many: bool) -> str:
    """'property' -> 'listing', 'managedProperties' -> 'managedListings'; names of their own stay."""
    forms = [(old, new), (plural(old), plural(new))]
    for before, after in reversed(forms) if many else forms:
        if name == camel(before):
            return name if member_reserved(camel(after)) else camel(after)
        if name.endswith(before) and name != before:
            return name.removesuffix(before) + after
    return name


def _enums(plan: Blueprint, model: Model, new: str) -> Iterator[tuple[str, str]]:
    """The enums of the model's fields that are named after it: 'PropertyStatus' -> 'ListingStatus'."""
    known = {*(each.name for each in plan.models), *(enum.name for enum in plan.enums)}
    for enum in plan.enums:
        own = words(model.name)
        rest = words(enum.name)[len(own) :]
        follows = new + pascal(" ".join(rest))
        used = any(field.type == enum.name for field in model.fields)
        if used and rest and words(enum.name)[: len(own)] == own and follows not in known:
            yield enum.name, follows


def change(plan: Blueprint, operation: ChangeModel) -> Blueprint:
    """The plan with a model's description, soft delete or timestamps set."""
    model = patched(operation.set, model_of(plan, operation.model))
    plan = with_model(plan, model)
    if not model.timestamps:
        for stamp in ("createdAt", "updatedAt"):
            plan = without_member(plan, model_of(plan, model.name), stamp)
    return plan


def drop(plan: Blueprint, operation: DropModel) -> Blueprint:
    """The plan without a model, its endpoints and every relation from and to it."""
    name = model_of(plan, operation.model).name
    for relation in plan.relations:
        if relation.target == name and relation.model != name:
            holder = plan.model(relation.model)
            plan = plan if holder is None else without_member(plan, holder, relation.name)
        if relation.model == name and relation.target != name:
            plan = unlisted(plan, relation.target, relation.inverse)
    return without_resource(
        plan.model_copy(
            update={
                "models": tuple(model for model in plan.models if model.name != name),
                "relations": tuple(r for r in plan.relations if name not in (r.model, r.target)),
            }
        ),
        name,
    )
