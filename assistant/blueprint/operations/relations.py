"""Operations on relations, and on the keys and indexes over several columns."""

from __future__ import annotations

from assistant.blueprint.field import Write
from assistant.blueprint.names import camel, singular
from assistant.blueprint.operations.forgetting import unlisted, without_member
from assistant.blueprint.operations.listing import with_key_listed
from assistant.blueprint.operations.lookup import (
    inverse_of,
    model_of,
    patched,
    relation_of,
    require_free,
    taken,
    with_model,
    with_relation,
)
from assistant.blueprint.operations.operation import (
    AddIndex,
    AddRelation,
    AddUnique,
    ChangeRelation,
    DropIndex,
    DropRelation,
    DropUnique,
    RenameRelation,
)
from assistant.blueprint.operations.renaming import Member, Renaming, renamed
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.errors import BlueprintError


def add(plan: Blueprint, operation: AddRelation) -> Blueprint:
    """The plan with one more relation; lists are narrowed by it."""
    relation = operation.relation
    require_free(plan, model_of(plan, relation.model), relation.name)
    require_free(plan, model_of(plan, relation.target), relation.inverse)
    plan = plan.model_copy(update={"relations": (*plan.relations, relation)})
    return with_key_listed(plan, relation)


def rename(plan: Blueprint, operation: RenameRelation) -> Blueprint:
    """The plan with the relation, or the way back of one, under the new name."""
    return renamed(plan, new_names(plan, operation))


def new_names(plan: Blueprint, operation: RenameRelation) -> Renaming:
    """The new name of the relation, or of the way back of one; a way back that speaks of the relation follows.

    Raises BlueprintError where it can't be given.
    """
    model = model_of(plan, operation.model)
    gone = operation.relation not in taken(plan, model)
    if gone and plan.relation(model.name, operation.to) is not None:
        message = f"{model.name} has no {operation.relation!r}, and {operation.to!r} already."
        raise BlueprintError(message, mend="Leave this operation out: a renamed model renames what is named after it.")
    require_free(plan, model, operation.to)
    if plan.relation(model.name, operation.relation) is None and inverse_of(plan, model, operation.relation):
        return Renaming(members={(model.name, operation.relation): operation.to})
    relation = relation_of(plan, model, operation.relation)
    names: dict[Member, str] = {(model.name, relation.name): operation.to}
    target = plan.model(relation.target)
    rest = relation.inverse.removeprefix(relation.name)
    back = camel(f"{singular(operation.to)}{rest}")
    # 'requesterTickets' speaks of the requester.
    if target is not None and rest != relation.inverse and rest[:1].isupper() and back not in taken(plan, target):
        names[target.name, relation.inverse] = back
    return Renaming(members=names)


def new_inverse(plan: Blueprint, operation: ChangeRelation) -> Renaming:
    """The new name of the way back, where it is given one. Raises BlueprintError where that can't be."""
    relation = relation_of(plan, model_of(plan, operation.model), operation.relation)
    inverse, target = operation.set.inverse, operation.set.target or relation.target
    if inverse is None or inverse == relation.inverse:
        return Renaming()
    require_free(plan, model_of(plan, target), inverse)
    return Renaming(members={(target, relation.inverse): inverse} if target == relation.target else {})


def change(plan: Blueprint, operation: ChangeRelation) -> Blueprint:
    """The plan with some attributes of a relation set; what needs a foreign key goes where it loses its own."""
    model = model_of(plan, operation.model)
    relation = relation_of(plan, model, operation.relation)
    given = operation.set.model_fields_set
    changed = _fitting(relation, patched(operation.set, relation), given)
    model_of(plan, changed.target)
    plan = renamed(plan, new_inverse(plan, operation))
    relation = relation_of(plan, model_of(plan, operation.model), relation.name)
    plan = with_relation(plan, relation, changed)
    if changed.kind is Kind.MANY_TO_MANY and relation.kind is not Kind.MANY_TO_MANY:
        plan = _without_key(plan, model_of(plan, model.name), relation.name)
    if changed.kind is not Kind.MANY_TO_MANY and relation.kind is Kind.MANY_TO_MANY:
        plan = with_key_listed(unlisted(plan, relation.target, changed.inverse), changed)
    return plan


