"""Rules in words, for route comments, the OpenAPI document and the docs."""

from __future__ import annotations

from assistant.blueprint import names
from assistant.blueprint.access import Authenticated, Condition, HasRole, Owner, Public, Rule, Tense


def who(rules: tuple[Rule, ...], label: str, *, alone: bool = True) -> str:
    """Who may, such as "the loan's member; librarians".

    `label` is the record in words. With `alone` False the operation is on many records: "their own, as member".
    """
    return "; ".join(dict.fromkeys(_one(rule, label, alone) for rule in rules)) or "nobody"


def _one(rule: Rule, label: str, alone: bool) -> str:
    match rule:
        case Public():
            text = "anyone"
        case Authenticated():
            text = "anyone signed in"
        case HasRole():
            text = ", ".join(names.label(names.plural(role.lower())) for role in rule.roles)
        case Owner(path="self"):
            text = f"the {label} themselves"
        case Owner():
            text = _owner(rule, label, alone)
    conditions = [condition_text(each) for each in rule.when]
    return f"{text}, if {' and '.join(conditions)}" if conditions else text


def _owner(rule: Owner, label: str, alone: bool) -> str:
    record = f"the {label}" if alone else f"each {label}"
    *steps, last = [names.label(step) for step in rule.path.split(".")]
    having = " and ".join(condition_text(each) for each in rule.having)
    if steps and (one := names.singular(steps[-1])) != steps[-1]:
        # Through many, such as memberships, it is having one that counts.
        return f"whoever has {names.article(one)}{f' ({having})' if having else ''} in {_chain(steps[:-1], record)}"
    owner = _chain(steps, record) if steps and last in ("user", "account") else _chain([*steps, last], record)
    return f"{owner} whose {having}" if having else owner


def _chain(steps: list[str], record: str) -> str:
    return " of ".join([*(f"the {step}" for step in reversed(steps)), record])


def condition_text(condition: Condition) -> str:
    """A condition in words: "status is DRAFT or OPEN", "due at is in the past"."""
    subject = names.label(condition.field)
    if condition.one_of is not None:
        return f"{subject} is {' or '.join(map(_value, condition.one_of))}"
    if condition.null is not None:
        return f"{subject} is {'not set' if condition.null else 'set'}"
    return f"{subject} is in the {'past' if condition.tense is Tense.PAST else 'future'}"


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
