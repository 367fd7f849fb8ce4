"""Change requests in English, as people type them about a plan there is -> operations on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from pydantic import ValidationError

from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.operation import Operation
from assistant.blueprint.plan import Blueprint, NotUnderstood
from assistant.blueprint.read.bounds import MESSAGE, bounded
from assistant.blueprint.revise import (
    accesses,
    additions,
    behaviours,
    conventions,
    facts,
    moves,
    qualities,
    relations,
    removals,
    renames,
    retypes,
    services,
    things,
    values,
)
from assistant.blueprint.revise.folding import folded
from assistant.blueprint.revise.revision import Revision
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request, is_chatter, requests
from assistant.errors import OperationError

Reader = Callable[[Request, Sheet], bool]

_READERS: tuple[Reader, ...] = (
    conventions.read,
    values.read,
    renames.read,
    services.read,
    removals.read,
    moves.read,
    retypes.read,
    things.read,
    relations.read,
    behaviours.read,
    accesses.read,
    qualities.read,
    facts.read,
    additions.read,
)
"""Each takes a request whole or leaves it to the next: the narrower before the wider."""

_WISH = re.compile(
    r"\b(?:must|should|shall|needs?|can|may|only|has\s+to|have\s+to|add|rename|drop|remove|make|change)\b", re.I
)


def revise(text: str, plan: Blueprint) -> Revision:
    """The operations that a message asks for; pure and deterministic.

    Applying all of them to the plan succeeds. What is ambiguous is asked, what found no place is told, and neither
    changes anything. What goes beyond the limits is told as not read.
    """
    within = bounded(text, MESSAGE)
    sheet = Sheet(plan, plan)
    heard: set[str] = set()
    for request in requests(within.text):
        if sheet.absorbed:
            sheet.absorbed -= 1
        elif request.asks:
            _notice(request, sheet)
        else:
            for part in _parts(request, sheet):
                sheet = _with(part, sheet, heard)
    return Revision(
        operations=_sound(plan, folded(plan, sheet.operations), sheet),
        assumptions=tuple(dict.fromkeys(sheet.assumptions)),
        questions=tuple(dict.fromkeys(sheet.questions)),
        not_understood=tuple(dict.fromkeys([*sheet.unplaced, *within.unread])),
    )


def _sound(plan: Blueprint, operations: tuple[Operation, ...], sheet: Sheet) -> tuple[Operation, ...]:
    """The operations up to the first that can't be made in one go with those before it; what is cut off is told."""
    while operations:
        try:
            apply(plan, operations)
            break
        except OperationError as error:
            cut = operations[min(error.index, len(operations) - 1)]
            sheet.unplaced.append(NotUnderstood(sentence=cut.kind.replace("_", " "), why=_reason(error)))
            operations = operations[: min(error.index, len(operations) - 1)]
    return operations


def _with(request: Request, sheet: Sheet, heard: set[str]) -> Sheet:
    """The sheet after a request; as it was before, with a question or a remark, where it could not be made."""
    before = sheet.mark()
    try:
        if any(_read(wording, sheet) for wording in _shorter(request)):
            heard.add(request.sentence)
            return sheet
    except UnclearError as unclear:
        before.questions.append(unclear.message)
        heard.add(request.sentence)
        return before
    except (OperationError, ValidationError) as error:
        why = _reason(error)
        before.unplaced.append(NotUnderstood(sentence=request.sentence, why=why))
        heard.add(request.sentence)
        return before
    if is_chatter(request.text) or (request.sentence in heard and request.later and not _WISH.search(request.text)):
        return before
    _notice(request, before)
    if request.leads and not _WISH.search(request.text):
        return before
    before.unplaced.append(
        NotUnderstood(
            sentence=request.text if request.later or request.leads else request.sentence, why=_missing(request, before)
        )
    )
    return before


def _parts(request: Request, sheet: Sheet) -> list[Request]:
    """'Tickets: subject max 200, body optional' as one wish for each field that there is."""
    found = _LABELLED.match(request.text)
    ordered = _ORDERED.match(found["rest"]) if found else None
    if found and ordered and len(sheet.known.refer(found["label"], sheet.model, things=False)) == 1:
        return [replace(request, text=f"{ordered['verb']} {found['label']} {ordered['rest']}")]
    model = sheet.known.model(found["label"]) if found else None
    if found is None or model is None:
        return [request]
    pieces = re.split(r"\s*[,;]\s*(?:and\s+)?", found["rest"])
    if len(pieces) < 2 or not all(sheet.known.exactly(piece.split()[0], model) and " " in piece for piece in pieces):
        return [request]
    return [replace(request, text=piece, topic=found["label"]) for piece in pieces]


_ORDERED = re.compile(r"^(?P<verb>change|make|rename|set|turn|convert)\s+(?:it\s+)?(?P<rest>.+)$", re.I)
_LABELLED = re.compile(r"^(?P<label>[A-Za-z][\w ]{0,40}?)\s*:\s*(?P<rest>.+)$")


def _read(request: Request, sheet: Sheet) -> bool:
    return any(reader(request, sheet) for reader in _READERS)


def _shorter(request: Request) -> Iterator[Request]:
    """The request, then without the remarks behind its commas: '..., marketing insists'."""
    text = request.text
    yield request
    while (
        cut := max(
            text.rfind(", "),
            text.rfind(" - "),
            text.rfind(" ("),
            text.rfind(" because "),
            text.rfind(" since "),
            text.rfind(" so that "),
        )
    ) > 0:
        if _WISH.search(text[cut:]) and not re.match(r"\s*(?:because|since|so\s+that)\b", text[cut:]):
            return
        text = text[:cut].strip(" ,")
        yield replace(request, text=text)


def _notice(request: Request, sheet: Sheet) -> None:
    """Notes what a remark is about that a wish follows: 'the list filters on postedAt all day, index that'."""
    named = sheet.known.models_in(request.text)
    model = named[0] if named else sheet.model
    said = re.findall(r"[A-Za-z_]\w+", request.text)
    refs = [
        r
        for word in said
        for m in ([model] if model else [x.name for x in sheet.plan.models])
        for r in sheet.known.exactly(word, m)
    ]
    if len(set(refs)) == 1 or named:
        sheet.about(model or getattr(refs[0], "model", None), refs[-1] if refs else None)


def _reason(error: OperationError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        return f"It does not fit: {error.errors()[0]['msg']}."
    said = re.sub(r"^(?:operations\[\d+\] \(\w+\): |before any operation: )", "", error.message.split("\n")[0])
    return f"The plan would contradict itself: {said}" if re.match(r"\w+(?:\.\w+)+: ", said) else said


def _missing(request: Request, sheet: Sheet) -> str:
    named = sheet.known.models_in(request.text)
    if named:
        return f"It speaks of {' and '.join(named)}, but I can't tell what is to change."
    return "I find nothing in it that this plan knows, and no change that I can make."
