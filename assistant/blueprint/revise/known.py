"""What the names of a plan are called in a message: 'the movement list', 'course code', 'reason on leave requests'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.blueprint.names import camel, label, words
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.notebook import key
from assistant.blueprint.relation import Relation

_LEADING = re.compile(
    r"^(?:(?:the|an?|every|each|all|any|our|their|its|his|her|my|your|this|that|these|those|some|of|both|"
    r"existing|whole|"
    r"single|individual|new|old|current|same)\s+)+",
    re.I,
)
_MODEL_TAIL = re.compile(
    r"\s+(?:models?|tables?|entit(?:y|ies)|records?|catalogues?|catalogs?|directory|resources?|endpoints?|"
    r"routes?|rows?|"
    r"objects?|lists?|listings?|data|collections?|ones?|types?|trails?|logs?)$",
    re.I,
)
_FIELD_TAIL = re.compile(
    r"\s+(?:fields?|columns?|attributes?|propert(?:y|ies)|flags?|values?|stuff|thing|things|bit|info|"
    r"again|altogether|entirely|completely)$",
    re.I,
)
_OF = re.compile(r"^(?P<what>.+?)\s+(?:of|on|in|from|for|at|to|under|within|inside)\s+(?P<whole>.+)$", re.I)
_NO_IT = frozenset("it that this them those these they he she one ones".split())


@dataclass(frozen=True)
class Column:
    """A field of a model."""

    model: str
    name: str


@dataclass(frozen=True)
class Thing:
    """A model."""

    name: str


@dataclass(frozen=True)
class Tie:
    """A relation that a model holds."""

    model: str
    name: str


@dataclass(frozen=True)
class Value:
    """A value of an enum."""

    enum: str
    value: str


@dataclass(frozen=True)
class Role:
    """A role of the account."""

    name: str


@dataclass(frozen=True)
class Deed:
    """An action on records of a model."""

    model: str
    name: str


Ref = Column | Thing | Tie | Value | Role | Deed


def bare(text: str) -> str:
    """A name without articles, quotes and marks around it."""
    text = re.sub(r"[\"'`]+(?=\s|$)|(?<!\w)[\"'`]+", "", text.strip()).strip(" .,:;!?()")
    return _LEADING.sub("", text + " ").strip() or text


class Known:
    """The names of one plan."""

    def __init__(self, plan: Blueprint) -> None:
        self.plan = plan
        self._models = {key(tuple(words(m.name))): m.name for m in plan.models}

    def model(self, text: str) -> str | None:
        """The model that a phrase names, by its whole name, its last word, or its only word of many; None otherwise."""
        name = bare(text)
        if not name or name.lower() in _NO_IT:
            return None
        found = self._model(tuple(words(name)))
        shorter = _MODEL_TAIL.sub("", name)
        if found is None and shorter != name:
            found = self._model(tuple(words(shorter)))
        return found

    def _model(self, said: tuple[str, ...]) -> str | None:
        if not said or len(said) > 4:
            return None
        whole = key(said)
        if whole in self._models:
            return self._models[whole]
        heads = [m.name for m in self.plan.models if key(tuple(words(m.name))[-len(said) :]) == whole]
        if len(heads) == 1:
            return heads[0]
        starts = [
            m.name
            for m in self.plan.models
            if len(words(m.name)) > 1
            and key(tuple(words(m.name))[: len(said)]) == whole
            and words(m.name)[-1] in _CARRIERS
        ]
        if len(starts) == 1 and not heads:
            return starts[0]
        near = get_close_matches(whole, self._models, n=1, cutoff=0.86) if len(whole) > 4 else []
        return self._models[near[0]] if near else None

    def models_in(self, text: str) -> list[str]:
        """The models that a text names, in order, each once."""
        found: dict[str, None] = {}
        said = re.findall(r"[A-Za-z][\w'-]*", text)
        at = 0
        while at < len(said):
            for size in (3, 2, 1):
                part = said[at : at + size]
                name = (
                    self._exact(tuple(w for p in part for w in words(re.sub(r"'s?$", "", p))))
                    if len(part) == size
                    else None
                )
                if name is not None:
                    found[name] = None
                    at += size
                    break
            else:
                at += 1
        return list(found)

    def _exact(self, said: tuple[str, ...]) -> str | None:
        whole = key(said)
        if whole in self._models:
            return self._models[whole]
        if len(said) != 1 or len(said[0]) < 4:
            return None
        heads = [m.name for m in self.plan.models if key(tuple(words(m.name))[-1:]) == whole]
        return heads[0] if len(heads) == 1 else None

    def members(self, text: str, model: str) -> list[Ref]:
        """The fields and relations of a model that a phrase names; nearly right spellings count where nothing fits."""
        found = self.plan.model(model)
        name = _FIELD_TAIL.sub("", bare(text))
        if found is None or not name:
            return []
        refs: dict[str, Ref] = {f.name: Column(model, f.name) for f in found.fields}
        refs |= {r.name: Tie(model, r.name) for r in self.plan.relations if r.model == model}
        wanted = {key(tuple(words(name))), camel(name).lower()}
        said = tuple(words(name))
        exact = [ref for n, ref in refs.items() if key(tuple(words(n))) in wanted or n.lower() in wanted]
        if exact:
            return exact
        own = tuple(words(model))
        if len(said) > 1 and said[: len(own)] == own:
            return self.members(" ".join(said[len(own) :]), model)
        for tail in ("id", "at", "on", "date"):
            fits = [ref for n, ref in refs.items() if key(tuple(words(n))) in {w + tail for w in wanted}]
            if len(fits) == 1:
                return fits
        loose = [ref for n, ref in refs.items() if len(words(n)) > 1 and key(tuple(words(n))[-len(said) :]) in wanted]
        if len(loose) == 1:
            return loose
        starts = [
            ref for n, ref in refs.items() if len(words(n)) > len(said) and key(tuple(words(n))[: len(said)]) in wanted
        ]
        if len(starts) == 1:
            return starts
        if len(said) > 1 and said[-1] in _FILLING and (short := self.members(" ".join(said[:-1]), model)):
            return short
        near = get_close_matches(camel(name), refs, n=1, cutoff=0.84) if len(camel(name)) > 3 else []
        return [refs[near[0]]] if near else []

    def refer(self, text: str, model: str | None = None, *, things: bool = True) -> list[Ref]:
        """Everything that a phrase may name; `model` is what the talk is about, and comes first where it fits."""
        name = bare(text)
        if not name or name.lower() in _NO_IT:
            return []
        dotted = re.fullmatch(r"([A-Za-z]\w*)\.(\w+)", name)
        owned = re.fullmatch(r"(.+?)(?:'s|s')\s+(.+)", name)
        for found in (dotted, owned):
            if found and (whole := self.model(found[1])):
                return self.members(found[2], whole) or self.deeds(found[2], whole)
        if things and (
            thing := self.plan.model(name) or self.plan.model(self._models.get(key(tuple(words(name))), ""))
        ):
            clash = [] if model is None or name[0].isupper() else self._literal(name, model)
            return clash or [Thing(thing.name)]
        for what, holder in _cuts(name):
            if whole := self.model(holder):
                inside = self.members(what, whole) or self._values(what, whole) or self.deeds(what, whole)
                if inside:
                    return inside
        if model is not None and (inside := self.members(name, model)):
            return inside
        anywhere = [ref for m in self.plan.models for ref in self._literal(name, m.name)]
        if anywhere:
            return anywhere
        shouted = self._values(name, model) or self._values(name, None)
        if shouted:
            return list(shouted)
        if things and (near := self.model(name)):
            return [Thing(near)]
        spread = [ref for m in self.plan.models for ref in self.members(name, m.name)]
        if spread:
            return spread
        return [*(Role(r) for r in self.plan.auth.roles if r == enum_value(name)), *self.deeds(name, model)]

    def exactly(self, name: str, model: str) -> list[Ref]:
        """Members of a model of exactly this name, plural or not."""
        return self._literal(name, model)

    def _literal(self, name: str, model: str) -> list[Ref]:
        """Members of a model of exactly this name, plural or not."""
        wanted = key(tuple(words(_FIELD_TAIL.sub("", name))))
        found = self.plan.model(model)
        fields: list[Ref] = (
            [Column(model, f.name) for f in found.fields if key(tuple(words(f.name))) == wanted] if found else []
        )
        return [
            *fields,
            *(
                Tie(model, r.name)
                for r in self.plan.relations
                if r.model == model and key(tuple(words(r.name))) == wanted
            ),
        ]

    def _values(self, name: str, model: str | None) -> list[Ref]:
        found = self.plan.model(model) if model else None
        models = [found] if found else list(self.plan.models)
        fields = [f for m in models for f in m.fields if self.plan.enum(f.type) is not None]
        said = bare(name)
        for kind in (
            *(label(f.name) for f in fields),
            "status",
            "state",
            "value",
            "option",
            "type",
            "kind",
            "stage",
            "role",
        ):
            said = re.sub(rf"^{kind}\s+|\s+{kind}$", "", said, flags=re.I)
        value = enum_value(said)
        enums = dict.fromkeys(f.type for f in fields)
        return [Value(e.name, value) for e in self.plan.enums if e.name in enums and value in e.values]

    def deeds(self, name: str, model: str | None) -> list[Ref]:
        """Actions of this name."""
        said = camel(re.sub(r"\s+(?:action|endpoint|button|route)s?$", "", bare(name), flags=re.I))
        return [
            Deed(m.name, a.name)
            for m in self.plan.models
            for a in m.actions
            if a.name == said and model in (None, m.name)
        ]

    def enum_fields(self, model: str | None) -> list[Column]:
        """The fields that hold a value of an enum, of one model or of all."""
        return [
            Column(m.name, f.name)
            for m in self.plan.models
            for f in m.fields
            if f.scalar is None and model in (None, m.name)
        ]

    def relation(self, tie: Tie) -> Relation:
        """The relation that a reference stands for."""
        found = self.plan.relation(tie.model, tie.name)
        if found is None:
            raise LookupError(f"{tie.model} holds no relation {tie.name!r}.")
        return found


_FILLING = frozenset("number address date name text value time amount string id count code".split())
_CARRIERS = frozenset("request record entry event item movement line order".split())


def _cuts(name: str) -> Iterator[tuple[str, str]]:
    """(what, whole) of 'reason on leave requests', 'course code' and 'email field of users'."""
    found = _OF.match(name)
    if found:
        yield found["what"], found["whole"]
    parts = name.split()
    for cut in range(len(parts) - 1, 0, -1):
        yield " ".join(parts[cut:]), " ".join(parts[:cut])


def said(ref: Ref) -> str:
    """A reference for a sentence."""
    match ref:
        case Column() | Tie() | Deed():
            return f"{ref.model}.{ref.name}"
        case Thing() | Role():
            return ref.name
        case Value():
            return f"{ref.enum}.{ref.value}"
