"""What a field or relation is to be like: optional, mandatory, unique, indexed, bounded, with a
default, kept secret."""

from __future__ import annotations

import re

from assistant.blueprint.field import NOW, Field, Format, Literal, Scalar, Write
from assistant.blueprint.operations.operation import (
    AddIndex,
    AddUnique,
    ChangeField,
    ChangeRelation,
)
from assistant.blueprint.operations.patch import FieldPatch, RelationPatch
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.relation import Kind, OnDelete
from assistant.blueprint.revise.known import Column, Ref, Thing, Tie
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.types import bounds_in, speaks_of_letters
from assistant.blueprint.revise.wording import Request

_NOT = r"(?:\bnot|n't|\bno\s+longer|\bnever)"
_MAY = (
    r"(?:can|may|could|might|should|is\s+allowed\s+to|are\s+allowed\s+to|must|needs?\s+to|has\s+to|"
    r"have\s+to|will|shall|would)"
)
_EMPTY = (
    r"(?:empty|null|blank|missing|left\s+(?:empty|blank|out)|omitted|absent|unset|unknown|skipped|"
    r"nullable|optional|nil|none)"
)
_OPTIONAL = re.compile(
    rf"\b(?:is|are|be|becomes?|as|make|made|stays?|remains?|still)\s+(?:now\s+|still\s+|really\s+|only\s+|"
    rf"actually\s+|rather\s+)*(?:optional|nullable|voluntary)\b|"
    rf"\b(?:can|may|could|might|should)\s+(?:also\s+|sometimes\s+|now\s+|still\s+|well\s+)*be\s+{_EMPTY}\b|"
    rf"\b(?:is|are|be)\s*{_NOT}\s+(?:really\s+|actually\s+|always\s+|strictly\s+)*(?:mandatory|required|"
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
_REQUIRED = re.compile(
    rf"\b(?:mandatory|compulsory|obligatory|required)\b|"
    rf"\b(?:can't|cannot|can\s+not|mustn't|must\s+not|may\s+not|shouldn't|should\s+not|never)\s+(?:ever\s+)"
    rf"?(?:be\s+)?{_EMPTY}\b|"
    rf"\b(?:is|are|be)\s*{_NOT}\s+(?:optional|nullable|null|empty)\b|\bnot\s+(?:null|nullable|optional)\b|"
    rf"\bisn't\s+optional\b|"
    r"\bnon-?\s?(?:null|nullable|empty|optional)\b|\b(?:must|has\s+to|have\s+to|needs?\s+to|should)"
    r"\s+(?:always\s+)?be\s+(?:given|set|filled(?:\s+(?:in|out))?|there|present|provided|entered|known|"
    r"specified|stated)\b",
    re.I,
)
_UNIQUE = re.compile(
    r"\b(?:unique|distinct)\b|\bno\s+duplicates?\b|\b(?:can't|cannot|must\s+not|mustn't|may\s+not|"
    r"shouldn't|should\s+not|never)\s+(?:be\s+(?:used|taken|there|given)|occur|appear|exist|repeat)"
    r"\s*(?:twice|more\s+than\s+once)?\b|"
    r"\bno\s+two\b.+\b(?:same|share|identical|equal)\b|\bused\s+(?:only\s+)?once\b",
    re.I,
)
_NOT_UNIQUE = re.compile(
    r"(?:\bnot|n't|\bno\s+longer)\s+(?:have\s+to\s+be\s+|need\s+to\s+be\s+|be\s+)?(?:really\s+|"
    r"necessarily\s+)*unique\b|\bno\s+longer\s+unique\b|\bnon-?unique\b|\bduplicates?\s+(?:are|is)"
    r"\s+(?:ok|okay|fine|allowed|possible)\b|\ballow\s+duplicates?\b",
    re.I,
)
_TOGETHER = re.compile(
    r"\bunique\s+(?:(?:with)?in|per|for(?:\s+each)?|inside|across\s+one)\s+(?:a\s+|an\s+|the\s+|its\s+|"
    r"each\s+|every\s+|one\s+)?"
    r"(?P<scope>[\w -]+?)(?:$|[,.;])|"
    r"\b(?:combination|pair)\s+of\s+(?P<first>.+?)\s+and\s+(?P<second>.+?)\s+(?:should|must|has\s+to|"
    r"needs?\s+to|is|be)\b|"
    r"^(?:make\s+)?(?P<one>.+?)\s+(?:and|\+|plus)\s+(?P<two>.+?)\s+(?:(?:should|must|have\s+to|need\s+to)"
    r"\s+be\s+|are\s+)?(?:only\s+)?"
    r"unique\s+(?:together|in\s+combination|as\s+a\s+pair|combined)|"
    r"^(?P<three>.+?)\s+(?:and|\+|plus)\s+(?P<four>.+?)\s+together\s+(?:(?:should|must|have\s+to|"
    r"need\s+to)\s+be|are)\s+unique",
    re.I,
)
_INDEX = re.compile(r"\bindex(?:ed|es)?\b|\bindices\b", re.I)
_DEFAULT = re.compile(
    r"\b(?:default(?:s|ing)?(?:\s+(?:value))?(?:\s+(?:for|of|on)\s+(?P<of>.+?))?(?:\s+(?:should\s+be|"
    r"must\s+be|is|be|to|as|of|=|→|:))+\s*[\"'`]?(?P<value>-?\d+(?:\.\d+)?|#[0-9a-f]{6}|[A-Za-z][\w -]*?)[\"'`]?"
    r"|(?:start|starts|begin|begins|be|is|are)\s+(?:off\s+|out\s+)?(?:(?:as|at|with|on)\s+)"
    r"?(?:[\"'`]?(?P<before>-?\d+(?:\.\d+)?|[A-Za-z][\w-]*)[\"'`]?)\s+(?:by\s+default|unless\b.*|"
    r"if\s+nobody\b.*|initially|at\s+first)"
    r"|(?:start|starts|begin|begins)\s+(?:off\s+|out\s+)?(?:as|at|with|on|in)"
    r"\s+[\"'`]?(?P<first>-?\d+(?:\.\d+)?|[A-Za-z][\w-]*)[\"'`]?)(?=\s*(?:$|[,.;(]|instead|rather|not|"
    r"please|now|for\s+new))",
    re.I,
)
_SHORT_DEFAULT = re.compile(
    r"^(?:the\s+)?default\s+(?:value\s+)?(?:for\s+|of\s+)?(?P<of>[\w .]+?)\s+(?:to|=|is|should\s+be|"
    r"must\s+be|be)\s+[\"'`]?(?P<value>[\w. -]+?)[\"'`]?$",
    re.I,
)
_NOT_ALL = re.compile(
    r"^(?P<whose>.+?)\s+(?:don't|doesn't|do\s+not|does\s+not|needn't)\s+(?:always\s+|all\s+|"
    r"necessarily\s+|really\s+)*(?:(?:have|need)\s+to\s+have|need|have|require)\s+(?:an?\s+|any\s+|the\s+|"
    r"one\s+)?(?P<what>[\w ]+?)$|"
    r"^(?:not\s+(?:every|all|each|everybody|any)\s*|some\s+|most\s+|many\s+)(?:of\s+the\s+)?(?P<some>[\w "
    r"]+?)\s+(?:will\s+|do\s+|does\s+|can\s+)?(?:has|have|needs?|knows?)\s+(?:an?\s+|no\s+|the\s+)"
    r"?(?P<of>[\w ]+?)$",
    re.I,
)
_SECRET = re.compile(
    r"(?:\bnever|\bnot|n't|nowhere)\s+(?:be\s+)?(?:leave|returned|exposed|shown|visible|sent|come\s+back|"
    r"appear|included|part\s+of|show\s+up|in\s+(?:any|the)\s+(?:responses?|api))\b|^(?:hide|"
    r"never\s+(?:show|return|expose|send)|don't\s+(?:show|return|expose|send))\b|\b(?:is|are|be|"
    r"keep\s+\w+)\s+(?:a\s+)?secret\b",
    re.I,
)
_FIXED = re.compile(
    r"\b(?:can't|cannot|can\s+not|must\s+not|mustn't|may\s+not|shouldn't|should\s+not|never|not)"
    r"\s+(?:ever\s+)?(?:be\s+)?(?:changed?|edited|updated|modified|altered|touched)\b(?:\s+(?:any\s*more|"
    r"later|afterwards|after|once)\b.*)?|\b(?:immutable|write-?once|frozen)\b|"
    r"\bread-?only\s+(?:after|once)\b",
    re.I,
)
_SERVER = re.compile(
    r"\b(?:set|filled|written|generated|calculated|computed)\s+(?:only\s+)?(?:by\s+(?:the\s+)?(?:server|"
    r"system|backend|us)|automatically)\b|\b(?:is|are|be)\s+read-?only\b(?!\s+(?:after|once))",
    re.I,
)
_SUBJECT = re.compile(
    rf"^(?:(?:make|mark|set|keep|have|declare|let|turn)\s+)?(?P<what>.+?)\s+(?:{_MAY}\b|is\b|are\b|isn't|"
    rf"aren't|can't|cannot|mustn't|shouldn't|needn't|doesn't|don't|does\s+not|do\s+not|becomes?\b|stays?\b|"
    rf"remains?\b|never\b|no\s+longer\b|optional\b|mandatory\b|required\b|compulsory\b|unique\b|nullable\b|"
    rf"indexed\b|obligatory\b|immutable\b|not\s+null|non-?null|secret\b|read-?only\b|be\b|defaults?\b|"
    rf"starts?\b|begins?\b|secret\b|to\s+be\b|between\b|max(?:imum)?\b|min(?:imum)?\b|at\s+most\b|"
    rf"at\s+least\b|up\s+to\b|no\s+(?:more|longer|less)\s+than\b|from\s+\d|as\s+(?:optional|mandatory|"
    rf"required|unique)\b)",
    re.I,
)
_INDEXED = (
    re.compile(r"\b(?:index(?:es)?|indices)\s+(?:\w+\s+)?(?:on|for|over|to)\s+(?P<what>.+)$", re.I),
    re.compile(r"^(?:index|indexing)\s+(?P<what>.+)$", re.I),
    re.compile(r"^(?P<what>.+?)\s+(?:should|must|needs?\s+to|has\s+to|have\s+to|could)\s+be\s+indexed", re.I),
    re.compile(r"^(?P<what>.+?)\s+(?:needs?|should\s+have|wants?|gets?|deserves?)\s+an?\s+(?:\w+\s+)?index", re.I),
    re.compile(r"^(?:make|have)\s+(?P<what>.+?)\s+(?:be\s+)?indexed", re.I),
    re.compile(r"^(?:put|add|create|give|set)\s+(?P<what>.+?)\s+an?\s+index", re.I),
)
_BUT_NOT = re.compile(r"^(?P<what>.+?)\s+(?:isn't|aren't|is\s+not|are\s+not|doesn't|don't|need\s+not|needn't)$", re.I)
_SAME = re.compile(
    r"^(?:two\s+|several\s+)?(?P<of>[\w -]+?)\s+(?:with|having|of)\s+the\s+same\s+(?P<what>\w[\w ]*?)"
    r"\s+(?:are\s+not|aren't|must\s+not\s+be|should\s+not\s+be|can't\s+be)\s+(?:allowed|ok|possible|"
    r"permitted|there)$|"
    r"^two\s+(?P<two>[\w -]+?)\s+(?:can't|cannot|must\s+not|mustn't|shouldn't|may\s+not)\s+(?:have|share|"
    r"use)\s+the\s+same\s+(?P<one>\w[\w ]*?)$",
    re.I,
)
_LEFT_OUT = re.compile(
    r"^(?:(?:the|our|some|a)\s+)?(?P<who>\w+)\s+(?:\w+ly\s+)?(?:has|have|needs?|got|gets)\s+(?:none|"
    r"no\s+(?:such\s+)?\w+|nothing)\b|^(?:the\s+)?others?\s+(?:don't|do\s+not|doesn't|won't)|"
    r"^not\s+(?:all|every\w*|many)\b.*\b(?:has|have|fills?|knows?|gives?|sets?|enters?)\b",
    re.I,
)


def read(request: Request, sheet: Sheet) -> bool:
    """Changes what a field or relation is like."""
    text = request.text
    if _LEFT_OUT.match(text) and sheet.member is not None:
        return _require(sheet, [sheet.member], required=False)
    if (found := _BUT_NOT.match(text)) and sheet.required is not None:
        others = [r for r in subjects(found["what"], sheet, request.topic) if isinstance(r, Column | Tie)]
        if others:
            return _require(sheet, list(others), required=not sheet.required)
    if (found := _NOT_ALL.match(text)) and (model := sheet.thing(found["whose"] or found["some"])):
        refs = sheet.known.members(found["what"] or found["of"], model)
        if len(refs) == 1:
            return _require(sheet, refs, required=False)
    return (
        _indexed(text, sheet)
        or _unique(text, sheet, request.topic)
        or _defaulted(text, sheet)
        or _needed(text, sheet, request.topic)
        or _written(text, sheet)
        or _bounded(text, sheet)
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


def _members(text: str, sheet: Sheet, topic: str = "") -> list[Ref]:
    found = _SUBJECT.match(text)
    if found is None:
        return (
            [sheet.member]
            if sheet.member is not None
            and re.match(r"(?:still|but|not|optional|mandatory|required|unique|empty|null)\b", text, re.I)
            else []
        )
    refs = subjects(found["what"], sheet, topic)
    return [r for r in refs if isinstance(r, Column | Tie)] if all(isinstance(r, Column | Tie) for r in refs) else []


def _indexed(text: str, sheet: Sheet) -> bool:
    if not _INDEX.search(text) or re.match(r"(?:drop|remove|no)\b", text, re.I):
        return False
    for pattern in _INDEXED:
        found = pattern.search(text)
        if found is None:
            continue
        what = re.sub(
            r"\s+(?:please|together|because\b.*|since\b.*|for\s+(?:speed|performance|that)\b.*|,.*)$",
            "",
            found["what"],
            flags=re.I,
        )
        refs = [r for r in subjects(what, sheet) if isinstance(r, Column | Tie)]
        models = {r.model for r in refs}
        if not refs or len(models) != 1:
            return False
        together = bool(re.search(r"\b(?:compound|composite|combined|joint|together)\b", text, re.I))
        model = models.pop()
        groups = [tuple(r.name for r in refs)] if together else [(r.name,) for r in refs]
        had = sheet.find(model).indexes
        for group in groups:
            if group in had:
                sheet.assumptions.append(f"{model}.{', '.join(group)} is indexed already.")
            else:
                sheet.do(AddIndex(model=model, names=group))
        sheet.about(model, refs[-1])
        return True
    return False


def _unique(text: str, sheet: Sheet, topic: str) -> bool:
    if _NOT_UNIQUE.search(text):
        loose = [r for r in _members(text, sheet, topic) if isinstance(r, Column)]
        for field_ in loose:
            sheet.do(ChangeField(model=field_.model, field=field_.name, set=FieldPatch(unique=False)))
        return bool(loose)
    together = _TOGETHER.search(text)
    if together and _unique_together(text, together, sheet):
        return True
    if not _UNIQUE.search(text) and not _SAME.match(text):
        return False
    banned = _SAME.match(text)
    same = banned or re.search(
        r"no\s+two\s+(?P<of>[\w -]+?)\s+(?:can|may|should|must|with|have|share|are)\b.*?\b(?:same|"
        r"share(?:\s+an?|\s+the)?|identical|equal)\s+(?P<what>\w[\w ]*?)$",
        text,
        re.I,
    )
    refs: list[Column | Tie] = [
        r
        for r in (subjects(_one_of_all(same), sheet) if same else _members(text, sheet, topic))
        if isinstance(r, Column | Tie)
    ]
    for ref in refs:
        if isinstance(ref, Tie):
            sheet.do(ChangeRelation(model=ref.model, relation=ref.name, set=RelationPatch(kind=Kind.ONE_TO_ONE)))
            continue
        field = sheet.find(ref.model).field(ref.name)
        if field is not None and field.unique:
            sheet.assumptions.append(f"{ref.model}.{ref.name} is unique already.")
        else:
            sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch(unique=True)))
    if refs:
        sheet.about(refs[-1].model, refs[-1])
    if refs and (_REQUIRED.search(text) or _OPTIONAL.search(text)):
        _require(sheet, list(refs), required=not _OPTIONAL.search(text))
    return bool(refs)


