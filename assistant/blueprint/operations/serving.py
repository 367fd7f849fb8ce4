"""Operations on who may do what, on endpoints, and on what a model does."""

from __future__ import annotations

from assistant.blueprint.access import Operation
from assistant.blueprint.operations.listing import exposed
from assistant.blueprint.operations.lookup import (
    model_of,
    no_such,
    patched,
    resource_of,
    with_field,
    with_model,
    with_resource,
    without_resource,
)
from assistant.blueprint.operations.operation import (
    AddAction,
    AddCustom,
    AddEndpoint,
    ChangeEndpoint,
    DropAction,
    DropCustom,
    DropEndpoint,
    SetAccess,
    SetAuth,
    SetConstraints,
    SetConvention,
    SetLifecycle,
    SetPlan,
)
from assistant.blueprint.plan import Blueprint, Model
from assistant.errors import BlueprintError


def set_access(plan: Blueprint, operation: SetAccess) -> Blueprint:
    """The plan with the rules of one operation, and endpoints that offer it while anybody may.

    A model that nobody could use gets its endpoints with its first rules.
    """
    model = model_of(plan, operation.model)
    unused = not any(model.access.rules(each) for each in Operation)
    access = model.access.model_copy(update={operation.operation.value: operation.rules})
    changed = model.model_copy(update={"access": access})
    plan = with_model(plan, changed)
    if plan.resource(model.name) is None:
        return exposed(plan, changed) if unused else plan
    return _offering(plan, changed, operation.operation)


def _offering(plan: Blueprint, model: Model, operation: Operation) -> Blueprint:
    resource = resource_of(plan, model.name)
    follows = operation is Operation.READ and model.access.list is None
    concerned = {operation, Operation.LIST} if follows else {operation}
    offered = tuple(
        each for each in Operation if (model.access.rules(each) if each in concerned else each in resource.operations)
    )
    if not offered:
        return without_resource(plan, model.name)
    if set(offered) == set(resource.operations):
        return plan
    return with_resource(plan, resource.model_copy(update={"operations": offered}))


def add_endpoint(plan: Blueprint, operation: AddEndpoint) -> Blueprint:
    """The plan with endpoints for a model that has none."""
    model = model_of(plan, operation.endpoint.model)
    if plan.resource(model.name) is not None:
        raise BlueprintError(f"{model.name} has endpoints already.", mend="Change them with `change_endpoint`.")
    return with_resource(plan, operation.endpoint)


def change_endpoint(plan: Blueprint, operation: ChangeEndpoint) -> Blueprint:
    """The plan with some attributes of a model's endpoints set."""
    return with_resource(plan, patched(operation.set, resource_of(plan, operation.model)))


def drop_endpoint(plan: Blueprint, operation: DropEndpoint) -> Blueprint:
    """The plan without the endpoints of a model."""
    return without_resource(plan, resource_of(plan, operation.model).model)


def add_action(plan: Blueprint, operation: AddAction) -> Blueprint:
    """The plan with one more action, or another one of the same name."""
    model, action = model_of(plan, operation.model), operation.action
    if any(each.name == action.name for each in model.actions):
        actions = tuple(action if each.name == action.name else each for each in model.actions)
    else:
        actions = (*model.actions, action)
    return with_model(plan, model.model_copy(update={"actions": actions}))


def drop_action(plan: Blueprint, operation: DropAction) -> Blueprint:
    """The plan without an action."""
    model = model_of(plan, operation.model)
    kept = tuple(action for action in model.actions if action.name != operation.action)
    if kept == model.actions:
        raise no_such(f"an action of {model.name}", operation.action, (action.name for action in model.actions))
    return with_model(plan, model.model_copy(update={"actions": kept}))


def set_lifecycle(plan: Blueprint, operation: SetLifecycle) -> Blueprint:
    """The plan with another lifecycle; without one, new records still start where they did."""
    model = model_of(plan, operation.model)
    cycle, before = operation.lifecycle, model.lifecycle
    model = model.model_copy(update={"lifecycle": cycle})
    plan = with_model(plan, model)
    field = model.field(cycle.field) if cycle else None
    if cycle and field and field.default not in (None, cycle.initial):
        return with_field(plan, model, field.model_copy(update={"default": None}))
    left = model.field(before.field) if before and (cycle is None or cycle.field != before.field) else None
    if before and left and left.default is None:
        return with_field(plan, model, left.model_copy(update={"default": before.initial}))
    return plan


def set_constraints(plan: Blueprint, operation: SetConstraints) -> Blueprint:
    """The plan with other rules over the rows of a model."""
    model = model_of(plan, operation.model)
    return with_model(plan, model.model_copy(update={"constraints": operation.constraints}))


def set_auth(plan: Blueprint, operation: SetAuth) -> Blueprint:
    """The plan with another sign-in; without roles nobody starts with one."""
    auth = patched(operation.set, plan.auth)
    if not auth.roles and "default_role" not in operation.set.model_fields_set:
        auth = auth.model_copy(update={"default_role": None})
    return plan.model_copy(update={"auth": auth})


def set_convention(plan: Blueprint, operation: SetConvention) -> Blueprint:
    """The plan with other conventions."""
    return plan.model_copy(update={"conventions": patched(operation.set, plan.conventions)})


def add_custom(plan: Blueprint, operation: AddCustom) -> Blueprint:
    """The plan with an endpoint written by hand, in place of one of its name."""
    custom = operation.custom
    if all(each.name != custom.name for each in plan.custom):
        return plan.model_copy(update={"custom": (*plan.custom, custom)})
    replaced = tuple(custom if each.name == custom.name else each for each in plan.custom)
    return plan.model_copy(update={"custom": replaced})


def drop_custom(plan: Blueprint, operation: DropCustom) -> Blueprint:
    """The plan without an endpoint written by hand. Raises BlueprintError where there is none of the name."""
    if all(each.name != operation.name for each in plan.custom):
        raise no_such("a custom endpoint of this plan", operation.name, (each.name for each in plan.custom))
    return plan.model_copy(update={"custom": tuple(each for each in plan.custom if each.name != operation.name)})


def set_plan(plan: Blueprint, operation: SetPlan) -> Blueprint:
    """The plan with another title, description, database, or other assumptions and questions."""
    return patched(operation.set, plan)
