"""How many of one model belong to how many of another: 'several assignees per ticket', 'every label
belongs to one project'."""

from __future__ import annotations

import re

from assistant.blueprint.behaviour import Limit
from assistant.blueprint.field import Write
from assistant.blueprint.names import camel, label, plural, singular, words
from assistant.blueprint.operations.operation import (
    ChangeRelation,
    DropRelation,
    RenameRelation,
    SetConstraints,
)
from assistant.blueprint.operations.patch import RelationPatch
from assistant.blueprint.plan import AuthKind
from assistant.blueprint.read.attributes import is_mutual, looks_scalar
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import Link
from assistant.blueprint.read.tag import is_plural
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.blueprint.revise import things
from assistant.blueprint.revise.additions import relate
from assistant.blueprint.revise.deletions import read_deletion
from assistant.blueprint.revise.known import Tie, bare
from assistant.blueprint.revise.once import read_not_twice, read_one_of_each
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.target import member_name
from assistant.blueprint.revise.ties import CAN, NOUN, tie_of
from assistant.blueprint.revise.wording import Request

_SEVERAL = (
    r"(?:several|multiple|many|more\s+than\s+one|any\s+number\s+of|two\s+or\s+more|various|"
    r"lots\s+of|one\s+or\s+more|a\s+list\s+of|(?:up\s+to|at\s+most|max(?:imum)?)\s+\d+)"
)

_EXACTLY = (
    r"(?:exactly\s+one|only\s+(?:ever\s+)?one|just\s+one|precisely\s+one|one\s+and\s+only\s+one|"
    r"a\s+single|one\s+single|at\s+most\s+one|max(?:imum)?\s+(?:of\s+)?one|not\s+more\s+than\s+one|one|an?|"
    r"its\s+own|the|their)"
)

_END = (
    r"(?:\s*(?:,|\(|\s-\s)\s*(?P<rest>.*?)\)?|\s+(?P<then>instead|too|as\s+well|not\s+(?:just\s+)"
    r"?(?:one|the\s+one|only\s+one).*|at\s+(?:once|the\s+same\s+time)|rather\s+than.*|only|now|"
    r"and\s+(?:vice\s+versa|the\s+other\s+way\s+(?:a)?round)))?$"
)

_SELF = re.compile(
    rf"^(?P<whose>{NOUN})\s+{CAN}?(?:have|has|needs?|gets?|get)\s+(?P<opt>optionally\s+|maybe\s+)"
    rf"?(?P<many>{_SEVERAL}\s+|some\s+)?(?:an?\s+|one\s+|their\s+|its\s+)?(?P<name>[a-z]+(?:\s[a-z]+)?)"
    rf"\s*,?\s+(?:who|which|that)\s+(?:is|are)\s+(?:also\s+|itself\s+|themselves\s+|again\s+|just\s+|"
    rf"another\s+)*(?:an?\s+)?(?P<same>[A-Za-z]+(?:\s[a-z]+)?)(?:\s+(?:too|as\s+well|again|itself|"
    rf"themselves|from\s+.*))?{_END}",
    re.I,
)

_PARENT = re.compile(
    rf"^(?P<whose>{NOUN})\s+{CAN}?(?:be\s+(?:nested|hierarchical)|form\s+a\s+(?:tree|hierarchy)|"
    rf"have\s+sub-?\s?(?P<subs>\w+)|(?:have|has|get|gets|needs?)\s+(?:an?\s+)?(?:optional\s+)"
    rf"?parent(?:\s+(?P<parent>\w+))?|(?:reply|refer|respond)s?\s+to\s+(?:other|another|each\s+other)"
    rf"(?:\s+(?P<other>\w+))?){_END}",
    re.I,
)

_SEVERAL_PER = re.compile(
    rf"^(?:allow\s+|support\s+|(?:we|i)\s+(?:also\s+)?(?:need|want)\s+)?(?P<how>{_SEVERAL})"
    rf"\s+(?P<what>[A-Za-z][\w -]*?)\s+(?:per|for\s+(?:each|every|an?|one)|on\s+(?:each|every|an?|one)|"
    rf"to\s+(?:each|every|an?|one)|in\s+(?:each|every|an?|one))\s+(?P<whole>{NOUN}){_END}",
    re.I,
)

_HAVE_SEVERAL = re.compile(
    rf"^(?P<whole>{NOUN}|it|they)\s+{CAN}?(?:also\s+)?(?:be\s+)?(?P<verb>have|has|covers?|span|spans|"
    rf"comprises?|contains?|references?|be\s+(?:in|on|part\s+of|"
    rf"assigned\s+to|linked\s+to)|in|on|part\s+of|belong\s+to|belongs\s+to|contain|contains|include|"
    rf"includes|assigned\s+to|carry|hold|take|need|needs|gets?|live\s+in)\s+(?P<how>{_SEVERAL})"
    rf"\s+(?P<what>[A-Za-z][\w -]*?){_END}",
    re.I,
)