def _one_of_all(found: re.Match[str]) -> str:
    """'name of products' of 'two products can't have the same name'."""
    groups = found.groupdict()
    return f"{groups.get('what') or groups.get('one')} of {groups.get('of') or groups.get('two')}"


def _unique_together(text: str, found: re.Match[str], sheet: Sheet) -> bool:
    if found["scope"]:
        refs = _members(text, sheet)
        if len(refs) != 1:
            return False
        ref = refs[0]
        model = ref.model if isinstance(ref, Column | Tie) else ""
        scopes = sheet.known.members(found["scope"], model) or _keys_to(sheet, model, found["scope"])
        if len(scopes) != 1:
            raise UnclearError(
                f"{model} has nothing that tells its {found['scope'].strip()}; within what is {ref.name} unique?"
                if isinstance(ref, Column | Tie)
                else "Within what is it unique?"
            )
        names = [scopes[0], ref]
    else:
        both = (found["first"] or found["one"] or found["three"], found["second"] or found["two"] or found["four"])
        names = subjects(" and ".join(both), sheet)
    chosen = [r for r in names if isinstance(r, Column | Tie)]
    if len(chosen) < 2 or len({r.model for r in chosen}) != 1:
        return False
    model = chosen[0].model
    field = sheet.find(model).field(chosen[-1].name)
    if found["scope"] and field is not None and field.unique:
        sheet.do(ChangeField(model=model, field=field.name, set=FieldPatch(unique=False)))
    sheet.do(AddUnique(model=model, names=tuple(r.name for r in chosen)))
    sheet.about(model, chosen[-1])
    return True


