"""What records go through: 'members may cancel their own bookings until they start', limits, steps, order in time."""

from __future__ import annotations

import re

from assistant.blueprint.access import Condition, HasRole
from assistant.blueprint.behaviour import Action, Constraint, Distinct, Effect, Lifecycle, Ordered, Transition
from assistant.blueprint.field import Field, Scalar, Write
from assistant.blueprint.names import article, label, plural
from assistant.blueprint.operations.operation import (
    AddAction,
    AddEnumValue,
    AddField,
    ChangeField,
    SetConstraints,
    SetLifecycle,
)
from assistant.blueprint.operations.operation import Operation as Change
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.plan import Model, NotUnderstood
from assistant.blueprint.read.deeds import DONE, Deed, actions
from assistant.blueprint.read.field_type import Typed, enum_value
from assistant.blueprint.read.limits import constraints
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.permission import people_of
from assistant.blueprint.read.policy import Policy
from assistant.blueprint.read.steps import steps_of
from assistant.blueprint.revise.accounts import ensure_account, roles_to, with_known_roles
from assistant.blueprint.revise.bridge import notebook_of, policy_of, source_of
from assistant.blueprint.revise.known import Column, Tie
from assistant.blueprint.revise.lexicon import STARTS
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request

_VERBS = "|".join(sorted(DONE))
_ACTIVE = re.compile(
    rf"^(?:let\s+|allow\s+)?(?P<only>only\s+)?(?P<who>.+?)\s+(?:(?:can|may|should|must|shall|could)"
    rf"\s+(?:also\s+|only\s+|now\s+)*(?:be\s+able\s+to\s+)?|to\s+)?(?P<verb>{_VERBS})\s+"
    r"(?P<own>(?:only\s+)?(?:their|his|her|its|the|an?|any|all|every|own|other)\s+(?:own\s+)?)"
    r"*(?P<what>it|them|[A-Za-z][\w -]*?)(?P<until>\s*,?\s+(?:until|before|up\s+to|till|as\s+long\s+as|"
    r"unless|once|after|while|if|when|within)\b.*)?$",
    re.I,
)
_PASSIVE = re.compile(
    rf"^(?P<what>it|they|(?:the\s+|an?\s+|every\s+|all\s+)?[A-Za-z][\w -]*?)\s+(?:can|may|must|should|"
    rf"could)\s+(?:also\s+|only\s+|now\s+)*(?:be\s+able\s+to\s+be\s+|be\s+)"
    rf"(?P<done>{'|'.join(sorted(DONE.values()))})(?P<rest>\b.*)$",
    re.I,
)
_STATE = re.compile(
    r"\b(?:until|before|as\s+long\s+as|while|unless)\s+(?:it|they|he|she|the\s+\w+|that)?\s*(?:is|are|"
    r"has\s+been|have\s+been|was|gets|be)?\s*(?P<not>not\s+)?(?:already\s+|still\s+|yet\s+)"
    r"?(?P<state>[\w-]+)",
    re.I,
)
_FLOW = re.compile(
    r"\b(?:go(?:es)?|moves?|changes?|transitions?|switch(?:es)?|return|back|becomes?|flows?|steps?|"
    r"lifecycle|from|reopened|only\s+(?:go|be))\b|→",
    re.I,
)
_RULE = re.compile(
    r"\b(?:at\s+most|max(?:imum)?|no\s+more\s+than|more\s+than|up\s+to|limit|overlap\w*|double[- "
    r"]?book\w*|twice|at\s+the\s+same\s+time|exceed)\b",
    re.I,
)
_ORDER = re.compile(
    r"^(?:make\s+sure\s+)?(?P<first>.+?)\s+(?:must|should|has\s+to|have\s+to|needs?\s+to|can|may|is|shall)"
    r"(?P<not>\s+not|n't|not|\s+never)?\s+(?:be\s+|lie\s+|come\s+)?(?:strictly\s+|always\s+)"
    r"?(?P<how>after|later\s+than|before|earlier\s+than|greater\s+than|larger\s+than|bigger\s+than|"
    r"less\s+than|smaller\s+than|lower\s+than|higher\s+than|at\s+least|at\s+most|on\s+or\s+after|below|"
    r"above)\s+(?:the\s+)?(?P<second>[A-Za-z][\w -]*)$",
    re.I,
)
_DIFFER = re.compile(
    r"^(?P<first>.+?)\s+and\s+(?P<second>.+?)\s+(?:must|should|have\s+to|may|can|need\s+to)(?:\s+not|n't|"
    r"not|\s+never)?\s+(?:differ|be\s+(?:different|the\s+same|equal|identical)|"
    r"point\s+to\s+the\s+same\b.*)$",
    re.I,
)
_LATER = re.compile(r"after|later|greater|larger|bigger|higher|at\s+least|above", re.I)


