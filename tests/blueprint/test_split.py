"""A large plan as ordered tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.blueprint.checks import check
from assistant.blueprint.plan import Auth, Blueprint, Model, Resource
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.relation import Relation
from assistant.blueprint.split import MOST_MODELS, split
from assistant.draft.design import design

BRIEFS = sorted((Path(__file__).parent / "read" / "fixtures").rglob("*.md"))


def _plan(*names: str, relations: tuple[Relation, ...] = ()) -> Blueprint:
    return Blueprint(title="Shop", auth=Auth(), models=tuple(Model(name=n) for n in names), relations=relations)


def _key(model: str, target: str, *, required: bool = True) -> Relation:
    name = target[0].lower() + target[1:]
    return Relation(model=model, name=name, target=target, inverse=f"{model.lower()}s", required=required)


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_every_task_ends_in_a_plan_that_can_be_drafted(brief: Path) -> None:
    plan = read_brief(brief.read_text())
    tasks = split(plan)
    before: set[str] = set()
    for task in tasks:
        assert not check(task.plan)
        design(task.plan)
        assert {model.name for model in task.plan.models} == before | {*task.models}
        assert {*task.builds_on} <= before
        before |= {*task.models}
    assert not tasks or tasks[-1].plan == plan


def test_what_others_need_comes_first() -> None:
    plan = _plan("Line", "Order", "Product", "Customer", relations=(_key("Line", "Order"), _key("Order", "Customer")))
    order = [name for task in split(plan) for name in task.models]
    assert order.index("Customer") < order.index("Order") < order.index("Line")


def test_a_task_is_small() -> None:
    plan = _plan(*(f"Thing{letter}" for letter in "ABCDEFGH"))
    assert [len(task.models) for task in split(plan)] == [MOST_MODELS, MOST_MODELS, 2]


def test_what_an_optional_relation_refers_to_may_come_later() -> None:
    names = ("Alpha", "Beta", "Gamma", "Delta")
    plan = _plan(*names, relations=(_key("Alpha", "Delta", required=False),))
    first, last = split(plan)
    assert first.plan.relations == ()
    assert last.plan == plan


def test_a_nested_list_comes_after_its_parent() -> None:
    plan = _plan("Comment", "One", "Two", "Three", "Post", relations=(_key("Comment", "Post", required=False),))
    nested = Resource(model="Comment", path="/comments", parent="post")
    plan = plan.model_copy(update={"endpoints": (nested, Resource(model="Post", path="/posts"))})
    order = [name for task in split(plan) for name in task.models]
    assert order.index("Post") < order.index("Comment")


def test_what_was_assumed_of_the_whole_is_said_once() -> None:
    plan = _plan("One", "Two", "Three", "Four").model_copy(update={"assumptions": ("Nobody signs in.",)})
    assert [task.plan.assumptions for task in split(plan)] == [(), ("Nobody signs in.",)]


def test_nothing_is_split_into_nothing() -> None:
    assert split(_plan()) == ()
