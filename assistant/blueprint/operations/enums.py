"""Operations on enums."""

from __future__ import annotations

from assistant.blueprint.access import Access, Condition, Rule
from assistant.blueprint.behaviour import Action, Constraint, Lifecycle, Limit, NoOverlap
from assistant.blueprint.field import Enum
from assistant.blueprint.operations.lookup import enum_of, no_such, users_of, with_model
from assistant.blueprint.operations.operation import AddEnum, AddEnumValue, DropEnum, DropEnumValue, RenameEnumValue
from assistant.blueprint.operations.renaming import Renaming, renamed
from assistant.blueprint.plan import Blueprint, Model
from assistant.errors import BlueprintError


def add(plan: Blueprint, operation: AddEnum) -> Blueprint:
    """The plan with one more enum."""
    name = operation.enum.name
    if plan.enum(name) is not None or plan.model(name) is not None:
        mend = "Choose another name; `add_enum_value` gives an enum there is one more value."
        raise BlueprintError(f"There is {name!r} already.", mend=mend)
    return plan.model_copy(update={"enums": (*plan.enums, operation.enum)})


def drop(plan: Blueprint, operation: DropEnum) -> Blueprint:
    """The plan without an enum that no field has."""
    enum = enum_of(plan, operation.enum)
    if users := users_of(plan, enum.name):
        mend = "Drop these fields, or give them another type, first."
        raise BlueprintError(f"{' and '.join(users)} still {'have' if len(users) > 1 else 'has'} it.", mend=mend)
    return plan.model_copy(update={"enums": tuple(each for each in plan.enums if each is not enum)})


def add_value(plan: Blueprint, operation: AddEnumValue) -> Blueprint:
    """The plan with one more value at the end of an enum."""
    enum = enum_of(plan, operation.enum)
    _require_free(enum, operation.value)
    return _with(plan, enum.model_copy(update={"values": (*enum.values, operation.value)}))


def rename_value(plan: Blueprint, operation: RenameEnumValue) -> Blueprint:
    """The plan with a value, and whatever speaks of it, under the new name."""
    return renamed(plan, new_names(plan, operation))


def new_names(plan: Blueprint, operation: RenameEnumValue) -> Renaming:
    """The new name of the value. Raises BlueprintError where it can't be given."""
    enum = enum_of(plan, operation.enum)
    _require_value(enum, operation.value)
    _require_free(enum, operation.to)
    return Renaming(values={(enum.name, operation.value): operation.to})


def drop_value(plan: Blueprint, operation: DropEnumValue) -> Blueprint:
    """The plan without a value; steps from and to it go, and choices that list others beside it lose it."""
    enum = enum_of(plan, operation.enum)
    _require_value(enum, operation.value)
    kept = enum.model_copy(update={"values": tuple(each for each in enum.values if each != operation.value)})
    plan = _with(plan, kept)
    for model in plan.models:
        fields = frozenset(field.name for field in model.fields if field.type == enum.name)
        if fields:
            plan = with_model(plan, _Narrowing(fields, operation.value).model(model))
    return plan


def _with(plan: Blueprint, enum: Enum) -> Blueprint:
    return plan.model_copy(update={"enums": tuple(enum if each.name == enum.name else each for each in plan.enums)})


def _require_value(enum: Enum, value: str) -> None:
    if value not in enum.values:
        raise no_such(f"a value of {enum.name}", value, enum.values)


def _require_free(enum: Enum, value: str) -> None:
    if value in enum.values:
        raise BlueprintError(f"{enum.name} has {value!r} already.", mend="Leave this operation out.")


class _Narrowing:
    """Takes a value that no record has any more out of what a model says of `fields`."""

    def __init__(self, fields: frozenset[str], value: str) -> None:
        self._fields = fields
        self._value = value

    def model(self, model: Model) -> Model:
        """`having` is left to the checks: it speaks of another model."""
        return model.model_copy(
            update={
                "access": self._access(model.access),
                "constraints": tuple(map(self._constraint, model.constraints)),
                "lifecycle": model.lifecycle and self._lifecycle(model.lifecycle),
                "actions": tuple(map(self._action, model.actions)),
            }
        )

    def _conditions(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(map(self._condition, conditions))

    def _condition(self, condition: Condition) -> Condition:
        """A choice of this value alone stays: without it the condition would say something else."""
        if condition.field not in self._fields or condition.one_of is None:
            return condition
        others = tuple(each for each in condition.one_of if each != self._value)
        return condition.model_copy(update={"one_of": others}) if others else condition

    def _rules(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(rule.model_copy(update={"when": self._conditions(rule.when)}) for rule in rules)

    def _access(self, access: Access) -> Access:
        return access.model_copy(
            update={
                "read": self._rules(access.read),
                "create": self._rules(access.create),
                "update": self._rules(access.update),
                "delete": self._rules(access.delete),
                "list": None if access.list is None else self._rules(access.list),
            }
        )

    def _constraint(self, constraint: Constraint) -> Constraint:
        if isinstance(constraint, Limit | NoOverlap):
            return constraint.model_copy(update={"counting": self._conditions(constraint.counting)})
        return constraint

    def _lifecycle(self, cycle: Lifecycle) -> Lifecycle:
        steps = tuple(
            step.model_copy(update={"rules": self._rules(step.rules)})
            for step in cycle.transitions
            if cycle.field not in self._fields or self._value not in (step.source, step.to)
        )
        return cycle.model_copy(update={"transitions": steps})

    def _action(self, action: Action) -> Action:
        return action.model_copy(update={"guard": self._conditions(action.guard), "rules": self._rules(action.rules)})