def _keys_to(sheet: Sheet, model: str, text: str) -> list[Ref]:
    target = sheet.known.model(text)
    return [Tie(model, r.name) for r in sheet.plan.keys_of(model) if r.target == target and target is not None]


def _defaulted(text: str, sheet: Sheet) -> bool:
    found = _SHORT_DEFAULT.match(text) or _DEFAULT.search(text)
    if found is None or re.search(r"\bno\s+default\b", text, re.I):
        return False
    groups = found.groupdict()
    value = groups.get("value") or groups.get("before") or groups.get("first") or ""
    of = groups.get("of")
    before = text[: found.start()].strip()
    subject = re.sub(
        r"\b(?:the|should|must|can|will|a|an|has|have|to|by|be|with|is|are|get|gets|make|set|give|new)"
        r"\s*$|^(?:make|let|set|give|have)\s+",
        "",
        before,
        flags=re.I,
    ).strip()
    subject = re.sub(
        r"\s+(?:should|must|can|will|has|have|gets?|is|are)(?:\s+(?:a|an|the|be|to))*$|'s$", "", subject, flags=re.I
    )
    ref = sheet.resolve(of or subject or "it")
    if isinstance(ref, Thing):
        ref = next((f for f in sheet.known.enum_fields(ref.name) if enum_value(value) in _values(sheet, f)), None)
    if not isinstance(ref, Column):
        return False
    field = sheet.find(ref.model).field(ref.name)
    literal = default_of(sheet, field, value) if field else None
    if literal is None or field is None:
        raise UnclearError(
            f"{ref.model}.{ref.name} is a {field.type if field else 'field'}: what is {value!r} as its default?"
        )
    sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch(default=literal)))
    sheet.about(ref.model, ref)
    return True


