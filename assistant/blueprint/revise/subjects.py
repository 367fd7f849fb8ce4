"""Which fields and relations a sentence is about."""

from __future__ import annotations

import re

from assistant.blueprint.revise.known import Column, Ref, Tie
from assistant.blueprint.revise.sheet import Sheet

NOT = r"(?:\bnot|n't|\bno\s+longer|\bnever)"

MAY = (
    r"(?:can|may|could|might|should|is\s+allowed\s+to|are\s+allowed\s+to|must|needs?\s+to|has\s+to|"
    r"have\s+to|will|shall|would)"
)

SUBJECT = re.compile(
    rf"^(?:(?:make|mark|set|keep|have|declare|let|turn)\s+)?(?P<what>.+?)\s+(?:{MAY}\b|is\b|are\b|isn't|"
    rf"aren't|can't|cannot|mustn't|shouldn't|needn't|doesn't|don't|does\s+not|do\s+not|becomes?\b|stays?\b|"
    rf"remains?\b|never\b|no\s+longer\b|optional\b|mandatory\b|required\b|compulsory\b|unique\b|nullable\b|"
    rf"indexed\b|obligatory\b|immutable\b|not\s+null|non-?null|secret\b|read-?only\b|be\b|defaults?\b|"
    rf"starts?\b|begins?\b|secret\b|to\s+be\b|between\b|max(?:imum)?\b|min(?:imum)?\b|at\s+most\b|"
    rf"at\s+least\b|up\s+to\b|no\s+(?:more|longer|less)\s+than\b|from\s+\d|as\s+(?:optional|mandatory|"
    rf"required|unique)\b)",
    re.I,
)


def subjects(text: str, sheet: Sheet, topic: str = "") -> list[Ref]:
    """The fields and relations that a list of names stands for; [] unless every one of them is known."""
    if topic and (model := sheet.thing(topic)):
        sheet.about(model, sheet.member)
    text = re.sub(r"^(?:make|mark|set|keep|have|let|declare|please|that|also|then)\s+", "", text.strip(), flags=re.I)
    text = re.sub(
        r"\s+(?:optionally|also|again|now|just|really|of\s+course|always|fields?|both|all)$", "", text, flags=re.I
    )
    pieces = re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|\+|plus)\s+", text)
    whole = re.search(r"\s+(?:of|on|in|for)\s+(?P<whole>.+)$", pieces[-1], re.I)
    model = sheet.thing(whole["whole"]) if whole else None
    lead = re.match(r"^(?:the\s+)?(?P<first>[\w-]+)\s+(?P<rest>.+)$", pieces[0])
    if model is None and lead and len(pieces) > 1:
        model = sheet.thing(lead["first"])
    found: list[Ref] = []
    for piece in pieces:
        refs = sheet.known.members(piece, model) if model and piece is not pieces[0] else []
        ref = refs[0] if len(refs) == 1 else sheet.resolve(piece, things=len(pieces) == 1)
        if ref is None and len(piece.split()) == 1 and len(pieces[-1].split()) > 1:
            ref = sheet.resolve(f"{piece} {pieces[-1].split()[-1]}", things=False)
        if ref is None:
            return []
        found.append(ref)
    return found


def members(text: str, sheet: Sheet, topic: str = "") -> list[Ref]:
    found = SUBJECT.match(text)
    if found is None:
        return (
            [sheet.member]
            if sheet.member is not None
            and re.match(r"(?:still|but|not|optional|mandatory|required|unique|empty|null)\b", text, re.I)
            else []
        )
    refs = subjects(found["what"], sheet, topic)
    return [r for r in refs if isinstance(r, Column | Tie)] if all(isinstance(r, Column | Tie) for r in refs) else []
