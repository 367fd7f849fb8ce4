"""Turns with a scripted model: what it is told, what its calls do, and what is kept."""

from __future__ import annotations

from pathlib import Path

from assistant.conversation import Status
from tests.agent.conftest import House
from tests.agent.drafter import PaperDrafter, receipts
from tests.doubles.openai.answers import Call, calls, says

BRIEF = "A shop has products. A product has a name and a price."
COUNT = len(receipts())


async def test_a_brief_is_planned_drafted_and_answered(house: House) -> None:
    house.model.script(
        [calls(Call("plan_brief")), calls(Call("draft")), says(f"The shop is drafted. All {COUNT} checks passed.")]
    )
    reply = await house.ask(BRIEF)
    assert reply.version == 1
    assert reply.text == f"The shop is drafted. All {COUNT} checks passed."
    assert house.ears.heard == reply.text
    assert [receipt.status for receipt in reply.receipts] == [Status.PASSED] * COUNT
    assert "blueprint.yaml" in [artifact.path for artifact in reply.artifacts]
    assert (house.home / "threads" / reply.thread / "v1" / "blueprint.yaml").is_file()
    assert await house.texts(reply.thread) == [BRIEF, reply.text]
    assert (reply.usage.model_calls, reply.usage.tool_calls, reply.usage.invalid_calls) == (3, 2, 0)
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (300, 60)


async def test_a_change_in_the_same_thread_is_the_next_version(house: House) -> None:
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), says("Done.")])
    first = await house.ask(BRIEF)
    rename = {"kind": "rename_field", "model": "Product", "field": "price", "to": "unitPrice"}
    # Both calls in one message: the draft must see the change.
    house.model.script([calls(Call("change_blueprint", {"operations": [rename]}), Call("draft")), says("Renamed.")])
    reply = await house.ask("rename price to unitPrice", first.thread)
    assert reply.version == 2
    assert "unitPrice" in (house.home / "threads" / reply.thread / "v2" / "blueprint.yaml").read_text()
    version = await house.store.versions.get(reply.thread, 2)
    assert version.parent == 1
    assert version.operations == (rename,)
    assert "Done." in house.model.told(3)  # what was said before is known
    assert "price" in house.model.told(3)  # and so is the plan


async def test_a_plan_that_was_changed_but_not_drafted_is_kept_and_said_to_be_unproven(house: House) -> None:
    house.model.script([calls(Call("plan_brief")), says("I planned it.")])
    reply = await house.ask(BRIEF)
    assert reply.version == 1
    assert reply.receipts == ()
    assert reply.text.endswith("The plan is kept as version 1; it was not drafted, so nothing of it is proven.")
    assert house.ears.heard.strip().endswith("nothing of it is proven.")


async def test_a_lie_about_checks_is_corrected_before_it_is_shown(house: House) -> None:
    house.model.script([calls(Call("plan_brief")), says("I planned the shop. All 64 tests pass. Anything else?")])
    reply = await house.ask(BRIEF)
    assert "All 64 tests pass" not in reply.text + house.ears.heard
    assert "I planned the shop. (Corrected: no check was run on the plan as it is now.) Anything else?" in reply.text


async def test_a_wrong_figure_is_a_lie_too(house: House) -> None:
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), says("All 64 tests passed.")])
    reply = await house.ask(BRIEF)
    assert "All 64 tests" not in reply.text
    assert "12/12 tests passed" in reply.text


async def test_a_failed_check_is_not_talked_away(house: House) -> None:
    house.drafter = PaperDrafter(receipts(tests=Status.FAILED))
    house.model.script(
        [calls(Call("plan_brief")), calls(Call("draft")), says("- Tests are green.\n- The schema is valid.")]
    )
    reply = await house.ask(BRIEF)
    corrected = "- (Corrected: on version 1, tests failed: 12/13 tests passed.)\n- The schema is valid."
    assert reply.text.startswith(f"{corrected}\n\nVersion 1 is not proven: tests failed.")
    assert "Missing of what was expected: Vitest tests that pass against a real database (tests failed)" in reply.text
    assert house.ears.heard.strip() == reply.text


async def test_repair_rounds_are_bounded(house: House) -> None:
    house.drafter = PaperDrafter(receipts(tests=Status.FAILED))
    house.settings["repair_rounds"] = 1
    change = [
        {"kind": "add_field", "model": "Product", "field": {"name": f"note{n}", "type": "String"}} for n in range(3)
    ]
    again = [calls(Call("change_blueprint", {"operations": [each]}), Call("draft")) for each in change]
    house.model.script(
        [calls(Call("plan_brief")), calls(Call("draft")), *again, says("The tests fail; I tried two things.")]
    )
    reply = await house.ask(BRIEF)
    assert len(house.drafter.orders) == 2
    assert "1 repairs are allowed" in house.model.told()
    assert reply.usage.repair_rounds == 1
    assert reply.draft is not None
    assert "Version 2 is not proven after 1 repair: tests failed." in reply.text
    assert "nothing of it is proven" in reply.text  # the last change was not drafted any more


