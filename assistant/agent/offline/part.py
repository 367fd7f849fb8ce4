"""The parts of a message, each with what it wants."""

from __future__ import annotations

from enum import StrEnum

from assistant.conversation import Record


class Intent(StrEnum):
    """What a part of a message wants."""

    DRAFT = "draft"
    NEW_BRIEF = "new brief"
    REVISE = "revise"
    EXPLAIN = "explain"
    SEARCH = "search"
    RESTORE = "restore"
    SHOW_VERSION = "show version"
    COMPARE = "compare"
    LIST_VERSIONS = "list versions"
    REVIEW = "review"
    VERIFY = "verify"
    APPROVE = "approve"
    HELP = "help"
    SMALL_TALK = "small talk"
    READ_ONLY = "read only"
    OUT_OF_SCOPE = "out of scope"


class Part(Record):
    """A piece of a message. `about` is the kind of small talk, of what is out of scope, or of a new brief."""

    intent: Intent
    text: str
    about: str = ""
