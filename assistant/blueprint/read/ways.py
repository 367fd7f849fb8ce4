"""Ways from a record to the people it belongs to, along the relations of a plan."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.blueprint.access import Condition, Owner, Rule
from assistant.blueprint.field import Write
from assistant.blueprint.names import camel, words
from assistant.blueprint.plan import Model
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.relation import Kind, Relation

GENERIC = frozenset("user member person people account employee".split())
"""What every account is called."""
LOW = frozenset(
    """USER MEMBER CUSTOMER VOLUNTEER STUDENT GUEST READER VIEWER BUYER PATIENT EMPLOYEE PARTICIPANT CLIENT SPEAKER
    CANDIDATE BACKER TENANT PLAYER ATTENDEE SUBSCRIBER LEARNER CONTRIBUTOR DRIVER""".split()
)
"""Roles that newcomers may be given."""

_MANAGING = frozenset("OWNER ADMIN ADMINISTRATOR MANAGER LEADER LEAD".split())
"""Roles in a membership that manage what its members share."""
_BOUGHT = frozenset("plan tier level type package".split())
"""A membership of one of these is a contract, and nobody shares anything by it."""


@dataclass
class Ways:
    """Where the people are. `roles` are those known so far; `account` is None where nobody signs in."""

    notebook: Notebook
    models: tuple[Model, ...]
    relations: tuple[Relation, ...]
    account: str | None
    roles: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """The role that newcomers get: what the brief calls those who register, or the account itself."""
        if self.notebook.registrant:
            return enum_value(self.notebook.registrant)
        low = next((r for r in self.roles if r in LOW), None)
        if low is not None or self.account is None:
            return low or "USER"
        return "USER" if enum_value(self.account) in self.roles else enum_value(self.account)

    def is_base(self, who: str) -> bool:
        """Whether these people are what every newcomer is."""
        return who in GENERIC or enum_value(who) == self.base or camel(who) == camel(self.account or "")

    def _caller(self, model: Model) -> Relation | None:
        return next(
            (
                r
                for r in self.relations
                if r.model == model.name and r.target == self.account and r.write is Write.SERVER
            ),
            None,
        )

    def _owner(self, model: Model, who: str) -> str | None:
        """The path from a record to the account of the people called `who`."""
        if model.name == self.account:
            return "self"
        paths = list(self.paths(model.name))
        wanted = camel(who)
        by_name = [p for p in paths if wanted in p.split(".")]
        above = next((r for r in self.relations if r.model == r.target == self.account and r.name == wanted), None)
        if above is not None and not by_name and paths:
            return f"{paths[0]}.{wanted}"
        if by_name:
            return by_name[0]
        entity = self.notebook.find(tuple(words(who)))
        through = [p for p in paths if entity is not None and entity.name in self._targets(model.name, p)]
        return next(iter(through or paths), None)

    def _leads(self, model: Model, path: str | None, who: str) -> bool:
        """Whether a path to the account speaks of these very people: 'the host' of `listing.host`."""
        if path is None or path == "self":
            return path is not None and camel(who) == camel(self.account or "")
        entity = self.notebook.find(tuple(words(who)))
        named = who in GENERIC or camel(who) in path.split(".") or camel(who) == camel(self.account or "")
        return named or (entity is not None and entity.name in self._targets(model.name, path))

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

    def _group(self, model: Model, who: str) -> Owner | None:
        """'project members': those whom the project lists as its members."""
        if not re.search(r"\w[ _]members?$", who):
            return None
        entity = self.notebook.find(tuple(words(who))[:-1])
        members = next((r for r in self.relations if entity and r.model == entity.name and r.name == "members"), None)
        way = self._way(model.name, members.model) if members is not None else None
        return Owner(path=".".join([*way, "members"])) if way is not None else None

    def _membership(self, model: Model, who: str) -> Owner | None:
        """'OWNER of the organisation': the role stands in a membership that leads to the account."""
        value = enum_value(who)
        for join in self.models:
            if join.field("role") is None:
                continue
            typed = next(
                (
                    e.fields["role"]
                    for e in self.notebook.entities.values()
                    if e.name == join.name and "role" in e.fields
                ),
                None,
            )
            if typed is None or value not in typed.values:
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

    def _tenancies(self) -> Iterator[tuple[Model, Relation, Relation, tuple[str, ...]]]:
        """Memberships, their relations to the account and to the organisation, and the roles in it that manage it."""
        for join in self.models:
            if not join.name.endswith(("Membership", "Member")):
                continue
            user = next((r for r in self.relations if r.model == join.name and r.target == self.account), None)
            tenant = next(
                (r for r in self.relations if r.model == join.name and r.target != self.account and r.required), None
            )
            if user is None or tenant is None or words(tenant.target)[-1] in _BOUGHT:
                continue
            entity = self.notebook.by_name(join.name)
            role = entity.fields.get("role") if entity is not None else None
            yield join, user, tenant, tuple(v for v in (role.values if role is not None else ()) if v in _MANAGING)

    def _tenants(self, model: Model, *, writing: bool, creating: bool) -> tuple[Rule, ...]:
        """Members of the organisation that a record belongs to, where memberships say who is one.

        Where memberships have roles, those that manage the organisation alone write it and say who is a member.
        """
        for join, user, tenant, managing in self._tenancies():
            having = (Condition(field="role", one_of=managing),) if managing and writing else ()
            members = f"{tenant.inverse}.{user.name}"
            maker = self._caller(next(m for m in self.models if m.name == tenant.target))
            if model.name == tenant.target:
                if creating or (maker is not None and writing):
                    return ()
                return (*_of(maker), Owner(path=members, having=having))
            if model.name == join.name:
                if user.write is Write.SERVER and creating:
                    return ()
                way: list[str] | None = [tenant.name]
            else:
                way, having = self._way(model.name, tenant.target), ()
            if way is not None:
                here = ".".join(way)
                return (
                    *(Owner(path=f"{here}.{owner.path}") for owner in _of(maker)),
                    Owner(path=f"{here}.{members}", having=having),
                )
        return ()


def _of(maker: Relation | None) -> tuple[Owner, ...]:
    return (Owner(path=maker.name),) if maker is not None else ()
