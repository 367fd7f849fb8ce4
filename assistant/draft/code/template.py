"""The TypeScript that is the same in every draft, cut down to what a draft needs.

A template is ordinary TypeScript: imports, then declarations with a blank line between them. Lines `// @if flag`,
`// @else` and `// @end` choose; `__NAME__` is filled in. A declaration that nothing reaches is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.draft.code.module import import_line

Wanted = dict[str, set[str]]
"""Names by the module that they are imported from, such as '@/lib/page'."""

_IMPORT = re.compile(r'^import (type )?\{ (.+) \} from "(.+)";$')
_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:const|function|type|class) (\w+)", re.M)
_NOT_CODE = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:[^\"\\\n]|\\.)*\"", re.S)
_WORD = re.compile(r"(?:(?<=\.\.\.)|(?<![.\w]))[A-Za-z_]\w*")


@dataclass(frozen=True)
class _Import:
    name: str
    module: str
    is_type: bool


@dataclass(frozen=True)
class _Block:
    """A declaration and the words of its code; `name` is None for a statement, which always stays."""

    name: str | None
    text: str
    words: frozenset[str]


@dataclass(frozen=True)
class Template:
    """A parsed template."""

    imports: tuple[_Import, ...]
    blocks: tuple[_Block, ...]


def template(path: str, flags: frozenset[str], values: Mapping[str, str]) -> Template:
    """The template of one file, chosen and filled in, still whole."""
    text = _chosen(_source(path), flags)
    for name, value in values.items():
        text = text.replace(f"__{name}__", value)
    return _parse(text)


@cache
def _source(path: str) -> str:
    return (files("assistant.draft") / "templates" / "code" / path).read_text("utf-8")


def _chosen(text: str, flags: frozenset[str]) -> str:
    kept: list[str] = []
    state: list[bool] = []
    for line in text.splitlines():
        match line.strip().split():
            case ["//", "@if", flag]:
                state.append(flag in flags)
            case ["//", "@else"]:
                state[-1] = not state[-1]
            case ["//", "@end"]:
                state.pop()
            case _ if all(state):
                kept.append(line)
    return "\n".join(kept)


@cache
def _parse(text: str) -> Template:
    imports: list[_Import] = []
    rest: list[str] = []
    for line in text.splitlines():
        if found := _IMPORT.match(line):
            for name in found[2].split(", "):
                is_type = bool(found[1]) or name.startswith("type ")
                imports.append(_Import(name.removeprefix("type "), found[3], is_type))
        else:
            rest.append(line)
    blocks = [part.strip("\n") for part in re.split(r"\n{2,}", "\n".join(rest)) if part.strip()]
    return Template(tuple(imports), tuple(map(_block, blocks)))


def _block(text: str) -> _Block:
    declared = _DECLARED.search(text)
    return _Block(declared[1] if declared else None, text, frozenset(_WORD.findall(_NOT_CODE.sub(" ", text))))


def shake(templates: Mapping[str, Template], wanted: Wanted) -> dict[str, str]:
    """Path -> text of the templates that hold anything wanted, or a statement; each with just what is reached.

    Only what another file imports is exported.
    """
    reached: dict[str, set[int]] = {path: set() for path in templates}
    todo = [(f"@/{path.removesuffix('.ts')}", name) for path, each in templates.items() for name in _statements(each)]
    todo += [(module, name) for module, found in wanted.items() for name in found]
    exported = set(todo)
    while todo:
        module, name = todo.pop()
        path = f"{module.removeprefix('@/')}.ts"
        for number in _new(templates.get(path), name, reached.get(path, set())):
            reached[path].add(number)
            own, others = _needs(module, templates[path], templates[path].blocks[number])
            exported.update(others)
            todo += [*own, *others]
    outside = {
        path: {name for module, name in exported if f"{module.removeprefix('@/')}.ts" == path} for path in reached
    }
    return {path: _render(templates[path], kept, outside[path]) for path, kept in reached.items() if kept}


def _statements(it: Template) -> Iterable[str | None]:
    return (block.name for block in it.blocks if block.name is None)


def _new(it: Template | None, name: str | None, kept: set[int]) -> list[int]:
    blocks = it.blocks if it else ()
    return [number for number, block in enumerate(blocks) if block.name == name and number not in kept]


_Names = list[tuple[str, str | None]]


def _needs(module: str, it: Template, block: _Block) -> tuple[_Names, _Names]:
    """What a block needs of its own file, and of others."""
    own: _Names = [(module, each.name) for each in it.blocks if each.name in block.words]
    return own, [(each.module, each.name) for each in it.imports if each.name in block.words]


def _render(it: Template, kept: set[int], outside: set[str | None]) -> str:
    blocks = [block for number, block in enumerate(it.blocks) if number in kept]
    words = frozenset[str]().union(*(block.words for block in blocks))
    lines: dict[str, dict[str, bool]] = {}
    for each in it.imports:
        if each.name in words:
            lines.setdefault(each.module, {})[each.name] = not each.is_type
    head = ["\n".join(import_line(module, names) for module, names in lines.items())] if lines else []
    texts = [block.text if block.name in outside else _OWN.sub("", block.text) for block in blocks]
    return "\n\n".join([*head, *texts]) + "\n"


_OWN = re.compile(r"^export (?=(?:async )?(?:const|function|type|class) )", re.M)
