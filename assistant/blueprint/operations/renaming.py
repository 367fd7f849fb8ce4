"""New names in a Blueprint, followed through everything that speaks of the old ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.blueprint.access import Access, Condition, Owner, Rule
from assistant.blueprint.behaviour import (
    Action,
    Constraint,
    Distinct,
    Effect,
    Lifecycle,
    Limit,
    NoOverlap,
    Ordered,
    Transition,
)
from assistant.blueprint.check.finding import Scope
from assistant.blueprint.custom import Custom
from assistant.blueprint.field import Field, Literal
from assistant.blueprint.plan import Auth, Blueprint, Model, Resource
from assistant.blueprint.relation import Relation

Member = tuple[str, str]
"""A model and, as it knows it, one of its fields, relations or inverses."""


@dataclass(frozen=True)
class Renaming:
    """Old name -> new one; models, enums and their members are all called as they are before the renaming."""

    models: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[Member, str] = field(default_factory=dict)
    enums: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)


def renamed(plan: Blueprint, names: Renaming) -> Blueprint:
    """The same plan under the new names."""
    return _Renamer(plan, names).plan()


class _Renamer:
    def __init__(self, plan: Blueprint, names: Renaming) -> None:
        self._plan = plan
        self._names = names
        self._scope = Scope(plan)

    def plan(self) -> Blueprint:
        enums = tuple(
            enum.model_copy(
                update={
                    "name": self._names.enums.get(enum.name, enum.name),
                    "values": tuple(self._names.values.get((enum.name, value), value) for value in enum.values),
                }
            )
            for enum in self._plan.enums
        )
        return self._plan.model_copy(
            update={
                "enums": enums,
                "models": tuple(map(self._model, self._plan.models)),
                "relations": tuple(map(self._relation, self._plan.relations)),
                "auth": self._auth(self._plan.auth),
                "endpoints": tuple(map(self._resource, self._plan.endpoints)),
                "custom": tuple(map(self._custom, self._plan.custom)),
            }
        )

    def _called(self, model: str) -> str:
        return self._names.models.get(model, model)

    def _member(self, model: str, name: str) -> str:
        return self._names.members.get((model, name), name)

    def _members(self, model: str, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._member(model, name) for name in names)

    def _value(self, model: str, name: str, value: Literal) -> Literal:
        """A literal of a field, which may be a value of an enum."""
        found = self._scope.models.get(model)
        field = found.field(name) if found else None
        return value if field is None else self._names.values.get((field.type, str(value)), value)

    def _model(self, model: Model) -> Model:
        def groups(found: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
            return tuple(self._members(model.name, group) for group in found)

        return model.model_copy(
            update={
                "name": self._called(model.name),
                "fields": tuple(self._field(model.name, each) for each in model.fields),
                "unique_together": groups(model.unique_together),
                "indexes": groups(model.indexes),
                "access": self._access(model.name, model.access),
                "constraints": tuple(self._constraint(model.name, each) for each in model.constraints),
                "lifecycle": model.lifecycle and self._lifecycle(model.name, model.lifecycle),
                "actions": tuple(self._action(model.name, each) for each in model.actions),
            }
        )

    def _field(self, model: str, field: Field) -> Field:
        default = None if field.default is None else self._value(model, field.name, field.default)
        return field.model_copy(
            update={
                "name": self._member(model, field.name),
                "type": self._names.enums.get(field.type, field.type),
                "default": default,
            }
        )

    def _access(self, model: str, access: Access) -> Access:
        return access.model_copy(
            update={
                "read": self._rules(model, access.read),
                "create": self._rules(model, access.create),
                "update": self._rules(model, access.update),
                "delete": self._rules(model, access.delete),
                "list": None if access.list is None else self._rules(model, access.list),
            }
        )

    def _rules(self, model: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(self._rule(model, rule) for rule in rules)

    def _rule(self, model: str, rule: Rule) -> Rule:
        when = self._conditions(model, rule.when)
        if not isinstance(rule, Owner):
            return rule.model_copy(update={"when": when})
        path, before = self._path(model, rule.path)
        having = self._conditions(before, rule.having)
        return rule.model_copy(update={"path": path, "having": having, "when": when})

    def _path(self, model: str, path: str) -> tuple[str, str]:
        """The path with its new names, and the model before its end."""
        here = before = model
        told = []
        for name in path.split("."):
            told.append(self._member(here, name))
            step = self._scope.steps(here).get(name)
            before, here = here, step.target if step else ""
        return ".".join(told), before

    def _conditions(self, model: str, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(
            each.model_copy(
                update={
                    "field": self._member(model, each.field),
                    "one_of": each.one_of and tuple(self._value(model, each.field, one) for one in each.one_of),
                }
            )
            for each in conditions
        )

    def _constraint(self, model: str, constraint: Constraint) -> Constraint:
        def said(name: str) -> str:
            return self._member(model, name)

        match constraint:
            case Ordered():
                return constraint.model_copy(
                    update={"before": said(constraint.before), "after": said(constraint.after)}
                )
            case Limit():
                relation = self._plan.relation(model, constraint.per)
                most = constraint.max_field
                held = self._member(relation.target, most) if relation and most is not None else most
                counting = self._conditions(model, constraint.counting)
                return constraint.model_copy(
                    update={"per": said(constraint.per), "max_field": held, "counting": counting}
                )
            case NoOverlap():
                return constraint.model_copy(
                    update={
                        "per": said(constraint.per),
                        "start": said(constraint.start),
                        "end": said(constraint.end),
                        "counting": self._conditions(model, constraint.counting),
                    }
                )
            case Distinct():
                return constraint.model_copy(
                    update={"first": said(constraint.first), "second": said(constraint.second)}
                )

    def _effects(self, model: str, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        return tuple(
            each.model_copy(
                update={
                    "field": self._member(model, each.field),
                    "value": None if each.value is None else self._value(model, each.field, each.value),
                }
            )
            for each in effects
        )

    def _lifecycle(self, model: str, cycle: Lifecycle) -> Lifecycle:
        def state(value: str) -> str:
            return str(self._value(model, cycle.field, value))

        def step(found: Transition) -> Transition:
            return found.model_copy(
                update={
                    "source": state(found.source),
                    "to": state(found.to),
                    "rules": self._rules(model, found.rules),
                    "requires": self._members(model, found.requires),
                    "effects": self._effects(model, found.effects),
                }
            )

        return cycle.model_copy(
            update={
                "field": self._member(model, cycle.field),
                "initial": state(cycle.initial),
                "transitions": tuple(map(step, cycle.transitions)),
            }
        )

    def _action(self, model: str, action: Action) -> Action:
        return action.model_copy(
            update={
                "guard": self._conditions(model, action.guard),
                "effects": self._effects(model, action.effects),
                "accepts": self._members(model, action.accepts),
                "rules": self._rules(model, action.rules),
            }
        )

    def _relation(self, relation: Relation) -> Relation:
        return relation.model_copy(
            update={
                "model": self._called(relation.model),
                "name": self._member(relation.model, relation.name),
                "target": self._called(relation.target),
                "inverse": self._member(relation.target, relation.inverse),
            }
        )

    def _auth(self, auth: Auth) -> Auth:
        identifier = self._member(auth.model, auth.identifier)
        return auth.model_copy(update={"model": self._called(auth.model), "identifier": identifier})

    def _custom(self, custom: Custom) -> Custom:
        """What is taken and answered; the code itself is not read, and the compiler tells where it is out of date."""
        return custom.model_copy(
            update={
                "query": tuple(map(self._taken, custom.query)),
                "body": tuple(map(self._taken, custom.body)),
                "answer": tuple(map(self._taken, custom.answer)),
            }
        )

    def _taken(self, field: Field) -> Field:
        default = self._names.values.get((field.type, str(field.default)), field.default)
        return field.model_copy(update={"type": self._names.enums.get(field.type, field.type), "default": default})

    def _resource(self, resource: Resource) -> Resource:
        model = resource.model
        return resource.model_copy(
            update={
                "model": self._called(model),
                "parent": resource.parent and self._member(model, resource.parent),
                "filters": self._members(model, resource.filters),
                "sort": self._members(model, resource.sort),
            }
        )