def read(request: Request, sheet: Sheet) -> bool:
    """Adds actions, steps of a lifecycle, and rules over rows."""
    text = request.text
    return (
        _ordered(text, sheet)
        or _differing(text, sheet)
        or _reopened(text, sheet)
        or _steps(text, sheet)
        or _deed(request, sheet)
        or _limits(text, sheet)
    )


def _ordered(text: str, sheet: Sheet) -> bool:
    found = _ORDER.match(text)
    if found is None:
        return False
    pair: list[list[Column]] = []
    for said in (found["first"], found["second"]):
        refs = [r for r in sheet.known.refer(said, sheet.model, things=False) if isinstance(r, Column)]
        if sheet.model is not None and len(refs) > 1:
            refs = [r for r in refs if r.model == sheet.model]
        if not refs:
            return False
        pair.append(refs)
    both = [m for m in {r.model for r in pair[0]} if m in {r.model for r in pair[1]}]
    if len(both) > 1:
        raise UnclearError(f"Of which: {' or '.join(sorted(both))}?")
    if not both:
        return False
    one, other = (next(r.name for r in refs if r.model == both[0]) for refs in pair)
    later = bool(_LATER.search(found["how"])) is not bool(found["not"])
    first, second = (other, one) if later else (one, other)
    equal = bool(found["not"]) or bool(re.search(r"at\s+least|at\s+most|on\s+or", found["how"], re.I))
    return _with(sheet, both[0], Ordered(before=first, after=second, or_equal=equal))


def _differing(text: str, sheet: Sheet) -> bool:
    found = _DIFFER.match(text)
    if found is None:
        return False
    refs = [
        r
        for said in (found["first"], found["second"])
        for r in sheet.known.refer(said, sheet.model, things=False)[:1]
        if isinstance(r, Tie)
    ]
    if len(refs) != 2 or refs[0].model != refs[1].model:
        return False
    return _with(sheet, refs[0].model, Distinct(first=refs[0].name, second=refs[1].name))


def _with(sheet: Sheet, model: str, *fresh: Constraint) -> bool:
    had = sheet.find(model).constraints
    new = tuple(c for c in fresh if c not in had)
    if not new:
        sheet.assumptions.append(f"{model} has that rule already.")
    else:
        replaced = tuple(c for c in had if not any(_same(c, n) for n in new))
        sheet.do(SetConstraints(model=model, constraints=(*replaced, *new)))
    sheet.about(model)
    return True


def _same(old: Constraint, new: Constraint) -> bool:
    """Whether a new rule takes the place of an old one: another number of the same limit, another strictness."""
    if old.kind != new.kind:
        return False
    if (old.kind == "limit" and new.kind == "limit") or (old.kind == "no_overlap" and new.kind == "no_overlap"):
        return old.per == new.per
    if old.kind == "ordered" and new.kind == "ordered":
        return {old.before, old.after} == {new.before, new.after}
    return False


def _limits(text: str, sheet: Sheet) -> bool:
    """Limits and overlaps, as the brief reader finds them, beside those that the plan has anyway."""
    if not _RULE.search(text):
        return False
    if sheet.model is not None:
        text = re.sub(r"^(?:they|those|these)\b", plural(label(sheet.model)), text)
    usual, _ = constraints(source_of(""), notebook_of(sheet.plan), sheet.plan.models, sheet.plan.relations)
    told, unplaced = constraints(source_of(text), notebook_of(sheet.plan), sheet.plan.models, sheet.plan.relations)
    fresh = {name: [c for c in found if c not in usual[name]] for name, found in told.items()}
    fresh = {name: found for name, found in fresh.items() if found}
    for name, found in fresh.items():
        _with(sheet, name, *found)
    if not fresh and unplaced:
        sheet.unplaced += [NotUnderstood(sentence=u.sentence, why=u.why) for u in unplaced]
        return True
    return bool(fresh)


