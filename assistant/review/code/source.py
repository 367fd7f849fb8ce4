"""A TypeScript file as rules ask about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_typescript.language_tsx()))


class Source:
    """A parsed file. It parses whatever it is given: what is no TypeScript gives a tree with errors in it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.root = _parser().parse(text.encode(errors="replace")).root_node

    def nodes(self, *types: str) -> Iterator[Node]:
        """Every node of these types, in the order of the text."""
        yield from within(self.root, *types)

    def calls(self, *names: str) -> Iterator[Node]:
        """Every call of a function or method with one of these last names: findMany for db().book.findMany(…)."""
        for call in self.nodes("call_expression"):
            if last_name(call) in names:
                yield call

    def at(self, node: Node) -> str:
        """The place of a node, such as lib/data/books.ts:12."""
        return f"{self.path}:{node.start_point.row + 1}"


def within(root: Node, *types: str) -> Iterator[Node]:
    """Every node of these types at or below `root`."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in types:
            yield node
        waiting.extend(reversed(node.children))


def text(node: Node | None) -> str:
    """The text of a node; empty for None."""
    return (node.text or b"").decode(errors="replace") if node else ""


def last_name(call: Node) -> str:
    """The last name of what a call calls, or ''."""
    called = call.child_by_field_name("function")
    if called is not None and called.type == "await_expression" and called.named_children:
        called = called.named_children[-1]
    if called is not None and called.type == "member_expression":
        called = called.child_by_field_name("property")
    return text(called) if called is not None and called.type in ("identifier", "property_identifier") else ""


def arguments(call: Node) -> list[Node]:
    """The arguments of a call."""
    given = call.child_by_field_name("arguments")
    return list(given.named_children) if given else []


def keys(literal: Node) -> dict[str, Node | None]:
    """The keys of an object literal; a shorthand has no value, a spread stands under '...'."""
    found: dict[str, Node | None] = {}
    for part in literal.named_children:
        if part.type == "pair":
            found[text(part.child_by_field_name("key")).strip("\"'")] = part.child_by_field_name("value")
        elif part.type == "shorthand_property_identifier":
            found[text(part)] = None
        elif part.type == "spread_element":
            found["..."] = part
        elif part.type == "method_definition":
            found[text(part.child_by_field_name("name"))] = part
    return found


def ancestors(node: Node) -> Iterator[Node]:
    """The nodes around a node, innermost first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
