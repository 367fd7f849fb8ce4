"""What has been read so far: entities with their fields, links between them, and rules about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from assistant.blueprint.names import pascal, singular
from assistant.blueprint.plan import NotUnderstood
from assistant.blueprint.read.field_type import Typed
from assistant.blueprint.read.statement import Statement
from assistant.blueprint.relation import Kind

Words = tuple[str, ...]

ACCOUNT = "@account"
"""Stands for the account model until it is known which that is."""

_SPELLING = {
    "organization": "organisation",
    "enrollment": "enrolment",
    "program": "programme",
    "license": "licence",
    "color": "colour",
    "center": "centre",
    "cancelation": "cancellation",
    "favorite": "favourite",
    "todo": "to do",
    "signup": "sign up",
}


@lru_cache(maxsize=20_000)
def key(words: Words | str) -> str:
    """The form in which names are compared: singular, no spaces, one spelling."""
    parts = list(words.lower().split() if isinstance(words, str) else words)
    if not parts:
        return ""
    parts[-1] = singular(parts[-1])
    return "".join("".join(ch for ch in _SPELLING.get(part, part) if ch.isalnum()) for part in parts)


@dataclass(eq=False)
class Entity:
    """A model in the making. `said` counts how firmly the brief speaks of it."""

    name: str
    words: Words
    said: int = 0
    place: int = 0
    fields: dict[str, Typed] = field(default_factory=dict)
    unique: list[Words] = field(default_factory=list)
    soft_delete: bool = False
    immutable: bool = False
    ordered: bool = False
    event: bool = False
    inferred: bool = False
    apart: bool = False
    headed: bool = False
    distinct: tuple[str, str] | None = None
    steps: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Link:
    """`child.name` refers to `parent`."""

    child: str
    parent: str
    name: str
    kind: Kind = Kind.MANY_TO_ONE
    required: bool = True
    caller: bool = False
    cascade: bool = False
    explicit: bool = True
    acted: bool = False


class Said(Protocol):
    """A sentence, and why it found no place."""

    @property
    def sentence(self) -> str: ...

    @property
    def why(self) -> str: ...


@dataclass
class Notebook:
    """Everything found so far; later steps read it and add to it. `about` is what was last spoken of,
    `mentioned` the nouns that it speaks of as one thing."""

    entities: dict[str, Entity] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    actors: dict[str, int] = field(default_factory=dict)
    assumptions: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    signed_in: bool = False
    registrant: str = ""
    user: Entity | None = None
    registering: Entity | None = None
    registers: Words = ()
    events: set[str] = field(default_factory=set)
    excluded: set[str] = field(default_factory=set)
    unplaced: list[NotUnderstood] = field(default_factory=list)
    silent: list[Statement] = field(default_factory=list)
    about: Words = ()
    mentioned: frozenset[str] = frozenset()

    def declare(self, words: Words, weight: int = 1, place: int = 0) -> Entity | None:
        """The entity of this name, new if need be; None for names that may not be models."""
        name = pascal(" ".join(words))
        if not name or not name[0].isalpha() or len(name) > 40:
            return None
        found = self.entities.setdefault(key(words), Entity(name, words, 0, place))
        found.said += weight
        return found

    def find(self, words: Words | str) -> Entity | None:
        """The entity that these words name: exactly, by an alias, or by its last word where only one fits."""
        parts = tuple(words.lower().split()) if isinstance(words, str) else words
        if not parts:
            return None
        exact = self.exact(parts) or (self.exact((parts[-1][3:],)) if parts[-1].startswith("co-") else None)
        if exact:
            return exact
        if len(parts) > 1:
            for cut in range(1, len(parts)):
                tail = self.exact(parts[cut:])
                if tail:
                    return tail
        head = key(parts[-1:])
        if len(parts) == 1:
            fits = [
                e
                for e in self.entities.values()
                if key(e.words[-1:]) == head or (key(e.words[:1]) == head and key(e.words[-1:]) in _CARRIERS)
            ]
            return fits[0] if len(fits) == 1 else None
        fits = [
            e for e in self.entities.values() if len(e.words) > len(parts) and key(e.words[-len(parts) :]) == key(parts)
        ]
        return fits[0] if len(fits) == 1 else None

    def exact(self, words: Words) -> Entity | None:
        """The entity of exactly this name or alias."""
        name = key(words)
        return self.entities.get(name) or self.entities.get(self.aliases.get(name, ""))

    def by_name(self, name: str) -> Entity | None:
        """The entity with this model name."""
        return next((e for e in self.entities.values() if e.name == name), None)

    def link(
        self,
        child: Entity,
        parent: Entity,
        name: str = "",
        *,
        kind: Kind = Kind.MANY_TO_ONE,
        required: bool = True,
        caller: bool = False,
        cascade: bool = False,
        second: bool = False,
    ) -> Link:
        """Notes that `child` refers to `parent`, once per name; `second` where it does so beside another link."""
        name = name or _camel(parent.words)
        for other in self.links:
            same = other.child == child.name and other.parent == parent.name
            back = other.child == parent.name and other.parent == child.name
            if (same or back) and kind is Kind.MANY_TO_MANY and not other.explicit:
                other.child, other.parent, other.name, other.kind = child.name, parent.name, name, kind
                other.caller, other.explicit, other.required = False, True, True
                return other
            if child.name == parent.name and same and (other.name == name):
                return other
            if same and child.name != parent.name and (other.name == name or name == _camel(parent.words)):
                if kind is Kind.ONE_TO_ONE:
                    other.kind = Kind.ONE_TO_ONE
                if not required:
                    other.required = False
                return other
            if (
                same
                and other.name == _camel(parent.words)
                and child.name != parent.name
                and kind is not Kind.MANY_TO_MANY
                and other.kind is not Kind.MANY_TO_MANY
                and not second
            ):
                other.name = name
                return other
            if back and child.name != parent.name and Kind.MANY_TO_MANY in {kind, other.kind}:
                return other
        made = Link(child.name, parent.name, name, kind, required, caller, cascade)
        self.links.append(made)
        return made

    def account(self) -> Entity | None:
        """The account: the brief's own, or a stand-in where the brief speaks of signing in without naming one."""
        if self.user is None and self.signed_in:
            self.user = Entity(ACCOUNT, ("user",), inferred=True)
        return self.user

    def is_account(self, entity: Entity) -> bool:
        """Whether the entity is the account."""
        return self.user is entity

    def not_understood(self, more: Iterable[Said]) -> Iterator[NotUnderstood]:
        """Sentences that found no place, each once."""
        seen: set[str] = set()
        for one in (*self.unplaced, *(NotUnderstood(sentence=m.sentence, why=m.why) for m in more)):
            if one.sentence not in seen:
                seen.add(one.sentence)
                yield one

    def weight(self) -> int:
        """How much has been noted; a sentence that does not change it said nothing new."""
        told = sum(
            len(e.fields)
            + len(e.unique)
            + len(e.steps)
            + e.soft_delete
            + e.immutable
            + e.ordered
            + sum(not t.field.required for t in e.fields.values())
            + sum(t.field.unique for t in e.fields.values())
            for e in self.entities.values()
        )
        kinds = sum(link.kind is not Kind.MANY_TO_ONE for link in self.links) + sum(
            not link.required for link in self.links
        )
        return told + len(self.entities) + 1000 * len(self.links) + kinds + len(self.roles) + len(self.unplaced)

    def parents(self, name: str) -> list[Link]:
        """The links that an entity holds."""
        return [link for link in self.links if link.child == name]


_CARRIERS = frozenset({"member", "request", "record", "entry", "event", "item"})


def _camel(words: Words) -> str:
    name = pascal(" ".join(words))
    return name[:1].lower() + name[1:]
