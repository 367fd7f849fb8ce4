"""Rows in the mind: what the factories would make, so that rules can be followed along it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from assistant.blueprint.access import Owner
from assistant.blueprint.relation import Kind, OnDelete
from assistant.draft.design import Design
from assistant.draft.entity import Entity
from assistant.draft.suite.condition import Value, Values, holds, usual


@dataclass(eq=False)
class Row:
    """A row: its values, what its keys name, and what it is joined with, by relation."""

    it: Entity
    values: dict[str, Value]
    keys: dict[str, Row | None]
    joined: dict[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ownership:
    """Being at the end of `path`, where the row before the account holds `values`; `words` says so in a title."""

    path: str
    values: tuple[tuple[str, Value], ...] = ()
    words: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """The relations to follow."""
        return tuple(self.path.split("."))


@dataclass
class Graph:
    """All rows of one case."""

    design: Design
    rows: list[Row] = field(default_factory=list)

    def make(self, it: Entity, values: Values | None = None, keys: Mapping[str, Row] | None = None) -> Row:
        """A row with everything it needs."""
        given = keys or {}
        targets = {
            key.relation.name: given.get(key.relation.name)
            or (self.make(self.design.entity(key.relation.target)) if key.relation.required else None)
            for key in it.keys
        }
        row = Row(it, {**usual(self.design, it), **(values or {})}, targets)
        self.rows.append(row)
        return row

    def own(self, actor: Row, it: Entity, owns: Ownership, values: Values | None = None) -> Row:
        """A row that the actor owns, made as tests/world/owners.ts makes it."""
        if owns.path == "self":
            actor.values.update(values or {})
            return actor
        return self._own(actor, it, owns.steps, dict(owns.values), values or {}, {})

    def _own(
        self,
        actor: Row,
        it: Entity,
        steps: tuple[str, ...],
        having: Values,
        values: Values,
        given: Mapping[str, Row],
    ) -> Row:
        last = len(steps) == 1
        here = {**values, **(having if last else {})}
        blueprint = self.design.blueprint
        if relation := blueprint.relation(it.pascal, steps[0]):
            target = actor if last else self._own(actor, self.design.entity(relation.target), steps[1:], having, {}, {})
            if relation.kind is Kind.MANY_TO_MANY:
                row = self.make(it, here, given)
                row.joined[relation.name] = [target]
                return row
            return self.make(it, here, {**given, relation.name: target})
        relation = next(r for r in blueprint.relations if r.target == it.pascal and r.inverse == steps[0])
        row, other = self.make(it, here, given), self.design.entity(relation.model)
        joins = relation.kind is Kind.MANY_TO_MANY
        link = {} if joins else {relation.name: row}
        child = actor if last else self._own(actor, other, steps[1:], having, {}, link)
        if joins:
            child.joined.setdefault(relation.name, []).append(row)
        else:
            child.keys[relation.name] = row
        return row

    def owners(self, rule: Owner, row: Row, actor: Row) -> bool:
        """Whether the actor is an owner of the row by this rule."""
        if rule.path == "self":
            return row is actor
        return self.leads(row, tuple(rule.path.split(".")), rule, actor)

    def leads(self, row: Row, steps: tuple[str, ...], rule: Owner, actor: Row) -> bool:
        """Whether the steps lead from the row to the actor, the row before the actor being as the rule has it."""
        found = [row]
        for step in steps[:-1]:
            found = [each for one in found for each in self._follow(one, step)]
        return any(actor in self._follow(one, steps[-1]) for one in found if holds(rule.having, one.values))

    def _follow(self, row: Row, step: str) -> list[Row]:
        blueprint = self.design.blueprint
        if relation := blueprint.relation(row.it.pascal, step):
            if relation.kind is Kind.MANY_TO_MANY:
                return row.joined.get(step, [])
            target = row.keys.get(step)
            return [target] if target else []
        relation = next(r for r in blueprint.relations if r.target == row.it.pascal and r.inverse == step)
        if relation.kind is Kind.MANY_TO_MANY:
            return [each for each in self.rows if row in each.joined.get(relation.name, [])]
        of_model = [each for each in self.rows if each.it.pascal == relation.model]
        return [each for each in of_model if each.keys.get(relation.name) is row]

    def is_held(self, row: Row) -> bool:
        """Whether other rows refer to it in a way that keeps it from being deleted."""
        return not row.it.model.soft_delete and any(
            key.relation.on_delete is OnDelete.RESTRICT and each.keys.get(key.relation.name) is row
            for each in self.rows
            for key in each.it.keys
        )


def taken(it: Entity, named: Mapping[str, Row | None], rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """What must be unique and would not be: one of the rows has the same keys. Fields are taken to be the same too."""
    keys = {key.relation.name: key for key in it.keys}
    groups = [*it.model.unique_together, *((name,) for name, key in keys.items() if key.column.field.unique)]
    same_kind = [row for row in rows if row.it is it]
    for group in groups:
        wanted = {name: named.get(name) for name in group if name in keys}
        matches = (all(row.keys.get(name) is target for name, target in wanted.items()) for row in same_kind)
        if wanted and all(wanted.values()) and any(matches):
            yield group
