from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from assistant.blueprint.checks import check, require_sound
from assistant.blueprint.plan import Blueprint
from assistant.errors import BlueprintError
from tests.blueprint.any_plan import any_plan
from tests.blueprint.plans import edited, lending


def test_a_sound_plan_has_no_findings() -> None:
    assert check(lending()) == ()
    require_sound(lending())


def test_an_empty_plan_is_told_what_it_lacks() -> None:
    assert [finding.place for finding in check(Blueprint(title=" "))] == ["title", "models"]


def test_all_findings_come_at_once_each_with_place_and_mend() -> None:
    plan = edited(
        **{
            "models.Loan.fields.dueAt.type": "Datum",
            "models.Loan.access.create.0": {"kind": "owner", "path": "membr"},
            "auth.default_role": "guest",
            "endpoints.Book.path": "Books",
        }
    )
    findings = check(plan)
    assert {finding.place for finding in findings} == {
        "models.Loan.fields.dueAt.type",
        "models.Loan.access.create.0.path",
        "auth.default_role",
        "endpoints.Book.path",
    }
    assert all(finding.message.endswith(".") and finding.mend for finding in findings)
    with pytest.raises(BlueprintError) as raised:
        require_sound(plan)
    assert raised.value.message.startswith("The blueprint contradicts itself in 4 places:")
    assert all(f"{finding.place}: {finding.message}" in raised.value.message for finding in findings)
    assert raised.value.mend


@given(plan=any_plan)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_plan_can_be_checked_and_is_told_where_and_how(plan: Blueprint) -> None:
    assert all(finding.message and finding.mend for finding in check(plan))


def test_the_mend_names_the_nearest_name_or_lists_what_there_is() -> None:
    (near,) = check(edited(**{"models.Loan.fields.dueAt.type": "datetime"}))
    assert near.mend == "Did you mean 'DateTime'?"
    (far,) = check(edited(**{"auth.default_role": "xyz"}))
    assert far.mend == "Known: member, librarian."


def test_a_repeated_plan_gives_the_same_findings() -> None:
    plan = edited(**{"auth.roles": ["member"], "models.Loan.fields.note.type": "Nope"})
    assert check(plan) == check(plan)
    assert len(check(plan)) > 2


@pytest.mark.parametrize("name", ["NewBook", "BookPage", "BookChanges"])
def test_a_model_is_not_called_as_what_another_derives(name: str) -> None:
    plan = lending()
    clashing = plan.model_copy(update={"models": (*plan.models, plan.models[0].model_copy(update={"name": name}))})
    assert f"models.{name}" in {
        finding.place for finding in check(clashing) if "is derived for Book" in finding.message
    }
