"""Permissions as access rules over the models and relations of a Blueprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.blueprint.access import Access, Authenticated, Condition, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.field import Scalar
from assistant.blueprint.names import camel, words
from assistant.blueprint.plan import Model
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.permission import NOBODY, PUBLIC, SIGNED_IN, Permission
from assistant.blueprint.read.usual import Usual
from assistant.blueprint.read.ways import GENERIC

_BASIC = (Operation.READ, Operation.CREATE, Operation.UPDATE, Operation.DELETE)
_CHANGES = frozenset({Operation.UPDATE, Operation.DELETE})
_OWNERS = frozenset("owner author creator sender poster uploader writer organiser organizer".split())

_TOGETHER = frozenset({"page", "wiki"})
"""What people write together."""


@dataclass
class Policy(Usual):
    """Turns permissions into rules; `roles` collects those that are needed."""

    heard: dict[str, dict[Operation, list[Rule]]] = field(default_factory=dict)

    def hear(self, permissions: list[Permission]) -> None:
        """Learns which roles there are, and who does what to a model; before `access`, which needs to know them all."""
        if self.account is not None:
            allowed = [p for p in permissions if not p.denied]
            self._told(allowed)
            self.heard = self._told(allowed)

    def access(self, permissions: list[Permission]) -> dict[str, Access]:
        """The access of every model."""
        if self.account is None:
            anyone = self.anyone
            return {m.name: Access(read=anyone, create=anyone, update=anyone, delete=anyone) for m in self.models}
        denied = [p for p in permissions if p.denied]
        permissions = [p for p in permissions if not p.denied]
        told = self._told([p for p in permissions if p.entities])
        overall = self._told([p for p in permissions if not p.entities])
        firm = {n for p in permissions if p.only and not p.own for n in p.entities if Operation.READ in p.operations}
        for model in self.models:
            if Operation.READ in told[model.name] and model.name not in firm:
                told[model.name][Operation.READ] = self._with_doers(model, told[model.name][Operation.READ])
        self.settled = {}
        for model in self.in_order():
            access = self._complete(model, told, overall[model.name], model.name in firm)
            for permission in denied:
                if model.name in permission.entities:
                    access = self._without(access, model, permission)
            self.settled[model.name] = access
        return self.settled

    def _without(self, access: Access, model: Model, permission: Permission) -> Access:
        """The access without what these people may not."""
        left = {op: access.rules(op) for op in permission.operations}
        for operation, rules in left.items():
            for who in permission.who:
                rules = (
                    self._nobody(rules, model, permission)
                    if who == NOBODY
                    else self._kept(rules, model, permission, who)
                )
            left[operation] = _tidy(rules)
        return access.model_copy(update={op.value: rules for op, rules in left.items()})

    def _nobody(self, rules: tuple[Rule, ...], model: Model, permission: Permission) -> tuple[Rule, ...]:
        """Nothing, or where only some states are closed to all, the same rules in the others."""
        rest = self._otherwise(model, permission.states)
        return tuple(rule.model_copy(update={"when": (*rule.when, *rest)}) for rule in rules if rest)

    def _kept(self, rules: tuple[Rule, ...], model: Model, permission: Permission, who: str) -> tuple[Rule, ...]:
        role = self.base if self.is_base(who) else enum_value(who)
        others = tuple(r for r in self.roles if r != role)
        rest = self._otherwise(model, permission.states)
        kept: list[Rule] = []
        for rule in rules:
            if isinstance(rule, HasRole):
                if left := tuple(r for r in rule.roles if r != role):
                    kept.append(rule.model_copy(update={"roles": left}))
                if rest and role in rule.roles:
                    kept.append(HasRole(roles=(role,), when=rest))
                continue
            if others and not isinstance(rule, Owner):
                kept.append(HasRole(roles=others, when=rule.when))
            if rest:
                kept.append(rule.model_copy(update={"when": (*rule.when, *rest)}))
            elif isinstance(rule, Public) or (isinstance(rule, Owner) and not self.is_base(who)) or not others:
                kept.append(rule)
        return tuple(kept)

    def _otherwise(self, model: Model, states: tuple[str, ...]) -> tuple[Condition, ...]:
        """The condition that a record is in none of these states."""
        entity = self.notebook.by_name(model.name)
        for condition in self._when(model, states):
            if condition.one_of == (True,):
                return (Condition(field=condition.field, one_of=(False,)),)
            values = entity.fields[condition.field].values if entity else ()
            return (
                Condition(field=condition.field, one_of=tuple(v for v in values if v not in (condition.one_of or ()))),
            )
        return ()

    def _told(self, permissions: list[Permission]) -> dict[str, dict[Operation, list[Rule]]]:
        told: dict[str, dict[Operation, list[Rule]]] = {m.name: {} for m in self.models}
        for permission in sorted(permissions, key=lambda p: not p.told):
            for name in permission.entities or tuple(told):
                model = next((m for m in self.models if m.name == name), None)
                if model is not None and not (
                    not permission.entities and name == self.account and PUBLIC in permission.who
                ):
                    self._tell(told[name], model, permission)
        return told

    @property
    def anyone(self) -> tuple[Rule, ...]:
        """The rules where nobody signs in."""
        return (Public(),)

    def _tell(self, told: dict[Operation, list[Rule]], model: Model, permission: Permission) -> None:
        for operation in permission.operations:
            if not permission.told and operation in told and operation is Operation.CREATE:
                continue
            rules = [r for who in permission.who for r in self.rules(model, permission, who, operation)]
            told.setdefault(operation, []).extend(r for r in rules if r not in told.get(operation, []))

    def rules(self, model: Model, permission: Permission, who: str, operation: Operation) -> Iterator[Rule]:
        when = self._when(model, permission.states) if operation is not Operation.CREATE else ()
        if who == PUBLIC:
            if operation is Operation.READ or operation is Operation.CREATE:
                yield Public(when=when)
            return
        if model.name == self.account and operation in _CHANGES and (who == SIGNED_IN or self.is_base(who)):
            yield Owner(path="self", when=when)
            return
        if who == SIGNED_IN:
            yield Authenticated(when=when)
            return
        group = self._group(model, who)
        if group is not None:
            if operation is not Operation.CREATE or not group.path.startswith("members"):
                yield group.model_copy(update={"when": when})
            return
        owner = self._owner(model, who)
        having = self._membership(model, who)
        if having is not None and not (permission.own and owner is not None):
            starts = having.path.split(".")[0]
            held = any(r.model == model.name and r.name == starts for r in self.relations)
            # Nobody is a member of what does not exist yet: its first member is whoever creates it.
            yield having if held or operation is not Operation.CREATE else Authenticated()
            return
        if having is not None and owner is not None:
            yield Owner(path=owner, when=when)
            return
        caller = self._caller(model)
        if caller is not None and self._mean_their_own(model, permission, who, operation):
            yield Owner(path=caller.name, when=when)
            return
        named = enum_value(who) == self.base and who != "user"
        if operation is Operation.CREATE and named and self.roles and not permission.own:
            yield HasRole(roles=(self.base,))
        elif operation is Operation.READ and enum_value(who) == self.base and not (permission.only or permission.own):
            yield Authenticated(when=when)
        elif operation is Operation.CREATE and self._makes_own(permission, who):
            yield Authenticated()
        elif (
            permission.own or who in _OWNERS or (permission.definite and self._leads(model, owner, who))
        ) and owner is not None:
            yield Owner(path=owner, when=when)
        elif permission.own and owner is None and operation is Operation.READ:
            yield from self._as_role(who, ())
        elif who in GENERIC or camel(who) == camel(self.account or ""):
            yield Authenticated(when=when)
        elif not permission.own:
            yield from self._as_role(who, when)

    def _mean_their_own(self, model: Model, permission: Permission, who: str, operation: Operation) -> bool:
        """Whether 'users can create and edit notes' speaks of the notes that each of them makes."""
        if permission.every or operation is Operation.CREATE or words(model.name)[-1] in _TOGETHER:
            return False
        if not (who in GENERIC or camel(who) == camel(self.account or "")):
            return False
        writing = len(set(permission.operations) - {Operation.READ}) > 0
        return writing and (operation is not Operation.READ or not self._is_shown(model))

    def _makes_own(self, permission: Permission, who: str) -> bool:
        """Whether people make records of their own, rather than being the only ones who may make them."""
        if not permission.told:
            return not self._stands_out(who)
        return (permission.own or not self._is_role(who)) and not permission.only

    def _as_role(self, who: str, when: tuple[Condition, ...]) -> Iterator[Rule]:
        name = enum_value(who)
        if not name or who in _OWNERS:
            return
        if name not in self.roles:
            self.roles.append(name)
        yield HasRole(roles=(name,), when=when)

    def _is_role(self, who: str) -> bool:
        return enum_value(who) in self.roles or (
            who not in GENERIC and camel(who) != camel(self.account or "") and who not in _OWNERS
        )

    def _stands_out(self, who: str) -> bool:
        """Whether people are told apart by a role, beside others that are: 'reviewers' where 'chairs' are known."""
        apart = [r for r in self.roles if r not in {self.base, "ADMIN"}]
        return enum_value(who) in self.roles or (bool(apart) and not self.is_base(who) and self.account == "User")

    def _when(self, model: Model, states: tuple[str, ...]) -> tuple[Condition, ...]:
        entity = self.notebook.by_name(model.name)
        if entity is None or not states:
            return ()
        for name, typed in entity.fields.items():
            fitting = tuple(s for s in states if s in typed.values)
            if fitting:
                return (Condition(field=name, one_of=fitting),)
            if typed.field.scalar is Scalar.BOOLEAN and any(enum_value(name).removeprefix("IS_") == s for s in states):
                return (Condition(field=name, one_of=(True,)),)
        return ()

    def _complete(
        self,
        model: Model,
        told: dict[str, dict[Operation, list[Rule]]],
        overall: dict[Operation, list[Rule]],
        firm: bool,
    ) -> Access:
        """What was told, and for the rest what is usual; `overall` was told of everything, `firm` are told readers."""
        own = told[model.name]
        entity = self.notebook.by_name(model.name)
        rules = {op: tuple(own[op]) if op in own else self.usual(model, op, told) for op in _BASIC}
        caller = self._caller(model)
        if not firm:
            rules[Operation.READ] = tuple(self._with_doers(model, list(rules[Operation.READ])))
        for operation, everywhere in overall.items():
            mine = operation is Operation.CREATE and caller is not None
            wide = operation in own or mine or any(isinstance(r, Owner | Public) for r in rules[operation])
            rules[operation] = (*rules[operation], *everywhere) if wide else tuple(everywhere)
        if model.name == self.account and Operation.CREATE not in own:
            rules[Operation.CREATE] = ()
        if entity is not None and entity.immutable:
            rules[Operation.UPDATE] = rules[Operation.DELETE] = ()
        if Public() in rules[Operation.CREATE] and self._caller(model):
            rules[Operation.CREATE] = (Authenticated(),)
        rules[Operation.CREATE] = tuple(r.model_copy(update={"when": ()}) for r in rules[Operation.CREATE])
        if model.name == self.account:
            rules[Operation.CREATE] = tuple(
                r for r in rules[Operation.CREATE] if not isinstance(r, Public | Authenticated | Owner)
            )
        return Access(
            read=_tidy(rules[Operation.READ]),
            create=_tidy(rules[Operation.CREATE]),
            update=_tidy(rules[Operation.UPDATE]),
            delete=_tidy(rules[Operation.DELETE]),
        )

    def _with_doers(self, model: Model, rules: list[Rule]) -> list[Rule]:
        """Whoever made a record sees it, and so do the roles that change or delete every record."""
        if any(isinstance(r, Public | Authenticated) and not r.when for r in rules):
            return rules
        heard = self.heard.get(model.name, {})
        doers = [r for op in (Operation.UPDATE, Operation.DELETE) for r in heard.get(op, ())]
        caller = self._caller(model)
        path = caller.name if caller is not None else next((p for p in self.paths(model.name) if "." not in p), None)
        mine = [Owner(path=path)] if path is not None else []
        return [*mine, *rules, *(r for r in doers if isinstance(r, HasRole | Owner) and not r.when)]


def _tidy(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules without repetition, roles of the same condition joined; Authenticated makes narrower ones needless."""
    kept: list[Rule] = []
    roles: list[str] = []
    if any(isinstance(r, Public) and not r.when for r in rules):
        return (Public(),)
    if any(isinstance(r, Authenticated) and not r.when for r in rules):
        return (*(r for r in dict.fromkeys(rules) if isinstance(r, Public)), Authenticated())
    for rule in rules:
        if isinstance(rule, HasRole) and not rule.when:
            roles += [r for r in rule.roles if r not in roles]
        elif rule not in kept:
            kept.append(rule)
    return (*kept, *((HasRole(roles=tuple(roles)),) if roles else ()))