_ONE_PER = re.compile(
    rf"^(?:(?:we|i)\s+(?:also\s+)?(?:need|want)\s+|there\s+(?:is|should\s+be|must\s+be|can\s+be|may\s+be)"
    rf"\s+)?(?:only\s+|just\s+|exactly\s+|at\s+most\s+|max\.?\s+|never\s+more\s+than\s+)*(?:one|a\s+single|"
    rf"1)\s+(?P<what>[A-Za-z][\w -]*?)\s+(?:per|for\s+(?:each|every|an?|one)|on\s+(?:each|every)|"
    rf"allowed\s+per)\s+(?P<whole>{NOUN})(?P<rest>\s*(?:,|at\s+(?:most|once)|only|allowed|\().*)?$",
    re.I,
)

_PER = re.compile(
    rf"^(?P<what>{NOUN}|it|they)\s+(?:should|must|need\s+to|have\s+to|shall|are\s+to|is\s+to)\s+(?:also\s+|"
    rf"rather\s+|really\s+)*be\s+(?:per|specific\s+to|scoped\s+to|kept\s+per|stored\s+per|"
    rf"separate\s+(?:per|for\s+each)|unique\s+to)\s+(?P<whole>{NOUN}){_END}",
    re.I,
)

_BELONGS = re.compile(
    rf"^(?P<what>{NOUN}|it|they|those|these)\s+(?P<can>{CAN})?(?:also\s+|then\s+|now\s+|always\s+|"
    rf"optionally\s+)*(?P<neg>not\s+|don't\s+|doesn't\s+)?(?:belongs?|be\s+(?:part|linked|tied|assigned|"
    rf"attached|connected|filed)|(?:is|are)\s+(?:part|linked|tied|assigned|attached|connected|always\s+in|"
    rf"filed|in)|(?:is|are)\s+\w+(?:ed|ught|wn|ven|en|de)\s+(?=(?:to|by|at|in|from)\b)|be\s+assignable|be\s+(?=for\b|"
    rf"about\b|of\b)|hangs?|refers?|points?|links?|lives?|sits?|relates?|takes?\s+place|happens?|(?:is|are)"
    rf"\s+held)\s*(?:to|of|on|at|in|under|off|by|"
    rf"for|about|from|"
    rf"back\s+to)?\s*(?P<one>{_EXACTLY})?\s*(?P<whole>[A-Za-z][\w -]*?)(?:\s+instead\s+of\s+(?:an?\s+|"
    rf"the\s+)?(?P<instead>[\w -]+))?{_END}",
    re.I,
)

_HAS_ONE = re.compile(
    rf"^(?P<what>{NOUN}|it|they|those|these)\s+(?P<can>{CAN})?(?:also\s+|then\s+|now\s+|always\s+|only\s+)"
    rf"*(?:have|has|gets?|needs?|requires?|points?\s+to|refers?\s+to)\s+(?:also\s+|only\s+)"
    rf"*(?P<one>exactly\s+one|only\s+(?:ever\s+)?one|just\s+one|precisely\s+one|a\s+single|one\s+single|"
    rf"at\s+most\s+one|max(?:imum)?\s+(?:of\s+)?one|not\s+more\s+than\s+one|one)\s+(?P<whole>[A-Za-z][\w "
    rf"-]*?){_END}",
    re.I,
)

_MANY_TO_MANY = re.compile(
    rf"^(?:the\s+relation(?:ship)?\s+between\s+|make\s+)?(?P<what>{NOUN})\s+(?:and|to|↔|<→|vs)"
    rf"\s+(?P<whole>{NOUN})\s+(?:should\s+be\s+|is\s+|are\s+|must\s+be\s+|be\s+|as\s+)?(?:an?\s+)?(?:many[- "
    rf"]to[- ]many|n[: -](?:to-)?[nm]|m[: -]n)\b.*$",
    re.I,
)


def read(request: Request, sheet: Sheet) -> bool:
    """Adds or changes a relation."""
    text = request.text
    for reader in (
        _self,
        _parent,
        read_deletion,
        _many_to_many,
        read_one_of_each,
        read_not_twice,
        _per_each,
        _several,
        _one_per,
        _per,
        _belongs,
        _has_one,
    ):
        if reader(text, sheet):
            return True
    return False


