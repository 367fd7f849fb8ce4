"""How the database is asked: unbounded lists, queries in loops, whole rows, raw SQL, and queries from anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from assistant.conversation import Remark, Severity
from assistant.review.code.source import ancestors, arguments, keys, last_name, text
from assistant.review.subject import Subject

QUERIES = frozenset(
    "findMany findFirst findFirstOrThrow findUnique findUniqueOrThrow create createMany createManyAndReturn update "
    "updateMany updateManyAndReturn upsert delete deleteMany count aggregate groupBy".split()
)
RETURNING = frozenset(
    "findMany findFirst findFirstOrThrow findUnique findUniqueOrThrow create createManyAndReturn update "
    "updateManyAndReturn upsert".split()
)
RAW = ("$queryRawUnsafe", "$executeRawUnsafe")
EACH = frozenset({"map", "forEach", "flatMap", "filter", "reduce"})
LOOPS = ("for_statement", "for_in_statement", "while_statement", "do_statement")
DATA = "lib/data/"
CLIENTS = ("db()", "db", "prisma", "tx", "client")


def unbounded(subject: Subject) -> Iterator[Remark]:
    """findMany that nothing bounds."""
    for source in subject.sources:
        for call in source.calls("findMany"):
            if is_query(call) and not _bounded(call):
                yield Remark(
                    place=source.at(call),
                    rule="unbounded list",
                    message="findMany takes every row there is.",
                    why="The answer grows with the table until a request times out or the process runs out of memory.",
                    mend="Give it `take` with a maximum, and a cursor: `...page` from pageArgs() does both.",
                    severity=Severity.MAJOR,
                )


def in_loops(subject: Subject) -> Iterator[Remark]:
    """A query once for every element: N+1."""
    for source in subject.sources:
        for call in source.calls(*QUERIES):
            if is_query(call) and _repeated(call):
                yield Remark(
                    place=source.at(call),
                    rule="N+1 queries",
                    message=f"{last_name(call)} runs once for every element of a loop.",
                    why="A list of a hundred costs a hundred round trips, each with a connection held.",
                    mend="Ask once: `where: { id: { in: ids } }`, or a relation in `select`.",
                    severity=Severity.MAJOR,
                )


def whole_rows(subject: Subject) -> Iterator[Remark]:
    """A query that returns every column."""
    for source in subject.sources:
        for call in source.calls(*RETURNING):
            given = arguments(call)
            literal = given[0] if given and given[0].type == "object" else None
            if not is_query(call) or (given and literal is None):
                continue
            if literal is None or not {"select", "omit", "..."} & keys(literal).keys():
                yield Remark(
                    place=source.at(call),
                    rule="explicit select",
                    message=f"{last_name(call)} reads every column of the row.",
                    why="A column added later, such as a password hash, leaves the service undecided.",
                    mend="Name the columns in `select`, as the other queries of the file do.",
                    severity=Severity.MAJOR,
                )


def raw_sql(subject: Subject) -> Iterator[Remark]:
    """SQL put together from text."""
    for source in subject.sources:
        for call in source.calls(*RAW):
            given = arguments(call)
            built = bool(given) and given[0].type not in ("string",)
            yield Remark(
                place=source.at(call),
                rule="SQL injection",
                message=f"{last_name(call)} runs a text as SQL"
                + (" that is put together at run time." if built else "."),
                why="Whoever controls a part of that text controls the database.",
                mend="Use the tagged template $queryRaw`… ${value}`, which sends values apart from the statement.",
                severity=Severity.BLOCKER if built else Severity.MINOR,
            )


def elsewhere(subject: Subject) -> Iterator[Remark]:
    """Queries outside the data access layer."""
    for source in subject.sources:
        if source.path.startswith(DATA) or not source.path.startswith(("app/", "lib/")):
            continue
        for call in source.calls(*QUERIES):
            if is_query(call):
                yield Remark(
                    place=source.at(call),
                    rule="data access layer",
                    message=f"{last_name(call)} asks the database from outside {DATA}.",
                    why="The access condition is part of the queries there; a query elsewhere answers to nobody.",
                    mend=f"Move the query into a function in {DATA} that takes the actor.",
                    severity=Severity.MAJOR,
                )


def is_query(call: Node) -> bool:
    """Whether a call is one of a Prisma model: client.model.method(…)."""
    called = call.child_by_field_name("function")
    model = called.child_by_field_name("object") if called else None
    if model is None or model.type != "member_expression":
        return False
    client = text(model.child_by_field_name("object"))
    return client in CLIENTS or client.rsplit(".", 1)[-1] in CLIENTS


def _bounded(call: Node) -> bool:
    given = arguments(call)
    if not given or given[0].type != "object":
        # Arguments that were put together elsewhere are not seen from here.
        return bool(given)
    found = keys(given[0])
    where = found.get("where")
    by_ids = where is not None and "in:" in text(where).replace(" ", "")
    return "take" in found or "..." in found or by_ids


def _repeated(call: Node) -> bool:
    for above in ancestors(call):
        if above.type in LOOPS:
            return not _is_head(above, call)
        if above.type in ("function_declaration", "method_definition"):
            return False
        if above.type == "arrow_function" and above.parent is not None and above.parent.type == "arguments":
            outer = above.parent.parent
            if outer is not None and outer.type == "call_expression" and last_name(outer) in EACH:
                return True
    return False


def _is_head(loop: Node, call: Node) -> bool:
    """What a for…of loop goes over is asked once."""
    over = loop.child_by_field_name("right")
    return over is not None and over.start_byte <= call.start_byte and call.end_byte <= over.end_byte
