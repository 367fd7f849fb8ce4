"""Custom endpoints that can't be drafted as they are."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import HasRole, Owner, Public, Rule
from assistant.blueprint.checks import Finding, check
from assistant.blueprint.custom import Conflict, Custom, Method
from assistant.blueprint.field import Field
from assistant.blueprint.text import from_yaml, to_yaml
from tests.blueprint.plans import LENDING

LIBRARIAN: tuple[Rule, ...] = (HasRole(roles=("librarian",)),)
REPORT = Custom(
    name="lateLoans",
    path="/reports/late-loans",
    summary="The loans that are late",
    rules=LIBRARIAN,
    query=(Field(name="limit", type="Int", required=False, min=1, max=100),),
    answer=(Field(name="loanId", type="Uuid"),),
    many=True,
    code="return { items: [] };",
    test='test("is empty", () => {});',
)
TITLES = (Field(name="titles", type="String", many=True),)


def findings(*customs: Custom) -> tuple[Finding, ...]:
    return check(from_yaml(LENDING).model_copy(update={"custom": customs}))


def changed(**parts: object) -> tuple[Finding, ...]:
    return findings(REPORT.model_copy(update=parts))


def test_a_report_is_sound_and_comes_back_from_yaml() -> None:
    assert findings(REPORT) == ()
    plan = from_yaml(LENDING).model_copy(update={"custom": (REPORT,)})
    assert from_yaml(to_yaml(plan)) == plan


@pytest.mark.parametrize(
    ("parts", "where", "words"),
    [
        ({"name": "Late Loans"}, ".name", "not camelCase"),
        ({"name": "loan"}, ".name", "'Loan' is a model or enum"),
        ({"path": "reports"}, ".path", "is no path"),
        ({"path": "/reports/{id}"}, ".path", "is no path"),
        ({"path": "/loans/late"}, ".path", "'/loans' is served already"),
        ({"path": "/auth/late"}, ".path", "'/auth' is served already"),
        ({"rules": ()}, ".rules", "Nobody may call"),
        ({"rules": (Owner(path="member"),)}, ".rules.0", "no record yet"),
        ({"rules": (HasRole(roles=("libarian",)),)}, ".rules.0", "'libarian' is not a role"),
        ({"method": Method.GET, "body": TITLES}, ".body", "A GET has no body"),
        ({"method": Method.POST}, ".query", "in the body"),
        ({"query": TITLES}, ".query.titles", "can't carry"),
        ({"query": (Field(name="limit", type="Int"),)}, ".query.limit", "may always be left out"),
        ({"answer": ()}, ".answer", "many of nothing"),
        ({"answer": (Field(name="id", type="Uid"),)}, ".answer.id.type", "'Uid' is not a scalar type"),
        ({"answer": (Field(name="id", type="Uuid"),) * 2}, ".answer.id", "twice"),
        ({"answer": (Field(name="Id", type="Uuid"),)}, ".answer.Id", "not camelCase"),
        ({"code": "  "}, ".code", "no code"),
        ({"code": 'import fs from "node:fs";\nreturn {};'}, ".code", "imports"),
        ({"test": "// later"}, ".test", "no test"),
        ({"code": "x" * 20_001}, ".code", "more than 20,000"),
        ({"conflicts": (Conflict(type="Too late", title="Too late"),)}, ".conflicts", "not kebab-case"),
    ],
)
def test_what_cannot_be_drafted_is_told(parts: dict[str, object], where: str, words: str) -> None:
    found = changed(**parts)
    name = parts.get("name", REPORT.name)
    assert [finding.place for finding in found] == [f"custom.{name}{where}"]
    assert words in found[0].message
    assert found[0].mend


def test_names_paths_and_conflicts_are_their_own() -> None:
    late = Conflict(type="too-late", title="Too late")
    one = REPORT.model_copy(update={"conflicts": (late,)})
    other = one.model_copy(update={"name": "otherLoans"})
    words = " ".join(finding.message for finding in findings(one, other))
    assert "share the path" in words
    assert "'too-late'" in words
    assert "'lateLoans'" in " ".join(finding.message for finding in findings(one, one))


def test_without_sign_in_only_the_public_may_call() -> None:
    plan = from_yaml("title: Notes\nmodels: [{name: Note, fields: [{name: text, type: String}]}]")
    open_to_all = REPORT.model_copy(update={"rules": (Public(),)})
    assert check(plan.model_copy(update={"custom": (open_to_all,)})) == ()
    assert "nobody signs in" in check(plan.model_copy(update={"custom": (REPORT,)}))[0].message
