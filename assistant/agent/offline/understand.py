"""A message in the light of its thread -> its parts, each with what it wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.agent.offline.brief import is_new_brief, replaces
from assistant.agent.offline.part import Intent, Part
from assistant.agent.offline.pieces import BULLET, pieces, sentences
from assistant.agent.offline.wording import chatter, deeds, openings, project, scope


@dataclass(frozen=True)
class Situation:
    """What the thread is like before the message: the models of its plan, None without one; whether it was asked
    last time if a new brief should replace the plan."""

    models: tuple[str, ...] | None = None
    asked_to_replace: bool = False


def _whole(alternatives: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(alternatives)})[\s.!?,:;)]*", re.I | re.S)


def _start(alternatives: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(alternatives)})(?!\w)", re.I)


_LEAD = re.compile(rf"(?:(?:{'|'.join(openings.LEADS)})(?![\w'’-])[\s,:;.!–-]*)+", re.I)
_ROLE = re.compile(r"as (?:an? |the |our )?(?P<role>[\w ]{3,40}?)\s*[:,]\s*", re.I)
_MENTION = re.compile(r"^(?:@[\w-]+[,:]?\s*)+")
_REQUEST = re.compile(rf"(?:{'|'.join(openings.REQUESTS)})(?!\w)\s*", re.I)
_TELLING = re.compile(rf"(?:{'|'.join(openings.TELLING)})(?!\w)\s*", re.I)
_QUESTION = re.compile(rf"(?:{'|'.join(openings.QUESTIONS)})", re.I)
_COMMAND = _start(openings.COMMANDS)
_HASTY = re.compile(
    r"\b(that|what|who|where|how|it(?=s (?:great|good|wrong|fine))|don|can|doesn|isn|aren|won|didn|wasn|"
    r"i(?=m ))(s|t|m)\b",
    re.I,
)
_TAG = re.compile(
    r",?\s*(?:ok(?:ay)?|please|pls|yes|no|deal|thanks|alright|will you|would you|can you|could you|right)\s*\?+$", re.I
)
_CHATTER = tuple((kind, _whole([pattern])) for kind, pattern in chatter.CHATTER)
_READ_ONLY = re.compile("|".join(chatter.READ_ONLY), re.I)
_SCOPE = tuple((kind, _whole([pattern])) for kind, pattern in scope.SCOPE)
_SEARCH = _whole(project.SEARCH)
_DEEDS = (
    (Intent.HELP, _whole(deeds.HELP)),
    (Intent.RESTORE, _whole(deeds.RESTORE)),
    (Intent.SHOW_VERSION, _whole(deeds.SHOW_VERSION)),
    (Intent.COMPARE, _whole(deeds.COMPARE)),
    (Intent.LIST_VERSIONS, _whole(deeds.LIST_VERSIONS)),
    (Intent.REVIEW, _whole(deeds.REVIEW)),
    (Intent.APPROVE, _whole(deeds.APPROVE)),
    (Intent.VERIFY, _whole(deeds.VERIFY)),
)
_VERSION = _whole([deeds.VERSION])
_REPLACE, _OWN_THREAD = _whole(deeds.REPLACE), _whole(deeds.OWN_THREAD)
_WISHES = (Intent.REVISE, Intent.DRAFT)


def understand(message: str, situation: Situation) -> tuple[Part, ...]:
    """The parts in the order of the message; neighbours with one intent that belong together are one part.

    Without a plan everything that states something is one brief, whole and as it was written.
    """
    text = _without_role(message.strip())
    if situation.asked_to_replace and (answer := _answer(text)):
        return (answer,)
    if situation.models is not None and is_new_brief(text, situation.models):
        kind = "replace" if replaces(text) else ""
        return (Part(intent=Intent.NEW_BRIEF, text=text, about=kind),)
    parts = [part for sentence in sentences(text) for part in _of_sentence(sentence)]
    parts = [part for part in parts if part.about != "lead"] or parts
    if situation.models is None:
        return tuple(_as_brief(text, parts))
    return tuple(_joined(parts))


def _answer(text: str) -> Part | None:
    bare = _core(text)
    if _REPLACE.fullmatch(bare) or _REPLACE.fullmatch(text):
        return Part(intent=Intent.NEW_BRIEF, text="", about="replace")
    if _OWN_THREAD.fullmatch(bare) or _OWN_THREAD.fullmatch(text):
        return Part(intent=Intent.NEW_BRIEF, text="", about="own thread")
    return None


def _without_role(text: str) -> str:
    """Without the mention by which a role was chosen; 'as reviewer' alone asks for the reviewer's work."""
    text = _MENTION.sub("", text)
    named = _ROLE.match(text)
    if named is None:
        return text
    rest = text[named.end() :].strip()
    return rest or ("review this" if "review" in named["role"].lower() else text)


def _of_sentence(sentence: str) -> list[Part]:
    if _TAG.search(sentence) and _core(_TAG.sub("", sentence)) and not _asks(_TAG.sub("", sentence)):
        sentence = _TAG.sub("", sentence)
    return [_part(piece, asked=sentence.endswith("?")) for piece in pieces(sentence, _differ)]


def _differ(left: str, right: str) -> bool:
    """Whether the right side begins to ask for something else than the left."""
    if _VERSION.fullmatch(right):
        return False
    if not _core(left) or _is_aside(left) or _is_aside(right):
        return True
    first, second = _intent(left), _intent(right)
    if second.intent is Intent.EXPLAIN:
        return _asks(right) and not _embedded(left, right)
    if second.intent in _WISHES:
        return first.intent not in _WISHES and bool(_COMMAND.match(_core(right)))
    return not (second.intent is Intent.SEARCH and first.intent is Intent.SEARCH)


