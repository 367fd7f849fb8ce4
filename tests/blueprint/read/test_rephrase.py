"""Turns of phrase that hide a thing and what belongs to it."""

from __future__ import annotations

import pytest

from assistant.blueprint.read.prose import read_brief


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barges: name.\nCargo rules per barge: label, weight limit.\n", "CargoRule.barge -> Barge"),
        ("Barges: name.\nCabins within a barge - number, price.\n", "Cabin.barge -> Barge"),
        ("Barges: name.\nMedals: per barge a rank, description.\n", "Medal.barge -> Barge"),
        ("Barges: name.\n- a voyage = barge, title, departs at.\n", "Voyage.barge -> Barge"),
        (
            "Barges: name.\n- a cabin is the thing people sleep in: which barge, number, price.\n",
            "Cabin.barge -> Barge",
        ),
        ("Barges: name.\nFreight is kept in crates: barge, number, price.\n", "Crate.barge -> Barge"),
        (
            "Barges: name.\nCrew: name.\nTowage: a barge goes to another crew, towed on, note.\n",
            "Towage.barge -> Barge",
        ),
        ("Barges: name.\nPorts: name.\nEach visit combines exactly one barge and one port.\n", "Visit.port -> Port"),
        ("Barges: name.\nCrates: number.\nEach crate came from a barge.\n", "Crate.barge -> Barge"),
        ("Barges: name.\nWe store the cargo check per barge (date, remark).\n", "CargoCheck.barge -> Barge"),
        ("Barges: name.\nThe system records at most one survey per barge: date, rank.\n", "Survey.barge -> Barge"),
        ("Barges: name.\nTolls: a barge can get several (day and night): sum, paid at.\n", "Toll.barge -> Barge"),
        ("Barges: name.\nPorts: name.\nA stay is one barge for one port: berth, paid at.\n", "Stay.port -> Port"),
        ("Barges: name.\nSurveys happen twice a year: barge, date, remarks.\n", "Survey.barge -> Barge"),
        ("Barges: name.\nSoundings: date, depth, one per barge per day.\n", "Sounding.barge -> Barge"),
        (
            "Barges: name.\nSkippers: name.\n- a skipper makes charts for a barge.\n- chart: title, scale.\n",
            "Chart.barge -> Barge",
        ),
        (
            "Barges: name.\nPorts: name.\nFor each barge and port there is at most one permit: number, issued on.\n",
            "Permit.port -> Port",
        ),
    ],
)
def test_a_hidden_thing_belongs_to_its_whole(text: str, expected: str) -> None:
    assert expected in {f"{r.model}.{r.name} -> {r.target}" for r in read_brief(text).relations}


def test_what_may_exist_once_is_no_field_of_its_own() -> None:
    plan = read_brief("Users: name, email. Ports: name. Berth: user, port, number. A user has one berth per port.\n")
    assert ("user", "port") in next(m for m in plan.models if m.name == "Berth").unique_together
    assert not [r for r in plan.relations if "per" in r.name.lower()]


def test_a_prefix_of_tables_is_no_part_of_their_names() -> None:
    plan = read_brief("tblBarge: name, code\ntblCrate: number, barge\n")
    assert {m.name for m in plan.models} == {"Barge", "Crate"}


def test_once_per_pair_behind_a_list() -> None:
    plan = read_brief("Barge: name. Port: name.\nToll: barge, port, sum, one per barge and port\n")
    assert ("barge", "port") in next(m for m in plan.models if m.name == "Toll").unique_together


def test_a_flow_inside_a_list_leaves_the_list_whole() -> None:
    plan = read_brief("Cargo: title, weight, state loaded → shipped → landed, or loaded → lost, remark.\n")
    cargo = next(m for m in plan.models if m.name == "Cargo")
    assert {"title", "weight", "state", "remark"} <= {f.name for f in cargo.fields}
    assert [e.values for e in plan.enums] == [("LOADED", "SHIPPED", "LANDED", "LOST")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barges register themselves: name, home port.\n", {"Barge.name", "Barge.homePort"}),
        ("Barges are identified by their number (unique). We keep name, draught.\n", {"Barge.number", "Barge.name"}),
        ("Barge: name, cargo: coal, sand, gravel; length\n", {"Barge.name", "Barge.cargo", "Barge.length"}),
        ("Donors: name, whether it is a shop, a farm or a club, remark.\n", {"Donor.type", "Donor.remark"}),
        ("Tenants are fleets: name, slug.\nBarge: fleet, name.\n", {"Fleet.name", "Fleet.slug"}),
        (
            "Fleet: name. User: email.\nA user belongs to a fleet via a membership with the role cook or mate.\n",
            {"Membership.role"},
        ),
    ],
)
def test_a_list_behind_a_sentence_is_of_its_subject(text: str, expected: set[str]) -> None:
    assert expected <= {f"{m.name}.{f.name}" for m in read_brief(text).models for f in m.fields}
