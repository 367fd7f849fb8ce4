"""New names as people give them."""

from __future__ import annotations

import re

from assistant.blueprint.check.reserved import free_member, free_type, member_reserved, type_reserved
from assistant.blueprint.names import camel, pascal, singular
from assistant.blueprint.revise.known import bare

_AFTER = re.compile(
    r"\s+(?:instead(?:\s+of\b.*)?|everywhere|please|throughout|from\s+now\s+on|not\s+\w+|rather\s+than\b.*|across\b.*|"
    r"in\s+(?:the\s+)?(?:whole|entire|code|api|db|database|schema)\b.*|for\s+(?:consistency|clarity|short|the)\b.*|"
    r"because\b.*|since\b.*|so\s+that\b.*|as\s+(?:well|that)\b.*|to\s+(?:be|match|make|avoid|keep)\b.*|which\b.*|"
    r"\(.*\)|now|too|then|ok)$",
    re.I,
)
_KEPT = frozenset({"id", "createdAt", "updatedAt", "deletedAt", "passwordHash", "password"})


def given_name(text: str) -> str:
    """The name alone: 'unitPrice everywhere please' -> 'unitPrice'; '' where the rest is no name."""
    name, before = text.strip().strip("\"'`"), None
    while before != name:
        before, name = name, _AFTER.sub("", name).strip(" .,;:!\"'`")
    name = re.sub(r"\s+(?:field|column|model|table|entity|attribute)$", "", bare(name), flags=re.I)
    return name if re.fullmatch(r"[A-Za-z][\w -]*", name) and len(name.split()) <= 4 else ""


def member_name(text: str, model: str) -> str:
    """The name as a field or relation bears it."""
    name = camel(text)
    return free_member(model, name) if member_reserved(name) or name in _KEPT else name


def model_name(text: str) -> str:
    """The name as a model bears it: singular, PascalCase."""
    name = pascal(singular(text if re.search(r"\s", text) else pascal(text)))
    return free_type(name) if type_reserved(name) or name == "Role" else name