def _steps(text: str, sheet: Sheet) -> bool:
    """'a ticket goes open → pending → closed': the only way in which its status changes."""
    if not _FLOW.search(text):
        return False
    model, field = _staged(text, sheet)
    if model is None or field is None:
        return False
    enum = sheet.plan.enum(field.type)
    values = enum.values if enum else ()
    chain = re.sub(
        r"\s*,?\s*(?:and\s+)?(?:then\s+)?(?:back\s+)?\b(?:to|into)\s+", " → ", re.sub(r"\bfrom\s+", "", text)
    )
    steps = steps_of(chain, values) if _CHAIN.search(text) else steps_of(text, values)
    between = re.search(
        r"\bfrom\s+(?P<from>[\w/, -]+?)\s+(?:back\s+)?(?:to|into)\s+(?P<to>[\w/, -]+?)(?:$|[.;])", text, re.I
    )
    if between:
        sources, goals = (_named(between[k], values) for k in ("from", "to"))
        steps += [(a, b) for a in sources for b in goals if a != b and (a, b) not in steps]
    if not steps:
        return False
    old = model.lifecycle
    kept = () if old is None or (re.search(r"\bonly\b", text, re.I) and len(steps) > 1) else old.transitions
    fresh = tuple(
        Transition(source=a, to=b) for a, b in dict.fromkeys(steps) if not any((t.source, t.to) == (a, b) for t in kept)
    )
    initial = old.initial if old else str(field.default or values[0])
    cycle = Lifecycle(field=field.name, initial=initial, transitions=(*kept, *fresh))
    reached = _reached(cycle)
    if left := [v for v in values if v not in reached]:
        raise UnclearError(f"From which state does a {label(model.name)} get to {' and '.join(left)}?")
    sheet.do(SetLifecycle(model=model.name, lifecycle=cycle))
    sheet.about(model.name, Column(model.name, field.name))
    return True


_CHAIN = re.compile(r"\bfrom\s+\w+\s+to\s+\w+\s*,?\s*(?:and\s+)?(?:then\s+)?to\s+\w+", re.I)


def _named(text: str, values: tuple[str, ...]) -> list[str]:
    return [v for part in re.split(r",|/|\bor\b|\band\b", text) if (v := enum_value(part.strip())) in values]


def _reached(cycle: Lifecycle) -> set[str]:
    reached = {cycle.initial}
    while True:
        more = {t.to for t in cycle.transitions if t.source in reached} - reached
        if not more:
            return reached
        reached |= more


def _staged(text: str, sheet: Sheet) -> tuple[Model | None, Field | None]:
    named = sheet.known.models_in(text) or ([sheet.model] if sheet.model else [])
    upper = {enum_value(w) for w in re.findall(r"[A-Za-z_-]+", text)}
    found = []
    for model in sheet.plan.models:
        for field in model.fields:
            enum = sheet.plan.enum(field.type)
            if enum is not None and len(upper & set(enum.values)) >= 2 and (model.name in named or not named):
                found.append((model, field))
    return found[0] if len(found) == 1 else (None, None)


