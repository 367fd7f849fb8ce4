"""Who may do what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.agent.offline.explain.deeds import led_to, operations, verbs
from assistant.agent.offline.explain.ground import Answer, Ground, Question, capital, listed
from assistant.blueprint import names
from assistant.blueprint.access import Authenticated, HasRole, Owner, Public, Rule
from assistant.blueprint.behaviour import Transition
from assistant.blueprint.plan import AuthKind
from assistant.blueprint.who import condition_text, who
from assistant.draft.documents.lifecycle import effect_text
from assistant.draft.entity import Entity
from assistant.draft.operation import Operation, OperationKind

_WHO = re.compile(
    r"\bwho(?:m|se|ever)?\b|\bwhich (?:roles?|users?|people|accounts?|persons?)\b|\baccess (?:rules?|"
    r"rights?|to)\b|\bpermissions?\b|\brights?\b|\bauthori[sz]\w+",
    re.I,
)
_MAY = re.compile(
    r"^(?:\W|and|so|but|or|then)*(?:can|may|could|is|are|do|does|must|will|would|might)\b.*\b(?:allowed|"
    r"able|permitted|forbidden|public|sign|signed|log|logged|token|without|anonym\w+|"
    r"see|read|view|edit|change|update|delete|remove|create|add|make|list|browse|access|cancel|approve|"
    r"reject|close|open|manage|write|borrow|book|return|order|"
    r"[a-z]+)\b",
    re.I,
)
_CAN = re.compile(
    r"^(?:\W|and|so|but|or|then)*(?:can|may|could|might|is|are|will|must|(?:do|"
    r"does) (?:\w+ ){1,3}?(?:(?:need|have) to|see|read|get to))\b",
    re.I,
)
_STRANGER = re.compile(
    r"\b(?:any ?one|any ?body|every ?one|every ?body|public(?:ly)?|anonymous(?:ly)?|strangers?|visitors?|"
    r"guests?|without (?:signing|logging|a token|an account|login|being)|not (?:signed|logged) in|"
    r"unauthenticated|the internet)\b",
    re.I,
)
_SIGNED = re.compile(r"\b(?:sign(?:ed|ing)? in|log(?:ged|ging)? in|authenticated|token|an account)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:other(?:s'?|'s)?(?: people'?s?| users?'?| members?'?)?|someone else'?s?|somebody else'?s?|"
    r"another (?:person|user|member|\w+)'?s?|each other'?s?|all|every|any)\b",
    re.I,
)
_WRITES = re.compile(r"\b(?:sets?|writes?|changes?|edits?|fills?|gives?|sends?|touch(?:es)?|updates?)\b", re.I)
_ROLES = re.compile(
    r"\b(?:which|what|list|how many|show)\b.*\broles?\b(?! (?:can|may|could|is allowed|are allowed))|"
    r"\broles? (?:are|is) there\b",
    re.I,
)


_BECOMES = re.compile(r"\b(?:becom\w+|get(?:s|ting)? (?:the role|to be)|assign\w*|promot\w+|given the role)\b", re.I)


def roles(question: Question, ground: Ground) -> Answer | None:
    """The roles there are, or what one of them may do."""
    auth = ground.plan.auth
    if _ROLES.search(question.text) and not question.about.roles:
        if not auth.roles:
            signing = (
                "anyone who registers has the same rights" if auth.kind is not AuthKind.NONE else "nobody signs in"
            )
            return Answer(f"There are no roles: {signing}.", ("auth",))
        default = (
            f" Whoever registers becomes {auth.default_role}; other roles are given in the database."
            if auth.default_role
            else ""
        )
        return Answer(f"The roles are {listed(auth.roles)}.{default}", ("auth.roles",), ("lib/policy/actor.ts",))
    if question.about.roles and _BECOMES.search(question.text):
        first = f"Whoever registers becomes {auth.default_role}. " if auth.default_role else ""
        others = listed(role for role in auth.roles if role != auth.default_role)
        return Answer(f"{first}{others} can't be registered for: it is given in the database.", ("auth.roles",))
    if len(question.about.roles) == 1 and not question.about.entities and not question.about.deeds:
        role = question.about.roles[0]
        if re.search(r"\b(?:what|which|everything)\b", question.text, re.I):
            return Answer("\n".join(_of_role(role, ground)), ("models[].access",), ("docs/API.md",))
    return None


def _of_role(role: str, ground: Ground) -> Iterator[str]:
    yield f"{role} may call:"
    for op in ground.design.operations:
        verdict, how = _for_role(role, op.rules)
        if verdict:
            yield f"- {op.method} {op.path}{f' ({how})' if how else ''}"


def rights(question: Question, ground: Ground) -> Answer | None:
    """Who may do what is asked about; yes or no first, where it was asked of somebody."""
    asked_who = bool(_WHO.search(question.text))
    if not asked_who and not (_CAN.match(question.text) and _MAY.match(question.text)):
        return None
    found = operations(question, ground)
    if not asked_who and not _asks_of_somebody(question, ground):
        return None
    if any(not held.loose for held in question.about.columns) and _WRITES.search(question.text):
        return None
    if not found:
        return _nobody(question, ground)
    if not asked_who and len({op.entity for op in found}) == 1:
        told = [f"{_verdict(question, op, ground)} {_line(op, question)}".strip() for op in found]
        return Answer("\n".join(told), _places(found), _files(found))
    lines = [_line(op, question) for op in found]
    return Answer("\n".join(lines), _places(found), _files(found))


def _asks_of_somebody(question: Question, ground: Ground) -> bool:
    """Whether the subject of the question is a person rather than a value that may be empty."""
    if question.about.roles or _STRANGER.search(question.text) or _SIGNED.search(question.text):
        return True
    first = re.match(
        r"^(?:\W|and|so|but|or|then)*(?:can|may|could|might|is|are|will|must)\s+(?:an?|the|any|every|all|"
        r"only)?\s*([\w-]+)",
        question.text,
        re.I,
    )
    if first is None:
        return False
    word = names.singular(first[1].lower())
    account = ground.design.account
    people = {names.label(r.name) for r in ground.plan.relations if account and r.target == account.pascal}
    people |= {account.label} if account else set()
    people |= {names.label(r.lower()) for r in ground.plan.auth.roles}
    people |= {
        "i",
        "we",
        "you",
        "person",
        "people",
        "owner",
        "user",
        "somebody",
        "someone",
        "nobody",
        "they",
        "he",
        "she",
        "client",
    }
    return word in people


def _nobody(question: Question, ground: Ground) -> Answer | None:
    """Where the deed is known but no endpoint does it."""
    if not question.about.entities:
        return None
    it = question.about.entities[0]
    wanted = [
        verb
        for verb in verbs(question)
        if verb in ("delete", "remove", "create", "add", "edit", "update", "change", "see", "read", "list")
    ]
    if not wanted and not _WHO.search(question.text):
        return None
    offered = listed(f"{op.method} {op.path}" for op in ground.design.of(it))
    have = f" There is {offered}." if offered else f" {capital(it.labels)} have no endpoints at all."
    deed = f"lets anyone {wanted[0]} {names.article(it.label)}" if wanted else f"of {it.labels} does that"
    said = f"Nobody: no endpoint {deed}.{have}"
    return Answer(said, (f"{it.pascal}.access",))


def _line(op: Operation, question: Question) -> str:
    """'POST /api/loans/{id}/return: the loan's member; librarians; only if returned at is not set.'"""
    if op.kind is OperationKind.TRANSITION and op.entity and (steps := _steps(op.entity, question)):
        told = "; ".join(
            f"{step.source} → {step.to}: "
            f"{who(step.rules or op.entity.model.access.update, op.entity.label)}{_written(step)}"
            for step in steps
        )
        return f"{op.method} {op.path}: {told}."
    guard = listed(condition_text(each) for each in op.action.guard) if op.action and op.action.guard else ""
    return f"{op.method} {op.path}: {op.who}{f'; only if {guard}' if guard else ''}."


