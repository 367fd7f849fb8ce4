"""Roles at work: a request that is split and handed over task by task, and a draft that is reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.blueprint.text import from_yaml
from assistant.conversation import Status
from assistant.errors import InputError
from tests.agent.conftest import House
from tests.agent.drafter import PaperDrafter, receipts
from tests.doubles.openai.answers import Call, calls, says

LARGE = (
    "A shop. Customers have a name and an email. Products have a name and a price. Warehouses have a name. "
    "Orders belong to a customer and have a note. Order lines belong to an order and a product, with a quantity."
)


async def test_a_large_request_is_handed_over_task_by_task(house: House) -> None:
    house.model.script(
        [
            calls(Call("split_plan")),
            calls(Call("hand_over", {"task": 1})),
            calls(Call("plan_task", {"task": 1})),
            calls(Call("draft")),
            says("The first part stands."),
            calls(Call("hand_over", {"task": 2})),
            calls(Call("plan_task", {"task": 2})),
            calls(Call("draft")),
            says("So does the second."),
            says("Both tasks are done."),
        ]
    )
    reply = await house.ask(f"as project manager: {LARGE}")
    assert reply.role == "Technical Project Manager"
    assert (reply.text, house.ears.heard) == ("Both tasks are done.",) * 2
    assert reply.version == 2
    versions = [from_yaml((await house.store.versions.get(reply.thread, n)).plan) for n in (1, 2)]
    first, second = ({model.name for model in plan.models} for plan in versions)
    assert first < second
    assert reply.usage.model_calls == 10
    assert reply.draft is not None


async def test_the_developer_is_told_the_task_and_knows_the_request_as_data(house: House) -> None:
    house.model.script(
        [calls(Call("split_plan")), calls(Call("hand_over", {"task": 1})), says("No."), says("Not done.")]
    )
    await house.ask(LARGE, role="technical-project-manager")
    told = house.model.told(2)
    assert "You are the team's backend developer" in told
    assert "Task 1 of 2" in told
    assert "from the request it is part of" in told


async def test_nothing_is_built_on_a_task_that_failed(house: House) -> None:
    house.drafter = PaperDrafter(receipts(tests=Status.FAILED))
    house.model.script(
        [
            calls(Call("split_plan")),
            calls(Call("hand_over", {"task": 1})),
            calls(Call("plan_task", {"task": 1})),
            calls(Call("draft")),
            says("A test fails."),
            calls(Call("hand_over", {"task": 2})),
            says("Task 1 needs a look."),
        ]
    )
    reply = await house.ask(LARGE, role="technical-project-manager")
    assert "the task before is not proven (tests)" in house.model.told(6)
    assert len(house.drafter.orders) == 1
    assert reply.version == 1


async def test_a_task_in_the_managers_own_words_reaches_the_developer(house: House) -> None:
    house.model.script(
        [calls(Call("hand_over", {"text": "Plan products first."})), says("I would."), says("The developer agrees.")]
    )
    reply = await house.ask("We need a shop.", role="technical-project-manager")
    assert "Plan products first." in house.model.told(1)
    assert "I would." in house.model.told(2)
    assert reply.version is None


async def test_a_task_that_is_not_there_is_told_to_the_manager(house: House) -> None:
    house.model.script([calls(Call("hand_over", {"task": 3})), calls(Call("hand_over")), says("I was wrong.")])
    await house.ask(LARGE, role="technical-project-manager")
    assert "There are 0 tasks, so no task 3" in house.model.told(1)
    assert "neither a number nor a text was given" in house.model.told(2)


async def test_a_review_gives_its_findings_beside_the_answer(house: House, tmp_path: Path) -> None:
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), says("Done.")])
    first = await house.ask(
        "Members sign in with an email. Notes have a text, an apiKey and a member.", out=tmp_path / "o"
    )
    house.model.script([calls(Call("review_draft")), says("One thing must change before this is merged.")])
    reply = await house.ask("as reviewer: what do you say?", first.thread)
    assert reply.role == "Code Reviewer"
    assert [(remark.place, remark.severity) for remark in reply.findings][:1] == [("Note.apiKey", "blocker")]
    assert "blocker Note.apiKey [secrets]" in house.model.told(4)
    assert reply.version == 1


async def test_a_role_is_shown_the_tools_it_names_and_no_others(house: House) -> None:
    house.model.script([says("Nothing to review.")])
    await house.ask("as reviewer: hello", out=None)
    shown = {tool["function"]["name"] for tool in house.model.requests[0]["tools"]}
    assert "review_draft" in shown
    assert not {"change_blueprint", "draft", "hand_over", "search_project"} & shown


async def test_a_tool_that_the_role_does_not_name_does_nothing(house: House) -> None:
    house.model.script([calls(Call("plan_brief", {"brief": LARGE})), says("I only review.")])
    reply = await house.ask("as reviewer: plan a shop for me")
    assert "plan_brief is not for this role." in house.model.told(1)
    assert "It may call: compare_versions, " in house.model.told(1)
    assert reply.version is None


async def test_a_role_that_names_an_unknown_tool_is_refused(house: House, tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "roles" / "code-reviewer.md").read_text()
    (tmp_path / "auditor.md").write_text(shipped.replace("tools: [review_draft", "tools: [review_drafts"))
    house.settings["roles_dir"] = tmp_path
    with pytest.raises(InputError, match="'review_drafts'"):
        await house.ask("hello", role="auditor")


async def test_a_role_file_dropped_into_the_folder_is_taken(house: House, tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "roles" / "backend-developer.md").read_text()
    (tmp_path / "data-steward.md").write_text(shipped.replace("name: Backend Developer", "name: Data Steward"))
    house.settings["roles_dir"] = tmp_path
    house.model.script([says("At your service.")])
    assert (await house.ask("as data steward: hello")).role == "Data Steward"
