"""'rename price to unitPrice', 'call it Listing instead of Property', 'done -> completed'."""

from __future__ import annotations

import re
from difflib import get_close_matches

from assistant.blueprint.names import camel
from assistant.blueprint.operations.operation import (
    RenameEnumValue,
    RenameField,
    RenameModel,
    RenameRelation,
    SetPlan,
)
from assistant.blueprint.operations.patch import PlanPatch
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.revise.known import Column, Deed, Ref, Role, Thing, Tie, Value
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.target import given_name, member_name, model_name
from assistant.blueprint.revise.types import type_named
from assistant.blueprint.revise.wording import Request

_NAME = (
    r"[\"'`]?[A-Za-z][\w-]*(?:\s(?!should\b|must\b|can\b|may\b|is\b|are\b|be\b|refers?\b|belongs?\b|"
    r"has\b|have\b|needs?\b)[\w-]+){0,2}?[\"'`]?"
)
_PATTERNS = tuple(
    re.compile(p, re.I)
    for p in (
        rf"^(?:call|name)\s+(?P<pron>it|them|that|this|those)\s+(?P<new>{_NAME})\s*,?\s+(?:instead\s+of|"
        rf"rather\s+than|not)\s+(?P<old>.+)$",
        r"^(?:call|name)\s+(?P<old>.+?)\s+(?P<new>\S+)\s+instead$",
        r"^(?:rename|renaming|change\s+the\s+names?\s+of|rebrand)\s+(?P<old>.+?)\s+(?:to|into|as|→)\s+(?P<new>.+)$",
        rf"^(?:use|let's\s+use|say|write|i\s+prefer|prefer)\s+(?P<new>{_NAME})\s*,?\s+(?:instead\s+of|"
        rf"rather\s+than|not)\s+(?P<old>.+)$",
        rf"^it\s+(?:should|must)\s+(?:really\s+|rather\s+)?be\s+(?P<new>{_NAME})\s*,?\s+(?:not|"
        rf"instead\s+of|rather\s+than)\s+(?P<old>.+)$",
        rf"^(?P<new>{_NAME})\s+(?:instead\s+of|rather\s+than)\s+(?P<old>.+)$",
        r"^(?P<old>.+?)\s*→\s*(?:(?:please\s+)?(?:call|name|rename)\s+(?:it|them)(?:\s+to)?\s+)?(?P<new>.+)$",
        r"^(?P<old>.+?)\s+(?:should|must|shall|needs?\s+to|has\s+to|ought\s+to|is\s+to|could|can|might)"
        r"\s+(?:rather\s+|really\s+|better\s+|actually\s+)*(?:be\s+)?"
        r"(?:called|named|renamed(?:\s+to)?|labelled|read|known\s+as)\s+(?P<new>.+)$",
        r"^(?P<old>.+?)\s+(?:is|are)\s+(?:now\s+|actually\s+|really\s+|rather\s+|better\s+)*(?:called|"
        r"named|known\s+as)\s+(?P<new>.+)$",
        rf"^(?:call|name)\s+(?P<old>it|them|this|that|those|the\s+.+?|\S+)\s+(?P<new>{_NAME})$",
        r"^(?:swap|exchange|substitute)\s+(?P<old>.+?)\s+(?:for|with|by|against)\s+(?P<new>.+)$",
        r"^replace\s+(?:the\s+(?:name|word|term)\s+)?(?P<old>.+?)\s+(?:with|by)\s+(?P<new>.+)$",
        r"^(?:change|turn|make)\s+(?P<old>.+?)\s+(?:to|into)\s+(?P<new>.+)$",
        r"^(?P<old>.+?)\s+(?:becomes?|turns\s+into)\s+(?P<new>.+)$",
        r"^(?P<old>.+?)\s+(?:should|must)\s+(?:really\s+|rather\s+|actually\s+)"
        r"?be\s+(?P<new>[\"'`]\w+[\"'`]|[A-Za-z]\w*)(?:\s+instead)?$",
    )
)
_VAGUE = _PATTERNS[11:]
"""These also say other things; they rename only where the new name can be nothing else."""
_PLAN = re.compile(
    r"^(?:(?:the|this|our)\s+)?(?:project|api|app|application|service|backend|whole\s+thing|title)$", re.I
)


