"""Values of enums and roles: 'we also need the status ON_HOLD', 'movements need a third type TRANSFER'."""

from __future__ import annotations

import re

from assistant.blueprint.operations.operation import AddEnumValue, SetAuth
from assistant.blueprint.operations.patch import AuthPatch
from assistant.blueprint.plan import AuthKind
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.revise.known import Column, Value, said
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request

_NTH = r"(?:(?:third|fourth|fifth|sixth|seventh|further|new|additional|extra|another|more|second|one\s+more)\s+)*"
_KIND = (
    r"(?P<kind>status(?:es)?|states?|types?|kinds?|categor(?:y|ies)|levels?|priorit(?:y|ies)|stages?|"
    r"roles?|genres?|values?|options?|conditions?|reasons?|modes?|\w+)"
)
_V = r"[\"'`]?[A-Za-z][\w-]*(?:\s[\w-]+){0,2}?[\"'`]?"
_VALUES = rf"(?P<values>{_V}(?:\s*(?:,\s*(?:and\s+|or\s+)?|/|\||\s+and\s+|\s+or\s+|\s+plus\s+)\s*{_V})*)"
_LEAD = (
    r"(?:(?:we|i)\s+(?:also\s+|still\s+|now\s+|really\s+)*(?:need|want|miss|lack|should\s+have)\s+|"
    r"add(?:ing)?\s+|include\s+|introduce\s+|there\s+(?:should|must|can|is|are|has\s+to)(?:\s+also)?(?:\s+be)"
    r"?\s+|(?:is|are)\s+missing\s+|(?:an?\s+)?new\s+|another\s+|one\s+more\s+|allow\s+|support\s+|also\s+|and\s+)"
)
_SEP = r"(?:\s*[:=]\s*|\s+(?:called\s+|named\s+|value\s+|of\s+|for\s+)?)"
_BE = r"(?:be|become|have|take|allow|include)"
_PATTERNS = tuple(
    re.compile(p, re.I)
    for p in (
        rf"^{_LEAD}(?:the\s+|an?\s+)?{_NTH}(?P<whose>[\w -]+?\s)??{_KIND}{_SEP}{_VALUES}"
        rf"(?:\s+(?:to|for|on|of|in)\s+(?P<on>[\w -]+))?$",
        rf"^{_LEAD}(?:the\s+)?(?:(?:value|option|state|status)s?\s+)?{_VALUES}\s+"
        rf"(?:to|as\s+(?:an?\s+)?{_NTH}(?:possible\s+|allowed\s+)?(?:value\s+(?:of|for)\s+)?)\s*(?:the\s+)"
        rf"?(?:list\s+of\s+)?"
        rf"(?P<whose>[\w' -]+?\s)??{_KIND}(?:\s+(?:of|for|on|in)\s+(?P<on>[\w -]+?))?(?:\s+(?:enum|values|"
        rf"options|list))?$",
        rf"^(?P<whose>[\w -]+?)\s+(?:then\s+)?(?:needs?|gets?|should\s+(?:have|get)|must\s+have|wants?|has|have|"
        rf"requires?|can\s+have)\s+"
        rf"(?:the\s+|an?\s+|one\s+more\s+)?{_NTH}{_KIND}{_SEP}{_VALUES}$",
        rf"^(?P<whose>[\w' -]+?)\s+(?:can|could|may|might|should|must)\s+(?:additionally|now|then)\s+{_BE}\s+"
        rf"(?:the\s+value\s+|in\s+|set\s+to\s+|marked\s+(?:as\s+)?)?(?:an?\s+)?{_VALUES}(?:\s+too)?$",
        rf"^(?P<whose>[\w' -]+?)\s+(?:should|must|needs?\s+to|has\s+to)\s+(?:allow|include|offer|support|"
        rf"know|accept|have)\s+"
        rf"(?:an?\s+|the\s+)?{_VALUES}(?:\s+(?:too|as\s+well))?$",
        rf"^(?P<whose>[\w' -]+?)\s+(?:needs?|is\s+missing|are\s+missing|lacks?|gets?)\s+(?:an?\s+|the\s+|"
        rf"one\s+more\s+)*{_NTH}"
        rf"(?:value\s+|option\s+)?(?:called\s+)?{_VALUES}$",
    )
)
_ROLE = re.compile(
    rf"^{_LEAD}(?:the\s+|an?\s+)?{_NTH}(?:user\s+)?roles?{_SEP}{_VALUES}$|"
    rf"^{_LEAD}(?:an?\s+|the\s+)?{_NTH}(?P<before>{_V})\s+role$|"
    rf"^(?:users?|accounts?|people|members?|somebody|someone)\s+(?:can|may|could)"
    rf"\s+additionally\s+be\s+(?:an?\s+)?(?P<be>{_V})$",
    re.I,
)
_NO_VALUES = frozenset(
    "field column attribute date datetime number text string boolean flag name title for of to on in "
    "with and or a an the that which not int integer decimal".split()
)