async def test_a_role_is_taken_by_mention(house: House) -> None:
    house.model.script([says("I have nothing to review.")])
    reply = await house.ask("as backend developer: what do you think?")
    assert reply.role == "Backend Developer"
    assert house.model.requests[0]["messages"][-1]["content"] == "what do you think?"


async def test_a_draft_goes_where_it_is_asked_to(house: House, tmp_path: Path) -> None:
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), says("Done.")])
    await house.ask(BRIEF, out=tmp_path / "shop")
    assert (tmp_path / "shop" / "blueprint.yaml").is_file()


async def test_a_version_goes_on_from_the_migrations_of_the_one_before_it(house: House) -> None:
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), says("Done.")])
    thread = (await house.ask(BRIEF)).thread
    assert house.drafter.orders[0].history is None
    rename = {"kind": "rename_field", "model": "Product", "field": "price", "to": "unitPrice"}
    more = {"kind": "add_field", "model": "Product", "field": {"name": "note", "type": "String", "required": False}}
    house.model.script([calls(Call("change_blueprint", {"operations": [rename]})), says("Planned.")])
    await house.ask("rename price to unitPrice, but do not draft yet", thread)
    house.model.script([calls(Call("change_blueprint", {"operations": [more]}), Call("draft")), says("Done.")])
    await house.ask("and a note", thread)
    history = house.drafter.orders[1].history
    assert history is not None
    assert list(history.migrations) == ["prisma/migrations/1_init/migration.sql"]
    assert [operation.kind for operation in history.operations] == ["rename_field", "add_field"]
    assert house.drafter.orders[0].plan == history.plan


async def test_drafts_of_one_turn_are_no_history_of_each_other(house: House) -> None:
    house.drafter = PaperDrafter(receipts(tests=Status.FAILED), receipts())
    more = {"kind": "add_field", "model": "Product", "field": {"name": "note", "type": "String", "required": False}}
    repair = calls(Call("change_blueprint", {"operations": [more]}), Call("draft"))
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), repair, says("Mended.")])
    reply = await house.ask(BRIEF)
    assert reply.version == 2
    assert [order.history for order in house.drafter.orders] == [None, None]


async def test_going_back_begins_the_next_version_from_there(house: House) -> None:
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), says("Done.")])
    thread = (await house.ask(BRIEF)).thread
    for name in ("note", "label"):
        more = {"kind": "add_field", "model": "Product", "field": {"name": name, "type": "String", "required": False}}
        house.model.script([calls(Call("change_blueprint", {"operations": [more]}), Call("draft")), says("Done.")])
        await house.ask(f"add a {name}", thread)
    house.model.script([calls(Call("restore_version", {"version": 1})), says("Back at version 1.")])
    reply = await house.ask("go back to v1", thread)
    assert (reply.version, reply.receipts) == (1, ())
    house.model.script([calls(Call("compare_versions", {"old": 3})), says("Two fields are gone.")])
    assert "Two fields" in (await house.ask("what changed since v3?", thread)).text
    drop = {"kind": "drop_field", "model": "Product", "field": "price"}
    house.model.script([calls(Call("change_blueprint", {"operations": [drop]}), Call("draft")), says("Dropped.")])
    assert (await house.ask("drop the price", thread)).version == 4
    assert (await house.store.versions.get(thread, 4)).parent == 1
    # What version 4 was made from is version 1, whatever their numbers.
    house.model.script(
        [calls(Call("restore_version")), says("Undone."), calls(Call("restore_version")), says("No more.")]
    )
    assert (await house.ask("undo that", thread)).version == 1
    assert (await house.ask("and again", thread)).version == 1
    assert "Version 1 was made from no other" in house.model.told(len(house.model.requests) - 1)


async def test_a_claim_about_another_version_is_held_against_that_one(house: House) -> None:
    house.model.script([calls(Call("plan_brief")), calls(Call("draft")), says("Done.")])
    thread = (await house.ask(BRIEF)).thread
    more = {"kind": "add_field", "model": "Product", "field": {"name": "note", "type": "String", "required": False}}
    told = "On v1 all tests passed. All tests passed. On version 9 all tests passed."
    house.model.script([calls(Call("change_blueprint", {"operations": [more]})), says(told)])
    reply = await house.ask("add a note, do not draft", thread)
    assert reply.text.partition("\n")[0] == (
        "On v1 all tests passed. (Corrected: no check was run on the plan as it is now.) "
        "(Corrected: there is no version 9.)"
    )
