"""Plans that questions are asked about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.agent.offline.explain.explain import explain
from assistant.agent.offline.explain.ground import Ground
from assistant.blueprint.read.prose import read_brief
from assistant.blueprint.text import from_yaml
from assistant.draft.design import design

RENTALS = """
title: Rentals
enums:
- {name: BookingStatus, values: [PENDING, CONFIRMED, CANCELLED]}
models:
- name: User
  fields:
  - {name: email, type: String, unique: true, format: email}
  - {name: name, type: String}
  access:
    read: [{kind: owner, path: self}, {kind: role, roles: [ADMIN]}]
    delete: [{kind: role, roles: [ADMIN]}]
- name: Property
  soft_delete: true
  fields:
  - {name: title, type: String, max_length: 120}
  - {name: city, type: String}
  - {name: nightlyPrice, type: Decimal, min: 0, precision: 10, scale: 2}
  access:
    read: [{kind: public}]
    create: [{kind: authenticated}]
    update: [{kind: owner, path: host}]
    delete: [{kind: owner, path: host}]
- name: Booking
  fields:
  - {name: checkIn, type: Date}
  - {name: checkOut, type: Date}
  - {name: status, type: BookingStatus}
  - {name: reason, type: String, required: false}
  - {name: accessCode, type: String, secret: true, write: server, required: false}
  access:
    read: [{kind: owner, path: guest}, {kind: owner, path: property.host}]
    create: [{kind: authenticated}]
    update: [{kind: owner, path: property.host}]
    delete: [{kind: role, roles: [ADMIN]}]
  constraints:
  - {kind: ordered, before: checkIn, after: checkOut}
  - {kind: limit, per: guest, max: 3, counting: [{field: status, one_of: [PENDING]}]}
  lifecycle:
    field: status
    initial: PENDING
    transitions:
    - {source: PENDING, to: CONFIRMED, rules: [{kind: owner, path: property.host}]}
    - {source: PENDING, to: CANCELLED, rules: [{kind: owner, path: guest}], requires: [reason]}
- name: Review
  fields:
  - {name: stars, type: Int, min: 1, max: 5}
  - {name: comment, type: String, required: false}
  access:
    read: [{kind: public}]
    create: [{kind: owner, path: booking.guest}]
- name: Photo
  fields:
  - {name: url, type: String, format: url}
  access: {read: [{kind: public}]}
- name: Amenity
  fields:
  - {name: name, type: String, unique: true}
  access: {read: [{kind: public}], delete: [{kind: role, roles: [ADMIN]}]}
relations:
- {model: Property, name: host, target: User, inverse: properties, write: server}
- {model: Booking, name: property, target: Property, inverse: bookings, write: on_create}
- {model: Booking, name: guest, target: User, inverse: bookings, write: server}
- {model: Review, name: booking, target: Booking, inverse: review, kind: one_to_one, on_delete: cascade}
- {model: Photo, name: property, target: Property, inverse: photos, on_delete: cascade}
- {model: Photo, name: review, target: Review, inverse: photos, required: false, on_delete: set_null}
- {model: Property, name: amenities, target: Amenity, inverse: properties, kind: many_to_many}
auth: {kind: jwt, roles: [MEMBER, ADMIN], default_role: MEMBER}
endpoints:
- {model: User, path: /users, operations: [list, read, delete]}
- {model: Property, path: /properties, filters: [city], sort: [title]}
- {model: Booking, path: /bookings, filters: [status, property]}
- {model: Review, path: /reviews, operations: [list, read, create]}
- {model: Photo, path: /photos, operations: [list, read]}
- {model: Amenity, path: /amenities, operations: [list, read, delete]}
assumptions:
- A guest cancels only what is still pending.
- nightlyPrice is in euros.
questions:
- May a host cancel a booking?
not_understood:
- {sentence: Nightly ping to the branch, why: It names no record.}
"""


@cache
def rentals() -> Ground:
    """A plan with everything there is to ask about, never drafted."""
    return Ground(design(from_yaml(RENTALS)), 1, ())


@cache
def library() -> Ground:
    """The plan that is read from the example brief."""
    brief = Path(__file__).parents[4] / "examples" / "library-lending.md"
    return Ground(design(read_brief(brief.read_text())), 2, ())


def answer(question: str, ground: Ground | None = None, *earlier: str) -> str:
    """The answer as it is told; '' where there is none."""
    found = explain(question, ground or rentals(), earlier)
    return found.told() if found else ""
