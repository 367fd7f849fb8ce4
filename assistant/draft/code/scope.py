"""Who may call, and which records they reach: rules as a gate in the route and a condition in the query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.blueprint import names
from assistant.blueprint.access import Authenticated, HasRole, Owner, Public, Rule
from assistant.draft.code.condition import rule_condition
from assistant.draft.code.words import bound, entries
from assistant.draft.design import Design
from assistant.draft.entity import Entity


@dataclass(frozen=True)
class Gate:
    """What a route asks of the caller: `policy` as it is written there, and the type of `actor` behind it.

    `roles` are the only ones that pass, or empty; `actor_type` is None where nobody asks who calls.
    """

    policy: str
    actor_type: str | None
    roles: tuple[str, ...] = ()

    @property
    def actor(self) -> str:
        """The caller as code: a variable, or null for nobody in particular."""
        return "actor" if self.actor_type else "null"


def gate(rules: tuple[Rule, ...]) -> Gate:
    """The gate before any record is looked at."""
    publics = [rule for rule in rules if isinstance(rule, Public)]
    if any(not rule.when for rule in publics):
        return Gate("anyone", None)
    if publics:
        return Gate("visitor", "Actor | null")
    roles = tuple(dict.fromkeys(role for rule in rules if isinstance(rule, HasRole) for role in rule.roles))
    if all(isinstance(rule, HasRole) for rule in rules):
        return Gate(only_name(roles), "Actor", roles)
    return Gate("signedIn", "Actor")


def only_name(roles: tuple[str, ...]) -> str:
    """The policy that lets some roles in: 'librarian', 'editorOrAdmin'."""
    name = names.camel(" or ".join(names.label(role.lower()) for role in roles))
    return f"{name}Role" if name in _TAKEN else bound(name)


_TAKEN = ("anyone", "endpoint", "handle", "ok", "created", "only", "signedIn", "visitor")


@dataclass(frozen=True)
class Scope:
    """A function of a policy file that gives the records as a condition. `takes` is the type of its actor, or ''."""

    name: str
    module: str
    entity: Entity
    takes: str
    expression: str

    def call(self, actor: str = "actor") -> str:
        """The condition for this caller."""
        return f"{self.name}({actor if self.takes else ''})"


def scope_expression(
    design: Design, it: Entity, rules: tuple[Rule, ...], *, nullable: bool, roles: tuple[str, ...] = ()
) -> str | None:
    """The condition of a rule set, in terms of `actor`; None where every record is in reach.

    `nullable` is whether the caller may be nobody; `roles` are those that the gate let in, if it asked.
    """
    build = _Build(nullable, design.blueprint.auth.roles)
    for rule in rules:
        build.take(rule, rule_condition(design, it, rule))
    return build.expression("deletedAt: null" if it.model.soft_delete else "", roles)


class _Build:
    """Collects the alternatives of a rule set."""

    def __init__(self, nullable: bool, known: tuple[str, ...]) -> None:
        self.nullable = nullable
        self.known = set(known)
        self.everyone = self.signed_in = False
        self.free: list[str] = []
        self.plain: list[str] = []
        self.guarded: list[tuple[tuple[str, ...], str]] = []
        """Roles, or none of them for whoever is signed in, and a condition."""

    def take(self, rule: Rule, condition: str | None) -> None:
        """One more way in."""
        match rule:
            case Public():
                self._open(condition)
            case Authenticated() | Owner():
                if not self.nullable:
                    self._open(condition)
                elif condition is None:
                    self.signed_in = True
                else:
                    self.guarded.append(((), condition))
            case HasRole():
                if condition is None:
                    self.free += rule.roles
                else:
                    self.guarded.append((rule.roles, condition))

    def _open(self, condition: str | None) -> None:
        if condition is None:
            self.everyone = True
        else:
            self.plain.append(condition)

    def _is(self, roles: tuple[str, ...] | list[str]) -> str:
        who = "actor?.role" if self.nullable else "actor.role"
        if len(roles) == 1:
            return f'{who} === "{roles[0]}"'
        return " || ".join(f'{who} === "{role}"' for role in dict.fromkeys(roles))

    def expression(self, alive: str, passed: tuple[str, ...]) -> str | None:
        """The finished condition."""
        everyone = self.everyone or (bool(passed) and set(passed) <= set(self.free))
        signed_in = self.signed_in or (bool(self.known) and self.known <= set(self.free))
        if everyone or (signed_in and not self.nullable):
            return entries(alive) if alive else None
        if signed_in:
            return f"actor ? {entries(alive)} : {self._rest(alive, [])}"
        rest = self._rest(alive, list(dict.fromkeys(self._tests())))
        return f"{self._is(self.free)} ? {entries(alive)} : {rest}" if self.free else rest

    def _tests(self) -> Iterator[tuple[str, str]]:
        """Conditions with the test that comes before them; a role that reaches every record is asked for no more."""
        for roles, condition in self.guarded:
            left = [role for role in roles if role not in self.free]
            if left or not roles:
                yield self._is(left) if left else "actor", condition

    def _rest(self, alive: str, guarded: list[tuple[str, str]]) -> str:
        """The records of those who are not free to reach all."""
        plain = list(dict.fromkeys(self.plain))
        if not plain and not guarded:
            return NOBODY
        if len(plain) == 1 and not guarded:
            return entries(alive, plain[0])
        tests = list(dict.fromkeys(test for test, _ in guarded))
        if not plain and len(tests) == 1:
            return f"{tests[0]} ? {self._any(alive, [each for _, each in guarded])} : {NOBODY}"
        # A plain ternary, because in a spread TypeScript no longer takes the values of enums as such.
        each = [entries(condition) for condition in plain]
        for test in tests:
            under = [condition for guard, condition in guarded if guard == test]
            each.append(f"{test} ? {self._any('', under)} : {NOBODY}")
        return entries(alive, f"OR: [{', '.join(each)}]")

    def _any(self, alive: str, found: list[str]) -> str:
        if len(found) == 1:
            return entries(alive, found[0])
        return entries(alive, f"OR: [{', '.join(entries(each) for each in found)}]")


NOBODY = "noRecord"
"""The condition of lib/policy/actor.ts that nothing meets."""


def uses_actor(expression: str) -> bool:
    """Whether a piece of code speaks of the caller."""
    return _ACTOR.search(_TEXT.sub("", expression)) is not None


_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"")
_ACTOR = re.compile(r"(?<![.\w/])actor\b(?!:)")
