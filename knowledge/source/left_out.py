"""What is not read, and why: told to whoever indexes, so that nothing is missing in silence."""

from __future__ import annotations

from enum import StrEnum

from assistant.conversation import Record


class Why(StrEnum):
    """The reasons, in the words that they are told with."""

    SECRET = "may hold a secret"
    IGNORED = "ignored by .gitignore or .threadwrightignore"
    VENDORED = "written by others"
    GENERATED = "generated"
    HIDDEN = "kept by a tool"
    BINARY = "not text"
    TOO_LARGE = "too large"
    LINK = "a link"
    UNREADABLE = "can't be read"
    EMPTY = "empty"


class LeftOut(Record):
    """A file, or a folder with everything in it (`path` then ends in a slash)."""

    path: str
    why: Why
    detail: str = ""
