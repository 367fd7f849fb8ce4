"""Permissions as access rules over the models and relations of a Blueprint."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.blueprint.access import Access, Authenticated, Condition, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.field import Scalar, Write
from assistant.blueprint.names import camel, words
from assistant.blueprint.plan import Model
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.permission import PUBLIC, SIGNED_IN, Permission
from assistant.blueprint.relation import Kind, Relation

_WRITES = (Operation.CREATE, Operation.UPDATE, Operation.DELETE)
_OWNERS = frozenset("owner author creator sender poster uploader writer organiser organizer".split())
_GENERIC = frozenset("user member person people account employee".split())


_SIGNED: tuple[Rule, ...] = (Authenticated(),)
_STAFF = frozenset(
    "ADMIN ADMINISTRATOR MANAGER LIBRARIAN COORDINATOR EDITOR HR STAFF OPERATOR RECEPTION RECEPTIONIST".split()
)
_PERSONAL = frozenset(
    """booking order payment reservation loan message subscription application submission enrolment enrollment
    invoice appointment prescription fine donation rental membership deposit refund""".split()
)
_SHOWN = frozenset("review rating comment like vote reaction answer bid follow".split())


@dataclass
class Policy:
    """Turns permissions into rules; `roles` collects those that are needed."""

    notebook: Notebook
    models: tuple[Model, ...]
    relations: tuple[Relation, ...]
    account: str | None
    roles: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)

    def access(self, permissions: list[Permission]) -> dict[str, Access]:
        """The access of every model."""
        if self.account is None:
            anyone: tuple[Rule, ...] = (Public(),)
            return {m.name: Access(read=anyone, create=anyone, update=anyone, delete=anyone) for m in self.models}
        told: dict[str, dict[Operation, list[Rule]]] = {m.name: {} for m in self.models}
        for permission in sorted(permissions, key=lambda p: not p.told):
            for name in permission.entities or tuple(told):
                model = next((m for m in self.models if m.name == name), None)
                if model is not None and not (
                    not permission.entities and name == self.account and PUBLIC in permission.who
                ):
                    self._tell(told[name], model, permission)
        return {m.name: self._complete(m, told) for m in self.models}

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
        if who == SIGNED_IN:
            yield Authenticated(when=when)
            return
        owner = self._owner(model, who)
        having = self._membership(model, who)
        if having is not None:
            starts = having.path.split(".")[0]
            held = any(r.model == model.name and r.name == starts for r in self.relations)
            # Nobody is a member of what does not exist yet: its first member is whoever creates it.
            yield having if held or operation is not Operation.CREATE else Authenticated()
            return
        if operation is Operation.CREATE and self._makes_own(permission, who):
            yield Authenticated()
        elif (permission.own or who in _OWNERS or (permission.definite and owner is not None)) and owner is not None:
            yield Owner(path=owner, when=when)
        elif permission.own and owner is None and operation is Operation.READ:
            yield from self._as_role(who, ())
        elif who in _GENERIC or camel(who) == camel(self.account or ""):
            yield Authenticated(when=when)
        elif not permission.own:
            yield from self._as_role(who, when)

    def _makes_own(self, permission: Permission, who: str) -> bool:
        """Whether people make records of their own, rather than being the only ones who may make them."""
        if not permission.told:
            return enum_value(who) not in self.roles
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
            who not in _GENERIC and camel(who) != camel(self.account or "") and who not in _OWNERS
        )

    def _owner(self, model: Model, who: str) -> str | None:
        """The path from a record to the account of the people called `who`."""
        if model.name == self.account:
            return "self"
        paths = list(self.paths(model.name))
        wanted = camel(who)
        by_name = [p for p in paths if wanted in p.split(".")]
        if by_name:
            return by_name[0]
        entity = self.notebook.find(tuple(words(who)))
        through = [p for p in paths if entity is not None and entity.name in self._targets(model.name, p)]
        return next(iter(through or paths), None)

    def _targets(self, start: str, path: str) -> list[str]:
        here, found = start, []
        for name in path.split("."):
            relation = next(r for r in self.relations if r.model == here and r.name == name)
            here = relation.target
            found.append(here)
        return found[:-1]

    def paths(self, start: str) -> Iterator[str]:
        """Paths along foreign keys from a model to the account, the shortest and the caller's own first."""
        todo = deque([(start, "")])
        seen = {start}
        while todo:
            here, path = todo.popleft()
            keys = [r for r in self.relations if r.model == here and r.kind is not Kind.MANY_TO_MANY]
            for relation in sorted(keys, key=lambda r: r.write is not Write.SERVER):
                step = f"{path}.{relation.name}" if path else relation.name
                if relation.target == self.account:
                    yield step
                if relation.target not in seen and step.count(".") < 3:
                    seen.add(relation.target)
                    todo.append((relation.target, step))

    def _membership(self, model: Model, who: str) -> Owner | None:
        """'OWNER of the organisation': the role stands in a membership that leads to the account."""
        value = enum_value(who)
        for join in self.models:
            role = next((f for f in join.fields if f.name == "role"), None)
            typed = next(
                (
                    e.fields["role"]
                    for e in self.notebook.entities.values()
                    if e.name == join.name and "role" in e.fields
                ),
                None,
            )
            if role is None or typed is None or value not in typed.values:
                continue
            to_account = next((r for r in self.relations if r.model == join.name and r.target == self.account), None)
            tenant = next(
                (
                    r
                    for r in self.relations
                    if r.model == join.name and r.target != self.account and r.kind is Kind.MANY_TO_ONE
                ),
                None,
            )
            if to_account is None or tenant is None:
                continue
            way = [] if model.name == tenant.target else self._way(model.name, tenant.target)
            if way is not None:
                path = ".".join([*way, tenant.inverse, to_account.name])
                return Owner(path=path, having=(Condition(field="role", one_of=(value,)),))
        return None

    def _way(self, start: str, end: str) -> list[str] | None:
        todo: deque[tuple[str, list[str]]] = deque([(start, [])])
        seen = {start}
        while todo:
            here, way = todo.popleft()
            if here == end:
                return way
            for r in self.relations:
                if r.model == here and r.kind is not Kind.MANY_TO_MANY and r.target not in seen:
                    seen.add(r.target)
                    todo.append((r.target, [*way, r.name]))
        return None

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

    def _complete(self, model: Model, told: dict[str, dict[Operation, list[Rule]]]) -> Access:
        """What was told, and for the rest what is usual."""
        own = told[model.name]
        entity = self.notebook.by_name(model.name)
        rules = {op: tuple(own[op]) if op in own else self._usual(model, op, told) for op in (Operation.READ, *_WRITES)}
        if model.name == self.account and Operation.CREATE not in own:
            rules[Operation.CREATE] = ()
        if entity is not None and entity.immutable:
            rules[Operation.UPDATE] = rules[Operation.DELETE] = ()
        if Public() in rules[Operation.CREATE] and self._caller(model):
            rules[Operation.CREATE] = (Authenticated(),)
        rules[Operation.CREATE] = tuple(r.model_copy(update={"when": ()}) for r in rules[Operation.CREATE])
        if model.name == self.account:
            rules[Operation.CREATE] = tuple(
                r for r in rules[Operation.CREATE] if not isinstance(r, Public | Authenticated)
            )
        return Access(
            read=_tidy(rules[Operation.READ]),
            create=_tidy(rules[Operation.CREATE]),
            update=_tidy(rules[Operation.UPDATE]),
            delete=_tidy(rules[Operation.DELETE]),
        )

    def _caller(self, model: Model) -> Relation | None:
        return next(
            (
                r
                for r in self.relations
                if r.model == model.name and r.target == self.account and r.write is Write.SERVER
            ),
            None,
        )

    def _usual(
        self, model: Model, operation: Operation, told: dict[str, dict[Operation, list[Rule]]]
    ) -> tuple[Rule, ...]:
        own = told[model.name]
        admins: tuple[Rule, ...] = (HasRole(roles=("ADMIN",)),) if "ADMIN" in self.roles else ()
        if model.name == self.account:
            if operation is Operation.DELETE and Operation.UPDATE in own:
                return tuple(own[Operation.UPDATE])
            return () if operation is Operation.CREATE else (Owner(path="self"), *admins)
        tenants = self._tenants(model, creating=operation is Operation.CREATE)
        if tenants:
            return (*tenants, *admins)
        caller = self._caller(model)
        parent = self._parent(model)
        if operation is Operation.READ:
            if self._is_private(model):
                owners = tuple(Owner(path=path) for path in self.paths(model.name))
                return (
                    *owners,
                    *admins,
                    *(r for r in own.get(Operation.UPDATE, []) if isinstance(r, HasRole)),
                ) or _SIGNED
            return self._inherited(parent, told, Operation.READ) or _SIGNED
        if model.name == "AuditEntry":
            return ()
        if operation is Operation.CREATE:
            if caller is not None:
                return _SIGNED
            roles = tuple(r for r in own.get(Operation.UPDATE, []) if isinstance(r, HasRole))
            return roles or self._inherited(parent, told, Operation.UPDATE) or self._staff() or _SIGNED
        if operation is Operation.DELETE and Operation.UPDATE in own:
            return tuple(own[Operation.UPDATE])
        if caller is not None:
            return (Owner(path=caller.name), *admins)
        creators = tuple(r for r in own.get(Operation.CREATE, []) if isinstance(r, HasRole))
        return creators or self._inherited(parent, told, Operation.UPDATE) or self._staff() or _SIGNED

    def _staff(self) -> tuple[Rule, ...]:
        """The roles that look after what nobody owns."""
        roles = tuple(r for r in self.roles if r in _STAFF)
        return (HasRole(roles=roles),) if roles else ()

    def _parent(self, model: Model) -> Relation | None:
        keys = [r for r in self.relations if r.model == model.name and r.kind is not Kind.MANY_TO_MANY and r.required]
        return next((r for r in keys if r.target not in {self.account, model.name}), None)

    def _is_private(self, model: Model) -> bool:
        """Whether records are somebody's business: bookings, orders, messages and what hangs on them."""
        entity = self.notebook.by_name(model.name)
        if entity is None or not any(True for _ in self.paths(model.name)):
            return False
        return (entity.name in self.notebook.events and entity.words[-1] not in _SHOWN) or entity.words[-1] in _PERSONAL

    def _tenants(self, model: Model, *, creating: bool) -> tuple[Rule, ...]:
        """Members of the organisation that a record belongs to, where memberships say who is one."""
        for join in self.models:
            if not join.name.endswith("Membership") and not join.name.endswith("Member"):
                continue
            user = next((r for r in self.relations if r.model == join.name and r.target == self.account), None)
            tenant = next(
                (r for r in self.relations if r.model == join.name and r.target != self.account and r.required), None
            )
            if user is None or tenant is None:
                continue
            if model.name == join.name:
                return () if creating else (Owner(path=f"{tenant.name}.{tenant.inverse}.{user.name}"),)
            if model.name == tenant.target:
                return () if creating else (Owner(path=f"{tenant.inverse}.{user.name}"),)
            way = self._way(model.name, tenant.target)
            if way is not None:
                return (Owner(path=".".join([*way, tenant.inverse, user.name])),)
        return ()

    def _inherited(
        self, parent: Relation | None, told: dict[str, dict[Operation, list[Rule]]], operation: Operation
    ) -> tuple[Rule, ...]:
        """The rules of the parent, seen from its child."""
        if parent is None or parent.target == parent.model:
            return ()
        found: list[Rule] = []
        for rule in told.get(parent.target, {}).get(operation, []):
            if isinstance(rule, HasRole) and not rule.when:
                found.append(rule)
            elif isinstance(rule, Owner) and not rule.when:
                found.append(
                    rule.model_copy(
                        update={"path": f"{parent.name}.{rule.path}" if rule.path != "self" else parent.name}
                    )
                )
        return tuple(found)


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