def _deed(request: Request, sheet: Sheet) -> bool:
    """An action on one record, with who may take it and until when."""
    told = _told(with_known_roles(request.text, sheet), sheet)
    if told is None:
        return False
    model, verb, who, until = told
    people = people_of(who, notebook_of(sheet.plan)) if who else ()
    if who and not people:
        return False
    if people:
        ensure_account(sheet, people)
    notebook = notebook_of(sheet.plan)
    policy = policy_of(sheet.plan, notebook)
    found = sheet.find(model)
    if _gains_state(found, verb, sheet):
        found = sheet.find(model)
    notebook = notebook_of(sheet.plan)
    fresh, name = _kept_in(found, verb, sheet)
    extended = found.model_copy(update={"fields": (*found.fields, *fresh)})
    if fresh and (entity := notebook.by_name(model)) is not None:
        entity.fields[name] = Typed(fresh[0])
    own = bool(re.search(r"\b(?:own|their|his|her)\b", request.text, re.I))
    waits = bool(_STARTING.search(until))
    start = next((n for n in STARTS if found.field(n) is not None), "") if waits else ""
    deed = Deed(model, verb, name, people, own, start)
    if found.lifecycle is not None and found.lifecycle.field == name:
        return _stepped(sheet, found, deed, policy, notebook)
    made = actions((deed,), extended, policy, notebook, None)
    if not made:
        raise UnclearError(f"Who may {verb} {article(label(model))}? Nothing says to whom one belongs.")
    action = _until(made[0], extended, sheet, until)
    roles = tuple(dict.fromkeys(r for rule in action.rules if isinstance(rule, HasRole) for r in rule.roles))
    fields: list[Change] = [AddField(model=model, field=f) for f in fresh]
    alone = bool(re.search(r"\bonly\b", request.text, re.I)) and all(isinstance(r, HasRole) for r in action.rules)
    kept: list[Change] = []
    if alone and (state := found.field(name)) is not None and sheet.plan.enum(state.type) is not None:
        # Else whoever may update the record could set the same state without the action.
        kept.append(ChangeField(model=model, field=name, set=FieldPatch(write_roles=roles)))
    sheet.do(*fields, *roles_to(sheet, roles, policy.base), *kept, AddAction(model=model, action=action))
    if waits and not start:
        why = f"{article(label(model)).capitalize()} has no start of its own to wait for, so this step stays open."
        sheet.unplaced.append(NotUnderstood(sentence=request.sentence, why=why))
    sheet.about(model)
    return True


_STARTING = re.compile(
    r"\b(?:until|before|up\s+to|till)\b.*?\b(?:starts?|begins?|beginning|check-?in|departure|takes\s+place)\b", re.I
)


def _gains_state(model: Model, verb: str, sheet: Sheet) -> bool:
    """Gives a status the state that a deed leads to, where it has none: who can cancel needs CANCELLED."""
    if verb not in _STATES:
        return False
    for field in model.fields:
        enum = sheet.plan.enum(field.type)
        cycle = model.lifecycle is not None and model.lifecycle.field == field.name
        if enum is None or field.name not in {"status", "state", "stage"} or cycle:
            continue
        if not _reaching(enum.values, DONE[verb]) and enum_value(DONE[verb]) not in enum.values:
            sheet.do(AddEnumValue(enum=enum.name, value=enum_value(DONE[verb])))
            return True
    return False


_STATES = frozenset("cancel reject approve confirm close complete withdraw refund dismiss resolve".split())


def _kept_in(model: Model, verb: str, sheet: Sheet) -> tuple[tuple[Field, ...], str]:
    """The field that keeps that the deed is done: a state, a flag or a date; a new date where there is none."""
    done = DONE[verb]
    for field in model.fields:
        enum = sheet.plan.enum(field.type)
        if enum is not None and field.name in {"status", "state", "stage"} and _reaching(enum.values, done):
            return (), field.name
    for field in model.fields:
        dated = (
            field.scalar in {Scalar.DATE, Scalar.DATE_TIME} and field.name.startswith(done[:5]) and not field.required
        )
        if dated or (field.scalar is Scalar.BOOLEAN and field.name == done):
            return (), field.name
    name = f"{done}At"
    return (Field(name=name, type=Scalar.DATE_TIME.value, required=False, write=Write.SERVER),), name


def _reaching(values: tuple[str, ...], done: str) -> str:
    return next((v for v in values[1:] if v[:6] == enum_value(done)[:6]), "")


def _told(text: str, sheet: Sheet) -> tuple[str, str, str, str] | None:
    """(model, verb, who, until when) of 'members may cancel their own bookings until they start'."""
    passive = _PASSIVE.match(text)
    if passive:
        model = sheet.thing(passive["what"])
        verb = next((v for v, d in DONE.items() if d == passive["done"].lower()), "")
        by = re.search(
            r"\bby\s+(?:only\s+)?(?P<who>.+?)(?:\s+(?:only|until|before|if|when|unless|once|as\s+long)\b|$)",
            passive["rest"],
        )
        return (model, verb, by["who"] if by else "", passive["rest"]) if model and verb else None
    active = _ACTIVE.match(text)
    model = sheet.thing(active["what"]) if active else None
    if active is None or model is None or model == sheet.plan.auth.model or sheet.known.model(active["who"]) == model:
        return None
    return model, active["verb"].lower(), active["who"], (active["until"] or "").strip(" ,")


