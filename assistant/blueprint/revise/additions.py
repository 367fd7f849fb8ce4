"""New fields, and new relations where an entry names a model or a person: 'tasks need a dueAt and a reviewer'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.blueprint.field import Enum, Field, Scalar
from assistant.blueprint.names import camel, label, words
from assistant.blueprint.operations.lookup import taken
from assistant.blueprint.operations.operation import (
    AddEnum,
    AddField,
    AddRelation,
    ChangeField,
    ChangeRelation,
    Operation,
)
from assistant.blueprint.operations.patch import FieldPatch, RelationPatch
from assistant.blueprint.read.attributes import target_of
from assistant.blueprint.read.field_type import Typed
from assistant.blueprint.read.joints import relations_of
from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.notebook import ACCOUNT, Entity, Link, Notebook, key
from assistant.blueprint.relation import Kind, OnDelete, Relation
from assistant.blueprint.revise.bridge import notebook_of
from assistant.blueprint.revise.entries import Entry, default_for, entries_of, enum_name
from assistant.blueprint.revise.known import Column, Tie
from assistant.blueprint.revise.sheet import Sheet
from assistant.blueprint.revise.target import member_name
from assistant.blueprint.revise.wording import Request

_MORE = (
    r"(?:also\s+|then\s+|now\s+|really\s+|additionally\s+|all\s+|each\s+|still\s+|both\s+|definitely\s+|kind\s+of\s+)*"
)
_NEEDS = re.compile(
    rf"^(?P<whose>(?:the\s+|an?\s+|every\s+|each\s+|all\s+|our\s+|any\s+)?[A-Za-z][\w' -]*?|it|they|those|"
    rf"these|that|this)\s+{_MORE}"
    rf"(?:(?:should|must|shall|will|may|can|could|might|ought\s+to|needs?\s+to|has\s+to|have\s+to)"
    rf"\s+{_MORE}(?:be\s+able\s+to\s+)?)?"
    rf"(?:needs?|have|has|gets?|get|wants?|requires?|carr(?:y|ies)|stores?|includes?|contain[s]?|track[s]?|"
    rf"lacks?|(?:is|are)\s+missing|miss(?:es)?)\s+{_MORE}(?P<what>.+)$",
    re.I,
)
_ADD = re.compile(
    r"^(?:(?:we|i)\s+(?:also\s+|still\s+|now\s+|really\s+)*(?:need|want|miss|lack|require)\s+|"
    r"(?:add(?:ing)?|put(?:ting)?|include|introduce|create|store|track|record|keep|append|stick|save|have|"
    r"get|see|attach|need|want)\s+(?:to\s+(?:store|track|keep|know|record|save)\s+)?)"
    r"(?P<what>.+?)\s+(?:to|on|onto|in|into|for|per|of|with|from|at)\s+(?P<whose>(?:the\s+|an?\s+|"
    r"every\s+|each\s+|all\s+|our\s+)?[\w -]+?)(?P<more>\s*(?:[:,(].*)?)$",
    re.I,
)
_FOR = re.compile(
    r"^(?:for|on|to|in|with)\s+(?P<whose>(?:the\s+|an?\s+|every\s+|each\s+|all\s+|our\s+)?[\w -]+?)"
    r"\s*,?\s+(?:(?:we|i)\s+(?:also\s+|still\s+)*(?:need|want|should\s+store|store|track|keep)"
    r"(?:\s+to\s+(?:store|track|know|keep))?|add|store|track|include|put|there\s+should\s+be|"
    r"there\s+must\s+be)\s+(?P<what>.+)$",
    re.I,
)
_GIVE = re.compile(
    r"^(?:give|let)\s+(?P<whose>(?:the\s+|an?\s+|every\s+|each\s+|all\s+|our\s+)?[\w -]+?|it|them|those)"
    r"\s+(?:have\s+)?(?P<what>(?:an?|the|some|optional|their|its|several|another|\w+\s*,)\s*.+)$",
    re.I,
)
_LABEL = re.compile(
    r"^(?P<whose>[A-Za-z][\w ]{0,40}?)\s*:\s*(?:(?:please\s+)?(?:also\s+)?(?:add|needs?|with|plus|\+)\s+)"
    r"?(?P<what>.+)$",
    re.I,
)
_BARE = re.compile(
    r"^(?:add(?:ing)?|include|plus|store|track|record|also|put|append|(?:we|i)\s+(?:also\s+|still\s+|"
    r"now\s+)*(?:need|want))\s+(?P<what>.+)$|^(?P<more>(?:an?|another|also\s+an?)\s+.+)$",
    re.I,
)
_LAST = re.compile(
    r"^(?:add|put|store|include|track|need|want)\s+(?P<what>.+)\s+(?:to|on|for|in)\s+(?P<whose>[\w ]+)$", re.I
)
_FIRM = re.compile(r"\b(?:every|each|must|needs?|has\s+to|have\s+to|always|make\s+sure|required?)\b", re.I)
_MANY_OF = re.compile(
    r"^(?:(?:several|multiple|many|any\s+number\s+of|some|more\s+than\s+one|a\s+list\s+of|lots\s+of)\s+)", re.I
)


def read(request: Request, sheet: Sheet) -> bool:
    """Adds what a sentence says that a model is to have."""
    for whose, what in _ways(request, sheet):
        model = (sheet.thing(whose) or sheet.people(whose)) if whose else sheet.model
        if model is not None and add_all(sheet, model, what, firm=bool(_FIRM.search(request.text))):
            return True
    return False


def _ways(request: Request, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Whose it may be, '' for what was talked about, and what there is to add."""
    text = request.text
    bare = _BARE.match(text)
    if request.topic:
        yield request.topic, (bare["what"] or bare["more"]) if bare else text
    for pattern in (_FOR, _GIVE, _LABEL, _NEEDS):
        if found := pattern.match(text):
            yield found["whose"], found["what"]
    if found := _ADD.match(text):
        yield found["whose"], found["what"] + found["more"].replace(":", " of", 1)
    # The last 'to' or 'on' names whose it is: 'a link to the invoice on orders'.
    if found := _LAST.match(text):
        yield found["whose"], found["what"]
    if sheet.model is not None and bare:
        yield "", bare["what"] or bare["more"]


