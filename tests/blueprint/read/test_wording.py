"""Everyday wordings of lists, choices and links, one invented sentence each."""

from __future__ import annotations

import pytest

from assistant.blueprint.checks import check
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read.prose import read_brief


def plan_of(text: str) -> Blueprint:
    plan = read_brief(text)
    assert not check(plan)
    return plan


def fields(text: str) -> set[str]:
    plan = plan_of(text)
    choices = {enum.name: "|".join(enum.values) for enum in plan.enums}
    return {
        f"{m.name}.{f.name}{'' if f.required else '?'}: {choices.get(f.type, f.type)}"
        for m in plan.models
        for f in m.fields
    }


def relations(text: str) -> set[str]:
    return {f"{r.model}.{r.name}{'' if r.required else '?'} -> {r.target}" for r in plan_of(text).relations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Skippers: first + last name, licence.", "Skipper.lastName: String"),
        ("A lamp shall be registered with serial number, colour and weight.", "Lamp.weight: Decimal"),
        ("Barges: name. Crates belong to a barge -> number, label, weight in kg.", "Crate.label: String"),
        ("Barges: name, code.\nSkipper is name, phone, short bio.", "Skipper.shortBio: String"),
        ("Barges are employed on the canal; of each we know the full name, a code and a colour.", "Barge.code: String"),
        ("- Lamp - desk lamps, street lamps and so on; just a name and a colour", "Lamp.colour: String"),
        ("Berth types are Small / Large, each has a monthly price and a length.", "BerthType.name: String"),
        ("A shift has an area, a start and how many people we need.", "Shift.peopleNeeded: Int"),
        ("A trip has a title, when it departs and when it was booked.", "Trip.departsAt: DateTime"),
        ("A trip has a title, when it departs and when it was booked.", "Trip.bookedAt: DateTime"),
        ("A badge has a code and the date their licence runs out.", "Badge.licenceExpiresOn: Date"),
        ("A lock has a name, seconds left and hints used.", "Lock.hintsUsed: Int"),
        ('A lamp has a name like "Sun" or "Moon", price and a colour.', "Lamp.price: Decimal"),
    ],
)
def test_lists_are_introduced_in_many_ways(text: str, expected: str) -> None:
    assert expected in fields(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A trip has a date and its state: planned, under way or called off.",
            "Trip.state: PLANNED|UNDER_WAY|CALLED_OFF",
        ),
        ("A cider has a name and whether it is dry, sharp or sweet.", "Cider.type: DRY|SHARP|SWEET"),
        ("Garages (name, address) have spots which are plain, wide or electric.", "Spot.type: PLAIN|WIDE|ELECTRIC"),
        ("Garages (name, address) have numbered spots.", "Spot.number: String"),
        (
            "A stay has a date. A stay is booked, attended, no-show or cancelled.",
            "Stay.status: BOOKED|ATTENDED|NO_SHOW|CANCELLED",
        ),
        ("A holder is either a person or a company. A holder has a name.", "Holder.type: PERSON|COMPANY"),
        ("Sites have a name and a city, and may be mobile.", "Site.mobile: Boolean"),
        (
            "Singers: name, voice. A rehearsal has a date, and for each rehearsal we tick off which singers were "
            "present, excused or absent.",
            "Attendance.status: PRESENT|EXCUSED|ABSENT",
        ),
    ],
)
def test_closed_sets_are_told_in_many_ways(text: str, expected: str) -> None:
    assert expected in fields(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Barges: name. Crates: code. A crate has a sender and a receiver, both are barges.",
            "Crate.receiver -> Barge",
        ),
        ("Lamps: name. People buy lamps through an order: buyer name, total, placed at.", "Lamp.order -> Order"),
        (
            "Acts: name. Stages: name. A gig is one act on one stage, from a start time to an end time.",
            "Gig.stage -> Stage",
        ),
        ("Piers: name. A trip has a title. It starts at one pier and ends at another.", "Trip.endPier -> Pier"),
        ("A game has a date. Most games are part of a cup, which has a name and a city.", "Game.cup -> Cup"),
        (
            "Donors: name. Sites: name. A donation is made by one donor at one site on a given date.",
            "Donation.site -> Site",
        ),
        ("Vats: code. Each vat yields several crates. A crate has a number.", "Crate.vat -> Vat"),
        ("Slots: number. Stay - slot (max one stay per slot), guest name", "Stay.slot -> Slot"),
        (
            "As a vet I want to record treatments of an animal: date, cost.\nAn animal has a name.",
            "Treatment.animal -> Animal",
        ),
    ],
)
def test_links_are_told_in_many_ways(text: str, expected: str) -> None:
    assert expected in relations(text)


def test_a_first_word_names_what_its_paragraph_is_about() -> None:
    text = "Claims desk.\n\n1. Claims. Attributes: number, date, amount.\n2. Notes. A note has a text and a claim."
    assert {"Claim.amount: Decimal", "Note.text: String"} <= fields(text)


def test_no_behind_a_choice_is_not_short_for_number() -> None:
    assert not any(
        "number" in name.lower()
        for name in fields("A file has a name and whether it is approved or no. A box has a code.")
    )
