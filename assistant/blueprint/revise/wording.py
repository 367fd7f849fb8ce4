"""A chat message as a list of requests: one wish each, without the politeness and the reasons around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.blueprint.read.clean import clean
from assistant.blueprint.revise.lexicon import (
    CHATTER,
    MUSING,
    OPENERS,
    REPORTED,
    REQUESTING,
    SMALL_TALK,
    TAKEN_BACK,
    VERBS,
    VERBS_TOO,
    VETO,
)

_SENTENCE_END = re.compile(r"(?<=[.!?;])(?<!\beg\.)(?<!\bie\.)(?<!\bvs\.)(?<!\betc\.)[.!?)]*\s+(?=[\"'(]?[A-Za-z0-9/])")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)])\s+(?P<text>.+)$")
_HEADER = re.compile(r"^\s*(?P<label>[A-Za-z][\w /'-]{0,50}?)\s*:\s*$")
_OPENER = re.compile(rf"^(?:(?:{'|'.join(OPENERS)})\b[,:.!]*\s*|[,:.!-]+\s*)+", re.I)
_CLOSER = re.compile(
    r"(?:[,\s]+(?:please|thanks|thank\s+you|thx|btw|by\s+the\s+way|ok|okay|right|too|as\s+well|also|lol|"
    r"haha|after\s+all|"
    r"again|if\s+(?:possible|you\s+can|that\s+is\s+ok(?:ay)?)|for\s+(?:now|me|us)|from\s+now\s+on|going\s+forward|"
    r"everywhere|throughout|instead|actually|though|then|i\s+(?:think|guess)|as\s+discussed))+[\s.!]*$",
    re.I,
)
_REPORTED = re.compile(REPORTED, re.I)
_MODAL = (
    r"(?:should|must|mustn't|can|can't|cannot|may|might|shall|will|won't|needs?|has|have|had|haven't|hasn't|gets?|got|"
    r"belongs?|is|are|isn't|aren't|shouldn't|does|do|don't|doesn't|becomes?|never|always)"
)
_IMPERATIVE = (
    rf"(?:(?:also|then|please|just|rather|instead|now|maybe|finally)\s+)*(?:(?:{'|'.join(VERBS)})"
    rf"\b(?!\s+(?:of|by|date|number)\b)|"
    rf"(?:{'|'.join(VERBS_TOO)})\s+(?=(?:the|an?|it|them|that|this|those|these|all|every|each|by|on|both)"
    rf"\b|[\w.]+\s+(?:to|as|by|on|of|from|instead)\b)(?!by\s+default)|"
    rf"(?:call|name)\s+\S+\s+\S+$)"
)
_NO_SUBJECT = r"(?!(?:which|who|that|if|when|because|so|whether|where|whose|as|than|until|unless|while|or|not|since)\b)"
_STATED = (
    rf"{_NO_SUBJECT}(?:only\s+)?(?:(?:the|an?|every|each|all|our|any|no|some|one|most)\s+)?"
    rf"(?:{_NO_SUBJECT}[\w'/-]+\s+){{0,3}}?{_NO_SUBJECT}[\w'/-]+\s+(?:then\s+|also\s+|only\s+|now\s+|"
    rf"still\s+|really\s+)*{_MODAL}\b"
)
_STARTS = re.compile(rf"(?:{_IMPERATIVE}|{_STATED}|only\s+(?:the\s+|an?\s+)?\w+\s)", re.I)
_JOINT = re.compile(
    r"\s*,\s*(?:and|but|then|so|plus|also)\s+|\s+(?:and|but|then|so|plus)\s+(?:also\s+|then\s+)?|\s*,\s+|"
    r"\s+-\s+|\s*;\s*",
    re.I,
)
_HAS_PREDICATE = re.compile(
    rf"\b{_MODAL}\b|^{_IMPERATIVE}|→|\b(?:sees?|reads?|wants?|filters?|shows?|keeps?|owns?)\b", re.I
)
_PART_OF = re.compile(r"^[a-z][\w-]*(?:\s[\w-]+)?\s+(?:on|per|for)\s+[a-z][\w-]*(?:\s[\w-]+)?$", re.I)
_CONDITION = re.compile(r"^(?:when|if|whenever|once|as\s+soon\s+as|after|before|unless)\b", re.I)
_ALLOWED = re.compile(r"\b(?:can|may|should|must|could|to)\b[^,;]*$", re.I)
_DEEDS = re.compile(
    r"(?:then\s+|also\s+|only\s+)*(?:edit|delete|remove|update|create|change|read|see|view|cancel|manage|"
    r"add|close|write|post|approve|reject|list)\b",
    re.I,
)
_ASKS = re.compile(
    r"^(?:is|are|was|were|does|do|did|has|have|will|would|what|which|who|whom|whose|why|how|"
    r"can\s+(?:a|an|the|they|he|she|it|users?|members?|anyone|anybody|everyone|somebody)\b|should\s+(?:i|we)\s+worry|"
    r"quick\s+question|question\b|just\s+(?:asking|wondering|curious)|wondering|i\s+wonder|am\s+i)\b",
    re.I,
)


@dataclass(frozen=True)
class Request:
    """One wish as it is read, and the sentence it was said in; `later` has another one before it, `leads` one behind.

    `topic` is what the line above its bullet, or the label before its colon, names; `asks` marks a question;
    `following` is what comes behind it, for wishes that go on there.
    """

    text: str
    sentence: str
    topic: str = ""
    later: bool = False
    leads: bool = False
    asks: bool = False
    following: tuple[str, ...] = ()


def requests(message: str) -> list[Request]:
    """The requests of a message in order; [] where it says that nothing is to change."""
    text = clean(_kept(message))
    if re.search(VETO, text, re.I):
        return []
    found: list[Request] = []
    for line, topic in _lines(text):
        for sentence in _SENTENCE_END.split(line):
            taken_back = re.match(TAKEN_BACK, sentence, re.I)
            if taken_back:
                last = found[-1].sentence if found else ""
                found = [one for one in found if one.sentence != last]
                sentence = sentence[taken_back.end() :]
            found += _of_sentence(sentence.strip(), topic)
    return [replace(one, following=tuple(r.text for r in found[n + 1 : n + 3])) for n, one in enumerate(found)]


def _kept(message: str) -> str:
    """The message with the small words that matter here, and not in a brief, out of reach of its cleaning."""
    message = re.sub(r"\b(can|may|could) also be\b", r"\1 additionally be", message, flags=re.I)
    return re.sub(r"\b(?:really|actually)\s+(be\s+)?(delet)", r"\1physically \2", message, flags=re.I)


def plain(text: str) -> str:
    """A wish without its politeness: 'oh and could you drop it please' -> 'drop it'."""
    before = None
    text = re.sub(r"\s+please(?=\s*[:,.!]|\s+and\b)", "", text.strip(), flags=re.I)
    while text != before:
        before = text
        text = _OPENER.sub("", text, count=1).strip()
        text = _REPORTED.sub("", text, count=1).strip()
        text = _CLOSER.sub("", text).strip()
        text = text.rstrip(" .,;:!").strip()
    return text


def is_chatter(text: str) -> bool:
    """Whether a piece is thanks, a greeting, a remark on the work, or a reason that names no wish."""
    bare = text.strip().strip(" .,;:!?()").lower()
    small = set(re.findall(r"[a-z']+", bare)) <= SMALL_TALK
    return not bare or small or bool(re.fullmatch(CHATTER, bare, re.I)) or bool(re.match(MUSING, bare, re.I))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line with the topic that a heading above its bullets gives; bare lists are joined to their heading."""
    label, listed = "", list[str]()
    for raw in [*text.split("\n"), ""]:
        bullet = _BULLET.match(raw)
        if bullet and label and _is_attribute(bullet["text"]):
            listed.append(bullet["text"].strip(" .,;"))
            continue
        if listed:
            yield f"{label}: {', '.join(listed)}", ""
            listed = []
        header = _HEADER.match(raw)
        if header:
            label = header["label"]
        elif bullet:
            yield bullet["text"], label
        elif raw.strip():
            label = ""
            yield raw.strip(), ""


