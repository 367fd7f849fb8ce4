"""Sentences cut into clauses: who does or has what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.blueprint.names import singular
from assistant.blueprint.read.item import items, looks_like_fields
from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.participle import LOCATED, another_verb, participle, skip
from assistant.blueprint.read.segment import Segment, segments
from assistant.blueprint.read.tag import Tag, Token, has_verb, is_common_noun, is_plural, lemma, tag


@dataclass(frozen=True)
class Clause:
    """`subject verb object`, as text with brackets kept; `verb` is a base form or 'be', '' for a bare list.

    `lead` is what a sentence starts with before its subject ('for each car'). `listing` stands behind a colon.
    """

    subject: str = ""
    verb: str = ""
    object: str = ""
    lead: str = ""
    listing: str = ""
    modal: str = ""
    negated: bool = False
    passive: bool = False
    only: bool = False
    also: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the subject has the object; 'vets record treatments' rather tells what vets make."""
        head = singular(re.sub(r"\W+$", "", self.subject).split()[-1].lower()) if self.subject.split() else ""
        noting = self.verb in {"record", "note", "store", "track", "capture", "collect"} and nouns.is_person(head)
        return self.verb in verbs.HAVE and not self.passive and not noting

    @property
    def by_us(self) -> bool:
        """Whether the subject is the makers or the system."""
        words = [
            w for w in re.findall(r"[a-z]+", self.subject.lower()) if w not in {"the", "our", "this", "new", "whole"}
        ]
        ours = re.match(
            r"(?:our|this)\s+(?:tool|service|site|solution|server|database|product|team)$", self.subject.strip(), re.I
        )
        any_one = re.match(r"(?:an?|each|every)\s", self.subject, re.I)
        return not words or bool(ours) or (words[-1] in fw.US and len(words) <= 3 and not any_one)


_LEAD = re.compile(
    r"^(?P<lead>(?:for|per|on|in|inside|within|after|before|at|from|with|upon|during|"
    r"(?:every|each)(?=\s+(?:day|week|month|year|night|morning|hour)))\s+[^,:]{2,60}?)(?:,\s*|\s+(?=(?:we|"
    r"you|i|they|both|everyone|users|people|the\s+\w+|our\s+\w+|an?\s+\w+|there)\s+\w+|the\s+\w+,\s))(?P<rest>.+)$",
    re.I | re.S,
)
_APIECE_IN = re.compile(
    r"^(?P<lead>(?:for|per)\s+(?:each|every)\s+\w+\s+(?:in|on|of|at)\s+(?:an?|the|each|every)\s+\w+),?\s+(?P<rest>(?!(?:and|or|with)\b)\w.+)$",
    re.I | re.S,
)
_WHEN = re.compile(
    r"^(?P<lead>(?:when|once|as\s+soon\s+as|if|whenever|while)\s+[^,:]{3,80}?)(?:,\s*|\s+(?=(?:we|"
    r"you|they|set)\s|(?:an?|the)\s+\w+\s+(?:shall|is|are|must|should|will|can|may|"
    r"gets?)\b(?!\s+\w+,)))(?:then\s+)?(?P<rest>.+)$",
    re.I | re.S,
)
_OPENER = re.compile(
    r"^(?:(?:so|ok|okay|oh|well|and|but|also|plus|then|now|basically|obviously|finally|(?:next|"
    r"first|later|last)(?=,)|additionally|furthermore|moreover|besides|note|"
    r"basically|of course|in short|please note|importantly|hey|right|optionally|ideally|typically|"
    r"usually|right now|currently|in addition|"
    r"apart from that|on top of that|to start|for now|after that|as for|lastly|"
    r"i (?:think|guess|believe)|we (?:think|agreed|decided)|it is important|make sure)\b(?:\s+that\b)?[,\s]*)+",
    re.I,
)
_COLON = re.compile(r":(?=\s|$)")


_ANNOUNCED = re.compile(
    r"^(?:here\s+(?:is|are)\s+)?(?:what|the\s+things|the\s+stuff|all)\s+(?:we|i|you|"
    r"it)\s+(?:would\s+)?(?:have|need|want|know|store|track|keep|like)s?(?:\s+(?:so\s+far|now|"
    r"to\s+\w+))?\s*:\s*",
    re.I,
)


