"""What has to be given and what need not: 'phone can be empty', 'assignee must be set'."""

from __future__ import annotations

import re

from assistant.blueprint.operations.operation import (
    ChangeField,
    ChangeRelation,
)
from assistant.blueprint.operations.patch import FieldPatch, RelationPatch
from assistant.blueprint.relation import Kind, OnDelete
from assistant.blueprint.revise.known import Column, Ref, Tie
from assistant.blueprint.revise.sheet import Sheet
from assistant.blueprint.revise.subjects import NOT, SUBJECT, members

_EMPTY = (
    r"(?:empty|null|blank|missing|left\s+(?:empty|blank|out)|omitted|absent|unset|unknown|skipped|"
    r"nullable|optional|nil|none)"
)

OPTIONAL = re.compile(
    rf"\b(?:is|are|be|becomes?|as|make|made|stays?|remains?|still)\s+(?:now\s+|still\s+|really\s+|only\s+|"
    rf"actually\s+|rather\s+)*(?:optional|nullable|voluntary)\b|"
    rf"\b(?:can|may|could|might|should)\s+(?:also\s+|sometimes\s+|now\s+|still\s+|well\s+)*be\s+{_EMPTY}\b|"
    rf"\b(?:is|are|be)\s*{NOT}\s+(?:really\s+|actually\s+|always\s+|strictly\s+)*(?:mandatory|required|"
    rf"compulsory|obligatory|needed|necessary|known)\b|"
    r"\b(?:isn't|aren't|needn't|shouldn't)\s+(?:be\s+)?(?:really\s+|always\s+)*(?:mandatory|required|"
    r"compulsory|obligatory|known|given|set|filled)\b|"
    r"\b(?:doesn't|don't|does\s+not|do\s+not)\s+(?:always\s+|really\s+)*(?:have\s+to|need\s+to)"
    r"\s+(?:be\s+)?(?:given|set|filled(?:\s+(?:in|out))?|there|present|mandatory|required|provided|"
    r"entered|known)\b|"
    r"\bno\s+longer\s+(?:be\s+)?(?:mandatory|required|compulsory|obligatory)\b|"
    r"\b(?:is|are)\s+(?:often|sometimes|not\s+always)\s+(?:empty|missing|unknown|known|there|given)\b|"
    r"^(?:still\s+|stays?\s+)?(?:empty|optional|nullable)\b|"
    r"\boptional\b|\bnot\s+(?:mandatory|required|compulsory|always\s+known)\b",
    re.I,
)

REQUIRED = re.compile(
    rf"\b(?:mandatory|compulsory|obligatory|required)\b|"
    rf"\b(?:can't|cannot|can\s+not|mustn't|must\s+not|may\s+not|shouldn't|should\s+not|never)\s+(?:ever\s+)"
    rf"?(?:be\s+)?{_EMPTY}\b|"
    rf"\b(?:is|are|be)\s*{NOT}\s+(?:optional|nullable|null|empty)\b|\bnot\s+(?:null|nullable|optional)\b|"
    rf"\bisn't\s+optional\b|"
    r"\bnon-?\s?(?:null|nullable|empty|optional)\b|\b(?:must|has\s+to|have\s+to|needs?\s+to|should)"
    r"\s+(?:always\s+)?be\s+(?:given|set|filled(?:\s+(?:in|out))?|there|present|provided|entered|known|"
    r"specified|stated)\b",
    re.I,
)

NOT_ALL = re.compile(
    r"^(?P<whose>.+?)\s+(?:don't|doesn't|do\s+not|does\s+not|needn't)\s+(?:always\s+|all\s+|"
    r"necessarily\s+|really\s+)*(?:(?:have|need)\s+to\s+have|need|have|require)\s+(?:an?\s+|any\s+|the\s+|"
    r"one\s+)?(?P<what>[\w ]+?)$|"
    r"^(?:not\s+(?:every|all|each|everybody|any)\s*|some\s+|most\s+|many\s+)(?:of\s+the\s+)?(?P<some>[\w "
    r"]+?)\s+(?:will\s+|do\s+|does\s+|can\s+)?(?:has|have|needs?|knows?)\s+(?:an?\s+|no\s+|the\s+)"
    r"?(?P<of>[\w ]+?)$",
    re.I,
)

BUT_NOT = re.compile(r"^(?P<what>.+?)\s+(?:isn't|aren't|is\s+not|are\s+not|doesn't|don't|need\s+not|needn't)$", re.I)

LEFT_OUT = re.compile(
    r"^(?:(?:the|our|some|a)\s+)?(?P<who>\w+)\s+(?:\w+ly\s+)?(?:has|have|needs?|got|gets)\s+(?:none|"
    r"no\s+(?:such\s+)?\w+|nothing)\b|^(?:the\s+)?others?\s+(?:don't|do\s+not|doesn't|won't)|"
    r"^not\s+(?:all|every\w*|many)\b.*\b(?:has|have|fills?|knows?|gives?|sets?|enters?)\b",
    re.I,
)


def read_needed(text: str, sheet: Sheet, topic: str) -> bool:
    optional, required = OPTIONAL.search(text), REQUIRED.search(text)
    told = optional or required
    subject = SUBJECT.match(text)
    if told is None or (subject and "," in text[subject.end("what") : told.start()]):
        return False
    refs = members(text, sheet, topic)
    return bool(refs) and require(sheet, refs, required=not optional)


def require(sheet: Sheet, refs: list[Ref], *, required: bool) -> bool:
    word = "required" if required else "optional"
    sheet.required = required
    for ref in refs:
        if isinstance(ref, Tie):
            relation = sheet.known.relation(ref)
            if relation.kind is Kind.MANY_TO_MANY or relation.required is required:
                sheet.assumptions.append(f"{ref.model}.{ref.name} is {word} already.")
                continue
            cut = OnDelete.SET_NULL if not required and relation.on_delete is OnDelete.RESTRICT else relation.on_delete
            cut = OnDelete.RESTRICT if required and cut is OnDelete.SET_NULL else cut
            sheet.do(
                ChangeRelation(model=ref.model, relation=ref.name, set=RelationPatch(required=required, on_delete=cut))
            )
        elif isinstance(ref, Column):
            field = sheet.find(ref.model).field(ref.name)
            if field is not None and field.required is required:
                sheet.assumptions.append(f"{ref.model}.{ref.name} is {word} already.")
                continue
            sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch(required=required)))
    last = refs[-1]
    if isinstance(last, Column | Tie):
        sheet.about(last.model, last)
    return True