def add_all(sheet: Sheet, model: str, what: str, *, firm: bool = False) -> bool:
    """Adds every entry of a list to a model; False, with nothing done, where one of them is none.

    `firm` makes those that there are already required.
    """
    if _NO_ENTRY.match(what):
        return False
    entries = entries_of(what, model)
    if not entries or not all(_is_name(entry) for entry in entries):
        return False
    done = [_add(sheet, model, entry, firm=firm) for entry in entries]
    return all(done)


def _is_name(entry: Entry) -> bool:
    """Whether an entry is called what a field can be called."""
    said = entry.item.words
    rest = said[1:] if said[:1] in {("is",), ("has",), ("can",)} else said
    return (
        0 < len(rest) <= 5 and rest[0][0].isalpha() and not any(w.isdigit() for w in rest) and not _NO_WORDS & set(rest)
    )


_NO_ENTRY = re.compile(r"(?:to|been|no|none|nothing|not|only\s+one|gone|got|\w{3,}ed\s+(?!at\b|by\b|on\b))\b", re.I)
_NO_WORDS = (
    fw.MODALS
    | fw.PRONOUNS - {"who"}
    | frozenset(
        "need needs have has had be is are was were been it there please if when because that which "
        "don't doesn't or least a an the".split()
    )
)


def _add(sheet: Sheet, model: str, entry: Entry, *, firm: bool) -> bool:
    notebook = notebook_of(sheet.plan)
    entity = notebook.by_name(model)
    if entity is None:
        return False
    target = _target(notebook, entry, entity)
    if target is not None:
        return _relate(sheet, notebook, entity, target, entry, firm=firm)
    return entry.typed is not None and add_field(sheet, model, entry, firm=firm)


def _target(notebook: Notebook, entry: Entry, entity: Entity) -> Entity | None:
    if entry.item.values or entry.item.boolean or (entry.item.hint and not entry.item.refers):
        return None
    found = target_of(notebook, entry.item, entity)
    if found is not None and found.name == ACCOUNT:
        return None
    return found


def add_field(sheet: Sheet, model: str, entry: Entry, *, firm: bool = False) -> bool:
    """Adds one field, or brings the field of this name to what is said of it."""
    typed, item = entry.typed, entry.item
    if typed is None or not item.words or len(item.words) > 5:
        return False
    field = typed.field
    name = member_name(field.name, model)
    field = field.model_copy(update={"name": name})
    old = sheet.find(model).field(name)
    if old is not None:
        return _again(sheet, model, old.name, entry, firm=firm)
    if sheet.plan.relation(model, name) is not None:
        sheet.assumptions.append(f"{model} has {name} already.")
        sheet.about(model, Tie(model, name))
        return True
    operations: list[Operation] = []
    if typed.values:
        enum = enum_name(sheet, typed, model)
        if sheet.plan.enum(enum) is None:
            operations.append(AddEnum(enum=Enum(name=enum, values=typed.values)))
        field = field.model_copy(update={"type": enum})
    field = field.model_copy(update={"default": default_for(sheet, field, item.default, typed.values)})
    if sheet.subset is not None:
        field = field.model_copy(update={"required": False})
        sheet.assumptions.append(f"{model}.{name} is given for {sheet.subset.value} and empty otherwise.")
    operations.append(AddField(model=model, field=field))
    sheet.do(*operations)
    sheet.about(model, Column(model, name), sheet.subset)
    return True