def clauses(text: str, subject: str = "") -> list[Clause]:
    """The clauses of one sentence, in order; a bare list comes as one clause without a verb.

    `subject` is who a sentence is about that starts with its verb.
    """
    text = _ANNOUNCED.sub("", text.strip())
    text = _OPENER.sub("", text) or text
    if subject and re.match(
        r"\w+(?:ed|en|wn|ade|ut)\s+(?:on|in|to|for|at|by|under|into|from|per|during|against|of|with)\s", text
    ):
        text = f"is {text}"
    lead, text = _led(text)
    head, listing = _colon(text)
    made: list[Clause] = []
    for group in _groups(segments(head)):
        before, group = _led(_OPENER.sub("", group) or group) if made else (lead, group)
        clause = replace(_clause(group), lead=before)
        if not clause.subject and clause.verb:
            clause = replace(clause, subject=made[-1].subject if made else subject)
        made.append(clause)
    if not made:
        return []
    made = _shared_object(made)
    if listing and _opens((segments(listing) or [Segment("")])[0].text):
        return made + clauses(listing)
    made[-1] = replace(made[-1], listing=listing)
    return made


def _shared_object(made: list[Clause]) -> list[Clause]:
    """'Admins read and update all tickets' is one clause with two verbs."""
    joined: list[Clause] = []
    for clause in made:
        last = joined[-1] if joined else None
        if last is not None and last.verb and not last.object and clause.verb and clause.subject == last.subject:
            joined[-1] = replace(
                clause, also=(last.verb, *clause.also), lead=last.lead, modal=last.modal or clause.modal, only=last.only
            )
        else:
            joined.append(clause)
    return joined


def _led(text: str) -> tuple[str, str]:
    """What stands before the subject, and the rest."""
    for pattern in (_APIECE_IN, _WHEN, _LEAD):
        found = pattern.match(text)
        if found and (
            pattern in {_APIECE_IN, _WHEN}
            or _opens(found["rest"])
            or found["lead"].lower().startswith(("for ", "per "))
        ):
            return found["lead"], found["rest"]
    return "", text


def _colon(text: str) -> tuple[str, str]:
    depth = 0
    for match in re.finditer(r"[()]|:(?=\s)", text):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
        elif depth <= 0:
            return text[: match.start()].strip(), text[match.end() :].strip()
    return text.rstrip(": "), ""


def _groups(pieces: list[Segment]) -> Iterator[str]:
    """Segments that belong to one clause, joined again."""
    current = ""
    for piece in pieces:
        if not current:
            current = piece.text
        elif piece.joint in {"and", ",and"} and _shared_subject(current, piece.text):
            current += f" and {piece.text}"
        elif (
            piece.joint in {"and", ","}
            and _is_half(current)
            and _opens(piece.text)
            and not re.match(r"no\b", current, re.I)
            and not re.match(r"(?:we|i|it|they|you)\b", piece.text, re.I)
        ):
            current += f" or {piece.text}"
        elif (piece.joint in {"-", ";"} and not _continues(piece.text)) or _opens(piece.text, shared=True):
            yield current
            current = piece.text
        else:
            joint = {"and": " and ", ",and": ", and "}.get(piece.joint, ", or " if piece.word else ", ")
            current += joint + piece.text
    if current:
        yield current


def _is_half(text: str) -> bool:
    """Whether a piece is the first half of a subject: 'Agents' of 'Agents and admins read all tickets'."""
    words = text.split()
    several = bool(words) and (is_plural(words[-1].lower()) or nouns.is_person(words[-1].lower()) or text.isupper())
    return several and len(words) <= 3 and not re.search(r"[(,]", text) and not has_verb(text)


def _shared_subject(before: str, text: str) -> bool:
    """Whether 'the name, the address and a short code shall be stored' has one subject of several parts."""
    tokens = tag(_masked(text))
    number = _verb_at(tokens)
    stored = number is not None and any(t.lemma in _STORING or t.word in _STORED for t in tokens[number:])
    return stored and not has_verb(before) and ":" not in before


_STORING = frozenset("store record keep note log capture save track register".split())
_STORED = frozenset("stored recorded kept noted logged captured saved tracked".split())


def _continues(text: str) -> bool:
    return bool(
        re.match(
            r"(?:with|which|who|incl|including|each|name|just|by|(?:exactly |only )?one per|never|w)\b", text, re.I
        )
    ) and not _opens(text)


