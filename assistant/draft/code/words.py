"""Names that drafted TypeScript gives to the parts of an entity."""

from __future__ import annotations

from assistant.draft.entity import Entity

CLIENT = "@/generated/prisma/client"
ENUMS = "@/generated/prisma/enums"
FIELDS = "@/lib/fields"
PAGE = "@/lib/page"
PROBLEM = "@/lib/problem"
ACTOR = "@/lib/policy/actor"
DB = "@/lib/data/db"
HANDLE = "@/lib/http/handle"

_TAKEN = frozenset(["Actor", "Connection", "Page", "PageQuery", "Policy", "Problem", "ProblemType", "Role", "ById"])
"""What every draft has under this name already."""


def schemas_of(it: Entity) -> str:
    """The module of an entity's schemas."""
    return f"@/lib/schemas/{it.file}"


def policy_of(it: Entity) -> str:
    """The module of an entity's policy."""
    return f"@/lib/policy/{it.file}"


def data_of(it: Entity) -> str:
    """The module of an entity's queries."""
    return f"@/lib/data/{it.file}"


def answer_of(it: Entity) -> str:
    """The schema and type of what is answered for an entity."""
    return f"{it.pascal}Answer" if it.pascal in _TAKEN else it.pascal


def query_of(it: Entity) -> str:
    """The schema and type of a list's query, where it has one of its own."""
    return f"{it.pascal}Query"


def camels(it: Entity) -> str:
    """'stockMovements'."""
    return it.pascals[:1].lower() + it.pascals[1:]


def plain(text: str) -> str:
    """A text in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_RESERVED = frozenset(
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends "
    "false finally for function if implements import in instanceof interface let new null package private protected "
    "public return static super switch this throw true try typeof var void while with yield".split()
)


def bind(name: str) -> str:
    """A property in a destructuring pattern; a reserved word gets a name that may be bound."""
    return f"{name}: {bound(name)}" if name in _RESERVED else name


def bound(name: str) -> str:
    """The variable that `bind` binds."""
    return f"{name}Value" if name in _RESERVED else name


def entry(key: str, value: str) -> str:
    """A property of an object literal, short where the key is the value."""
    return key if key == value else f"{key}: {value}"


def entries(*parts: str) -> str:
    """An object literal of the parts that are not empty."""
    given = [part for part in parts if part]
    return f"{{ {', '.join(given)} }}" if given else "{}"
