"""Endpoints whose work is written by hand: what no resource, lifecycle or action can say."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field as Described

from assistant.blueprint.access import Rule
from assistant.blueprint.field import Field
from assistant.conversation import Record


class Method(StrEnum):
    """GET reads and takes a query; POST does something and takes a body."""

    GET = "GET"
    POST = "POST"


class Conflict(Record):
    """A 409 that the code may answer: `throw new Problem("<type>")`."""

    type: str = Described(description="kebab-case and unique in the plan, such as import-running")
    title: str = Described(description="What a caller reads, such as 'An import is running already'")


class Custom(Record):
    """One endpoint. Who may call, what is taken and what is answered are derived and proved as everywhere.

    `code` is the body of an async function in TypeScript over `actor` (where callers sign in), `query` or `body`, which
    returns the answer: an object of `answer`, or with `many` `{ items: [...] }` of them. What the drafted code exports
    (db, transaction, Problem, invalidField, Prisma, the conditions of lib/policy) is imported for it by name. `test`
    holds tests of what it does; call, callers, db, expect, test and make<Model> are imported likewise. `arrange` is
    TypeScript that makes what a request needs to succeed; it may define `const body`, else samples are sent.
    """

    name: str = Described(description="camelCase, such as overdueLoans")
    method: Method = Method.GET
    path: str = Described(description="Below the base path, such as /reports/overdue-loans")
    summary: str
    rules: tuple[Rule, ...] = Described(description="public, authenticated or role, without conditions")
    query: tuple[Field, ...] = Described((), description="Optional scalars, for GET")
    body: tuple[Field, ...] = Described((), description="For POST")
    answer: tuple[Field, ...] = ()
    many: bool = False
    conflicts: tuple[Conflict, ...] = ()
    arrange: str = ""
    code: str
    test: str
