"""Who may do what, worked out from the rules alone: the status that each person must get for each record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.blueprint import names
from assistant.blueprint.access import Authenticated, HasRole, Owner, Public, Rule
from assistant.blueprint.access import Operation as Basic
from assistant.blueprint.plan import AuthKind
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Key
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.condition import Values, holds, value_text, variants
from assistant.draft.suite.graph import Graph, Ownership, Row

OWNER = "an owner"
"""The caller to whom tests give records, whatever roles there are."""


@dataclass(frozen=True)
class Person:
    """Somebody who calls."""

    name: str
    signed_in: bool = True
    bad_token: bool = False
    role: str | None = None
    owns: Ownership | None = None


NOBODY = Person("nobody", signed_in=False)
"""Who calls, for an operation that does not ask."""


@dataclass(frozen=True)
class Case:
    """A person at a record."""

    person: Person
    graph: Graph
    actor: Row | None
    record: Row

    def permits(self, rules: Iterable[Rule], record: Row | None = None) -> bool:
        """Whether any of the rules lets the person at the record."""
        row = record or self.record
        return any(self.matches(rule, row) and holds(rule.when, row.values) for rule in rules)

    def matches(self, rule: Rule, row: Row) -> bool:
        """Whether the rule speaks of the person, `when` aside."""
        match rule:
            case Public():
                return True
            case Authenticated():
                return self.person.signed_in
            case HasRole():
                return self.person.signed_in and self.person.role in rule.roles
            case Owner():
                return self.actor is not None and self.graph.owners(rule, row, self.actor)


def owner_name(owns: Ownership) -> str:
    """'its listing's owner', 'its membership's user, whose role is ADMIN'."""
    if owns.path == "self":
        return "themselves"
    labels = [names.label(step) for step in owns.steps]
    owners = "".join(f"{label}{chr(39) if label.endswith('s') else chr(39) + 's'} " for label in labels[:-1])
    return f"its {owners}{labels[-1]}{f', {owns.words}' if owns.words else ''}"


def people(design: Design, it: Entity, owners: Iterable[Ownership]) -> Iterator[Person]:
    """Everyone who must be told apart on an entity: nobody, a bad token, each role, each owner."""
    del it
    yield NOBODY
    auth = design.blueprint.auth
    if auth.kind is AuthKind.NONE:
        return
    yield Person("a bad token", signed_in=False, bad_token=True)
    for role in auth.roles:
        name = names.article(names.label(role.lower()))
        yield Person(f"{name} by role" if name == OWNER else name, role=role)
    if not auth.roles:
        yield Person("somebody else")
    for owns in owners:
        yield Person(owner_name(owns), role=auth.default_role, owns=owns)


def ownerships(design: Design, it: Entity, rules: Iterable[Rule]) -> Iterator[Ownership]:
    """Each owner path of the rules, once for each way in which its `having` comes out."""
    owners = [rule for rule in rules if isinstance(rule, Owner)]
    for path in dict.fromkeys(rule.path for rule in owners):
        havings = tuple(dict.fromkeys(rule.having for rule in owners if rule.path == path and rule.having))
        if not havings:
            yield Ownership(path)
            continue
        before = model_before_account(design, it, path)
        for values in variants(design, before, havings):
            words = ", ".join(f"whose {names.label(name)} is {value_text(value)}" for name, value in values.items())
            yield Ownership(path, tuple(values.items()), words)


def model_before_account(design: Design, it: Entity, path: str) -> Entity:
    """The entity whose rows an owner rule's `having` is about."""
    here = it
    for step in path.split(".")[:-1]:
        here = follow(design, here, step)
    return here


def follow(design: Design, it: Entity, step: str) -> Entity:
    """Where a relation, or the way back of one, leads."""
    if relation := design.blueprint.relation(it.pascal, step):
        return design.entity(relation.target)
    back = next(r for r in design.blueprint.relations if r.target == it.pascal and r.inverse == step)
    return design.entity(back.model)


def stage(design: Design, it: Entity, person: Person, values: Values, *, others: Ownership | None = None) -> Case:
    """The person at a record of these values, theirs where they are an owner; else others may own it in that way."""
    graph = Graph(design)
    account = design.account
    signed = account if person.signed_in else None
    actor = graph.make(signed, {"role": person.role} if person.role else {}) if signed else None
    if actor and person.owns:
        return Case(person, graph, actor, graph.own(actor, it, person.owns, values))
    if others and account:
        return Case(person, graph, actor, graph.own(graph.make(account), it, others, values))
    return Case(person, graph, actor, graph.make(it, values))


def gate(rules: Iterable[Rule], person: Person) -> int | None:
    """The status of a refusal before anything is read: 401, 403, or None where the record decides."""
    rules = tuple(rules)
    if any(isinstance(rule, Public) and not rule.when for rule in rules):
        return None
    if person.bad_token or (not person.signed_in and not any(isinstance(rule, Public) for rule in rules)):
        return 401
    if person.signed_in and all(isinstance(rule, HasRole) and person.role not in rule.roles for rule in rules):
        return 403
    return None


def status(op: Operation, case: Case, step: tuple[Rule, ...] | None = None) -> int:
    """The status for an operation on one record; `step` are the rules of the transition asked for."""
    assert op.entity is not None
    if refusal := gate(op.rules, case.person):
        return refusal
    if not case.permits(op.rules):
        return 403 if op.kind is not OperationKind.READ and case.permits(_read(op.entity)) else 404
    if step is not None and not case.permits(step):
        return 403
    if op.action and not holds(op.action.guard, case.record.values):
        return 409
    if op.kind is OperationKind.DELETE and case.graph.is_held(case.record):
        return 409
    return op.status


def lists(op: Operation, case: Case) -> int | str:
    """Whether a list shows the record, or the status of a refusal."""
    if refusal := gate(op.rules, case.person):
        return refusal
    if op.parent and not _may_list(op.parent, op, case):
        return 404
    return "shown" if case.permits(op.rules) else "hidden"


def _may_list(parent: Key, op: Operation, case: Case) -> bool:
    row = case.record.keys[parent.relation.name]
    return may_refer(case, row) or (row is not None and op.reaches_all(parent, row.it))


def _read(it: Entity) -> tuple[Rule, ...]:
    return it.model.access.rules(Basic.READ)


def may_refer(case: Case, row: Row | None) -> bool:
    """Whether the person may refer to a row, or act below it: one without read rules is no secret."""
    assert row is not None
    return row.it.is_account or not _read(row.it) or case.permits(_read(row.it), row)


def first_steps(op: Operation) -> tuple[str, ...]:
    """The relations whose target decides who may create: the first steps of owner paths of more than one."""
    owners = [rule for rule in op.rules if isinstance(rule, Owner)]
    return tuple(dict.fromkeys(rule.path.split(".")[0] for rule in owners if "." in rule.path))


def can_be_shown(target: Entity, case: Case) -> bool:
    """Whether some record can be made that the person may see, as its owner if need be."""
    if target.is_account or not _read(target):
        return True
    signed_in = case.person.signed_in
    return any(signed_in if isinstance(rule, Owner) else case.matches(rule, case.record) for rule in _read(target))
