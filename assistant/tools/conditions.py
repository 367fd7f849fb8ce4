"""The conditions of lib/policy that a plan leads to: what code written by hand puts into its queries."""

from __future__ import annotations

import re

from assistant.blueprint.plan import Blueprint
from assistant.draft.code import code_files
from assistant.draft.design import design
from assistant.draft.suite.script import identifiers

_EXPORTED = re.compile(r"^export const (\w+) = \((actor)?[^)]*\): Prisma\.\w+WhereInput", re.MULTILINE)
_NAMED = re.compile(r"\w+(?:VisibleTo|ListedFor|EditableBy|RemovableBy)$|(?:visible|listed|existing)[A-Z]\w*$")


def conditions(plan: Blueprint) -> dict[str, str]:
    """Name -> how it is called, such as 'loansVisibleTo(actor)'. None for what everyone may see who may call."""
    files = code_files(design(plan))
    policy = "\n".join(text for path, text in files.items() if path.startswith("lib/policy/"))
    return {name: f"{name}({actor})" for name, actor in _EXPORTED.findall(policy)}


def unknown_conditions(code: str, known: dict[str, str]) -> list[str]:
    """What the code calls like a condition, but is none of the plan's and is not defined in it."""
    named = sorted(name for name in identifiers(code) if _NAMED.match(name) and name not in known)
    return [name for name in named if not re.search(rf"(?:const|function) {name}\b", code)]
