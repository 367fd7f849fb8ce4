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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What the system keeps about boats: the boat's name, length in metres and a colour.", "Boat.colour: String"),
        ("Berths: numbered, colour. A berth costs so much per season.", "Berth.number: String"),
        ("A berth has a colour and costs so much per season.", "Berth.pricePerSeason: Decimal"),
        ("A member has a name. Junior members are flagged as such.", "Member.junior: Boolean"),
        ("Of our tenants we need to know the name, the city and the phone number.", "Tenant.city: String"),
        (
            "Of a vessel, the number shall be known (it identifies the vessel uniquely), together with its "
            "flag and colour.",
            "Vessel.flag: Boolean",
        ),
        ("A job has a title and a priority between 1 and 5.", "Job.priority: Int"),
        ("A brew has a planned volume and, later, the actual volume.", "Brew.actualVolume?: Decimal"),
        ("Optionally we store the colour. A crate has a code.", "Crate.code: String"),
        ("Marks: content, style and wit, all 0 to 40, plus a short comment.", "Mark.style: Int"),
        ("A plot has a number. We store its city, and it has water or it doesn't.", "Plot.number: String"),
        ("Guides are people with a name, a city and a phone number.", "Guide.city: String"),
        (
            "Cinema desk.\n- seat types: adult, child and student with a discount percentage each",
            "SeatType.discountPercentage: Decimal",
        ),
        ("Each night a log is written, containing the weather, the hours lost and remarks.", "Log.weather: String"),
        ("[09:12] mara: guides have a name, a city and a phone", "Guide.phone: String"),
        ("A film has a title. Badge: code, unique; colour", "Badge.colour: String"),
        ("A berth has a depth in metres and a duration in minutes.", "Berth.depthM: Decimal"),
    ],
)
def test_attributes_are_told_in_passing(text: str, expected: str) -> None:
    assert expected in fields(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Beer: name. Ingredients are malts, hops or yeasts. An ingredient has a name.",
            "Ingredient.type: MALT|HOP|YEAST",
        ),
        (
            "A grant has a date. It has a state, either pending, granted or refused.",
            "Grant.state: PENDING|GRANTED|REFUSED",
        ),
        (
            "A stay has a date and is reserved -> paid -> collected (or cancelled).",
            "Stay.status: RESERVED|PAID|COLLECTED|CANCELLED",
        ),
        ("Trail - name, length in km, open or closed", "Trail.status: OPEN|CLOSED"),
        ("Welders belong to one trade (wood, steel, brass). A welder has a name.", "Welder.trade: WOOD|STEEL|BRASS"),
        ("A cook has a name. As a chef I want to approve or reject a cook.", "Cook.status: PENDING|APPROVED|REJECTED"),
    ],
)
def test_more_closed_sets(text: str, expected: str) -> None:
    assert expected in fields(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Machines: code. When somebody starts a machine, a cycle is opened with a start time, an end time.",
            "Cycle.machine -> Machine",
        ),
        ("Firms: name. A vessel is owned by a firm, for which name and city are kept.", "Vessel.firm -> Firm"),
        (
            "Boats: name. Guests: name. Each boat belongs to one guest, although a few have none.",
            "Boat.guest? -> Guest",
        ),
        ("Rooms: name. Shelves are in one of two rooms. A shelf has a code.", "Shelf.room -> Room"),
        ("Docks: code. A docking has a date and takes place in one of our docks.", "Docking.dock -> Dock"),
        ("Jobs: title. Some jobs depend on other jobs.", "Job.dependencies -> Job"),
        ("Seats: number. 1 ticket = 1 seat. A ticket has a code.", "Ticket.seat -> Seat"),
        ("Boats: name. Guests: name.\nReview of a boat by a guest, stars 1-5, text", "Review.guest -> Guest"),
        ("Boats: name. Guests: name.\nPlea: from a guest to a boat, message, date", "Plea.boat -> Boat"),
        ("Boats: name. Docks: code. A permit assigns a boat to a dock. A permit has a date.", "Permit.dock -> Dock"),
        ("Lamps: name. Sometimes we lend lamps to others. A loan has a date and a city.", "Loan.lamp -> Lamp"),
        ("Lamps: name. Tests are carried out on lamps. A test has a date.", "Test.lamp -> Lamp"),
        ("Pickers: name. A crate has a code, the time it was filled and who picked it.", "Crate.picker -> Picker"),
        ("Rows: number. A crate has a code and from which row it came.", "Crate.row -> Row"),
        (
            "Games: name. A duplicate points to the original bug. Bug: title, status (open, duplicate)",
            "Bug.duplicateOf? -> Bug",
        ),
        (
            "A claim is made by a lead surveyor and may have several co-surveyors; surveyors have a name.",
            "Claim.coSurveyors -> Surveyor",
        ),
    ],
)
def test_more_links(text: str, expected: str) -> None:
    assert expected in relations(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drafts: title. Accepted drafts become books: code, price, colour.", "Book.draft -> Draft"),
        ("Authors: name. A draft has a title and may be written by several authors.", "Draft.authors -> Author"),
        (
            "Guests file loss reports containing their city, phone and a date. Guests: name.",
            "LossReport.guest -> Guest",
        ),
        ("Studio: name. Session: starts at, room, studio.", "Session.studio -> Studio"),
        ("Wall: name. Route: name, grade, wall.", "Route.wall -> Wall"),
    ],
)
def test_links_behind_labels_and_verbs(text: str, expected: str) -> None:
    assert expected in relations(text)


def test_once_a_day_is_no_one_to_one() -> None:
    (link,) = plan_of("Meters: code. Readings: meter, value in kWh, read at. One reading per meter per day.").relations
    assert (link.model, link.kind.value) == ("Reading", "many_to_one")


def test_powers_and_opening_hours_have_their_types() -> None:
    told = fields(
        "Plants: name, peak power in kW, opening hours. Boats: place found, end time (open until it is back)."
    )
    assert {"Plant.peakPowerKw: Decimal", "Plant.openingHours: String", "Boat.endsAt?: DateTime"} <= told


def test_labels_of_two_words_and_classes_keep_their_names() -> None:
    plan = plan_of("Ticket type: name, price. Class: title, colour. Case: title, class.")
    assert {m.name for m in plan.models} == {"TicketType", "Class", "Case"}


def test_what_is_noted_of_each_pairing_stands_between_the_two() -> None:
    for text in (
        "Props: code. Plays: title. A play uses several props and a prop is used in several plays. For each "
        "prop used in a "
        "play we want to know the scene.",
        "Items: tag, name. A hire has a date. There can be many items in one hire, and for each of them we "
        "note the scene.",
    ):
        plan = plan_of(text)
        joined = [m for m in plan.models if any(f.name == "scene" for f in m.fields)]
        assert len([r for m in joined for r in plan.relations if r.model == m.name]) == 2


def test_unique_said_of_a_choice_leaves_the_plan_sound() -> None:
    plan_of("A lamp has a code and a status (on, off), unique. It is lit or not, must be unique.")


def test_a_first_word_names_what_its_paragraph_is_about() -> None:
    text = "Claims desk.\n\n1. Claims. Attributes: number, date, amount.\n2. Notes. A note has a text and a claim."
    assert {"Claim.amount: Decimal", "Note.text: String"} <= fields(text)


def test_no_behind_a_choice_is_not_short_for_number() -> None:
    assert not any(
        "number" in name.lower()
        for name in fields("A file has a name and whether it is approved or no. A box has a code.")
    )
