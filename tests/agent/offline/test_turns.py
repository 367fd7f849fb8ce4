"""Whole turns through the loop, with the real tools and a drafter on paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.blueprint.text import from_yaml
from assistant.conversation import Status
from tests.agent.conftest import House
from tests.agent.drafter import PaperDrafter, receipts

SHOP = (
    "Inventory backend.\n- Product: sku (unique), name, price (float for now), nickname (optional)\n"
    "- Warehouse: code (unique), name\n- StockMovement: product, warehouse, quantity, type (IN or OUT), postedAt"
)
CLINIC = "Build me a vet clinic API. Owners have pets, pets have visits with a vet; a visit has a date and a reason."


@pytest.fixture
def offline(house: House) -> House:
    house.settings["model"] = "offline"
    return house


async def test_small_talk_is_a_line_and_calls_no_tool(offline: House) -> None:
    reply = await offline.ask("hi there!")
    assert reply.text == "Hello. Describe the backend you need: what it keeps, and who may do what."
    assert (reply.usage.model_calls, reply.usage.tool_calls, reply.version) == (1, 0, None)


async def test_a_brief_is_drafted_and_told_with_its_receipts(offline: House) -> None:
    reply = await offline.ask(SHOP)
    assert reply.text.startswith("Inventory backend, v1: 3 models, 15 endpoints and 12 tests. All ")
    assert "checks passed." in reply.text
    assert reply.receipts
    assert offline.ears.heard.strip() == reply.text
    assert (reply.usage.model_calls, reply.usage.tool_calls, reply.usage.invalid_calls) == (3, 2, 0)
    assert reply.usage.cost is None
    assert reply.usage.input_tokens > 0


async def test_a_change_names_what_changed_and_what_it_means_for_rows(offline: House) -> None:
    first = await offline.ask(SHOP)
    reply = await offline.ask("rename price to unitPrice and make it a decimal", first.thread)
    assert reply.version == 2
    assert "What changed:\n- Product.unitPrice: price is now called unitPrice.\n" in reply.text
    assert "whatever still asks for price fails" in reply.text
    version = await offline.store.versions.get(reply.thread, 2)
    assert [operation["kind"] for operation in version.operations] == ["rename_field", "change_field"]


async def test_several_wishes_are_served_in_order(offline: House) -> None:
    first = await offline.ask(SHOP)
    reply = await offline.ask("thanks! drop the nickname, and why is warehouseId indexed?", first.thread)
    said = reply.text.split("\n\n")
    assert said[0] == "You're welcome."
    assert said[1].startswith("Inventory backend, v2: 3 models")
    assert "\n- Product.nickname: nickname is gone.\n" in said[1]
    assert said[2].startswith("StockMovement.warehouseId is indexed: it is a foreign key to Warehouse")
    assert "nickname" not in (await _plan(offline, reply.thread, 2))


async def test_just_asking_changes_nothing_and_says_what_it_would_mean(offline: House) -> None:
    first = await offline.ask(SHOP)
    asked = await offline.ask("what happens if I delete a warehouse? don't change anything, just asking", first.thread)
    assert "409 warehouse-in-use" in asked.text
    wished = await offline.ask("rename sku to code. don't change anything yet", first.thread)
    assert wished.text.startswith(
        "Nothing was changed, as you asked. It would mean:\n- Product.code: sku is now called"
    )
    assert (asked.version, wished.version) == (1, 1)
    assert len(offline.drafter.orders) == 1


async def test_what_is_ambiguous_is_asked_and_the_answer_completes_it(offline: House) -> None:
    first = await offline.ask(SHOP)
    asked = await offline.ask("rename name to title", first.thread)
    assert asked.text == "Which 'name' do you mean: Product.name or Warehouse.name?"
    assert asked.version == 1
    reply = await offline.ask("the product one", first.thread)
    assert "- Product.title: name is now called title." in reply.text
    assert reply.version == 2


async def test_what_is_not_understood_is_told_and_nothing_is_drafted(offline: House) -> None:
    first = await offline.ask(SHOP)
    reply = await offline.ask("frobnicate the gizmo", first.thread)
    assert reply.text.startswith("Not understood, and not done: frobnicate the gizmo (")
    assert (reply.version, len(offline.drafter.orders)) == (1, 1)


async def test_going_back_and_going_on_from_there(offline: House) -> None:
    first = await offline.ask(SHOP)
    await offline.ask("drop the nickname", first.thread)
    reply = await offline.ask("go back to v1 and rename sku to code", first.thread)
    assert reply.version == 3
    assert (await offline.store.versions.get(reply.thread, 3)).parent == 1
    assert "nickname" in (await _plan(offline, reply.thread, 3))
    shown = await offline.ask("what is v2?", first.thread)
    assert shown.text.startswith("v2: Inventory backend: 3 models")
    changed = await offline.ask("what changed between v1 and v2?", first.thread)
    assert changed.text.startswith("From v1 to v2:\n- ")
    assert "nickname is gone." in changed.text
    undone = await offline.ask("undo that", first.thread)
    assert undone.text.startswith("Version 1 is the current one again.")  # what v3 was made from


async def test_what_is_not_there_is_said_by_the_tool(offline: House) -> None:
    first = await offline.ask(SHOP)
    reply = await offline.ask("go back to v7", first.thread)
    assert "no v7" in reply.text
    assert reply.version == 1


async def test_another_brief_is_asked_about_before_it_replaces_the_plan(offline: House) -> None:
    first = await offline.ask(SHOP)
    asked = await offline.ask(CLINIC, first.thread)
    assert asked.text.startswith("This thread holds Inventory backend (v1)")
    assert asked.version == 1
    kept = await offline.ask("a new thread", first.thread)
    assert "first message of a new thread" in kept.text
    await offline.ask(CLINIC, first.thread)
    reply = await offline.ask("replace it", first.thread)
    assert reply.version == 2
    assert "Pet" in (await _plan(offline, reply.thread, 2))


async def test_a_failed_draft_is_reported_in_the_tools_words_and_not_tried_again(offline: House) -> None:
    offline.drafter = PaperDrafter(receipts(tests=Status.FAILED))
    reply = await offline.ask(SHOP)
    assert "1 of " in reply.text
    assert "checks failed." in reply.text
    assert "tests/a.test.ts:7: expected 200, got 404" in reply.text
    assert "this version is not proven" in reply.text
    assert len(offline.drafter.orders) == 1


async def test_receipts_answer_whether_the_tests_passed(offline: House) -> None:
    first = await offline.ask(SHOP)
    reply = await offline.ask("did the tests pass? and how many endpoints are there?", first.thread)
    assert "v1: tests passed, 12 of 12" in reply.text
    assert "15 endpoints: 5 of products" in reply.text
    assert [receipt.status for receipt in reply.receipts] == [Status.PASSED] * len(receipts())


async def test_checks_are_not_run_again_on_the_same_bytes(offline: House) -> None:
    first = await offline.ask(SHOP)
    reply = await offline.ask("run the tests again", first.thread)
    assert reply.text.startswith("v1 is just this plan and was proved before, so nothing was run again.")
    assert len(offline.drafter.orders) == 1


async def test_out_of_scope_and_approval_are_answered_honestly(offline: House) -> None:
    first = await offline.ask(SHOP)
    reply = await offline.ask("lgtm, deploy it to AWS", first.thread)
    assert "I merge and deploy nothing" in reply.text
    assert "I don't deploy or host anything" in reply.text


async def test_the_project_is_searched_where_the_plan_has_no_answer(offline: House, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "README.md").write_text("# Logging\n\nErrors are logged as JSON to standard output.\n")
    reply = await offline.ask("how do we log errors?", project=project)
    assert reply.text.startswith("From the project's files:\nREADME.md:")
    assert "logged as JSON" in reply.text
    assert [citation.path for citation in reply.citations] == ["README.md"]


async def test_without_a_project_a_question_on_it_says_so(offline: House) -> None:
    assert "--project DIR" in (await offline.ask("how do we log errors?")).text


async def test_the_project_manager_splits_and_hands_over(offline: House) -> None:
    brief = (
        "as project manager: Rentals. Users have an email and a name. Property: title, city, it belongs to a user. A "
        "booking has checkIn and checkOut and belongs to a property and a user. A review has stars and belongs to a "
        "booking. Properties have photos with a url. Amenities have a name. Invoices have a number."
    )
    reply = await offline.ask(brief)
    count = len(offline.drafter.orders)
    assert count > 1
    assert f"{count} of {count} tasks delivered." in reply.text
    assert reply.version == count
    assert len(offline.drafter.orders[-1].plan.models) > len(offline.drafter.orders[0].plan.models)


async def test_the_project_manager_stops_at_the_first_task_that_fails(offline: House) -> None:
    offline.drafter = PaperDrafter(receipts(), receipts(tests=Status.FAILED))
    models = " ".join(
        f"A {name} has a name." for name in ("shelf", "book", "pen", "lamp", "desk", "chair", "door", "window")
    )
    reply = await offline.ask(f"as project manager: Furniture API. {models}")
    assert len(offline.drafter.orders) == 2
    assert "1 of 3 tasks delivered." in reply.text
    assert "not begun, since it builds on what failed" in reply.text


async def test_the_reviewer_gives_a_verdict_and_changes_nothing(offline: House) -> None:
    first = await offline.ask(SHOP)
    reply = await offline.ask("as reviewer: rename price to cost", first.thread)
    assert reply.text.startswith("v1: ")
    assert "merge" in reply.text.splitlines()[0]
    assert reply.text.endswith("anything that no rule of the review names.")
    assert reply.findings
    assert reply.version == 1


async def test_a_small_window_does_not_make_a_turn_do_things_twice(offline: House) -> None:
    offline.settings["context_tokens"] = 4000
    names = ("Shelf", "Lamp", "Desk", "Chair", "Door", "Window", "Carpet", "Mirror", "Cupboard", "Drawer")
    first = await offline.ask(SHOP + "".join(f"\n- {name}: name, colour, weight, height, width" for name in names))
    wishes = "add a note to products, and why is warehouseId indexed? what changed since v1? and show me v1"
    reply = await offline.ask(wishes, first.thread)
    assert "- Product.note: note is new" in reply.text
    assert "v1: Inventory backend: 13 models" in reply.text
    assert (reply.version, len(offline.drafter.orders)) == (2, 2)


async def test_it_and_and_point_back(offline: House) -> None:
    first = await offline.ask(SHOP)
    both = await offline.ask("why is warehouseId indexed? and productId?", first.thread)
    assert "StockMovement.productId is indexed" in both.text
    await offline.ask("is sku required?", first.thread)
    reply = await offline.ask("make it optional", first.thread)
    assert "- Product.sku: It may be left out now." in reply.text


async def _plan(house: House, thread: str, number: int) -> str:
    version = await house.store.versions.get(thread, number)
    return json.dumps(from_yaml(version.plan).model_dump(mode="json"))


async def test_a_search_that_could_not_be_made_is_no_search_that_found_nothing(offline: House, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "README.md").write_text("# Logging\n\nErrors are logged as JSON to standard output.\n")
    thread = (await offline.ask("how do we log errors?", project=project)).thread
    (project / "README.md").unlink()
    project.rmdir()
    reply = await offline.ask("how do we log warnings?", thread)
    assert "Nothing in the project's files fits" not in reply.text
    assert str(project) in reply.text
