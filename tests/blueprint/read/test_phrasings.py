"""Rules of the prose reader, one invented brief each."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Authenticated, HasRole, Owner
from assistant.blueprint.checks import check
from assistant.blueprint.field import Field
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.read.prose import read_brief


def plan_of(text: str) -> Blueprint:
    plan = read_brief(text)
    assert not check(plan)
    return plan


def model(plan: Blueprint, name: str) -> Model:
    found = next((m for m in plan.models if m.name == name), None)
    assert found is not None, f"no {name} among {[m.name for m in plan.models]}"
    return found


def field(plan: Blueprint, path: str) -> Field:
    name, _, member = path.partition(".")
    found = next((f for f in model(plan, name).fields if f.name == member), None)
    assert found is not None, f"no {path} among {[f.name for f in model(plan, name).fields]}"
    return found


def values(plan: Blueprint, path: str) -> tuple[str, ...]:
    name = field(plan, path).type
    return next(e.values for e in plan.enums if e.name == name)


def relations(plan: Blueprint) -> set[str]:
    return {f"{r.model}.{r.name} -> {r.target} {r.kind.value}" for r in plan.relations}


TYPES = """Ferry desk, types:

enum Deck { UPPER, LOWER }

type Ferry = { id: string; name: string @unique; crossings: Crossing[]; deck?: Deck }
interface Crossing {
  ferry: Ferry
  departsAt: Date
  fareCents: number // per head
  note?: string
}
Address { ferry: Ferry, zip: string }
"""


def test_types_in_a_programmers_notation_are_read() -> None:
    plan = plan_of(TYPES)
    assert {m.name for m in plan.models} == {"Ferry", "Crossing", "Address"}
    assert field(plan, "Ferry.name").unique
    assert values(plan, "Ferry.deck") == ("UPPER", "LOWER")
    assert not field(plan, "Ferry.deck").required
    assert field(plan, "Crossing.departsAt").type == "DateTime"
    assert field(plan, "Crossing.fareCents").type == "Int"
    assert not field(plan, "Crossing.note").required
    assert "Crossing.ferry -> Ferry many_to_one" in relations(plan)


def test_typed_bullets_and_keys_under_headings_are_read() -> None:
    plan = plan_of(
        "# Kennel\n\n### Dog\n- `callName` string, required\n- bornOn date, nullable\n- ownerId → Keeper\n\n"
        "### Keeper\n- name string\n"
    )
    assert field(plan, "Dog.callName").required
    assert not field(plan, "Dog.bornOn").required
    assert "Dog.owner -> Keeper many_to_one" in relations(plan)


def test_tables_may_point_at_other_tables() -> None:
    plan = plan_of(
        "### Orchard\n| field | type | notes |\n|---|---|---|\n| name | string | |\n\n"
        "### Shrub\n| field | type | notes |\n|---|---|---|\n| orchard | → Orchard | required |\n"
        "| plantedAt | datetime | nullable |\n"
    )
    assert "Shrub.orchard -> Orchard many_to_one" in relations(plan)
    assert not field(plan, "Shrub.plantedAt").required


def test_a_legend_says_what_marks_mean() -> None:
    plan = plan_of("Zoo register (! = mandatory, everything else can be empty):\n\nEnclosure: code!, area, note\n")
    assert field(plan, "Enclosure.code").required
    assert not field(plan, "Enclosure.note").required


def test_states_under_a_heading_add_up_over_several_lines() -> None:
    plan = plan_of(
        "A parcel has a barcode.\n\nparcel states\n PACKED → SENT → DELIVERED\n SENT → LOST (loss reason required)\n"
    )
    assert values(plan, "Parcel.status") == ("PACKED", "SENT", "DELIVERED", "LOST")
    assert not field(plan, "Parcel.lossReason").required


def test_a_label_with_its_states_belongs_to_the_thing_it_names() -> None:
    plan = plan_of("1) A quote: title, amount.\n2) Quote status: open -> won; open -> lost\n")
    assert values(plan, "Quote.status") == ("OPEN", "WON", "LOST")


@pytest.mark.parametrize(
    "said",
    ["Badges: later.", "Badges: no, printed by hand.", "And please no badges.", "Not covered: badges, catering."],
)
def test_what_is_put_off_is_no_model(said: str) -> None:
    plan = plan_of(f"Fair planner.\n\nStands: number, area.\n\n{said}\n")
    assert [m.name for m in plan.models] == ["Stand"]


def test_to_need_no_account_excludes_nobody() -> None:
    plan = plan_of("Donor: name, email, amount.\nDonors do NOT need an account.\n")
    assert field(plan, "Donor.amount")


def test_people_who_are_something_are_described_by_what_follows() -> None:
    plan = plan_of(
        "Guides are freelancers: name, email (unique), day rate.\nTongues are a fixed table (code unique, name)."
    )
    assert field(plan, "Guide.email").unique
    assert field(plan, "Tongue.code").unique


def test_lines_on_it_are_lines_of_what_was_labelled() -> None:
    plan = plan_of("Bills: number, due date. Lines on it: text, quantity, price.\n")
    assert field(plan, "BillLine.quantity").type == "Int"
    assert "BillLine.bill -> Bill many_to_one" in relations(plan)


def test_parts_used_on_something_stand_between_both() -> None:
    plan = plan_of("spare: name, price\nrepair: title\nspares used on a repair: spare, minutes\n")
    assert {"RepairSpare.spare -> Spare many_to_one", "RepairSpare.repair -> Repair many_to_one"} <= relations(plan)


def test_one_name_for_another_is_no_second_model() -> None:
    plan = plan_of("Org = Parish (name, town).\nBells: parish, weight in kg.\n")
    assert {m.name for m in plan.models} == {"Parish", "Bell"}


def test_what_is_stored_may_be_the_subject() -> None:
    plan = plan_of(
        "A quarry has a name. For each quarry the depth, the owner name and a short note shall be recorded. "
        "The following may be stored for a quarry: geology, closing date."
    )
    assert field(plan, "Quarry.ownerName").required
    assert not field(plan, "Quarry.geology").required


def test_what_is_noted_of_each_pairing_goes_between_both() -> None:
    plan = plan_of(
        "A choir has a name. A song has a title. Songs are sung in choirs; "
        "for every song in a choir a key and a solo note may be stored."
    )
    assert {"ChoirSong.song -> Song many_to_one", "ChoirSong.choir -> Choir many_to_one"} <= relations(plan) or {
        "SongChoir.song -> Song many_to_one",
        "SongChoir.choir -> Choir many_to_one",
    } <= relations(plan)


def test_an_event_for_every_pair_refers_to_both() -> None:
    plan = plan_of("Boats: name. Races: date. For every boat and race we record the start: time, place.\n")
    assert {"Start.boat -> Boat many_to_one", "Start.race -> Race many_to_one"} <= relations(plan)


def test_putting_one_into_another_refers_to_it() -> None:
    plan = plan_of("As a warden I want to put kayaks (number, colour) into a rack.\nRacks have a label.\n")
    assert "Kayak.rack -> Rack many_to_one" in relations(plan)


def test_handing_out_says_what_is_handed_to_whom() -> None:
    plan = plan_of(
        "Rooms have a number. The boss hands out chores to the cleaners (which room, what kind: wet or dry)."
    )
    assert {"Chore.room -> Room many_to_one", "Chore.cleaner -> Cleaner many_to_one"} <= relations(plan)
    assert values(plan, "Chore.kind") == ("WET", "DRY")


def test_a_list_of_people_is_people() -> None:
    plan = plan_of("As a host I want a guest list per party: first name, diet.\nParties have a date.\n")
    assert field(plan, "Guest.diet")
    assert "Guest.party -> Party many_to_one" in relations(plan)


def test_questions_answered_with_no_are_left_out() -> None:
    plan = plan_of("- quiz: title\n- a quiz has levels? -> no, no levels for now\n- rounds belong to a quiz: number\n")
    assert {m.name for m in plan.models} == {"Quiz", "Round"}


def test_kinds_of_a_thing_are_that_thing() -> None:
    plan = plan_of("- task: text, kind (single pick, slider)\n- slider tasks: min, max\n")
    assert [m.name for m in plan.models] == ["Task"]
    assert field(plan, "Task.max").type == "Int"


def test_whether_in_every_spelling_is_a_flag() -> None:
    plan = plan_of("A berth has a label, near a pump or not, and an indicator whether it is currently usable.")
    assert field(plan, "Berth.nearPump").type == "Boolean"
    assert [f.type for f in model(plan, "Berth").fields].count("Boolean") == 2


def test_by_names_who_did_it() -> None:
    plan = plan_of("Users: email (unique).\nLeaflet: title, approved by, the user who wrote it.\n")
    assert {"Leaflet.approvedBy -> User many_to_one", "Leaflet.writtenBy -> User many_to_one"} <= relations(plan)


def test_uniqueness_inside_a_parent_in_both_phrasings() -> None:
    plan = plan_of(
        "Alley: name. Lane: alley, number (unique per alley). Ball: alley, weight, code.\n"
        " - a code can appear only once within an alley\n"
    )
    assert ("alley", "number") in model(plan, "Lane").unique_together
    assert ("alley", "code") in model(plan, "Ball").unique_together


def test_the_first_line_only_names_the_document() -> None:
    plan = plan_of("Vineyard app – user stories, sprint 4\n\nVines have a row.\nGrapes have a colour.\n")
    assert {m.name for m in plan.models} == {"Vine", "Grape"}


def test_whoever_sees_only_their_own_owns_them() -> None:
    plan = plan_of("Users: email (unique).\nLetter: subject, body.\nA sender sees only their own letters.\n")
    assert "Letter.sender -> User many_to_one" in relations(plan)
    assert model(plan, "Letter").access.read == (Owner(path="sender"),)


def test_a_role_before_its_duties_is_no_model() -> None:
    plan = plan_of(
        "Users: email (unique), role STEWARD | MANAGER.\nReport: title, text.\n\n"
        "MANAGER: everything.\nSTEWARD: reads reports.\n"
    )
    assert {m.name for m in plan.models} == {"User", "Report"}
    assert HasRole(roles=("MANAGER",)) in model(plan, "Report").access.delete


def test_the_first_member_is_whoever_creates_the_tenant() -> None:
    plan = plan_of(
        "Tenant = Club (name). Users: email unique. A user joins a club through a membership: role CHIEF | MATE.\n"
        "Trophy: club, name.\nCHIEF: all of it.\n"
    )
    assert model(plan, "Club").access.create == (Authenticated(),)


def test_line_ends_of_another_system_change_nothing() -> None:
    assert read_brief(TYPES.replace("\n", "\r\n")) == read_brief(TYPES)
