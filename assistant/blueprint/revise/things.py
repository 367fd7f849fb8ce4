"""New models: 'we also need suppliers with name and email', 'attachments on comments: fileName, url, sizeBytes'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.blueprint.field import Enum, Field, Scalar
from assistant.blueprint.names import camel, label, plural, singular, words
from assistant.blueprint.operations.operation import AddEnum, AddModel, DropField, Operation
from assistant.blueprint.plan import AuthKind, Blueprint, Model
from assistant.blueprint.read.attributes import is_mutual, looks_scalar
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.lexicon.verbs import MAKING, NOUN_OF_ACTION
from assistant.blueprint.read.notebook import Link, key
from assistant.blueprint.read.tag import is_plural
from assistant.blueprint.relation import Kind, Relation
from assistant.blueprint.revise.additions import add_all, relate, relation_for
from assistant.blueprint.revise.entries import Entry, default_for, entries_of, enum_name
from assistant.blueprint.revise.known import Column, bare
from assistant.blueprint.revise.rights import usual_access
from assistant.blueprint.revise.sheet import Sheet
from assistant.blueprint.revise.target import member_name, model_name
from assistant.blueprint.revise.wording import Request

_LEAD = (
    r"(?:(?:we|i|you|they|people|users)\s+(?:also\s+|still\s+|now\s+|really\s+|will\s+|should\s+|"
    r"have\s+to\s+)*(?:need|want|miss|lack|store|have|track|keep)\s+(?:to\s+(?:store|track|keep|have|know|"
    r"record|manage|model)\s+)?|"
    r"(?:add(?:ing)?|introduce|introducing|create|include|support|model|bring\s+in|have|get|see|track|"
    r"store|need|want)\s+(?:support\s+for\s+)?|there\s+(?:should|must|could|has\s+to|needs?\s+to|will)"
    r"\s+(?:also\s+)?be\s+|there\s+(?:are|is)\s+also\s+)"
)
_KINDLY = r"(?:an?\s+|the\s+|some\s+|several\s+|new\s+|another\s+|separate\s+|simple\s+|basic\s+|also\s+|our\s+)*"
_NAME = r"(?P<name>[A-Za-z][A-Za-z]*(?:[ -][A-Za-z]+){0,2}?)"
_WHERE = (
    r"(?:\s+(?P<tie>on|to|per|for|of|in|under|inside|within|attached\s+to)\s+(?P<whole>(?:the\s+|"
    r"an?\s+|each\s+|every\s+|our\s+|all\s+)?[A-Za-z][\w -]*?))"
)
_WITH = (
    r"(?:\s*(?::|\(|,?\s+with(?:\s+(?:the\s+)?(?:fields?|columns?|attributes?)|\s+just|\s+only)?:?|"
    r",?\s+having|,?\s+(?:each|which|that|they|it)\s+(?:should\s+|must\s+|will\s+)?(?:has|have|with|having|"
    r"needs?|consists?\s+of)|\s+-|,\s+(?=(?:just\s+|only\s+|each\s+|with\s+)?(?:exactly\s+)?(?:one|an?)\s+))"
    r"\s*(?P<attrs>.+?)\)?)"
)
_MODEL = r"(?P<sure>model|table|entity|resource)"
_PATTERNS = tuple(
    re.compile(p, re.I)
    for p in (
        rf"^(?:{_LEAD})?{_KINDLY}{_MODEL}(?:\s*:\s*|\s+(?:called\s+|named\s+|for\s+)?)"
        rf"[\"'`]?{_NAME}[\"'`]?{_WHERE}?{_WITH}?$",
        rf"^(?:{_LEAD})?{_KINDLY}[\"'`]?{_NAME}[\"'`]?\s+{_MODEL}{_WHERE}?{_WITH}?$",
        rf"^{_LEAD}{_KINDLY}[\"'`]?{_NAME}[\"'`]?{_WHERE}?{_WITH}$",
        rf"^{_LEAD}{_KINDLY}[\"'`]?{_NAME}[\"'`]?{_WHERE}?$",
        rf"^{_KINDLY}{_NAME}{_WHERE}(?:(?:\s*:|\s*\(|,?\s+with|\s+-)\s*(?P<attrs>.+?)\)?)?$",
        rf"^{_KINDLY}{_NAME}(?:\s*(?::|\()|\s+with)\s*(?P<attrs>.+?)\)?$",
    )
)
_COUNTED = re.compile(
    r"[,;)\s]*(?:(?P<one>exactly\s+one|only\s+one|just\s+one|one|1|several|many|multiple|any\s+number)"
    r"\s+(?:\w+\s+)?)?\b(?:per|for\s+each|for\s+every)\s+(?P<whole>[A-Za-z][\w ]*?)$",
    re.I,
)
"""What stands behind the attributes: '(amount, paidAt), several payments per booking'."""
_ONE_PER = re.compile(
    r"^(?:(?:exactly|only|just|at\s+most|max(?:imum)?)\s+)?(?P<one>one|an?|1|several|many)\s+(?:per|"
    r"for\s+(?:each|every)|each\s+per)\s+(?P<whole>[A-Za-z][\w ]*?)(?:$|,\s*(?:and\s+|with\s+)?|"
    r"\s+with\s+|\s*:\s*|\s+and\s+)(?P<rest>.*)$",
    re.I,
)
_GOES_ON = re.compile(
    r"^(?:(?:exactly|only|just|at\s+most)\s+)?(?:one|several)\s+(?:per|for\s+(?:each|every))\b|^(?:with|"
    r"having)\s+|^(?:just\s+)?(?:an?\s+|the\s+)?[a-z]\w*(?:\s*\([^)]*\))?(?:\s*,|\s+and\s)",
    re.I,
)
_DONE_BY = re.compile(
    r"^(?:let\s+)?(?P<who>(?:the\s+|an?\s+|every\s+|our\s+|all\s+)?[a-z]+(?:\s[a-z]+)??)\s+(?:(?:can|may|"
    r"should|must|could|will)\s+(?:also\s+|now\s+|be\s+able\s+to\s+)*)?(?P<verb>[a-z]+)\s+(?:(?:an?|their|"
    r"some|several)\s+)?(?P<what>[a-z]+(?:\s[a-z]+)??)\s+(?:on|for|to|about|of|under|at|in)\s+(?:an?\s+|"
    r"the\s+|their\s+|each\s+|every\s+)?(?P<whole>[a-z]+(?:\s[a-z]+)??)(?:\s*[:(,]\s*(?:with\s+)?|"
    r"\s+with\s+)?(?P<attrs>.*?)\)?$",
    re.I,
)
_ACTED = re.compile(
    r"^(?:let\s+)?(?P<who>(?:the\s+|an?\s+|every\s+|our\s+|all\s+)?[a-z]+)\s+(?:(?:can|may|should|must|"
    r"could|will)\s+(?:also\s+|now\s+|be\s+able\s+to\s+)*)?(?P<verb>like|favou?rite|bookmark|follow|rate|"
    r"vote\s+for|subscribe\s+to|review|comment\s+on|watch|join|attend|rsvp\s+to)\s+(?:an?\s+|the\s+|"
    r"their\s+)?(?P<whole>[a-z]+(?:\s[a-z]+)??)(?:\s*[:(,]\s*(?:with\s+)?|\s+with\s+)?(?P<attrs>.*?)\)?$",
    re.I,
)
_OWN = re.compile(
    r"^(?:make|turn|extract|move|split|put)\s+(?:the\s+)?(?P<what>.+?)\s+(?:out\s+)?(?:into|to|in)"
    r"?\s*(?:its|a|an|their)\s+(?:own|separate|proper|real)\s+(?:model|table|entity)(?:\s+(?:with|of)"
    r"\s+(?P<attrs>.+))?$|"
    r"^(?P<field>.+?)\s+(?:should|must|needs?\s+to)\s+be(?:come)?\s+(?:its|a|an|their)\s+(?:own|separate|"
    r"proper|real)\s+(?:model|table|entity)(?:\s+(?:with|of)\s+(?P<more>.+))?$",
    re.I,
)
_PAIRED = frozenset(
    "like favourite favorite bookmark follow vote rsvp rating subscription watch membership attendance".split()
)
_MAKES = MAKING | frozenset("leave write post give add upload attach make raise report file send put submit".split())
_ATTACHED = frozenset({"on", "to", "of", "under", "inside", "within", "attached to", "in"})


@dataclass(frozen=True)
class New:
    """A model to be: its name as said, what it hangs on and how, and what it holds."""

    name: str
    tie: str = ""
    whole: str | None = None
    one: bool = False
    attrs: str = ""
    author: str = ""


def read(request: Request, sheet: Sheet) -> bool:
    """Adds a model where a request names one that there is not."""
    if (found := _OWN.match(request.text)) and _own_model(
        sheet, found["what"] or found["field"], found["attrs"] or found["more"] or ""
    ):
        return True
    new = _new(request, sheet) or _made_by(request.text, sheet)
    if new is None:
        return False
    absorbed = 0
    if (
        not new.attrs
        and request.following
        and _GOES_ON.match(request.following[0])
        and not _is_own_wish(request.following[0])
    ):
        new, absorbed = replace(new, attrs=request.following[0]), 1
    if (found := _ONE_PER.match(new.attrs)) and (whole := sheet.thing(found["whole"])):
        single = found["one"].lower() not in {"several", "many"}
        new = replace(new, whole=whole, tie="per", one=single, attrs=found["rest"])
    elif (found := _COUNTED.search(new.attrs)) and (whole := sheet.thing(found["whole"])):
        single = "one" in (found["one"] or "").lower()
        new = replace(new, whole=whole, tie="per", one=single, attrs=_closed(new.attrs[: found.start()]))
    _add(sheet, new)
    sheet.absorbed = absorbed
    return True


def _is_own_wish(text: str) -> bool:
    return bool(re.search(r"\b(?:should|must|can|may|rename|drop|remove|make)\b", text, re.I)) and not re.search(
        r"\bif\b", text
    )


def _new(request: Request, sheet: Sheet) -> New | None:
    text = re.sub(r"\s+between\s+\w+\s+and\s+\w+", "", request.text)
    for number, pattern in enumerate(_PATTERNS):
        found = pattern.match(text)
        if found is None:
            continue
        groups = found.groupdict()
        name, whole, attrs = found["name"], groups.get("whole"), groups.get("attrs") or ""
        sure = bool(groups.get("sure"))
        if not _may_be(name, sheet, sure=sure, listed=bool(attrs), number=number):
            continue
        parent = sheet.thing(whole) if whole else None
        if whole and parent is None and (number != 3 or not sure):
            continue
        one = (
            bool(re.search(r"\b(?:one|an?|single)\s*$", text[: found.start("name")], re.I))
            and (groups.get("tie") or "") in {"per", "for"}
            and not is_plural(name.split()[-1].lower())
            and bool(re.search(r"\bone\b", text[: found.start("name")], re.I))
        )
        return New(name, (groups.get("tie") or "").lower(), parent, one, _closed(attrs.strip(" .;")))
    return None


def _closed(text: str) -> str:
    """The text with the bracket that was taken for its end."""
    return f"{text})" if text.count("(") > text.count(")") else text


def _may_be(name: str, sheet: Sheet, *, sure: bool, listed: bool, number: int) -> bool:
    """Whether a noun can be that of a new model: a thing, in the plural where nothing else tells."""
    said = tuple(words(bare(name)))
    if (
        not said
        or _NO_PARTS & set(said)
        or sheet.known.model(name) is not None
        or said[0] in _NO_NAMES
        or said[-1] in _NO_NAMES
        or said[-1] in _NO_THINGS
    ):
        return False
    if sure:
        return True
    if any(key(tuple(words(r))) == key(said) for r in sheet.plan.auth.roles):
        return False
    many = is_plural(said[-1]) or name[0].isupper()
    if sheet.model is not None and sheet.known.members(name, sheet.model) and not listed:
        return False
    if number == 4 and not listed:
        return many and (not looks_scalar((*said[:-1], _one(said[-1]))) or said[-1] in _THINGS_TOO)
    if number in {4, 5}:
        return many and listed
    single = (*said[:-1], _one(said[-1]))
    if looks_scalar(single) and single[-1] not in _THINGS_TOO and not listed:
        return False
    return many if not listed else many or not looks_scalar(single)


def _one(word: str) -> str:
    return singular(word)


_NO_PARTS = frozenset(
    "need needs have has had should must can may could will be is are was get gets want wants belong "
    "belongs and or who "
    "which that it they we i you only not no never by with from into".split()
)
_NO_NAMES = frozenset(
    "it them they those this that one ones to for the a an field fields column columns value values "
    "status statuses state states type types index indexes role roles filter filters endpoint endpoints "
    "enum default everything something anything nothing option options list permission permissions "
    "sorting paging pagination access rule rules limit way ways".split()
)
_NO_THINGS = frozenset(
    "changes things stuff details info information name names date dates support search filtering "
    "authentication login auth tests docs validation soft delete deletes timestamps audit history logs".split()
)
_THINGS_TOO = frozenset(
    "comment note review address answer question message rating photo image picture attachment file link "
    "feedback document video".split()
)


def _made_by(text: str, sheet: Sheet) -> New | None:
    """'guests can leave reviews on listings', 'users can like posts'."""
    acted = _ACTED.match(text)
    if acted and (whole := sheet.thing(acted["whole"])) and _person(acted["who"], sheet):
        noun = NOUN_OF_ACTION.get(acted["verb"].lower().split()[0], "")
        if noun and sheet.known.model(noun) is None:
            return New(noun, "acted", whole, False, acted["attrs"], _author(acted["who"], sheet))
    found = _DONE_BY.match(text)
    if not found or found["verb"].lower() not in _MAKES or not _person(found["who"], sheet):
        return None
    whole = sheet.thing(found["whole"])
    if whole is None or not _may_be(found["what"], sheet, sure=False, listed=True, number=2):
        return None
    return New(found["what"], "on", whole, False, found["attrs"], _author(found["who"], sheet))


def _person(text: str, sheet: Sheet) -> bool:
    name = bare(text).lower()
    said = tuple(words(name))
    return bool(said) and (
        nouns.is_person(_one(said[-1]))
        or sheet.known.model(name) == sheet.plan.auth.model
        or _one(name).upper() in sheet.plan.auth.roles
    )


def _author(text: str, sheet: Sheet) -> str:
    if sheet.plan.auth.kind is AuthKind.NONE:
        return ""
    said = _one(words(bare(text))[-1])
    return said if said not in {"user", "person", "people", "account", label(sheet.plan.auth.model)} else "user"


def _own_model(sheet: Sheet, what: str, attrs: str) -> bool:
    """A field that becomes a model of its own, which its model then refers to."""
    ref = sheet.resolve(what, things=False)
    if not isinstance(ref, Column):
        return False
    field = sheet.find(ref.model).field(ref.name)
    name = model_name(label(ref.name))
    if field is None or sheet.plan.model(name) is not None:
        return False
    sheet.do(DropField(model=ref.model, field=ref.name))
    _add(sheet, New(name, "", None, False, attrs or "name (unique)"))
    many = field.many
    link = Link(
        ref.model,
        name,
        camel(plural(name)) if many else camel(name),
        Kind.MANY_TO_MANY if many else Kind.MANY_TO_ONE,
        field.required,
    )
    relate(sheet, link)
    sheet.assumptions.append(f"The texts that {ref.model}.{ref.name} holds so far are not carried over to {name}.")
    return True


def add_counted(sheet: Sheet, model: str, name: str, attrs: str = "") -> bool:
    """Adds what a model can have several of: shared where that is usual, else belonging to it; False
    for mere values."""
    said = tuple(words(bare(name)))
    mere = looks_scalar((*said[:-1], _one(said[-1]))) and _one(said[-1]) not in _THINGS_TOO
    if not _may_be(name, sheet, sure=False, listed=bool(attrs), number=3) or (mere and not attrs):
        return False
    _add(sheet, New(name, "of", model, attrs=attrs))
    return True


def add_listed(sheet: Sheet, name: str, attrs: str) -> bool:
    """Adds a model that is named in passing, with what it holds in brackets."""
    if not _may_be(name, sheet, sure=True, listed=True, number=0):
        return False
    model, member = sheet.model, sheet.member
    _add(sheet, New(name, "", None, False, attrs))
    sheet.model, sheet.member = model, member
    return True


def _add(sheet: Sheet, new: New) -> None:
    name = model_name(new.name)
    entries = [e for e in entries_of(new.attrs, name) if e.typed is not None or e.item.words] if new.attrs else []
    fields, operations, others = _fields(sheet, name, entries)
    links: list[Link] = []
    shared = new.tie in _ATTACHED | {"for"} and not new.one and is_mutual(tuple(words(name)))
    if new.whole is not None and shared:
        links.append(Link(new.whole, name, camel(plural(label(name))), Kind.MANY_TO_MANY, False))
    elif new.whole is not None:
        cascade = new.tie in _ATTACHED
        links.append(
            Link(
                name,
                new.whole,
                camel(new.whole),
                Kind.ONE_TO_ONE if new.one else Kind.MANY_TO_ONE,
                True,
                cascade=cascade,
            )
        )
    if new.author:
        links.append(Link(name, sheet.plan.auth.model, new.author, caller=True))
    if (not fields and not others and not (new.tie == "acted" or (new.whole and new.author))) or (
        not fields and not others and words(name)[-1] in {"comment", "review", "message", "rating", "note"}
    ):
        fields = [_basic(name)]
        sheet.assumptions.append(f"{name} has a {fields[0].name} (what it holds was not said).")
    unique: tuple[tuple[str, ...], ...] = ()
    if new.tie == "acted" and new.author and new.whole and words(name)[-1] in _PAIRED:
        unique = ((camel(new.author), camel(new.whole)),)
    model = Model(name=name, fields=tuple(fields), unique_together=unique)
    extended = sheet.plan.model_copy(update={"models": (*sheet.plan.models, model)})
    relations = tuple(_relation(extended, link) for link in links)
    model = model.model_copy(update={"access": usual_access(extended, model, relations)})
    sheet.do(*operations, AddModel(model=model, relations=relations))
    sheet.about(name)
    for entry in others:
        add_all(sheet, name, entry.item.text)
    sheet.about(name)
    if sheet.plan.auth.kind is not AuthKind.NONE:
        sheet.assumptions.append(
            f"Who may use {label(plural(name))} was not said; it is as is usual beside what they belong to."
        )


def _relation(plan: Blueprint, link: Link) -> Relation:
    return relation_for(Sheet(plan, plan), link)


def _fields(sheet: Sheet, name: str, entries: list[Entry]) -> tuple[list[Field], list[Operation], list[Entry]]:
    """The fields of a new model with the enums they need, and the entries that refer to other models."""
    fields: list[Field] = []
    operations: list[Operation] = []
    others: list[Entry] = []
    for entry in entries:
        if _refers(sheet, entry):
            others.append(entry)
            continue
        typed = entry.typed
        if typed is None:
            continue
        field = typed.field.model_copy(update={"name": member_name(typed.field.name, name)})
        if typed.values:
            enum = enum_name(sheet, typed, name)
            if sheet.plan.enum(enum) is None:
                operations.append(AddEnum(enum=Enum(name=enum, values=typed.values)))
            default = default_for(sheet, field, entry.item.default, typed.values)
            first = (
                typed.values[0]
                if default is None and field.name in {"status", "state", "stage"} and field.required
                else default
            )
            field = field.model_copy(update={"type": enum, "default": first})
        if field.name not in {f.name for f in fields}:
            fields.append(field)
    return fields, operations, others


def _refers(sheet: Sheet, entry: Entry) -> bool:
    item = entry.item
    if item.values or item.boolean or item.hint:
        return False
    exact = {key(tuple(words(m.name))) for m in sheet.plan.models}
    person = (
        sheet.plan.auth.kind is not AuthKind.NONE
        and item.words[-1:]
        and item.words[-1] in nouns.ROLE_RELATIONS
        and len(item.words) == 1
    )
    return bool(item.words) and (
        key(item.words) in exact or (key(item.words[-1:]) in exact and len(item.words) == 2) or bool(person)
    )


def _basic(name: str) -> Field:
    head = words(name)[-1]
    if head in {"comment", "message", "reply", "answer", "note", "review", "feedback"}:
        return Field(name="body", type=Scalar.STRING.value, min_length=1, max_length=10_000)
    if head == "rating":
        return Field(name="stars", type=Scalar.INT.value, min=1, max=5)
    title = head in nouns.TITLED | nouns.TASKS
    return Field(
        name="title" if title else "name",
        type=Scalar.STRING.value,
        unique=head in nouns.PICK_LIST,
        min_length=1,
        max_length=200,
    )