def _optional(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:optional(?:ly)?|empty|unset|nobody|at\s+most|max(?:imum)?|can\b(?!not)|may\b|could|maybe|not\s+all|"
            r"some\s+(?:have|don't)|if\s+any|doesn't\s+have\s+to|don't\s+have\s+to)",
            text,
            re.I,
        )
    )


def _self(text: str, sheet: Sheet) -> bool:
    found = _SELF.match(text)
    model = sheet.thing(found["whose"]) if found else None
    same = sheet.thing(found["same"]) if found else None
    if found is None or model is None or same is None:
        return False
    name = member_name(found["name"], model)
    return _add(sheet, model, same, name, many=bool(found["many"]), required=model != same and not _optional(text))


def _parent(text: str, sheet: Sheet) -> bool:
    found = _PARENT.match(text)
    model = sheet.thing(found["whose"]) if found else None
    if found is None or model is None:
        return False
    for said in (found["subs"], found["parent"], found["other"]):
        if said and sheet.thing(said) not in (None, model):
            return False
    if found["subs"] and sheet.thing(found["subs"]) is None:
        return False
    name = "replyTo" if re.search(r"\b(?:reply|respond)", text, re.I) else "parent"
    return _add(sheet, model, model, name, many=False, required=False)


def _add(
    sheet: Sheet,
    model: str,
    target: str,
    name: str,
    *,
    many: bool,
    required: bool,
    kind: Kind | None = None,
    cascade: bool = False,
) -> bool:
    kind = kind or (Kind.MANY_TO_MANY if many else Kind.MANY_TO_ONE)
    name = camel(plural(singular(name))) if kind is Kind.MANY_TO_MANY else name
    existing = sheet.plan.relation(model, name)
    if existing is not None:
        return _brought_to(sheet, existing, kind, required=required)
    relate(sheet, Link(model, target, name, kind, required and kind is not Kind.MANY_TO_MANY, cascade=cascade))
    return True


def _brought_to(sheet: Sheet, relation: Relation, kind: Kind, *, required: bool) -> bool:
    """A relation there is, made to be of this kind and requiredness."""
    given: dict[str, object] = {}
    if relation.kind is not kind:
        given["kind"] = kind
    if kind is not Kind.MANY_TO_MANY and (relation.required is not required or relation.kind is Kind.MANY_TO_MANY):
        given["required"] = required
        if not required and relation.on_delete is OnDelete.RESTRICT:
            given["on_delete"] = OnDelete.SET_NULL
        if required and relation.on_delete is OnDelete.SET_NULL:
            given["on_delete"] = OnDelete.RESTRICT
    if kind is Kind.MANY_TO_MANY:
        given = {"kind": kind} if relation.kind is not kind else {}
    if not given:
        sheet.assumptions.append(f"{relation.model}.{relation.name} is so already.")
    else:
        if given.get("kind") is Kind.MANY_TO_MANY and relation.write is Write.SERVER:
            given["write"] = Write.ALWAYS
        sheet.do(ChangeRelation(model=relation.model, relation=relation.name, set=RelationPatch.model_validate(given)))
    name = relation.name
    wanted = name
    if given.get("kind") is Kind.MANY_TO_MANY and relation.kind is not Kind.MANY_TO_MANY:
        wanted = camel(plural(" ".join(words(name))))
    elif "kind" in given and relation.kind is Kind.MANY_TO_MANY:
        wanted = camel(singular(" ".join(words(name))))
    if wanted != name and sheet.plan.relation(relation.model, wanted) is None:
        sheet.do(RenameRelation(model=relation.model, relation=name, to=wanted))
    sheet.about(relation.model, Tie(relation.model, wanted))
    return True