def _steps(it: Entity, question: Question) -> tuple[Transition, ...]:
    assert it.model.lifecycle is not None
    said = verbs(question)
    named = {value for _, value in question.about.values}
    wanted = tuple(
        s for s in it.model.lifecycle.transitions if s.to in named or any(led_to(verb, s.to) for verb in said)
    )
    return wanted or it.model.lifecycle.transitions


def _written(step: Transition) -> str:
    sends = f" (sends {listed(step.requires)})" if step.requires else ""
    sets = f" (sets {listed(effect_text(e) for e in step.effects)})" if step.effects else ""
    return (sends + sets).replace("`", "")


def _verdict(question: Question, op: Operation, ground: Ground) -> str:
    """'Yes.', 'No.', or 'Only …', for the person that a question speaks of; '' where it speaks of nobody known."""
    rules = _rules(op, question)
    text = question.text
    if question.about.roles:
        verdict, how = _for_role(question.about.roles[0], rules)
        if verdict and how and _OTHERS.search(text):
            return "No, not other people's." if _owned_only(question.about.roles[0], rules) else f"Yes, {how}."
        owned = _owned_only(question.about.roles[0], rules)
        if verdict and how:
            return "Only where the record is theirs." if owned else f"Yes, {how}."
        return "Yes." if verdict else "No."
    owner = next((r for r in rules if isinstance(r, Owner) and _named_in(r, text)), None)
    if owner is not None and not _STRANGER_WORDS.search(text):
        conditions = f", if {listed(condition_text(c) for c in owner.when)}" if owner.when else ""
        return "No, only their own." if _OTHERS.search(text) else f"Yes, on their own{conditions}."
    if _is_stranger(text, ground):
        if any(isinstance(r, Public) and not r.when for r in rules) or ground.plan.auth.kind is AuthKind.NONE:
            return "Yes, without signing in."
        return "Only in part." if any(isinstance(r, Public) for r in rules) else "No."
    if _SIGNED.search(text):
        return (
            "No token is needed." if any(isinstance(r, Public) and not r.when for r in rules) else "A token is needed."
        )
    if not _is_person(text, ground):
        return ""
    return "Yes." if any(isinstance(r, Public | Authenticated) and not r.when for r in rules) else "No."


