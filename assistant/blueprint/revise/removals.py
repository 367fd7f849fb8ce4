"""'drop the nickname', 'we no longer need phone numbers', 'scrap the attachments again'."""

from __future__ import annotations

import re

from assistant.blueprint.access import Operation
from assistant.blueprint.operations.operation import (
    ChangeField,
    DropAction,
    DropEndpoint,
    DropEnumValue,
    DropField,
    DropIndex,
    DropModel,
    DropRelation,
    SetAccess,
    SetAuth,
    SetConstraints,
    SetLifecycle,
)
from assistant.blueprint.operations.patch import AuthPatch, FieldPatch
from assistant.blueprint.plan import AuthKind
from assistant.blueprint.revise.known import Column, Deed, Ref, Role, Thing, Tie, Value
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request

_DROP = re.compile(
    r"^(?:(?:then|also|just|rather|maybe)\s+)*(?:drop(?:ping)?|remov(?:e|ing)|delet(?:e|ing)|scrap|kill|"
    r"get\s+rid\s+of|ditch|lose|throw\s+(?:out|away)|take\s+out|"
    r"leave\s+out|cut|nuke|eliminate|forget(?:\s+about)?|strip|undo|revert|erase|take|deprecate|no\s+more|"
    r"without)\s+(?P<what>.+)$",
    re.I,
)
_NEEDLESS = re.compile(
    r"^(?:we\s+|i\s+)?(?:don't|do\s+not|doesn't|won't)\s+(?:actually\s+|really\s+)*(?:need|want|use|have)"
    r"\s+(?P<what>.+)$|"
    r"^(?:nobody|no\s+one|noone)\s+(?:needs|wants|uses)\s+(?P<by>.+)$|"
    r"^(?:we\s+)?no\s+longer\s+(?:need|want|use)\s+(?P<longer>.+)$|"
    r"^we\s+no\s+longer\s+(?:need|want|use)\s+(?P<we>.+)$|"
    r"^(?P<gone>.+?)\s+(?:can|should|must|may|could|has\s+to|have\s+to|needs?\s+to)\s+(?:go|"
    r"be\s+(?:dropped|removed|deleted|scrapped|left\s+out|killed|gone|cut))(?:\s+away)?$|"
    r"^(?P<idle>.+?)\s+(?:is|are)\s+(?:not|n't|no\s+longer)\s+(?:really\s+|actually\s+)*(?:needed|"
    r"necessary|used|wanted)(?:\s+(?:any\s*more|anymore))?$|"
    r"^(?P<isnt>.+?)\s+(?:isn't|aren't)\s+(?:really\s+|actually\s+)*(?:needed|necessary|used|wanted)"
    r"(?:\s+(?:any\s*more|anymore))?$|"
    r"^(?P<old>.+?)\s+(?:is|are)\s+(?:obsolete|superfluous|useless|redundant|pointless|unnecessary)(?:\s+now)?$",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:,\s*.*|\s-\s.*|\s+(?:again|any\s*more|anymore|after\s+all|for\s+good|completely|entirely|"
    r"altogether|please|as\s+well|too|because\b.*|since\b.*|"
    r"out|away|for\s+now|nobody\b.*|it\s+is\b.*|for\s+(?:\w+\s+)?(?:reasons?|privacy|gdpr|simplicity|"
    r"legal)\b.*|they\s+are\b.*|(?:that\s+is|is)\s+for\s+later.*))$",
    re.I,
)
_QUALITY = re.compile(
    r"^(?:the\s+)?(?P<what>unique(?:ness)?(?:\s+(?:constraint|rule|check|index))?|default(?:\s+value)?|"
    r"index|bounds?|limits?|length\s+limit|max(?:imum)?(?:\s+length)?|min(?:imum)?|overlap\s+(?:check|"
    r"rule)|requirement|constraints?|lifecycle|state\s+machine|workflow|transitions?|status\s+flow|soft[- "
    r"]delete|timestamps?)"
    r"\s+(?:of|on|from|for)\s+(?P<of>.+)$|^(?P<whose>.+?)\s+(?P<that>unique\s+constraint|uniqueness|"
    r"default(?:\s+value)?|index|lifecycle|workflow|state\s+machine)$",
    re.I,
)
_ENDPOINT = re.compile(
    r"^(?:the\s+)?(?P<verb>GET|POST|PATCH|PUT|DELETE|list|create|update|delete|read|creation|deletion)"
    r"?\s*(?:endpoints?|routes?|api)\s+(?:for|of|on)\s+(?P<of>.+)$|"
    r"^(?:the\s+)?(?P<whose>.+?)\s+(?:endpoints?|routes?)$",
    re.I,
)
_BY_VERB = {
    "get": Operation.READ,
    "read": Operation.READ,
    "list": Operation.LIST,
    "post": Operation.CREATE,
    "create": Operation.CREATE,
    "creation": Operation.CREATE,
    "patch": Operation.UPDATE,
    "put": Operation.UPDATE,
    "update": Operation.UPDATE,
    "delete": Operation.DELETE,
    "deletion": Operation.DELETE,
}


def read(request: Request, sheet: Sheet) -> bool:
    """Drops what is named."""
    found = _DROP.match(request.text)
    needless = None if found else _NEEDLESS.match(request.text)
    if found is None and needless is None:
        return False
    what = found["what"] if found else next(group for group in needless.groups() if group) if needless else ""
    if re.match(r"(?:more\s+than|less\s+than|to\b|a\s+|an\s+|the\s+ability)", what, re.I) and needless:
        return False
    if _special(_trimmed(what), sheet):
        return True
    targets = [_target(part, sheet, request.topic) for part in _parts(what)]
    if not targets or any(ref is None for ref in targets):
        return False
    for ref in targets:
        if ref is not None:
            drop(sheet, ref)
    return True


def _trimmed(what: str) -> str:
    before = None
    while what != before:
        before, what = what, _TAIL.sub("", what).strip(" .,;:!")
    return what


def _parts(what: str) -> list[str]:
    """The names in 'phone, fax and the nickname from users', each with what it is dropped from."""
    pieces = re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|\+)\s+", what)
    names = [_trimmed(piece) for piece in pieces]
    names = [
        name
        for name in names
        if name and not re.match(r"(?:nobody|because|since|it|they|we|that|gdpr|privacy|legal|not)\b", name, re.I)
    ] or [_trimmed(what)]
    shared = re.search(r"\s+(?:of|on|from|in|for)\s+(?P<whole>.+)$", names[-1], re.I)
    if shared and len(names) > 1:
        names = [n if re.search(r"\s(?:of|on|from|in)\s", n) else f"{n} from {shared['whole']}" for n in names]
    return names