def _until(action: Action, model: Model, sheet: Sheet, until: str) -> Action:
    """The action, which is open only in the states before the one that ends it."""
    found = _STATE.search(until)
    if found is None:
        return action
    state = enum_value(found["state"])
    for field in model.fields:
        enum = sheet.plan.enum(field.type)
        if enum is None or state not in enum.values:
            continue
        before = re.match(r"(?:until|before|unless)", found[0].strip(), re.I)
        at = enum.values.index(state)
        written = {e.value for e in action.effects}
        live = enum.values[:at] if before else (state,)
        live = tuple(v for v in live if v not in written) or enum.values[:1]
        guard = tuple(c for c in action.guard if c.field != field.name)
        return action.model_copy(update={"guard": (*guard, Condition(field=field.name, one_of=live))})
    return action


def _stepped(sheet: Sheet, model: Model, deed: Deed, policy: Policy, notebook: Notebook) -> bool:
    """Who may take the steps of a lifecycle that a deed stands for."""
    cycle = model.lifecycle
    made = actions((deed,), model, policy, notebook, None)
    goal = next((str(e.value) for a in made for e in a.effects if e.field == deed.field), "")
    if cycle is None or not made or not any(t.to == goal for t in cycle.transitions):
        noun = article(label(model.name)).capitalize()
        raise UnclearError(f"{noun} goes through fixed steps. From which state may it be {DONE[deed.verb]}?")
    rules = made[0].rules
    steps = tuple(t.model_copy(update={"rules": rules}) if t.to == goal else t for t in cycle.transitions)
    roles = tuple(dict.fromkeys(r for rule in rules if isinstance(rule, HasRole) for r in rule.roles))
    changed = cycle.model_copy(update={"transitions": steps})
    sheet.do(*roles_to(sheet, roles, policy.base), SetLifecycle(model=model.name, lifecycle=changed))
    sheet.about(model.name)
    return True


def _reopened(text: str, sheet: Sheet) -> bool:
    """'closed tickets can be reopened': back to where they start."""
    found = _REOPENED.match(text)
    if found is None:
        return False
    whole = sheet.thing(found["what"])
    first, _, rest = found["what"].partition(" ")
    model, state = (whole, "") if whole else (sheet.thing(rest), enum_value(first))
    if model is None:
        return False
    for field in sheet.find(model).fields:
        enum = sheet.plan.enum(field.type)
        if enum is None or (state and state not in enum.values) or field.name not in {"status", "state", "stage"}:
            continue
        first = str(field.default or enum.values[0])
        ended = (state,) if state else tuple(v for v in enum.values if _ENDED.match(v))
        cycle = sheet.find(model).lifecycle
        if not ended:
            return False
        if cycle is not None:
            steps = tuple(Transition(source=e, to=cycle.initial) for e in ended)
            fresh = tuple(s for s in steps if not any((t.source, t.to) == (s.source, s.to) for t in cycle.transitions))
            changed = cycle.model_copy(update={"transitions": (*cycle.transitions, *fresh)})
            sheet.do(SetLifecycle(model=model, lifecycle=changed))
        else:
            rules = sheet.find(model).access.update
            guard = (Condition(field=field.name, one_of=ended),)
            action = Action(name="reopen", guard=guard, effects=(Effect(field=field.name, value=first),), rules=rules)
            sheet.do(AddAction(model=model, action=action))
        sheet.about(model)
        return True
    return False


_REOPENED = re.compile(
    r"^(?:an?\s+|the\s+)?(?P<what>[A-Za-z][\w-]*(?:\s[\w-]+){0,2}?)\s+(?:can|may|should|must|could)\s+"
    r"(?:be\s+able\s+to\s+)?be\s+(?:re-?\s?opened|reactivated|restored|opened\s+again)\b.*$",
    re.I,
)
_ENDED = re.compile(r"^(?:CLOSED|DONE|CANCEL|REJECT|RESOLV|COMPLET|SOLVED|ARCHIV)")