def _several(text: str, sheet: Sheet) -> bool:
    found = _SEVERAL_PER.match(text) or _HAVE_SEVERAL.match(text)
    model = sheet.thing(found["whole"]) if found else None
    if found is None or model is None:
        return False
    what = found["what"]
    if re.search(r"\d", found["how"]) and sheet.known.model(what) is not None:
        return False
    relation = tie_of(sheet, model, what)
    if relation is not None:
        return _brought_to(sheet, relation, Kind.MANY_TO_MANY, required=True)
    target = sheet.known.model(what)
    if target is None:
        person = words(bare(what))[-1:] and singular(words(bare(what))[-1]) in nouns.ROLE_RELATIONS
        if not person or sheet.plan.auth.kind is AuthKind.NONE:
            return _counted(sheet, model, found)
        return _add(sheet, model, sheet.plan.auth.model, camel(bare(what)), many=True, required=False)
    back = next((r for r in sheet.plan.relations if r.model == target and r.target == model), None)
    inside = bool(
        re.search(
            r"\b(?:be\s+in|in|part\s+of|belongs?\s+to|assigned\s+to|on|live\s+in)$",
            found.groupdict().get("verb") or "",
            re.I,
        )
    )
    if back is not None:
        # 'a project can have several tasks' is so already; a task in several projects is not.
        if back.kind is Kind.ONE_TO_ONE:
            return _brought_to(sheet, back, Kind.MANY_TO_ONE, required=back.required)
        if inside and back.kind is Kind.MANY_TO_ONE:
            return _brought_to(sheet, back, Kind.MANY_TO_MANY, required=True)
        sheet.assumptions.append(f"{model} can have several {label(plural(target))} already.")
        sheet.about(model)
        return True
    mutual = (
        is_mutual(tuple(words(target)))
        or target == sheet.plan.auth.model
        or inside
        or "vice" in text.lower()
        or "the other way" in text.lower()
    )
    if mutual:
        return _add(sheet, model, target, camel(plural(label(target))), many=True, required=False)
    return _add(sheet, target, model, camel(model), many=False, required=True)


def _counted(sheet: Sheet, model: str, found: re.Match[str]) -> bool:
    """A new model that another has several of, at most so many where a number is said."""
    if not things.add_counted(sheet, model, found["what"], (found["rest"] or "").strip("() ")):
        return False
    number = re.search(r"\d+", found["how"])
    made = sheet.model
    key_ = next((r for r in sheet.plan.keys_of(made) if r.target == model), None) if made else None
    if number and made and key_:
        sheet.do(SetConstraints(model=made, constraints=(Limit(per=key_.name, max=int(number[0])),)))
    return True


def _one_per(text: str, sheet: Sheet) -> bool:
    """'one review per booking': two of them never share one; 'one assignee per ticket': the ticket has
    no list of them."""
    found = _ONE_PER.match(text)
    whole = sheet.thing(found["whole"]) if found else None
    if found is None or whole is None:
        return False
    parts = re.match(r"(?P<what>.+?)\s+per\s+(?P<first>.+)$", f"{found['what']} per {found['whole']}")
    what = sheet.known.model(found["what"])
    if what is not None and (key_ := tie_of(sheet, what, whole)) is not None and parts:
        return _brought_to(sheet, key_, Kind.ONE_TO_ONE, required=key_.required)
    relation = tie_of(sheet, whole, found["what"])
    if relation is not None:
        required = relation.required if relation.kind is not Kind.MANY_TO_MANY else not _optional(text)
        return _brought_to(sheet, relation, Kind.MANY_TO_ONE, required=required)
    if what is None:
        raise UnclearError(_no_such(found["what"]))
    return _add(sheet, what, whole, camel(whole), many=False, required=True, kind=Kind.ONE_TO_ONE)


def _no_such(said: str) -> str:
    return (
        f"There is no {label(singular(bare(said)))} in this plan. What does one hold, and does it have "
        f"a table of its own?"
    )


def _per(text: str, sheet: Sheet) -> bool:
    found = _PER.match(text)
    what, whole = (sheet.thing(found["what"]), sheet.thing(found["whole"])) if found else (None, None)
    if what is None or whole is None:
        return False
    return _to_one(sheet, what, whole, camel(whole), required=not _optional(text))


def _belongs(text: str, sheet: Sheet) -> bool:
    found = _BELONGS.match(text)
    what = sheet.thing(found["what"]) if found else None
    if found is None or what is None or found["neg"]:
        return False
    said = found["whole"]
    if re.match(rf"{_SEVERAL}\b", f"{found['one'] or ''} {said}".strip(), re.I):
        return False
    instead = sheet.thing(found["instead"]) if found["instead"] else None
    whole, name = _whole(sheet, said)
    if whole is None:
        if re.search(r"\b(?:by|can|may)\b", text) or is_plural(words(said)[-1]):
            return False
        listed = re.search(r"[(:]\s*(?P<attrs>[^()]*(?:\([^()]*\)[^()]*)*)\)?$", text)
        if not listed or not things.add_listed(sheet, singular(bare(said)), listed["attrs"]):
            raise UnclearError(_no_such(said))
        whole, name = _whole(sheet, said)
    if whole is None:
        return False
    if re.search(r"\b(?:is|are)\s+\w+\s+(?:by|to|at|in|from)\b", text) and is_plural(words(said)[-1]):
        return False
    if instead is not None and (old := tie_of(sheet, what, instead)) is not None:
        required = old.required
        sheet.do(DropRelation(model=what, relation=old.name))
        return _to_one(sheet, what, whole, name, required=required)
    return _to_one(
        sheet,
        what,
        whole,
        name,
        required=not _optional(text),
        one=bool(re.search(r"exactly|only|just|single|precisely|at\s+most", found["one"] or "", re.I)),
    )


