"""Questions on a plan, with what their answers have to say and where they take it from."""

from __future__ import annotations

import pytest

from assistant.agent.offline.explain.explain import TOPICS
from tests.agent.offline.explain.plans import answer, library, rentals

ON_RENTALS: dict[str, tuple[str, ...]] = {
    # who may
    "who can cancel a booking?": ("PENDING → CANCELLED: the guest of the booking", "sends reason", "Booking.lifecycle"),
    "who may confirm bookings?": ("PENDING → CONFIRMED: the host of the property", "lib/policy/bookings.ts"),
    "can a guest cancel someone else's booking?": ("No, only their own.",),
    "can guests cancel their bookings?": ("Yes, on their own.",),
    "can a host cancel a booking?": ("No. POST",),
    "can a member delete a user?": ("No. DELETE /api/users/{id}: admins", "User.access.delete"),
    "can anyone see bookings?": ("No. GET /api/bookings",),
    "can I see properties without signing in?": ("Yes, without signing in.",),
    "do I need to be signed in to create a property?": ("A token is needed.",),
    "who can create reviews?": ("POST /api/reviews: the guest of the booking of the review",),
    "who can delete a review?": ("Nobody", "GET /api/reviews"),
    "which roles are there?": ("MEMBER and ADMIN", "Whoever registers becomes MEMBER"),
    "what can a member do?": ("- POST /api/properties\n", "- PATCH /api/properties/{id} (their own)"),
    # deleting
    "what happens if I delete a property?": ("only marks it", "Property.soft_delete"),
    "if I delete a booking is the review gone too?": ("Yes, reviews go too.", "Photos stay", "cascade"),
    "what happens to photos when a review is deleted?": (
        "Photos stay, with their review left empty.",
        "No endpoint deletes",
    ),
    "if a user is deleted, are their bookings deleted too?": (
        "No, bookings are not deleted",
        "409 user-in-use",
        "admins",
    ),
    "if I delete an amenity are the properties gone too?": ("No, properties stay.", "Its links to properties go"),
    "what happens on delete?": ("Booking deleted: each Review of it goes too", "Property deleted: only marked"),
    # fields
    "is the nightlyPrice required?": ("Yes. Property.nightlyPrice: decimal", "at least 0"),
    "why is nightlyPrice a decimal?": ("Assumed: nightlyPrice is in euros.",),
    "why is checkIn a date?": ("no time zone can move it",),
    "can stars be 6?": ("No. Review.stars: whole number, 1 to 5",),
    "can stars be 5?": ("Yes.",),
    "can a comment be empty?": ("Yes. Review.comment",),
    "is accessCode secret?": ("Yes.", "never answered"),
    "who sets accessCode?": ("set by the service",),
    "how long can a title be?": ("1 to 120 characters",),
    "is an amenity name unique?": ("Yes. Amenity.name",),
    "what values can status have?": ("PENDING, CONFIRMED or CANCELLED",),
    "which fields does a property have?": ("- hostId: id of a user; required and set to the caller", "- amenityIds"),
    # states, numbers, relations
    "when can a booking be cancelled?": ("PENDING → CANCELLED", "sends reason"),
    "which states can a booking have?": ("A new booking is PENDING.", "PENDING → CONFIRMED", "PENDING → CANCELLED"),
    "how many bookings may a guest have?": ("At most 3 bookings whose status is PENDING per guest.",),
    "can a booking have more than one review?": ("a booking has at most one review",),
    "can a property have several amenities?": ("many to many",),
    "which models refer to Booking?": ("A review has exactly one booking", "Review.booking"),
    "how are photos and reviews related?": ("A photo has at most one review",),
    "can checkOut be before checkIn?": ("checkOut is after checkIn.",),
    "how many photos can a property have?": ("The plan sets no limit.",),
    "which constraints are there?": ("- Booking: checkOut is after checkIn.", "- Booking: At most 3 bookings"),
    "which fields are unique?": ("User.email", "Amenity.name"),
    "which fields are secret?": ("Booking.accessCode", "User.passwordHash"),
    "which booking statuses are there?": ("PENDING, CONFIRMED or CANCELLED",),
    "can an admin confirm a booking?": ("Only where the record is theirs.",),
    "how does somebody become an admin?": ("Whoever registers becomes MEMBER. ADMIN can't be registered for",),
    "what is the difference between host and guest?": ("Property.hostId", "Booking.guestId"),
    "what's the base path?": ("Every path begins with /api.",),
    "who can archive a booking?": ("Nobody: no endpoint of bookings does that.",),
    "is there a limit on bookings?": ("At most 3 bookings",),
    # endpoints
    "can I filter bookings by status?": ("Narrow it by status",),
    "how are lists sorted?": ("newest first unless sort says otherwise",),
    "which endpoints are public?": ("10 of 25 endpoints need no token", "GET /api/amenities"),
    "how many endpoints?": ("25 endpoints: 3 of users", "3 for signing in"),
    "what does POST /bookings/{id}/transition take?": (
        "It takes to, and optionally reason.",
        "409 booking-transition-refused",
    ),
    "what does PATCH /api/properties/{id} take and return?": (
        "any of title, city, nightlyPrice",
        "answers 200 with the property",
    ),
    "which errors can POST /api/bookings give?": ("409 booking-guest-limit", "401", "422"),
    "what do I send to create a booking?": ("It takes propertyId, checkIn and checkOut, and optionally reason.",),
    "how can I filter bookings?": ("Narrow it by status and propertyId",),
    "how does pagination work?": ("nextCursor", "lib/page.ts"),
    # indexes
    "why is propertyId indexed?": ("foreign key to Property", "@@index([propertyId, id])", "Booking.property"),
    "is city indexed?": ("can be narrowed by it", "@@index([city, id])"),
    "is a user's email indexed?": ("it is unique, and the database holds that by an index", "email @unique"),
    "is checkIn indexed?": ("has no index",),
    "which indexes are there?": ("- User: email @unique", "- Property: @@index([hostId, id])"),
    # where, signing in, general
    "where is the access policy of bookings?": ("lib/policy/bookings.ts",),
    "which file has the tests of reviews?": ("tests/reviews.test.ts",),
    "where are passwords hashed?": ("lib/auth/password.ts",),
    "how does sign-in work?": ("POST /api/auth/login takes the email", "JWT for one hour"),
    "how are passwords stored?": ("argon2id",),
    "why 404 and not 403?": ("does not exist for them: 404",),
    "why uuid?": ("time-ordered UUIDs",),
    "is there a GraphQL endpoint?": ("No: drafts hold no graphql",),
    # the plan
    "what did you assume?": ("- A guest cancels only what is still pending.", "- nightlyPrice is in euros."),
    "what did you assume about nightlyPrice?": ("Assumed:\n- nightlyPrice is in euros.\n(",),
    "any open questions?": ("- May a host cancel a booking?",),
    "what didn't you understand?": ("Nightly ping to the branch (It names no record.)",),
    "which models are there?": ("Rentals: 6 models, 25 endpoints", "- Amenity: name"),
    "describe Booking": ("- checkOut is after checkIn.", "- delete: admins"),
    # not proven
    "did the tests pass?": ("was not drafted", "nothing of it is proven"),
}


