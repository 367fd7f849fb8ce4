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
    steps = [names.label(step) for step in rule.path.split(".")]
    # A path through memberships ends at an account that is merely "user"; the step before it says more.
    shown = steps[:-1] if len(steps) > 1 and steps[-1] in ("user", "account") else steps
    chain = " of the ".join(reversed(shown))
    having = " and ".join(condition_text(each) for each in rule.having)
    owner = f"the {chain} of the {label}" if alone else f"the {chain} of each {label}"
    return f"{owner} whose {having}" if having else owner


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
