"""Actions on records: 'a loan can be returned', 'members can return books'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.blueprint.access import Authenticated, Condition, HasRole, Operation, Rule, Tense
from assistant.blueprint.behaviour import Action, Effect, Lifecycle
from assistant.blueprint.field import NOW, Field, Scalar, Write
from assistant.blueprint.names import article, label
from assistant.blueprint.plan import Model, NotUnderstood
from assistant.blueprint.read.clause import Clause, clauses
from assistant.blueprint.read.field_type import Typed, enum_value
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import Entity, Notebook
from assistant.blueprint.read.permission import Permission, people_of
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.policy import Policy
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.read.statement import Source, Statement
from assistant.blueprint.relation import Kind, Relation

DONE = {
    "return": "returned",
    "cancel": "cancelled",
    "withdraw": "withdrawn",
    "close": "closed",
    "complete": "completed",
    "finish": "finished",
    "resolve": "resolved",
    "confirm": "confirmed",
    "acknowledge": "acknowledged",
    "revoke": "revoked",
    "redeem": "redeemed",
    "refund": "refunded",
    "pay": "paid",
    "dismiss": "dismissed",
    "approve": "approved",
    "reject": "rejected",
    "archive": "archived",
    "publish": "published",
}
"""What can be done to a record once, and what it is then."""
_SAID_OF_PEOPLE = frozenset("return acknowledge revoke redeem".split())
"""These are actions also in 'members return books'; the others need 'can be' or a status that they lead to."""
_ENDING = frozenset("return cancel withdraw close complete finish revoke redeem".split())
_UNTIL = re.compile(
    r"\b(?:until|before|up\s+to|till)\b(?P<rest>[^.;]*?\b(?:start|starts|begins?|beginning|check-?in|departure)\b)",
    re.I,
)
_SPAN = re.compile(r"\b\d+\s*(?:h|hours?|days?|minutes?|weeks?)\b", re.I)
_STARTS = (
    "startsAt",
    "startDate",
    "startTime",
    "startAt",
    "checkIn",
    "checkInDate",
    "scheduledAt",
    "date",
    "departsAt",
)
_OVER = re.compile(r"^(?:CANCEL|REJECT|DECLIN|WITHDR|REFUND|DONE|COMPLET|RETURN|CLOSED|EXPIR|FINISH|VOID|RESOLV)")


@dataclass(frozen=True)
class Deed:
    """`people` may do `verb` to a record of `entity`, () leaves open who; `field` keeps when, or the state."""

    entity: str
    verb: str
    field: str
    people: tuple[str, ...] = ()
    own: bool = False
    before: str = ""
    event: bool = False

    @property
    def ends(self) -> bool:
        """Whether the record is one of an event, such as a loan, that is over with it."""
        return self.event and self.verb in _ENDING


def read_deeds(source: Source, notebook: Notebook) -> tuple[Deed, ...]:
    """The deeds of the statements in scope, one per entity and verb; gives the entities the fields that keep them."""
    found: dict[tuple[str, str], Deed] = {}
    topic: Entity | None = None
    for statement in source.statements:
        if statement.excluded:
            continue
        for clause in clauses(without_brackets(statement.text)):
            for entity, verb, people in _deeds(clause, statement, notebook, topic):
                deed = _deed(notebook, entity, verb, people, statement.text)
                if deed is not None:
                    old = found.get((deed.entity, verb))
                    found[deed.entity, verb] = deed if old is None or not old.people else old
            named = phrase(without_brackets(clause.subject)).words
            subject = notebook.find(named) if named else None
            topic = subject if subject is not None and not notebook.is_account(subject) else topic
    return tuple(found.values())


def _deeds(
    clause: Clause, statement: Statement, notebook: Notebook, topic: Entity | None
) -> Iterator[tuple[Entity, str, str]]:
    """Each entity of a clause with what is done to it, and by whom."""
    if clause.negated or not clause.verb:
        return
    if clause.passive and clause.modal in {"can", "may"} and clause.verb in DONE:
        words = phrase(clause.subject).words
        entity = (
            topic
            if re.fullmatch(r"it|they|these|those", clause.subject, re.I)
            else notebook.find(words)
            if words
            else None
        )
        by = re.search(r"\bby\s+(?:only\s+)?(?P<who>[\w ,']+?)(?:\s+(?:only|until|before|if|when)\b|$)", clause.object)
        if entity is not None and re.match(
            r"(?:$|by\b|until\b|before\b|up\s+to\b|at\s+any|any\s*time|early|only\b|late)", clause.object
        ):
            yield _event(notebook, entity, clause.verb), clause.verb, by["who"] if by else ""
        return
    if clause.passive or not people_of(clause.subject, notebook):
        return
    for verb in dict.fromkeys((clause.verb, *clause.also, *re.findall(r"\b(?:and|or)\s+(return)s?\b", statement.text))):
        what = phrase(
            re.sub(r"^(?:and|or)\s+\w+\s+|\b(?:their|own|the|an?|his|her|all|any)\b", " ", clause.object)
        ).words
        entity = notebook.find(what) if what else None
        if verb in DONE and entity is not None and not notebook.is_account(entity):
            entity = _event(notebook, entity, verb)
            if verb in _SAID_OF_PEOPLE or _state(entity, verb):
                yield entity, verb, clause.subject


def _event(notebook: Notebook, entity: Entity, verb: str) -> Entity:
    """Books are returned by ending their loan: the event that leads to the thing, where there is one."""
    if verb != "return" or entity.name in notebook.events:
        return entity
    children = [e for link in notebook.links if link.parent == entity.name and (e := notebook.by_name(link.child))]
    return next((e for e in children if e.name in notebook.events), entity)


def _state(entity: Entity, verb: str) -> tuple[str, str] | None:
    """The status field and its value that says that the deed is done."""
    for name, typed in entity.fields.items():
        value = next((v for v in typed.values if v[:6] == enum_value(DONE[verb])[:6]), None)
        if value is not None and name in {"status", "state", "stage"} and value != typed.values[0]:
            return name, value
    return None


def _deed(notebook: Notebook, entity: Entity, verb: str, people: str, text: str) -> Deed | None:
    who = people_of(people, notebook)
    own = bool(re.search(r"\b(?:own|their|his|her|its)\b", text))
    until = _UNTIL.search(text)
    before = next((n for n in _STARTS if n in entity.fields), "") if until else ""
    if until and not before:
        why = f"A step of {article(label(entity.name))} can wait for its own dates alone."
        notebook.unplaced.append(NotUnderstood(sentence=text, why=why))
    if until and _SPAN.search(until["rest"]):
        why = "A step can be closed once the start has passed, but not a while before it."
        notebook.unplaced.append(NotUnderstood(sentence=text, why=why))
    event = entity.name in notebook.events or entity.words[-1] in nouns.OCCURRENCES
    state = _state(entity, verb)
    if state is not None:
        return Deed(entity.name, verb, state[0], who, own, before, event)
    done = DONE[verb]
    if done in entity.fields and entity.fields[done].field.scalar is Scalar.BOOLEAN:
        return None if not who else Deed(entity.name, verb, done, who, own, before, event)
    stem = done[:5]
    name = next(
        (
            n
            for n, t in entity.fields.items()
            if n.startswith(stem) and t.field.scalar in {Scalar.DATE, Scalar.DATE_TIME}
        ),
        f"{done}At",
    )
    old = entity.fields.get(name)
    field = old.field if old else Field(name=name, type=Scalar.DATE_TIME.value)
    entity.fields[name] = Typed(field.model_copy(update={"required": False, "write": Write.SERVER, "default": None}))
    return Deed(entity.name, verb, name, who, own, before, event)


def without_deletion(permissions: list[Permission], deeds: tuple[Deed, ...]) -> list[Permission]:
    """The permissions, in which to cancel what can be cancelled is no longer to delete it."""
    done = {(deed.entity, deed.verb) for deed in deeds}
    kept = []
    for permission in permissions:
        if any((name, permission.verb) in done for name in permission.entities):
            left = tuple(o for o in permission.operations if o is not Operation.DELETE)
            permission = replace(permission, operations=left)
        if permission.operations:
            kept.append(permission)
    return kept


def fixed(relations: tuple[Relation, ...], deeds: tuple[Deed, ...]) -> tuple[Relation, ...]:
    """What a record with an end is about does not change: a loan stays one of the same book."""
    ended = {deed.entity for deed in deeds if deed.ends}
    return tuple(
        r.model_copy(update={"write": Write.ON_CREATE})
        if r.model in ended and r.required and r.write is Write.ALWAYS and r.kind is Kind.MANY_TO_ONE
        else r
        for r in relations
    )


def actions(
    deeds: tuple[Deed, ...], model: Model, policy: Policy, notebook: Notebook, cycle: Lifecycle | None
) -> tuple[Action, ...]:
    """The actions of one model; what a lifecycle already does is none."""
    made = []
    for deed in deeds:
        field = model.field(deed.field)
        if deed.entity != model.name or field is None or (cycle is not None and cycle.field == deed.field):
            continue
        rules = _doers(deed, model, policy)
        if not rules:
            continue
        guard, effect = _change(deed, field, notebook)
        before = (Condition(field=deed.before, tense=Tense.FUTURE),) if deed.before else ()
        made.append(
            Action(
                name=deed.verb,
                guard=(*guard, *before),
                effects=(effect,),
                rules=rules,
                description=f"{deed.verb.capitalize()}s {article(label(model.name))}, once.".replace("ss a", "sses a"),
            )
        )
    return tuple(made)


def kept_apart(field: Field, values: tuple[str, ...], made: tuple[Action, ...]) -> Field:
    """A status whose every step is an action is written by these alone; else whoever edits could take the step."""
    written = {effect.value for action in made for effect in action.effects if effect.field == field.name}
    if values and written and set(values[1:]) <= written:
        return field.model_copy(update={"write": Write.SERVER, "default": values[0]})
    return field


def _change(deed: Deed, field: Field, notebook: Notebook) -> tuple[tuple[Condition, ...], Effect]:
    """When the deed can still be done, and what it writes."""
    entity = notebook.by_name(deed.entity)
    values = entity.fields[deed.field].values if entity else ()
    if values:
        value = next(v for v in values if v[:6] == enum_value(DONE[deed.verb])[:6])
        live = tuple(v for v in values if v != value and not _OVER.match(v))
        live = values[:1] if deed.verb in {"approve", "reject"} else live
        return (Condition(field=deed.field, one_of=live),), Effect(field=deed.field, value=value)
    if field.scalar is Scalar.BOOLEAN:
        return (Condition(field=deed.field, one_of=(False,)),), Effect(field=deed.field, value=True)
    return (Condition(field=deed.field, null=True),), Effect(field=deed.field, value=NOW)


def _doers(deed: Deed, model: Model, policy: Policy) -> tuple[Rule, ...]:
    if policy.account is None:
        return policy.anyone
    found: list[Rule] = []
    for who in deed.people:
        own = policy.is_base(who) or (deed.own and len(deed.people) == 1)
        permission = Permission((who,), (Operation.UPDATE,), (model.name,), own=own, definite=True)
        found += policy.rules(model, permission, who, Operation.UPDATE)
    if not deed.people:
        found += [*policy.holders(model), *policy.staff()] or model.access.update or [Authenticated()]
    return tuple(r for r in dict.fromkeys(found) if not isinstance(r, HasRole) or r.roles)