def _masked(text: str) -> str:
    """The text with its brackets and quotes blanked, so that positions stay."""
    blank = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), text)
    return re.sub(r"\"[^\"]*\"", lambda m: " " * len(m[0]), blank)


def _verb_at(tokens: tuple[Token, ...]) -> int | None:
    """Where the main verb stands, or None where the words before it are no plain subject."""
    for number, token in enumerate(tokens):
        if token.tag in {Tag.VERB, Tag.BE, Tag.MODAL}:
            return number
        if token.word in {"whether", "how"}:
            return None
        if token.word in fw.SUBORDINATORS and token.word not in {"so", "but", "after", "before", "since", "until"}:
            return None
        if token.word in {"to"} and number and tokens[number - 1].tag is not Tag.NOUN:
            return None
        if number > 9:
            return None
    return None


_REDUCED = re.compile(
    r"the\s+(?:date|day|time|moment|year|price|amount|number|place|reason|person|name|point)\s+"
    r"(?:their|its|his|her|our|it|they|we|he|she|the|an?|at\s+which|on\s+which|by\s+which|until\s+which)\s|"
    r"the\s+\w+\s+(?:it|they|he|she)\s",
    re.I,
)
"""'the date their licence runs out' names an attribute."""


def _opens(text: str, *, shared: bool = False) -> bool:
    """Whether a segment starts a clause of its own, with a subject or (`shared`) with the subject before it."""
    if re.match(r"so\s+(?:we|that|i|the)\b", text, re.I):
        return False
    text = _OPENER.sub("", text)
    tokens = tag(_masked(text))
    if _REDUCED.match(text):
        return False
    if (
        not tokens
        or tokens[0].word
        in {
            "which",
            "who",
            "that",
            "whose",
            "if",
            "when",
            "because",
            "so",
            "until",
            "unless",
            "even",
            "eg",
            "ie",
            "whether",
            "not",
            "how",
            "since",
            "once",
            "as",
            "where",
            "while",
            "what",
        }
        or (tokens[0].word == "like" and not re.fullmatch(r"like\s+\w+s", text))
    ):
        return False
    number = _verb_at(tokens)
    if number is None:
        return bool(re.match(r"(?:there is|there are|for each|per )", text, re.I))
    verb = tokens[number]
    after = tokens[number + 1 :]
    if (
        not after
        and number
        and verb.tag is Tag.VERB
        and is_plural(tokens[0].word)
        and nouns.is_person(singular(tokens[0].word))
    ):
        return True
    if not after and number and tokens[0].word == "we":
        return True
    if not after or after[0].text == ",":
        return False
    if after[0].word in {"at", "on", "by"} and (len(after) == 1 or after[1].tag is Tag.MARK) and verb.tag is Tag.VERB:
        return False
    if number == 0:
        finite = (
            verb.tag in {Tag.BE, Tag.MODAL}
            or verb.word in {"has", "have", "belongs", "contains", "includes"}
            or (
                not is_common_noun(verb.word)
                and (verb.word.endswith("s") or (after[0].tag is Tag.PREPOSITION and verb.word == verb.lemma))
            )
            or (
                after[0].tag is Tag.PREPOSITION
                and len(after) > 1
                and after[1].tag is Tag.DETERMINER
                and verb.word.endswith("s")
            )
        )
        aimed = after[0].tag is Tag.DETERMINER or after[0].word == "only"
        return (shared and finite) or (verb.tag is Tag.VERB and aimed and (shared or verb.word == verb.lemma))
    subject = tokens[:number]
    if verb.tag is Tag.VERB and verb.word.endswith(("ed", "ing")) and verb.word not in {verb.lemma, *verbs.IRREGULAR}:
        return False
    plain = [t for t in subject if t.tag in {Tag.NOUN, Tag.PRONOUN}]
    return bool(plain) or subject[-1].word in {
        "each",
        "one",
        "both",
        "all",
        "some",
        "this",
        "these",
        "that",
        "many",
        "most",
        "there",
    }