_KEEPS = re.compile(
    r"\b(?:say|says|record|records?|store|stores|know|knows|track|tracks|see|sees|tell|tells|note|notes|"
    r"show|shows|log|logs|of|who|what|which|why|when|where|about|and|or)\s*$",
    re.I,
)
_SURE = re.compile(
    r"(?:why|how come|what happens|how many|how (?:do|does|is|are|can|long|did)|what (?:is|are|does|do|"
    r"did|changed)|which \w+ (?:are|is|does|do|can)|is there|are there|did|does|tell me|explain)\b",
    re.I,
)


def _embedded(left: str, right: str) -> bool:
    """'record who approved it and when': what looks like a question is the object of a verb."""
    return bool(_KEEPS.search(left)) or not (right.rstrip(" !)").endswith("?") or _SURE.match(_core(right)))


def _is_aside(text: str) -> bool:
    bare = _core(text) or text
    return any(pattern.fullmatch(_plain(text)) for _, pattern in _CHATTER) or bool(
        _READ_ONLY.search(_plain(text)) and len(bare.split()) <= len("at most") and not _COMMAND.match(bare)
    )


def _plain(text: str) -> str:
    """A piece with the apostrophes that are left out in a hurry."""
    return _HASTY.sub(lambda found: f"{found[1]}'{found[2]}", text.replace("’", "'"))


def _core(text: str) -> str:
    """A piece without what people say before they say what they want, and without the form of a request."""
    before, text = None, BULLET.sub("", _plain(text))
    while text != before:
        before = text
        text = _LEAD.sub("", text.strip(), count=1) if _LEAD.match(text.strip()) else text.strip()
    if _TELLING.match(text):
        return text
    stripped = _REQUEST.sub("", text, count=1) if _REQUEST.match(text) else text
    return _LEAD.sub("", stripped, count=1) if stripped != text and _LEAD.match(stripped) else stripped


def _asks(text: str) -> bool:
    core = _core(text)
    return bool(_QUESTION.match(core) or _TELLING.match(core))


def _part(text: str, *, asked: bool) -> Part:
    found = _intent(text)
    plain = _TAG.sub("", text)
    if asked and found.intent in _WISHES and plain == text and text.endswith("?") and not _wished(text):
        return Part(intent=Intent.EXPLAIN, text=text)
    return found


def _wished(text: str) -> bool:
    """Whether a piece that ends in a question mark asks for a change all the same."""
    lead = _LEAD.match(text)
    bare = text[lead.end() :] if lead else text
    return bool(_REQUEST.match(bare) or _COMMAND.match(bare) or re.match(r"could\b|shouldn't\b", bare, re.I))


def _intent(text: str) -> Part:
    """What a piece wants, by its words alone."""
    said = _plain(text)
    for kind, pattern in _CHATTER:
        if pattern.fullmatch(said):
            return Part(intent=Intent.SMALL_TALK, text=text, about=kind)
    core = _core(_TAG.sub("", text))
    if not core:
        return Part(intent=Intent.SMALL_TALK, text=text, about="lead")
    if _is_aside(text):
        return Part(intent=Intent.READ_ONLY, text=text)
    for kind, pattern in _SCOPE:
        if pattern.fullmatch(core):
            return Part(intent=Intent.OUT_OF_SCOPE, text=text, about=kind)
    told = _TELLING.sub("", core, count=1).strip() if _TELLING.match(core) else core
    for intent, pattern in _DEEDS:
        if any(pattern.fullmatch(each) for each in (core, told, said)):
            return Part(intent=intent, text=text)
    if _SEARCH.fullmatch(core) or _SEARCH.fullmatch(told):
        return Part(intent=Intent.SEARCH, text=text)
    if _asks(text):
        return Part(intent=Intent.EXPLAIN, text=text)
    return Part(intent=Intent.REVISE, text=text)


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Neighbouring wishes as one part, for what one says the next may point to; each kind of small talk once."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last and part.intent is Intent.REVISE and last.intent is Intent.REVISE:
            found[-1] = last.model_copy(update={"text": f"{last.text}{_seam(last.text, part.text)}{part.text}"})
        elif not (part.intent is Intent.SMALL_TALK and any(p.about == part.about for p in found)):
            found.append(part)
    return found


def _seam(left: str, right: str) -> str:
    return "\n" if left.endswith((":", ".", "!", "?")) or BULLET.match(right) else ". "


def _as_brief(text: str, parts: Sequence[Part]) -> list[Part]:
    """Before there is a plan: small talk around a brief, questions after it, and all between as it was written."""
    states = [number for number, part in enumerate(parts) if part.intent is Intent.REVISE]
    if not states:
        return _joined(parts)
    kept = (Intent.READ_ONLY, Intent.SMALL_TALK, Intent.OUT_OF_SCOPE, Intent.HELP)
    first = next(number for number, part in enumerate(parts) if part.intent not in kept)
    last = max(number for number, part in enumerate(parts) if number in states or part.about == "laugh")
    begin, end = text.find(parts[first].text), text.rfind(parts[last].text) + len(parts[last].text)
    brief = Part(intent=Intent.DRAFT, text=text[begin:end].strip())
    return [
        *_joined(parts[:first]),
        brief,
        *_joined([part for part in parts[last + 1 :] if part.intent is not Intent.SMALL_TALK or not parts[:first]]),
    ]
