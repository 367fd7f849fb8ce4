"""What short sentences tell of: things, what is kept of each, and what each refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.blueprint.names import plural
from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.attributes import is_mutual, looks_scalar
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.measures import is_scalar_plural, measured
from assistant.blueprint.read.notebook import Words
from assistant.blueprint.read.segment import brackets, segments, without_brackets
from assistant.blueprint.read.short.noun import Noun, noun_at, words_of

_UNPAID = frozenset("assignee owner creator requester author artist composer director narrator publisher".split())
"""People in a list of attributes who are a name, or whoever has an account, rather than a list of their own."""
_VALUES = frozenset("credits stock notes hours reps sets seats points instructions details likes steps".split())


@dataclass
class Kept:
    """A thing: what it refers to ('optional agent') and its attributes, both as they would stand in a list."""

    name: Words
    parents: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)


@dataclass
class Sketch:
    """The things of a brief in the order in which they are named.

    `names` are all nouns that it speaks of, `described` those whose attributes it gives; `users` where these have
    accounts, `roles` where it says who may do what.
    """

    names: frozenset[Words]
    described: frozenset[Words] = frozenset()
    users: bool = False
    roles: bool = False
    things: dict[Words, Kept] = field(default_factory=dict)

    def keep(self, name: Words, *, whole: bool = False) -> Kept:
        """The thing of this name; 'support tickets' and 'tickets' are one thing, unless the name is `whole`.

        It goes by the name under which it is described.
        """
        if not whole and len(name) > 1 and name[-1:] in self.described and name[-1] not in nouns.SELDOM_MODELS:
            name = name[-1:]
        elif len(name) == 1 and name not in self.described:
            longer = [known for known in self.things if len(known) == 2 and known[1:] == name and name in self.names]
            name = longer[0] if len(longer) == 1 else name
        return self.things.setdefault(name, Kept(name))

    def refer(self, child: Kept, parent: Words, *, optional: bool = False) -> None:
        """Notes that each `child` has one `parent`."""
        above = self.keep(parent)
        if above is child:
            return
        said = " ".join(above.name)
        if said not in {p.removeprefix("optional ") for p in child.parents}:
            child.parents.append(f"optional {said}" if optional else said)

    def describe(self, owner: Kept, parts: str) -> None:
        """Reads what a thing has: attributes, and things of their own."""
        inner = owner
        for piece in segments(parts):
            other = _OTHER.match(piece.text)
            if other and (*other["what"].lower().split(),) in self.names:
                owner = inner = self.keep((*other["what"].lower().split(),))
                inner = self._part(owner, other["rest"])
                continue
            words = words_of(without_brackets(piece.text))
            noun = noun_at(words, 0) if words else None
            apart = noun is not None and self.is_thing(noun, "(" in piece.text)
            inner = self._part(owner if apart or inner is owner else inner, piece.text)

    def _part(self, owner: Kept, text: str) -> Kept:
        """Reads one part; gives the thing that the parts behind it are about: 'exercises with reps' and 'weight'."""
        head, with_ = split_with(text)
        words = words_of(without_brackets(head))
        noun = noun_at(words, 0) if words else None
        inside = [*brackets(head), *([with_] if with_ else [])]
        if noun is None or not self.is_thing(noun, bool(inside)):
            if noun is not None and self._is_someone(noun):
                self.keep(noun.name)
            if (
                noun is not None
                and noun.said in {"a", "an"}
                and owner.name[-1] in _PARTS
                and not (measured(noun.name) or looks_scalar(noun.name))
            ):
                self.keep(noun.name)
            owner.attributes.append(_OF_WHAT.sub(r"\1", text))
            return owner
        tail = " ".join(w.low for w in words[noun.end :])
        if re.match(r"\w+(?:ed|ft|ld|en|de)\b", tail) and not inside:
            owner.attributes.append(text)
            return owner
        if owner.name[-1] in nouns.COLLECTIONS and "order" in tail:
            self.refer(joined := self.keep((*owner.name, *noun.name), whole=True), owner.name)
            self.refer(joined, noun.name)
            joined.attributes.append("position")
        elif owner.name[-1] in nouns.COLLECTIONS or (is_mutual(noun.name) and not inside):
            self.keep(noun.name)
            owner.attributes.append(text)
        else:
            part = noun.name in {(p,) for p in _PARTS}
            child = self.keep((*owner.name, *noun.name) if part else noun.name, whole=part)
            self.refer(child, owner.name)
            if "order" in tail:
                child.attributes.append("position")
            for inner in inside:
                self.describe(child, inner)
            return child if with_ else owner
        return owner

    def is_thing(self, noun: Noun, described: bool) -> bool:
        """Whether a noun in a list names things of their own: a plural that is no measure."""
        if not noun.many or noun.said in {"a", "an"} or noun.name[-1] in {"species", "series"}:
            return False
        if described or noun.name in self.things:
            return True
        scalar = is_scalar_plural(noun.name) or measured(noun.name) or looks_scalar(noun.name)
        return not scalar and plural(noun.head) not in _VALUES

    def _is_someone(self, noun: Noun) -> bool:
        """Whether 'a trainer' in a list of attributes is one of the trainers."""
        alone = len(noun.name) == 1 and noun.person and noun.said in {"a", "an", "one"}
        return alone and not self.users and noun.head not in _UNPAID | nouns.ROLE_RELATIONS - _PROFESSIONS

    def has(self, noun: Noun) -> bool:
        """Whether 'the notes' are an attribute that something has already."""
        told = {" ".join(noun.name), plural(" ".join(noun.name))}
        parts = (
            re.sub(r"^(?:an?|the|some|its|their) ", "", a.lower()) for k in self.things.values() for a in k.attributes
        )
        return noun.said in {"the", "their"} and any(part in told for part in parts)

    def beside(self, listed: list[Kept]) -> None:
        """What things that are listed side by side have to do with each other: rentals with cars and customers."""
        for number, kept in enumerate(listed):
            before = [other for other in listed[:number] if other.name[-1] not in _ABOUT | nouns.OCCURRENCES]
            usual = [other for other in listed if other.name[-1] in _USUAL.get(kept.name[-1], ())]
            about = kept.name[-1] in _ABOUT and all(nouns.is_person(parent.split()[-1]) for parent in kept.parents)
            if kept.parents and not about:
                continue
            if kept.name[-1] in nouns.OCCURRENCES | {"order", "sale"}:
                above = before
            else:
                above = usual[:1] or (before[:1] if kept.name[-1] in _ABOUT else [])
            for other in above:
                self.refer(kept, other.name)

    def tied(self) -> tuple[tuple[Words, tuple[Words, ...]], ...]:
        """Each thing with what it refers to."""
        return tuple(
            (kept.name, tuple((*parent.removeprefix("optional ").split(),) for parent in kept.parents))
            for kept in self.things.values()
        )

    def listed(self) -> list[tuple[Words, tuple[str, ...]]]:
        """Each thing with what it refers to and has; a name where nothing is said of it."""
        told: list[tuple[Words, tuple[str, ...]]] = []
        for kept in self.things.values():
            if kept.attributes == ["position"] and len(kept.parents) == 1:
                kept.attributes = ["name", "position"]
            parts = (*kept.parents, *(kept.attributes or _each_period(kept.name)))
            user = kept.name == ("user",) and any("user" in other.parents for other in self.things.values())
            if parts:
                told.append((kept.name, parts))
            elif not (user or (self.roles and nouns.is_person(kept.name[-1]))):
                told.append((kept.name, ("title" if kept.name[-1] in nouns.TITLED else "name",)))
        return told


def _each_period(name: Words) -> list[str]:
    """What 'monthly budgets' have that are not described."""
    period = _PERIODS.get(name[0])
    return [*(["amount"] if name[-1] in _AMOUNTS else []), period] if period else []


_PERIODS = {"daily": "date", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
_AMOUNTS = frozenset("budget limit allowance fee goal target payment".split())
_ABOUT = frozenset("comment review rating reaction reply like attachment inspection measurement".split())
"""What there is only of something else."""
_USUAL = {
    "contact": ("company", "organisation", "organization", "account"),
    "deal": ("contact", "company", "customer", "client"),
    "expense": ("category",),
    "transaction": ("category", "account"),
    "product": ("category",),
    "recipe": ("category",),
    "task": ("project", "list", "board"),
    "invoice": ("client", "customer", "project"),
    "song": ("album",),
    "chapter": ("book",),
    "lesson": ("course",),
    "episode": ("show", "podcast", "season"),
}
"""What things usually belong to where both are listed side by side."""
_OTHER = re.compile(r"(?:an?|each|every) (?P<what>[a-z]+(?: [a-z]+)?) (?P<rest>(?:an?|the|its) .+)", re.I | re.S)
"""'..., a tender a title', where 'has' is left out."""
_OF_WHAT = re.compile(r"\b(description|name|title|number|photo|picture) of (?:the|an?) \w+$", re.I)
_PARTS = frozenset("line item entry row".split())
"""Parts that are named after their whole: 'an order has lines'."""
_PROFESSIONS = frozenset("coach instructor teacher trainer mentor technician driver agent captain".split())