def _is_attribute(text: str) -> bool:
    """Whether a bullet is an entry of a list rather than a wish: 'name', 'index (Int)', but not 'rename a to b'."""
    alone = re.fullmatch(r"[A-Za-z]\w*\s*(?:[(:,].*)?", text.strip())
    wished = _STARTS.match(plain(text)) or re.search(r"→|\?$", text) or _QUALITY.search(text)
    return bool(alone) or not wished


_QUALITY = re.compile(
    r"^[a-z][\w ]*\s(?:optional|mandatory|required|unique|nullable|max(?:imum)?\s+\d+.*|min(?:imum)?\s+\d+.*)$", re.I
)


def _of_sentence(sentence: str, topic: str) -> Iterator[Request]:
    if not sentence:
        return
    wish = bool(re.match(REQUESTING, _bare(sentence), re.I))
    text = plain(sentence.rstrip("?"))
    orders = bool(re.match(_IMPERATIVE, text, re.I)) and not re.match(r"(?:have|do|does)\b", text, re.I)
    asks = not wish and not orders and (sentence.rstrip(" !)").endswith("?") or bool(_ASKS.match(_bare(sentence))))
    if asks:
        yield Request(text, sentence, topic, asks=True)
        return
    pieces = [piece for piece in _pieces(text) if piece]
    for number, piece in enumerate(pieces):
        yield Request(piece, sentence, topic, later=number > 0, leads=number < len(pieces) - 1)


def _bare(sentence: str) -> str:
    return re.sub(
        r"^(?:(?:oh|and|also|hey|hi|ok|okay|so|hm+|um+|well|but|btw|actually|sorry)[,.!]*\s+)+",
        "",
        sentence,
        flags=re.I,
    )


def _pieces(text: str) -> Iterator[str]:
    """The text cut where another wish begins: 'rename a to b and make it a decimal'."""
    start = 0
    depth = _depths(text)
    for joint in _JOINT.finditer(text):
        if depth[joint.start()] or joint.start() < start:
            continue
        left, right = text[start : joint.start()], text[joint.end() :]
        stripped = _REPORTED.sub("", _OPENER.sub("", right))
        told = _HAS_PREDICATE.search(left) or _PART_OF.match(left)
        ordered = re.match(r"(?:we|i|they|it|there)\s+\w+\s+\w+", left, re.I) and re.match(_IMPERATIVE, stripped, re.I)
        therefore = re.search(r"\bso\b", joint[0], re.I)
        if len(stripped.split()) < 2 and not therefore:
            continue
        if not (told or ordered or therefore) or not (_STARTS.match(stripped) or therefore):
            continue
        if _CONDITION.match(left):
            continue
        if _ALLOWED.search(left) and _DEEDS.match(stripped):
            continue
        yield plain(left)
        start = joint.end()
    yield plain(text[start:])


def _depths(text: str) -> list[int]:
    """For each character how deep it lies in brackets or quotes."""
    depth, quoted, found = 0, False, list[int]()
    for character in text:
        depth += character in "([{"
        found.append(depth + quoted)
        depth = max(0, depth - (character in ")]}"))
        if character == '"':
            quoted = not quoted
    return [*found, 0]