def _target(text: str, sheet: Sheet, topic: str) -> Ref | None:
    if topic and (model := sheet.thing(topic)):
        inside = sheet.known.members(text, model)
        if len(inside) == 1:
            return inside[0]
    text = re.sub(
        r"^(?:the\s+)?(?:field|column|flag|attribute|model|table|relation|status|state|value|option|role|"
        r"entity|enum value)\s+(?=\w)",
        "",
        text,
        flags=re.I,
    )
    return sheet.resolve(text)


def _special(what: str, sheet: Sheet) -> bool:
    """Qualities, rules and endpoints rather than things."""
    found = _QUALITY.match(what)
    if found:
        of, quality = (found["of"] or found["whose"]), (found["what"] or found["that"]).lower()
        return _drop_quality(sheet, quality, of)
    found = _ENDPOINT.match(what)
    if found:
        model = sheet.thing(found["of"] or found["whose"])
        if model is None:
            return False
        operation = _BY_VERB.get((found["verb"] or "").lower())
        sheet.do(
            DropEndpoint(model=model) if operation is None else SetAccess(model=model, operation=operation, rules=())
        )
        sheet.about(model)
        return True
    return False


def _drop_quality(sheet: Sheet, quality: str, of: str) -> bool:
    model = sheet.thing(of)
    if (
        quality.startswith(("lifecycle", "state machine", "workflow", "transition", "status flow"))
        and model is not None
    ):
        sheet.do(SetLifecycle(model=model, lifecycle=None))
        return True
    if quality.startswith(("overlap", "constraint", "limit")) and model is not None:
        kept = tuple(
            c
            for c in sheet.find(model).constraints
            if not (quality.startswith("overlap") and c.kind == "no_overlap")
            and not (quality.startswith("limit") and c.kind == "limit")
            and not quality.startswith("constraint")
        )
        sheet.do(SetConstraints(model=model, constraints=kept))
        return True
    ref = sheet.resolve(of, things=False)
    if not isinstance(ref, Column):
        return False
    field = sheet.find(ref.model).field(ref.name)
    if quality.startswith("unique"):
        sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch(unique=False)))
    elif quality.startswith("default"):
        sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch(default=None)))
    elif quality.startswith("index"):
        group = next((g for g in sheet.find(ref.model).indexes if ref.name in g), None)
        if group is None:
            raise UnclearError(f"{ref.model}.{ref.name} has no index of its own; which one is meant?")
        sheet.do(DropIndex(model=ref.model, names=group))
    elif quality.startswith(("max", "length", "min", "bound", "limit")) and field is not None:
        low = {"min": None, "min_length": None} if not quality.startswith("max") else {}
        high = {"max": None, "max_length": None} if not quality.startswith("min") else {}
        sheet.do(ChangeField(model=ref.model, field=ref.name, set=FieldPatch.model_validate(low | high)))
    else:
        return False
    sheet.about(ref.model, ref)
    return True


def drop(sheet: Sheet, ref: Ref) -> None:
    """Drops one thing."""
    match ref:
        case Thing():
            sheet.do(DropModel(model=ref.name))
            sheet.model = sheet.member = None
        case Column():
            auth = sheet.plan.auth
            if auth.kind is not AuthKind.NONE and (ref.model, ref.name) == (auth.model, auth.identifier):
                raise UnclearError(f"People sign in with {ref.model}.{ref.name}. What do they sign in with instead?")
            sheet.do(DropField(model=ref.model, field=ref.name))
            sheet.about(ref.model)
        case Tie():
            _drop_tie(sheet, ref)
        case Value():
            sheet.do(DropEnumValue(enum=ref.enum, value=ref.value))
        case Deed():
            sheet.do(DropAction(model=ref.model, action=ref.name))
            sheet.about(ref.model)
        case Role():
            roles = tuple(r for r in sheet.plan.auth.roles if r != ref.name)
            sheet.do(SetAuth(set=AuthPatch(roles=roles)))


def _drop_tie(sheet: Sheet, ref: Tie) -> None:
    sheet.do(DropRelation(model=ref.model, relation=ref.name))
    sheet.about(ref.model)