def _values(sheet: Sheet, ref: Column) -> tuple[str, ...]:
    field = sheet.find(ref.model).field(ref.name)
    enum = sheet.plan.enum(field.type) if field else None
    return enum.values if enum else ()


def default_of(sheet: Sheet, field: Field, value: str) -> Literal | None:
    """The value as a default of the field; None where it is none."""
    value = re.sub(r"\s+(?:please|instead|now|if\b.*|unless\b.*)$", "", value.strip(" \"'`."), flags=re.I)
    enum = sheet.plan.enum(field.type)
    if enum is not None:
        named = enum_value(value)
        return named if named in enum.values else None
    match field.scalar:
        case Scalar.BOOLEAN:
            low = value.lower()
            return True if low in {"true", "yes", "on", "1"} else False if low in {"false", "no", "off", "0"} else None
        case Scalar.INT | Scalar.BIG_INT:
            return 0 if value.lower() == "zero" else int(value) if re.fullmatch(r"-?\d+", value) else None
        case Scalar.FLOAT | Scalar.DECIMAL:
            return (
                0
                if value.lower() == "zero"
                else (float(value) if "." in value else int(value))
                if re.fullmatch(r"-?\d+(?:\.\d+)?", value)
                else None
            )
        case Scalar.DATE_TIME | Scalar.DATE:
            return (
                NOW
                if re.fullmatch(r"now(?:\(\))?|today|the\s+current\s+(?:date|time)|creation(?:\s+time)?", value, re.I)
                else None
            )
        case Scalar.STRING:
            if field.format is Format.COLOR:
                return value if re.fullmatch(r"#[0-9a-f]{6}", value, re.I) else None
            return value if field.format is None or field.format in {Format.CURRENCY, Format.COUNTRY} else None
        case _:
            return None


