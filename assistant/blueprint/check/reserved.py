"""Names that TypeScript, Prisma or JavaScript keep for themselves."""

from __future__ import annotations

from assistant.blueprint.field import Scalar
from assistant.blueprint.names import camel, pascal

# A module is strict code, so the words of strict mode count too.
_KEYWORDS = """
arguments await break case catch class const continue debugger default delete do else enum eval export extends false
finally for function if implements import in instanceof interface let new null package private protected public return
static super switch this throw true try typeof undefined var void while with yield
"""

# An object with one of these keys is taken for something else by JavaScript itself: a promise, or its own prototype.
_OBJECT_MEMBERS = "constructor hasOwnProperty prototype then toJSON toString valueOf"

# A type of this name would hide one that the drafted code needs.
_GLOBALS = """
Array BigInt Boolean Buffer Date Error Function Headers JSON Map Math Number Object Omit Partial Pick Promise Proxy
Readonly Record Reflect RegExp Request Response Set String Symbol URL
"""

_MEMBERS = frozenset([*_KEYWORDS.split(), *_OBJECT_MEMBERS.split()])
_DELEGATES = frozenset(_OBJECT_MEMBERS.split())
_TYPES = frozenset(
    [*_GLOBALS.split(), *(scalar.value for scalar in Scalar), "Prisma", "PrismaClient", "Sql", "Unsupported"]
)


def type_reserved(name: str) -> bool:
    """Whether no model or enum may be called this; a keyword such as Class is free, since `db().class` is."""
    return name in _TYPES or camel(name) in _DELEGATES


def member_reserved(name: str) -> bool:
    """Whether no field or relation may be called this."""
    return name in _MEMBERS


def free_type(name: str) -> str:
    """A name beside a reserved one: 'Request' -> 'RequestEntry'."""
    return f"{pascal(name)}Entry"


def free_member(model: str, name: str) -> str:
    """A name beside a reserved one: 'default' of a Price -> 'priceDefault'."""
    return camel(f"{model} {name}")