def _whole(sheet: Sheet, said: str) -> tuple[str | None, str]:
    """The model that a noun names, and how a relation to it is called: 'reviewer' is the account."""
    target = sheet.known.model(said)
    if target is not None:
        own = bare(said)
        return target, camel(singular(own)) if len(words(own)) > len(words(target)) else camel(target)
    head = singular(words(bare(said))[-1]) if words(bare(said)) else ""
    if head in nouns.ROLE_RELATIONS and sheet.plan.auth.kind is not AuthKind.NONE:
        return sheet.plan.auth.model, camel(singular(bare(said)))
    for cut in range(1, len(bare(said).split())):
        target = sheet.known.model(" ".join(bare(said).split()[cut:]))
        if target is not None:
            return target, camel(singular(bare(said)))
    return None, ""


def _per_each(text: str, sheet: Sheet) -> bool:
    """'several per appointment', behind a model that was just added."""
    found = _PER_EACH.match(text)
    whole = sheet.thing(found["whole"]) if found else None
    if found is None or whole is None or sheet.model in (None, whole):
        return False
    existing = tie_of(sheet, sheet.model or "", whole)
    kind = Kind.ONE_TO_ONE if re.match(r"(?:one|1|a)\b", found["how"], re.I) else Kind.MANY_TO_ONE
    if existing is not None:
        return _brought_to(sheet, existing, kind, required=existing.required)
    return _add(sheet, sheet.model or "", whole, camel(whole), many=False, required=True, kind=kind)


_PER_EACH = re.compile(
    rf"^(?:(?:exactly|only|just|at\s+most)\s+)?(?P<how>one|1|several|many|multiple|any\s+number)\s+(?:per|"
    rf"for\s+(?:each|every|an?))\s+(?P<whole>{NOUN})$",
    re.I,
)


def _has_one(text: str, sheet: Sheet) -> bool:
    text = re.sub(r"\bone\s+(?P<rest>[\w ]+?)\s+at\s+most$", r"at most one \g<rest>", text)
    found = _HAS_ONE.match(text)
    what = sheet.thing(found["what"]) if found else None
    if found is None or what is None:
        return False
    if is_plural(words(found["whole"])[-1]) and not sheet.known.model(found["whole"]):
        return False
    whole, name = _whole(sheet, found["whole"])
    if whole is None:
        if sheet.known.members(found["whole"], what) or looks_scalar(
            (*words(found["whole"])[:-1], singular(words(found["whole"])[-1]))
        ):
            return False
        raise UnclearError(_no_such(found["whole"]))
    child = next((r for r in sheet.plan.relations if r.model == whole and r.target == what), None)
    if child is not None and child.kind is not Kind.MANY_TO_MANY:
        return _brought_to(sheet, child, Kind.ONE_TO_ONE, required=child.required)
    return _to_one(
        sheet,
        what,
        whole,
        name,
        required=not _optional(f"{found['can'] or ''} {found['one']} {found['rest'] or ''}"),
        one=True,
    )


def _to_one(sheet: Sheet, what: str, whole: str, name: str, *, required: bool, one: bool = False) -> bool:
    """`what` refers to one `whole`."""
    name = member_name(name, what)
    existing = sheet.plan.relation(what, name) or tie_of(sheet, what, whole if camel(whole) == name else name)
    if existing is not None and existing.target == whole:
        kind = existing.kind if existing.kind is not Kind.MANY_TO_MANY else Kind.MANY_TO_ONE
        return _brought_to(sheet, existing, kind, required=required)
    back = next(
        (r for r in sheet.plan.relations if r.model == whole and r.target == what and r.kind is Kind.MANY_TO_MANY), None
    )
    if back is not None and one:
        sheet.do(DropRelation(model=whole, relation=back.name))
    required = required and what != whole
    relate(sheet, Link(what, whole, name, Kind.MANY_TO_ONE, required))
    return True


def _many_to_many(text: str, sheet: Sheet) -> bool:
    found = _MANY_TO_MANY.match(text)
    what, whole = (sheet.thing(found["what"]), sheet.thing(found["whole"])) if found else (None, None)
    if what is None or whole is None:
        return False
    relation = tie_of(sheet, what, whole) or tie_of(sheet, whole, what)
    if relation is not None:
        return _brought_to(sheet, relation, Kind.MANY_TO_MANY, required=True)
    return _add(sheet, what, whole, camel(plural(label(whole))), many=True, required=False)