def read(request: Request, sheet: Sheet) -> bool:
    """Renames a field, relation, model, value, role or the plan itself."""
    for pattern in _PATTERNS:
        found = pattern.match(request.text)
        if found is None:
            continue
        pairs = _pairs(found["old"], found["new"])
        if pairs and all(
            _rename(sheet, old, new, sure=pattern not in _VAGUE, arrow="→" in request.text) for old, new in pairs
        ):
            return True
    return False


def _pairs(old: str, new: str) -> list[tuple[str, str]]:
    """'a to b and c to d' as pairs."""
    if re.search(r"\s(?:to|→|into)\s", new):
        parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", f"{old} → {new}")
        pairs = [re.split(r"\s+(?:to|→|into)\s+", part, maxsplit=1) for part in parts]
        return [(p[0], p[1]) for p in pairs if len(p) == 2] if all(len(p) == 2 for p in pairs) else []
    olds = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", old)
    news = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", new)
    if len(olds) == len(news) > 1:
        return list(zip(olds, news, strict=True))
    return [(old, new)]


def _rename(sheet: Sheet, old: str, new: str, *, sure: bool, arrow: bool) -> bool:
    told = re.match(r"^(?P<new>.+?)\s+(?:on|of|in|for)\s+(?P<whole>.+)$", new)
    if told and sheet.thing(told["whole"]) is not None:
        old, new = f"{old} of {told['whole']}", told["new"]
    name = given_name(new)
    if not name:
        return False
    if _PLAN.match(old.strip()) and sure:
        sheet.do(SetPlan(set=PlanPatch(title=new.strip(" .\"'`"))))
        return True
    if arrow and type_named(name) is not None:
        return False
    ref = sheet.resolve(
        re.sub(r"^(?:the\s+)?(?:word|term|field|column|model|table|value)\s+(?=\w)", "", old, flags=re.I)
    )
    if ref is None or (not sure and not _is_new_name(sheet, ref, name)):
        return False
    _apply(sheet, ref, name)
    return True


def _is_new_name(sheet: Sheet, ref: Ref, name: str) -> bool:
    """Whether a name in 'x should be y' is one: it is no type, no value, and nothing that is known."""
    if type_named(name) is not None or re.fullmatch(
        r"(?:un)?\w*(?:able|ional|ory|red|ique|ate|lic|ed|ive|ero|one|null)", name, re.I
    ):
        return False
    if name.lower() in _QUALITIES or re.match(
        r"(?:a|an|the|in|at|on|per|only|not|between|from|up|more|less|of)\b", name, re.I
    ):
        return False
    if isinstance(ref, Column | Tie):
        if [r for r in sheet.known.members(name, ref.model) if r != ref] or sheet.known.model(name) is not None:
            return False
        field = sheet.find(ref.model).field(ref.name)
        enum = sheet.plan.enum(field.type) if field else None
        if enum is not None and enum_value(name) in enum.values:
            return False
        coded = bool(re.search(r"[a-z][A-Z]|_", name))
        return coded or bool(get_close_matches(name.lower(), [ref.name.lower()], n=1, cutoff=0.6))
    return len(name.split()) <= 2


_QUALITIES = frozenset(
    "unique optional required mandatory nullable empty public private readonly indexed sortable shorter "
    "longer bigger true false null zero".split()
)


def _apply(sheet: Sheet, ref: Ref, name: str) -> None:
    match ref:
        case Thing():
            to = model_name(name)
            if sheet.plan.model(to) is not None and to != ref.name:
                raise UnclearError(f"There is a {to} already. Are {ref.name} and {to} to become one?")
            if to != ref.name:
                sheet.do(RenameModel(model=ref.name, to=to))
            sheet.about(to)
        case Column():
            sheet.do(RenameField(model=ref.model, field=ref.name, to=(to := member_name(name, ref.model))))
            sheet.about(ref.model, Column(ref.model, to))
        case Tie():
            to = member_name(
                re.sub(r"(?<=\w)[\s_]?id$", "", name, flags=re.I) if name.lower().endswith("id") else name, ref.model
            )
            sheet.do(RenameRelation(model=ref.model, relation=ref.name, to=to))
            sheet.about(ref.model, Tie(ref.model, to))
        case Value():
            sheet.do(RenameEnumValue(enum=ref.enum, value=ref.value, to=enum_value(name)))
            sheet.member = Value(ref.enum, enum_value(name))
        case Role():
            to = enum_value(name)
            raise UnclearError(f"Is {to} to take the place of {ref.name}, also for those who have that role now?")
        case Deed():
            raise UnclearError(f"Actions keep their names. Is {ref.model}.{ref.name} to go, and {camel(name)} to come?")
