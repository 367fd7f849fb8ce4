from __future__ import annotations

import pytest

from assistant.blueprint.checks import check
from tests.blueprint.plans import Value, edited, found

CONSTRAINTS = "models.Loan.constraints"
LIFECYCLE = "models.Loan.lifecycle"
STEPS = f"{LIFECYCLE}.transitions"
ACTIONS = "models.Loan.actions"


@pytest.mark.parametrize(
    ("number", "parts", "where", "words"),
    [
        (0, {"before": "startAt"}, ".before", "'startAt' is not a field of Loan"),
        (0, {"after": "due"}, ".after", "'due' is not a field of Loan"),
        (0, {"after": "startsAt"}, "", "with itself"),
        (0, {"after": "note"}, "", "can't be compared"),
        (1, {"per": "keeper"}, ".per", "'keeper' is not a relation to one of Loan"),
        (1, {"per": "reviews"}, ".per", "'reviews' is not a relation to one"),
        (1, {"max": 5}, "", "exactly one of max and max_field"),
        (1, {"max_field": None}, "", "exactly one of max and max_field"),
        (1, {"max_field": "limit"}, ".max_field", "'limit' is not a field of Member"),
        (1, {"max_field": "name"}, ".max_field", "Member.name is no Int"),
        (1, {"counting": [{"field": "open", "null": True}]}, ".counting.0", "'open' is not a field of Loan"),
        (2, {"per": "copy"}, ".per", "'copy' is not a relation to one of Loan"),
        (2, {"start": "note"}, "", "can't be compared"),
        (2, {"end": "until"}, ".end", "'until' is not a field of Loan"),
        (2, {"end": "startsAt"}, "", "with itself"),
        (2, {"counting": [{"field": "state", "one_of": ["X"]}]}, ".counting.0", "never 'X'"),
        (3, {"first": "borrower"}, ".first", "'borrower' is not a relation to one"),
        (3, {"second": "member"}, "", "with itself"),
        (3, {"second": "book"}, "", "so they always differ"),
    ],
)
def test_a_constraint_that_cannot_hold(number: int, parts: dict[str, Value], where: str, words: str) -> None:
    finding = found(**{f"{CONSTRAINTS}.{number}.{key}": value for key, value in parts.items()})
    assert finding.place == f"{CONSTRAINTS}.{number}{where}"
    assert words in finding.message
    assert finding.mend


def test_numbers_can_be_ordered_but_do_not_overlap() -> None:
    fields: list[Value] = [{"name": "low", "type": "Int"}, {"name": "high", "type": "Decimal"}]
    ordered: Value = {"kind": "ordered", "before": "low", "after": "high"}
    overlap: Value = {"kind": "no_overlap", "per": "shelf", "start": "low", "end": "high"}
    shelf: Value = {"model": "Band", "name": "shelf", "target": "Book", "inverse": "bands"}
    sound = edited(**{"models.+": {"name": "Band", "fields": fields, "constraints": [ordered]}, "relations.+": shelf})
    assert check(sound) == ()
    plan: Value = {"name": "Band", "fields": fields, "constraints": [overlap]}
    assert "can't be compared" in found(**{"models.+": plan, "relations.+": shelf}).message


def test_a_constraint_twice() -> None:
    finding = found(**{f"{CONSTRAINTS}.+": {"kind": "distinct", "first": "member", "second": "witness"}})
    assert (finding.place, finding.message) == (f"{CONSTRAINTS}.4", "It is listed twice.")


