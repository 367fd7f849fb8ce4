"""Operations on fields."""

from __future__ import annotations

from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.operations.forgetting import unlisted, unsorted, without_member
from assistant.blueprint.operations.listing import with_field_listed
from assistant.blueprint.operations.lookup import (
    field_of,
    model_of,
    patched,
    require_free,
    with_field,
    with_model,
)
from assistant.blueprint.operations.operation import AddField, ChangeField, DropField, RenameField
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.operations.renaming import Renaming, renamed
from assistant.blueprint.plan import Blueprint

_NUMBERS = frozenset({Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL})
_UNLISTED = frozenset({Scalar.JSON, Scalar.BYTES})


def add(plan: Blueprint, operation: AddField) -> Blueprint:
    """The plan with one more column, in the lists where that is usual."""
    model = model_of(plan, operation.model)
    require_free(plan, model, operation.field.name)
    plan = with_model(plan, model.model_copy(update={"fields": (*model.fields, operation.field)}))
    return with_field_listed(plan, model.name, operation.field)


def rename(plan: Blueprint, operation: RenameField) -> Blueprint:
    """The plan with the field, and whatever speaks of it, under the new name."""
    return renamed(plan, new_names(plan, operation))


def new_names(plan: Blueprint, operation: RenameField) -> Renaming:
    """The new name of the field. Raises BlueprintError where it can't be given."""
    model = model_of(plan, operation.model)
    field = field_of(plan, model, operation.field)
    require_free(plan, model, operation.to)
    return Renaming(members={(model.name, field.name): operation.to})


def change(plan: Blueprint, operation: ChangeField) -> Blueprint:
    """The plan with some attributes of a field set; bounds that mean nothing for its new type go."""
    model = model_of(plan, operation.model)
    field = field_of(plan, model, operation.field)
    changed = _fitting(patched(operation.set, field), operation.set)
    plan = with_field(plan, model, changed)
    if changed.secret or changed.scalar in _UNLISTED:
        return unlisted(plan, model.name, field.name)
    return plan if changed.required and not changed.many else unsorted(plan, model.name, field.name)


def _fitting(field: Field, patch: FieldPatch) -> Field:
    sized = field.many or field.scalar in (Scalar.STRING, Scalar.BYTES)
    meaningless = {
        "min": field.scalar not in _NUMBERS,
        "max": field.scalar not in _NUMBERS,
        "min_length": not sized,
        "max_length": not sized,
        "format": field.scalar is not Scalar.STRING,
        "precision": field.scalar is not Scalar.DECIMAL,
        "scale": field.scalar is not Scalar.DECIMAL,
    }
    gone = [name for name, wrong in meaningless.items() if wrong and name not in patch.model_fields_set]
    return field.model_copy(update=dict.fromkeys(gone))


def drop(plan: Blueprint, operation: DropField) -> Blueprint:
    """The plan without a field, and without the keys, lists and comparisons over it."""
    model = model_of(plan, operation.model)
    field = field_of(plan, model, operation.field)
    plan = without_member(plan, model, field.name)
    kept = model_of(plan, model.name)
    fields = tuple(each for each in kept.fields if each.name != field.name)
    return with_model(plan, kept.model_copy(update={"fields": fields}))
