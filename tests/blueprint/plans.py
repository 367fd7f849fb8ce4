"""A sound plan that uses every part of a Blueprint, and edits of it by path."""

from __future__ import annotations

import yaml

from assistant.blueprint.checks import Finding, check
from assistant.blueprint.plan import Blueprint
from assistant.blueprint.text import from_yaml

LENDING = """
title: Library lending
enums:
  - {name: LoanState, values: [REQUESTED, OPEN, RETURNED]}
models:
  - name: Member
    fields:
      - {name: email, type: String, format: email, unique: true, max_length: 254}
      - {name: name, type: String, min_length: 1, max_length: 100}
      - {name: maxLoans, type: Int, default: 5, min: 0, max: 20, write_roles: [librarian]}
      - {name: pin, type: String, required: false, secret: true}
    access:
      read: [{kind: owner, path: self}, {kind: role, roles: [librarian]}]
      update: [{kind: owner, path: self}]
  - name: Book
    soft_delete: true
    fields:
      - {name: title, type: String, max_length: 200}
      - {name: isbn, type: String, unique: true}
      - {name: price, type: Decimal, precision: 10, scale: 2, required: false, min: 0}
      - {name: tags, type: String, many: true}
      - {name: extra, type: Json, required: false}
    indexes: [[title]]
    access:
      read: [{kind: public}]
      create: [{kind: role, roles: [librarian]}]
      update: [{kind: role, roles: [librarian]}]
      delete: [{kind: role, roles: [librarian]}]
  - name: Loan
    fields:
      - {name: state, type: LoanState}
      - {name: startsAt, type: DateTime, default: now()}
      - {name: dueAt, type: DateTime}
      - {name: returnedAt, type: DateTime, required: false, write: server}
      - {name: note, type: String, required: false}
    unique_together: [[member, book, startsAt]]
    access:
      read: [{kind: owner, path: member}, {kind: role, roles: [librarian]}]
      create: [{kind: authenticated}]
      update:
        - {kind: owner, path: member, when: [{field: state, one_of: [REQUESTED]}]}
        - {kind: role, roles: [librarian]}
    constraints:
      - {kind: ordered, before: startsAt, after: dueAt}
      - {kind: limit, per: member, max_field: maxLoans, counting: [{field: returnedAt, 'null': true}]}
      - {kind: no_overlap, per: book, start: startsAt, end: dueAt}
      - {kind: distinct, first: member, second: witness}
    lifecycle:
      field: state
      initial: REQUESTED
      transitions:
        - {source: REQUESTED, to: OPEN, rules: [{kind: role, roles: [librarian]}]}
        - {source: OPEN, to: RETURNED, requires: [note], effects: [{field: returnedAt, value: now()}]}
    actions:
      - name: extend
        guard: [{field: dueAt, tense: future}]
        accepts: [dueAt]
        effects: [{field: witness, value: actor()}]
        rules: [{kind: owner, path: member}]
  - name: Review
    fields:
      - {name: stars, type: Int, min: 1, max: 5}
    access:
      read: [{kind: public}]
      create: [{kind: owner, path: loan.member}]
      delete:
        - {kind: owner, path: loan.member}
        - {kind: owner, path: loan.book.keepers, having: [{field: title, one_of: [Any]}]}
relations:
  - {model: Loan, name: member, target: Member, inverse: loans, write: server}
  - {model: Loan, name: book, target: Book, inverse: loans}
  - {model: Loan, name: witness, target: Member, inverse: witnessed, required: false, on_delete: set_null}
  - {model: Review, name: loan, target: Loan, inverse: reviews, on_delete: cascade}
  - {model: Book, name: keepers, target: Member, inverse: kept, kind: many_to_many}
auth: {kind: jwt, model: Member, roles: [member, librarian], default_role: member}
endpoints:
  - {model: Member, path: /members, operations: [read, update], sort: [name]}
  - {model: Book, path: /books, filters: [title, tags, keepers], sort: [title, createdAt]}
  - {model: Loan, path: /loans, operations: [list, read, create, update], filters: [state, book], sort: [dueAt]}
  - {model: Review, path: /reviews, operations: [list, read, create, delete], parent: loan, sort: [stars]}
"""

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


def lending() -> Blueprint:
    """The sound plan."""
    return from_yaml(LENDING)


def edited(**edits: Value) -> Blueprint:
    """The sound plan with values put at paths such as `models.Loan.fields.dueAt.type`; a path to `+` appends."""
    data: Value = yaml.safe_load(LENDING)
    for path, value in edits.items():
        *parents, last = path.split(".")
        at = data
        for step in parents:
            at = _enter(at, step)
        if isinstance(at, dict):
            at[last] = value
        elif isinstance(at, list) and last == "+":
            at.append(value)
        elif isinstance(at, list):
            at[_index(at, last)] = value
    return from_yaml(yaml.safe_dump(data))


def _enter(at: Value, step: str) -> Value:
    if isinstance(at, dict):
        return at.setdefault(step, [])
    assert isinstance(at, list)
    return at[_index(at, step)]


def _index(items: list[Value], step: str) -> int:
    if step.isdigit():
        return int(step)
    relation = step.split(":")
    for number, item in enumerate(items):
        assert isinstance(item, dict)
        names = [item.get("model"), item.get("name")] if len(relation) == 2 else [item.get("name", item.get("model"))]
        if names == relation:
            return number
    raise KeyError(step)


def found(**edits: Value) -> Finding:
    """The one finding that these edits of the sound plan give."""
    (finding,) = check(edited(**edits))
    return finding