def _clause(text: str) -> Clause:
    text = _OPENER.sub("", text) or text
    only = bool(re.match(r"only\b", text, re.I))
    first = (segments(text) or [Segment(text)])[0].text
    tokens = tag(_masked(text))
    leading = tag(_masked(first))
    number = _verb_at(leading) if _opens(first, shared=True) or _starts_with_verb(first, leading) else None
    if number is None:
        number = _late_verb(text, tokens)
    if number is None:
        return _reduced(text, tokens) or Clause(object=text, only=only)
    subject = text[: tokens[number].start].strip(" ,")
    late = _LATE_ADVERB.search(subject)
    subject = subject[: late.start()] if late else subject
    modal, negated, passive = "may" if late and late[1].lower() in {"optionally", "sometimes"} else "", False, False
    at = number
    verb = tokens[at]
    if verb.tag is Tag.MODAL:
        modal = verb.word
        negated = verb.word in fw.NEGATIONS
        at, negated = skip(tokens, at + 1, negated)
        if at >= len(tokens):
            return Clause(subject=subject, modal=modal, negated=negated, verb="be", only=only)
        verb = tokens[at]
    name = "be" if verb.tag is Tag.BE else verb.lemma or verb.word
    if name == "be":
        after, denied = skip(tokens, at + 1, negated)
        negated = denied
        if after < len(tokens) and (done := participle(tokens, after)):
            name, passive, at = done, True, after
    elif re.match(r"only\b", text[verb.start + len(verb.text) :].strip(), re.I):
        only = True
    if name in LOCATED and at + 1 < len(tokens) and tokens[at + 1].word in {"at", "in", "on", "for", "under"}:
        name = "belong"
    end = tokens[at].start + len(tokens[at].text)
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if (name, following) in verbs.PARTICLE_VERBS:
        name = verbs.PARTICLE_VERBS[name, following]
        end = tokens[at + 1].start + len(tokens[at + 1].text)
        at += 1
    if name == "have" and passive:
        passive = False
    if not (passive or modal) and name not in verbs.KNOWN and _any_one(subject) and _lists_fields(text[end:]):
        name = "have"
    also: list[str] = []
    while (
        at + 2 < len(tokens)
        and (tokens[at + 1].word in {"and", "or", ",", "/"})
        and (more := another_verb(tokens, at + 2))
    ):
        also.append(more[1])
        at = more[0]
        end = tokens[at].start + len(tokens[at].text)
    return Clause(
        subject=subject,
        verb=name,
        object=text[end:].strip(" ,"),
        modal=modal,
        negated=negated,
        passive=passive,
        also=tuple(also),
        only=only
        or bool(re.search(r"\bonly\b", text[: tokens[number].start], re.I))
        or (number + 1 < len(tokens) and tokens[number + 1].word == "only"),
    )


def _starts_with_verb(first: str, leading: tuple[Token, ...]) -> bool:
    """Whether a piece begins with its verb; 'starts at' alone is the name of an attribute."""
    return bool(leading) and leading[0].tag is Tag.VERB and not re.fullmatch(r"\w+\s+(?:at|on|by)", first)


def _any_one(subject: str) -> bool:
    return bool(re.match(r"(?:an?|each|every)\s", subject, re.I))


def _lists_fields(text: str) -> bool:
    """Whether what a subject 'states', 'shows' or 'mentions' are its attributes."""
    entries = items(text)
    named = looks_like_fields(entries[:1]) or all(re.match(r"(?:the|its|and)\s", e.text) for e in entries)
    return len(entries) > 1 and named and looks_like_fields(entries)


_LATE_ADVERB = re.compile(r"(?<=\w)\s+(optionally|usually|always|sometimes|normally|typically|often|then|only)$", re.I)


def _late_verb(text: str, tokens: tuple[Token, ...]) -> int | None:
    """Where the verb of a subject of several parts stands."""
    pieces = segments(text)
    if len(pieces) < 2 or pieces[-1].joint not in {"and", ",and"}:
        return None
    before = text[: text.rfind(pieces[-1].text)]
    if not _shared_subject(before, pieces[-1].text):
        return None
    verbal = {Tag.VERB, Tag.BE, Tag.MODAL}
    return next((n for n, t in enumerate(tokens) if t.start >= len(before) and t.tag in verbal), None)


def _reduced(text: str, tokens: tuple[Token, ...]) -> Clause | None:
    """'Cars parked at stations' is 'cars are parked at stations'."""
    for number, token in enumerate(tokens[1:4], start=1):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if (
            token.word.endswith("ed")
            and is_plural(tokens[number - 1].word)
            and following
            and following.word in {"at", "in", "by", "to"}
        ):
            return Clause(
                subject=text[: token.start].strip(),
                verb=lemma(token.word) or "belong",
                object=text[token.start + len(token.text) :].strip(),
                passive=True,
            )
    return None