def read(request: Request, sheet: Sheet) -> bool:
    """Adds values to an enum, or roles to the account."""
    text = request.text
    if (found := _ROLE.match(text)) and _roles(found, sheet):
        return True
    for number, pattern in enumerate(_PATTERNS):
        found = pattern.match(text)
        if found is None:
            continue
        groups = found.groupdict()
        kind, whose, on = (groups.get(k) or "" for k in ("kind", "whose", "on"))
        values = [
            v
            for part in re.split(
                r"\s*,\s*(?:and\s+|or\s+)?|\s*/\s*|\s*\|\s*|\s+and\s+|\s+or\s+|\s+plus\s+", found["values"]
            )
            if (v := part.strip(" \"'`"))
        ]
        first = {w.lower() for v in values for w in v.split()[:1]} if number != 3 else {v.lower() for v in values}
        if not values or first & _NO_VALUES:
            continue
        if number > 3 and not all(v.isupper() for v in values) and _enum_field(sheet, whose, None) is None:
            continue
        field = _field(sheet, kind, on or whose, request.topic, bare=number >= 3)
        if field is not None and _add(sheet, field, values):
            return True
    return False


def _field(sheet: Sheet, kind: str, whose: str, topic: str, *, bare: bool) -> Column | None:
    """The field whose values are meant: 'type' of 'movements', 'the ticket status', or the only status there is."""
    model = sheet.thing(whose) if whose.strip() else sheet.thing(topic) if topic else None
    if model is None and whose.strip():
        owner = _enum_field(sheet, whose, None)
        if owner is not None or bare:
            return owner
        if not re.fullmatch(r"(?:the|a|an|also|new|possible|another|more)?\s*", whose.strip(), re.I):
            return _enum_field(sheet, f"{whose.strip()} {kind}", None)
    if bare:
        return _only(sheet, model) if model is not None else None
    found = _enum_field(sheet, kind, model)
    if found is not None:
        return found
    generic = re.fullmatch(r"status(?:es)?|states?|types?|kinds?|values?|options?|stages?|levels?|modes?", kind, re.I)
    return _only(sheet, model) if model is not None and generic else None


def _only(sheet: Sheet, model: str | None) -> Column | None:
    fields = sheet.known.enum_fields(model)
    named = [f for f in fields if f.name in {"status", "state", "stage"}]
    return fields[0] if len(fields) == 1 else named[0] if len(named) == 1 else None


def _enum_field(sheet: Sheet, text: str, model: str | None) -> Column | None:
    refs = [r for r in sheet.known.refer(text, model or sheet.model, things=False) if isinstance(r, Column)]
    refs = [r for r in refs if (model is None or r.model == model) and _is_enum(sheet, r)]
    if len(refs) > 1:
        near = [r for r in refs if r.model == sheet.model]
        if len(near) != 1:
            raise UnclearError(f"Which {text.strip()!r} gets the value: {' or '.join(map(said, refs))}?")
        refs = near
    return refs[0] if refs else None


def _is_enum(sheet: Sheet, ref: Column) -> bool:
    field = sheet.find(ref.model).field(ref.name)
    return field is not None and sheet.plan.enum(field.type) is not None


def _add(sheet: Sheet, ref: Column, values: list[str]) -> bool:
    model = sheet.find(ref.model)
    field = model.field(ref.name)
    enum = sheet.plan.enum(field.type) if field else None
    if enum is None:
        return False
    names = [enum_value(v) for v in values]
    if any(sheet.known.members(v, ref.model) and not v.isupper() for v in values):
        return False
    if model.lifecycle is not None and model.lifecycle.field == ref.name:
        fresh = [n for n in names if n not in enum.values]
        if fresh:
            raise UnclearError(
                f"{ref.model} goes through fixed steps: from which states does it get to "
                f"{' and '.join(fresh)}, and where from there?"
            )
    for name in names:
        if name in enum.values:
            sheet.assumptions.append(f"{enum.name} has {name} already.")
        else:
            sheet.do(AddEnumValue(enum=enum.name, value=name))
    sheet.about(ref.model, ref, Value(enum.name, names[-1]))
    return True


def _roles(found: re.Match[str], sheet: Sheet) -> bool:
    said = found["values"] or found["before"] or found["be"]
    names = [
        enum_value(re.sub(r"^(?:an?|the)\s+", "", v.strip(), flags=re.I))
        for v in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*/\s*", said)
    ]
    if any(f.name == "role" for f in sheet.known.enum_fields(None)) and not sheet.plan.auth.roles:
        return False
    if sheet.plan.auth.kind is AuthKind.NONE:
        raise UnclearError(f"Nobody signs in yet. What may {' and '.join(names)} do that others may not?")
    auth = sheet.plan.auth
    fresh = tuple(n for n in names if n not in auth.roles)
    base = auth.default_role or ("USER" if "USER" not in fresh else fresh[0])
    roles = (*(auth.roles or ((base,) if base not in fresh else ())), *fresh)
    if fresh:
        sheet.do(SetAuth(set=AuthPatch(roles=roles, default_role=base)))
        sheet.questions.append(f"What may {' and '.join(fresh)} do? Nothing but what everybody may, so far.")
    else:
        sheet.assumptions.append(f"There is the role {' and '.join(names)} already.")
    return True