def _is_stranger(text: str, ground: Ground) -> bool:
    """Whether somebody without an account is asked about; a guest is one unless the plan knows guests."""
    return bool(_STRANGER.search(text)) and (bool(_STRANGER_WORDS.search(text)) or not _is_person(text, ground))


def _is_person(text: str, ground: Ground) -> bool:
    """Whether somebody is named by a relation to the account, such as the host of a property."""
    account = ground.design.account
    said = {names.singular(word) for word in re.findall(r"[a-z]+", text.lower())}
    return account is not None and any(
        r.target == account.pascal and names.label(r.name) in said for r in ground.plan.relations
    )


_STRANGER_WORDS = re.compile(r"\b(?:any ?one|any ?body|public|anonymous|strangers?|visitors?|without)\b", re.I)


def _rules(op: Operation, question: Question) -> tuple[Rule, ...]:
    if op.kind is OperationKind.TRANSITION and op.entity:
        return tuple(r for s in _steps(op.entity, question) for r in s.rules or op.entity.model.access.update)
    return op.rules


def _named_in(rule: Owner, text: str) -> bool:
    """Whether the owner's relation, or 'user', 'owner' or 'I', is who the question speaks of."""
    said = {names.singular(word) for word in re.findall(r"[a-z]+", text.lower())}
    steps = {word for step in rule.path.split(".") for word in names.words(step)}
    return bool(said & (steps | {"owner", "i", "my", "own", "their", "user", "person", "people"}))


def _for_role(role: str, rules: tuple[Rule, ...]) -> tuple[bool, str]:
    """Whether a role may, and under which condition ('' for none)."""
    hows: list[str] = []
    for rule in rules:
        match rule:
            case Public() | Authenticated():
                fits, how = True, ""
            case HasRole():
                fits, how = role in rule.roles, ""
            case Owner():
                fits, how = True, "their own" if rule.path != "self" else "their own account"
        when = f"if {listed(condition_text(each) for each in rule.when)}" if rule.when else ""
        if fits:
            hows.append(" ".join(part for part in (how, when) if part))
    if "" in hows:
        return True, ""
    return bool(hows), listed(dict.fromkeys(hows), "or")


def _owned_only(role: str, rules: tuple[Rule, ...]) -> bool:
    return not any(isinstance(r, Public | Authenticated) or (isinstance(r, HasRole) and role in r.roles) for r in rules)


def _places(found: tuple[Operation, ...]) -> tuple[str, ...]:
    places = []
    for op in found:
        if op.entity is None:
            continue
        kind = {
            OperationKind.ACTION: f"actions.{op.action.name if op.action else ''}",
            OperationKind.TRANSITION: "lifecycle",
        }.get(op.kind, f"access.{op.kind}")
        places.append(f"{op.entity.pascal}.{kind}")
    return tuple(dict.fromkeys(places))


def _files(found: tuple[Operation, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"lib/policy/{op.entity.file}.ts" for op in found if op.entity))
