"""A short brief -> the same brief as lists of what is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.blueprint.read.attached import split_with
from assistant.blueprint.read.measures import measured
from assistant.blueprint.read.notebook import Words
from assistant.blueprint.read.scope import digresses, is_chatter
from assistant.blueprint.read.segment import Segment, brackets, segments, without_brackets
from assistant.blueprint.read.short.acts import Doings
from assistant.blueprint.read.short.clause import PLACES, Told, tell
from assistant.blueprint.read.short.noun import noun_at, words_of
from assistant.blueprint.read.short.sketch import Kept, Sketch
from assistant.blueprint.read.statement import Statement, sentences
from assistant.blueprint.read.tag import lemma
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES

_LONGEST = 110
"""Words of a brief that counts as short: with more, what is said twice tells things from words in passing."""

_LABEL = re.compile(r"^(?P<label>[A-Za-z][\w' ,/-]{0,50}?)(?::| -)\s+(?P<rest>.+)$", re.S)
_KINDS = (
    r"(?:app|application|tracker|tool|system|crm|api|backend|site|website|platform|planner|manager|database|blog|shop)"
)
_WHOLE = re.compile(
    rf"^[^,:()]*?\b{_KINDS}\s+(?:where|in which|with|that has|having|to track|for)\s+(?P<rest>.+)$", re.I | re.S
)
_RIGHT = re.compile(r"\b(?:can|may|must|only|cannot|nobody|never|see|sees|read|edit|delete|manage)\b", re.I)
_HOLDING = re.compile(r"\b(?:can|may|must) (?:have|be|belong|hold|contain)\b|[:→]|\(", re.I)
_NAME = re.compile(rf"^[^,:()]*\b{_KINDS}\b[^,:()]*$", re.I)
_ORDER = re.compile(r"(?:log|track|record|note|store|save|keep)\s+(?:each|every|all|the)\s", re.I)
_START_END = re.compile(r"\b(start|beginning|check-?in) and (end|check-?out) (date|time|day)s?\b", re.I)
_US = re.compile(r"\s+(?:from|for|with|at)\s+us\b", re.I)
_LEAD = re.compile(r"^for (?:each|every) (?P<what>\w+(?: \w+)?),? (?=we )", re.I)
_CHOICE = re.compile(
    rf"\b(?P<name>{'|'.join(sorted(ATTRIBUTE_WITH_VALUES))}) "
    r"(?P<values>[a-z]+(?: [a-z]+)?(?:, [a-z]+(?: [a-z]+)?)* or [a-z]+(?: [a-z]+)?)(?=[,.;)]| and |$)"
)
_RULE = re.compile(
    r"\b(?:can|may|must|should|shall|only|cannot|can't|never|not|no|if|when|once|unless|until|while|because|nobody|"
    r"(?:my|our|your|his|her|its|their)\s+own|own\s+ones|\w+s?\s+(?:all|everything|any)\s|"
    r"whether|per person|at most|at least|→)\b",
    re.I,
)
"""What tells of rights and rules rather than of what is stored."""


@dataclass(frozen=True)
class Retold:
    """What a brief keeps: `things` with their parts, `tied` to others; the sentences `left` to read.

    `unplaced` are the clauses that found no place.
    """

    things: tuple[tuple[Words, tuple[str, ...]], ...]
    left: str
    tied: tuple[tuple[Words, tuple[Words, ...]], ...] = ()
    unplaced: tuple[str, ...] = ()

    def statements(self) -> tuple[Statement, ...]:
        """The things as lists below their names."""
        return tuple(
            Statement(part, " ".join(name).capitalize(), paragraph=number, item=True, named=True)
            for number, (name, parts) in enumerate(self.things)
            for part in parts
        )


def retold(text: str) -> Retold | None:
    """The brief with its plain sentences as lists of what is stored; None where it is long or a list already."""
    if (
        len(text.split()) > _LONGEST
        or re.search(r"^\s*(?:[-*#+]|\d+[.)]|[A-Z]+ /)", text, re.M)
        or "\n" in text.strip()
    ):
        return None
    only = re.fullmatch(
        rf"(?:an?\s+|my\s+|simple\s+)*(?P<what>[a-z][a-z-]+)\s+(?:list\s+)?{_KINDS}[.!]?", text.strip(), re.I
    )
    if only:
        return Retold((((only["what"].lower(),), ("title",)),), "", (((only["what"].lower(),), ()),))
    text = _START_END.sub(r"\1 \3 and \2 \3", text)
    said = [_US.sub("", s) for s in sentences(with_choices(text).strip()) if not is_chatter(s) and not digresses(s)]
    return _Telling(said).retold()


def with_choices(text: str) -> str:
    """'a condition new, used or broken' -> 'a condition (new, used, broken)'."""
    return _CHOICE.sub(_chosen, text)


def _chosen(found: re.Match[str]) -> str:
    return f"{found['name']} ({', '.join(re.split(r', | or ', found['values']))})"


class _Telling:
    """Reads sentences, first for the nouns in them and then for what they say."""

    def __init__(self, said: list[str]) -> None:
        self._first = said[0] if said else ""
        self._told: list[tuple[str, Words, list[Told] | None]] = []
        for number, sentence in enumerate(said):
            for part in _parts(_without_label(sentence, number)):
                lead = _LEAD.match(part)
                plain = None if _RULE.search(without_brackets(part)) else tell(part[lead.end() :] if lead else part)
                self._told.append((part, tuple(lead["what"].lower().split()) if lead else (), plain))

    def retold(self) -> Retold | None:
        names: set[Words] = set()
        described: set[Words] = set()
        for part, _, clauses in self._told:
            for told in clauses or ():
                names |= {n.name for n in told.subjects} | {t.noun.name for t in told.objects}
                names |= {t.noun.name for _, t in told.places}
                described |= {n.name for n in told.subjects} if told.verb == "have" else set()
            for piece in _listed(part) if clauses is None else ():
                noun = noun_at(words_of(without_brackets(piece.text)), 0)
                names |= {noun.name} if noun is not None and noun.many else set()
        roles = any(clauses is None and _RULE.search(part) for part, _, clauses in self._told)
        sketch = Sketch(frozenset(names), frozenset(described), users=("user",) in names, roles=roles)
        doings = Doings(sketch, frozenset(described))
        left: list[str] = []
        for part, lead, clauses in self._told:
            if clauses is not None:
                for told in clauses:
                    doings.read(told, lead)
            elif (
                _list(part, sketch)
                or (len(self._told) > 1 and _NAME.match(part) and not _RULE.search(part))
                or (
                    part == self._first
                    and len(part.split()) <= 4
                    and len(self._told) > 1
                    and ":" not in part.rstrip(":")
                )
            ):
                continue
            elif _RIGHT.search(without_brackets(part)) and not _HOLDING.search(part):
                left.append(part)
            else:
                return None
        if not sketch.things or not doings.plain:
            return None
        rest = "\n\n".join(f"{s}." for s in (*doings.kept, *left))
        return Retold(tuple(sketch.listed()), rest, sketch.tied(), tuple(doings.unplaced))


def _without_label(sentence: str, number: int) -> str:
    """A sentence without the name of the whole before its colon, and without 'we need an app where'."""
    found = _LABEL.match(sentence)
    if number == 0 and found and "(" not in found["label"] and _tells(found["rest"]):
        sentence = found["rest"]
    whole = _WHOLE.match(sentence)
    if number == 0 and whole and _tells(whole["rest"]):
        sentence = whole["rest"]
    return f"we {sentence[:1].lower()}{sentence[1:]}" if _ORDER.match(sentence) else sentence


def _tells(text: str) -> bool:
    return bool(text) and (_is_list(text) or all(tell(part) is not None for part in _parts(text)))


def _parts(sentence: str) -> list[str]:
    """'meals for a day, each meal has a recipe' is a list and a clause."""
    if _RULE.search(without_brackets(sentence)) or tell(sentence) is not None:
        return [sentence]
    pieces = segments(sentence)
    for number in range(1, len(pieces)):
        rest = ", ".join(p.text for p in pieces[number:])
        if tell(rest) is not None and " " in rest:
            return [", ".join(p.text for p in pieces[:number]), rest]
    return [sentence]


def _listed(text: str) -> list[Segment]:
    return [] if _RULE.search(without_brackets(text)) else segments(text)


def _is_list(text: str) -> bool:
    """Whether a text names several things: 'hives (name, location), inspections with a date'."""
    first = noun_at(words_of(without_brackets(text)), 0)
    return first is not None and first.many


def _names(text: str, number: int, sketch: Sketch) -> bool:
    """Whether a piece of a list names things, or is a part of the things before it that are told 'with' their parts."""
    noun = noun_at(words_of(without_brackets(text)), 0)
    return noun is not None and (number > 0 or sketch.is_thing(noun, described=True))


def _list(text: str, sketch: Sketch) -> bool:
    """Reads 'categories, expenses (amount, date), budgets per category'; False where a text is none."""
    words = words_of(without_brackets(text))
    first = noun_at(words, 0) if words else None
    if (
        first is None
        or not first.many
        or lemma(words[0].low) == words[0].low
        or _RULE.search(text)
        or re.search(r"[:→?=]", text)
    ):
        return False
    if not all(_names(piece.text, number, sketch) for number, piece in enumerate(segments(text))):
        return False
    head, with_ = split_with(text)
    if with_ and len(segments(without_brackets(head))) == 1:
        sketch.describe(sketch.keep(first.name), with_)
        return True
    listed: list[Kept] = []
    inner: Kept | None = None
    for piece in segments(text):
        head, with_ = split_with(piece.text)
        found = words_of(without_brackets(head))
        noun = noun_at(found, 0) if found else None
        if noun is None:
            return False
        if not noun.many or not sketch.is_thing(noun, inner is None or "(" in piece.text or bool(with_)):
            if inner is None:
                return False
            sketch.describe(inner, piece.text)
            continue
        if noun.end < len(found) and found[noun.end].low not in PLACES | {"per", "by"}:
            return False
        kept = sketch.keep(noun.name)
        for inside in (*brackets(head), *([with_] if with_ else [])):
            sketch.describe(kept, inside)
        inner = kept if with_ else None
        listed.append(kept)
        if noun.end + 1 < len(found) and found[noun.end].low in {"per", "for", "of", "to", "on", "in", "by"}:
            above = noun_at(found, noun.end + 1)
            for one in listed if found[noun.end].low == "by" else [kept]:
                if above is not None and measured(above.name):
                    one.attributes.append(" ".join(above.name))
                elif above is not None:
                    sketch.refer(one, above.name)
    sketch.beside(listed)
    return True
