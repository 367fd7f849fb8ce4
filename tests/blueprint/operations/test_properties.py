"""What holds of every change, whatever is changed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.blueprint.checks import check
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.renaming import Renaming, renamed
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.relation import Relation
from assistant.errors import OperationError
from tests.blueprint.any_plan import any_plan
from tests.blueprint.operations.any_operation import any_operation
from tests.blueprint.plans import lending

_PLAN = lending()
_FIELDS = [(model.name, field.name) for model in _PLAN.models for field in model.fields]
_ENDS = [end for r in _PLAN.relations for end in ((r.model, r.name), (r.target, r.inverse))]


def _changed(plan: Blueprint, operations: list[op.Operation]) -> Blueprint | OperationError:
    try:
        return apply(plan, operations)
    except OperationError as error:
        return error


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_operation, min_size=1, max_size=3))
def test_a_changed_plan_is_sound_or_the_change_is_refused(operations: list[op.Operation]) -> None:
    changed = _changed(_PLAN, operations)
    if isinstance(changed, Blueprint):
        assert check(changed) == ()
    else:
        assert operations[changed.index].kind == changed.kind
        assert f"operations[{changed.index}]" in changed.message
        assert changed.mend


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_plan, any_operation)
def test_any_plan_is_mended_or_refused(plan: Blueprint, operation: op.Operation) -> None:
    changed = _changed(plan, [operation])
    assert check(changed) == () if isinstance(changed, Blueprint) else changed.index == 0


@pytest.mark.parametrize("model", [model.name for model in _PLAN.models])
def test_a_model_renamed_there_and_back_is_the_same(model: str) -> None:
    there = op.RenameModel(model=model, to="Pamphlet")
    assert apply(apply(_PLAN, [there]), [op.RenameModel(model="Pamphlet", to=model)]) == _PLAN
    assert f"'{model}'" not in repr(apply(_PLAN, [there]))


@pytest.mark.parametrize(("model", "name"), _FIELDS)
def test_a_field_renamed_there_and_back_is_the_same(model: str, name: str) -> None:
    there, back = (
        op.RenameField(model=model, field=name, to="gauge"),
        op.RenameField(model=model, field="gauge", to=name),
    )
    renamed_plan = apply(_PLAN, [there])
    assert renamed_plan.model(model) != _PLAN.model(model)
    assert apply(renamed_plan, [back]) == _PLAN


@pytest.mark.parametrize(("model", "name"), _ENDS)
def test_a_relation_renamed_there_and_back_is_the_same(model: str, name: str) -> None:
    there = op.RenameRelation(model=model, relation=name, to="gauge")
    back = op.RenameRelation(model=model, relation="gauge", to=name)
    assert f"'{name}'" not in repr([r for r in apply(_PLAN, [there]).relations if (r.model, r.name) == (model, name)])
    assert apply(apply(_PLAN, [there]), [back]) == _PLAN


def test_a_value_renamed_there_and_back_is_the_same() -> None:
    there = op.RenameEnumValue(enum="LoanState", value="OPEN", to="LENT")
    assert "'OPEN'" not in repr(apply(_PLAN, [there]))
    assert apply(apply(_PLAN, [there]), [op.RenameEnumValue(enum="LoanState", value="LENT", to="OPEN")]) == _PLAN


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_plan)
def test_whatever_a_plan_holds_new_names_there_and_back_are_the_same(plan: Blueprint) -> None:
    names = {"state": "zone", "owner": "keeper"}
    there = Renaming(
        models={"Loan": "Zebra"},
        members={(model, old): new for model in ("Loan", "User", "State") for old, new in names.items()},
    )
    back = Renaming(
        models={"Zebra": "Loan"},
        members={(model, new): old for model in ("Zebra", "User", "State") for old, new in names.items()},
    )
    assert renamed(renamed(plan, there), back) == plan


@pytest.mark.parametrize("target", [model.name for model in _PLAN.models])
@pytest.mark.parametrize("expose", [True, False])
def test_a_model_added_and_dropped_leaves_nothing(target: str, expose: bool) -> None:
    model = Model(name="Pamphlet", access=_PLAN.models[1].access)
    relation = Relation(model="Pamphlet", name="subject", target=target, inverse="pamphlets")
    back = Relation(model=target, name="latestPamphlet", target="Pamphlet", inverse="latestOf", required=False)
    added = apply(_PLAN, [op.AddModel(model=model, relations=(relation, back), expose=expose)])
    assert (added.resource("Pamphlet") is not None) is expose
    assert apply(added, [op.DropModel(model="Pamphlet")]) == _PLAN