def _again(sheet: Sheet, model: str, name: str, entry: Entry, *, firm: bool) -> bool:
    """'every ticket must have a body' where there is one: what is said of it now holds."""
    old = sheet.find(model).field(name)
    if old is None or entry.typed is None:
        return False
    given: dict[str, object] = {}
    if entry.item.optional is True and old.required:
        given["required"] = False
    if (firm or entry.item.optional is False) and entry.item.optional is not True and not old.required:
        given["required"] = True
    if entry.item.unique and not old.unique:
        given["unique"] = True
    sheet.about(model, Column(model, name))
    if given:
        sheet.do(ChangeField(model=model, field=name, set=FieldPatch.model_validate(given)))
    else:
        sheet.assumptions.append(f"{model} has {name} already.")
    return True


def _relate(
    sheet: Sheet, notebook: Notebook, entity: Entity, target: Entity, entry: Entry, *, firm: bool = False
) -> bool:
    """A relation to the model that an entry names; a list of them hangs on the model, or goes both ways."""
    item = entry.item
    plain = len(item.words) <= len(target.words) and entity is not target
    name = camel(label(target.name)) if plain and not item.many and notebook.user is not target else camel(item.name)
    name = member_name(name, entity.name)
    existing = sheet.plan.relation(entity.name, name)
    if existing is not None and not item.many:
        sheet.about(entity.name, Tie(entity.name, name))
        if item.optional is True and existing.required:
            sheet.do(ChangeRelation(model=entity.name, relation=name, set=RelationPatch(required=False)))
        elif firm and not existing.required and existing.kind is not Kind.MANY_TO_MANY:
            cut = OnDelete.RESTRICT if existing.on_delete is OnDelete.SET_NULL else existing.on_delete
            needed = RelationPatch(required=True, on_delete=cut)
            sheet.do(ChangeRelation(model=entity.name, relation=name, set=needed))
        else:
            sheet.assumptions.append(f"{entity.name} has {name} already.")
        return True
    optional = item.optional is True or entity is target or sheet.subset is not None
    many = item.many or bool(_MANY_OF.match(item.text))
    link = Link(entity.name, target.name, name, Kind.MANY_TO_MANY if many else Kind.MANY_TO_ONE, not optional)
    if many and any(r.model == target.name and r.target == entity.name for r in sheet.plan.relations):
        sheet.assumptions.append(f"{entity.name} has several {label(target.name)}s already.")
        return True
    relate(sheet, link)
    if sheet.subset is not None:
        sheet.assumptions.append(f"{entity.name}.{name} is given for {sheet.subset.value} and empty otherwise.")
    return True


def relate(sheet: Sheet, link: Link) -> Relation:
    """Adds a relation with names on both ends that clash with nothing."""
    relation = relation_for(sheet, link)
    if relation.required and _leads_back(sheet, relation):
        relation = relation_for(sheet, replace(link, required=False))
        sheet.assumptions.append(f"{relation.model}.{relation.name} is optional: else no first record could be made.")
    sheet.do(AddRelation(relation=relation))
    sheet.about(relation.model, Tie(relation.model, relation.name), sheet.subset)
    return relation


def _leads_back(sheet: Sheet, relation: Relation) -> bool:
    """Whether the target needs, directly or not, what the relation lies on."""
    seen, todo = {relation.target}, [relation.target]
    while todo:
        fresh = {r.target for r in sheet.plan.keys_of(todo.pop()) if r.required} - seen
        seen |= fresh
        todo += fresh
    return relation.model in seen


def relation_for(sheet: Sheet, link: Link) -> Relation:
    """The relation of a link, with names that are free on both models."""
    notebook = Notebook()
    for name in dict.fromkeys((link.child, link.parent)):
        said = tuple(words(name))
        taken_names = taken(sheet.plan, sheet.find(name))
        notebook.entities[key(said)] = Entity(name, said, fields=dict.fromkeys(taken_names, _PLACEHOLDER))
    notebook.links.append(replace(link))
    return relations_of(notebook)[0]


_PLACEHOLDER = Typed(Field(name="taken", type=Scalar.STRING.value))