def _needed(text: str, sheet: Sheet, topic: str) -> bool:
    optional, required = _OPTIONAL.search(text), _REQUIRED.search(text)
    told = optional or required
    subject = _SUBJECT.match(text)
    if told is None or (subject and "," in text[subject.end("what") : told.start()]):
        return False
    refs = _members(text, sheet, topic)
    return bool(refs) and _require(sheet, refs, required=not optional)


def _require(sheet: Sheet, refs: list[Ref], *, required: bool) -> bool:
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


def _written(text: str, sheet: Sheet) -> bool:
    secret, fixed, server = _SECRET.search(text), _FIXED.search(text), _SERVER.search(text)
    if not (secret or fixed or server) or re.search(
        r"\bonly\b.*\b(?:can|may)\b|\bby\s+(?:anyone|anybody)\b", text, re.I
    ):
        return False
    shown = re.match(
        r"^(?:hide|never\s+\w+|don't\s+\w+|keep)\s+(?P<what>.+?)(?:\s+(?:secret|in|from|to|anywhere|private)\b.*)?$",
        text,
        re.I,
    )
    refs = [r for r in (subjects(shown["what"], sheet) if shown else _members(text, sheet)) if isinstance(r, Column)]
    for ref in refs:
        given = FieldPatch(secret=True) if secret else FieldPatch(write=Write.ON_CREATE if fixed else Write.SERVER)
        sheet.do(ChangeField(model=ref.model, field=ref.name, set=given))
        sheet.about(ref.model, ref)
    return bool(refs)