@pytest.mark.parametrize("question", ON_RENTALS)
def test_an_answer_says_what_the_plan_says(question: str) -> None:
    told = answer(question)
    assert [fragment for fragment in ON_RENTALS[question] if fragment not in told] == [], told


ON_LIBRARY: dict[str, tuple[str, ...]] = {
    "why is memberId indexed?": ("foreign key to User", "Loan.member"),
    "who may return a loan?": ("POST /api/loans/{id}/return", "only if returned at is not set", "Loan.actions.return"),
    "when can a loan be returned?": ("409 loan-return-refused", "sets returnedAt to now"),
    "who can borrow books?": ("POST /api/loans: members.",),
    "how do I borrow a book?": ("POST /api/loans", "It takes bookId and dueDate."),
    "can members see other people's loans?": ("No, not other people's.",),
    "can a librarian see all loans?": ("Yes. GET /api/loans",),
    "can anyone browse books?": ("Yes, without signing in.",),
    "can I delete a loan?": ("no endpoint lets anyone delete a loan",),
    "how many loans can a member have?": ("At most 5 loans",),
    "what happens when a book is deleted?": ("409 book-in-use",),
    "who sets returnedAt?": ("set by return",),
}


@pytest.mark.parametrize("question", ON_LIBRARY)
def test_an_answer_says_what_a_plan_read_from_a_brief_says(question: str) -> None:
    told = answer(question, library())
    assert [fragment for fragment in ON_LIBRARY[question] if fragment not in told] == [], told


@pytest.mark.parametrize(
    "question",
    [
        "what's the meaning of life?",
        "can a user be their own host?",
        "who won the match?",
        "why?",
        "and then?",
    ],
)
def test_what_the_plan_does_not_say_is_not_answered(question: str) -> None:
    assert answer(question) == ""


@pytest.mark.parametrize("question", [*ON_RENTALS][:-1])
def test_an_answer_names_the_ground_it_rests_on(question: str) -> None:
    told = answer(question)
    assert "(Plan: " in told or "(File: " in told or "(Files: " in told or told.startswith(("No: drafts", "In "))


def test_a_term_and_a_place_outside_the_plan_need_no_ground() -> None:
    assert answer("what is a receipt?").startswith("A receipt is what the workbench writes")
    assert "with a zip of all of them" in answer("where are the files?")


def test_a_question_may_point_back_to_what_was_spoken_of() -> None:
    assert "Amenity.name" in answer("is it unique?", None, "what is the name of an amenity for?")
    assert "DELETE /api/users/{id}: admins" in answer("and users?", None, "who can delete a property?")
    assert answer("is it unique?") == ""


def test_every_topic_leaves_what_is_not_its_own() -> None:
    from assistant.agent.offline.explain.ground import Question

    question = Question.of("what's the meaning of life?", rentals())
    assert [topic.__name__ for topic in TOPICS if topic(question, rentals()) is not None] == []