@pytest.mark.parametrize(
    ("edits", "place", "words"),
    [
        ({f"{LIFECYCLE}.initial": "NEW"}, f"{LIFECYCLE}.initial", "'NEW' is not a value of LoanState"),
        ({"models.Loan.fields.state.default": "OPEN"}, f"{LIFECYCLE}.initial", "the default of 'state' is 'OPEN'"),
        ({"enums.LoanState.values.+": "LOST"}, LIFECYCLE, "Nothing ever becomes 'LOST'"),
        ({f"{LIFECYCLE}.initial": "OPEN"}, LIFECYCLE, "Nothing ever becomes 'REQUESTED'"),
        ({f"{STEPS}.+": {"source": "OPEN", "to": "RETURNED"}}, f"{STEPS}.OPEN->RETURNED", "listed twice"),
        ({f"{STEPS}.+": {"source": "OPEN", "to": "OPEN"}}, f"{STEPS}.OPEN->OPEN", "back to where it starts"),
        ({f"{STEPS}.+": {"source": "OPEN", "to": "GONE"}}, f"{STEPS}.OPEN->GONE.to", "'GONE' is not a value"),
        ({f"{STEPS}.+": {"source": "NEW", "to": "OPEN"}}, f"{STEPS}.NEW->OPEN.source", "'NEW' is not a value"),
        ({f"{STEPS}.0.rules.0.roles": ["boss"]}, f"{STEPS}.REQUESTED->OPEN.rules.0", "'boss' is not a role"),
        ({f"{STEPS}.1.requires": ["why"]}, f"{STEPS}.OPEN->RETURNED.requires", "'why' is not a field"),
        ({f"{STEPS}.1.requires": ["dueAt"]}, f"{STEPS}.OPEN->RETURNED.requires", "required anyway"),
        ({f"{STEPS}.1.requires": ["note", "note"]}, f"{STEPS}.OPEN->RETURNED.requires", "named twice"),
        ({f"{STEPS}.1.requires": ["returnedAt"]}, f"{STEPS}.OPEN->RETURNED.requires", "written as an effect"),
        (
            {f"{STEPS}.1.effects.+": {"field": "returnedAt", "value": None}},
            f"{STEPS}.OPEN->RETURNED.effects",
            "written twice",
        ),
        (
            {f"{STEPS}.1.effects.+": {"field": "gone", "value": True}},
            f"{STEPS}.OPEN->RETURNED.effects.gone",
            "'gone' is not a field",
        ),
        (
            {f"{STEPS}.1.effects.+": {"field": "dueAt", "value": None}},
            f"{STEPS}.OPEN->RETURNED.effects.dueAt",
            "can't be cleared",
        ),
        (
            {f"{STEPS}.1.effects.+": {"field": "dueAt", "value": "soon"}},
            f"{STEPS}.OPEN->RETURNED.effects.dueAt",
            "'soon' is no value of 'dueAt'",
        ),
        (
            {f"{STEPS}.1.effects.+": {"field": "member", "value": None}},
            f"{STEPS}.OPEN->RETURNED.effects.member",
            "can't be cleared",
        ),
        (
            {f"{STEPS}.1.effects.+": {"field": "book", "value": "actor()"}},
            f"{STEPS}.OPEN->RETURNED.effects.book",
            "only to the caller",
        ),
        (
            {f"{STEPS}.1.effects.+": {"field": "witness", "value": "Ann"}},
            f"{STEPS}.OPEN->RETURNED.effects.witness",
            "only to the caller",
        ),
        (
            {f"{STEPS}.1.effects.+": {"field": "state", "value": "OPEN"}},
            f"{STEPS}.OPEN->RETURNED.effects.state",
            "through its lifecycle alone",
        ),
    ],
)
def test_a_lifecycle_that_cannot_be_lived(edits: dict[str, Value], place: str, words: str) -> None:
    findings = {finding.place: finding for finding in check(edited(**edits))}
    assert place in findings
    assert words in findings[place].message


@pytest.mark.parametrize(
    ("field", "words"), [("status", "'status' is not a field of Loan"), ("note", "'note' is no enum")]
)
def test_a_lifecycle_of_no_enum(field: str, words: str) -> None:
    findings = {finding.place: finding for finding in check(edited(**{f"{LIFECYCLE}.field": field}))}
    assert words in findings[f"{LIFECYCLE}.field"].message


def test_a_lifecycle_may_say_its_start_twice() -> None:
    assert check(edited(**{"models.Loan.fields.state.default": "REQUESTED"})) == ()


@pytest.mark.parametrize(
    ("action", "where", "words"),
    [
        ({"name": "Renew", "accepts": ["note"]}, ".Renew", "camelCase"),
        ({"name": "extend", "accepts": ["note"]}, ".extend", "share the path /extend"),
        ({"name": "renew"}, ".renew", "changes nothing"),
        ({"name": "renew", "accepts": ["notes"]}, ".renew.accepts", "'notes' is not a field"),
        ({"name": "renew", "accepts": ["state"]}, ".renew.accepts", "through its lifecycle alone"),
        (
            {"name": "renew", "effects": [{"field": "state", "value": "OPEN"}]},
            ".renew.effects.state",
            "through its lifecycle alone",
        ),
        (
            {"name": "renew", "accepts": ["note"], "guard": [{"field": "due", "tense": "past"}]},
            ".renew.guard.0",
            "'due' is not a field",
        ),
        (
            {"name": "renew", "accepts": ["note"], "rules": [{"kind": "role", "roles": ["boss"]}]},
            ".renew.rules.0",
            "'boss' is not a role",
        ),
    ],
)
def test_an_action_that_cannot_be_taken(action: Value, where: str, words: str) -> None:
    finding = found(**{f"{ACTIONS}.+": action})
    assert finding.place == f"{ACTIONS}{where}"
    assert words in finding.message


def test_a_step_that_nobody_may_take() -> None:
    action: Value = {"name": "praise", "effects": [{"field": "stars", "value": 5}]}
    finding = found(**{"models.Review.actions": [action]})
    assert (finding.place, "Nobody may take it" in finding.message) == ("models.Review.actions.praise", True)


def test_an_action_may_carry_the_name_of_a_keyword() -> None:
    assert check(edited(**{f"{ACTIONS}.+": {"name": "return", "accepts": ["note"]}})) == ()
