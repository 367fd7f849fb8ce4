"""The operations: each one change of a Blueprint that a person would name in one breath.

A change is a list of them, so that a rename is known to be a rename, which no comparison of two plans can tell.
"""

from __future__ import annotations

from typing import Annotated
from typing import Literal as Exactly

from pydantic import Field as Described

from assistant.blueprint.access import Operation as Verb
from assistant.blueprint.access import Rule
from assistant.blueprint.behaviour import Action, Constraint, Lifecycle
from assistant.blueprint.custom import Custom
from assistant.blueprint.field import Enum, Field, Literal
from assistant.blueprint.operations.patch import (
    AuthPatch,
    ConventionsPatch,
    FieldPatch,
    ModelPatch,
    PlanPatch,
    RelationPatch,
    ResourcePatch,
)
from assistant.blueprint.plan import Model, Resource
from assistant.blueprint.relation import Relation
from assistant.conversation import Tagged


class AddModel(Tagged):
    """A new table. With `expose` it gets REST endpoints under its plural for whatever its access rules allow."""

    kind: Exactly["add_model"] = "add_model"
    model: Model
    relations: tuple[Relation, ...] = Described((), description="Relations between it and models there are")
    expose: bool = True


class RenameModel(Tagged):
    """The same table under another name; its endpoints move to the new plural, its rows stay."""

    kind: Exactly["rename_model"] = "rename_model"
    model: str
    to: str


class ChangeModel(Tagged):
    """Soft delete, timestamps or description of a model."""

    kind: Exactly["change_model"] = "change_model"
    model: str
    set: ModelPatch


class DropModel(Tagged):
    """The table goes, with its rows, its endpoints and every relation to it."""

    kind: Exactly["drop_model"] = "drop_model"
    model: str


_FILL = "What rows there already are get. Without it, and without a default, a required column needs a table of no rows"


class AddField(Tagged):
    """A new column."""

    kind: Exactly["add_field"] = "add_field"
    model: str
    field: Field
    fill: Literal | None = Described(None, description=_FILL)


class RenameField(Tagged):
    """The same column under another name; its values stay, and whatever speaks of it follows."""

    kind: Exactly["rename_field"] = "rename_field"
    model: str
    field: str
    to: str


class ChangeField(Tagged):
    """Another type, requiredness, uniqueness, default, bound … of a column."""

    kind: Exactly["change_field"] = "change_field"
    model: str
    field: str
    set: FieldPatch
    fill: Literal | None = Described(None, description=f"For what becomes required. {_FILL}")


class DropField(Tagged):
    """The column goes with its values; sorting, filters, indexes and conditions that speak of it go too."""

    kind: Exactly["drop_field"] = "drop_field"
    model: str
    field: str


class AddEnum(Tagged):
    """A new closed set of values."""

    kind: Exactly["add_enum"] = "add_enum"
    enum: Enum


class AddEnumValue(Tagged):
    """One more value of an enum."""

    kind: Exactly["add_enum_value"] = "add_enum_value"
    enum: str
    value: str


class RenameEnumValue(Tagged):
    """The same value under another name."""

    kind: Exactly["rename_enum_value"] = "rename_enum_value"
    enum: str
    value: str
    to: str


class DropEnumValue(Tagged):
    """A value that no record may have any more."""

    kind: Exactly["drop_enum_value"] = "drop_enum_value"
    enum: str
    value: str


class DropEnum(Tagged):
    """An enum that no field has any more."""

    kind: Exactly["drop_enum"] = "drop_enum"
    enum: str


class AddRelation(Tagged):
    """A new foreign key, or a many-to-many table."""

    kind: Exactly["add_relation"] = "add_relation"
    relation: Relation


class RenameRelation(Tagged):
    """The same foreign key under another name; its values stay."""

    kind: Exactly["rename_relation"] = "rename_relation"
    model: str
    relation: str
    to: str


class ChangeRelation(Tagged):
    """Another cardinality, requiredness, target or behaviour on delete of a relation."""

    kind: Exactly["change_relation"] = "change_relation"
    model: str
    relation: str
    set: RelationPatch


