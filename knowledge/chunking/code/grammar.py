"""What of a language's syntax tree is a symbol, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from tree_sitter import Language, Node, Parser

LONGEST_NAME = 120
LARGE = 3
"""Lines from which a value, such as a table of constants, is a symbol of its own."""


def name_field(node: Node) -> str | None:
    """What the grammar itself calls the name."""
    found = node.child_by_field_name("name")
    return None if found is None else said(found)


def said(node: Node) -> str:
    """The text of a node in one line."""
    text = (node.text or b"").decode("utf-8", "replace")
    return " ".join(text.split())[:LONGEST_NAME]


def large(node: Node) -> bool:
    return node.end_point.row - node.start_point.row + 1 >= LARGE


@dataclass(frozen=True)
class Grammar:
    """`package` and `function` are where the parser comes from.

    `symbols` maps a node type to the function that names such a node; None for a name means it is no symbol.
    `containers` are symbols whose own symbols are looked for; `wrappers` stand around one, `lists` around several;
    `leading` belongs to the symbol below it.
    """

    package: str
    symbols: dict[str, Callable[[Node], str | None]]
    containers: frozenset[str]
    wrappers: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset({"comment"})
    function: str = "language"
    joint: str = "."

    def parsed(self, text: str) -> Node:
        """The root of the syntax tree; the parser mends what is broken, so there always is one."""
        return _parser(self.package, self.function).parse(text.encode("utf-8", "replace")).root_node

    def unwrapped(self, node: Node) -> Node:
        """The node that a wrapper stands around."""
        while node.type in self.wrappers:
            inner = [
                child for child in node.named_children if child.type in self.symbols or child.type in self.wrappers
            ]
            if not inner or self.name(node) is not None:
                break
            node = inner[-1]
        return node

    def name(self, node: Node) -> str | None:
        naming = self.symbols.get(node.type)
        return None if naming is None else naming(node)


def named(types: str, naming: Callable[[Node], str | None] = name_field) -> dict[str, Callable[[Node], str | None]]:
    """The same naming for several types."""
    return dict.fromkeys(types.split(), naming)


def first_of(node: Node, types: Iterable[str]) -> Node | None:
    """The first child of one of some types."""
    wanted = frozenset(types)
    return next((child for child in node.named_children if child.type in wanted), None)


def word(text: str) -> str:
    """The first identifier in a text: of '*Store[T]' it is 'Store'."""
    found = re.search(r"[^\W\d]\w*", text)
    return found[0] if found else text


@lru_cache(maxsize=16)
def _parser(package: str, function: str) -> Parser:
    # One language's parser is some hundred kB; it is loaded when a file of it comes up.
    return Parser(Language(getattr(import_module(package), function)()))
