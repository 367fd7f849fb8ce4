"""The access that nobody stated: a record is its owner's, and what hangs on it follows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.blueprint.access import Access, Authenticated, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.names import screaming, words
from assistant.blueprint.plan import Model
from assistant.blueprint.read.belonging import CLIENTS, REMARKS, Belonging
from assistant.blueprint.read.ways import LOW
from assistant.blueprint.relation import Relation

SIGNED: tuple[Rule, ...] = (Authenticated(),)
_STAFF = frozenset(
    "ADMIN ADMINISTRATOR MANAGER LIBRARIAN COORDINATOR EDITOR HR STAFF OPERATOR RECEPTION RECEPTIONIST".split()
)
_OVERSEERS = (_STAFF - {"EDITOR"}) | {"AGENT", "SUPPORT", "CLERK", "DISPATCHER", "MODERATOR", "TRIAGER"}
"""Roles that deal with what people hand in, and so see it."""

Told = dict[str, dict[Operation, list[Rule]]]


@dataclass
class Usual(Belonging):
    """What is usual for operations of which nothing was told; `settled` is the access of the wholes so far.

    `ended` names models whose records are ended by a deed instead of being deleted.
    """

    ended: frozenset[str] = frozenset()
    settled: dict[str, Access] = field(default_factory=dict)

    def staff(self) -> tuple[Rule, ...]:
        """The roles that look after what nobody owns."""
        roles = tuple(r for r in self.roles if r in _STAFF)
        return (HasRole(roles=roles),) if roles else ()

    def in_order(self) -> Iterable[Model]:
        """The models, each after the whole that it is part of."""
        by_name = {m.name: m for m in self.models}
        found: dict[str, Model] = {}
        for model in self.models:
            way = [model]
            while (whole := self._whole(way[-1])) is not None and by_name[whole.target] not in way:
                way.append(by_name[whole.target])
            for each in reversed(way):
                found.setdefault(each.name, each)
        return found.values()

    def usual(self, model: Model, operation: Operation, told: Told) -> tuple[Rule, ...]:
        """The rules of an operation of which nothing was told."""
        if model.name == self.account:
            return self._of_account(operation, told)
        tenants = self._of_members(model, operation, told)
        if tenants:
            return (*tenants, *self._admins)
        if model.name == "AuditEntry" and operation is not Operation.READ:
            return ()
        if operation is Operation.READ:
            return self._reading(model, told[model.name])
        if operation is Operation.CREATE:
            return self._creating(model, told[model.name])
        return self._changing(model, operation, told[model.name])

    @property
    def _admins(self) -> tuple[Rule, ...]:
        return (HasRole(roles=("ADMIN",)),) if "ADMIN" in self.roles else ()

    @property
    def _apart(self) -> tuple[str, ...]:
        """The roles that newcomers don't have."""
        return tuple(r for r in self.roles if r != self.base and r not in LOW)

    def _of_account(self, operation: Operation, told: Told) -> tuple[Rule, ...]:
        own = told[self.account or ""]
        if operation is Operation.DELETE and Operation.UPDATE in own:
            return tuple(own[Operation.UPDATE])
        if operation is Operation.CREATE:
            return ()
        seers = self._seers(told) if operation is Operation.READ else ()
        return (Owner(path="self"), *self._admins, *seers)

    def _of_members(self, model: Model, operation: Operation, told: Told) -> tuple[Rule, ...]:
        """What an organisation holds is for its members, and where only some of them see it, for those alone."""
        tenants = self._of_tenant(model, operation)
        joins = {join.name for join, *_ in self._tenancies()}
        changing = operation in {Operation.UPDATE, Operation.DELETE} and model.name not in joins
        if not tenants or (changing and self._caller(model) is not None):
            return ()
        whole = self._whole(model)
        if whole is not None and self._is_held(whole.target):
            return self._inherited(whole, Operation.READ if operation is Operation.READ else Operation.UPDATE)
        narrow = [
            rule
            for other in (Operation.READ, Operation.UPDATE)
            for rule in told[model.name].get(other, ())
            if isinstance(rule, Owner) and rule.having and not rule.when
        ]
        return tuple(dict.fromkeys(narrow)) or tenants

    def _of_tenant(self, model: Model, operation: Operation) -> tuple[Rule, ...]:
        writing = operation is not Operation.READ
        return self._tenants(model, writing=writing, creating=operation is Operation.CREATE)

    def _is_held(self, name: str) -> bool:
        """Whether an organisation holds records of this model, which is neither it nor a membership."""
        apart = {each for join, _, tenant, _ in self._tenancies() for each in (join.name, tenant.target)}
        model = next(m for m in self.models if m.name == name)
        return name not in apart and name in self.settled and bool(self._of_tenant(model, Operation.READ))

    def _reading(self, model: Model, own: dict[Operation, list[Rule]]) -> tuple[Rule, ...]:
        direct = self._direct(model)
        above = self._inherited(self._whole(model), Operation.READ)
        if direct and words(model.name)[-1] in REMARKS and above:
            return (*direct, *above)
        if direct and self._is_shown(model):
            return above if any(isinstance(r, Public | Authenticated) for r in above) else SIGNED
        if carers := self._carers(model):
            return carers
        if not direct and not self._is_private(model):
            return above or SIGNED
        if self._is_staffed(own) and not self._is_private(model):
            return (*direct, HasRole(roles=self._apart))
        ways = () if self._is_kept(model) else tuple(Owner(path=path) for path in self.paths(model.name))
        openly = self._openly(model)
        everyone = (Authenticated(when=openly),) if openly else ()
        overseers = () if self._is_kept(model) else tuple(r for r in self.roles if r in _OVERSEERS)
        staff = (HasRole(roles=overseers),) if overseers else self._admins
        seen = (*direct, *ways, *self._keepers(model, own), *staff, *everyone)
        return tuple(dict.fromkeys(seen)) or SIGNED

    def _carers(self, model: Model) -> tuple[Rule, ...]:
        """A client, and the people of all other roles, where a record is such a client."""
        others = tuple(r for r in self._apart if r != screaming(model.name))
        client = self._client(model)
        if client is None or self._is_offered(model):
            return ()
        return (client, HasRole(roles=others)) if others else (client,)

    def _direct(self, model: Model) -> tuple[Owner, ...]:
        """Those whom a record itself names as its owners, or as those who share it."""
        return (*(Owner(path=r.name) for r in self._owning(model)), *self._sharers(model))

    def _is_staffed(self, own: dict[Operation, list[Rule]]) -> bool:
        """Whether the brief has people of certain roles make these records, in the name of all."""
        made = own.get(Operation.CREATE, [])
        roles = {role for rule in made if isinstance(rule, HasRole) for role in rule.roles}
        return bool(roles) and all(isinstance(r, HasRole) for r in made) and roles <= set(self._apart)

    def _keepers(self, model: Model, own: dict[Operation, list[Rule]]) -> tuple[Rule, ...]:
        """The roles that change any record, and so see them all."""
        made = self._creating(model, own) if self._caller(model) is None else ()
        kept = own.get(Operation.UPDATE) or self._changing(model, Operation.UPDATE, own)
        found = [r for r in (*made, *kept) if isinstance(r, HasRole)]
        return tuple(r for r in found if r in kept or set(r.roles) <= set(self._apart))

    def _creating(self, model: Model, own: dict[Operation, list[Rule]]) -> tuple[Rule, ...]:
        if Operation.CREATE in own:
            return tuple(own[Operation.CREATE])
        if self._caller(model) is not None:
            return SIGNED
        whole = self._whole(model)
        if words(model.name)[-1] in REMARKS and whole is not None:
            return self._signed(self._inherited(whole, Operation.READ)) or SIGNED
        roles = tuple(r for r in own.get(Operation.UPDATE, []) if isinstance(r, HasRole))
        carers = self._carers(model)[1:]
        return roles or carers or self._following(model) or self._seeing(own) or self.staff() or SIGNED

    def _changing(self, model: Model, operation: Operation, own: dict[Operation, list[Rule]]) -> tuple[Rule, ...]:
        if model.name in self.ended:
            if operation is Operation.DELETE or next(self.paths(model.name), None) is not None:
                return () if operation is Operation.DELETE else self.staff()
            return self.staff() or SIGNED
        if operation is Operation.DELETE and Operation.UPDATE in own:
            return tuple(own[Operation.UPDATE])
        caller = self._caller(model)
        if caller is not None:
            return (Owner(path=caller.name), *self._admins)
        creators = tuple(r for r in own.get(Operation.CREATE, []) if isinstance(r, HasRole))
        if direct := self._direct(model):
            made = self._creating(model, own)
            keepers = tuple(r for r in made if isinstance(r, HasRole) and set(r.roles) <= set(self._apart))
            return creators or keepers or self.staff() or direct
        whose = tuple(Owner(path=p) for p in self.paths(model.name)) if self._is_private(model) else ()
        profile = self._profile(model.name)
        themselves = (profile, *self.staff()) if profile is not None else ()
        usual = self._following(model) or self._seeing(own) or themselves or self.staff() or whose or SIGNED
        return creators or self._carers(model) or usual

    def _following(self, model: Model) -> tuple[Rule, ...]:
        """Whoever may change the whole, where that is not everyone: adding a part to it is a change of it."""
        whole = self._whole(model)
        if whole is None or whole.target not in self.settled or (self._is_official(model) and self.staff()):
            return ()
        above = self.settled[whole.target]
        if self._profile(whole.target) is not None and words(whole.target)[-1] not in CLIENTS:
            # A class is not part of its teacher.
            return ()
        if self._is_private(model) and any(isinstance(r, Public | Authenticated) for r in above.read):
            # Whoever books, donates or applies is not whoever offers it.
            return ()
        made = above.create
        if made and all(isinstance(r, HasRole) and set(r.roles) <= set(self._apart) for r in made):
            return made
        rules = self._inherited(whole, Operation.UPDATE) or self._inherited(whole, Operation.CREATE)
        return () if any(isinstance(r, Public | Authenticated) for r in rules) else rules

    def _seeing(self, own: dict[Operation, list[Rule]]) -> tuple[Rule, ...]:
        """Where only roles see the records, the same roles keep them."""
        readers = own.get(Operation.READ, [])
        return tuple(readers) if all(isinstance(r, HasRole) and not r.when for r in readers) else ()

    def _seers(self, told: Told) -> tuple[Rule, ...]:
        """Staff that sees all records of people also sees whose they are."""
        mine = {r.model for r in self.relations if r.target == self.account}
        roles = {
            role
            for name in mine
            for rule in told.get(name, {}).get(Operation.READ, [])
            if isinstance(rule, HasRole) and not rule.when
            for role in rule.roles
        }
        kept = tuple(role for role in self.roles if role in roles and role in _STAFF)
        return (HasRole(roles=kept),) if kept else ()

    def _signed(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return SIGNED if any(isinstance(r, Public | Authenticated) for r in rules) else rules

    def _inherited(self, whole: Relation | None, operation: Operation) -> tuple[Rule, ...]:
        """The rules of the whole, seen from its part.

        A condition on the whole can't be asked of the part: what everyone sees in some states of the whole,
        whoever is signed in sees of its parts; all narrower conditional rules are left out.
        """
        if whole is None or whole.target not in self.settled:
            return ()
        found: list[Rule] = []
        for rule in self.settled[whole.target].rules(operation):
            if isinstance(rule, Public | Authenticated):
                found.append(rule if not rule.when else Authenticated())
            elif isinstance(rule, HasRole) and not rule.when:
                found.append(rule)
            elif isinstance(rule, Owner) and not rule.when:
                path = f"{whole.name}.{rule.path}" if rule.path != "self" else whole.name
                found.append(rule.model_copy(update={"path": path}))
        return tuple(found)