class DropRelation(Tagged):
    """The foreign key goes with its values; access rules along it must be set anew."""

    kind: Exactly["drop_relation"] = "drop_relation"
    model: str
    relation: str


class AddUnique(Tagged):
    """Fields and relations that together may occur once."""

    kind: Exactly["add_unique"] = "add_unique"
    model: str
    names: tuple[str, ...] = Described(min_length=2)


class DropUnique(Tagged):
    """The same combination may occur again."""

    kind: Exactly["drop_unique"] = "drop_unique"
    model: str
    names: tuple[str, ...]


class AddIndex(Tagged):
    """An index beside those that keys and lists need anyway."""

    kind: Exactly["add_index"] = "add_index"
    model: str
    names: tuple[str, ...] = Described(min_length=1)


class DropIndex(Tagged):
    """An index that was added goes."""

    kind: Exactly["drop_index"] = "drop_index"
    model: str
    names: tuple[str, ...]


class SetAccess(Tagged):
    """Who may do one thing with a model: any of `rules`; none means nobody, and no endpoint.

    Setting `read` sets `list` with it unless `list` was set apart.
    """

    kind: Exactly["set_access"] = "set_access"
    model: str
    operation: Verb
    rules: tuple[Rule, ...]


class AddEndpoint(Tagged):
    """REST endpoints for a model that has none."""

    kind: Exactly["add_endpoint"] = "add_endpoint"
    endpoint: Resource


class ChangeEndpoint(Tagged):
    """Another path, nesting, filter or sort order of a model's endpoints."""

    kind: Exactly["change_endpoint"] = "change_endpoint"
    model: str
    set: ResourcePatch


class DropEndpoint(Tagged):
    """The model is no longer served; its table stays."""

    kind: Exactly["drop_endpoint"] = "drop_endpoint"
    model: str


class AddAction(Tagged):
    """A POST on one record, such as cancel; replaces an action of the same name."""

    kind: Exactly["add_action"] = "add_action"
    model: str
    action: Action


class DropAction(Tagged):
    """An action goes."""

    kind: Exactly["drop_action"] = "drop_action"
    model: str
    action: str


class SetLifecycle(Tagged):
    """The steps in which an enum field changes; null lets bodies write the field again."""

    kind: Exactly["set_lifecycle"] = "set_lifecycle"
    model: str
    lifecycle: Lifecycle | None


class SetConstraints(Tagged):
    """All rules over rows of a model, replacing those there were."""

    kind: Exactly["set_constraints"] = "set_constraints"
    model: str
    constraints: tuple[Constraint, ...]


class AddCustom(Tagged):
    """An endpoint whose work is written by hand; replaces one of the same name."""

    kind: Exactly["add_custom"] = "add_custom"
    custom: Custom


class DropCustom(Tagged):
    """An endpoint that was written by hand goes."""

    kind: Exactly["drop_custom"] = "drop_custom"
    name: str


class SetAuth(Tagged):
    """How callers sign in, and which roles there are."""

    kind: Exactly["set_auth"] = "set_auth"
    set: AuthPatch


class SetConvention(Tagged):
    """Base path, ids, page sizes."""

    kind: Exactly["set_convention"] = "set_convention"
    set: ConventionsPatch


class SetPlan(Tagged):
    """Title, description, database, or what is assumed and asked."""

    kind: Exactly["set_plan"] = "set_plan"
    set: PlanPatch


Operation = Annotated[
    AddModel
    | RenameModel
    | ChangeModel
    | DropModel
    | AddField
    | RenameField
    | ChangeField
    | DropField
    | AddEnum
    | AddEnumValue
    | RenameEnumValue
    | DropEnumValue
    | DropEnum
    | AddRelation
    | RenameRelation
    | ChangeRelation
    | DropRelation
    | AddUnique
    | DropUnique
    | AddIndex
    | DropIndex
    | SetAccess
    | AddEndpoint
    | ChangeEndpoint
    | DropEndpoint
    | AddAction
    | DropAction
    | SetLifecycle
    | SetConstraints
    | AddCustom
    | DropCustom
    | SetAuth
    | SetConvention
    | SetPlan,
    Described(discriminator="kind"),
]