def _bounded(text: str, sheet: Sheet) -> bool:
    low, high = bounds_in(text)
    if low is None and high is None:
        return False
    found = _SUBJECT.match(text) or re.match(
        r"^(?:limit|cap|restrict|allow|keep|bump|raise|increase|lower|reduce)\s+(?P<what>.+?)\s+(?:to|at|"
        r"between|from|below|under)\b",
        text,
        re.I,
    )
    what = (
        re.sub(
            r"\s+(?:length|size|value|limit|maximum|minimum)$|^(?:the\s+)?(?:length|maximum|max|minimum|"
            r"limit)\s+(?:length\s+)?(?:of|for|on)\s+",
            "",
            found["what"],
            flags=re.I,
        )
        if found
        else ""
    )
    refs = [r for r in subjects(what, sheet) if isinstance(r, Column)] if what else []
    refs = refs or (
        [sheet.member]
        if isinstance(sheet.member, Column) and re.match(r"(?:max|min|at|between|from|up|not|allow|\d)", text, re.I)
        else []
    )
    for ref in refs:
        field = sheet.find(ref.model).field(ref.name)
        if field is None:
            return False
        sheet.do(ChangeField(model=ref.model, field=ref.name, set=_bounds(field, text, low, high)))
        sheet.about(ref.model, ref)
    return bool(refs)


def _bounds(field: Field, text: str, low: int | float | None, high: int | float | None) -> FieldPatch:
    if field.scalar is Scalar.STRING or field.many:
        if low is not None and high is not None and low != high and not field.many and not speaks_of_letters(text):
            raise UnclearError(f"{field.name} is a text. Is it to be a number from {low} to {high}?")
        given = {"min_length": None if low is None else int(low), "max_length": None if high is None else int(high)}
        if high is not None and low is None and field.min_length is not None and field.min_length > high:
            given["min_length"] = int(high)
            return FieldPatch.model_validate(given)
    elif field.scalar in {Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL} and not speaks_of_letters(text):
        return FieldPatch.model_validate({k: v for k, v in {"min": low, "max": high}.items() if v is not None})
    else:
        raise UnclearError(f"{field.name} is a {field.type}; what is to be bounded about it?")
    return FieldPatch.model_validate({k: v for k, v in given.items() if v is not None})