def _fitting(old: Relation, new: Relation, given: set[str]) -> Relation:
    """What the given keys do not say, but make impossible, falls back to what is usual."""
    if new.kind is Kind.MANY_TO_MANY:
        usual = {"required": True, "on_delete": OnDelete.RESTRICT, "write": Write.ALWAYS}
        return new.model_copy(update={key: value for key, value in usual.items() if key not in given})
    if new.required and not old.required and new.on_delete is OnDelete.SET_NULL and "on_delete" not in given:
        return new.model_copy(update={"on_delete": OnDelete.RESTRICT})
    return new


def _without_key(plan: Blueprint, model: Model, name: str) -> Blueprint:
    resource = plan.resource(model.name)
    listed = resource is not None and name in resource.filters
    kept = model.model_copy(
        update={
            "unique_together": tuple(group for group in model.unique_together if name not in group),
            "indexes": tuple(group for group in model.indexes if name not in group),
        }
    )
    plan = unlisted(with_model(plan, kept), model.name, name)
    if resource is None or not listed:
        return plan
    endpoints = tuple(
        each.model_copy(update={"filters": resource.filters}) if each.model == model.name else each
        for each in plan.endpoints
    )
    return plan.model_copy(update={"endpoints": endpoints})


def drop(plan: Blueprint, operation: DropRelation) -> Blueprint:
    """The plan without a relation, named from either side, and without the keys, lists and comparisons over it."""
    model = model_of(plan, operation.model)
    relation = inverse_of(plan, model, operation.relation) or relation_of(plan, model, operation.relation)
    plan = without_member(plan, model_of(plan, relation.model), relation.name)
    plan = unlisted(plan, relation.target, relation.inverse)
    kept = tuple(each for each in plan.relations if (each.model, each.name) != (relation.model, relation.name))
    return plan.model_copy(update={"relations": kept})


def add_unique(plan: Blueprint, operation: AddUnique) -> Blueprint:
    """The plan with one more combination that occurs once."""
    model = model_of(plan, operation.model)
    if any(set(group) == set(operation.names) for group in model.unique_together):
        raise BlueprintError(f"({', '.join(operation.names)}) is unique already.", mend="Leave this operation out.")
    return with_model(plan, model.model_copy(update={"unique_together": (*model.unique_together, operation.names)}))


def drop_unique(plan: Blueprint, operation: DropUnique) -> Blueprint:
    """The plan without a combination that occurs once."""
    model = model_of(plan, operation.model)
    kept = tuple(group for group in model.unique_together if set(group) != set(operation.names))
    if kept == model.unique_together:
        raise _no_group(operation.names, "unique together", model.unique_together)
    return with_model(plan, model.model_copy(update={"unique_together": kept}))


def add_index(plan: Blueprint, operation: AddIndex) -> Blueprint:
    """The plan with one more index."""
    model = model_of(plan, operation.model)
    if operation.names in model.indexes:
        raise BlueprintError(f"({', '.join(operation.names)}) is indexed already.", mend="Leave this operation out.")
    return with_model(plan, model.model_copy(update={"indexes": (*model.indexes, operation.names)}))


def drop_index(plan: Blueprint, operation: DropIndex) -> Blueprint:
    """The plan without an index that was added."""
    model = model_of(plan, operation.model)
    kept = tuple(group for group in model.indexes if group != operation.names)
    if kept == model.indexes:
        raise _no_group(operation.names, "an index of the plan", model.indexes)
    return with_model(plan, model.model_copy(update={"indexes": kept}))


def _no_group(names: tuple[str, ...], what: str, known: tuple[tuple[str, ...], ...]) -> BlueprintError:
    listed = ", ".join(f"({', '.join(group)})" for group in known)
    mend = f"There are: {listed}." if listed else "There is none; keys and lists have theirs without being listed."
    return BlueprintError(f"({', '.join(names)}) is not {what}.", mend=mend)
