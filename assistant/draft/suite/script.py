"""TypeScript as text: literals, objects, and imports that follow from what a file uses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from assistant.blueprint.field import Literal

_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*")


def literal(value: Literal | None) -> str:
    """A value as TypeScript."""
    return json.dumps(value, ensure_ascii=False)


def key(name: str) -> str:
    """A property's name, quoted only where it must be."""
    return name if _IDENTIFIER.fullmatch(name) else literal(name)


def member(name: str) -> str:
    """Access to a property: `.name` or `["a name"]`."""
    return f".{name}" if _IDENTIFIER.fullmatch(name) else f"[{literal(name)}]"


def record(entries: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """An object of expressions; an empty key is a spread."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    parts = [value if not name else name if name == value else f"{key(name)}: {value}" for name, value in pairs]
    return f"{{ {', '.join(parts)} }}" if parts else "{}"


def module(body: str, exported: Mapping[str, str]) -> str:
    """A file: `body`, headed by imports of each name it uses; `exported` says which module has a name.

    A name that starts with "type " is imported as a type.
    """
    used = identifiers(body)
    by_module: dict[str, list[str]] = {}
    for name, source in exported.items():
        if name.removeprefix("type ") in used:
            by_module.setdefault(source, []).append(name)
    lines = [_import(source, names) for source, names in sorted(by_module.items(), key=_import_order)]
    return "\n".join([*lines, "", body.strip(), ""]) if lines else body.strip() + "\n"


def _import(source: str, names: list[str]) -> str:
    names = sorted(names, key=lambda name: name.removeprefix("type ").lower())
    if all(name.startswith("type ") for name in names):
        return f'import type {{ {", ".join(name.removeprefix("type ") for name in names)} }} from "{source}";'
    return f'import {{ {", ".join(names)} }} from "{source}";'


def _import_order(entry: tuple[str, list[str]]) -> tuple[int, str]:
    source = entry[0]
    rank = 0 if source.startswith("node:") else 3 if source.startswith("..") else 4 if source.startswith(".") else 2
    return (1 if rank == 2 and not source.startswith("@/") else rank, source)


_TAKEN = re.compile(r"const \{ ([\w, ]+) \} = await requests\.")


def pruned(block: str) -> str:
    """A test without the parts of a request that it takes and does not use."""

    def shorter(found: re.Match[str]) -> str:
        used = identifiers(block[found.end() :])
        names = [name for name in found[1].split(", ") if name in used]
        return f"const {{ {', '.join(names)} }} = await requests."

    return _TAKEN.sub(shorter, block)


_TEXT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|`[^`]*`', re.S)
_WORD = re.compile(r"(?<![\w$])(?<!(?<!\.\.)\.)([A-Za-z_$][\w$]*)(?![\w$])(?!:(?!:))")


def identifiers(body: str) -> set[str]:
    """Names that the code reads: comments, texts, properties and keys left out, code inside templates kept."""

    def bare(found: re.Match[str]) -> str:
        return " ".join(re.findall(r"\$\{([^}]*)\}", found[0])) if found[0].startswith("`") else '""'

    # Twice, because code inside templates holds texts again.
    return set(_WORD.findall(_TEXT.sub('""', _TEXT.sub(bare, body))))
